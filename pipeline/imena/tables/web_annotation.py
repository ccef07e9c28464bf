"""Tables in, W3C Web Annotations in JSON-LD out: a collection with an annotation a mention.

Its bodies are the label, the normal form, and what the name identifies, in Wikidata and GeoNames;
its target is the document, by position (in code points, as the recommendation says) and by quote.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from imena.tables.atomic import replacing
from imena.tables.by_document import AnnotatedDocument, Row, by_document, ids_of_entities

if TYPE_CHECKING:
    from imena.tables.tables import Tables

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix
IRIS = {
    "wikidata": "http://www.wikidata.org/entity/",
    "geonames": "https://sws.geonames.org/",
}
IN_IRI = "/:?#[]@!$&'()*+,;=%~"  # what an address may have as it is


def write(tables: Tables, path: Path) -> None:
    """Write one AnnotationCollection with one page."""
    ids = ids_of_entities(tables)
    total = 0
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        head = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "imena"}
        file.write(json.dumps(head)[:-1] + ', "first": {"type": "AnnotationPage", "startIndex": 0')
        file.write(', "items": [')
        for document in by_document(tables):
            source = _source(document)
            for row in document.mentions:
                annotation = _annotation(document, source, row, ids.get(row["entity_id"], {}))
                file.write(",\n" if total else "\n")
                file.write(json.dumps(annotation, ensure_ascii=False))
                total += 1
        file.write(f'\n]}}, "total": {total}}}\n')


def _annotation(
    document: AnnotatedDocument, source: Mapping[str, str], row: Row, ids: Mapping[str, str | None]
) -> dict[str, Any]:
    start, end = row["start"], row["end"]
    text = document.text
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": row["label"]},
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": row["normal"],
            "format": "text/plain",
            "language": "ru",
        },
    ]
    bodies += [
        {"type": "SpecificResource", "purpose": "identifying", "source": iri + str(ids[name])}
        for name, iri in IRIS.items()
        if ids.get(name)
    ]
    place = f"{document.doc_id}#{row['mention_id']},{start},{end},{row['label']}"
    return {
        "id": _urn(place),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {
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
        },
    }


def _source(document: AnnotatedDocument) -> dict[str, str]:
    """The document: the address or path of its source, or a name of its own for one in memory."""
    return {"id": _iri(document), "type": "Text", "label": document.doc_id}


def _iri(document: AnnotatedDocument) -> str:
    if document.source is None:
        return _urn(document.doc_id)
    # A colon in a path would make a scheme of what stands before it.
    return quote(document.source, safe=IN_IRI if "://" in document.source else "/")


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
