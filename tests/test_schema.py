"""Test the columns and types of tables, to pandas and back."""

import pandas as pd
import pyarrow as pa
import pytest

from imena import schema

ROW = {
    "doc_id": "d", "mention_id": 0, "sent_id": 0, "start": 0, "end": 4, "label": "LOC",
    "text": "Баку", "lemma": "баку", "normal": "Баку", "entity_id": "LOC-1", "entity": "Баку",
    "drawn_by": "model", "sentence": "Баку",
}  # fmt: skip


def columns(**changes):
    return {name: [value] for name, value in (ROW | changes).items()}


def test_pandas_types():
    frame = schema.to_pandas(schema.table(columns(), schema.MENTIONS))
    assert list(frame) == schema.MENTIONS.names
    types = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert types["text"] == types["first"] == "string"
    assert types["label"] == types["zone"] == "category"
    assert types["start"] == "int32"
    assert types["nested_in"] == types["repeat_of"] == "Int32"
    assert types["score"] == "float32"
    assert list(frame["label"].cat.categories) == ["PER", "ORG", "LOC"]


@pytest.mark.parametrize("name", schema.SCHEMAS)
def test_an_empty_table_has_all_columns(name):
    frame = schema.to_pandas(schema.SCHEMAS[name].empty_table())
    assert list(frame) == schema.SCHEMAS[name].names
    assert schema.to_arrow(frame, schema.SCHEMAS[name]).schema == schema.SCHEMAS[name]


def test_pandas_round_trip():
    table = schema.table(columns(first="А", score=0.5, nested_in=3), schema.MENTIONS)
    assert (
        schema.to_arrow(schema.to_pandas(table), schema.MENTIONS).to_pylist() == table.to_pylist()
    )


def test_custom_labels_are_kept():
    frame = schema.to_pandas(schema.table(columns(label="PRODUCT"), schema.MENTIONS))
    assert frame["label"].tolist() == ["PRODUCT"]
    assert list(frame["label"].cat.categories) == ["PER", "ORG", "LOC", "PRODUCT"]


def test_a_missing_required_column_is_an_error():
    with pytest.raises(KeyError, match="sentence"):
        schema.table({k: v for k, v in columns().items() if k != "sentence"}, schema.MENTIONS)


def test_every_column_has_a_description():
    for table in schema.SCHEMAS.values():
        assert all(field.metadata[b"meaning"] for field in table)


def test_filtered_frames_keep_the_schema(tables):
    few = tables.mentions[tables.mentions["label"] == "PER"].head(3)
    arrow = schema.to_arrow(few, schema.MENTIONS)
    assert arrow.schema == schema.MENTIONS
    assert arrow.num_rows == 3
    assert isinstance(arrow, pa.Table)
    assert isinstance(few, pd.DataFrame)
