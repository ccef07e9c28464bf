"""Test gold from Label Studio: which annotations count, and in which unit offsets are given."""

import json

import pytest

from imena.errors import UsageError
from imena.evaluation.gold import read_gold
from imena.evaluation.gold.label_studio import OTHER, SEVERAL, UNMARKED

TEXT = "😀 Иван\nПетров 😀 в Баку"


def mark(start, end, text, label="PER", kind="labels"):
    value = {"start": start, "end": end, "text": text, "labels": [label]}
    return {"from_name": "label", "to_name": "text", "type": kind, "value": value}


def task(*annotations, data=None, **more):
    return {"id": 7, "data": data or {"text": TEXT}, "annotations": list(annotations), **more}


@pytest.fixture
def read(tmp_path):
    def read(*tasks):
        path = tmp_path / "gold.json"
        path.write_text(json.dumps(tasks), "utf-8")
        return read_gold(path)

    return read


def surfaces(document):
    return [document.text[start:end] for start, end, _ in document.spans]


@pytest.mark.parametrize(
    ("person", "place"),
    [((2, 13), (18, 22)), ((3, 14), (20, 24))],
    ids=["code points", "UTF-16 units"],
)
def test_both_units_of_offsets(read, person, place):
    marks = [mark(*person, "Иван\\nПетров"), mark(*place, "Баку", "Location")]
    (document,) = read(task({"result": marks}))
    assert surfaces(document) == ["Иван\nПетров", "Баку"]
    assert document.doc_id == "7"


def test_a_region_without_a_label_is_left_out(read):
    bare = {"type": "labels", "value": {"start": 2, "end": 6, "text": "Иван"}}
    assert surfaces(read(task({"result": [bare, mark(18, 22, "Баку")]}))[0]) == ["Баку"]


def test_predictions_are_not_gold(read):
    predicted = task(predictions=[{"result": [mark(2, 6, "Иван")]}])
    gold = read(predicted, task({"result": [mark(2, 6, "Иван")]}))
    assert len(gold) == 1
    assert gold.notes == (f"{UNMARKED}: 1",)
    with pytest.raises(UsageError, match="predictions are no gold"):
        read(predicted)


def test_which_annotation_counts(read):
    first, second = {"result": [mark(2, 6, "Иван")]}, {"result": [mark(18, 22, "Баку")]}
    assert surfaces(read(task(first, second))[0]) == ["Иван"]
    assert read(task(first, second)).notes == (f"{SEVERAL}: 1",)
    assert surfaces(read(task(first, {**second, "ground_truth": True}))[0]) == ["Баку"]
    assert surfaces(read(task({**first, "was_cancelled": True}, second))[0]) == ["Баку"]


def test_other_regions_are_left_out(read):
    others = [mark(2, 6, "Иван", kind="hypertextlabels"), {"type": "choices", "value": {}}]
    gold = read(task({"result": [*others, mark(18, 22, "Баку")]}))
    assert surfaces(gold[0]) == ["Баку"]
    assert gold.notes == (f"{OTHER}: 1",)


def test_the_text_may_have_another_name(read):
    data = {"статья": TEXT, "number": 1}
    assert surfaces(read(task({"result": [mark(18, 22, "Баку")]}, data=data))[0]) == ["Баку"]


@pytest.mark.parametrize(
    "other", ["http://x", "Петров в Баку", "", "x" * 30], ids=["url", "title", "nothing", "long"]
)
def test_the_text_is_the_only_string_that_fits_all_regions(read, other):
    marked = {"result": [mark(18, 22, "Баку"), mark(2, 6, "Иван")]}
    data = {"other": other, "article": TEXT}
    gold = read(task({"result": []}, data=data), task(marked, data=data))
    assert [surfaces(document) for document in gold] == [[], ["Иван", "Баку"]]
    assert {document.text for document in gold} == {TEXT}


@pytest.mark.parametrize(
    "data",
    [{"a": TEXT, "b": TEXT}, {"a": "Иван", "b": "Баку"}, {"a": "", "b": "/data/1.txt"}],
    ids=["both fit", "none fits", "none is a text"],
)
def test_the_text_must_be_named_if_several_strings_fit(read, data):
    with pytest.raises(
        UsageError, match=r'item 1: the data of the task have no "text" \(only a, b\)'
    ):
        read(task({"result": [mark(18, 22, "Баку")]}, data=data))


@pytest.mark.parametrize("address", ["/data/upload/1/a.txt", "https://x.ru/a.txt", "s3://x/a.txt"])
@pytest.mark.parametrize("surface", ["Баку", None])
def test_an_address_instead_of_a_text(read, address, surface):
    with pytest.raises(UsageError, match=rf"item 1: the text is an address, «{address}»"):
        read(task({"result": [mark(118, 122, surface)]}, data={"text": address}))


def test_old_exports_call_annotations_completions(read):
    (document,) = read(
        {"id": 1, "data": {"text": TEXT}, "completions": [{"result": [mark(18, 22, "Баку")]}]}
    )
    assert surfaces(document) == ["Баку"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "not valid JSON"),
        ("[{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        (json.dumps([task(), {"id": 1}]), "item 2: not a Label Studio task .no 'data'"),
        (json.dumps([task(1)]), "item 1: not a Label Studio task"),
        ('[{"id": 1, "data": {}}]', 'item 1: the data of the task have no "text", and no'),
        (json.dumps([task({"result": [mark(2, 6, "Баку")]})]), "the text at 2 is «Иван»"),
    ],
)
def test_a_file_that_is_not_an_export(tmp_path, content, why):
    path = tmp_path / "gold.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=rf"gold\.json.*{why}"):
        read_gold(path)
