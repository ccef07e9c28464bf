"""Convert annotated Docs to tables of rows. Nothing here depends on an engine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from spacy.attrs import IDX, IS_SPACE, LEMMA, SENT_START
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from imena import schema
from imena.components.attributes import attribute_values
from imena.components.compose import full_names
from imena.components.doc_cache import n_chars
from imena.components.kinds import OTHERS, place_types
from imena.components.language import language_of
from imena.corpus.document import Document
from imena.corpus.records import replace_surrogates
from imena.problems import Problem, problem
from imena.tables.zones import mention_zones

# Characters. A table or list without full stops is one sentence, repeated for each of its mentions.
MAX_SENTENCE = 1000


def mention_table(
    pairs: Iterable[tuple[Document, Doc]],
    spans: str = "nested",
    zones: Collection[str] | None = None,
    labels: Collection[str] | None = None,
) -> pa.Table:
    """Make a row for each mention, in document order, without the columns of entities.

    Args:
        pairs: documents with their Docs.
        spans: ``flat`` for ``doc.ents``; otherwise full names with the mentions inside them. Inner
            mentions of ``outer`` are dropped later, because entities depend on them.
        zones: keep only the mentions in these zones.
        labels: keep only the mentions with these labels.

    A span set by a user's own component gets ``drawn_by`` "rule". If that component runs after
    ``imena_normalise``, the normal form is the surface.
    """
    rows = [
        row for document, doc in pairs for row in _mentions(document, doc, spans, zones, labels)
    ]
    columns = schema.WITHOUT_ENTITIES.names
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    return schema.table(dict(zip(columns, values, strict=True)), schema.WITHOUT_ENTITIES)


def _mentions(
    document: Document,
    doc: Doc,
    spans: str,
    zones: Collection[str] | None,
    labels: Collection[str] | None,
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a document, with values in the order of the columns."""
    sentence_of, sentences = _sentences(doc)
    lemmas = _Lemmas(doc)
    text = document.text  # equal to doc.text, which spaCy rebuilds at each access
    mentions = list(_chosen(doc, spans, labels))
    types = place_types(doc)
    in_zones = mention_zones(doc, mentions, text)
    if zones is not None:
        pairs = zip(mentions, in_zones, strict=True)
        mentions = [span for span, where in pairs if where.zone in zones]
        in_zones = mention_zones(doc, mentions, text)
    rows = zip(mentions, _enclosing(mentions), in_zones, strict=True)
    for number, (span, nested_in, where) in enumerate(rows):
        first, last = span.start, span.end
        start, end = span.start_char, span.end_char
        label, surface = span.label_, text[start:end]
        sent = sentence_of[first]
        normal, given, middle, family, gender, score, drawn_by, _, imena_label = attribute_values(
            span
        )
        if imena_label != label:  # another component set its own label
            score = drawn_by = None
        yield (
            document.doc_id,
            number,
            sent,
            start,
            end,
            label,
            types.get((first, last)) if label == "LOC" else None,
            surface,
            lemmas(first, last),
            normal or surface,
            given,
            middle,
            family,
            gender,
            nested_in,
            score,
            drawn_by or "rule",
            where.zone,
            where.repeat_of,
            _context(text, sentences[sent], start, end),
        )


def _chosen(doc: Doc, spans: str, labels: Collection[str] | None) -> Iterator[Span]:
    """Yield the mentions of a Doc that have these labels, in the order of the text."""
    names = doc.ents if spans == "flat" else full_names(doc)
    others: Iterable[Span] = doc.spans.get(OTHERS, ())
    if spans == "flat":
        taken = {token for name in names for token in range(name.start, name.end)}
        apart = (span for span in others if taken.isdisjoint(range(span.start, span.end)))
        others = filter_spans(apart)  # the longest of those that overlap
    for span in merge(names, others, key=lambda span: (span.start, -span.end)):
        if labels is None or span.label_ in labels:
            yield span


def _enclosing(mentions: Sequence[Span]) -> Iterator[int | None]:
    """Yield the index of the smallest mention around each one; outer mentions come first."""
    around: list[int] = []
    for number, span in enumerate(mentions):
        around = [outer for outer in around if mentions[outer].end > span.start]
        yield next((n for n in reversed(around) if mentions[n].end >= span.end), None)
        around.append(number)


