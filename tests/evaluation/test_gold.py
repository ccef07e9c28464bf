"""Gold files, whole and broken."""

import json

import pytest

from imena.errors import UsageError
from imena.evaluation.gold import read_gold


def test_documents(tmp_path):
    path = tmp_path / "gold.jsonl"
    row = {"id": 1, "text": "Он в Баку", "spans": [[5, 9, "LOC"]]}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", "utf-8")
    (document,) = read_gold(path)
    assert [document.text[start:end] for start, end, _ in document.spans] == ["Баку"]


@pytest.mark.parametrize(
    "line",
    [
        "Баку",
        "[]",
        '{"text": "Баку"}',
        '{"text": "Баку", "spans": [[0, 5, "LOC"]]}',
        '{"text": "Баку", "spans": [[2, 2, "LOC"]]}',
        '{"text": "Баку", "spans": [[0, 4, "CITY"]]}',
        '{"text": "Баку", "spans": [[0]]}',
    ],
)
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "", "spans": []}\n' + line, "utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 2"):
        read_gold(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(UsageError, match=r"none\.jsonl cannot be read"):
        read_gold(tmp_path / "none.jsonl")
