"""The names of a corpus, part by part: the cut, the order and what is left out do not matter."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.worlds import table

from imena.dictionary.dictionary import EMPTY, read_dictionary
from imena.entities.aggregation import contexts
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.aggregation.context_table import NAMES
from imena.entities.assign import assign
from imena.entities.cluster import ENTITIES, WHO, cluster_names
from imena.entities.entity_table import COUNTS, count, entity_table
from imena.entities.group import group
from imena.entities.names.organisation_parts import is_of_a_state
from imena.entities.names.types import State
from imena.entities.rules.organisations import taken_apart

PEOPLE = [
    *("Азия Биби", "Асия Биби", "Асии Биби > Асий Биби", "Биби", "Азия-Биби", "азия биби"),
    *("Асии > Асий", "Асия", "Валерий Герасимов", "Валерия Герасимова > Валерий Герасимов"),
    *("Герасимова > Герасимов", "Герасимов", "В. Герасимов", "Валерий Васильевич", "Валерий"),
    *("Валерия Васильевича Герасимова > Валерий Васильевич Герасимов", "Герасимов В. В."),
    *("Сергей Скрипаль", "Юлия Скрипаль", "Скрипаль", "Ю. Скрипаль", "Сергей"),
    *("Урсула фон дер Ляйен", "фон дер Ляйен", "Ляйен", "Хадим Ризви", "Хадим Хусейн Ризви"),
    *("Ризви", "Рис-Могг", "Джейкоб Рис-Могг", "Йенс Шпан", "Jens Spahn", "Николай II"),
]
PLACES = [
    *("Россия", "России > Россия", "РФ", "Германии > Германия", "ФРГ", "США", "Пакистан"),
    *("Бирмингем", "Кембридж", "Грузия", "Москва", "Московской области > Московская область"),
    *("Черновцов", "Черновцы", "Шекхупура", "Шекхупурра", "Великобритания", "Веллкобритания"),
    *("Верхнедвинск", "город Верхнедвинск"),
]
BODIES = [
    *("МИД", "Министерство иностранных дел", "Минобороны", "Верховный суд", "парламент"),
    *("Госдума", "Государственная дума", "Объединенный комитет начальников штабов", "ОКНШ", "JCS"),
    *("Техрик-э-Лабаик Пакистан", "Техрик-э-Лабаик", "ТЛП", "TLP", "Роснефтегаз", "Роснефтигаз"),
    *("Роснефтегаз Трейд", "НАК «Нафтогаз»", "Нафтогаз", "британский МИД", "Агентство"),
    *("Агентство по охране среды", "Pfizer", "Пфайзер", "Pfizer Medical", "Правительство"),
]
DICTIONARIES = [
    EMPTY,
    read_dictionary({"merge": [["Минобороны", "МИД"]], "ORG": {"Дума": ["Госдума"]}}),
    read_dictionary({"split": [["Россия", "РФ"], ["Валерий Герасимов", "Герасимов"]]}),
]

people, places, bodies = map(st.sampled_from, (PEOPLE, PLACES, BODIES))
item = st.one_of(
    st.tuples(st.just("PER"), people),
    st.tuples(st.just("LOC"), places),
    st.tuples(st.just("ORG"), bodies),
    st.tuples(st.just("of"), bodies, places),
    st.tuples(st.just("short"), bodies, bodies),
)
document = st.lists(item, min_size=1, max_size=7)
corpus = st.lists(document, min_size=1, max_size=6)


def read(name):
    """«Асии > Асий»: a surface and its normal form."""
    surface, _, normal = name.partition(" > ")
    return surface, normal or surface


def mentions_of(documents):
    """Items are names, names of bodies with the place that they end with, and definitions."""
    rows = []
    for doc_id, items in documents:
        found, text = [], ""
        for kind, *names in items:
            start = len(text)
            one, normal = read(names[0])
            if kind == "of":
                place, nominative = read(names[1])
                full = f"{one} {place}"
                end = start + len(full)
                found.append((start, end, "ORG", full, full, None))
                found.append((end - len(place), end, "LOC", place, nominative, len(found) - 1))
            elif kind == "short":
                full = f"{one} ({names[1]})"
                end = start + len(full) - 1
                found.append((start, start + len(one), "ORG", one, one, None))
                found.append((end - len(names[1]), end, "ORG", names[1], names[1], None))
            else:
                full = one
                found.append((start, start + len(one), kind, one, normal, None))
            text += f"{full}. "
        rows += [(doc_id, i, *row, text) for i, row in enumerate(found)]
    names = ("doc_id", "mention_id", "start", "end", "label", "text", "normal", "nested_in")
    numbers = ("mention_id", "start", "end", "nested_in")
    columns = zip((*names, "sentence"), zip(*rows, strict=True), strict=True)
    return pa.table(
        {n: pa.array(v, pa.int32() if n in numbers else pa.string()) for n, v in columns}
    )


def named(documents):
    return [(f"d{i}", items) for i, items in enumerate(documents)]


def stored(found, schema):
    """A table as another process reads it."""
    assert found.schema == schema
    file = io.BytesIO()
    pq.write_table(found, file)
    return pq.read_table(file)


def in_parts(parts, dictionary=EMPTY, *, outer=False):
    """The mentions by document, and the entities, of a corpus that is worked on part by part."""
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
        who = stored(entities.of(aggregate.find(digests)), WHO)
        found.append(assign(part, name_of, who, outer=outer))
        counts.append(stored(count(found[-1]), COUNTS))
    return by_document(pa.concat_tables(found)), table_of(entity_table(counts, entities.table))


def by_document(mentions):
    rows = mentions.to_pylist()
    return sorted(rows, key=lambda row: (row["doc_id"], row["start"], row["end"]))


def table_of(entities):
    """All but ``first_doc``, which is a matter of the order of documents."""
    return entities.drop_columns(["first_doc"]).to_pylist()


def cut(documents, places):
    bounds = [0, *sorted({place for place in places if 0 < place < len(documents)})]
    return [documents[a:b] for a, b in zip(bounds, [*bounds[1:], len(documents)], strict=True)]


@given(
    corpus,
    st.lists(st.integers(1, 5), max_size=3),
    st.randoms(use_true_random=False),
    st.sampled_from(DICTIONARIES),
    st.booleans(),
)
@settings(deadline=None)
def test_neither_the_cut_into_parts_nor_the_order_matters(
    documents, places, rng, dictionary, outer
):
    documents = named(documents)
    found, entities = group(mentions_of(documents), dictionary, outer=outer, nested=True)
    shuffled = rng.sample(documents, len(documents))
    parts = [mentions_of(part) for part in cut(shuffled, places)]
    assert in_parts(parts, dictionary, outer=outer) == (by_document(found), table_of(entities))


@given(corpus, st.sampled_from(DICTIONARIES[:2]))  # names told apart are joined by their order
@settings(deadline=None)
def test_what_a_context_leaves_out_decides_nothing(documents, dictionary):
    mentions = mentions_of(named(documents))
    narrow = group(mentions, dictionary, nested=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contexts.Document, "around", everything)
        wide = group(mentions, dictionary, nested=True)
    assert narrow == wide


def everything(self, own):
    """All that a name's document has and that a rule could look at."""
    label = self.names[own].label
    is_body = label == "ORG" and is_of_a_state(taken_apart(self.names[own]).name)
    found = {i for i, name in enumerate(self.names) if name.label == label}
    state = None
    if label == "ORG":
        found |= {place for place in self.whose.values() if isinstance(place, int)}
        if is_body and self.countries and own not in self.whose:
            acting = {iso for iso in self.whose.values() if isinstance(iso, str)}
            state = State(self.countries, self.is_regional, tuple(sorted(acting)))
    return found, state


