"""Test that corrections make a valid dictionary that changes the tables as the reader asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import imena
from imena.dictionary import yaml_text
from imena.dictionary.dictionary import Dictionary, read_dictionary
from imena.errors import ImenaError, UsageError
from imena.forms.name_key import name_key
from imena.web.corrections import EntityRef, Ignore, Merge, Relabel, Rename, Split, to_dictionary

CHIEF = EntityRef("PER", "Валерий Герасимов", ("Валерий Герасимов", "Герасимов"))
OTHER = EntityRef("PER", "Джозеф Данфорд", ("Джозеф Данфорд", "Данфорд"))
BOTH = EntityRef("PER", "Валерий Герасимов", CHIEF.names + OTHER.names)
RUSSIA = EntityRef("LOC", "Россия", ("РФ",))  # no mention has this name
PAPER = EntityRef("ORG", "Ведомости", ("Ведомости",))

CASES = [
    ([], {}),
    ([Rename(CHIEF, "Иван  Грозный")], {"merge": [["Иван Грозный", "Валерий Герасимов"]]}),
    (  # a corrected normal form is found in all its forms
        [Rename(EntityRef("PER", "Фидана", ("Фидана",)), "Фидан")],
        {"PER": {"Фидан": None}, "merge": [["Фидан", "Фидана"]]},
    ),
    (  # only the spelling changes: there are no two names to merge
        [Rename(PAPER, "«ВЕДОМОСТИ»")],
        {"ORG": {"«ВЕДОМОСТИ»": None}},
    ),
    (  # no rule joins a hyphenated name with a name of the dictionary
        [Rename(EntityRef("PER", "Джей Зи", ("Джей Зи", "ДЖЕЙ-ЗИ")), "Шон Картер")],
        {"merge": [["Шон Картер", "Джей Зи", "ДЖЕЙ-ЗИ"]]},
    ),
    ([Rename(RUSSIA, "Империя")], {"merge": [["Империя", "Россия", "РФ"]]}),
    (  # renamed a second time: the name in between is forgotten
        [Rename(CHIEF, "Иван"), Rename(EntityRef("PER", "Иван", CHIEF.names), "Пётр")],
        {"merge": [["Пётр", "Валерий Герасимов"]]},
    ),
    (  # two entries that rules have joined
        [
            Rename(EntityRef("PER", "Фидана", ("Фидана",)), "Фидан"),
            Rename(EntityRef("PER", "Хакана", ("Хакана",)), "Хакан"),
            Rename(EntityRef("PER", "Хакан", ("Хакан", "Фидан")), "Фидан"),
        ],
        {
            "PER": {"Фидан": None, "Хакан": None},
            "merge": [["Фидан", "Хакан", "Фидана", "Хакана"]],
        },
    ),
    ([Relabel(PAPER, "LOC")], {"LOC": {"Ведомости": None}}),
    ([Relabel(PAPER, "LOC"), Relabel(PAPER, "ORG")], {"ORG": {"Ведомости": None}}),
    ([Merge(CHIEF, OTHER)], {"merge": [["Валерий Герасимов", "Джозеф Данфорд"]]}),
    ([Merge(CHIEF, OTHER)] * 2, {"merge": [["Валерий Герасимов", "Джозеф Данфорд"]]}),
    (
        [Merge(CHIEF, OTHER), Rename(BOTH, "Иван")],
        {"merge": [["Иван", "Валерий Герасимов", "Джозеф Данфорд"]]},
    ),
    (
        [Relabel(PAPER, "LOC"), Merge(RUSSIA, EntityRef("LOC", "Ведомости", ("Ведомости",)))],
        {"LOC": {"Ведомости": None}, "merge": [["Россия", "РФ", "Ведомости"]]},
    ),
    (  # of two labels the first one is right
        [Merge(RUSSIA, PAPER)],
        {"LOC": {"Ведомости": None}, "merge": [["Россия", "РФ", "Ведомости"]]},
    ),
    (  # one name with two labels
        [Merge(PAPER, EntityRef("LOC", "Ведомости", ("Ведомости",)))],
        {"ORG": {"Ведомости": None}},
    ),
    (  # other letter case: the entry's other names stay its own
        [Rename(CHIEF, "валерий герасимов")],
        {"PER": {"валерий герасимов": None}, "merge": [["валерий герасимов", "Герасимов"]]},
    ),
    ([Split(CHIEF, "Герасимов")], {"split": [["Герасимов", "Валерий Герасимов"]]}),
    (  # the last correction counts
        [Split(CHIEF, "Герасимов"), Merge(CHIEF, EntityRef("PER", "Герасимов", ("Герасимов",)))],
        {"merge": [["Валерий Герасимов", "Герасимов"]]},
    ),
    (
        [
            Merge(CHIEF, PAPER),
            Split(EntityRef("PER", CHIEF.name, (*CHIEF.names, "Ведомости")), "Ведомости"),
        ],
        {
            "PER": {"Ведомости": None},
            "merge": [["Валерий Герасимов", "Герасимов"]],
            "split": [["Ведомости", "Валерий Герасимов"], ["Ведомости", "Герасимов"]],
        },
    ),
    ([Ignore(CHIEF, ("Герасимов",))], {"ignore": ["Герасимов"]}),
    (  # ignoring one of two names that were merged
        [Merge(CHIEF, OTHER), Ignore(BOTH, OTHER.names)],
        {"merge": [["Валерий Герасимов", "Герасимов"]], "ignore": ["Джозеф Данфорд", "Данфорд"]},
    ),
    ([Relabel(PAPER, "LOC"), Ignore(PAPER, ("Ведомости",))], {"ignore": ["Ведомости"]}),
    ([Split(CHIEF, "Герасимов"), Ignore(OTHER, ("Герасимов",))], {"ignore": ["Герасимов"]}),
]


@pytest.mark.parametrize(("corrections", "mapping"), CASES)
def test_corrections_become_a_dictionary(corrections, mapping):
    assert to_dictionary(corrections) == mapping


BASE = read_dictionary(
    {
        "ORG": {"Газпром": {"aliases": ["ПАО Газпром", "Концерн"], "wikidata": "Q102673"}},
        "merge": [["Минобороны России", "Министерство обороны"]],
        "split": [["Иванов", "Петров", "Сидоров"]],
        "ignore": ["Спутник V"],
    }
)
GAZPROM = EntityRef("ORG", "Газпром", ("Газпром", "ПАО Газпром", "Концерн"))
REST = {
    "merge": [["Минобороны России", "Министерство обороны"]],
    "split": [["Иванов", "Петров", "Сидоров"]],
    "ignore": ["Спутник V"],
}


def test_the_base_dictionary_is_unchanged_without_corrections():
    entry = {"aliases": ["ПАО Газпром", "Концерн"], "wikidata": "Q102673"}
    assert to_dictionary([], BASE) == {"ORG": {"Газпром": entry}, **REST}


def test_an_entry_is_renamed():
    found = to_dictionary([Rename(GAZPROM, "Концерн")], BASE)
    entry = {"aliases": ["Газпром", "ПАО Газпром"], "wikidata": "Q102673"}
    assert found["ORG"] == {"Концерн": entry}


def test_the_ids_of_an_entry_stay_with_its_name():
    found = to_dictionary([Split(GAZPROM, "Газпром")], BASE)
    assert found["ORG"] == {"ПАО Газпром": ["Концерн"], "Газпром": {"wikidata": "Q102673"}}
    assert found["split"][1:] == [["Газпром", "ПАО Газпром"], ["Газпром", "Концерн"]]


def test_merging_two_of_a_split_list_keeps_the_other_splits():
    one, two = (EntityRef("PER", name, (name,)) for name in ("Иванов", "Петров"))
    found = to_dictionary([Merge(one, two)], BASE)
    assert found["split"] == [["Иванов", "Сидоров"], ["Петров", "Сидоров"]]


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (Rename(CHIEF, "Спутник V"), "«Спутник V» is ignored: undo that first"),
        (Rename(CHIEF, "Концерн"), "already a name of «Газпром»: merge the two instead"),
        (Split(PAPER, "Ведомости"), "cannot be split off"),
        (Split(CHIEF, "Путин"), "cannot be split off"),
        (Rename(CHIEF, "?!"), "a name is empty"),
        (Rename(CHIEF, "${x}"), "remove it"),
    ],
)
def test_impossible_corrections(correction, message):
    with pytest.raises(UsageError) as raised:
        to_dictionary([correction], BASE)
    assert message in str(raised.value)


NAMES = st.sampled_from(["Иван", "ИВАН", "Пётр", "Петр", "Газпром", "Концерн", "Спутник V", "Баку"])
LABELS = st.sampled_from(["PER", "ORG", "LOC"])
ENTITIES = st.builds(EntityRef, LABELS, NAMES, st.lists(NAMES, min_size=1, max_size=3).map(tuple))
CORRECTIONS = st.one_of(
    st.builds(Rename, ENTITIES, NAMES),
    st.builds(Relabel, ENTITIES, LABELS),
    st.builds(Merge, ENTITIES, ENTITIES),
    st.builds(Split, ENTITIES, NAMES),
    st.builds(Ignore, ENTITIES, st.lists(NAMES, min_size=1, max_size=2).map(tuple)),
)


@settings(max_examples=200)
@given(st.lists(CORRECTIONS, max_size=8), st.sampled_from([Dictionary(), BASE]))
def test_any_corrections_make_a_dictionary_or_one_plain_message(corrections, base):
    try:
        found = to_dictionary(corrections, base)
    except ImenaError as error:
        message = str(error)
        assert not message.startswith("the dictionary"), "what no reader has written is not wrong"
        return
    assert yaml_text.read_text(yaml_text.write_text(found)) == read_dictionary(found)


def entities_of(tables):
    """Return the entities as the page receives them."""
    found = []
    for row in tables.entities.itertuples():
        normals = tables.mentions.loc[tables.mentions["entity_id"] == row.entity_id, "normal"]
        found.append(EntityRef(row.label, row.name, tuple(normals.value_counts().index)))
    return found


def entity_names(tables, names):
    return set(tables.mentions.loc[tables.mentions["normal"].isin(names), "entity"])


@pytest.fixture(scope="module")
def corrected(page):
    def extract(*corrections):
        return imena.extract([page], dictionary=to_dictionary(corrections))

    return extract


def test_every_entity_of_a_page_can_be_renamed_twice(tables, corrected):
    entities = entities_of(tables)
    once = [Rename(entity, f"Имя {i}") for i, entity in enumerate(entities)]
    again = [
        Rename(EntityRef(entity.label, f"Имя {i}", entity.names), f"Иное {i}")
        for i, entity in enumerate(entities)
    ]
    found = corrected(*once, *again)
    for i, entity in enumerate(entities):
        assert entity_names(found, entity.names) == {f"Иное {i}"}, entity


def test_any_two_entities_of_a_page_can_be_merged(tables, corrected):
    entities = entities_of(tables)
    for label in ("PER", "ORG", "LOC"):
        own = [entity for entity in entities if entity.label == label]
        pairs = list(zip(own[::2], own[1::2], strict=False))
        found = corrected(*(Merge(one, other) for one, other in pairs))
        assert len(pairs) >= 4
        for one, other in pairs:
            assert entity_names(found, one.names + other.names) == {one.name}, (one, other)


@pytest.mark.parametrize("number", range(4))
def test_every_name_of_a_page_can_be_split_off(tables, corrected, number):
    several = [entity for entity in entities_of(tables) if len(entity.names) > number]
    splits = []
    for entity in several:
        rest = [n for n in entity.names if name_key(n) != name_key(entity.names[number])]
        if rest:
            splits.append((entity, entity.names[number], rest))
    found = corrected(*(Split(entity, name) for entity, name, _ in splits))
    assert splits
    for entity, name, rest in splits:
        assert len(entity_names(found, rest)) == 1, (entity, name)
        assert entity_names(found, rest).isdisjoint(entity_names(found, [name])), (entity, name)


# Several at a time, because extracting the page again for each of them takes a minute.


@pytest.mark.parametrize("part", range(4))
def test_every_entity_of_a_page_can_be_ignored(tables, corrected, part):
    some = entities_of(tables)[part::4]
    found = corrected(*(Ignore(entity, entity.names) for entity in some))
    for entity in some:
        assert entity_names(found, entity.names) == set(), entity


@pytest.mark.parametrize("part", range(3))
def test_every_organisation_and_person_can_be_relabelled(tables, corrected, part):
    # Not places, because they also stand inside longer names and stay places there.
    some = [entity for entity in entities_of(tables) if entity.label != "LOC"][part::3]
    found = corrected(*(Relabel(entity, "LOC") for entity in some))
    for entity in some:
        own = found.mentions[found.mentions["normal"].isin(entity.names)]
        assert set(own["label"]) == {"LOC"}, entity
