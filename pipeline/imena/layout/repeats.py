"""Find the lines of a page that repeat another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imena.forms.spelling import casefold_ru
from imena.layout.line_types import DATE, TIME
from imena.layout.page_words import anywhere

# Tuned on baku.txt and tests/data/pages, where 30 to 60 characters give the same zones.
# Words that two lines must share before one is the other with more behind it; chosen by hand
TITLE_WORDS = 3
REST_MAX = (
    40  # characters behind a title printed again: «обновлено 00:14; все еще актуально» has 34
)
# Characters of a line that may be a title with something behind it; chosen by hand
TITLE_LONG = 250
SPACE = re.compile(r"\s+")
COUNTER = re.compile(r"\d{1,2}:\d{2}\s+\d+$")
ENDING = " \t,;:.|/[]()–—-"
STAMPS_MAX = 6  # dates, times and words of status in a row; chosen by hand


def line_key(text: str) -> str:
    """Return the key of a line: lines with one key differ in case, whitespace and ё only."""
    return casefold_ru(SPACE.sub(" ", text.strip()))


def without_stamp(key: str) -> str:
    """Remove the dates, times, counters and words of status that end a key."""
    if len(key) > TITLE_LONG:
        return key
    shorter = key.rstrip(ENDING)
    for _ in range(STAMPS_MAX):
        ends = (m for p in (DATE, TIME, COUNTER, anywhere("status")) for m in p.finditer(shorter))
        start = min((m.start() for m in ends if m.end() == len(shorter)), default=0)
        if not shorter[:start].rstrip(ENDING):
            break
        shorter = shorter[:start].rstrip(ENDING)
    return shorter or key


def extends_key(longer: str, title: str) -> bool:
    """Whether one key is the other with a few words behind it."""
    return (
        title.count(" ") + 1 >= TITLE_WORDS
        and len(title) < len(longer) <= len(title) + 1 + REST_MAX
        and longer.startswith(title)
        and not longer[len(title)].isalnum()
    )


def printed_twice(keys: Sequence[str]) -> list[bool]:
    """Tell for each line whether it and a neighbour are one title, printed twice in a row."""
    twice = [False] * len(keys)
    for i in range(len(keys) - 1):
        left, right = keys[i], keys[i + 1]
        if left.count(" ") + 1 < TITLE_WORDS or len(left) > TITLE_LONG:
            continue
        if left == right or extends_key(right, left) or extends_key(left, right):
            twice[i] = twice[i + 1] = True
    return twice


def first_copies(keys: Sequence[str], types: Sequence[str]) -> list[int | None]:
    """Return for each line the index of the first with the same words; None for the first itself.

    A date and a status behind the words do not count.
    """
    seen: dict[str, int] = {}
    copies: list[int | None] = []
    for i, key in enumerate(keys):
        bare = key if types[i] in ("stamp", "number") else without_stamp(key)
        first = seen.get(key, seen.get(bare))
        if first is None and i and (extends_key(key, keys[i - 1]) or extends_key(keys[i - 1], key)):
            first = copies[i - 1] if copies[i - 1] is not None else i - 1
        copies.append(first)
        seen.setdefault(key, i if first is None else first)
        seen.setdefault(bare, i if first is None else first)
    return copies
