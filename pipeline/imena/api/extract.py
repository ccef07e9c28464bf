"""Extract the entity tables of a corpus that fits into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from spacy.language import Language

from imena import schema
from imena.components.dictionary import dictionary_of
from imena.components.kinds import found_labels
from imena.corpus.duplicate_tracker import DuplicateTracker
from imena.corpus.inputs import read
from imena.dictionary.dictionary import EMPTY, Dictionary, read_dictionary
from imena.entities.group import group
from imena.errors import UsageError
from imena.models import load
from imena.options import DEFAULT_MODEL, ExtractOptions, takes_extract_options
from imena.run.batch import Progress, extract_batches, gc_paused
from imena.run.digest import InputDigest
from imena.run.environment import environment
from imena.run.manifest import manifest
from imena.run.settings import recorded_options
from imena.tables.duplicate_column import with_originals
from imena.tables.tables import Tables

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from imena.options import ExtractKeywords

NEEDED = (
    *("imena_segment", "imena_morph", "imena_lemmatise"),
    *("imena_recognise", "imena_compose", "imena_normalise"),
)


@takes_extract_options
def extract(
    docs: str | Path | Iterable[Any] | pd.DataFrame,
    *,
    model: str | Language = DEFAULT_MODEL,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    progress: Progress | None = None,
    **options: Unpack[ExtractKeywords],
) -> Tables:
    """Find every person, organisation and place in a corpus.

    A document that cannot be read or processed becomes a row of ``documents`` with status
    ``failed`` and the reason; all others are extracted.

    Args:
        docs: a path (file, folder or glob), a list of paths as `pathlib.Path`, a list of texts or
            of (id, text) pairs, a mapping of ids to texts, or a DataFrame with a column of texts.
        model: the name of an installed model, or a pipeline from `imena.load`.
        dictionary: your own names: a file, or its contents as a mapping; see docs/dictionary.md.
        progress: called after each batch with its numbers of documents, characters and mentions.
        options: the fields of `imena.options.ExtractOptions`.

    Raises:
        UsageError: there is no such path, column, model or option.
        MissingExtraError: an optional library is missing.

    >>> import imena
    >>> tables = imena.extract(["Валерия Герасимова ждут в Баку."])
    >>> tables.mentions["normal"].tolist()
    ['Валерий Герасимов', 'Баку']
    """
    chosen = ExtractOptions(**options)
    documents = read(docs, chosen)
    nlp = _pipeline(model, read_dictionary(dictionary), chosen.labels)
    names = dictionary_of(nlp)
    digest = InputDigest()
    tracker = DuplicateTracker() if chosen.duplicates else None
    watched = digest.watch(documents if tracker is None else tracker.watch(documents))
    batches = list(extract_batches(nlp, watched, chosen, progress))

    mentions = schema.concatenate([batch.mentions for batch in batches], schema.WITHOUT_ENTITIES)
    with gc_paused():
        resolved, entities = group(
            mentions, names, outer=chosen.spans == "outer", nested=chosen.spans != "flat"
        )
    rows = schema.concatenate([batch.documents for batch in batches], schema.DOCUMENTS)
    if tracker is not None:
        rows = with_originals(rows, tracker.originals(rows.column("doc_id").to_pylist()))
    arrow = {"mentions": resolved, "entities": entities, "documents": rows}
    for name in chosen.optional_tables:
        parts = [getattr(batch, name) for batch in batches]
        arrow[name] = schema.concatenate(parts, schema.SCHEMAS[name])
    record = manifest(
        environment(nlp),
        recorded_options(chosen, names.to_dict()),
        digest,
        {name: table.num_rows for name, table in arrow.items()},
        Counter(rows.column("status").to_pylist()),
    )
    frames = {name: schema.to_pandas(table) for name, table in arrow.items()}
    return Tables(**frames, manifest=record)


def _pipeline(model: str | Language, names: Dictionary, labels: Collection[str] | None) -> Language:
    """Load a model by name, or check that a pipeline has all components that tables need."""
    if isinstance(model, str):
        return load(model, dictionary=names, labels=labels)
    active = {model.get_pipe_meta(name).factory for name in model.pipe_names}
    missing = [name for name in NEEDED if name not in active]
    if missing:
        raise UsageError(
            f"the pipeline lacks the components {', '.join(missing)}: load it with imena.load(), "
            "disable none of its components, and add your own to it"
        )
    if names not in (EMPTY, dictionary_of(model)):
        raise UsageError(
            "a loaded pipeline takes no other dictionary: pass it to imena.load(dictionary=...)"
        )
    found = found_labels(model)
    lacking = sorted(set(labels or ()).difference(schema.LABELS, found))
    if lacking:
        raise UsageError(
            f"the pipeline does not find {', '.join(lacking)}: load it with "
            "imena.load(labels=...), which takes the same labels"
        )
    return model
