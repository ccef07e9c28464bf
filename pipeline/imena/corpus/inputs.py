"""Read any input that `imena.extract` accepts: paths, texts, pairs with ids, or a DataFrame."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from imena.corpus.document import Document
from imena.corpus.files import (
    Sized,
    read_containers,
    read_item,
    size_in_memory,
    unique_ids,
)
from imena.corpus.folders import expand
from imena.corpus.memory import from_frame, from_texts
from imena.errors import UsageError
from imena.options import ReadOptions
from imena.storage.filesystems import is_remote

NO_OPTIONS = ReadOptions()
# a string that starts so is more likely a text, such as a post with a link, than a path
PAGES = ("http://", "https://")


def read(
    docs: str | Path | Iterable[Any] | pd.DataFrame, options: ReadOptions
) -> Iterator[Document]:
    """Read the documents of any input that `imena.extract` accepts, with unique ids.

    Raises:
        UsageError: a path does not exist, or there is no such column.
    """
    items = sized_items(docs, options)
    return (document for item, _ in items for document in read_item(item, options))


def sized_items(
    docs: str | Path | Iterable[Any] | pd.DataFrame, options: ReadOptions
) -> Iterator[Sized]:
    """Read or list the documents of an input, each with the number of input bytes it takes.

    Files that hold one document are listed without being read.

    Raises:
        UsageError: a path does not exist, or there is no such column.
    """
    if isinstance(docs, (str, Path)):
        return read_containers([docs], options)
    if docs is None:
        raise UsageError("docs is None: pass a path, a list of texts, or a DataFrame")
    if isinstance(docs, Mapping):
        return _sized(from_texts(docs.items()))
    if isinstance(docs, pd.DataFrame):
        return _sized(from_frame(docs, options))
    if not isinstance(docs, Iterable):
        raise UsageError(
            f"docs cannot be {type(docs).__name__}: pass a path, a list of texts, or a DataFrame"
        )
    items = iter(docs)
    first: Any = next(items, None)
    if _is_path(first):
        return read_containers([first, *items], options)
    if isinstance(first, str) and len(first) < 256 and os.path.isfile(first):  # noqa: PTH113
        raise UsageError(
            f"{first!r} is a file, but strings in a list are texts: pass paths as pathlib.Path"
        )
    return _sized(from_texts(items if first is None else chain([first], items)))


def total_size(
    docs: str | Path | Iterable[Any] | pd.DataFrame, options: ReadOptions = NO_OPTIONS
) -> int:
    """Return the size of an input in bytes without reading any file.

    Raises:
        UsageError: a path does not exist, or the size cannot be known in advance because the input
            is
            an iterator or standard input.
    """
    if isinstance(docs, Iterator):
        raise UsageError("the size of an iterator is unknown: pass a list, a DataFrame or paths")
    if isinstance(docs, (str, Path)):
        return _size_of_files([docs])
    if isinstance(docs, Iterable) and _is_path(next(iter(docs), None)):
        return _size_of_files(docs)
    return sum(size for _, size in sized_items(docs, options))


def _size_of_files(paths: Iterable[Any]) -> int:
    total = 0
    for file in expand(paths):
        if file.kind == "standard input":
            raise UsageError("the size of standard input is unknown: write it to a file")
        total += file.size
    return total


def _is_path(first: Any) -> bool:
    """Return whether the first item of a list is a path, so that it is not a list of texts."""
    if not isinstance(first, str):
        return isinstance(first, Path)
    return is_remote(first) and "\n" not in first and not first.lower().startswith(PAGES)


def _sized(documents: Iterable[Document]) -> Iterator[Sized]:
    return ((document, size_in_memory(document)) for document in unique_ids(documents))
