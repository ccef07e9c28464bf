"""Short forms and other spellings of first names: «Саша» is Александр or Александра."""

from __future__ import annotations

from functools import cache, lru_cache

from imena.data_tables import read_table, split_cell


@cache
def _full_names() -> dict[str, frozenset[str]]:
    """Return the full first names of each short form, and each full name's own."""
    full: dict[str, set[str]] = {}
    rows = _table()
    for name, (short, spellings) in rows.items():
        for form in (*short, *spellings):
            if form not in rows:  # «Лев» is a name of its own, also where it is short for another
                full.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in full.items()}


@cache
def _table() -> dict[str, tuple[list[str], list[str]]]:
    """Return the short forms and the other spellings of each first name."""
    rows = read_table("imena.entities.names", "first_names")
    return {row["name"]: (split_cell(row["short"]), split_cell(row["spellings"])) for row in rows}


@cache
def _short_forms() -> frozenset[str]:
    rows = _table()
    return frozenset(form for short, _ in rows.values() for form in short if form not in rows)


def is_short_form(first: str) -> bool:
    """Return whether a first name is a short form of others: «Юра», not «Наталия»."""
    return first in _short_forms()


@lru_cache(100_000)
def full_first_names(first: str) -> frozenset[str]:
    """Return the full first names that a first name may stand for: itself, if it is not short.

    Args:
        first: in lower case, with е for ё.

    >>> sorted(full_first_names("саша")), sorted(full_first_names("джозеф"))
    (['александр', 'александра'], ['джозеф'])
    """
    return _full_names().get(first, frozenset({first}))


def canonical_first_name(first: str) -> str:
    """Return the full form of a first name if it has only one; else the name itself.

    >>> canonical_first_name("билл"), canonical_first_name("саша")
    ('уильям', 'саша')
    """
    full = full_first_names(first)
    return next(iter(full)) if len(full) == 1 else first


@cache
def _groups() -> dict[str, str]:
    """Return a common name of all names that short forms connect."""
    group: dict[str, str] = {}
    for names in _full_names().values():
        merged = {group.get(name, name) for name in names} | names
        first = min(merged)
        for name in [*group, *merged]:
            if name in merged or group[name] in merged:
                group[name] = first
    return group


@lru_cache(100_000)
def first_name_group(first: str) -> str:
    """Return a key that is equal for first names which may stand for one another.

    >>> first_name_group("билл") == first_name_group("уильям") == "уильям"
    True
    """
    name = min(full_first_names(first))
    return _groups().get(name, name)


def may_be_one_first_name(one: str, other: str) -> bool:
    """Return whether two first names may stand for one another."""
    return not full_first_names(one).isdisjoint(full_first_names(other))
