"""The tables of single words in data/ that the rules of word forms make exceptions for."""

from __future__ import annotations

from functools import cache

from imena.data_tables import read_table


@cache
def irregular_forms() -> frozenset[str]:
    """Return oblique forms of names whose endings say nothing about the nominative."""
    return frozenset(row["form"] for row in read_table("imena.forms", "irregular_names"))


@cache
def rare_lemmas() -> frozenset[str]:
    """Return lemmas that give way to another lemma of the same form."""
    table = read_table("imena.forms", "rare_lemmas")
    return frozenset(row["lemma"] for row in table if not row["usual"])


@cache
def usual_lemmas() -> dict[str, str]:
    """Return the lemmas that are used in the place of rare ones."""
    table = read_table("imena.forms", "rare_lemmas")
    return {row["lemma"]: row["usual"] for row in table if row["usual"]}


@cache
def comparatives() -> frozenset[str]:
    """Return comparatives that names seldom have."""
    table = read_table("imena.forms", "rare_lemmas")
    return frozenset(row["lemma"] for row in table if row["comparative"])
