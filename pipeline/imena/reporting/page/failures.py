"""Why a document failed in, the same in the words of the page's language out."""

from __future__ import annotations

import re
from functools import lru_cache

from imena.reporting.page.i18n import NO_BREAK, table

ENGLISH = "error"  # the brace that holds what a library said
BRACE = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")


def told(reason: str, lang: str) -> list[tuple[str, bool]]:
    """A reason in pieces, and of each whether it is English on a page that is not.

    What is not known stands as it is.

    >>> told("row 7 cannot be read: line contains NUL; put its texts into quotes", "ru")[:2]
    [('строка 7 не читается: ', False), ('line contains NUL', True)]
    """
    if lang == "en":
        return [(reason, False)]
    for shape, words in _shapes(lang):
        match = shape.fullmatch(reason)
        if match:
            return _filled(words, match.groupdict())
    return [(reason, True)]


@lru_cache
def _shapes(lang: str) -> list[tuple[re.Pattern[str], str]]:
    """What fits each reason, and the words for it."""
    strings = table("failures.tsv")
    return [(_shape(english), strings[lang][key]) for key, english in strings["en"].items()]


def _shape(english: str) -> re.Pattern[str]:
    """A brace fits anything; one that comes again, the same."""
    parts = BRACE.split(english)
    braces = parts[1::2]
    for place, name in enumerate(braces):
        again = name in braces[:place]
        parts[2 * place + 1] = f"(?P={name})" if again else f"(?P<{name}>.+?)"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts), re.DOTALL)


def _filled(words: str, values: dict[str, str]) -> list[tuple[str, bool]]:
    """The words with the values in their places; what a library said is a piece of its own."""
    pieces, own = [], ""
    for place, part in enumerate(BRACE.split(words)):
        if place % 2 and part == ENGLISH:
            pieces += [(own, False), (values[part], True)]
            own = ""
        else:
            own += _value(values[part]) if place % 2 else part
    return [(words, english) for words, english in [*pieces, (own, False)] if words]


def _value(value: str) -> str:
    """A value as it is; of a number, 10,000 becomes 10 000."""
    return value.replace(",", NO_BREAK) if NUMBER.fullmatch(value) else value
