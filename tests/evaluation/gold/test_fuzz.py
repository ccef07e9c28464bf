"""Fuzz the gold readers: any file is gold, or a UsageError that names the file."""

import json
from contextlib import suppress

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

from imena.errors import UsageError
from imena.evaluation.gold import read_gold

TEXT = "Иван 😀 в Баку."
SPAN = {"start": 9, "end": 13, "text": "Баку", "labels": ["LOC"]}
LINE = {"id": "a", "text": TEXT, "spans": [[0, 4, "PER"]]}
TASK = {
    "id": 1,
    "data": {"text": TEXT},
    "annotations": [{"result": [{"type": "labels", "value": SPAN}]}],
}
WHOLE = {
    "gold.jsonl": json.dumps(LINE, ensure_ascii=False).encode(),
    "gold.json": json.dumps([TASK], ensure_ascii=False).encode(),
    "gold.conll": "Иван B-PER\nв O\nБаку B-LOC\n".encode(),
    "gold.ann": "T1\tPER 0 4\tИван\nT2\tLOC 9 11;11 13\tБаку\n".encode(),
    "gold.spacy": DocBin(docs=[spacy.blank("ru")(TEXT)]).to_bytes(),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([TEXT, "PER", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "text",
                    "spans",
                    "label",
                    "start",
                    "end",
                    "labels",
                    "data",
                    "annotations",
                    "result",
                    "type",
                    "value",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(folder, name, content):
    (folder / "gold.txt").write_text(TEXT, "utf-8")
    (folder / name).write_bytes(content)
    with suppress(UsageError):
        for document in read_gold(folder / name):
            assert all(0 <= s < e <= len(document.text) for s, e, _ in document.spans)


@pytest.mark.parametrize("name", WHOLE)
def test_an_intact_file_is_read(name, tmp_path):
    (tmp_path / "gold.txt").write_text(TEXT, "utf-8")
    (tmp_path / name).write_bytes(WHOLE[name])
    assert len(read_gold(tmp_path / name)) == 1


@pytest.mark.parametrize("name", WHOLE)
@many
@given(st.data())
def test_a_damaged_file(name, tmp_path, data):
    content = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        offset = data.draw(st.integers(0, len(content) - 1))
        content[offset : offset + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        content = content or bytearray(b" ")
    check(tmp_path, name, bytes(content))


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.json"])
@many
@given(JSON)
def test_any_json(name, tmp_path, value):
    wrapped = [value] if name == "gold.json" else value
    check(tmp_path, name, json.dumps(wrapped).encode())
