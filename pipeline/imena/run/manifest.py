"""What makes a run reproducible: versions, model, options, a digest of the input, counts."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
from spacy.language import Language

from imena.components.emissions import weight_files
from imena.corpus.document import Document
from imena.nets.archive import MORPH, NAVEC, natasha_data

LIBRARIES = (
    "imena",
    "natasha",
    "razdel",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "spacy",
    "numpy",
    "pandas",
    "pyarrow",
)


class InputDigest:
    """A digest of ids and texts that passes the documents through."""

    def __init__(self) -> None:
        """Start with no document."""
        self._sha256 = hashlib.sha256()
        self.documents = self.chars = 0

    def watch(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, taken into the digest one by one."""
        for document in documents:
            for field in (document.doc_id, document.text):
                self._sha256.update(field.encode("utf-8", "surrogatepass") + b"\0")
            self.documents += 1
            self.chars += len(document.text)
            yield document

    def record(self) -> dict[str, Any]:
        """SHA-256 over doc_id, NUL, text, NUL of every document in order, and their number."""
        return {
            "documents": self.documents,
            "characters": self.chars,
            "sha256": self._sha256.hexdigest(),
        }


def manifest(
    nlp: Language, options: Mapping[str, Any], digest: InputDigest, tables: Mapping[str, pa.Table]
) -> dict[str, Any]:
    """The record of one run; JSON types only."""
    statuses = tables["documents"].column("status").to_pylist()
    return {
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in (*LIBRARIES, *_extras(nlp))},
        "model": {
            "name": f"{nlp.meta['lang']}_{nlp.meta['name']}",
            "version": nlp.meta["version"],
            "pipeline": nlp.pipe_names,
            "weights": weight_digests(nlp),
        },
        "options": dict(options),
        "input": digest.record(),
        "counts": {
            **{name: table.num_rows for name, table in tables.items()},
            "status": {status: statuses.count(status) for status in sorted(set(statuses))},
        },
    }


def weight_digests(nlp: Language) -> dict[str, str]:
    """SHA-256 of each weight file that the pipeline reads."""
    data = natasha_data()
    files = {path.name: data / path for path in (NAVEC, MORPH)}
    for recogniser in _recognisers(nlp):
        files |= weight_files(recogniser["weights"], recogniser["encoder"])
    return {name: _sha256(path) for name, path in files.items()}


def _extras(nlp: Language) -> list[str]:
    return ["onnxruntime"] if any(one["encoder"] for one in _recognisers(nlp)) else []


def _recognisers(nlp: Language) -> list[dict[str, Any]]:
    components = nlp.config["components"].values()
    return [one for one in components if one.get("factory") == "imena_recognise"]


@cache
def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
