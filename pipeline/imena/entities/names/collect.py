"""Mentions in, names out: what each document calls whom, how often, and which row says so.

A corpus has far fewer names than mentions, and whatever decides who is who looks at names only; see
`imena.entities.aggregation.aggregate` for how those of many documents become few.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from imena.entities.names.abbreviations import is_acronym
from imena.entities.names.similarity import is_latin
from imena.forms.name_key import name_key

NO_TAIL = -1
SHIFT = 32  # bits of an offset or ordinal


@dataclass(slots=True)
class Use:
    """A normal form as one document uses it."""

    doc: int  # the document's number
    label: str
    normal: str
    key: str  # see `imena.forms.name_key`
    count: int
    tail: str | None  # the normal form of the place that ends it or stands right behind it
    text: str = ""  # the surface that it has most often
    is_seen: bool = True  # some mention has the normal form as its surface
    # names that it stands behind in brackets as their acronym or in another alphabet: «(ОКНШ)»
    defines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Uses:
    """The names of some documents."""

    uses: list[Use]  # document by document
    rows: np.ndarray  # (mentions,) int64, which use each mention is
    documents: list[str]  # the documents' ids by number


def gather(mentions: pa.Table, *, nested: bool | None = None) -> Uses:
    """The names of a table of mentions, in documents that are whole.

    Args:
        mentions: with ``doc_id``, ``label`` and ``normal``. Where it has ``mention_id``, ``start``,
            ``end`` and ``nested_in``, names know what ends them, and with ``text`` and
            ``sentence`` which acronyms the text defines.
        nested: whether the place that ends a name lies in it, or else right behind it. Without it
            that is whether any mention lies in another, which a part of a corpus cannot know.
    """
    if not mentions.num_rows:
        return Uses([], np.zeros(0, np.int64), [])
    start, end = _column(mentions, "start"), _column(mentions, "end")
    if start is not None and end is not None:  # as in the text, outer mentions first
        docs, _ = _encode(mentions.column("doc_id"))
        order = np.lexsort((-end, start, docs))
        if (np.diff(order) < 0).any():
            found = gather(mentions.take(order), nested=nested)
            rows = np.empty_like(found.rows)
            rows[order] = found.rows
            return Uses(found.uses, rows, found.documents)
    docs, doc_ids = _encode(mentions.column("doc_id"))
    labels, label_names = _encode(mentions.column("label"))
    normals, normal_names = _encode(mentions.column("normal"))
    tails = _tails(mentions, docs, labels, label_names, nested)
    tail_normals = np.where(tails == NO_TAIL, NO_TAIL, normals[tails])

    has_text = "text" in mentions.column_names
    numbers: dict[str, int] = {}
    folded = [name_key(normal) for normal in normal_names]
    key_of = np.array([numbers.setdefault(key, len(numbers)) for key in folded], np.int64)
    keys = list(numbers)
    code = docs
    for column in (labels, key_of[normals], tail_normals + 1):
        code = _combine(code, column)
    _, first, rows, counts = np.unique(
        code, return_index=True, return_inverse=True, return_counts=True
    )
    spelled = _most_frequent(rows, normals, normal_names)
    texts, text_names = _encode(mentions.column("text")) if has_text else (normals, normal_names)
    surfaces = _most_frequent(rows, texts, text_names)
    text_keys = np.array([numbers.get(name_key(text), NO_TAIL) for text in text_names], np.int64)
    seen = np.zeros(len(first), bool)
    seen[rows[text_keys[texts] == key_of[normals]]] = True
    uses = [
        Use(
            doc, label_names[label], normal_names[n], keys[key], count, tail, text_names[s], is_seen
        )
        for doc, label, n, key, count, tail, s, is_seen in zip(
            docs[first].tolist(),
            labels[first].tolist(),
            spelled,
            key_of[normals[first]].tolist(),
            counts.tolist(),
            [None if t == NO_TAIL else normal_names[t] for t in tail_normals[first].tolist()],
            surfaces,
            seen.tolist(),
            strict=True,
        )
    ]
    for full, short in _definitions(mentions, docs):
        one, other = uses[rows[full]], uses[rows[short]]
        foreign = is_latin(other.key) != is_latin(one.key)
        if one.label == other.label != "LOC" and (foreign or is_acronym(other.normal)):
            other.defines.add(int(rows[full]))
    return Uses(uses, rows, doc_ids)


def _encode(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """(rows,) int64 numbers of a column's values, and the values."""
    encoded = column.cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def _combine(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Numbers of the different pairs of two columns of numbers."""
    _, codes = np.unique(one * (int(other.max(initial=0)) + 1) + other, return_inverse=True)
    return codes


def _most_frequent(rows: np.ndarray, normals: np.ndarray, spelled: list[str]) -> list[int]:
    """The normal form that each name has most often; of equally frequent ones the first by
    alphabet."""
    rank = np.argsort(np.argsort(np.array(spelled, object), kind="stable"), kind="stable")
    pairs, counts = np.unique(np.stack([rows, rank[normals], normals]), axis=1, return_counts=True)
    order = np.lexsort((pairs[1], -counts, pairs[0]))
    _, first = np.unique(pairs[0][order], return_index=True)
    return pairs[2][order][first].tolist()


def _column(mentions: pa.Table, name: str) -> np.ndarray | None:
    if name not in mentions.column_names:
        return None
    return mentions.column(name).cast(pa.int64()).fill_null(-1).to_numpy()


def _tails(
    mentions: pa.Table,
    docs: np.ndarray,
    labels: np.ndarray,
    label_names: list[str],
    nested: bool | None,
) -> np.ndarray:
    """(mentions,) int64: the row of the place that ends an organisation, or `NO_TAIL`.

    In nested mentions it lies inside, at the end; flat ones have it right behind them.
    """
    tails = np.full(mentions.num_rows, NO_TAIL, np.int64)
    start, end = _column(mentions, "start"), _column(mentions, "end")
    if start is None or end is None or "ORG" not in label_names or "LOC" not in label_names:
        return tails
    org, loc = labels == label_names.index("ORG"), labels == label_names.index("LOC")
    around, number = _column(mentions, "nested_in"), _column(mentions, "mention_id")
    if nested is None:
        nested = around is not None and number is not None and bool((around >= 0).any())
    if not nested:
        behind = _find(docs << SHIFT | start, docs << SHIFT | (end + 1))
        found = np.flatnonzero((behind >= 0) & org)
        found = found[loc[behind[found]]]
        tails[found] = behind[found]
        return tails
    if around is None or number is None:
        return tails
    outer_row = _find(docs << SHIFT | number, docs << SHIFT | np.maximum(around, 0))
    inside = np.flatnonzero((around >= 0) & (outer_row >= 0))[::-1]
    for row in inside.tolist():  # inner ones first, since an outer mention comes before them
        outer = int(outer_row[row])
        if end[outer] == end[row] and org[outer]:
            tails[outer] = row if loc[row] else tails[row]
    return tails


def _find(have: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The first row that has each wanted code; -1 where there is none."""
    order = np.argsort(have, kind="stable")
    place = np.searchsorted(have[order], wanted)
    place = np.minimum(place, len(have) - 1)
    found = order[place]
    return np.where(have[found] == wanted, found, -1)


def _definitions(mentions: pa.Table, docs: np.ndarray) -> list[tuple[int, int]]:
    """Rows of a name and of the one in brackets right behind it."""
    start, end = _column(mentions, "start"), _column(mentions, "end")
    if start is None or end is None or not {"text", "sentence"} <= set(mentions.column_names):
        return []
    before = _find(docs << SHIFT | end, docs << SHIFT | np.maximum(start - 2, 0))
    candidates = np.flatnonzero((before >= 0) & (start >= 2))
    text, sentence = mentions.column("text"), mentions.column("sentence")
    return [
        (full, row)
        for full, row in zip(before[candidates].tolist(), candidates.tolist(), strict=True)
        if f"{text[full]} ({text[row]})" in str(sentence[row])
    ]
