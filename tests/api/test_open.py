"""Test `imena.open`: tables that were written are read back when they are used."""

import copy
import dataclasses
import json
import pickle

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal
from tests.helpers.stored_tables import in_parts

import imena
from imena import schema
from imena.errors import UsageError

NAMES = list(schema.SCHEMAS)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_equals_the_written_one(name, tables, folder):
    opened = imena.open(folder)
    assert_frame_equal(getattr(opened, name), getattr(tables, name), check_exact=True)
    assert getattr(opened, name) is getattr(opened, name)
    assert opened.manifest == tables.manifest


@pytest.mark.parametrize("name", NAMES)
def test_parts_are_one_table(name, tables, tmp_path):
    in_parts(tables, tmp_path / "out", rows=7)
    opened = imena.open(tmp_path / "out")
    assert_frame_equal(getattr(opened, name), getattr(tables, name), check_exact=True)


def test_parts_are_ordered_by_number(tables, tmp_path):
    tables.write(tmp_path / "out")
    parts = tmp_path / "out" / "mentions.parquet"
    table = pq.read_table(parts / "part-00000.parquet")
    pq.write_table(table.slice(0, 100), parts / "part-99999.parquet")
    pq.write_table(table.slice(100), parts / "part-100000.parquet")
    (parts / "part-00000.parquet").unlink()
    (parts / ".part-00001.parquet.part").write_bytes(b"half of one")
    assert_frame_equal(imena.open(tmp_path / "out").mentions, tables.mentions)


def test_labels_that_occur_only_in_some_parts(tables, tmp_path):
    labels = tables.mentions["label"].astype("object")
    labels.iloc[3], labels.iloc[100] = "PRODUCT", "EVENT"
    own = dataclasses.replace(tables, mentions=tables.mentions.assign(label=labels))
    in_parts(own, tmp_path / "out", rows=10)
    opened = imena.open(tmp_path / "out")
    assert opened.mentions["label"].tolist() == labels.tolist()
    assert list(opened.mentions["label"].cat.categories) == [*schema.LABELS, "EVENT", "PRODUCT"]
    found = opened.read("mentions", columns=["start"], filters=[("label", "=", "EVENT")])
    assert found["start"].tolist() == [tables.mentions["start"].iloc[100]]


def test_a_folder_on_another_file_system(tables, folder):
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").put(str(folder), "/corpora/out", recursive=True)
    opened = imena.open("memory://corpora/out", filters=[("label", "=", "PER")])
    assert set(opened.mentions["label"]) == {"PER"}
    assert_frame_equal(opened.tokens, tables.tokens)
    with pytest.raises(UsageError, match="the folder memory://corpora/none does not exist"):
        imena.open("memory://corpora/none")


def test_a_file_uri(tables, folder):
    assert_frame_equal(imena.open(folder.as_uri()).mentions, tables.mentions)


def test_empty_tables(tmp_path):
    empty = imena.extract([])
    empty.write(tmp_path / "out")
    opened = imena.open(tmp_path / "out")
    for name in ("mentions", "entities", "documents"):
        assert_frame_equal(getattr(opened, name), getattr(empty, name), check_exact=True)
    assert opened.tokens is None


def test_opening_and_repr_read_no_rows(folder, no_reading):
    assert repr(imena.open(folder)) == (
        "Tables(152 mentions, 33 entities, 1 documents, 1 texts, 1095 tokens)"
    )
    some = imena.open(folder, filters=[("label", "=", "PER")])
    assert repr(some).startswith("Tables(some of 152 mentions, 33 entities, ")
    with pytest.raises(AssertionError, match="rows were read"):
        _ = some.mentions


PEOPLE = [
    [("label", "=", "PER")],
    [("label", "in", ["PER"])],
    [[("label", "=", "PER"), ("start", "<", 3000)], [("label", "=", "PER"), ("start", ">=", 3000)]],
    ds.field("label") == "PER",
]


@pytest.mark.parametrize("filters", PEOPLE, ids=["list", "in", "or", "expression"])
def test_filters(filters, tables, folder):
    people = tables.mentions[tables.mentions["label"] == "PER"].reset_index(drop=True)
    opened = imena.open(folder, filters=filters)
    assert_frame_equal(opened.mentions, people, check_exact=True)
    assert_frame_equal(imena.open(folder).read("mentions", filters=filters), people)
    assert_frame_equal(tables.read("mentions", filters=filters), people)
    assert repr(opened).startswith(f"Tables({len(people)} mentions, ")
    assert len(opened.entities) == len(tables.entities)


def test_filters_are_combined(tables, folder):
    opened = imena.open(folder, filters=[("label", "=", "PER")])
    late = opened.read("mentions", columns=["start", "label"], filters=[("start", ">", 3000)])
    assert list(late) == ["start", "label"]
    frame = tables.mentions
    expected = frame[(frame["label"] == "PER") & (frame["start"] > 3000)]["start"]
    assert late["start"].tolist() == expected.tolist()


def test_columns_keep_their_types(tables, folder):
    columns = ["zone", "nested_in", "start", "score", "first"]
    expected = tables.mentions[columns]
    assert_frame_equal(imena.open(folder).read("mentions", columns=columns), expected)
    assert_frame_equal(tables.read("mentions", columns=columns), expected)


