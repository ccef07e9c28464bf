"""Lay sentences out in windows, which an encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BEGIN, PADDING, END, UNKNOWN = range(4)  # pieces that are no part of a word
LIMIT = 140  # pieces in a window: a few sentences; chosen by hand
# Pieces of a word; the rest of a longer word, an address or noise, is not read; chosen by hand
MAX_WORD_PIECES = 32


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a part of it."""

    words: list[list[int]]  # the pieces of each word
    apart: bool  # it does not continue the stretch before


@dataclass(slots=True)
class Window:
    """What the encoder reads at once."""

    pieces: list[int] = field(default_factory=lambda: [BEGIN])
    firsts: list[int] = field(default_factory=list)  # indices of each word's first piece

    def add(self, stretch: Stretch) -> None:
        """Append a stretch."""
        if stretch.apart and self.firsts:
            self.pieces.append(END)
        for word in stretch.words:
            self.firsts.append(len(self.pieces))
            self.pieces += word


def windows(stretches: Iterable[Stretch], limit: int = LIMIT) -> Iterator[Window]:
    """Lay the stretches of a document out, in their order, in windows of at most ``limit`` pieces.

    A stretch stays whole if it fits into a window.
    """
    window = Window()
    for stretch in stretches:
        rest = Stretch([word[:MAX_WORD_PIECES] for word in stretch.words], stretch.apart)
        while rest.words:
            marks = 1 + (rest.apart and bool(window.firsts))
            fits = _fitting(rest, limit - len(window.pieces) - marks)
            if fits == len(rest.words) or not window.firsts:
                fits = max(fits, 1)
                window.add(Stretch(rest.words[:fits], rest.apart))
                rest = Stretch(rest.words[fits:], False)
            if rest.words:
                yield _closed(window)
                window = Window()
    if window.firsts:
        yield _closed(window)


def _fitting(stretch: Stretch, room: int) -> int:
    """Return how many of the words there is room for."""
    for number, word in enumerate(stretch.words):
        room -= len(word)
        if room < 0:
            return number
    return len(stretch.words)


def _closed(window: Window) -> Window:
    window.pieces.append(END)
    return window
