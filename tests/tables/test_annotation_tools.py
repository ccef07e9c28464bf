"""Test files for doccano, Label Studio and W3C annotation clients."""

import json
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from tests.helpers.hostile import TEXTS
from tests.helpers.made import made
from tests.helpers.spans_in import texts_with_spans

import imena


def tasks(tables, path):
    tables.write(path / "t.json", "label-studio")
    return json.loads((path / "t.json").read_text("utf-8"))


def lines(tables, path):
    tables.write(path / "d.jsonl", "doccano")
    # Split at line feeds only, as doccano does.
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
    """An emoji before a name is one character: see the docstring of the module."""
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


def test_an_existing_label_studio_setup_is_kept(tmp_path):
    (tmp_path / "t.labels.xml").write_text("<View>my own</View>", "utf-8")
    tasks(made({"a": ("Баку", [(0, 4, "LOC")])}), tmp_path)
    assert (tmp_path / "t.labels.xml").read_text("utf-8") == "<View>my own</View>"


def test_annotations_have_a_body_and_a_target(news, tmp_path):
    found = collection(news, tmp_path)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["total"] == len(news.mentions) == len(found["first"]["items"])
    assert found["first"]["type"] == "AnnotationPage"
    lang = dict(zip(news.documents["doc_id"], news.documents["lang"], strict=True))
    for item, row in zip(found["first"]["items"], news.mentions.itertuples(), strict=True):
        assert item["type"] == "Annotation"
        tag, normal, *ids = item["body"]
        assert (tag["purpose"], tag["value"]) == ("tagging", row.label)
        assert (normal["value"], normal["language"]) == (row.normal, lang[row.doc_id])
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
        "http://www.wikidata.org/entity/Q30", "https://sws.geonames.org/6252001/",
    ]  # fmt: skip


def test_annotations_have_unique_ids(news, tmp_path):
    items = collection(news, tmp_path)["first"]["items"]
    ids = {item["id"] for item in items}
    assert len(ids) == len(items)
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    assert ids == {item["id"] for item in collection(news, tmp_path)["first"]["items"]}


def test_equal_mentions_have_one_id_and_different_ones_do_not(tmp_path):
    one = collection(imena.extract(["Мэр Баку."]), tmp_path)
    same = collection(imena.extract(["Мэр Баку."]), tmp_path)
    other = collection(imena.extract(["Дом Баку."]), tmp_path)
    assert one == same
    assert not names_in(one) & names_in(other)


def names_in(found):
    items = found["first"]["items"]
    sources = {item["target"]["source"]["id"] for item in items}
    return {found["id"], found["first"]["id"], *sources, *(item["id"] for item in items)}


def test_the_collection_and_its_page_refer_to_each_other(news, tmp_path):
    for tables in (news, imena.extract([])):
        found = collection(tables, tmp_path)
        assert UUID(found["id"].removeprefix("urn:uuid:"))
        assert UUID(found["first"]["id"].removeprefix("urn:uuid:"))
        assert found["first"]["id"] != found["id"]
        assert found["first"]["partOf"] == found["id"]
        assert found["last"] == found["first"]["id"]


def test_the_language_is_that_of_the_document(tmp_path):
    texts = {name: ("Баку", [(0, 4, "LOC")]) for name in ("russian", "ukrainian", "unknown")}
    tables = made(texts)
    tables.documents["lang"] = ["ru", "uk", None]
    for one in (tables, stored(tables, tmp_path / "out")):
        items = collection(one, tmp_path)["first"]["items"]
        assert [item["body"][1].get("language", "none") for item in items] == ["ru", "uk", "none"]


def stored(tables, folder):
    tables.write(folder)
    return imena.open(folder)


def source_of(tables, address, folder):
    tables.documents["source"] = [address]
    (item,) = collection(tables, folder)["first"]["items"]
    return item["target"]["source"]


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ("https://example.org:8080/a.html", "https://example.org:8080/a.html"),
        ("s3://bucket/a b.txt", "s3://bucket/a%20b.txt"),
        ("gs://новости/1.txt", "gs://%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1.txt"),
    ],
)
def test_the_target_is_the_address_of_the_file(address, iri, tmp_path):
    tables = made({"a": ("Баку", [(0, 4, "LOC")])})
    assert source_of(tables, address, tmp_path) == {"id": iri, "type": "Text", "label": "a"}


@pytest.mark.parametrize(
    "address",
    [
        "новости/1 января.txt",
        "news.jsonl:3",
        "C:\\news\\1.txt",
        "s3://bucket/news.jsonl:3",
        "s3://bucket/news.zip!/1.txt",
        "-",
    ],
)
def test_a_text_without_an_address_has_a_urn_and_its_source(address, tmp_path):
    """A JSON-LD reader would resolve a relative address against the file that it reads."""
    tables = made({"a": ("Баку", [(0, 4, "LOC")])})
    source = source_of(tables, address, tmp_path)
    assert UUID(source["id"].removeprefix("urn:uuid:"))
    assert (source["label"], source["name"]) == ("a", address)
    assert source_of(tables, "elsewhere.txt", tmp_path)["id"] == source["id"]


def test_a_text_in_memory_has_its_own_urn(tmp_path):
    tables = imena.extract({"a": "Герасимов в Баку.", "b": "Герасимов в Баку."})
    sources = [item["target"]["source"] for item in collection(tables, tmp_path)["first"]["items"]]
    ids = {source["label"]: source["id"] for source in sources}
    assert ids["a"] != ids["b"]
    assert all(id_.startswith("urn:uuid:") for id_ in ids.values())
    assert all("name" not in source for source in sources)


@settings(max_examples=40)  # each example writes three files
@given(texts_with_spans())
def test_offsets(tmp_path_factory, example):
    tables = made({"a": example, "b": ("Баку", [(0, 4, "LOC")])})
    path = tmp_path_factory.mktemp("tools")
    text, spans = example
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
