"""Test that the needed names of each rule are sufficient and necessary for its decisions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.random_corpora import DICTIONARIES, corpus, mentions_of, with_ids
from tests.helpers.written_corpora import mentions_table, resolve_table

from imena.entities.aggregation import contexts
from imena.entities.group import group
from imena.entities.names.collect import collect_names
from imena.entities.names.organisation_parts import is_state_body, parse_organisation
from imena.entities.names.types import StateBodyContext
from imena.entities.rules import (
    acronym_definitions,
    organisation_spellings,
    organisations,
    person_short_names,
    place_spellings,
    short_names,
    state_bodies,
    syllables,
)
from imena.entities.rules.document import Document, no_names
from imena.entities.rules.needed_names import DocumentNeeds
from imena.entities.rules.rule_list import RULES


class AllNames:
    """Replace `DocumentNeeds`: return every name of a document that a rule could use."""

    def __init__(self, document):
        self.document = document

    def of(self, i):
        """Return all names with the label and, for organisations, all locations that own one."""
        label = self.document.names[i].label
        names = set(self.document.by_label[label])
        if label == "ORG":
            names |= {owner for owner in self.document.owners.values() if isinstance(owner, int)}
        return names - {i}


def all_owners(document, i):
    """Replace `state_body_context`: return all countries that own an organisation."""
    name = document.names[i]
    if name.label != "ORG" or i in document.owners or not document.countries:
        return None
    if not is_state_body(parse_organisation(name).body):
        return None
    owners = sorted({owner for owner in document.owners.values() if isinstance(owner, str)})
    return StateBodyContext(document.countries, document.is_regional, tuple(owners))


# Without splits, because names that a split keeps apart are joined with others in the order of
# their contexts.
@given(corpus, st.sampled_from(DICTIONARIES[:2]))
@settings(deadline=None)
def test_needed_names_give_the_decisions_of_all_names(documents, dictionary):
    mentions = mentions_of(with_ids(documents))
    with_needed_names = group(mentions, dictionary, nested=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contexts, "DocumentNeeds", AllNames)
        patch.setattr(contexts, "state_body_context", all_owners)
        with_all_names = group(mentions, dictionary, nested=True)
    assert with_needed_names == with_all_names


# Corpora whose entities change if the rule declares no needed names, as a line or as the items of
# `mentions_of`.
DECISIVE = [
    (place_spellings, "а: LOC Шекхупурра, Шекхупура"),
    (organisation_spellings, "а: ORG Роснефтегаз, Роснефтигаз"),
    (organisations, [[("of", "Агентство", "Бирмингем"), ("ORG", "Агентство")]]),
    (
        short_names,
        "а: ORG Томский городской театр, ТГТ | б: ORG Тверской городской театр, ТГТ",
    ),
    (
        syllables,
        "а: ORG Западно-Сибирский коммерческий банк, Запсибкомбанк "
        "| б: ORG Западная Сибирская компания банковская",
    ),
    (
        acronym_definitions,
        [[("short", "Агентство", "ТЛП")], [("short", "Правительство", "ТЛП")]],
    ),
    (state_bodies, [[("of", "Минобороны", "Германии > Германия"), ("ORG", "МИД")],
                    [("of", "МИД", "Германии > Германия")], [("of", "МИД", "Грузии > Грузия")],
                    [("LOC", "Грузия")]]),
    (person_short_names, "а: PER Сергей Скрипаль, Скрипаль | б: PER Юлия Скрипаль, Скрипаль"),
]  # fmt: skip


def table_of(written):
    if isinstance(written, str):
        return mentions_table(written)
    return mentions_of(with_ids(written))


@pytest.mark.parametrize(("rule", "written"), DECISIVE)
def test_a_rule_without_its_needed_names_decides_differently(rule, written, monkeypatch):
    mentions = table_of(written)
    expected = group(mentions, nested=True)[1].column("merge_reason").to_pylist()
    monkeypatch.setattr(rule, "needed_names", no_names)
    assert group(mentions, nested=True)[1].column("merge_reason").to_pylist() != expected


def test_every_rule_with_needed_names_has_a_decisive_corpus():
    declaring = {rule for rule in RULES if rule.needed_names is not no_names}
    assert declaring == {rule for rule, _ in DECISIVE}


def test_needed_names_of_needed_names_are_included():
    mentions = mentions_of(
        with_ids([[("of", "Агентство", "Бирмингем"), ("ORG", "Агентство"), ("LOC", "Баку")]])
    )
    assert resolve_table(mentions) >= {"Агентство = Агентство Бирмингем"}
    names = collect_names(mentions, nested=True).names
    document = Document(names, [None] * len(names), {}, 0)
    index = {name.normal: i for i, name in enumerate(document.names)}
    needed = DocumentNeeds(document).of(index["Агентство"])
    assert needed == {index["Агентство Бирмингем"], index["Бирмингем"]}
