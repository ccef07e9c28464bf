"""Files for doccano, Label Studio and W3C annotation clients."""

import json
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

import imena
from hostile import TEXTS
from made import made
from spans_in import texts_with_spans


def tasks(tables, path):
    tables.write(path / "t.json", "label-studio")
    return json.loads((path / "t.json").read_text("utf-8"))


def lines(tables, path):
    tables.write(path / "d.jsonl", "doccano")
    # Split at line feeds alone, as doccano does.
    return [json.loads(line) for line in (path / "d.jsonl").read_text("utf-8").split("\n")[:-1]]


def collection(tables, path):
    tables.write(path / "a.jsonld")
    return json.loads((path / "a.jsonld").read_text("utf-8"))


def test_doccano(news, tmp_path):
    found = lines(news, tmp_path)
    assert [line["id"] for line in found] == news.texts["doc_id"].tolist()
    assert set(found[0]) == {"id", "text", "label"}
    assert [line["text"] for line in found] == news.texts["text"].tolist()
    labels = [label for line in found for label in line["label"]]
    assert labels == news.mentions[["start", "end", "label"]].to_numpy().tolist()


def test_label_studio_counts_code_points(news, tmp_path):
    """An emoji before a name is one character: see the module's own note."""
    first = tasks(news, tmp_path)[0]
    text = first["data"]["text"]
    assert text.startswith("😀")
    assert len(first["predictions"][0]["result"]) > 4
    for region in first["predictions"][0]["result"]:
        value = region["value"]
        assert text[value["start"] : value["end"]] == value["text"]


def test_label_studio_tasks(news, tmp_path):
    found = tasks(news, tmp_path)
    assert [task["data"]["doc_id"] for task in found] == news.texts["doc_id"].tolist()
    prediction = found[1]["predictions"][0]
    assert prediction["model_version"] == "ru_imena_sm 0.1.0"
    assert 0 < prediction["score"] < 1
    region = prediction["result"][0]
    assert region["value"] == {
        "start": 0, "end": 18, "text": "Валерия Герасимова", "labels": ["PER"],
    }  # fmt: skip
    assert (region["from_name"], region["to_name"], region["type"]) == ("label", "text", "labels")
    assert region["meta"]["text"] == ["Валерий Герасимов", "Валерий Герасимов (Q36073)"]
    assert 0 < region["score"] < 1
    ids = [region["id"] for region in prediction["result"]]
    assert len(set(ids)) == len(ids)
    assert "score" not in found[3]["predictions"][0]


def test_label_studio_setup_has_the_names_that_the_tasks_use(tmp_path):
    tables = made({"a": ("Баку", [(0, 4, 'мой "тип" <&>')])})
    (task,) = tasks(tables, tmp_path)
    setup = ElementTree.parse(tmp_path / "t.labels.xml").getroot()
    assert setup.tag == "View"
    labels = [label.get("value") for label in setup.iter("Label")]
    assert labels == ["PER", "ORG", "LOC", 'мой "тип" <&>']
    assert task["predictions"][0]["result"][0]["value"]["labels"][0] in labels
    assert setup.find("Labels").get("toName") == setup.find("Text").get("name") == "text"
    assert setup.find("Labels").get("name") == "label"
    assert setup.find("Text").get("value") == "$text"
    assert "pre-wrap" in setup.find("Style").text


def test_label_studio_setup_that_somebody_made_stays(tmp_path):
    (tmp_path / "t.labels.xml").write_text("<View>my own</View>", "utf-8")
    tasks(made({"a": ("Баку", [(0, 4, "LOC")])}), tmp_path)
    assert (tmp_path / "t.labels.xml").read_text("utf-8") == "<View>my own</View>"


