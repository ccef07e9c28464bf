"""Problems of single documents as data: a code, values, and a text in English and in Russian.

The texts are in `problems.tsv`, so that a report can state a problem in the language of its page
without parsing a sentence in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any

LANGUAGES = ("en", "ru")
LIBRARY_MESSAGE = "error"  # the value that holds what a library reported, in English
DIGIT_GROUPS = {"en": ",", "ru": "\u00a0"}  # the separator of thousands


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one document.

    Attributes:
        code: a code of `problems.tsv`.
        values: what the braces of its text stand for.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the text in English, as tables and exceptions show it."""
        return self.text("en")

    def text(self, lang: str) -> str:
        """Return the text in a language, ``en`` or ``ru``."""
        return "".join(piece for piece, _ in self.pieces(lang))

    def pieces(self, lang: str) -> list[tuple[str, bool]]:
        """Split the text so that messages of libraries stand apart.

        Returns:
            Pairs of a piece and whether it is English in a text of another language.

        >>> problem("csv_row", n=7, error="line contains NUL").pieces("ru")[:2]
        [('строка 7 не читается: ', False), ('line contains NUL', True)]
        """
        pieces: list[tuple[str, bool]] = []
        for literal, name, spec, _ in Formatter().parse(_texts()[self.code][lang]):
            pieces.append((literal, False))
            if name is not None:
                is_foreign = name == LIBRARY_MESSAGE and lang != "en"
                pieces.append((_formatted(self.values[name], spec, lang), is_foreign))
        return _joined(pieces)

    def map_strings(self, function: Callable[[str], str]) -> Problem:
        """Return the problem with a function applied to each of its values that is a string."""
        values = {k: function(v) if isinstance(v, str) else v for k, v in self.values.items()}
        return Problem(self.code, values)

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as a value that JSON can hold."""
        return {"code": self.code, "values": dict(self.values)}

    @staticmethod
    def from_dict(data: Any) -> Problem | None:
        """Read what `to_dict` returned; None if this version does not know such a problem."""
        try:
            known = Problem(str(data["code"]), dict(data.get("values") or {}))
            str(known)  # raises if this version has no such code or lacks a value
        except (TypeError, KeyError, ValueError, AttributeError):
            return None
        return known


def problem(code: str, **values: str | int) -> Problem:
    """Make a problem.

    Args:
        code: a code of `problems.tsv`.
        values: what the braces of its text stand for.

    >>> print(problem("pdf_pages", n=30_000, limit=20_000))
    30,000 pages, more than the limit of 20,000: split the file
    """
    return Problem(code, values)


def group_digits(n: int, lang: str) -> str:
    """Format a whole number with its digits in groups of three.

    >>> group_digits(10_000, "en")
    '10,000'
    """
    return f"{n:,}".replace(",", DIGIT_GROUPS[lang])


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    """Return the texts by code and language."""
    lines = files("imena").joinpath("problems.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {code: dict(zip(LANGUAGES, texts, strict=True)) for code, *texts in rows}


def _formatted(value: str | int, spec: str | None, lang: str) -> str:
    """Format a value; ``,`` groups the digits of a number as the language does."""
    if spec == ",":
        return group_digits(int(value), lang)
    return str(value)


def _joined(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Join neighbouring pieces in one language and drop empty ones."""
    joined: list[tuple[str, bool]] = []
    for text, is_foreign in pieces:
        if joined and joined[-1][1] == is_foreign:
            joined[-1] = (joined[-1][0] + text, is_foreign)
        elif text:
            joined.append((text, is_foreign))
    return joined
