"""Break names into lines and estimate their width in an unknown font."""

from __future__ import annotations

import unicodedata

FONT = 12  # pixels
LINE = 15  # pixels between baselines
LINE_CHARACTERS = 20  # in a label; a longer word is broken
WIDE = set("жшщюмфыЖШЩЮМФЫДQWM@%mww—…")
NARROW = set(" .,:;!|'’`iljtfrI()[]-\u00a0")


def lines(name: str) -> list[str]:
    """Break a name into the lines of a label, at spaces and after hyphens if possible.

    >>> lines("Объединенный комитет начальников штабов ВС США")
    ['Объединенный комитет', 'начальников штабов', 'ВС США']
    """
    lines_so_far = [""]
    for word in name.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b"):
        if len((lines_so_far[-1] + word).rstrip()) <= LINE_CHARACTERS:
            lines_so_far[-1] += word
            continue
        for at in range(0, len(word), LINE_CHARACTERS):
            lines_so_far.append(word[at : at + LINE_CHARACTERS])
    return [line.strip() for line in lines_so_far if line.strip()] or [name]


def width(line: str) -> float:
    """Estimate the width of a line in pixels, for DejaVu Sans and Verdana, the widest fonts."""
    return FONT * sum(map(_em, line))


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3
    capital = character.isupper()
    if character in WIDE:
        return 1.12 if capital else 0.95
    if character in NARROW:
        return 0.42
    return 0.8 if capital else 0.66
