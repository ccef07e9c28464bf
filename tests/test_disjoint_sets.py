"""Test disjoint sets: joins, and pairs that cannot be linked."""

from hypothesis import given
from hypothesis import strategies as st

from imena.disjoint_sets import DisjointSets

NODES = st.integers(0, 7)
PAIRS = st.lists(st.tuples(NODES, NODES), max_size=12)


def test_joined_nodes_have_one_representative():
    sets = DisjointSets()
    a, b, c = (sets.node("PER", name) for name in "абв")
    assert sets.node("PER", "а") == a
    assert sets.identity(b) == ("PER", "б")
    assert sets.join(a, b)
    assert sets.join(b, c)
    assert not sets.join(a, c)
    assert {sets.find(node) for node in (a, b, c)} == {a}


def test_nodes_with_one_attribute():
    sets = DisjointSets()
    person, place = sets.node("PER", "Владимир"), sets.node("LOC", "Владимир")
    assert sets.nodes_of_kind("PER") == [person]
    assert sets.nodes_of_kind("LOC") == [place]


def test_a_cannot_link_holds_for_whole_sets():
    sets = DisjointSets()
    a, b, c = (sets.node(name) for name in "абв")
    sets.add_cannot_link(a, c)
    assert sets.join(a, b)
    assert not sets.can_link(b, c)
    assert not sets.join(b, c)
    assert sets.find(a) != sets.find(c)
    assert sets.has_cannot_link(a)
    assert not sets.has_cannot_link(b)


@given(PAIRS)
def test_sets_are_the_connected_components(pairs):
    sets = DisjointSets()
    nodes = [sets.node(number) for number in range(8)]
    components = [{number} for number in range(8)]
    for one, other in pairs:
        sets.join(nodes[one], nodes[other])
        union = components[one] | components[other]
        for number in union:
            components[number] = union
    assert [sets.find(node) for node in nodes] == [min(component) for component in components]


@given(PAIRS, PAIRS)
def test_no_join_breaks_a_cannot_link(cannot_link, joins):
    sets = DisjointSets()
    nodes = [sets.node(number) for number in range(8)]
    cannot_link = [(one, other) for one, other in cannot_link if one != other]
    for one, other in cannot_link:
        sets.add_cannot_link(nodes[one], nodes[other])
    for one, other in joins:
        sets.join(nodes[one], nodes[other])
    assert all(sets.find(nodes[one]) != sets.find(nodes[other]) for one, other in cannot_link)
