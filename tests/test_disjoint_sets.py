"""Sets that are joined, and those that may not be."""

from imena.disjoint_sets import DisjointSets


def test_joined_nodes_have_one_root():
    forest = DisjointSets()
    a, b, c = (forest.node("PER", name) for name in "абв")
    assert forest.node("PER", "а") == a
    assert forest.identity(b) == ("PER", "б")
    assert forest.join(a, b)
    assert forest.join(b, c)
    assert not forest.join(a, c)
    assert len({forest.find(node) for node in (a, b, c)}) == 1


def test_what_was_told_apart_stays_so():
    forest = DisjointSets()
    a, b, c = (forest.node(name) for name in "абв")
    forest.tell_apart(a, c)
    assert forest.join(a, b)
    assert not forest.may_join(b, c)
    assert not forest.join(b, c)
    assert forest.find(a) != forest.find(c)
    assert forest.is_told_apart(a)
    assert not forest.is_told_apart(b)
