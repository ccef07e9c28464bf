"""Read an uploaded file without ever writing it to disk."""

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

# The remedies that messages suggest for the command line do not apply to the page.
FOR_THE_PAGE = {"binary": "binary_upload", "encoding": "encoding_upload", "column": "column_upload"}
NOT_TEXT = ("binary_upload", "encoding_upload")


class FileError(InputError):
    """A problem with a file for which the page has texts in both its languages."""

    def __init__(self, message: str, words: str, **values: str) -> None:
        """Name the text in ``static/strings.json`` and the values that it contains."""
        super().__init__(message)
        self.words = words
        self.values = values


def read(name: str, content: bytes, text_column: str = "text") -> list[Document]:
    """Read the documents of a file as `imena extract` would, by the suffix of its name.

    Args:
        name: of the file. Only its suffix is used, and it is never a path.
        content: of the file.
        text_column: the column of a table that holds the text.

    Raises:
        InputError: the file cannot be read, or exceeds a limit of the page.
    """
    plain = name.replace("\\", "/").rsplit("/", 1)[-1] or "file"
    source = Source(plain, plain, lambda: io.BytesIO(content))
    if unpacked_size(plain, content, MAX_UNPACKED) > MAX_UNPACKED:
        raise FileError(
            f"{plain}: larger than {MAX_UNPACKED // 1_000_000} MB when unpacked: use imena "
            "extract on the command line",
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
    """Raise an InputError if nothing in a file could be read for one reason."""
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
    """Replace a remedy that is meant for the command line."""
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
