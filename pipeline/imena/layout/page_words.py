"""The words by which pages speak about themselves: page_words.tsv by kind, and its folding."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from imena.forms.spelling import casefold_ru

NOT_WORDS = re.compile(r"[^\w+@-]+|_+")


def fold_phrase(text: str) -> str:
    """Lower case, е for ё, no punctuation, one space between words: equal where a reader sees one
    phrase."""
    return NOT_WORDS.sub(" ", casefold_ru(text)).strip(" -")


@cache
def phrases(kind: str) -> frozenset[str]:
    """The folded phrases of a kind."""
    rows = resources.files("imena.layout").joinpath("page_words.tsv").read_text("utf-8")
    pairs = (row.split("\t") for row in rows.splitlines() if row and not row.startswith("#"))
    return frozenset(phrase for of_kind, phrase in pairs if of_kind == kind)


@cache
def anywhere(kind: str) -> re.Pattern[str]:
    """One pattern that finds any phrase of a kind in a folded text."""
    found = "|".join(sorted(map(re.escape, phrases(kind)), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)")
