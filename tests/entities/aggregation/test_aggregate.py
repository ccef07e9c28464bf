"""Test that entities depend neither on the division into parts nor on the order of documents."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.random_corpora import DICTIONARIES, corpus, mentions_of, with_ids
from tests.helpers.written_corpora import mentions_table

from imena.dictionary.dictionary import EMPTY
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.aggregation.context_table import NAMES
from imena.entities.assign import assign
from imena.entities.cluster import ASSIGNMENT, ENTITIES, cluster_names
from imena.entities.entity_table import COUNTS, count, entity_table
from imena.entities.group import group


def stored(found, schema):
    """Write and read a table, as another process does."""
    assert found.schema == schema
    file = io.BytesIO()
    pq.write_table(found, file)
    return pq.read_table(file)


def in_parts(parts, dictionary=EMPTY, *, outer=False):
    """Return the mentions by document, and the entities, of a corpus processed part by part."""
    aggregate, mapped = Aggregate(), []
    for part in parts:
        names, name_of = names_of(part, nested=True)
        names = stored(names, NAMES)
        aggregate.add(names)
        mapped.append((part, names.select(["digest"]), name_of))
    entities = cluster_names(stored(aggregate.names(), NAMES), dictionary)
    assert entities.table.schema == ENTITIES
    found, counts = [], []
    for part, digests, name_of in mapped:
        assignment = stored(entities.assignment(aggregate.find(digests)), ASSIGNMENT)
        found.append(assign(part, name_of, assignment, outer=outer))
        counts.append(stored(count(found[-1]), COUNTS))
    return by_document(pa.concat_tables(found)), table_of(entity_table(counts, entities.table))


def by_document(mentions):
    rows = mentions.to_pylist()
    return sorted(rows, key=lambda row: (row["doc_id"], row["start"], row["end"]))


def table_of(entities):
    """Return all columns but ``first_doc``, which depends on the order of documents."""
    return entities.drop_columns(["first_doc"]).to_pylist()


def divide(documents, positions):
    bounds = [0, *sorted({position for position in positions if 0 < position < len(documents)})]
    return [documents[a:b] for a, b in zip(bounds, [*bounds[1:], len(documents)], strict=True)]


@given(
    corpus,
    st.lists(st.integers(1, 5), max_size=3),
    st.randoms(use_true_random=False),
    st.sampled_from(DICTIONARIES),
    st.booleans(),
)
@settings(deadline=None)
def test_the_parts_and_their_order_do_not_matter(documents, positions, rng, dictionary, outer):
    documents = with_ids(documents)
    found, entities = group(mentions_of(documents), dictionary, outer=outer, nested=True)
    shuffled = rng.sample(documents, len(documents))
    parts = [mentions_of(part) for part in divide(shuffled, positions)]
    assert in_parts(parts, dictionary, outer=outer) == (by_document(found), table_of(entities))


@given(corpus, st.sampled_from(DICTIONARIES))
@settings(deadline=None)
def test_equal_contexts_are_resolved_as_if_they_were_different(documents, dictionary):
    parts = [names_of(mentions_of([one]), nested=True)[0] for one in with_ids(documents)]
    names = pa.concat_tables(parts).unify_dictionaries()
    found = []
    for table_ in (names, with_different_digests(names)):
        aggregate = Aggregate()
        aggregate.add(table_)
        entities = cluster_names(aggregate.names(), dictionary)
        found.append((entities.assignment(aggregate.find(table_)), entities.table))
    assert found[0][0] == found[1][0]
    assert {tuple(row.values()) for row in found[0][1].to_pylist()} == {
        tuple(row.values()) for row in found[1][1].to_pylist()
    }


def with_different_digests(names):
    """Return the same names with digests that are all different."""
    own = names.column("digest").is_valid().to_pylist()
    numbers = iter(range(len(own)))
    digests = [next(numbers) if is_own else None for is_own in own]
    return names.set_column(0, NAMES.field("digest"), pa.array(digests, pa.uint64()))


def test_a_repeated_document_adds_no_names():
    once = mentions_table("а: PER Валерий Герасимов, Герасимов; ORG МИД; LOC Баку")
    again = mentions_table(
        " | ".join(f"{i}: PER Валерий Герасимов, Герасимов; ORG МИД; LOC Баку" for i in range(9))
    )
    sizes, documents = [], []
    for mentions in (once, again):
        aggregate = Aggregate()
        aggregate.add(names_of(mentions)[0])
        aggregate.add(names_of(mentions)[0])
        sizes.append(aggregate.names().num_rows)
        documents.append(max(aggregate.names().column("documents").to_pylist()))
    assert sizes == [5, 5]  # one of them is the supporting name of «Герасимов»
    assert documents == [2, 18]


def test_names_that_are_not_needed_are_not_supporting_names():
    rows = names_of(
        mentions_table("а: PER Герасимов, Пётр Скрипаль, Юлия Иванова; ORG Газпром; LOC Баку")
    )
    assert rows[0].column("documents").to_pylist() == [1] * 5


def test_a_body_without_a_country_has_those_of_its_document():
    names, _ = names_of(
        mentions_table("а: ORG МИД; LOC Франция, Пакистан | б: ORG Газпром; LOC Франция")
    )
    found = dict(zip(*(names.column(c).to_pylist() for c in ("normal", "countries")), strict=True))
    assert found == {"МИД": ["FR", "PK"], "Газпром": None, "Франция": None, "Пакистан": None}


def test_names_of_a_part_that_was_not_added_are_not_found():
    aggregate = Aggregate()
    aggregate.add(names_of(mentions_table("а: LOC Баку"))[0])
    with pytest.raises(KeyError):
        aggregate.find(names_of(mentions_table("а: LOC Киев"))[0])


def test_many_digests_are_kept_in_order(monkeypatch):
    monkeypatch.setattr("imena.entities.aggregation.numbering.MAX_UNSORTED", 2)
    parts = [names_of(mentions_table(f"{i}: PER {name}"))[0] for i, name in enumerate("абвгабвгде")]
    aggregate = Aggregate()
    for part in parts:
        aggregate.add(part)
    normals = aggregate.names().column("normal").to_pylist()
    assert [normals[aggregate.find(part)[0]] for part in parts] == list("абвгабвгде")
