"""The bytes of a file that somebody chose in, its documents out: no file is ever written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace

from imena.corpus.document import Document
from imena.corpus.encoding.charset import REMEDY
from imena.corpus.files import unique_ids
from imena.corpus.options import ReadOptions
from imena.corpus.readers import documents
from imena.corpus.source import Source
from imena.errors import InputError
from imena.web.limits import MAX_CHARS, MAX_DOCUMENTS, MAX_UNPACKED
from imena.web.unpacked_size import unpacked_size

NO_TEXT = "if it is text, save it as UTF-8 first"  # nobody can name an encoding on the page
# A record without the text, as `imena.corpus.records` says it: here is a field, and no flag.
NO_COLUMN = re.compile(r"; the columns are (['\"].*): name the right one", re.DOTALL)
FLAG = " with --text-column (text_column= in Python)"
FIELD = " as the column with the text (text_column)"


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
    found = [replace(document, error=_reason(document.error)) for document in found]
    message = f"{plain}: {found[0].error}"
    missing = [NO_COLUMN.search(document.error or "") for document in found]
    if missing[0] and all(missing):
        raise FileError(message, "noColumn", column=text_column, columns=missing[0][1])
    if len(found) == 1 and found[0].error:
        raise FileError(message, "binary") if NO_TEXT in message else InputError(message)
    return found


def _reason(error: str | None) -> str | None:
    """Why a document could not be read, with what can be done about it here."""
    return error and error.replace(REMEDY, NO_TEXT).replace(FLAG, FIELD)


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
