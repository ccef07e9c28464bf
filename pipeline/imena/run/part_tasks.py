"""The tasks for one part of a corpus, which every engine executes.

A task that died can be repeated on this or another machine: it writes the same files, and skips
what is finished.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from imena import schema
from imena.corpus.document import Document
from imena.corpus.duplicates import signature_table
from imena.entities.aggregation.aggregate import names_of
from imena.entities.assign import assign
from imena.entities.entity_table import count
from imena.errors import RunError
from imena.run.digest import InputDigest
from imena.run.folder import Folder
from imena.run.journal import WRITING, Journal
from imena.run.settings import Settings, pipeline
from imena.tables.duplicate_column import with_originals
from imena.tables.folder import WORK, file_name, part_name

MAX_WRITE_DEATHS = 3  # deaths while the tables of a part are written
_one_part = threading.Lock()  # a pipeline processes one part at a time


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a finished part."""

    number: int
    fingerprint: str  # of its contents, see `imena.corpus.parts.fingerprint`
    size: int  # input bytes
    documents: int
    characters: int
    mentions: int
    status: dict[str, int]  # number of documents with each status
    sha256: str  # see `imena.run.digest.InputDigest`

    @property
    def digest(self) -> InputDigest:
        """The digest of its documents."""
        return InputDigest(self.documents, self.characters, self.sha256)


def work_name(number: int, kind: str) -> str:
    """Return the name of a file that a part needs until the run is complete."""
    return f"{WORK}/part-{number:05}.{kind}"


def table_name(table: str, number: int) -> str:
    """Return the name of a part's file of a table."""
    return f"{file_name(table)}/{part_name(number)}"


def prepare(settings: Settings) -> dict[str, Any]:
    """Load the model and describe it, see `imena.run.environment.environment`."""
    from imena.run.environment import environment

    return environment(pipeline(settings))


def extract_part(
    folder: Folder, number: int, fingerprint: str, size: int, settings: Settings
) -> Record:
    """Extract the tables of a part, without entities, which depend on the whole corpus.

    Reads ``input.parquet``; writes ``mentions.parquet`` and ``names.parquet`` of the part (and
    ``signatures.parquet`` if duplicates are requested) and its documents, texts and tokens.

    Raises:
        RunError: workers die while they write the tables.
        OSError: the folder cannot be written to.
    """
    done = folder.read_json(work_name(number, "json"))
    if done is not None and done["fingerprint"] == fingerprint:
        return Record(**done)
    with _one_part:
        try:
            items = folder.read_table(work_name(number, "input.parquet"))
        except FileNotFoundError:
            done = folder.read_json(work_name(number, "json"))
            if done is not None:  # another machine has just finished it
                return Record(**done)
            raise RunError(
                f"{folder} does not contain the input of part {number}: make sure that every "
                "worker can read the folder under this path"
            ) from None
        journal = Journal(folder, number)
        if journal.deaths(WRITING) >= MAX_WRITE_DEATHS:
            raise RunError(
                f"{MAX_WRITE_DEATHS} processes died while writing part {number}, perhaps because "
                "memory ran out: use fewer processes, e.g. --jobs 1"
            )
        digest, documents = _write_tables(folder, number, items, journal, settings)
        record = Record(
            number,
            fingerprint,
            size,
            digest.documents,
            digest.characters,
            sum(documents.column("n_mentions").to_pylist()),
            _statuses(documents),
            digest.record()["sha256"],
        )
        folder.write_json(work_name(number, "json"), asdict(record))
        journal.close()
        folder.delete(work_name(number, "input.parquet"))
    return record


def _write_tables(
    folder: Folder, number: int, items: pa.Table, journal: Journal, settings: Settings
) -> tuple[InputDigest, pa.Table]:
    """Write the files of `extract_part`; return the digest and the table of documents."""
    from imena.nets.tagger import forget_words
    from imena.run.batch import gc_paused

    # worker_loop imports spaCy, which the planning process does not need
    from imena.run.worker_loop import tables_of

    forget_words()  # makes the tables identical, byte for byte, in every process
    digest, extracted, signatures = InputDigest(), [], []
    for batch, tables in tables_of(items, settings, journal, digest):
        extracted.append(tables)
        if settings.options.duplicates:
            signatures.append(signature_table((d.doc_id, _compared(d)) for d in batch))
    mentions = schema.concatenate(
        [tables.mentions for tables in extracted], schema.WITHOUT_ENTITIES
    )
    with gc_paused():
        names, name_of = names_of(mentions, nested=settings.options.spans != "flat")
    mentions = mentions.append_column("name", pa.array(name_of, pa.int32()))
    folder.write_table(work_name(number, "names.parquet"), names)
    folder.write_table(work_name(number, "mentions.parquet"), mentions)
    if settings.options.duplicates:
        table = pa.concat_tables([signature_table([]), *signatures])
        folder.write_table(work_name(number, "signatures.parquet"), table)
    documents = schema.concatenate([tables.documents for tables in extracted], schema.DOCUMENTS)
    folder.write_table(table_name("documents", number), documents)
    for name in settings.options.optional_tables:
        parts = [getattr(tables, name) for tables in extracted]
        table = schema.concatenate(parts, schema.SCHEMAS[name])
        folder.write_table(table_name(name, number), table)
    return digest, documents


def assign_part(folder: Folder, number: int, settings: Settings) -> int:
    """Add entities to the mentions of a part; return its number.

    Reads ``mentions.parquet`` and ``assignment.parquet`` of the part (and ``originals.parquet`` if
    duplicates are requested); writes its mentions and ``counts.parquet``.
    """
    if not folder.exists(table_name("mentions", number)):
        mentions = folder.read_table(work_name(number, "mentions.parquet"))
        assignment = folder.read_table(work_name(number, "assignment.parquet"))
        name_of = mentions.column("name").to_numpy()
        outer = settings.options.spans == "outer"
        mentions = assign(mentions.drop_columns(["name"]), name_of, assignment, outer=outer)
        folder.write_table(work_name(number, "counts.parquet"), count(mentions))
        if settings.options.duplicates:
            documents = folder.read_table(table_name("documents", number))
            originals = folder.read_table(work_name(number, "originals.parquet"))
            original_ids = originals.column("duplicate_of").to_pylist()
            documents = with_originals(documents, original_ids)
            folder.write_table(table_name("documents", number), documents)
        folder.write_table(table_name("mentions", number), mentions)
    return number


def _compared(document: Document) -> str:
    """Return the text to compare with other documents; failed documents are never duplicates."""
    return "" if document.error else document.text


def _statuses(documents: pa.Table) -> dict[str, int]:
    counted = documents.column("status").value_counts().to_pylist()
    return {row["values"]: row["counts"] for row in counted}
