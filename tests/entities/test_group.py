"""Test grouping one table of mentions into entities."""

import pyarrow as pa
import pytest

from imena import schema
from imena.dictionary.dictionary import read_dictionary
from imena.entities.group import group


def mentions(*rows):
    """Return a table from rows of (doc_id, label, text, normal)."""
    names = [field.name for field in schema.WITHOUT_ENTITIES if not field.nullable]
    columns = {name: [0] * len(rows) for name in names}
    columns |= {name: ["model"] * len(rows) for name in ("drawn_by", "lemma", "sentence")}
    for i, name in enumerate(("doc_id", "label", "text", "normal")):
        columns[name] = [row[i] for row in rows]
    columns["start"] = [10 * i for i in range(len(rows))]
    columns["end"] = [10 * i + 5 for i in range(len(rows))]
    return schema.table(columns, schema.WITHOUT_ENTITIES)


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


def test_the_columns_of_entities():
    found, entities = group(mentions(*ROWS))
    forces, general, place = entities.to_pylist()
    assert (forces["name"], forces["n_mentions"], forces["n_docs"]) == ("Вооруженные силы", 5, 2)
    assert forces["aliases"][0] == "Вооруженных сил"
    assert forces["first_doc"] == "a"
    assert forces["merge_reason"] == "same label and normal form"
    assert forces["iso"] is forces["score_mean"] is None
    assert (general["name"], general["n_docs"]) == ("Валерий Герасимов", 2)
    assert "Герасимов: surname" in general["merge_reason"]
    assert place["label"] == "LOC"
    assert found.column("entity").to_pylist()[1] == "Вооруженные силы"
    assert found.schema == schema.MENTIONS


def test_ids_and_names_do_not_depend_on_the_order():
    _, entities = group(mentions(*ROWS))
    _, reversed_entities = group(mentions(*ROWS[::-1]))
    drop = [name for name in schema.ENTITIES.names if name != "first_doc"]
    assert entities.select(drop).to_pylist() == reversed_entities.select(drop).to_pylist()


def test_ids_stay_the_same_across_versions():
    rows = [("a", "ORG", "Газпром", "Газпром"), ("a", "LOC", "Баку", "Баку")]
    _, entities = group(mentions(*rows))
    assert sorted(entities.column("entity_id").to_pylist()) == [
        "LOC-65779427f8991285",
        "ORG-05ac841dde4b2362",
    ]


def test_a_linked_location_has_one_id_under_all_its_names():
    rows = [("a", "LOC", "РФ", "РФ"), ("b", "LOC", "России", "Россия")]
    _, entities = group(mentions(*rows))
    (russia,) = entities.to_pylist()
    assert (russia["name"], russia["iso"], russia["geonames"], russia["wikidata"]) == (
        "Россия",
        "RU",
        "2017370",
        "Q159",
    )
    (short,) = group(mentions(rows[0]))[1].to_pylist()
    assert (short["name"], short["entity_id"]) == ("РФ", russia["entity_id"])


def test_the_corpus_corrects_a_normal_form():
    rows = [
        ("a", "PER", "Асия Биби", "Асия Биби"),
        ("b", "PER", "Асии Биби", "Асий Биби"),
    ]
    found, entities = group(mentions(*rows))
    assert found.column("normal").to_pylist() == ["Асия Биби"] * 2
    assert found.column("first").to_pylist()[1] == "Асия"
    assert entities.num_rows == 1


def test_inner_mentions_help_before_they_are_left_out():
    rows = [
        ("a", "ORG", "МИД Германии", "МИД Германии"),
        ("a", "LOC", "Германии", "Германия"),
        ("a", "ORG", "МИД", "МИД"),
        ("a", "LOC", "Россия", "Россия"),
    ]
    table = mentions(*rows).to_pylist()
    table[0] |= {"start": 0, "end": 12, "mention_id": 0}
    table[1] |= {"start": 4, "end": 12, "mention_id": 1, "nested_in": 0}
    table[2] |= {"mention_id": 2}
    table[3] |= {"mention_id": 3}
    nested = schema.table(
        {name: [row[name] for row in table] for name in schema.WITHOUT_ENTITIES.names},
        schema.WITHOUT_ENTITIES,
    )
    found, entities = group(nested, outer=True)
    assert found.column("entity").to_pylist() == ["МИД Германии", "МИД Германии", "Россия"]
    assert entities.column("n_mentions").to_pylist() == [2, 1]


DICTIONARY = {
    "ORG": {"Росатом": {"aliases": ["Госкорпорация «Росатом»"], "wikidata": "Q678733"}},
    "merge": [["Ведомство", "Рослесхоз"]],
    "split": [["Валерий Герасимов", "Герасимов"]],
}


def test_the_users_dictionary_overrides_the_rules():
    rows = [
        *ROWS,
        ("a", "ORG", "Росатома", "Росатом"),
        ("b", "ORG", "Госкорпорация «Росатом»", "Госкорпорация «Росатом»"),
        ("a", "ORG", "Ведомство", "Ведомство"),
        ("a", "ORG", "Рослесхоз", "Рослесхоз"),
    ]
    found, entities = group(mentions(*rows), read_dictionary(DICTIONARY))
    by_name = {row["name"]: row for row in entities.to_pylist()}
    assert by_name["Росатом"]["n_mentions"] == by_name["Ведомство"]["n_mentions"] == 2
    assert by_name["Росатом"]["wikidata"] == "Q678733"
    assert "the dictionary says so" in by_name["Ведомство"]["merge_reason"]
    assert by_name["Валерий Герасимов"]["n_mentions"] == 1
    assert found.column("entity").to_pylist()[7] == "Герасимов"


def test_the_dictionary_keeps_merges_and_ids_that_it_does_not_contradict():
    rows = [
        ("a", "ORG", "Минобороны РФ", "Минобороны РФ"),
        ("a", "ORG", "Минобороны России", "Минобороны России"),
        ("a", "ORG", "Министерство обороны", "Министерство обороны"),
        ("a", "LOC", "Баку", "Баку"),
    ]
    own = {"merge": [["Минобороны России", "Министерство обороны"]], "LOC": {"Баку": None}}
    _, entities = group(mentions(*rows), read_dictionary(own))
    ministry, baku = entities.to_pylist()
    assert (ministry["name"], ministry["n_mentions"]) == ("Минобороны России", 3)
    assert (baku["geonames"], baku["wikidata"]) == ("587084", "Q9248")


def test_a_name_in_capitals_is_the_last_choice():
    rows = [("a", "PER", "ИВАН ПЕТРОВ", "ИВАН ПЕТРОВ"), ("b", "PER", "Иван Петров", "Иван Петров")]
    assert group(mentions(*rows))[1].column("name").to_pylist() == ["Иван Петров"]


def test_no_mentions():
    found, entities = group(schema.WITHOUT_ENTITIES.empty_table())
    assert found.schema == schema.MENTIONS
    assert entities.schema == schema.ENTITIES
    assert isinstance(found, pa.Table)
    assert found.num_rows == entities.num_rows == 0


@pytest.mark.parametrize(
    "columns", [["doc_id", "label", "normal"], ["doc_id", "label", "normal", "text"]]
)
def test_few_columns_are_enough(columns):
    table = mentions(*ROWS).select(columns)
    found, entities = group(table)
    assert found.num_rows == len(ROWS)
    assert entities.num_rows == 3
