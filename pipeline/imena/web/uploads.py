"""The bytes of a file that somebody chose in, its documents out: no file is ever written."""

from __future__ import annotations

import io
from collections.abc import Iterable

from imena.corpus.document import Document
from imena.corpus.files import unique_ids
from imena.corpus.options import ReadOptions
from imena.corpus.readers import documents
from imena.corpus.source import Source
from imena.errors import InputError, UsageError
from imena.web.limits import MAX_CHARS, MAX_DOCUMENTS, MAX_UNPACKED
from imena.web.unpacked import unpacked_size


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
        raise InputError(
            f"{plain}: more than {MAX_UNPACKED // 1_000_000} MB when it is unpacked: "
            "use imena extract on the command line"
        )
    found = _limited(unique_ids(_read(source, ReadOptions(text_column))))
    if len(found) == 1 and found[0].error:
        raise InputError(f"{plain}: {found[0].error}")
    return found


def _read(source: Source, options: ReadOptions) -> Iterable[Document]:
    try:
        yield from documents(source, options)
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
            raise InputError(
                f"more than {MAX_CHARS:,} characters or {MAX_DOCUMENTS:,} documents: "
                "use imena extract on the command line, which has no such limit"
            )
    return kept
