"""Compare normal forms, entities and full names of imena and natasha in one run.

    python -m benchmarks.who_is_who GOLD.jsonl [GOLD.jsonl ...]

GOLD has ``{"id": …, "text": …, "spans": [[start, end, label], …], "forms": [[surface, normal form,
label, entity id, …], …]}`` on each line (SlavicNER); entity ids are valid within a file. Printed by
label and for all labels:

- normal forms: of the distinct mentions of a document whose surface and label are in its gold list,
  the share whose normal form equals gold, ignoring letter case, ё, quotes and spacing;
- B-cubed (A. Bagga and B. Baldwin, 1998) F, precision and recall of the entities of these mentions,
  with one clustering of the whole file; natasha's entities are its normal forms;
- strict F1 of full names, ``--spans outer``, against gold; natasha's spans are flat.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import imena
from benchmarks.natasha_peer import Natasha
from benchmarks.normal_forms import comparison_key

LABELS = ("PER", "LOC", "ORG", "ALL")


class Found(NamedTuple):
    doc: str
    start: int
    end: int
    label: str
    text: str
    normal: str
    entity: str


def natasha_mentions(documents: list[dict]) -> list[Found]:
    natasha = Natasha()
    return [
        Found(
            document["id"],
            mention.start,
            mention.end,
            mention.label,
            document["text"][mention.start : mention.end],
            mention.normal,
            f"{mention.label} {comparison_key(mention.normal)}",
        )
        for document in documents
        for mention in natasha(document["text"])
    ]


def imena_mentions(documents: list[dict], spans: str) -> list[Found]:
    texts = [(document["id"], document["text"]) for document in documents]
    rows = imena.extract(texts, spans=spans).mentions
    columns = ("doc_id", "start", "end", "label", "text", "normal", "entity_id")
    return [Found(*row) for row in rows[list(columns)].itertuples(index=False)]


def normal_forms(documents: list[dict], found: Iterable[Found]) -> dict[str, float]:
    gold = {
        (document["id"], comparison_key(surface), label): comparison_key(normal)
        for document in documents
        for surface, normal, label, *_ in document["forms"]
    }
    own = {
        (one.doc, comparison_key(one.text), one.label): comparison_key(one.normal)
        for one in reversed(list(found))
    }
    scored, right = Counter(), Counter()
    for key in own.keys() & gold.keys():
        for label in (key[2], "ALL"):
            scored[label] += 1
            right[label] += own[key] == gold[key]
    return {label: right[label] / max(1, scored[label]) for label in LABELS}


def b_cubed(documents: list[dict], found: Iterable[Found]) -> dict[str, tuple[float, ...]]:
    gold = {
        (document["id"], comparison_key(surface), label): entity
        for document in documents
        for surface, _, label, entity, *_ in document["forms"]
    }
    matched = [
        (gold[key], one.entity, one.label)
        for one in found
        if (key := (one.doc, comparison_key(one.text), one.label)) in gold
    ]
    scores = {}
    for label in LABELS:
        pairs = [(a, b) for a, b, own in matched if label in (own, "ALL")]
        both, left, right = Counter(pairs), *(Counter(side) for side in zip(*pairs, strict=True))
        precision = sum(both[a, b] / right[b] for a, b in pairs) / len(pairs)
        recall = sum(both[a, b] / left[a] for a, b in pairs) / len(pairs)
        scores[label] = (2 * precision * recall / (precision + recall), precision, recall)
    return scores


def strict_f1(documents: list[dict], found: Iterable[Found]) -> dict[str, float]:
    gold = {(d["id"], *span) for d in documents for span in d["spans"]}
    own = {(one.doc, one.start, one.end, one.label) for one in found}
    scores = {}
    for label in LABELS:
        left, right = ({one for one in side if label in (one[3], "ALL")} for side in (gold, own))
        scores[label] = 2 * len(left & right) / max(1, len(left) + len(right))
    return scores


def print_row(name: str, system: str, what: str, values: Iterable[float]) -> None:
    print(f"{name:20}{system:9}{what:22}" + "".join(f"{v:8.3f}" for v in values), flush=True)


def main() -> None:
    print(f"{'set':20}{'system':9}{'figure':22}" + "".join(f"{label:>8}" for label in LABELS))
    for path in map(Path, sys.argv[1:]):
        documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        peer = natasha_mentions(documents)
        systems = {
            "natasha": (peer, peer),
            "imena": (imena_mentions(documents, "nested"), imena_mentions(documents, "outer")),
        }
        for system, (mentions, outer) in systems.items():
            print_row(path.stem, system, "normal forms", normal_forms(documents, mentions).values())
            clusters = b_cubed(documents, mentions)
            for i, what in enumerate(("F", "precision", "recall")):
                values = [clusters[label][i] for label in LABELS]
                print_row(path.stem, system, f"B-cubed {what}", values)
            print_row(path.stem, system, "full names, F1", strict_f1(documents, outer).values())


if __name__ == "__main__":
    main()
