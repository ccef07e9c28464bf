"""Look up the words with which pages describe themselves, in data/page_words.tsv."""

from __future__ import annotations

import re
from functools import cache

from imena.data_tables import read_table
from imena.forms.spelling import casefold_ru

NOT_WORDS = re.compile(r"[^\w+@-]+|_+")


def fold_phrase(text: str) -> str:
    """Convert to lower case, ё to е, and each run of other characters to one space."""
    return NOT_WORDS.sub(" ", casefold_ru(text)).strip(" -")


@cache
def phrases(kind: str) -> frozenset[str]:
    """Return the folded phrases of a kind."""
    return frozenset(
        row["phrase"] for row in read_table("imena.layout", "page_words") if row["kind"] == kind
    )


@cache
def anywhere(kind: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of a kind in a folded text."""
    any_phrase = "|".join(sorted(map(re.escape, phrases(kind)), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{any_phrase})(?!\w)")


@cache
def stems(kind: str) -> str:
    """Return a pattern, as a string, of the words of a kind.

    A star in a word stands for any letters, a question mark for one.
    """
    words = map(re.escape, sorted(phrases(kind)))
    return "|".join(word.replace(r"\*", r"\w*").replace(r"\?", r"\w") for word in words)