@given(corpus, st.sampled_from(DICTIONARIES))
@settings(deadline=None)
def test_names_that_are_put_together_are_what_they_are_apart(documents, dictionary):
    parts = [names_of(mentions_of([one]), nested=True)[0] for one in named(documents)]
    names = pa.concat_tables(parts).unify_dictionaries()
    found = []
    for table_ in (names, told_apart(names)):
        aggregate = Aggregate()
        aggregate.add(table_)
        entities = cluster_names(aggregate.names(), dictionary)
        found.append((entities.of(aggregate.find(table_)), entities.table))
    assert found[0][0] == found[1][0]
    assert {tuple(row.values()) for row in found[0][1].to_pylist()} == {
        tuple(row.values()) for row in found[1][1].to_pylist()
    }


def told_apart(names):
    """The same names with digests that say that no two are equal."""
    own = names.column("digest").is_valid().to_pylist()
    numbers = iter(range(len(own)))
    digests = [next(numbers) if is_own else None for is_own in own]
    return names.set_column(0, NAMES.field("digest"), pa.array(digests, pa.uint64()))


def test_a_corpus_that_says_the_same_again_has_no_more_names():
    once = table("а: PER Валерий Герасимов, Герасимов; ORG МИД; LOC Баку")
    again = table(
        " | ".join(f"{i}: PER Валерий Герасимов, Герасимов; ORG МИД; LOC Баку" for i in range(9))
    )
    sizes, documents = [], []
    for mentions in (once, again):
        aggregate = Aggregate()
        aggregate.add(names_of(mentions)[0])
        aggregate.add(names_of(mentions)[0])
        sizes.append(aggregate.names().num_rows)
        documents.append(max(aggregate.names().column("documents").to_pylist()))
    assert sizes == [5, 5]  # of which one is the witness of «Герасимов»
    assert documents == [2, 18]


