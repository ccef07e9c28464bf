"""Test the entities of a corpus: ids, names and the assignment of names to them."""

import numpy as np
from tests.helpers.written_corpora import mentions_table

from imena.dictionary.dictionary import Dictionary, read_dictionary
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.cluster import ASSIGNMENT, ENTITIES, cluster_names


def clustered(corpus):
    aggregate = Aggregate()
    aggregate.add(names_of(mentions_table(corpus))[0])
    names = aggregate.names()
    return names, cluster_names(names)


def test_no_names():
    _, entities = clustered("а: LOC Баку")
    assert entities.table.schema == ENTITIES
    empty = cluster_names(Aggregate().names())
    assert empty.table.num_rows == len(empty.entity_of) == 0


def test_an_assignment_has_a_row_for_each_number():
    names, entities = clustered("а: PER Валерий Герасимов, Герасимов; LOC Баку")
    numbers = np.arange(len(entities.entity_of))
    assignment = entities.assignment(np.concatenate([numbers, numbers[:1]]))
    assert assignment.schema == ASSIGNMENT
    assert assignment.num_rows == len(numbers) + 1
    assert sorted(assignment.column("entity").to_pylist()[:-1]) == [
        "Баку",
        "Валерий Герасимов",
        "Валерий Герасимов",
    ]
    assert names.column("documents").to_pylist().count(0) == 1


def test_entities_with_one_identity_have_different_ids():
    corpus = "а: PER Сергей Скрипаль, Скрипаль | б: PER Юлия Скрипаль, Скрипаль | в: PER Скрипаль"
    _, entities = clustered(corpus)
    ids = entities.table.column("entity_id").to_pylist()
    assert len(ids) == len(set(ids)) == 3


def test_a_namesake_of_two_persons_is_not_linked_by_its_surname():
    _, entities = clustered("а: PER Барак Обама | б: PER Мишель Обама | в: PER Обама")
    by_name = dict(
        zip(*(entities.table.column(c).to_pylist() for c in ("name", "wikidata")), strict=True)
    )
    assert by_name["Обама"] is None
    assert by_name["Барак Обама"] == "Q76"


def test_a_null_in_the_dictionary_takes_an_id_away():
    names, entities = clustered("а: LOC Баку")
    given = entities.table.to_pylist()[0]
    assert given["geonames"] is not None
    dictionary = read_dictionary({"LOC": {"Баку": {"geonames": None, "wikidata": None}}})
    for same in (dictionary, Dictionary.from_dict(dictionary.to_dict())):
        taken = cluster_names(names, same).table.to_pylist()[0]
        assert taken["geonames"] is taken["wikidata"] is None
