"""Detect exact and near duplicates with MinHash.

The `signature` of a text depends on that text alone, so that several processes can compute them.
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
# Tuned with `python -m benchmarks.duplicates` on 417 articles and modified copies of them.
SHINGLE = 5  # words
WORDS_MIN = 50  # in a shorter text one edited word changes a tenth of the shingles or more
SIMILAR = 0.7  # Jaccard index of the shingles; distinct articles reach 0.5 at most
HASHES = 125  # in a signature: the standard error of the estimated index is 0.04
# of 5 hashes. Texts are compared if one band is equal, which finds 99 of 100 pairs at 0.7
BANDS = 25


SIGNATURES = pa.schema(
    [("doc_id", pa.string()), ("digest", pa.binary(16)), ("minhash", pa.binary(4 * HASHES))]
)


class Signature(NamedTuple):
    """The features of a text that are compared."""

    digest: bytes  # of its words in order
    minhash: np.ndarray | None  # (HASHES,) uint32; None for texts of fewer than WORDS_MIN words


class Duplicates:
    """Find reprints in a stream of texts: exact copies, and near copies of texts of 50 words or
    more.

    Only the words and their order count: letter case, ё, punctuation and line breaks do not. The
    index remembers originals only, about 3 KB for each, whatever their length.
    """

    def __init__(self, similar: float = SIMILAR) -> None:
        """Create an empty index; ``similar`` is the lowest Jaccard index of a near copy."""
        self._similar = similar
        self._ids: list[str] = []
        self._minhashes: list[np.ndarray] = []  # (HASHES,) uint32 for each original
        self._exact: dict[bytes, str] = {}  # digest of the words -> id of the original
        # digest of a band and its number -> index of the original
        self._bands: dict[bytes, int] = {}

    def seen(self, doc_id: str, text_signature: Signature | None) -> str | None:
        """Return the id of the first document with the same text, or None and remember this one.

        A text without words has no signature and is never a duplicate.
        """
        if text_signature is None:
            return None
        original = self._exact.get(text_signature.digest)
        if original is None and text_signature.minhash is not None:
            original = self._near(doc_id, text_signature.minhash)
        self._exact.setdefault(text_signature.digest, doc_id if original is None else original)
        return original

    def _near(self, doc_id: str, minhash: np.ndarray) -> str | None:
        bands = [
            blake2b(bytes([i]) + band.tobytes(), digest_size=8).digest()
            for i, band in enumerate(np.split(minhash, BANDS))
        ]
        # In input order, so that the first similar original is returned.
        for number in sorted({self._bands[band] for band in bands if band in self._bands}):
            if np.mean(self._minhashes[number] == minhash) >= self._similar:
                return self._ids[number]
        for band in bands:
            self._bands.setdefault(band, len(self._ids))
        self._ids.append(doc_id)
        self._minhashes.append(minhash)
        return None


def signature(text: str) -> Signature | None:
    """Compute the signature of a text, or return None if it has no words.

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
    """Compute the signatures of (id, text) pairs, one row for each, as input for `originals`.

    A text without words, such as that of a failed document, has nulls in its row.

    Raises:
        MissingExtraError: datasketch is not installed.
    """
    rows = []
    for doc_id, text in texts:
        text_signature = signature(text)
        digest = None if text_signature is None else text_signature.digest
        minhash = (
            None
            if text_signature is None or text_signature.minhash is None
            else text_signature.minhash.tobytes()
        )
        rows.append({"doc_id": doc_id, "digest": digest, "minhash": minhash})
    return pa.Table.from_pylist(rows, SIGNATURES)


def originals(tables: Iterable[pa.Table]) -> Iterator[list[str | None]]:
    """Find the original of each row of several tables made by `signature_table`.

    Args:
        tables: in the order of the corpus.

    Yields:
        For each table, the id of the first document with the same text, or None, for each row.
    """
    duplicates = Duplicates()
    for table in tables:
        yield [
            duplicates.seen(doc_id, row_signature)
            for doc_id, row_signature in zip(
                table["doc_id"].to_pylist(), _signatures(table), strict=True
            )
        ]


def _signatures(table: pa.Table) -> Iterator[Signature | None]:
    digests, minhashes = table["digest"].to_pylist(), table["minhash"].to_pylist()
    for digest, raw in zip(digests, minhashes, strict=True):
        minhash = None if raw is None else np.frombuffer(raw, np.uint32)
        yield None if digest is None else Signature(digest, minhash)


def check_installed() -> None:
    """Raise a MissingExtraError unless datasketch is installed."""
    _no_words()


@cache
def _no_words() -> Any:
    """Return the MinHash of an empty set."""
    try:
        # takes half a second, so only runs that look for duplicates import it
        from datasketch import MinHash
    except ImportError as error:
        line = 'duplicates need datasketch: pip install "imena[duplicates]"'
        raise MissingExtraError(line) from error
    return MinHash(num_perm=HASHES, hashfunc=int)


def shingles(words: list[str]) -> np.ndarray:
    """Hash all runs of five words.

    Returns:
        (distinct runs,) uint64, each below 2 ** 32.
    """
    hashes = np.array([zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words], np.uint64)
    runs = np.zeros(max(len(words) - SHINGLE + 1, 1), np.uint64)
    for offset in range(SHINGLE):
        part = hashes[offset : offset + len(runs)]
        # Multiply by an odd constant and mix the bits, so that the order of the words counts.
        runs[: len(part)] = (runs[: len(part)] * np.uint64(0x9E3779B97F4A7C15)) ^ part
    return np.unique((runs * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(32))
