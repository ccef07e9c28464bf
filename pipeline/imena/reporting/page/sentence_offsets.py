"""Find the offsets of mentions in their sentence."""

from __future__ import annotations

from collections.abc import Sequence


def sentence_offsets(sentence: str, starts: Sequence[int], texts: Sequence[str]) -> list[int]:
    """Locate mentions in a sentence whose own offset in the document is not known.

    The sentence is aligned so that most of its mentions fit. A mention that does not fit is
    searched for on its own, and is at 0 if the sentence does not contain it.

    Args:
        sentence: as in the table of mentions.
        starts: offsets of the mentions in the document, in code points.
        texts: the forms of the mentions.

    >>> sentence_offsets("Мира ждали Ира и Мира", [111, 117], ["Ира", "Мира"])
    [11, 17]
    """
    best: list[int] = []
    for begin in dict.fromkeys(starts[0] - offset for offset in _occurrences(sentence, texts[0])):
        fits = [
            start - begin
            for start, text in zip(starts, texts, strict=True)
            if start >= begin and sentence.startswith(text, start - begin)
        ]
        if len(fits) > len(best):
            best = fits
        if len(best) == len(starts):
            return best
    begin = starts[0] - best[0] if best else starts[0]
    offsets = []
    for start, text in zip(starts, texts, strict=True):
        offset = start - begin
        fits_here = offset >= 0 and sentence.startswith(text, offset)
        offsets.append(offset if fits_here else max(0, sentence.find(text)))
    return offsets


def _occurrences(sentence: str, text: str) -> list[int]:
    offsets, offset = [], sentence.find(text)
    while offset >= 0:
        offsets.append(offset)
        offset = sentence.find(text, offset + 1)
    return offsets
