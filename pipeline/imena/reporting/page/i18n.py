"""The words of the interface in one language: strings, plural forms, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from imena.entities.merge_reasons import MergeReason, parse_reasons
from imena.errors import UsageError
from imena.problems import LANGUAGES, group_digits

FORMS = "|"  # separates the forms of a noun


def _english(n: int) -> int:
    return 0 if n == 1 else 1


def _russian(n: int) -> int:
    """Choose among the forms of 1 документ, 2 документа, 5 документов."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


FORM: dict[str, Callable[[int], int]] = {"en": _english, "ru": _russian}


class Words:
    """The strings of the interface in one language.

    >>> Words("ru").count("documents", 10_002)
    '10\\xa0002 документа'
    """

    def __init__(self, lang: str) -> None:
        """Read the strings.

        Raises:
            UsageError: there is no such language.
        """
        if lang not in LANGUAGES:
            raise UsageError(
                f"the page is not available in {lang!r}: choose {' or '.join(LANGUAGES)}"
            )
        self.lang = lang
        self.strings = table("strings.tsv")[lang]
        self._reasons = table("reasons.tsv")[lang]

    def text(self, key: str, **values: str | int) -> str:
        """Return a string of the interface with its values filled in."""
        return self._filled(self.strings[key], values)

    def count(self, key: str, n: int, **values: str | int) -> str:
        """Return a string of the interface in the plural form for a number."""
        forms = self.strings[key].split(FORMS)
        return self._filled(forms[FORM[self.lang](n)], {"n": n, **values})

    def number(self, n: int) -> str:
        """Format a whole number: 10,000 or 10 000."""
        return group_digits(n, self.lang)

    def day(self, day: date) -> str:
        """Format a date: 2024-12-31 or 31.12.2024."""
        return day.isoformat() if self.lang == "en" else f"{day:%d.%m.}{day.year:04}"

    def month(self, day: date) -> str:
        """Format a month: 2024-12 or 12.2024."""
        return f"{day:%m}.{day.year:04}" if self.lang == "ru" else day.isoformat()[:7]

    def reason(self, reason: MergeReason) -> str:
        """Return the reason, in words, why a name belongs to an entity."""
        return self._reasons[reason.name.lower()]

    def reasons(self, merge_reason: str) -> list[tuple[str, str]]:
        """Return names with the reason why each belongs to the entity.

        Args:
            merge_reason: a cell of the table of entities.

        Returns:
            Pairs of a name and its reason. The name is empty if the reason holds for all names, and
            for the rest of a cell which another version of the package wrote.
        """
        known, rest = parse_reasons(merge_reason)
        found = [(name, self.reason(reason)) for name, reason in known]
        return [*found, ("", rest)] if rest else found

    def _filled(self, string: str, values: dict[str, str | int]) -> str:
        def value(match: re.Match[str]) -> str:
            given = values[match[1]]
            return self.number(given) if isinstance(given, int) else given

        return re.sub(r"\{(\w+)\}", value, string)


@lru_cache
def table(name: str) -> MappingProxyType[str, dict[str, str]]:
    """Read a table of strings beside this module: language -> key -> string."""
    found: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            key, *strings = line.split("\t")
            for lang, string in zip(LANGUAGES, strings, strict=True):
                found[lang][key] = string
    return MappingProxyType(found)