def test_annotations_say_what_and_where(news, tmp_path):
    found = collection(news, tmp_path)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["total"] == len(news.mentions) == len(found["first"]["items"])
    assert found["first"]["type"] == "AnnotationPage"
    for item, row in zip(found["first"]["items"], news.mentions.itertuples(), strict=True):
        assert item["type"] == "Annotation"
        tag, normal, *ids = item["body"]
        assert (tag["purpose"], tag["value"]) == ("tagging", row.label)
        assert (normal["value"], normal["language"]) == (row.normal, "ru")
        position, quote = item["target"]["selector"]
        assert position == {"type": "TextPositionSelector", "start": row.start, "end": row.end}
        text = dict(zip(news.texts["doc_id"], news.texts["text"], strict=True))[row.doc_id]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[max(0, row.start - 32) : row.end + 32] == around
        assert quote["exact"] == row.text == text[position["start"] : position["end"]]
        assert item["target"]["source"]["label"] == row.doc_id
        assert all(body["purpose"] == "identifying" for body in ids)
    names = [item["body"][1]["value"] for item in found["first"]["items"]]
    usa = found["first"]["items"][names.index("США")]
    assert [body["source"] for body in usa["body"][2:]] == [
        "http://www.wikidata.org/entity/Q30", "https://sws.geonames.org/6252001",
    ]  # fmt: skip


def test_annotations_have_ids_of_their_own(news, tmp_path):
    items = collection(news, tmp_path)["first"]["items"]
    ids = {item["id"] for item in items}
    assert len(ids) == len(items)
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    assert ids == {item["id"] for item in collection(news, tmp_path)["first"]["items"]}


@pytest.mark.parametrize(
    ("source", "iri"),
    [
        ("новости/1 января.txt", "%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1%20%D1%8F%D0%BD"
         "%D0%B2%D0%B0%D1%80%D1%8F.txt"),
        ("news.jsonl:3", "news.jsonl%3A3"),
        ("C:\\news\\1.txt", "C%3A%5Cnews%5C1.txt"),
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ("s3://bucket/a b.txt", "s3://bucket/a%20b.txt"),
    ],
)  # fmt: skip
def test_sources_are_addresses(source, iri, tmp_path):
    tables = made({"a": ("Баку", [(0, 4, "LOC")])})
    tables.documents["source"] = [source]
    (item,) = collection(tables, tmp_path)["first"]["items"]
    assert item["target"]["source"]["id"] == iri
    assert urlsplit(iri).scheme in ("", "https", "s3")


def test_a_text_in_memory_has_a_name_of_its_own(tmp_path):
    tables = imena.extract({"a": "Герасимов в Баку.", "b": "Лавров в Баку."})
    sources = {
        item["target"]["source"]["label"]: item["target"]["source"]["id"]
        for item in collection(tables, tmp_path)["first"]["items"]
    }
    assert sources["a"] != sources["b"]
    assert sources["a"].startswith("urn:uuid:")


@settings(max_examples=40)  # each writes three files
@given(texts_with_spans())
def test_offsets(tmp_path_factory, drawn):
    tables = made({"a": drawn, "b": ("Баку", [(0, 4, "LOC")])})
    path = tmp_path_factory.mktemp("tools")
    text, spans = drawn
    assert lines(tables, path)[0] == {"id": "a", "text": text, "label": [list(s) for s in spans]}
    task = tasks(tables, path)[0]
    assert task["data"]["text"] == text
    values = [region["value"] for region in task["predictions"][0]["result"]]
    assert [(v["start"], v["end"], v["labels"][0]) for v in values] == spans
    assert [v["text"] for v in values] == [text[start:end] for start, end, _ in spans]
    items = collection(tables, path)["first"]["items"]
    assert [item["target"]["selector"][0]["start"] for item in items] == [
        *(start for start, *_ in spans), 0,
    ]  # fmt: skip


def test_hostile_texts(tmp_path):
    tables = imena.extract(TEXTS)
    assert {line["id"]: line["text"] for line in lines(tables, tmp_path)} == TEXTS
    assert [task["data"]["text"] for task in tasks(tables, tmp_path)] == list(TEXTS.values())
    assert collection(tables, tmp_path)["total"] == len(tables.mentions)
