"""razdel's tokens, in a Doc with every character of the text."""

from itertools import product

import pytest
import razdel
import spacy
from hypothesis import given
from hypothesis import strategies as st

from imena.components.doc_cache import paragraphs_of
from imena.components.homoglyphs import for_tokenizer
from imena.components.tokenise import Tokenizer
from imena.components.tokens import PLAIN, is_decorated
from imena.layout.hyphens import cut_words
from imena.layout.paragraphs import paragraph_starts

VOCAB = spacy.blank("ru").vocab
CASES = """
Генерал|Джозеф|Данфорд|,|США|.
«|Интерфакс-АВН|»|(|ОКНШ|)
3,5|млн|руб|.|,|т.|е.|много|...
Ростов-на-Дону|—|город|с|1749|г|.
"""


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer(VOCAB)


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_tokens(tokenizer, case):
    tokens = case.split("|")
    assert [token.text for token in tokenizer(" ".join(tokens))] == [
        token.text for token in razdel.tokenize(" ".join(tokens))
    ]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "  Баку \t\n в\xa0Баку  ", "а\u200bб\u00adв", "\x00"]
)
def test_every_character_is_kept(tokenizer, text):
    assert tokenizer(text).text == text


@given(st.text() | st.text(alphabet='аБxY12 .,-–_/\\!?…()*:)"«»yahoσΔ\n', max_size=14))
def test_any_text_is_kept_and_cut_as_razdel_cuts_it_in_one_script(text):
    doc = Tokenizer(VOCAB)(text)
    assert doc.text == text
    if any(map(is_decorated, text.split())) or cut_words(text):
        return  # cut at more places than razdel does
    expected = [(token.start, token.stop) for token in razdel.tokenize(for_tokenizer(text))]
    assert [(t.idx, t.idx + len(t)) for t in doc if not t.is_space] == expected


@pytest.mark.parametrize(
    "case",
    [
        "Маша|❤️| |едет| |в| |Тулу|🔥🔥|!",
        "🇷🇺|Россия| |победила|🏆",
        "❗|Минтранс|:| |📌|Иван| |Белов",
        "•|Казань| |→|Уфа",
        "*|Пётр| |Струве|*| |в| |_|Прагу|_",
    ],
)
def test_pictographs_and_marks_of_markdown_are_tokens(tokenizer, case):
    text = case.replace("|", "")
    assert [token.text for token in tokenizer(text)] == [t for t in case.split("|") if t.strip()]


@pytest.mark.parametrize(
    "case",
    [
        "Он| |в| |Ба-⏎ку|,| |не| |в| |Нью-⏎  Йорке|.",
        "Он| |кое-⏎где| |был|.",
        "Омск-|⏎|Томск",
        "Омск| |—|⏎|город",
    ],
)
def test_a_word_that_the_end_of_a_line_cuts_is_one_token(tokenizer, case):
    case = case.replace("⏎", "\n")
    doc = tokenizer(case.replace("|", ""))
    assert doc.text == case.replace("|", "")
    assert [token.text for token in doc if not token.is_space] == [
        token for token in case.split("|") if token.strip()
    ]


def test_look_alikes_and_marks_do_not_cut_a_word(tokenizer):
    text = "Пу\u0301тин при\u00adехал в Mocквy"
    assert [token.text for token in tokenizer(text)] == text.split()


@pytest.mark.parametrize("word", ["Баку", "США", "iPhone", "1749"])
def test_plain_runs_are_cut_as_razdel_cuts_them(word):
    for before, after, end in product(["", *'«"(['], ["", *'»")]'], ["", *".,;:!?"]):
        run = before + word + after + end
        assert PLAIN.fullmatch(run)
        assert [t.text for t in Tokenizer(VOCAB)(run)] == [t.text for t in razdel.tokenize(run)]


def test_the_paragraphs_that_decide_what_is_cut_are_found_once(tokenizer, monkeypatch):
    doc = tokenizer("Это Гера-\nсимов. \n\nДа.")
    monkeypatch.setattr("imena.components.doc_cache.paragraph_starts", None)
    assert paragraphs_of(doc) == paragraph_starts(doc.text)
