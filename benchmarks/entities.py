"""NER F1 of imena and natasha on the same documents in the same run.

    python benchmarks/entities.py GOLD.jsonl [GOLD.jsonl ...]

GOLD has ``{"text": …, "spans": [[start, end, label], …]}`` a line. With ``--page`` it also scores
the page that ships with the project against tests/data/baku.marked.txt.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import imena

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests")]

from marked import parse  # noqa: E402
from natasha_peer import Natasha  # noqa: E402
from scoring import LABELS, Span, f1_scores  # noqa: E402

Gold = list[tuple[str, list[Span]]]


def read_gold(path: Path) -> Gold:
    lines = path.read_text("utf-8").splitlines()
    return [(doc["text"], [tuple(s) for s in doc["spans"]]) for doc in map(json.loads, lines)]


def read_page() -> Gold:
    return [parse((ROOT / "tests/data/baku.marked.txt").read_text("utf-8"))]


def imena_spans() -> Callable[[str], list[Span]]:
    nlp = imena.load(exclude=["lemmatise", "normalise"])
    return lambda text: [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]


def natasha_spans() -> Callable[[str], list[Span]]:
    natasha = Natasha()
    return lambda text: [(span.start, span.stop, span.type) for span in natasha.ner(text).spans]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--page", action="store_true")
    arguments = parser.parse_args()
    sets = {path.stem: read_gold(path) for path in arguments.gold}
    if arguments.page:
        sets["baku"] = read_page()
    systems = {"natasha": natasha_spans(), "imena": imena_spans()}
    header = "".join(f"{label:>7}" for label in (*LABELS, "ALL"))
    print(f"{'':29}{'token F1':>28}  {'strict F1':>28}")
    print(f"{'set':20}{'system':9}{header}  {header}")
    for name, gold in sets.items():
        for system, spans in systems.items():
            scores = f1_scores((text, wanted, spans(text)) for text, wanted in gold)
            cells = [
                "".join(f"{scores[kind][label]:7.3f}" for label in (*LABELS, "ALL"))
                for kind in ("token", "strict")
            ]
            print(f"{name:20}{system:9}{cells[0]}  {cells[1]}")


if __name__ == "__main__":
    main()
