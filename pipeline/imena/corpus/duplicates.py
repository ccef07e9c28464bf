"""Documents in, one after the other; for each the one before it that says the same out."""

from __future__ import annotations

import re
import zlib
from hashlib import blake2b
from typing import Any

import numpy as np

from imena.errors import MissingExtraError

WORD = re.compile(r"\w+")
# Measured by benchmarks/duplicates.py on 417 articles and copies of them.
SHINGLE = 5  # words
WORDS_MIN = 50  # below, one edited word in the middle takes away a tenth of the shingles and more
SIMILAR = 0.7  # Jaccard index of the shingles; the most similar of other articles reach 0.5
HASHES = 125  # of a signature: the index is estimated to 0.04
BANDS = 25  # of 5 hashes; two texts are compared when a band is equal: 99 in 100 pairs of 0.7


class Duplicates:
    """Finds reprints in a stream: exact copies, and near ones of texts of 50 words or more.

    Words count, and their order; case, ё, punctuation and line breaks do not. Only originals are
    remembered, each in about 3 KB however long it is.

    >>> duplicates = Duplicates()
    >>> duplicates.seen("first", "В Баку началась встреча.")
    >>> duplicates.seen("second", "В БАКУ началась встреча")
    'first'
    """

    def __init__(self, similar: float = SIMILAR) -> None:
        """``similar`` is the Jaccard index of word 5-grams from which on a text is a copy.

        Raises:
            MissingExtraError: datasketch is not installed.
        """
        try:
            from datasketch import MinHash  # half a second, which a run without duplicates saves
        except ImportError as error:
            line = 'duplicates need datasketch: pip install "imena[duplicates]"'
            raise MissingExtraError(line) from error

        self._similar = similar
        self._empty: Any = MinHash(num_perm=HASHES, hashfunc=int)
        self._ids: list[str] = []
        self._signatures: list[np.ndarray] = []  # (HASHES,) uint32, one an original
        self._exact: dict[bytes, str] = {}  # digest of the words -> original
        self._bands: dict[bytes, int] = {}  # number of the band and its hashes -> original

    def seen(self, doc_id: str, text: str) -> str | None:
        """The id of the first document that says the same, or None: then this one is remembered.

        A text without a word is no copy of anything.
        """
        words = WORD.findall(text.lower().replace("ё", "е"))
        if not words:
            return None
        digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        original = self._exact.get(digest)
        if original is None and len(words) >= WORDS_MIN:
            original = self._near(doc_id, words)
        self._exact.setdefault(digest, doc_id if original is None else original)
        return original

    def _near(self, doc_id: str, words: list[str]) -> str | None:
        signature = self._signature(words)
        bands = [
            blake2b(bytes([i]) + band.tobytes(), digest_size=8).digest()
            for i, band in enumerate(np.split(signature, BANDS))
        ]
        # In the order of the input: the first original that is similar enough.
        for number in sorted({self._bands[band] for band in bands if band in self._bands}):
            if np.mean(self._signatures[number] == signature) >= self._similar:
                return self._ids[number]
        for band in bands:
            self._bands.setdefault(band, len(self._ids))
        self._ids.append(doc_id)
        self._signatures.append(signature)
        return None

    def _signature(self, words: list[str]) -> np.ndarray:
        """(HASHES,) uint32."""
        hashed = self._empty.copy()
        hashed.update_batch(shingles(words).tolist())
        return np.asarray(hashed.hashvalues, dtype=np.uint32)


def shingles(words: list[str]) -> np.ndarray:
    """The set of all runs of five words, as hashes.

    Returns:
        (runs that differ,) uint64, each below 2 ** 32
    """
    hashes = np.array([zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words], np.uint64)
    runs = np.zeros(max(len(words) - SHINGLE + 1, 1), np.uint64)
    for offset in range(SHINGLE):
        part = hashes[offset : offset + len(runs)]
        # An odd factor with its bits mixed, so that the order of the words counts.
        runs[: len(part)] = (runs[: len(part)] * np.uint64(0x9E3779B97F4A7C15)) ^ part
    return np.unique((runs * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(32))
