"""Extract the entity tables of a corpus of any size into a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from imena.api.open import open as open_tables
from imena.corpus.duplicates import check_installed
from imena.corpus.parts import Part, plan, total_size
from imena.dictionary.dictionary import Dictionary, read_dictionary
from imena.errors import UsageError
from imena.options import DEFAULT_MODEL, ExtractOptions, takes_extract_options
from imena.run.corpus import Engine, Progress, Run
from imena.run.folder import Folder
from imena.run.part_tasks import prepare
from imena.run.settings import Settings
from imena.storage.filesystems import is_remote
from imena.tables.tables import Tables, check_target, is_folder

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from imena.options import ExtractKeywords

ENGINES = ("local", "dask")


@takes_extract_options
def extract_corpus(
    docs: str | Path | Iterable[Any] | pd.DataFrame,
    output: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    jobs: int | None = None,
    engine: str = "local",
    scheduler: str | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
    **options: Unpack[ExtractKeywords],
) -> Tables:
    """Find every person, organisation and place in a corpus that need not fit into memory.

    The corpus is processed in parts, by several processes on this machine or by a Dask cluster. The
    same call resumes a run that was interrupted, and only checks one that is complete. The tables
    depend neither on the number of processes nor on interruptions.

    Args:
        docs: as for `imena.extract`; paths may be URIs that pyarrow or fsspec can read, such as
            ``s3://bucket/news``.
        output: a folder, or its URI.
        model: the name of an installed model.
        dictionary: your own names, as for `imena.extract`.
        jobs: the number of processes; by default one for each core but one.
        engine: ``local`` or ``dask``.
        scheduler: the address of a Dask scheduler, such as ``tcp://host:8786``; without it Dask
            starts workers on this machine.
        overwrite: replace the contents of the folder.
        progress: called with an `imena.run.corpus.Status` whenever it changes.
        options: the fields of `imena.options.ExtractOptions`.

    Returns:
        The tables, which are read when they are first used: see `imena.open`.

    Raises:
        UsageError: the call is wrong, or the folder holds the tables of another run.
        RunError: the run had to stop, and can be resumed.
        MissingExtraError: an optional library is missing.
    """
    chosen = ExtractOptions(**options)
    if not isinstance(model, str):
        raise UsageError(
            "extract_corpus needs the name of a model, because each process loads it: pass a string"
        )
    if chosen.duplicates:
        check_installed()
    names = json.dumps(read_dictionary(dictionary).to_dict(), ensure_ascii=False)
    settings = Settings(model, names, chosen)
    check_target(output, _input_paths(docs))
    if not is_folder(output):
        raise UsageError(
            f"{output} is not a folder: give a folder, and convert its tables with Tables.write"
        )
    folder = Folder(os.fspath(output))
    parts = plan(docs, chosen)
    first = next(parts, Part(0, (), 0))  # errors in the input must surface before writing anything
    has_size = isinstance(docs, (str, Path, list, tuple, Mapping, pd.DataFrame))
    total = partial(total_size, docs, chosen) if has_size else None
    with open_engine(engine, jobs, scheduler, settings) as workers:
        run = Run(folder, settings, workers, progress or (lambda status: None))
        run(chain([first], parts), total, overwrite=overwrite)
    return open_tables(os.fspath(output))


def _input_paths(docs: Any) -> list[str | Path]:
    """Return the paths and URIs of an input."""
    if isinstance(docs, (str, Path)):
        return [docs]
    items = docs if isinstance(docs, (list, tuple)) else []
    return [item for item in items if isinstance(item, Path) or is_remote(str(item))]


@contextmanager
def open_engine(
    name: str, jobs: int | None, scheduler: str | None, settings: Settings
) -> Iterator[Engine]:
    """Start the engine of this name.

    Raises:
        UsageError: there is no such engine, or it cannot have this many jobs.
        MissingExtraError: the engine needs Dask.
    """
    from imena.run.pool import Pool, cores

    if name not in ENGINES:
        raise UsageError(f"unknown engine {name!r}: choose {' or '.join(ENGINES)}")
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs cannot be {jobs}: give 1 or more")
    if scheduler is not None and name != "dask":
        raise UsageError("only the engine dask has a scheduler: add --engine dask (engine='dask')")
    if scheduler is not None and jobs is not None:
        raise UsageError(
            "--jobs (jobs=) does not apply with a scheduler, which has its own workers: omit it"
        )
    n = jobs or max(1, cores() - 1)
    if name == "local":
        with Pool(n, prepare, settings) as pool:
            yield pool
        return
    from imena.run.cluster import Cluster

    with Cluster(scheduler, n, prepare, settings) as cluster:
        yield cluster
