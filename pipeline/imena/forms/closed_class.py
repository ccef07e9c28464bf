"""Look up the lemmas of words of closed classes, which no form of the dictionary shows.

Pronouns, prepositions, comparatives and abbreviations are closed classes, so a table names them.
Conventions: https://universaldependencies.org/ru/ as the Russian treebanks apply them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from imena.data_tables import read_table


class ClosedClassLemma(NamedTuple):
    """A row of data/closed_class.tsv."""

    pos: str  # Universal Dependencies; empty for any
    lemma: str
    plural_lemma: str  # empty if it is the same


@cache
def closed_class_lemmas() -> dict[str, ClosedClassLemma]:
    """Return the rows of data/closed_class.tsv by form, in lower case."""
    return {
        row["form"]: ClosedClassLemma(row["pos"], row["lemma"], row["plural_lemma"])
        for row in read_table("imena.forms", "closed_class")
    }


def closed_class_lemma(word: str, pos: str, feats: Mapping[str, str]) -> str | None:
    """Return the lemma of a word of a closed class, else None.

    Args:
        word: in lower case.
        pos: its Universal Dependencies part of speech.
        feats: its Universal Dependencies features.
    """
    lemmas = closed_class_lemmas()
    row = lemmas.get(word) or lemmas.get(word.removesuffix("."))
    if row is None or (row.pos and (row.pos != pos or word not in lemmas)):
        return None
    if row.plural_lemma and feats.get("Number") == "Plur":
        return row.plural_lemma
    return row.lemma
