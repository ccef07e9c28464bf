"""Write W3C Web Annotations in JSON-LD: a collection with an annotation for each mention.

The bodies of an annotation are the label, the normal form, and the Wikidata and GeoNames resources
that the name identifies. Its target is the document, by position (in code points, as the
recommendation requires) and by quotation. Whatever has no address gets a ``urn:uuid:…`` computed
from its content, so that equal things have equal names in all files. Relative addresses would
resolve against the address of the reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import pyarrow.dataset as ds

from imena.storage.atomic import replacing
from imena.storage.filesystems import SCHEME
from imena.tables.annotated_documents import (
    AnnotatedDocument,
    Row,
    annotated_documents,
    external_ids,
)

if TYPE_CHECKING:
    from imena.tables.tables import Tables

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix
IRIS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    # GeoNames identifies the place itself with a trailing slash
    "geonames": "https://sws.geonames.org/{}/",
}
# a member of an archive or a record of a file, which have no address
INSIDE = re.compile(r"!/|:\d+$")
RUSSIAN = "ru"
IN_IRI = "/:?#[]@!$&'()*+,;=%~"  # characters that need no escape in an address


def write(tables: Tables, path: Path) -> None:
    """Write one AnnotationCollection with one page."""
    ids = external_ids(tables)
    languages = _other_languages(tables)
    total, held = 0, sha256()
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        head = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "imena"}
        file.write(json.dumps(head)[:-1] + ', "first": {"type": "AnnotationPage", "startIndex": 0')
        file.write(', "items": [')
        for document in annotated_documents(tables):
            source = _source(document)
            language = languages.get(document.doc_id, RUSSIAN)
            for row in document.mentions:
                bodies = _bodies(row, language, ids.get(row["entity_id"], {}))
                annotation = _annotation(bodies, _target(document, source, row))
                written = json.dumps(annotation, ensure_ascii=False)
                held.update(written.encode())
                file.write(",\n" if total else "\n")
                file.write(f'{{"id": "{_urn(written)}", {written[1:]}')
                total += 1
        collection = _urn(f"collection {held.hexdigest()}")
        page = _urn(f"page {held.hexdigest()}")
        file.write(f'\n], "id": "{page}", "partOf": "{collection}"}}, "last": "{page}"')
        file.write(f', "id": "{collection}", "total": {total}}}\n')


def _annotation(bodies: list[dict[str, Any]], target: dict[str, Any]) -> dict[str, Any]:
    """Return an annotation without its id, which is computed from it."""
    return {"type": "Annotation", "motivation": "tagging", "body": bodies, "target": target}


def _bodies(row: Row, language: str | None, ids: Mapping[str, str | None]) -> list[dict[str, Any]]:
    normal = {"type": "TextualBody", "purpose": "describing", "value": row["normal"]}
    normal["format"] = "text/plain"
    if language is not None:
        normal["language"] = language
    return [
        {"type": "TextualBody", "purpose": "tagging", "value": row["label"]},
        normal,
        *(
            {"type": "SpecificResource", "purpose": "identifying", "source": iri.format(ids[name])}
            for name, iri in IRIS.items()
            if ids.get(name)
        ),
    ]


def _target(document: AnnotatedDocument, source: Mapping[str, str], row: Row) -> dict[str, Any]:
    text, start, end = document.text, row["start"], row["end"]
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": row["text"],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }


def _source(document: AnnotatedDocument) -> dict[str, str]:
    """Identify a document by its address, or else by a computed name, with its path if there is
    one.
    """
    known = {"type": "Text", "label": document.doc_id}
    source = document.source
    if source is not None and SCHEME.match(source) and not INSIDE.search(source):
        return {"id": quote(source, safe=IN_IRI), **known}
    name = _urn(f"{_urn(document.text)} {document.doc_id}")
    return {"id": name, **known} if source is None else {"id": name, **known, "name": source}


def _other_languages(tables: Tables) -> dict[str, str | None]:
    """Return the languages of documents that are not Russian, None for unknown ones."""
    other = (ds.field("lang") != RUSSIAN) | ds.field("lang").is_null()
    rows = tables.read("documents", columns=["doc_id", "lang"], filters=other)
    languages = rows["lang"].to_numpy(dtype=object, na_value=None)
    return dict(zip(rows["doc_id"], languages, strict=True))


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