def test_only_the_requested_columns_are_read(tables, tmp_path):
    """A damaged column does not matter if it is not read."""
    tables.write(tmp_path / "out")
    path = tmp_path / "out" / "mentions.parquet" / "part-00000.parquet"
    group = pq.read_metadata(path).row_group(0)
    columns = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    damaged = columns["sentence"]
    start = damaged.dictionary_page_offset or damaged.data_page_offset
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * damaged.total_compressed_size)
    opened = imena.open(tmp_path / "out")
    starts = opened.read("mentions", columns=["start"])["start"]
    assert starts.tolist() == tables.mentions["start"].tolist()
    with pytest.raises(UsageError, match=r"cannot read the table mentions.*repeat"):
        _ = opened.mentions


@pytest.mark.parametrize("name", NAMES)
def test_datasets(name, tables, folder):
    for source in (tables, imena.open(folder)):
        dataset = source.dataset(name)
        assert isinstance(dataset, ds.Dataset)
        assert dataset.schema.equals(schema.SCHEMAS[name], check_metadata=True)
        assert dataset.count_rows() == len(getattr(tables, name))
    filtered = imena.open(folder, filters=[("label", "=", "PER")])
    assert filtered.dataset("mentions").count_rows() == len(filtered.mentions)


def test_replace_write_and_copy(tables, folder, tmp_path):
    opened = imena.open(folder)
    few = dataclasses.replace(opened, mentions=opened.mentions.head(3))
    assert repr(few) == "Tables(3 mentions, 33 entities, 1 documents, 1 texts, 1095 tokens)"
    few.write(tmp_path / "few")
    again = imena.open(tmp_path / "few")
    assert again.manifest["filtered"] is True
    assert_frame_equal(again.mentions, tables.mentions.head(3))
    assert_frame_equal(again.tokens, tables.tokens)
    opened.write(tmp_path / "m.csv")
    assert len(pd.read_csv(tmp_path / "m.csv")) == 152
    for other in (pickle.loads(pickle.dumps(opened)), copy.deepcopy(opened)):
        assert_frame_equal(other.mentions, tables.mentions)
    with pytest.raises(dataclasses.FrozenInstanceError):
        opened.mentions = tables.mentions


def test_tables_are_written_without_holding_them_in_memory(folder, tmp_path):
    opened = imena.open(folder)
    opened.write(tmp_path / "m.jsonl")
    assert len((tmp_path / "m.jsonl").read_text("utf-8").splitlines()) == 152
    opened.write(tmp_path / "out")
    assert_frame_equal(imena.open(tmp_path / "out").tokens, imena.open(folder).tokens)
    assert [name for name in NAMES if vars(opened)[name].is_loaded] == []


def test_a_folder_can_be_overwritten_with_its_own_tables(tables, tmp_path):
    tables.write(tmp_path / "out")
    imena.open(tmp_path / "out", filters=[("label", "=", "PER")]).write(tmp_path / "out")
    opened = imena.open(tmp_path / "out")
    assert set(opened.mentions["label"]) == {"PER"}
    assert opened.manifest["counts"]["mentions"] == len(opened.mentions)
    assert len(opened.tokens) == len(tables.tokens)


def test_tables_that_were_left_out_are_missing(tables, tmp_path):
    dataclasses.replace(tables, tokens=None).write(tmp_path / "out")
    opened = imena.open(tmp_path / "out")
    assert opened.tokens is None
    assert "tokens" not in opened.manifest["counts"]
    with pytest.raises(UsageError, match=r"choose mentions, entities, documents, texts$"):
        opened.read("tokens")


def test_mentions_can_be_edited_like_any_frame(folder, tmp_path):
    opened = imena.open(folder)
    opened.mentions.loc[0, "normal"] = "Другое"
    opened.write(tmp_path / "out")
    assert imena.open(tmp_path / "out").mentions["normal"].iloc[0] == "Другое"
    opened.write(tmp_path / "m.csv")
    assert pd.read_csv(tmp_path / "m.csv")["normal"].iloc[0] == "Другое"


@pytest.mark.parametrize("name", ["copy", "m.csv", "m.sqlite"])
def test_a_folder_with_a_missing_part_is_not_written_as_complete(name, tables, tmp_path):
    tables.write(tmp_path / "out")
    part = tmp_path / "out" / "mentions.parquet" / "part-00000.parquet"
    pq.write_table(pq.read_table(part).slice(0, 100), part)
    opened = imena.open(tmp_path / "out")
    with pytest.raises(UsageError, match=r"has 100 rows.*counts 152.*parts are missing"):
        opened.write(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_the_manifest_is_json(folder):
    assert json.loads((folder / "manifest.json").read_text("utf-8")) == imena.open(folder).manifest


def test_replacing_a_table_reads_no_other(folder, no_reading):
    opened = imena.open(folder)
    few = opened.replacing(entities=pd.DataFrame(columns=schema.ENTITIES.names))
    assert repr(few) == "Tables(152 mentions, 0 entities, 1 documents, 1 texts, 1095 tokens)"
    with pytest.raises(UsageError, match="the table 'names' does not exist: choose mentions"):
        opened.replacing(names=few)
