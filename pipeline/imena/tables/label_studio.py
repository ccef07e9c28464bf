"""Write tasks with predictions for Label Studio, and a labelling configuration next to them.

Label Studio counts code points like imena since version 1.4, and has a test for that ("Should
calculate offsets by code points in text").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from imena import schema
from imena.colours import LABEL_COLOURS
from imena.storage.atomic import replacing
from imena.tables.annotated_documents import (
    AnnotatedDocument,
    Row,
    annotated_documents,
    external_ids,
    plain_score,
)
from imena.tables.xml import legal

if TYPE_CHECKING:
    from imena.tables.tables import Tables

LABELLING, TEXT = "label", "text"  # from_name and to_name


def write(tables: Tables, path: Path) -> None:
    """Write the tasks, and ``NAME.labels.xml`` for the labelling interface of the project.

    An existing labelling configuration is kept, since it may hold somebody's colours and
    instructions.
    """
    wikidata = {id_: row["wikidata"] for id_, row in external_ids(tables).items()}
    version = _version(tables.manifest)
    labels = dict.fromkeys(schema.LABELS)
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        separator = "["
        for document in annotated_documents(tables):
            labels |= dict.fromkeys(row["label"] for row in document.mentions)
            task = _task(document, wikidata, version)
            file.write(separator + "\n" + json.dumps(task, ensure_ascii=False))
            separator = ","
        file.write("\n]\n" if separator == "," else "[]\n")
    setup = path.with_name(f"{path.stem}.labels.xml")
    if not setup.exists():
        with replacing(setup) as part:
            part.write_bytes(_setup(labels).encode("utf-8"))


def _task(
    document: AnnotatedDocument, wikidata: Mapping[str, str | None], version: str
) -> dict[str, Any]:
    scores = [row["score"] for row in document.mentions if row["score"] is not None]
    prediction: dict[str, Any] = {
        "model_version": version,
        "result": [_region(row, wikidata) for row in document.mentions],
    }
    if scores:  # lets Label Studio start with the tasks of which the model was least sure
        prediction["score"] = round(sum(scores) / len(scores), 4)
    data = {"text": document.text, "doc_id": document.doc_id, "source": document.source}
    return {"data": data, "predictions": [prediction]}


def _region(row: Row, wikidata: Mapping[str, str | None]) -> dict[str, Any]:
    """Make a region for a mention; its note holds the normal form and the entity."""
    id_ = wikidata.get(row["entity_id"])
    about = [row["normal"], f"{row['entity']} ({id_ or row['entity_id']})"]
    region: dict[str, Any] = {
        "id": f"m{row['mention_id']}",
        "from_name": LABELLING,
        "to_name": TEXT,
        "type": "labels",
        "value": {
            "start": row["start"],
            "end": row["end"],
            "text": row["text"],
            "labels": [row["label"]],
        },
        "meta": {"text": about},
    }
    if row["score"] is not None:
        region["score"] = plain_score(row["score"])
    return region


def _setup(labels: Mapping[str, None]) -> str:
    """Write the labelling configuration. White space is preserved, or offsets would be wrong."""
    choices = "".join(
        f"    <Label value={quoteattr(legal(label))} "
        f"background={quoteattr(LABEL_COLOURS.get(label, '#dddddd'))}/>\n"
        for label in labels
    )
    return (
        "<View>\n"
        "  <Style>.htx-text { white-space: pre-wrap; }</Style>\n"
        f'  <Labels name="{LABELLING}" toName="{TEXT}">\n{choices}  </Labels>\n'
        f'  <Text name="{TEXT}" value="$text"/>\n'
        "</View>\n"
    )


def _version(manifest: Mapping[str, Any]) -> str:
    model = manifest.get("model", {})
    return " ".join(str(model[key]) for key in ("name", "version") if key in model) or "imena"
