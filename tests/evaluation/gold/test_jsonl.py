"""Test gold in JSON Lines from imena, Doccano and Prodigy, valid and invalid."""

import json

import pytest

from imena.errors import UsageError
from imena.evaluation.gold import read_gold

WAYS = {
    "line": lambda row: json.dumps(row, ensure_ascii=False),
    "lines": lambda row: f"{json.dumps(row, ensure_ascii=False)}\n\n{json.dumps(row)}",
    "pretty": lambda row: json.dumps(row, ensure_ascii=False, indent=1),
    "list": lambda row: json.dumps([row]),
    "pretty list": lambda row: json.dumps([row], indent=1),
}


def surfaces(path):
    return [[d.text[s:e] for s, e, _ in d.spans] for d in read_gold(path)]


@pytest.mark.parametrize(
    "row",
    [
        {"id": 1, "text": "Он в Баку", "spans": [[5, 9, "LOC"]]},
        {"text": "Он в Баку", "spans": [[5, 9, "LOC", "more"]], "meta": {}},
        {"id": 1, "text": "Он в Баку", "label": [[5, 9, "LOC"]], "Comments": []},
        {"text": "Он в Баку", "labels": [[5, 9, "LOC"]]},
        {
            "text": "Он в Баку",
            "entities": [{"id": 7, "label": "LOC", "start_offset": 5, "end_offset": 9}],
            "relations": [],
        },
        {"text": "Он в Баку", "spans": [{"start": 5, "end": 9, "label": "LOC", "token_start": 2}]},
        {"text": "Он в Баку", "label": [], "entities": [[5, 9, "LOC"]]},
        {"text": "Он в Баку", "label": "новости", "entities": [[5, 9, "LOC"]]},
        {"text": "Он в Баку", "label": [[5, 9, "LOC"]], "entities": []},
        {"id": 1, "data": "Он в Баку", "label": [[5, 9, "LOC"]]},
    ],
)
@pytest.mark.parametrize("written", WAYS)
@pytest.mark.parametrize("name", ["gold.jsonl", "gold.ndjson", "gold.json"])
def test_documents(tmp_path, row, written, name):
    path = tmp_path / name
    path.write_text("\ufeff" + WAYS[written](row) + "\r\n\n", "utf-8")
    assert surfaces(path) == [["Баку"]] * (2 if written == "lines" else 1)


def test_rejected_and_ignored_prodigy_records_are_left_out(tmp_path):
    path = tmp_path / "gold.jsonl"
    mark = [{"start": 0, "end": 4, "label": "LOC"}]
    rows = [{"text": "Баку", "spans": mark, "answer": a} for a in ("reject", "accept")]
    rows.append({"text": "Баку", "answer": "ignore"})
    rows.append({"text": "Тихо", "answer": "accept"})
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert surfaces(path) == [["Баку"], []]
    assert read_gold(path).notes == ("texts that the annotator rejected or ignored, left out: 2",)


def test_a_line_separator_does_not_end_a_record(tmp_path):
    path = tmp_path / "gold.jsonl"
    row = {"text": "Он\u2028в\x85Баку 😀", "spans": [[5, 9, "LOC"]]}
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    assert surfaces(path) == [["Баку"]]


@pytest.mark.parametrize(
    "line",
    [
        "Баку",
        "[]",
        "1",
        '{"text": "Баку"}',
        '{"text": 4, "spans": []}',
        '{"spans": []}',
        '{"text": "Баку", "spans": 1}',
        '{"text": "Баку", "spans": [[0, 5, "LOC"]]}',
        '{"text": "Баку", "spans": [[2, 2, "LOC"]]}',
        '{"text": "Баку", "spans": [[0]]}',
        '{"text": "Баку", "spans": [[0, Infinity, "LOC"]]}',
        '{"text": "Баку", "spans": [[0.5, 4, "LOC"]]}',
        '{"text": "Баку", "spans": [{"start": 0, "label": "LOC"}]}',
        "[" * 100_000,
    ],
)
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "", "spans": []}\n' + line, "utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 2"):
        read_gold(path)


def test_a_file_that_is_not_utf8(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes('{"text": "Баку", "spans": []}'.encode("cp1251"))
    with pytest.raises(UsageError, match=r"gold\.jsonl is not valid UTF-8 \(byte 10\)"):
        read_gold(path)


MIN = {"text": "Баку", "label": [{"start": 0, "end": 4, "text": "Баку", "labels": ["LOC"]}]}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{\n "text": 1\n}\n{\n}', "line 1: not valid JSON .* write one JSON object a line"),
        ('[\n{"text": "Баку", "spans": []}', "begins with a list that is not valid JSON"),
        ("[1]", "item 1: not a gold document .1 is not an object"),
        ('[[0, 4, "LOC"]]', r"item 1: not a gold document .\[0, 4, .LOC.\] is not an object"),
        (
            '[{"text": "", "spans": []}, {"text": "Баку"}]',
            "item 2: not a gold document .no 'spans'",
        ),
        (json.dumps([MIN]), "item 1: .*this is Label Studio's JSON-MIN: export"),
        (json.dumps(MIN), "line 1: .*this is Label Studio's JSON-MIN: export"),
    ],
)
@pytest.mark.parametrize("name", ["gold.jsonl", "gold.json"])
def test_a_file_that_is_neither_json_lines_nor_a_list(tmp_path, content, why, name):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=rf"{name}.*{why}"):
        read_gold(path)
