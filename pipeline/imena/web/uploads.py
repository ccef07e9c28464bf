"""The bytes of a file that somebody chose in, its documents out: no file is ever written."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

from imena.corpus.charset import REMEDY
from imena.corpus.document import Document
from imena.corpus.files import unique_ids
from imena.corpus.options import ReadOptions
from imena.corpus.readers import documents
from imena.corpus.source import Source
from imena.errors import InputError, UsageError
from imena.web.limits import MAX_CHARS, MAX_DOCUMENTS, MAX_UNPACKED
from imena.web.unpacked import unpacked_size

NO_TEXT = "if it is text, save it as UTF-8 first"  # nobody can name an encoding on the page


class FileError(InputError):
    """What is wrong with a file, for which the page has words in both its languages."""

    def __init__(self, message: str, words: str) -> None:
        """``words`` is their key in ``static/strings.json``."""
        super().__init__(message)
        self.words = words


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
    found = _limited(unique_ids(_read(source, ReadOptions(text_column))))
    if len(found) == 1 and found[0].error:
        message = f"{plain}: {found[0].error}"
        raise FileError(message, "binary") if NO_TEXT in message else InputError(message)
    return found


def _read(source: Source, options: ReadOptions) -> Iterable[Document]:
    try:
        for document in documents(source, options):
            error = document.error
            yield replace(document, error=error and error.replace(REMEDY, NO_TEXT))
    except UsageError as error:  # no such column
        reason = str(error).replace(" with --text-column (text_column= in Python)", "")
        raise InputError(f"{source.name}: {reason}") from None


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
