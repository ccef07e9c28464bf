"""Tables in, W3C Web Annotations in JSON-LD out: a collection with an annotation a mention.

Its bodies are the label, the normal form, and what the name identifies, in Wikidata and GeoNames;
its target is the document, by position (in code points, as the recommendation says) and by quote.
Whatever has no address is called ``urn:uuid:…``, made of what it holds: what is equal in two files
has one name, and nothing else has. A relative address would be one below the reader's own.
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
from imena.tables.annotated_documents import AnnotatedDocument, Row, by_document, ids_of_entities

if TYPE_CHECKING:
    from imena.tables.tables import Tables

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix
IRIS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "geonames": "https://sws.geonames.org/{}/",  # with the slash it is the place, says GeoNames
}
INSIDE = re.compile(r"!/|:\d+$")  # a part of an archive, a record of a file: they have no address
RUSSIAN = "ru"
IN_IRI = "/:?#[]@!$&'()*+,;=%~"  # what an address may have as it is


def write(tables: Tables, path: Path) -> None:
    """Write one AnnotationCollection with one page."""
    ids = ids_of_entities(tables)
    languages = _other_languages(tables)
    total, held = 0, sha256()
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        head = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "imena"}
        file.write(json.dumps(head)[:-1] + ', "first": {"type": "AnnotationPage", "startIndex": 0')
        file.write(', "items": [')
        for document in by_document(tables):
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
    """All of an annotation but its id, which is made of this."""
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
    """The document: its address, or else a name of its own, and where it was read if anywhere."""
    known = {"type": "Text", "label": document.doc_id}
    place = document.source
    if place is not None and SCHEME.match(place) and not INSIDE.search(place):
        return {"id": quote(place, safe=IN_IRI), **known}
    name = _urn(f"{_urn(document.text)} {document.doc_id}")
    return {"id": name, **known} if place is None else {"id": name, **known, "name": place}


def _other_languages(tables: Tables) -> dict[str, str | None]:
    """The languages of the documents that are not in Russian, None where nobody can tell."""
    other = (ds.field("lang") != RUSSIAN) | ds.field("lang").is_null()
    rows = tables.read("documents", columns=["doc_id", "lang"], filters=other)
    languages = rows["lang"].to_numpy(dtype=object, na_value=None)
    return dict(zip(rows["doc_id"], languages, strict=True))


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
