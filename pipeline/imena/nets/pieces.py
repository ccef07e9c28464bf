"""Cut words into the pieces of XLM-RoBERTa's vocabulary by its unigram model.

T. Kudo, Subword regularization (2018): of all ways to cut a word into pieces of the vocabulary, the
one with the greatest sum of log probabilities.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

SPACE = "▁"  # begins a piece that begins a word
# Below the least probable piece, for a character that no piece has; as in SentencePiece
UNKNOWN_PENALTY = 10.0
CACHED_WORDS = 200_000


class Pieces:
    """A vocabulary, and the words that it has cut last."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        """Index the vocabulary.

        Args:
            pieces: a piece has its index as its number; an empty one is never used.
            scores: log probabilities.
            unknown: the number for what no piece covers.
        """
        self._pieces = {
            piece: (number, score)
            for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if piece
        }
        self._longest = max(map(len, self._pieces))
        self._unknown = unknown
        self._penalty = min(scores) - UNKNOWN_PENALTY
        self._cut: dict[str, list[int]] = {}

    def cut(self, word: str) -> list[int]:
        """Return the numbers of a word's pieces, at least one; `SPACE` marks a space before it.

        Compatibility characters are cut as what they stand for (NFKC), as in XLM-RoBERTa.
        """
        known = self._cut.get(word)
        if known is None:
            if len(self._cut) > CACHED_WORDS:
                self._cut.clear()
            text = unicodedata.normalize("NFKC", word.removeprefix(SPACE)).replace(" ", "")
            text = SPACE + text if word.startswith(SPACE) else text
            known = self._cut[word] = self._best(text) or [self._unknown]
        return known

    def _best(self, text: str) -> list[int]:
        """Find the best path by the Viterbi algorithm over character offsets."""
        size = len(text)
        best = [0.0] + [-float("inf")] * size
        back = [(0, self._unknown)] * (size + 1)
        for start in range(size):
            reached = best[start]
            if reached + self._penalty > best[start + 1]:
                best[start + 1] = reached + self._penalty
                back[start + 1] = start, self._unknown
            for end in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._pieces.get(text[start:end])
                if piece and reached + piece[1] > best[end]:
                    best[end] = reached + piece[1]
                    back[end] = start, piece[0]
        numbers = []
        while size:
            size, number = back[size]
            numbers.append(number)
        return numbers[::-1]
