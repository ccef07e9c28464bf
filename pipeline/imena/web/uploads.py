"""The bytes of a file that somebody chose in, its documents out: no file is ever written."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

from imena.corpus.document import Document
from imena.corpus.files import unique_ids
from imena.corpus.readers import documents
from imena.corpus.source import Source
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import Problem
from imena.web.limits import MAX_CHARS, MAX_DOCUMENTS, MAX_UNPACKED
from imena.web.unpacked_size import unpacked_size

# The remedies that the command line offers are not those of a page.
FOR_THE_PAGE = {"binary": "binary_upload", "encoding": "encoding_upload", "column": "column_upload"}
NOT_TEXT = ("binary_upload", "encoding_upload")


class FileError(InputError):
    """What is wrong with a file, for which the page has words in both its languages."""

    def __init__(self, message: str, words: str, **values: str) -> None:
        """``words`` is their key in ``static/strings.json``, ``values`` what stands in them."""
        super().__init__(message)
        self.words = words
        self.values = values


def read(name: str, content: bytes, text_column: str = "text") -> list[Document]:
    """The documents of a file, read as `imena extract` would by the suffix of its name.

    Args:
        name: what the file is called; only its suffix means anything, and it is no path.
        content: the file.
        text_column: where the records of a table keep the text.

    Raises:
        InputError: the file cannot be read, or is more than the page takes.
    """
    plain = name.replace("\\", "/").rsplit("/", 1)[-1] or "file"
    source = Source(plain, plain, lambda: io.BytesIO(content))
    if unpacked_size(plain, content, MAX_UNPACKED) > MAX_UNPACKED:
        raise FileError(
            f"{plain}: more than {MAX_UNPACKED // 1_000_000} MB when it is unpacked: "
            "use imena extract on the command line",
            "unpackedTooLarge",
        )
    found = _limited(unique_ids(documents(source, ReadOptions(text_column))))
    found = [
        replace(document, error=document.error and _for_the_page(document.error))
        for document in found
    ]
    _check_readable(plain, found, text_column)
    return found


def _check_readable(name: str, found: list[Document], text_column: str) -> None:
    """Raise an InputError if nothing of a file could be read for one and the same reason."""
    first = found[0].error
    if first is None:
        return
    message = f"{name}: {first}"
    if all(document.error and document.error.code == "column_upload" for document in found):
        columns = str(first.values["columns"])
        raise FileError(message, "noColumn", column=text_column, columns=columns)
    if len(found) == 1:
        raise FileError(message, "binary") if first.code in NOT_TEXT else InputError(message)


def _for_the_page(error: Problem) -> Problem:
    """Replace the remedy that is meant for the command line."""
    return Problem(FOR_THE_PAGE.get(error.code, error.code), error.values)


def _limited(found: Iterable[Document]) -> list[Document]:
    kept: list[Document] = []
    chars = 0
    for document in found:
        kept.append(document)
        chars += len(document.text)
        if chars > MAX_CHARS or len(kept) > MAX_DOCUMENTS:
            raise FileError(
                f"more than {MAX_CHARS:,} characters or {MAX_DOCUMENTS:,} documents: "
                "use imena extract on the command line, which has no such limit",
                "fileTooLong",
            )
    return kept
