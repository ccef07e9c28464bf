"""Test tables of a selection of mentions: their counts are those of the selection."""

import pandas as pd
import pytest

import imena

TEXTS = {
    "one": "Валерий Герасимов прилетел в Баку. Герасимова ждали в Баку.",
    "two": "Валерия Герасимова видели в Москве.",
    "none": "Дождь идёт.",
}


@pytest.fixture(scope="module")
def found():
    return imena.extract(TEXTS)


def test_entities_are_those_of_the_remaining_mentions(found):
    later = found.replacing(mentions=found.mentions[found.mentions["doc_id"] == "two"])
    wanted = {"Валерий Герасимов": (1, 1, "two"), "Москва": (1, 1, "two")}
    rows = later.entities[["name", "n_mentions", "n_docs", "first_doc"]].itertuples(index=False)
    assert {row.name: tuple(row[1:]) for row in rows} == wanted
    person = later.entities.set_index("name").loc["Валерий Герасимов"]
    assert person["aliases"] == ["Валерия Герасимова"]
    assert later.documents["n_mentions"].tolist() == [0, 2, 0]


def test_all_mentions_give_the_same_tables(tables):
    same = tables.replacing(mentions=tables.mentions)
    for name in ("entities", "documents"):
        old, new = getattr(tables, name), getattr(same, name)
        assert list(new.dtypes) == list(old.dtypes)
        plain = [c for c in old if c not in ("aliases", "score_mean")]
        pd.testing.assert_frame_equal(new[plain], old[plain])
    both = zip(same.entities["aliases"], tables.entities["aliases"], strict=True)
    assert all(sorted(new) == sorted(old) for new, old in both)
    difference = same.entities["score_mean"] - tables.entities["score_mean"]
    assert difference.abs().max() < 1e-6


def test_no_mentions_give_no_entities(found, tmp_path):
    nothing = found.replacing(mentions=found.mentions.head(0))
    assert len(nothing.entities) == 0
    nothing.write(tmp_path / "out")
    assert imena.open(tmp_path / "out").record()["filtered"]


def test_a_given_table_is_kept(found):
    mine = found.entities.head(1)
    assert found.replacing(mentions=found.mentions.head(0), entities=mine).entities is mine