def token_table(pairs: Iterable[tuple[Document, Doc]]) -> pa.Table:
    """Make a row for each token that is not white space."""
    columns: dict[str, list[Any]] = {name: [] for name in schema.TOKENS.names}
    for document, doc in pairs:
        sentence_of, _ = _sentences(doc)
        for number, token in enumerate(token for token in doc if not token.is_space):
            columns["doc_id"].append(document.doc_id)
            columns["sent_id"].append(sentence_of[token.i])
            columns["token_id"].append(number)
            columns["start"].append(token.idx)
            columns["end"].append(token.idx + len(token))
            columns["text"].append(token.text)
            columns["lemma"].append(token.lemma_)
            columns["pos"].append(token.pos_)
            columns["feats"].append(str(token.morph))
    return schema.table(columns, schema.TOKENS)


def text_table(pairs: Iterable[tuple[Document, Doc | None]]) -> pa.Table:
    """Make a row with the text of each document that could be read."""
    read = [document for document, _ in pairs if not document.error]
    columns = {"doc_id": [one.doc_id for one in read], "text": [one.text for one in read]}
    return schema.table(columns, schema.TEXTS)


def document_table(
    pairs: Iterable[tuple[Document, Doc | None]], mentions: pa.Table, spans: str = "nested"
) -> pa.Table:
    """Make a row for each document. A document without a Doc has failed or is empty."""
    if spans == "outer":
        mentions = mentions.filter(pc.is_null(mentions.column("nested_in")))
    counts = Counter(mentions.column("doc_id").to_pylist())
    columns: dict[str, list[Any]] = {
        name: [] for name in schema.DOCUMENTS.names if name != "duplicate_of"
    }
    for document, doc in pairs:
        status = "failed" if document.error else "ok" if doc is not None else "empty"
        columns["doc_id"].append(document.doc_id)
        columns["source"].append(document.source)
        columns["date"].append(document.date)
        columns["title"].append(document.title)
        columns["n_chars"].append(len(document.text))
        columns["n_sents"].append(0 if doc is None else _count(doc, SENT_START, 1))
        columns["n_tokens"].append(0 if doc is None else _count(doc, IS_SPACE, 0))
        columns["n_mentions"].append(counts[document.doc_id])
        columns["encoding"].append(document.encoding)
        columns["lang"].append(None if doc is None else language_of(doc).code)
        columns["status"].append(status)
        columns["error"].append(document.error and str(document.error))
        note = _note(document, doc)
        columns["note"].append(note and str(note))
        columns["problems"].append(_problems_as_json(document.error, note))
        columns["meta"].append(_as_json(document.meta))
    return schema.table(columns, schema.DOCUMENTS)


def _note(document: Document, doc: Doc | None) -> Problem | None:
    """Return the note of a document: what was repaired in reading it, or its old spelling."""
    if document.note is None and doc is not None and language_of(doc).has_old_spelling:
        return problem("old_spelling")
    return document.note


def _problems_as_json(error: Problem | None, note: Problem | None) -> str | None:
    """Write the error and the note of a document as one JSON object."""
    problems = {"error": error, "note": note}
    data = {name: one.to_dict() for name, one in problems.items() if one is not None}
    return json.dumps(data, ensure_ascii=False) if data else None


def _as_json(meta: Mapping[str, Any]) -> str | None:
    """Write metadata as one JSON object; values that JSON does not have become strings."""
    if not meta:
        return None
    return replace_surrogates(json.dumps(dict(meta), ensure_ascii=False, default=str))[0]


def _context(text: str, sentence: tuple[int, int], start: int, end: int) -> str:
    """Return the sentence, or the part of a very long one around the mention."""
    first, last = sentence
    if last - first > MAX_SENTENCE:
        room = max(0, MAX_SENTENCE - (end - start)) // 2
        first, last = max(first, start - room), min(last, end + room)
    return text[first:last].strip()


def _sentences(doc: Doc) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the sentence ordinal of every token, and the (start, end) of every sentence."""
    array = doc.to_array([SENT_START, IDX])
    begins = array[:, 0] == 1
    starts = array[begins, 1].tolist()
    return (np.cumsum(begins) - 1).tolist(), list(pairwise([*starts, n_chars(doc)]))


class _Lemmas:
    """The lemmas of the tokens of a Doc that are not white space."""

    def __init__(self, doc: Doc) -> None:
        self._strings = doc.vocab.strings
        lemmas, is_space = doc.to_array([LEMMA, IS_SPACE]).T
        self._lemmas = np.where(is_space, 0, lemmas).tolist()

    def __call__(self, start: int, end: int) -> str:
        """Join the lemmas of a range of tokens with spaces."""
        return " ".join([self._strings[lemma] for lemma in self._lemmas[start:end] if lemma])


def _count(doc: Doc, attribute: int, value: int) -> int:
    return int(np.count_nonzero(doc.to_array([attribute]) == value))
