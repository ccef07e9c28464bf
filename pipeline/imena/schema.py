"""The columns of the tables, their types and their meanings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

LABELS = ("PER", "ORG", "LOC")
# Labels of mentions that are found when asked for, as NEREL defines them
OTHER_LABELS = (
    *("AWARD", "CRIME", "DISEASE", "EVENT", "FACILITY", "FAMILY", "IDEOLOGY", "LANGUAGE"),
    *("LAW", "NATIONALITY", "PENALTY", "PRODUCT", "PROFESSION", "RELIGION", "WORK_OF_ART"),
)
TYPES = ("CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION", "FACILITY")  # of places
DRAWN_BY = ("model", "gazetteer", "rule", "document")
ZONES = ("body", "headline", "teaser", "caption", "meta", "speaker")
STATUSES = ("ok", "empty", "failed")

CATEGORY = pa.dictionary(pa.int8(), pa.string())
CATEGORIES = {
    "label": LABELS,
    "type": TYPES,
    "drawn_by": DRAWN_BY,
    "zone": ZONES,
    "status": STATUSES,
}


def _column(name: str, type: pa.DataType, meaning: str, *, nullable: bool = False) -> pa.Field:
    return pa.field(name, type, nullable=nullable, metadata={"meaning": meaning})


MENTIONS = pa.schema(
    [
        _column("doc_id", pa.string(), "the document"),
        _column("mention_id", pa.int32(), "ordinal in the document"),
        _column("sent_id", pa.int32(), "sentence ordinal in the document"),
        _column("start", pa.int32(), "first character, in code points of the document's text"),
        _column("end", pa.int32(), "one past the last character"),
        _column("label", CATEGORY, "PER, ORG or LOC, or another label that was asked for"),
        _column(
            "type",
            CATEGORY,
            "what kind of place a LOC is: CITY, COUNTRY, STATE_OR_PROVINCE, DISTRICT, LOCATION or "
            "FACILITY; null where the model is not sure, and where no labels beyond the three were "
            "asked for",
            nullable=True,
        ),
        _column("text", pa.string(), "the form in the text, text[start:end]"),
        _column(
            "lemma",
            pa.string(),
            "lemmas of the tokens, joined by spaces; group by normal or entity instead",
        ),
        _column("normal", pa.string(), "normal form in the nominative, capitalised as in the text"),
        _column("first", pa.string(), "first name or its initial; persons only", nullable=True),
        _column("middle", pa.string(), "middle name or patronymic; persons only", nullable=True),
        _column("last", pa.string(), "last name; persons only", nullable=True),
        _column(
            "gender",
            pa.string(),
            "f or m, whichever is likelier by the name, its sentence and the rest of its document; "
            "null for several persons, and where a sentence is not Russian",
            nullable=True,
        ),
        _column("entity_id", pa.string(), "the entity of the mention; stable between runs"),
        _column("entity", pa.string(), "the canonical name of that entity"),
        _column(
            "nested_in",
            pa.int32(),
            "mention_id of the smallest enclosing mention; null for outermost mentions",
            nullable=True,
        ),
        _column(
            "score",
            pa.float32(),
            "calibrated probability that offsets and label are right; null if no model marked it",
            nullable=True,
        ),
        _column(
            "drawn_by",
            CATEGORY,
            "what marked the span: model, rule (a rule or your own component), gazetteer (your "
            "dictionary), document (the same name elsewhere in the document)",
        ),
        _column(
            "zone",
            CATEGORY,
            "zone of the page: body, headline, teaser, caption, meta, speaker (a name before a "
            "speech)",
            nullable=True,
        ),
        _column(
            "repeat_of",
            pa.int32(),
            "mention_id of the same mention in the first copy of a repeated line",
            nullable=True,
        ),
        _column(
            "sentence",
            pa.string(),
            "the sentence; the part around the mention if it has over 1,000 characters",
        ),
    ]
)

ENTITIES = pa.schema(
    [
        _column("entity_id", pa.string(), "stable between runs, independent of document order"),
        _column("label", CATEGORY, "PER, ORG or LOC"),
        _column(
            "name",
            pa.string(),
            "canonical name: the most frequent full one; of persons the first name comes first",
        ),
        _column(
            "latin",
            pa.string(),
            "the most frequent full name in Latin letters, if texts have one",
            nullable=True,
        ),
        _column(
            "gender",
            pa.string(),
            "f or m, if the mentions of a person agree; persons only",
            nullable=True,
        ),
        _column("aliases", pa.list_(pa.string()), "the forms found in texts, most frequent first"),
        _column("n_mentions", pa.int32(), "mentions in the corpus"),
        _column("n_docs", pa.int32(), "documents with a mention"),
        _column("first_doc", pa.string(), "the first document with a mention, in input order"),
        _column("iso", pa.string(), "ISO 3166 code of a country or region", nullable=True),
        _column("geonames", pa.string(), "GeoNames id of a place", nullable=True),
        _column("wikidata", pa.string(), "Wikidata id", nullable=True),
        _column("score_mean", pa.float32(), "mean score of its mentions", nullable=True),
        _column(
            "merge_reason",
            pa.string(),
            "why each of its other names belongs to it",
        ),
    ]
)

DOCUMENTS = pa.schema(
    [
        _column("doc_id", pa.string(), "unique in the run"),
        _column(
            "source",
            pa.string(),
            "the file, with the line or row; null for a text in memory",
            nullable=True,
        ),
        _column("date", pa.string(), "day of publication, ISO 8601 (2024-12-31)", nullable=True),
        _column("title", pa.string(), "headline or title", nullable=True),
        _column("n_chars", pa.int32(), "code points"),
        _column("n_sents", pa.int32(), "sentences"),
        _column("n_tokens", pa.int32(), "tokens, whitespace not counted"),
        _column("n_mentions", pa.int32(), "mentions"),
        _column(
            "encoding",
            pa.string(),
            "the encoding of the file; null for a text in memory",
            nullable=True,
        ),
        _column(
            "lang",
            pa.string(),
            "language of the text, ISO 639-1; null if the text is too short to tell",
            nullable=True,
        ),
        _column("status", CATEGORY, "ok, empty (no letter or digit) or failed"),
        _column("error", pa.string(), "why it failed and what to do", nullable=True),
        _column("note", pa.string(), "what was lost or repaired while reading it", nullable=True),
        _column(
            "problems",
            pa.string(),
            "error and note as data, for other languages: JSON with the code and values of each",
            nullable=True,
        ),
        _column(
            "meta",
            pa.string(),
            "other information from the source, as JSON: title, author and date of a page, other "
            "fields of a record",
            nullable=True,
        ),
        _column(
            "duplicate_of",
            pa.string(),
            "doc_id of the earlier document that it repeats; null without --duplicates",
            nullable=True,
        ),
    ]
)

TOKENS = pa.schema(
    [
        _column("doc_id", pa.string(), "the document"),
        _column("sent_id", pa.int32(), "sentence ordinal in the document"),
        _column("token_id", pa.int32(), "ordinal in the document, whitespace not counted"),
        _column("start", pa.int32(), "first character, in code points of the document's text"),
        _column("end", pa.int32(), "one past the last character"),
        _column("text", pa.string(), "the token, text[start:end]"),
        _column("lemma", pa.string(), "lemma, lower case"),
        _column("pos", pa.string(), "Universal Dependencies part of speech"),
        _column("feats", pa.string(), "Universal Dependencies features; empty if there are none"),
    ]
)

TEXTS = pa.schema(
    [
        _column("doc_id", pa.string(), "the document; failed documents have no text"),
        _column("text", pa.string(), "the text as it was read, to which all offsets refer"),
    ]
)

# Mentions before entities are resolved.
WITHOUT_ENTITIES = pa.schema([f for f in MENTIONS if f.name not in ("entity_id", "entity")])
SCHEMAS = {
    "mentions": MENTIONS,
    "entities": ENTITIES,
    "documents": DOCUMENTS,
    "texts": TEXTS,
    "tokens": TOKENS,
}
OPTIONAL = ("texts", "tokens")  # tables that a run may leave out


def table(columns: Mapping[str, Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Make an Arrow table from lists of values; a missing nullable column becomes null.

    Raises:
        KeyError: a column that may not be null is missing.
    """
    length = len(next(iter(columns.values())))
    arrays = []
    for field in schema:
        values = columns[field.name] if not field.nullable else columns.get(field.name)
        if values is None:
            values = [None] * length
        arrays.append(_array(field, values))
    return pa.Table.from_arrays(arrays, schema=schema)


