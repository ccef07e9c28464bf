"""Test that gold read from every export of imena equals the exported documents and mentions."""

import json
from dataclasses import replace
from importlib import import_module

import pytest
from tests.helpers import hostile

import imena
from imena.evaluation.gold import read_gold
from imena.evaluation.spans import bounds_of
from imena.spans import outermost

TEXTS = {
    **{f"hostile/{name}": text for name, text in hostile.TEXTS.items()},
    "nested": "Минобороны России 😀 молчит. Посол Иван\nПетров прилетел\r\nв Баку.",
    "nothing": "Тихо.",
}


@pytest.fixture(scope="module")
def exported():
    tables = imena.extract(TEXTS, tokens=True)
    mentions = tables.mentions[tables.mentions["text"] != "Петров"].copy()
    # imena predicts no such mention, but others may annotate one
    of_two_lines = mentions["text"] == "Иван"
    mentions.loc[of_two_lines, "text"] = "Иван\nПетров"
    mentions.loc[of_two_lines, "end"] += len("\nПетров")
    return replace(tables, mentions=mentions)


@pytest.fixture
def read(exported, tmp_path):
    def read(format, name, spans="nested"):
        import_module(f"imena.tables.{format}").write(exported, tmp_path / name)
        return read_gold(tmp_path / name, spans=spans)

    return read


def mentions(tables):
    """Return the spans by document, in the order of the text, outer ones first."""
    found = {doc_id: [] for doc_id in tables.texts["doc_id"]}
    for row in tables.mentions.itertuples():
        found[row.doc_id].append((row.start, row.end, row.label))
    return found


def spans_of(gold):
    return {document.doc_id: list(document.spans) for document in gold}


def texts_of(gold):
    return {document.doc_id: document.text for document in gold}


def test_the_texts_contain_the_difficult_cases(exported):
    assert exported.mentions["nested_in"].notna().any()
    assert exported.mentions["text"].str.contains("\n").any()


@pytest.mark.parametrize(
    ("format", "name"), [("brat", "gold"), ("doccano", "gold.jsonl"), ("docbin", "gold.spacy")]
)
def test_all_mentions(exported, read, format, name):
    gold = read(format, name)
    assert texts_of(gold) == TEXTS
    assert spans_of(gold) == mentions(exported)
    assert gold.notes == ()


def test_outer_mentions_of_a_docbin(exported, read):
    expected = {doc_id: outermost(spans, bounds_of) for doc_id, spans in mentions(exported).items()}
    assert spans_of(read("docbin", "gold.spacy", spans="flat")) == expected


def test_label_studio_with_accepted_predictions(exported, read, tmp_path):
    with pytest.raises(imena.errors.UsageError, match="predictions are no gold"):
        read("label_studio", "gold.json")
    tasks = json.loads((tmp_path / "gold.json").read_text("utf-8"))
    for task in tasks:
        task["annotations"] = task.pop("predictions")
    (tmp_path / "gold.json").write_text(json.dumps(tasks), "utf-8")
    gold = read_gold(tmp_path / "gold.json")
    assert texts_of(gold) == TEXTS
    assert spans_of(gold) == mentions(exported)


def test_conll_contains_the_outer_mentions(exported, read):
    found = [
        [("".join(d.text[start:end].split()), label) for start, end, label in d.spans]
        for d in read("conll", "gold.conll")
    ]
    expected = [
        [
            ("".join(TEXTS[doc_id][s:e].split()), label)
            for s, e, label in outermost(spans, bounds_of)
        ]
        for doc_id, spans in mentions(exported).items()
    ]
    assert found == expected
