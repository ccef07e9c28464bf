"""Stretches of text as pieces in, windows for an encoder out: as much as it reads at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BEGIN, PADDING, END, UNKNOWN = range(4)  # pieces that are no part of a word
LIMIT = 140  # pieces in a window: a few sentences
MOST_OF_A_WORD = 32  # pieces; the rest of a longer one, an address or noise, is not read


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a part of it."""

    words: list[list[int]]  # the pieces of each word
    apart: bool  # it does not continue the stretch before


@dataclass(slots=True)
class Window:
    """What the encoder reads at once."""

    pieces: list[int] = field(default_factory=lambda: [BEGIN])
    firsts: list[int] = field(default_factory=list)  # where each word's first piece is

    def add(self, stretch: Stretch) -> None:
        """Put a stretch behind what is there."""
        if stretch.apart and self.firsts:
            self.pieces.append(END)
        for word in stretch.words:
            self.firsts.append(len(self.pieces))
            self.pieces += word


def windows(stretches: Iterable[Stretch], limit: int = LIMIT) -> Iterator[Window]:
    """Lay a document's stretches out, in their order, in windows of at most ``limit`` pieces.

    A stretch stays whole if it fits into a window.
    """
    window = Window()
    for stretch in stretches:
        rest = Stretch([word[:MOST_OF_A_WORD] for word in stretch.words], stretch.apart)
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
    """How many of the words there is room for."""
    for number, word in enumerate(stretch.words):
        room -= len(word)
        if room < 0:
            return number
    return len(stretch.words)


def _closed(window: Window) -> Window:
    window.pieces.append(END)
    return window