def concatenate(parts: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    """Concatenate tables of one schema; no tables give a table without rows."""
    return pa.concat_tables([schema.empty_table(), *parts]).unify_dictionaries()


def to_arrow(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    """Convert a DataFrame, which the user may have filtered, to an Arrow table with this schema."""
    return table({name: _listed(frame[name]) for name in schema.names if name in frame}, schema)


def to_pandas(arrow: pa.Table) -> pd.DataFrame:
    """Convert an Arrow table to a DataFrame with string, categorical and nullable Int32 columns."""
    return pd.DataFrame({f.name: _to_pandas(f, arrow.column(f.name)) for f in arrow.schema})


def _to_pandas(field: pa.Field, column: pa.ChunkedArray) -> Any:
    if field.type == CATEGORY:
        values = column.cast(pa.string())
        categories = _categories(field.name, pc.unique(values).to_pylist())
        codes = pc.fill_null(pc.index_in(values, pa.array(categories, pa.string())), -1)
        return pd.Categorical.from_codes(codes.to_numpy(), categories)
    if pa.types.is_string(field.type):
        return pd.StringDtype().__from_arrow__(column)
    if pa.types.is_int32(field.type) and field.nullable:
        return pd.Int32Dtype().__from_arrow__(column)
    if pa.types.is_list(field.type):
        return pd.Series(column.to_pylist(), dtype=object)
    return column.to_numpy()


def _array(field: pa.Field, values: Sequence[Any]) -> pa.Array:
    if field.type != CATEGORY:
        return pa.array(values, field.type)
    categories = _categories(field.name, values)
    codes = [None if value is None else categories.index(value) for value in values]
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(categories))


def _categories(name: str, values: Iterable[Any]) -> list[str]:
    """Return the usual categories, followed by any others that a user's own component set."""
    usual = CATEGORIES[name]
    return [*usual, *sorted(set(values).difference(usual, [None]))]


def _listed(column: pd.Series) -> list[Any]:
    """Return the values of a column, with None for missing ones."""
    missing = column.isna().tolist()
    return [None if gone else value for value, gone in zip(column.tolist(), missing, strict=True)]
