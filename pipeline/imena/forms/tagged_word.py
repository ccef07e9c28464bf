"""A word with the tagger's opinion, and the normal form of a mention."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """A word of a mention with the tagger's opinion."""

    text: str
    pos: str = ""
    feats: str = ""  # Universal Dependencies, ``Case=Nom|Number=Sing``


class NormalForm(NamedTuple):
    """The words of a mention in the nominative."""

    words: tuple[str, ...]
    # Of a person: logarithm of the odds of a woman against a man; None for several persons.
    womans_odds: float | None = 0.0
