"""Test sets of strings that may be larger than memory, and unique ids."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.storage import disk_set as ids
from imena.storage import disk_sort
from imena.storage.disk_set import Strings, UniqueIds


def unique(bases):
    """Make ids unique, the slow and obvious way."""
    seen: dict[str, int] = {}
    for base in bases:
        name = base
        while name in seen:
            seen[base] += 1
            name = f"{base}#{seen[base]}"
        seen[name] = 1
        yield name


@given(st.lists(st.sampled_from(["a", "a#2", "a#3", "a#2#2", "б", "\ud800", ""]), max_size=40))
def test_ids_are_unique(bases):
    ids = UniqueIds()
    found = [ids.unique(base) for base in bases]
    assert found == list(unique(bases))
    assert len(set(found)) == len(bases)


def test_a_set():
    strings = Strings()
    assert "a" not in strings
    assert [strings.add("a"), strings.add("a"), strings.add("\ud800")] == [True, False, True]
    assert "a" in strings
    assert "\ud800" in strings
    assert [strings.count("a"), strings.count("a"), strings.count("\ud800")] == [2, 3, 2]
    assert "a" not in Strings()


def test_a_set_larger_than_its_memory(monkeypatch):
    monkeypatch.setattr(ids, "OPTIONS", ("cache_size = 10",))  # pages of 4 KB
    strings = Strings()
    assert all(strings.add(str(i)) for i in range(20_000))
    assert not any(strings.add(str(i)) for i in range(20_000))
    assert "20000" not in strings


def test_a_set_can_be_used_by_another_thread():
    strings = Strings()
    thread = threading.Thread(target=strings.add, args=["a"])
    thread.start()
    thread.join()
    assert "a" in strings


@pytest.mark.parametrize("held", [1, 3, 1000])
@given(names=st.lists(st.tuples(st.text(st.characters()), st.integers(0, 3)), max_size=30))
def test_names_are_sorted_in_memory_and_on_disk(names, held):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk_sort, "IN_MEMORY", held)
        found = disk_sort.disk_sort(iter(names))
        assert list(found) == sorted(names)
        assert list(found) == sorted(names)  # a second iteration gives the same names
