"""Select the pieces of e5's vocabulary that Russian text needs."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from models.training.e5 import E5
from models.training.words import KINDS, TAGS, Words

from imena.components.homoglyphs import fold_homoglyphs
from imena.nets.archive import Navec
from imena.nets.pieces import SPACE, Pieces
from imena.nets.windows import UNKNOWN

SPECIAL = 4  # e5's first pieces are special tokens
NO_TEXT = "<mask>"
SHORT = re.compile("▁?[!-~]{1,3}|▁?[А-Яа-яЁё]{1,3}|▁?[«»„“”–—…№’‘€£°−]")


def prune(e5: E5, navec: Navec, texts: Iterable[Words]) -> np.ndarray:
    """Return the ids of the pieces to keep: (pieces,) int64.

    They are the pieces of navec's words, those that occur more than once in the texts, and those of
    up to three letters, so that every Cyrillic and Latin word can be split.
    """
    whole = pieces_of(e5, np.arange(len(e5.pieces)))
    kept = set(range(SPECIAL))
    for word in navec.word_ids:
        kept.update(whole.cut(SPACE + word), whole.cut(SPACE + word.title()))
    times = Counter(
        number for words in texts for word in with_spaces(words) for number in whole.cut(word)
    )
    kept.update(number for number, count in times.items() if count > 1)
    kept.update(i for i, piece in enumerate(_texts(e5)) if piece and SHORT.fullmatch(piece))
    return np.array(sorted(kept))


def with_spaces(words: Words) -> list[str]:
    """Return the folded words, prefixed with `SPACE` after a space, as the encoder splits them."""
    return [
        SPACE + fold_homoglyphs(text) if spaced else fold_homoglyphs(text)
        for text, spaced in zip(words.texts, words.behind_space.tolist(), strict=True)
    ]


def pieces_of(e5: E5, kept: np.ndarray) -> Pieces:
    """Return the vocabulary of the kept pieces."""
    texts = _texts(e5)
    return Pieces([texts[i] for i in kept], e5.scores[kept].tolist(), UNKNOWN)


def write_vocabulary(e5: E5, kept: np.ndarray, path: Path) -> None:
    """Write what `imena.nets.encoder.read_vocabulary` reads."""
    texts = _texts(e5)
    lines = [" ".join(TAGS), " ".join(KINDS), *(f"{texts[i]}\t{e5.scores[i]:.4f}" for i in kept)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def _texts(e5: E5) -> list[str]:
    return [
        "" if number < SPECIAL or piece == NO_TEXT else piece
        for number, piece in enumerate(e5.pieces)
    ]
