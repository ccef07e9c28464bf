"""The mentions of a sentence in, where in the sentence each stands out."""

from __future__ import annotations

from collections.abc import Sequence


def places(sentence: str, starts: Sequence[int], texts: Sequence[str]) -> list[int]:
    """Where mentions stand in a sentence whose own place in the document is not known.

    The sentence is laid where most of its mentions fit; one that does not fit even there is looked
    for by itself, and stands at 0 if it is not in the sentence.

    Args:
        sentence: as in the table of mentions.
        starts: of the mentions, in code points of the document.
        texts: the surfaces of the mentions.

    >>> places("Мира ждали Ира и Мира", [111, 117], ["Ира", "Мира"])
    [11, 17]
    """
    best: list[int] = []
    for begin in dict.fromkeys(starts[0] - at for at in _occurrences(sentence, texts[0])):
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
    found = []
    for start, text in zip(starts, texts, strict=True):
        at = start - begin
        fit = at >= 0 and sentence.startswith(text, at)
        found.append(at if fit else max(0, sentence.find(text)))
    return found


def _occurrences(sentence: str, text: str) -> list[int]:
    found, at = [], sentence.find(text)
    while at >= 0:
        found.append(at)
        at = sentence.find(text, at + 1)
    return found
