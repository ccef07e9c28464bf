"""Collect the names of documents from a table of mentions.

A document has far fewer names than mentions, and the rules look at names only.
`imena.entities.aggregation` combines the names of many documents.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena.entities.names.abbreviations import is_acronym
from imena.entities.names.place_mentions import place_corrections
from imena.entities.names.shared_nouns import shared_noun_normals
from imena.entities.names.similarity import is_latin
from imena.forms.name_key import name_key

NONE = -1  # no row
# Share of the mentions with a gender that must have the same one. Chosen by hand.
AGREEING = 0.75
# Verbs of reply, in the past tense or the present, right behind a name.
REPLY = (
    r" (?:(?:ответил|отреагировал|отверг|опроверг|парировал|возразил)(?:а|о|и)?"
    r"|отвечает|реагирует|отвергает|опровергает|возражает)(?: |,|\.|$)"
)
SHIFT = 32  # bits of an offset or ordinal; the document's number is above them


@dataclass(slots=True)
class DocumentName:
    """A normal form with its label in one document."""

    document: int  # number of the document
    label: str
    normal: str  # the most frequent spelling
    key: str  # see `imena.forms.name_key`
    mentions: int
    ending_location: str | None  # normal form of the location at its end or right behind it
    surface: str = ""  # the most frequent one
    is_attested: bool = True  # some mention has the normal form as its surface
    gender: str | None = None  # of a person: f or m, if its mentions agree
    is_corrected: bool = False  # the text around some mention gives the normal form
    is_village: bool = False  # the text around some mention of a location says so
    region_kind: str = ""  # word for a part of a state that is before most mentions: «штат»
    replies: bool = False  # an organisation: a verb of reply follows some mention
    # Names that it follows in brackets, as an acronym or in another alphabet: «Объединенный комитет
    # начальников штабов (ОКНШ)».
    defines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """The names of some documents."""

    names: list[DocumentName]  # document by document
    rows: np.ndarray  # (mentions,) int64, number of each mention's name
    documents: list[str]  # the documents' ids by number


def collect_names(mentions: pa.Table, *, nested: bool | None = None) -> DocumentNames:
    """Collect the names of a table of mentions.

    Args:
        mentions: of whole documents, with ``doc_id``, ``label`` and ``normal``. With
            ``mention_id``, ``start``, ``end`` and ``nested_in`` the locations at the end of names
            are found too, and with ``text`` and ``sentence`` the acronyms that a text defines.
        nested: whether the location at the end of a name lies in its mention, or else right behind
            it. By default that is whether any mention lies in another; of a part of a corpus it
            must be given.
    """
    if not mentions.num_rows:
        return DocumentNames([], np.zeros(0, np.int64), [])
    start, end = _integers(mentions, "start"), _integers(mentions, "end")
    if start is not None and end is not None:  # in the order of the text, outer mentions first
        documents, _ = _encode(mentions.column("doc_id"))
        order = np.lexsort((-end, start, documents))
        if (np.diff(order) < 0).any():
            ordered = collect_names(mentions.take(order), nested=nested)
            rows = np.empty_like(ordered.rows)
            rows[order] = ordered.rows
            return DocumentNames(ordered.names, rows, ordered.documents)
    documents, doc_ids = _encode(mentions.column("doc_id"))
    labels, label_values = _encode(mentions.column("label"))
    normals, normal_values = _encode(mentions.column("normal"))
    corrected, villages, regions = place_corrections(mentions, documents, labels, label_values)
    if "ORG" in label_values:
        organisations = np.where(labels == label_values.index("ORG"), normals, NONE)
        corrected |= shared_noun_normals(organisations, normal_values)
    for row, normal in corrected.items():
        normals[row] = len(normal_values)
        normal_values.append(normal)
    locations = _ending_locations(mentions, documents, labels, label_values, nested)
    location_normals = np.where(locations == NONE, NONE, normals[locations])

    has_text = "text" in mentions.column_names
    numbers: dict[str, int] = {}
    key_of_normal = np.array(
        [numbers.setdefault(name_key(normal), len(numbers)) for normal in normal_values], np.int64
    )
    keys = list(numbers)
    code = documents
    for column in (labels, key_of_normal[normals], location_normals + 1):
        code = _combine(code, column)
    _, first, rows, counts = np.unique(
        code, return_index=True, return_inverse=True, return_counts=True
    )
    spellings = _most_frequent(rows, normals, normal_values)
    texts, text_values = _encode(mentions.column("text")) if has_text else (normals, normal_values)
    surfaces = _most_frequent(rows, texts, text_values)
    key_of_text = np.array([numbers.get(name_key(text), NONE) for text in text_values], np.int64)
    attested = np.zeros(len(first), bool)
    attested[rows[key_of_text[texts] == key_of_normal[normals]]] = True
    genders = _genders(mentions, rows, len(first))
    names = [
        DocumentName(
            document,
            label_values[label],
            normal_values[spelling],
            keys[key],
            count,
            None if location == NONE else normal_values[location],
            text_values[surface],
            is_attested,
            gender,
        )
        for document, label, spelling, key, count, location, surface, is_attested, gender in zip(
            documents[first].tolist(),
            labels[first].tolist(),
            spellings,
            key_of_normal[normals[first]].tolist(),
            counts.tolist(),
            location_normals[first].tolist(),
            surfaces,
            attested.tolist(),
            genders,
            strict=True,
        )
    ]
    for row in corrected:
        names[rows[row]].is_corrected = True
    for row in villages:
        names[rows[row]].is_village = True
    of_kind = Counter((int(rows[row]), kind) for row, kind in regions.items())
    for (number, kind), mentions_of_kind in of_kind.items():
        if 2 * mentions_of_kind > names[number].mentions:
            names[number].region_kind = kind
    for row in _replying(mentions, labels, label_values):
        names[rows[row]].replies = True
    for full_row, short_row in _definitions(mentions, documents):
        full, short = names[rows[full_row]], names[rows[short_row]]
        is_foreign = is_latin(short.key) != is_latin(full.key)
        if full.label == short.label != "LOC" and (is_foreign or is_acronym(short.normal)):
            short.defines.add(int(rows[full_row]))
    return DocumentNames(names, rows, doc_ids)


def _encode(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """Return numbers of a column's values, (rows,) int64, and the values."""
    encoded = column.cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def _combine(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return numbers of the different pairs of two columns of numbers, (rows,) int64."""
    _, codes = np.unique(one * (int(other.max(initial=0)) + 1) + other, return_inverse=True)
    return codes


def _most_frequent(rows: np.ndarray, values: np.ndarray, spellings: list[str]) -> list[int]:
    """Return the most frequent value of each name; of equally frequent ones the first by alphabet.

    Args:
        rows: (mentions,) the name of each mention.
        values: (mentions,) the value of each mention.
        spellings: the strings that the values are numbers of.
    """
    rank = np.argsort(np.argsort(np.array(spellings, object), kind="stable"), kind="stable")
    pairs, counts = np.unique(np.stack([rows, rank[values], values]), axis=1, return_counts=True)
    order = np.lexsort((pairs[1], -counts, pairs[0]))
    _, first = np.unique(pairs[0][order], return_index=True)
    return pairs[2][order][first].tolist()


def _genders(mentions: pa.Table, rows: np.ndarray, size: int) -> list[str | None]:
    """Return the gender of each name: that of its mentions, if at least `AGREEING` of them agree.

    Args:
        mentions: with or without the column ``gender``.
        rows: (mentions,) the name of each mention.
        size: number of names.
    """
    if "gender" not in mentions.column_names:
        return [None] * size
    genders = mentions.column("gender").cast(pa.string())
    feminine, masculine = (
        np.bincount(rows[pc.fill_null(pc.equal(genders, gender), False).to_numpy()], minlength=size)
        for gender in ("f", "m")
    )
    return [clear_gender(f, m) for f, m in zip(feminine.tolist(), masculine.tolist(), strict=True)]


def clear_gender(feminine: int, masculine: int) -> str | None:
    """Return the gender that at least `AGREEING` of the mentions with one have.

    >>> clear_gender(3, 1), clear_gender(1, 1), clear_gender(0, 0)
    ('f', None, None)
    """
    total = feminine + masculine
    if not total or max(feminine, masculine) < AGREEING * total:
        return None
    return "f" if feminine > masculine else "m"


def _integers(mentions: pa.Table, name: str) -> np.ndarray | None:
    """Return a column as (mentions,) int64, -1 for null; None if there is no such column."""
    if name not in mentions.column_names:
        return None
    return mentions.column(name).cast(pa.int64()).fill_null(-1).to_numpy()


def _ending_locations(
    mentions: pa.Table,
    documents: np.ndarray,
    labels: np.ndarray,
    label_values: list[str],
    nested: bool | None,
) -> np.ndarray:
    """Return the row of the location that ends each organisation, (mentions,) int64, or `NONE`.

    In nested mentions it lies inside, at the end; flat mentions have it right behind them.
    """
    locations = np.full(mentions.num_rows, NONE, np.int64)
    start, end = _integers(mentions, "start"), _integers(mentions, "end")
    if start is None or end is None or "ORG" not in label_values or "LOC" not in label_values:
        return locations
    is_organisation = labels == label_values.index("ORG")
    is_location = labels == label_values.index("LOC")
    around, ordinal = _integers(mentions, "nested_in"), _integers(mentions, "mention_id")
    if nested is None:
        nested = around is not None and ordinal is not None and bool((around >= 0).any())
    if not nested:
        behind = _find_rows(documents << SHIFT | start, documents << SHIFT | (end + 1))
        followed = np.flatnonzero((behind >= 0) & is_organisation)
        followed = followed[is_location[behind[followed]]]
        locations[followed] = behind[followed]
        return locations
    if around is None or ordinal is None:
        return locations
    outer_rows = _find_rows(
        documents << SHIFT | ordinal, documents << SHIFT | np.maximum(around, 0)
    )
    inner_rows = np.flatnonzero((around >= 0) & (outer_rows >= 0))[::-1]
    for row in inner_rows.tolist():  # innermost ones first, since an outer mention comes before
        outer = int(outer_rows[row])
        if end[outer] == end[row] and is_organisation[outer]:
            locations[outer] = row if is_location[row] else locations[row]
    return locations


def _find_rows(codes: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return the first row that has each wanted code, (wanted,) int64, or `NONE`."""
    order = np.argsort(codes, kind="stable")
    positions = np.minimum(np.searchsorted(codes[order], wanted), len(codes) - 1)
    rows = order[positions]
    return np.where(codes[rows] == wanted, rows, NONE)


def _replying(mentions: pa.Table, labels: np.ndarray, label_values: list[str]) -> list[int]:
    """Return the rows of organisations that a verb of reply follows: «МИД ответил нотой»."""
    if "ORG" not in label_values or not {"text", "sentence"} <= set(mentions.column_names):
        return []
    organisations = np.flatnonzero(labels == label_values.index("ORG"))
    sentences = mentions.column("sentence").cast(pa.string()).take(pa.array(organisations))
    likely = organisations[pc.match_substring_regex(sentences, REPLY).to_numpy()]
    text, sentence = mentions.column("text"), mentions.column("sentence")
    return [
        row
        for row in likely.tolist()
        if re.search(rf"(?<!\w){re.escape(str(text[row]))}{REPLY}", str(sentence[row]))
    ]


def _definitions(mentions: pa.Table, documents: np.ndarray) -> list[tuple[int, int]]:
    """Return pairs of rows: a name, and the name in brackets right after it."""
    start, end = _integers(mentions, "start"), _integers(mentions, "end")
    if start is None or end is None or not {"text", "sentence"} <= set(mentions.column_names):
        return []
    before = _find_rows(documents << SHIFT | end, documents << SHIFT | np.maximum(start - 2, 0))
    candidates = np.flatnonzero((before >= 0) & (start >= 2))
    text, sentence = mentions.column("text"), mentions.column("sentence")
    return [
        (full, row)
        for full, row in zip(before[candidates].tolist(), candidates.tolist(), strict=True)
        if f"{text[full]} ({text[row]})" in str(sentence[row])
    ]
