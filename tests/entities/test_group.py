"""Mentions to entities."""

import pyarrow as pa
import pytest

from imena import schema
from imena.entities.group import entity_id, group
from imena.tables.rows import without_entities


def mentions(*rows):
    """Rows of (doc_id, label, text, normal)."""
    names = [field.name for field in without_entities() if not field.nullable]
    columns = {name: [0] * len(rows) for name in names}
    columns |= {name: ["model"] * len(rows) for name in ("source", "lemma", "sentence")}
    for i, name in enumerate(("doc_id", "label", "text", "normal")):
        columns[name] = [row[i] for row in rows]
    return schema.table(columns, without_entities())


ROWS = [
    ("a", "PER", "Валерия Герасимова", "Валерий Герасимов"),
    ("a", "ORG", "Вооруженных Сил", "Вооруженные Силы"),
    ("b", "ORG", "Вооружённых сил", "Вооружённые силы"),
    ("b", "ORG", "Вооруженных сил", "Вооруженные силы"),
    ("b", "ORG", "«Вооруженных  сил»", "«Вооруженные  силы»"),
    ("b", "ORG", "Вооруженных сил", "Вооруженные силы"),
    ("b", "LOC", "Герасимов", "Герасимов"),
    ("c", "PER", "Герасимов", "Герасимов"),
]


def test_the_same_label_and_normal_form_is_one_entity():
    found, entities = group(mentions(*ROWS))
    first = entities.to_pylist()[0]
    assert (first["name"], first["n_mentions"], first["n_docs"]) == ("Вооруженные силы", 5, 2)
    assert first["aliases"][0] == "Вооруженных сил"
    assert first["first_doc"] == "a"
    assert first["merge_reason"]
    assert first["iso"] is first["score_mean"] is None
    assert entities.num_rows == 4
    assert found.column("entity").to_pylist()[1] == "Вооруженные силы"
    assert found.schema == schema.MENTIONS


def test_ids_and_names_do_not_depend_on_the_order():
    _, entities = group(mentions(*ROWS))
    _, reversed_entities = group(mentions(*ROWS[::-1]))
    drop = [name for name in schema.ENTITIES.names if name != "first_doc"]
    assert entities.select(drop).to_pylist() == reversed_entities.select(drop).to_pylist()


def test_an_id_is_the_same_for_ever():
    assert entity_id("LOC", "Баку") == "LOC-bd4db6c60b059991"


@pytest.mark.parametrize(("one", "other"), [("Баку", "Бака"), ("МИД", "МИД России")])
def test_other_names_are_other_entities(one, other):
    assert entity_id("LOC", one) != entity_id("LOC", other)
    assert entity_id("LOC", one) != entity_id("ORG", one)


def test_no_mentions_are_no_entities():
    found, entities = group(without_entities().empty_table())
    assert found.schema == schema.MENTIONS
    assert entities.schema == schema.ENTITIES
    assert isinstance(found, pa.Table)
    assert found.num_rows == entities.num_rows == 0
