"""Test gold of any format: how it is recognised, checked, mapped to labels and filtered."""

import json
import re

import pytest
from tests.helpers.marked import parse

from imena.errors import UsageError
from imena.evaluation.gold import GoldDocument, gold_of, read_gold
from imena.evaluation.gold.read import CONLL, FORMATS, JSON

TEXT, SPANS = parse("[Иван Петров]PER едет в [Баку]LOC.")


def test_a_folder_without_gold(tmp_path):
    with pytest.raises(UsageError, match=r"no \.ann file"):
        read_gold(tmp_path)


def test_a_file_of_an_unknown_format(tmp_path):
    (tmp_path / "gold.docx").write_bytes(b"")
    with pytest.raises(UsageError, match=r"gold\.docx is not known: gold is"):
        read_gold(tmp_path / "gold.docx")


@pytest.mark.parametrize("suffix", [*JSON, *CONLL, ".spacy", ".ann"])
def test_all_suffixes_are_named(suffix):
    assert re.search(rf"\{suffix}\b", FORMATS)


def test_a_missing_file(tmp_path):
    with pytest.raises(UsageError, match=r"none\.jsonl does not exist"):
        read_gold(tmp_path / "none.jsonl")


def test_pairs_and_documents():
    (pair, document) = gold_of([(TEXT, SPANS), GoldDocument(TEXT, tuple(SPANS), "a")])
    assert (pair.spans, pair.doc_id) == (tuple(SPANS), "1")
    assert (document.spans, document.doc_id) == (tuple(SPANS), "a")


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        ("Баку", "gold document 1 must be"),
        ((1, []), "the text is 1"),
        (("Баку", [(0, 4)]), "gold document 1 must be"),
        (("Баку", [(0, 5, "LOC")]), r"outside the text of 4 characters"),
        (("Баку", [(2, 2, "LOC")]), r"outside the text"),
        (("Баку", [(-1, 2, "LOC")]), r"outside the text"),
    ],
)
def test_invalid_gold(pair, why):
    with pytest.raises(UsageError, match=why):
        gold_of([pair])


def test_other_labels_are_mapped_or_left_out_and_counted():
    names = ["PERSON", "organization", "GPE", "State or province", "DATE", "DATE", "FAC"]
    spans = [(number, number + 1, name) for number, name in enumerate(names)]
    gold = gold_of([("абвгдежз", spans)])
    assert [label for _, _, label in gold[0].spans] == ["PER", "ORG", "LOC", "LOC"]
    assert gold.notes == ("gold labels other than PER, LOC, ORG, left out: DATE 2, FAC 1",)


def test_custom_labels():
    spans = [(0, 4, "Персона"), (5, 9, "FAC")]
    gold = gold_of([("Иван Баку", spans)], labels={"персона": "PER", "FAC": "LOC"})
    assert gold[0].spans == ((0, 4, "PER"), (5, 9, "LOC"))
    assert gold_of([("Иван Баку", spans)], labels=["Персона=PER", "FAC=LOC"])[0] == gold[0]


@pytest.mark.parametrize("rule", ["FAC", "FAC=PLACE", "=", ""])
def test_an_invalid_mapping(rule):
    with pytest.raises(UsageError, match="write THEIRS=OURS"):
        gold_of([("Иван", [])], labels=[rule])


def test_gold_with_unknown_labels_only_is_an_error():
    with pytest.raises(UsageError, match=r"only the labels Персона.*--map Персона=PER"):
        gold_of([("Иван", [(0, 4, "Персона")])])


def test_gold_without_documents_is_an_error():
    with pytest.raises(UsageError, match="no annotated documents"):
        gold_of([])


def test_spans_are_sorted_and_unique():
    gold = gold_of([("Минобороны России", [(11, 17, "LOC"), (0, 17, "ORG"), (0, 17, "ORG")])])
    assert gold[0].spans == ((0, 17, "ORG"), (11, 17, "LOC"))


def test_documents_with_one_id_get_different_ids(tmp_path):
    path = tmp_path / "gold.jsonl"
    row = json.dumps({"id": "a", "text": TEXT, "spans": SPANS})
    path.write_text(f"{row}\n{row}\n", "utf-8")
    assert [document.doc_id for document in read_gold(path)] == ["a", "a#2"]


def test_each_label_of_a_choice_is_mapped():
    assert gold_of([("Кремль", [(0, 6, "ORGANIZATION|GPE|DATE")])])[0].spans == ((0, 6, "ORG|LOC"),)
