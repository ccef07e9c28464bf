"""A corpus of any size in, a folder of tables out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from imena.api import open as opening
from imena.corpus.duplicates import check_installed
from imena.corpus.parts import Part, plan, total_size
from imena.dictionary.dictionary import Dictionary, read_dictionary
from imena.errors import UsageError
from imena.options import DEFAULT_MODEL, DEFAULT_SPANS, check_spans, check_zones
from imena.run.corpus import Engine, Progress, Run
from imena.run.folder import Folder
from imena.run.part_tasks import prepare
from imena.run.settings import Settings
from imena.storage.filesystems import is_remote
from imena.tables.tables import Tables, check_target, is_folder

ENGINES = ("local", "dask")


def extract_corpus(
    docs: str | Path | Iterable[Any] | pd.DataFrame,
    output: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    spans: str = DEFAULT_SPANS,
    texts: bool = True,
    tokens: bool = False,
    zones: Iterable[str] | None = None,
    duplicates: bool = False,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
    engine: str = "local",
    scheduler: str | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Tables:
    """Find every person, organisation and place in a corpus that need not fit into memory.

    The corpus is worked through in parts, by processes of this machine or by a Dask cluster. A run
    that was interrupted goes on where it stopped when it is called again; one that is complete is
    only checked. The tables do not depend on the number of processes, nor on interruptions.

    Args:
        docs: as for `imena.extract`; paths may be URIs of what pyarrow or fsspec can read, such as
            ``s3://bucket/news``.
        output: a folder, or its URI.
        model: the name of an installed model.
        spans: as for `imena.extract`, like the options up to ``encoding``.
        texts: also keep the texts, which reports and the formats of annotation tools need.
        tokens: also make the table of tokens.
        zones: keep the mentions in these zones of a page only.
        duplicates: find documents that repeat an earlier one.
        dictionary: your own names.
        text_column: where records keep the text.
        id_column: where they keep the id.
        encoding: of files.
        jobs: processes; without it one for each core but one.
        engine: ``local`` or ``dask``.
        scheduler: the address of a Dask scheduler, such as ``tcp://host:8786``; without it Dask
            starts workers on this machine.
        overwrite: replace what the folder holds.
        progress: called with an `imena.run.corpus.Status` when there is something new.

    Returns:
        The tables, read when they are used: see `imena.open`.

    Raises:
        UsageError: the call is wrong, or the folder holds the tables of another run.
        RunError: the run had to stop, and can be gone on with.
        MissingExtraError: an optional library is missing.
    """
    check_spans(spans)
    kept = check_zones(zones)
    if not isinstance(model, str):
        raise UsageError("a corpus is worked on by several processes: name a model")
    if duplicates:
        check_installed()
    settings = Settings(
        model,
        spans,
        texts,
        tokens,
        None if kept is None else tuple(sorted(kept)),
        duplicates,
        json.dumps(read_dictionary(dictionary).to_dict(), ensure_ascii=False),
        text_column,
        id_column,
        encoding,
    )
    check_target(output, _places(docs))
    if not is_folder(output):
        raise UsageError(f"a corpus is written to a folder, not to {output}: see Tables.write")
    folder = Folder(os.fspath(output))
    parts = plan(docs, settings.read_options)
    first = next(parts, Part(0, (), 0))  # before anything is touched: the input may be wrong
    has_size = isinstance(docs, (str, Path, list, tuple, Mapping, pd.DataFrame))
    total = partial(total_size, docs, settings.read_options) if has_size else None
    with open_engine(engine, jobs, scheduler, settings) as workers:
        run = Run(folder, settings, workers, progress or (lambda status: None))
        run(chain([first], parts), total, overwrite=overwrite)
    return opening.open(os.fspath(output))


def _places(docs: Any) -> list[str | Path]:
    """The paths and URIs that are to be read."""
    if isinstance(docs, (str, Path)):
        return [docs]
    given = docs if isinstance(docs, (list, tuple)) else []
    return [one for one in given if isinstance(one, Path) or is_remote(str(one))]


@contextmanager
def open_engine(
    name: str, jobs: int | None, scheduler: str | None, settings: Settings
) -> Iterator[Engine]:
    """The engine of this name.

    Raises:
        UsageError: there is none, or it cannot have this many jobs.
        MissingExtraError: it needs Dask.
    """
    from imena.run.pool import Pool, cores

    if name not in ENGINES:
        raise UsageError(f"there is no engine {name!r}: choose {', '.join(ENGINES)}")
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs cannot be {jobs}: at least 1")
    if scheduler is not None and name != "dask":
        raise UsageError("a scheduler is for the engine dask: add --engine dask")
    if scheduler is not None and jobs is not None:
        raise UsageError("with a scheduler its workers are the jobs: leave out --jobs (jobs=)")
    n = jobs or max(1, cores() - 1)
    if name == "local":
        with Pool(n, prepare, settings) as pool:
            yield pool
        return
    from imena.run.cluster import Cluster

    with Cluster(scheduler, n, prepare, settings) as cluster:
        yield cluster
