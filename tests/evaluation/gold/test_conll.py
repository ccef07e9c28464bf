"""Test gold in CoNLL dialects: all columns and tagging schemes give the same mentions."""

import pytest

from imena.errors import UsageError
from imena.evaluation.gold import read_gold
from imena.evaluation.gold.conll import HEADER, ONE_DOCUMENT

WORDS = ["Иван", "Петров", "Баку", "Москва", "едет"]
# Two adjacent mentions of one label: the case in which the schemes differ.
TAGS = {
    "IOB2": "B-PER I-PER B-LOC B-LOC O",
    "IOB1": "I-PER I-PER I-LOC B-LOC O",
    "BIOES": "B-PER E-PER S-LOC S-LOC O",
    "BILOU": "B-PER L-PER U-LOC U-LOC O",
    "BMES": "B-PER E-PER S-LOC S-LOC O",
    "with underscores": "B_PER I_PER B_LOC B_LOC O",
}


def write(path, lines):
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def surfaces(document):
    return [(document.text[start:end], label) for start, end, label in document.spans]


@pytest.mark.parametrize("scheme", TAGS)
@pytest.mark.parametrize(
    "row", ["{} {}", "{}\t{}", "{} X {}", "{} -X- _ {}", "{}\tN\tO\t{}", "7 {} {}"]
)
def test_schemes_and_columns(tmp_path, scheme, row):
    tags = TAGS[scheme].split()
    lines = [row.format(word, tag) for word, tag in zip(WORDS, tags, strict=True)]
    (document,) = read_gold(write(tmp_path / "gold.conll", lines))
    assert document.text == "Иван Петров Баку Москва едет"
    assert surfaces(document) == [("Иван Петров", "PER"), ("Баку", "LOC"), ("Москва", "LOC")]


def test_documents_and_sentences(tmp_path):
    lines = [
        *("-DOCSTART- -X- O O", "", "Иван -X- O B-PER", "", "", "Баку -X- O I-LOC", ""),
        *("-DOCSTART- -X- O O", ""),
        *("-DOCSTART- -X- O O", "Тихо -X- O O"),
    ]
    gold = read_gold(write(tmp_path / "gold.txt", lines))
    assert [(d.doc_id, d.text) for d in gold] == [("1", "Иван\nБаку"), ("3", "Тихо")]
    assert surfaces(gold[0]) == [("Иван", "PER"), ("Баку", "LOC")]
    assert gold.notes == ()


def test_a_mention_ends_with_its_sentence(tmp_path):
    gold = read_gold(write(tmp_path / "gold.iob", ["Иван B-PER", "", "Петров I-PER"]))
    assert surfaces(gold[0]) == [("Иван", "PER"), ("Петров", "PER")]
    assert gold.notes == (f"{ONE_DOCUMENT}: 1",)


def test_comments_and_unusual_tokens(tmp_path):
    lines = ["# sent_id = 1", "# O", "-DOCSTART O", "10\u00a0000 O", "Баку\u2028 B-LOC\r"]
    (document,) = read_gold(write(tmp_path / "gold.conll", lines))
    assert document.text == "# -DOCSTART 10\u00a0000 Баку\u2028"


@pytest.mark.parametrize("line", ["Баку", "Баку LOC", "Баку X-LOC", "Баку B-LOC 1"])
def test_a_line_without_a_tag_is_named(tmp_path, line):
    with pytest.raises(UsageError, match=r"gold\.conll, line 2.*its tag"):
        read_gold(write(tmp_path / "gold.conll", ["Иван B-PER", line]))


def test_a_label_of_two_words_and_a_hyphen(tmp_path):
    (document,) = read_gold(write(tmp_path / "gold.bio", ["Баку B-STATE-OR-PROVINCE"]))
    assert surfaces(document) == [("Баку", "LOC")]


@pytest.mark.parametrize("tag", ["M-PER", "I-PER", "M_PER", "I_PER"])
def test_a_mention_of_three_tokens(tmp_path, tag):
    lines = ["Иван B-PER", f"Иваныч {tag}", "Петров E-PER", "Иван S-PER"]
    (document,) = read_gold(write(tmp_path / "gold.conll", lines))
    assert surfaces(document) == [("Иван Иваныч Петров", "PER"), ("Иван", "PER")]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Нью Йорк\tB-LOC", "10 000\tO", "жителей \t O\t"], "Нью Йорк 10 000 жителей"),
        (["Нью Йорк\tN\t\tB-LOC", "тих O"], "Нью Йорк тих"),
        (["1\tНью\tB-LOC", "2\tЙорк\tI-LOC", "", "1\t10\tO"], "Нью Йорк\n10"),
        (["# x", "1 Нью B-LOC", "2-3 - O", "2 Йорк I-LOC", "2.1 _ O"], "Нью Йорк"),
        (["1\tНью Йорк\tB-LOC", "-DOCSTART-\tO", "1\t10\tO"], "Нью Йорк"),
        (["Нью B-LOC", "Йорк I-LOC", "2010-2015 O"], "Нью Йорк 2010-2015"),
        (["2010-2015 N O", "Нью N B-LOC", "Йорк N I-LOC"], "2010-2015 Нью Йорк"),
    ],
)
def test_the_column_of_the_token(tmp_path, lines, text):
    document = read_gold(write(tmp_path / "gold.conllu", lines))[0]
    assert document.text == text
    assert surfaces(document) == [("Нью Йорк", "LOC")]


def test_the_names_of_the_columns_are_not_a_token(tmp_path):
    gold = read_gold(write(tmp_path / "gold.tsv", ["", "token\ttag", "", "Баку\tB-location"]))
    assert gold[0].text.strip() == "Баку"
    assert gold.notes == (f"{HEADER.format('token tag')}: 1", f"{ONE_DOCUMENT}: 1")


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["Мэр Баку молчит."], 1),
        (["Мэр Баку молчит.", "Он тих."], 1),
        (["Баку", "Баку B-LOC"], 1),
        (["token tag", "Баку B-LOC", "Иван PER"], 3),
    ],
)
def test_text_is_not_taken_for_a_header(tmp_path, lines, named):
    with pytest.raises(UsageError, match=rf"gold\.txt, line {named}: .*its tag"):
        read_gold(write(tmp_path / "gold.txt", lines))
