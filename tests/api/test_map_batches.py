"""Test `imena.map_batches` directly, and as Spark and Ray call it."""

import os
import re
import shutil
import subprocess
import sys
import warnings

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from tests.helpers.paths import ROOT

import imena
from imena import schema
from imena.api import map_batches as mapping
from imena.errors import UsageError

TEXTS = {
    "а": "Начальник Генштаба РФ Валерий Герасимов прилетел в Баку.",
    "б": "В Баку генерала Герасимова ждали в Минобороны Азербайджана.",
    "в": "",
    "г": "Сергей и Юлия Скрипаль. Минобороны России.\nГенерал прилетел в Россию.",
}
FRAME = pd.DataFrame({"id": list(TEXTS), "text": list(TEXTS.values())})
WITHOUT_ENTITIES = [n for n in schema.MENTIONS.names if n not in ("entity_id", "entity")]


def split_frame(frame, rows):
    return [frame.iloc[start : start + rows] for start in range(0, len(frame), rows)]


@pytest.mark.parametrize("spans", ["nested", "flat"])
@pytest.mark.parametrize("rows", [1, 3, 9])
def test_resolved_mentions_equal_those_of_extract(spans, rows):
    expected = imena.extract(FRAME, spans=spans)
    frames = list(imena.map_batches(iter(split_frame(FRAME, rows)), spans=spans))
    assert len(frames) == len(split_frame(FRAME, rows))
    entities, mentions = imena.resolve(pd.concat(frames), return_mentions=True)
    assert_frame_equal(entities, expected.entities)
    assert_frame_equal(mentions[schema.MENTIONS.names].reset_index(drop=True), expected.mentions)


def test_outer_mentions_are_those_inside_no_other(tables, page):
    (mentions,) = imena.map_batches([pd.DataFrame({"id": ["baku.txt"], "text": [page]})])
    expected = imena.extract({"baku.txt": page}, spans="outer").mentions
    _, resolved = imena.resolve(mentions, return_mentions=True)
    outer = resolved[resolved["nested_in"].isna()]
    for name in ("start", "end", "normal", "entity_id", "entity"):
        assert outer[name].tolist() == expected[name].tolist()


TYPES = {"label": "string", "drawn_by": "string", "zone": "string", "text": "string"} | {
    "mention_id": "int32", "start": "int32", "nested_in": "Int32", "repeat_of": "Int32",
    "score": "float32", "first": "string", "doc_id": "string",
}  # fmt: skip


@pytest.mark.parametrize("rows", [0, 1, 4])
@pytest.mark.parametrize("documents", [False, True])
def test_columns_and_types_are_the_same_in_every_frame(rows, documents):
    (frame,) = imena.map_batches([FRAME.head(rows)], documents=documents)
    expected, *_ = imena.map_batches([FRAME], documents=documents)
    assert frame.dtypes.to_dict() == expected.dtypes.to_dict()
    if documents:
        assert list(frame) == [n for n in schema.DOCUMENTS.names if n != "duplicate_of"]
        assert len(frame) == rows
    else:
        assert list(frame) == WITHOUT_ENTITIES
        assert {name: str(frame[name].dtype) for name in TYPES} == TYPES


def test_no_frames():
    assert list(imena.map_batches([])) == []


def test_frames_are_read_one_at_a_time():
    taken = []

    def frames():
        for number in range(3):
            taken.append(number)
            yield FRAME

    found = imena.map_batches(frames())
    assert taken == []
    next(found)
    assert taken == [0]


@pytest.mark.parametrize("frames", [pd.DataFrame({"text": ["Баку"]}), {"text": ["Баку"]}])
def test_a_frame_that_is_not_in_a_list_is_refused(frames):
    with pytest.raises(UsageError, match=r"pass a single one as \[frame\]"):
        list(imena.map_batches(frames))


def test_the_model_is_loaded_once(monkeypatch):
    list(imena.map_batches([FRAME.head(1)]))

    def refuse(*args, **options):
        raise AssertionError("loaded again")

    monkeypatch.setattr("imena.models.load", refuse)
    for _ in range(3):
        list(imena.map_batches([FRAME.head(1)]))
    with pytest.raises(AssertionError, match="loaded again"):
        imena.map_batches([FRAME], dictionary={"PER": {"Семисвет": []}})


@pytest.mark.parametrize(
    ("frame", "options", "ids"),
    [
        (FRAME.rename(columns={"text": "body"}), {"text_column": "body"}, ["а", "б", "в", "г"]),
        (FRAME.assign(key=[5, 6, 7, 8]), {"id_column": "key"}, ["5", "6", "7", "8"]),
        (FRAME.drop(columns="id"), {}, ["0", "1", "2", "3"]),
        (FRAME.set_index("id"), {}, ["а", "б", "в", "г"]),
        (FRAME.assign(id="x"), {}, ["x", "x#2", "x#3", "x#4"]),
    ],
)
def test_ids(frame, options, ids):
    (documents,) = imena.map_batches([frame], documents=True, **options)
    assert documents["doc_id"].tolist() == ids


