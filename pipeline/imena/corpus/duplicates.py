"""Documents in, one after the other; for each the one before it that says the same out.

What is compared of a text, its `signature`, depends on no other: many processes can make them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from imena.errors import MissingExtraError
from imena.forms.spelling import casefold_ru

WORD = re.compile(r"\w+")
# Measured by benchmarks/duplicates.py on 417 articles and copies of them.
SHINGLE = 5  # words
WORDS_MIN = 50  # below, one edited word in the middle takes away a tenth of the shingles and more
SIMILAR = 0.7  # Jaccard index of the shingles; the most similar of other articles reach 0.5
HASHES = 125  # of a signature: the index is estimated to 0.04
BANDS = 25  # of 5 hashes; two texts are compared when a band is equal: 99 in 100 pairs of 0.7


SIGNATURES = pa.schema(
    [("doc_id", pa.string()), ("digest", pa.binary(16)), ("minhash", pa.binary(4 * HASHES))]
)


class Signature(NamedTuple):
    """What is compared of a text."""

    digest: bytes  # of its words in their order
    minhash: np.ndarray | None  # (HASHES,) uint32; None of texts of fewer than 50 words


class Duplicates:
    """Finds reprints in a stream: exact copies, and near ones of texts of 50 words or more.

    Words count, and their order; case, ё, punctuation and line breaks do not. Only originals are
    remembered, each in about 3 KB however long it is.

    >>> duplicates = Duplicates()
    >>> duplicates.seen("first", signature("В Баку началась встреча."))
    >>> duplicates.seen("second", signature("В БАКУ началась встреча"))
    'first'
    """

    def __init__(self, similar: float = SIMILAR) -> None:
        """``similar`` is the Jaccard index of word 5-grams from which on a text is a copy."""
        self._similar = similar
        self._ids: list[str] = []
        self._minhashes: list[np.ndarray] = []  # (HASHES,) uint32, one an original
        self._exact: dict[bytes, str] = {}  # digest of the words -> original
        self._bands: dict[bytes, int] = {}  # number of the band and its hashes -> original

    def seen(self, doc_id: str, found: Signature | None) -> str | None:
        """The id of the first document that says the same, or None: then this one is remembered.

        A text without a word, which has no signature, is no copy of anything.
        """
        if found is None:
            return None
        original = self._exact.get(found.digest)
        if original is None and found.minhash is not None:
            original = self._near(doc_id, found.minhash)
        self._exact.setdefault(found.digest, doc_id if original is None else original)
        return original

    def _near(self, doc_id: str, minhash: np.ndarray) -> str | None:
        bands = [
            blake2b(bytes([i]) + band.tobytes(), digest_size=8).digest()
            for i, band in enumerate(np.split(minhash, BANDS))
        ]
        # In the order of the input: the first original that is similar enough.
        for number in sorted({self._bands[band] for band in bands if band in self._bands}):
            if np.mean(self._minhashes[number] == minhash) >= self._similar:
                return self._ids[number]
        for band in bands:
            self._bands.setdefault(band, len(self._ids))
        self._ids.append(doc_id)
        self._minhashes.append(minhash)
        return None


def signature(text: str) -> Signature | None:
    """What is compared of a text; None if it has no word.

    Raises:
        MissingExtraError: datasketch is not installed.
    """
    empty = _no_words()
    words = WORD.findall(casefold_ru(text))
    if not words:
        return None
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if len(words) < WORDS_MIN:
        return Signature(digest, None)
    hashed = empty.copy()
    hashed.update_batch(shingles(words).tolist())
    return Signature(digest, np.asarray(hashed.hashvalues, dtype=np.uint32))


def signature_table(texts: Iterable[tuple[str, str]]) -> pa.Table:
    """The signatures of (id, text) pairs, a row each, for `originals`; a text without a word, such
    as that of a document that could not be read, has none.

    Raises:
        MissingExtraError: datasketch is not installed.
    """
    rows = []
    for doc_id, text in texts:
        found = signature(text)
        digest = None if found is None else found.digest
        minhash = None if found is None or found.minhash is None else found.minhash.tobytes()
        rows.append({"doc_id": doc_id, "digest": digest, "minhash": minhash})
    return pa.Table.from_pylist(rows, SIGNATURES)


def originals(tables: Iterable[pa.Table]) -> Iterator[list[str | None]]:
    """For each table of `signature_table`, in the order of the corpus: of each row the id of the
    first document that says the same, or None.
    """
    duplicates = Duplicates()
    for table in tables:
        yield [
            duplicates.seen(doc_id, found)
            for doc_id, found in zip(table["doc_id"].to_pylist(), _signatures(table), strict=True)
        ]


def _signatures(table: pa.Table) -> Iterator[Signature | None]:
    digests, minhashes = table["digest"].to_pylist(), table["minhash"].to_pylist()
    for digest, raw in zip(digests, minhashes, strict=True):
        minhash = None if raw is None else np.frombuffer(raw, np.uint32)
        yield None if digest is None else Signature(digest, minhash)


def check_installed() -> None:
    """Raise a MissingExtraError where datasketch is not installed."""
    _no_words()


@cache
def _no_words() -> Any:
    """The MinHash of nothing."""
    try:
        from datasketch import MinHash  # half a second, which a run without duplicates saves
    except ImportError as error:
        line = 'duplicates need datasketch: pip install "imena[duplicates]"'
        raise MissingExtraError(line) from error
    return MinHash(num_perm=HASHES, hashfunc=int)


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
