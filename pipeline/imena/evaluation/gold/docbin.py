"""Read spaCy DocBin files (``.spacy``).

A DocBin is compressed msgpack, so reading it executes nothing. Gold is ``doc.ents``, or
``doc.spans["imena"]`` if full names are scored and the file has them. In a file without any ents,
as spancat writes it, the only span group is gold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from imena.errors import UsageError
from imena.evaluation.gold.document import UncheckedDocument
from imena.evaluation.gold.files import read_bytes

GROUP = "documents without doc.ents, whose doc.spans[{!r}] are read"


def read(path: Path, spans: str = "flat") -> Iterator[UncheckedDocument]:
    """Read the documents of a file.

    Raises:
        UsageError: it is not a DocBin, or has several span groups and no ents.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    raw = read_bytes(path)
    try:
        docs = list(DocBin().from_bytes(raw).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack, numpy and spaCy raise their own errors
        raise UsageError(
            f"cannot read {path} as a spaCy DocBin ({error}): write it with "
            "DocBin(docs=docs).to_disk"
        ) from error
    group = _only_group(docs, spans, path)
    remarks = () if group is None else (GROUP.format(group),)
    for number, doc in enumerate(docs, 1):
        if spans != "flat" and "imena" in doc.spans:
            found = doc.spans["imena"]
        else:
            found = doc.ents if group is None else doc.spans.get(group, ())
        drawn = tuple((span.start_char, span.end_char, span.label_) for span in found)
        yield UncheckedDocument(
            doc.text, drawn, _id(doc, number), f"{path}, document {number}", remarks
        )


def _only_group(docs: Sequence[Any], spans: str, path: Path) -> str | None:
    """Return the span group that is gold in a file without ents."""
    groups = sorted({name for doc in docs for name, drawn in doc.spans.items() if drawn})
    if any(doc.ents for doc in docs) or (spans != "flat" and "imena" in groups):
        return None
    if len(groups) > 1:
        raise UsageError(
            f"{path} has no doc.ents, but several groups in doc.spans ({', '.join(groups)}): keep "
            "only the group that is gold"
        )
    return groups[0] if groups else None


def _id(doc: Any, number: int) -> str:
    """Return the id of a document from `user_data`, or else its number."""
    return str(doc.user_data.get("doc_id", number))
