"""Find the words that a hyphen at the end of a line cuts, and put them together again."""

from __future__ import annotations

import re
from collections.abc import Collection

from imena.layout.page_words import stems
from imena.layout.unwrapping import HYPHENS

# After these, and before those, a hyphen at the end of a line belongs to the word.
FIRST_PARTS = re.compile(rf"{stems('first part')}|\d+", re.IGNORECASE)
LAST_PARTS = re.compile(stems("last part"), re.IGNORECASE)
LONGEST_FIRST_PART = 20  # characters, more than any first part has
LAST_WORD = re.compile(r"\b\w+$")
LINE_END = rf"([{HYPHENS}])[ \t]*(?:\r\n|[\n\r\u2028])[ \t]*"
LETTER = r"[^\W\d_]"
CUT = re.compile(rf"(?<={LETTER}){LINE_END}(?={LETTER})")
CUT_WORD = re.compile(rf"\b(\w+){LINE_END}(?=(\w[\w-]*))")


def cut_words(text: str) -> list[tuple[int, int]]:
    """Return where words are cut: from the hyphen to the rest of the word, in order.

    Numbers are words of their own: «10-⏎Москва». What begins with a capital may be a line of its
    own, see `is_surely_cut`.
    """
    return [match.span() for match in CUT.finditer(text)]


def is_surely_cut(text: str, cut: tuple[int, int]) -> bool:
    """Whether a word goes on in the next line whatever the layout of the text is."""
    start, end = cut
    before, after = text[start - 1], text[end]
    if after.islower() or (before.isupper() and after.isupper()):
        return True
    first = LAST_WORD.search(text, max(0, start - LONGEST_FIRST_PART), start)
    return first is not None and FIRST_PARTS.fullmatch(first[0]) is not None


def join_cut_words(text: str) -> str:
    """Put each cut word together, with or without its hyphen."""

    def join(match: re.Match[str]) -> str:
        first, hyphen, last = match.groups()
        return f"{first}-" if keeps_hyphen(first, last, soft=hyphen == "\u00ad") else first

    return CUT_WORD.sub(join, text)


def keeps_hyphen(first: str, last: str, words: Collection[str] = (), *, soft: bool) -> bool:
    """Decide whether a hyphen at a line's end is the word's own: «Нью-|Йорк», but «Гера-|симов».

    The rest of the text decides if it has the word; else capitals, digits and known parts do.

    Args:
        first: the half before the hyphen.
        last: the half on the next line.
        words: the words of the whole text in lower case.
        soft: whether the hyphen is a soft one, which is never kept.
    """
    if soft:
        return False
    whole, hyphenated = f"{first}{last}".lower(), f"{first}-{last}".lower()
    if (whole in words) != (hyphenated in words):
        return hyphenated in words
    if last[:1].isupper() and not (first.isupper() and last.isupper()):
        return True
    return bool(FIRST_PARTS.fullmatch(first) or LAST_PARTS.fullmatch(last) or last[0].isdigit())
