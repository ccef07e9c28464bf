"""Any kind of input in, `Tables` out: puts the rooms of the package in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from spacy.language import Language

from imena import schema
from imena.components.dictionary import dictionary_of
from imena.corpus.duplicate_tracker import Copies
from imena.corpus.inputs import read
from imena.corpus.options import ReadOptions
from imena.dictionary.dictionary import EMPTY, Dictionary, read_dictionary
from imena.entities.group import group
from imena.errors import UsageError
from imena.models import load
from imena.options import DEFAULT_MODEL, DEFAULT_SPANS, check_spans, check_zones
from imena.run.batch import garbage_kept
from imena.run.digest import InputDigest
from imena.run.environment import environment
from imena.run.local import Progress, run
from imena.run.manifest import manifest
from imena.tables.duplicate_column import with_originals
from imena.tables.tables import Tables

NEEDED = (
    *("imena_segment", "imena_morph", "imena_lemmatise"),
    *("imena_recognise", "imena_compose", "imena_normalise"),
)


def extract(
    docs: str | Path | Iterable[Any] | pd.DataFrame,
    *,
    model: str | Language = DEFAULT_MODEL,
    spans: str = DEFAULT_SPANS,
    texts: bool = True,
    tokens: bool = False,
    zones: Iterable[str] | None = None,
    duplicates: bool = False,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Tables:
    """Find every person, organisation and place in a corpus.

    A document that cannot be read or processed is a row of ``documents`` with status ``failed``
    and the reason; everything else is extracted.

    Args:
        docs: a path (file, folder or glob), a list of paths as `pathlib.Path`, a list of texts,
            of (id, text) pairs, a dictionary of texts by id, or a DataFrame with a column of texts.
        model: the name of an installed model, or a pipeline that `imena.load` gave.
        spans: how to draw mentions: ``nested`` (full names, and the names inside them), ``outer``
            (full names only) or ``flat`` (short names that never overlap).
        texts: also keep the texts, which reports and the formats of annotation tools need.
        tokens: also make the table of tokens.
        zones: keep the mentions in these zones of a page only, such as ``["headline", "body"]``.
        duplicates: find documents that repeat an earlier one (``documents.duplicate_of``); needs
            ``imena[duplicates]``.
        dictionary: your own names: a file, or what a file says as a mapping; see
            docs/dictionary.md.
        text_column: where records (JSONL, CSV, Parquet, DataFrame) keep the text.
        id_column: where they keep the id; without it ``id`` where there is one.
        encoding: of files; without it their byte order mark or their letters say.
        progress: called after each batch with its numbers of documents, characters and mentions.

    Raises:
        UsageError: the call is wrong: no such path, column, model or option.

    >>> import imena
    >>> tables = imena.extract(["Валерия Герасимова ждут в Баку."])
    >>> tables.mentions["normal"].tolist()
    ['Валерий Герасимов', 'Баку']
    """
    check_spans(spans)
    kept = check_zones(zones)
    options = ReadOptions(text_column, id_column, encoding)
    documents = read(docs, options)
    nlp = _pipeline(model, read_dictionary(dictionary))
    names = dictionary_of(nlp)
    digest = InputDigest()
    copies = Copies() if duplicates else None
    watched = digest.watch(documents if copies is None else copies.watch(documents))
    optional = {"texts": texts, "tokens": tokens}
    found = list(run(nlp, watched, spans=spans, zones=kept, **optional, progress=progress))

    mentions = _concatenate([part.mentions for part in found], schema.WITHOUT_ENTITIES)
    with garbage_kept():
        found_in = group(mentions, names, outer=spans == "outer", nested=spans != "flat")
    arrow = dict(zip(("mentions", "entities"), found_in, strict=True))
    arrow["documents"] = _concatenate([part.documents for part in found], schema.DOCUMENTS)
    if copies is not None:
        originals = copies.originals(arrow["documents"].column("doc_id").to_pylist())
        arrow["documents"] = with_originals(arrow["documents"], originals)
    for name in [name for name, wanted in optional.items() if wanted]:
        arrow[name] = _concatenate([getattr(part, name) for part in found], schema.SCHEMAS[name])
    chosen = {
        "spans": spans,
        **optional,
        "zones": sorted(kept) if kept is not None else None,
        "duplicates": duplicates,
        "dictionary": names.to_dict(),
        "text_column": text_column,
        "id_column": id_column,
        "encoding": encoding,
    }
    frames = {name: schema.to_pandas(table) for name, table in arrow.items()}
    counts = {name: table.num_rows for name, table in arrow.items()}
    status = Counter(arrow["documents"].column("status").to_pylist())
    record = manifest(environment(nlp), chosen, digest, counts, status)
    return Tables(**frames, manifest=record)


def _pipeline(model: str | Language, names: Dictionary) -> Language:
    if isinstance(model, str):
        return load(model, dictionary=names)
    active = {model.get_pipe_meta(name).factory for name in model.pipe_names}
    missing = [name for name in NEEDED if name not in active]
    if missing:
        raise UsageError(
            f"the pipeline has no active {', '.join(missing)}: "
            "start from imena.load(), disable nothing of it, and add to it"
        )
    if names not in (EMPTY, dictionary_of(model)):
        raise UsageError("give the dictionary to the pipeline: imena.load(dictionary=...)")
    return model


def _concatenate(parts: list[pa.Table], empty: pa.Schema) -> pa.Table:
    return pa.concat_tables([empty.empty_table(), *parts]).unify_dictionaries()