def test_what_decides_nothing_makes_no_context():
    rows = names_of(table("а: PER Герасимов, Пётр Скрипаль, Юлия Иванова; ORG Газпром; LOC Баку"))
    assert rows[0].column("documents").to_pylist() == [1] * 5


def test_a_body_without_a_country_has_those_of_its_document():
    names, _ = names_of(table("а: ORG МИД; LOC Франция, Пакистан | б: ORG Газпром; LOC Франция"))
    found = dict(zip(*(names.column(c).to_pylist() for c in ("normal", "countries")), strict=True))
    assert found == {"МИД": ["FR", "PK"], "Газпром": None, "Франция": None, "Пакистан": None}


def test_a_part_that_was_not_added_has_no_numbers():
    aggregate = Aggregate()
    aggregate.add(names_of(table("а: LOC Баку"))[0])
    with pytest.raises(KeyError):
        aggregate.find(names_of(table("а: LOC Киев"))[0])


def test_many_digests_are_kept_in_order(monkeypatch):
    monkeypatch.setattr("imena.entities.aggregation.aggregate.RECENT", 2)
    parts = [names_of(table(f"{i}: PER {name}"))[0] for i, name in enumerate("абвгабвгде")]
    aggregate = Aggregate()
    for part in parts:
        aggregate.add(part)
    normals = aggregate.names().column("normal").to_pylist()
    assert [normals[aggregate.find(part)[0]] for part in parts] == list("абвгабвгде")


def test_counts_of_parts_add_up():
    rows = [("a", "x", "Баку", 0.5), ("a", "y", "Киев", None), ("b", "x", "Баку", 1.0)]
    rows += [("c", "x", "Баку.", 0.25)]
    names = ("doc_id", "entity_id", "text", "score")
    mentions = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    entities = pa.table(
        {
            **{name: [None] * 3 for name in ENTITIES.names},
            **{"entity_id": ["z", "y", "x"], "name": ["Z", "Y", "X"]},
            "label": ["LOC"] * 3,
            "merge_reason": [""] * 3,
        }
    ).cast(ENTITIES)
    for parts in ([mentions], [mentions.slice(0, 2), mentions.slice(2)]):
        x, y = entity_table(map(count, parts), entities).to_pylist()
        assert (x["n_mentions"], x["n_docs"], x["first_doc"]) == (3, 3, "a")
        assert x["aliases"] == ["Баку", "Баку."]
        assert x["score_mean"] == pytest.approx(1.75 / 3)
        assert (y["name"], y["n_mentions"], y["score_mean"]) == ("Y", 1, None)
