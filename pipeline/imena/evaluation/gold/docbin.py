"""A spaCy DocBin (``.spacy``) in, marked documents out.

A DocBin is compressed msgpack: reading it runs nothing that the file says. ``doc.ents`` are gold;
where full names are scored, ``doc.spans["imena"]``, if the file has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imena.errors import UsageError
from imena.evaluation.gold.document import Marked
from imena.evaluation.gold.files import read_bytes


def read(path: Path, spans: str = "flat") -> Iterator[Marked]:
    """The documents of a file.

    Raises:
        UsageError: it is no DocBin.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    raw = read_bytes(path)
    try:
        docs = list(DocBin().from_bytes(raw).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack, numpy and spaCy each have errors of their own
        raise UsageError(
            f"{path} cannot be read as a spaCy DocBin ({error}): write it with "
            "DocBin(docs=docs).to_disk"
        ) from error
    for number, doc in enumerate(docs, 1):
        found = doc.spans["imena"] if spans != "flat" and "imena" in doc.spans else doc.ents
        drawn = tuple((span.start_char, span.end_char, span.label_) for span in found)
        yield Marked(doc.text, drawn, _id(doc, number), f"{path}, document {number}")


def _id(doc: Any, number: int) -> str:
    """The document's id where `user_data` has one."""
    return str(doc.user_data.get("doc_id", number))
