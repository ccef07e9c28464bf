"""The lines of a page in, for each the first line that says the same out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imena.forms.spelling import casefold_ru
from imena.layout.line_types import DATE, TIME
from imena.layout.page_words import anywhere

# Tuned on baku.txt and tests/data/pages, where 30 to 60 characters give the same zones.
TITLE_WORDS = 3  # words that two lines must share before one is the other with more behind it
REST_MAX = (
    40  # characters behind a title printed again: «обновлено 00:14; все еще актуально» has 34
)
TITLE_LONG = 250  # characters of a line that may be a title with something behind it
SPACE = re.compile(r"\s+")
COUNTER = re.compile(r"\d{1,2}:\d{2}\s+\d+$")
ENDING = " \t,;:.|/[]()–—-"
STAMPS_MAX = 6  # dates, times and words of status in a row


def folded(text: str) -> str:
    """Equal where two lines say the same: case, spaces and ё do not count."""
    return casefold_ru(SPACE.sub(" ", text.strip()))


def without_stamp(key: str) -> str:
    """A folded line less the dates, times, counters and words of status that end it."""
    if len(key) > TITLE_LONG:
        return key
    shorter = key.rstrip(ENDING)
    for _ in range(STAMPS_MAX):
        found = (m for p in (DATE, TIME, COUNTER, anywhere("status")) for m in p.finditer(shorter))
        start = min((m.start() for m in found if m.end() == len(shorter)), default=0)
        if not shorter[:start].rstrip(ENDING):
            break
        shorter = shorter[:start].rstrip(ENDING)
    return shorter or key


def extends(longer: str, title: str) -> bool:
    """Both folded: the one is the other with a few words behind it."""
    return (
        title.count(" ") + 1 >= TITLE_WORDS
        and len(title) < len(longer) <= len(title) + 1 + REST_MAX
        and longer.startswith(title)
        and not longer[len(title)].isalnum()
    )


def doubled(keys: Sequence[str]) -> list[bool]:
    """For each line, whether it and a neighbour are one title, printed twice in a row."""
    found = [False] * len(keys)
    for i in range(len(keys) - 1):
        left, right = keys[i], keys[i + 1]
        if left.count(" ") + 1 < TITLE_WORDS or len(left) > TITLE_LONG:
            continue
        if left == right or extends(right, left) or extends(left, right):
            found[i] = found[i + 1] = True
    return found


def first_copies(keys: Sequence[str], shapes: Sequence[str]) -> list[int | None]:
    """For each line, the first with the same words, date and status apart, if that is another."""
    seen: dict[str, int] = {}
    found: list[int | None] = []
    for i, key in enumerate(keys):
        bare = key if shapes[i] in ("stamp", "number") else without_stamp(key)
        first = seen.get(key, seen.get(bare))
        if first is None and i and (extends(key, keys[i - 1]) or extends(keys[i - 1], key)):
            first = found[i - 1] if found[i - 1] is not None else i - 1
        found.append(first)
        seen.setdefault(key, i if first is None else first)
        seen.setdefault(bare, i if first is None else first)
    return found