def test_zones(page, tables):
    (mentions,) = imena.map_batches([pd.DataFrame({"id": [1], "text": [page]})], zones=["body"])
    expected = tables.mentions[tables.mentions["zone"] == "body"]
    assert 0 < len(expected) < len(tables.mentions)
    assert mentions["start"].tolist() == expected["start"].tolist()


def test_a_dictionary():
    frame = pd.DataFrame({"id": ["а"], "text": ["Вчера в Баку видели Семисвета."]})
    own = {"ORG": {"Семисвет": ["Семисвета"]}}
    found = [next(imena.map_batches([frame], dictionary=d)) for d in (own, None, own)]
    labels = [dict(zip(one["text"], one["label"], strict=True)).get("Семисвета") for one in found]
    assert labels[0] == labels[2] == "ORG"
    assert labels[1] != "ORG"


FAILING = pd.DataFrame({"id": ["good", "bad"], "text": ["Герасимов прилетел в Баку.", 7]})


def test_failures_cause_a_warning():
    with pytest.warns(
        UserWarning,
        match=r"no mentions: 1: bad \(not text but a value of type int\).*documents=True",
    ):
        (mentions,) = imena.map_batches([FAILING])
    assert set(mentions["doc_id"]) == {"good"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (documents,) = imena.map_batches([FAILING], documents=True)
    assert documents["status"].tolist() == ["ok", "failed"]
    assert documents["n_mentions"].tolist() == [2, 0]


def test_the_warning_shortens_many_failures():
    frame = pd.DataFrame({"id": range(100), "text": [7] * 100})
    with pytest.warns(UserWarning, match=r"no mentions: 100: 0 .*; 9 \([^;]*; and 90 more; imena"):
        list(imena.map_batches([frame]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"spans": "outer"}, "keep the rows without nested_in"),
        ({"spans": "round"}, "choose nested, outer, flat"),
        ({"zones": ["sidebar"]}, "unknown zone"),
        ({"model": "ru"}, "unknown model"),
        ({"dictionary": {"ORGS": {}}}, "ORGS"),
    ],
)
def test_wrong_usage_raises_before_the_first_frame(options, message):
    with pytest.raises(UsageError, match=message):
        imena.map_batches([FRAME], **options)


@pytest.mark.parametrize("rows", [0, 4])
@pytest.mark.parametrize(
    ("options", "message"),
    [({"text_column": "body"}, "--text-column"), ({"id_column": "key"}, "id_column=")],
)
def test_a_missing_column(rows, options, message):
    with pytest.raises(UsageError, match=message):
        list(imena.map_batches([FRAME.head(rows)], **options))


def test_two_frames_with_row_numbers_as_ids():
    numbered = FRAME.drop(columns="id")
    with pytest.raises(UsageError, match="name a column of ids"):
        list(imena.map_batches([numbered.head(2), numbered.head(0), numbered.head(1)]))
    assert len(list(imena.map_batches(split_frame(numbered, 2)))) == 2


def test_the_spark_schema_has_every_column():
    assert mapping.SPARK_SCHEMA.startswith("`doc_id` string, `mention_id` int, ")
    assert "`score` float" in mapping.SPARK_SCHEMA
    told = re.findall(r"`(\w+)`", mapping.SPARK_SCHEMA)
    assert told == WITHOUT_ENTITIES
    assert re.findall(r"`(\w+)`", mapping.SPARK_DOCUMENTS) == [
        name for name in schema.DOCUMENTS.names if name != "duplicate_of"
    ]


def blocks(engine):
    """Return the Python blocks of docs/corpora.md that import the engine."""
    page = (ROOT / "docs" / "corpora.md").read_text("utf-8")
    python = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [block for block in python if f"import {engine}" in block or f"from {engine}" in block]


@pytest.mark.parametrize("engine", ["pyspark", "ray"])
def test_engines(engine, tmp_path):
    """Run the blocks of the documentation in their own processes: the engine starts more."""
    pytest.importorskip(engine)
    if engine == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    assert blocks(engine)
    for block in blocks(engine):
        shutil.copytree(ROOT / "examples", tmp_path / "examples", dirs_exist_ok=True)
        (tmp_path / "block.py").write_text(block, "utf-8")
        done = subprocess.run(
            [sys.executable, "block.py"],
            cwd=tmp_path,
            env={**os.environ, "PYSPARK_PYTHON": sys.executable},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Валерий Герасимов" in done.stdout
