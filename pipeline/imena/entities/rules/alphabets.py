"""Join names that are spelled in Cyrillic and in Latin letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from imena.entities.merge_reasons import MergeReason
from imena.entities.names.similarity import is_latin
from imena.entities.rules.graph import EntityGraph


def join_alphabets(
    graph: EntityGraph, rows: Iterable[int], key_of: Callable[[int], str], shortest: int
) -> None:
    """Join a Cyrillic and a Latin name with the same consonants, if no other entity has them.

    Args:
        graph: of the names.
        rows: of the names that may be joined.
        key_of: the consonants of a row's name, see `imena.entities.names.similarity`.
        shortest: length of the key from which names are joined.
    """
    cyrillic: dict[str, set[int]] = {}
    latin: dict[str, set[int]] = {}
    not_latin = []
    for row in rows:
        if not is_latin(graph.names[row].key):
            not_latin.append(row)
        elif len(key := key_of(row)) >= shortest:
            latin.setdefault(key, set()).add(graph.entity_of(row))
    for row in not_latin if latin else ():
        if (key := key_of(row)) in latin:
            cyrillic.setdefault(key, set()).add(graph.entity_of(row))
    for key in sorted(cyrillic):
        if len(cyrillic[key]) == len(latin[key]) == 1:
            graph.join(min(cyrillic[key]), min(latin[key]), MergeReason.OTHER_ALPHABET)
