"""Compare normal forms, entities and full names of imena and natasha in one run.

    python -m benchmarks.who_is_who GOLD.jsonl [GOLD.jsonl ...] [--together] [--errors N]

GOLD has ``{"id": …, "text": …, "spans": [[start, end, label], …], "forms": [[surface, normal form,
label, entity id, …], …]}`` on each line (SlavicNER). Printed by label and for all labels:

- normal forms: of the distinct mentions of a document whose surface and label are in its gold list,
  the share whose normal form equals gold, ignoring letter case, ё, quotes and spacing;
- B-cubed (A. Bagga and B. Baldwin, 1998) F, precision and recall of the entities of these mentions,
  with one clustering of the whole file; natasha's entities are its normal forms;
- strict F1 of full names, ``--spans outer``, against gold; natasha's spans are flat.

With ``--together`` all files are one corpus, and only B-cubed is printed, of imena and of the
trivial peer, whose entities are imena's labels and normal forms. Then the files may also have
``"links": [[start, end, type, Wikidata id, title], …]`` (NEREL) for ``forms``; mentions without an
id are left out. ``--errors N`` prints the N joins of two gold entities and the N splits of one that
cost most.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import imena
from benchmarks.links import LABELS as LABEL_OF_TYPE
from benchmarks.links import wikidata_item
from benchmarks.natasha_peer import Natasha
from benchmarks.normal_forms import comparison_key

LABELS = ("PER", "LOC", "ORG", "ALL")
FIGURES = ("F", "precision", "recall")


class Found(NamedTuple):
    doc: str
    start: int
    end: int
    label: str
    text: str
    normal: str
    entity: str


class Matched(NamedTuple):
    """A mention that gold knows, and its entity there."""

    gold: str
    found: Found


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


def gold_entities(documents: Iterable[dict]) -> dict[Hashable, str]:
    """Return the entities of gold by document, surface and label, or by offsets if it has links."""
    entities: dict[Hashable, str] = {}
    for document in documents:
        for surface, _, label, entity, *_ in document.get("forms", ()):
            entities[document["id"], comparison_key(surface), label] = entity
        for start, end, type_, item, _ in document.get("links", ()):
            entity = wikidata_item(item)
            if type_ in LABEL_OF_TYPE and entity is not None:
                entities[document["id"], start, end, LABEL_OF_TYPE[type_]] = entity
    return entities


def match(documents: list[dict], found: Iterable[Found]) -> list[Matched]:
    gold = gold_entities(documents)
    matched = []
    for one in found:
        by_surface = gold.get((one.doc, comparison_key(one.text), one.label))
        entity = by_surface or gold.get((one.doc, one.start, one.end, one.label))
        if entity is not None:
            matched.append(Matched(entity, one))
    return matched


def by_imena(found: Found) -> str:
    return found.entity


def by_normal_form(found: Found) -> str:
    return f"{found.label} {comparison_key(found.normal)}"


def b_cubed(
    matched: list[Matched], entity_of: Callable[[Found], str] = by_imena
) -> dict[str, tuple[float, ...]]:
    scores = {}
    for label in LABELS:
        pairs = [(a, entity_of(one)) for a, one in matched if label in (one.label, "ALL")]
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


def print_clusters(name: str, system: str, clusters: dict[str, tuple[float, ...]]) -> None:
    for i, what in enumerate(FIGURES):
        print_row(name, system, f"B-cubed {what}", [clusters[label][i] for label in LABELS])


def print_errors(matched: list[Matched], number: int) -> None:
    """Print the joins and splits that cost most: mentions, and what B-cubed loses by the pair."""
    own = [(one.entity, gold) for gold, one in matched]
    gold = [(entity, own_entity) for own_entity, entity in own]
    surfaces: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for entity, one in matched:
        surfaces[one.entity, entity][f"{one.normal} ({one.doc})"] += 1
    for title, pairs in (("False joins", own), ("Lost joins", gold)):
        print(f"{title}: cost, label, entity, mentions and names of its parts")
        for cost, whole, largest, part in worst_pairs(pairs)[:number]:
            keys = [(whole, x) if pairs is own else (x, whole) for x in (largest, part)]
            shown = [f"{surfaces[key].total()} {_examples(surfaces[key])}" for key in keys]
            print(f"{cost:6.1f} {keys[0][0][:3]} {whole}: {largest} {shown[0]} | {part} {shown[1]}")


def _examples(counts: Counter[str]) -> str:
    return ", ".join(name for name, _ in counts.most_common(3))


def worst_pairs(pairs: Sequence[tuple[str, str]]) -> list[tuple[float, str, str, str]]:
    """Return what each part but the largest of a whole costs, with both and the largest part.

    Args:
        pairs: of each mention, the whole and the part of it.
    """
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for whole, part in pairs:
        parts[whole][part] += 1
    found = []
    for whole, counts in parts.items():
        (largest, most), *others = counts.most_common()
        for part, mentions in others:
            found.append((2 * most * mentions / counts.total(), whole, largest, part))
    return sorted(found, key=lambda row: (-row[0], row[1:]))


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def compare(path: Path, errors: int) -> None:
    """Compare imena and natasha on one file."""
    documents = read(path)
    peer = natasha_mentions(documents)
    systems = {
        "natasha": (peer, peer),
        "imena": (imena_mentions(documents, "nested"), imena_mentions(documents, "outer")),
    }
    for system, (mentions, outer) in systems.items():
        print_row(path.stem, system, "normal forms", normal_forms(documents, mentions).values())
        print_clusters(path.stem, system, b_cubed(match(documents, mentions)))
        print_row(path.stem, system, "full names, F1", strict_f1(documents, outer).values())
    if errors:
        print_errors(match(documents, systems["imena"][0]), errors)


def compare_together(paths: list[Path], errors: int) -> None:
    """Resolve all files as one corpus, and compare it with equal normal forms."""
    documents = [document for path in paths for document in read(path)]
    matched = match(documents, imena_mentions(documents, "nested"))
    for system, entity_of in (("trivial", by_normal_form), ("imena", by_imena)):
        print_clusters("together", system, b_cubed(matched, entity_of))
    if errors:
        print_errors(matched, errors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--together", action="store_true", help="all files are one corpus")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the N worst")
    options = parser.parse_args()
    print(f"{'set':20}{'system':9}{'figure':22}" + "".join(f"{label:>8}" for label in LABELS))
    if options.together:
        compare_together(options.gold, options.errors)
    else:
        for path in options.gold:
            compare(path, options.errors)


if __name__ == "__main__":
    main()
