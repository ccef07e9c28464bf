"""Score the spans of all kinds that a model finds against nested gold spans.

    python -m benchmarks.kinds GOLD.jsonl [--model NAME]

GOLD has ``{"text": …, "nested": [[start, end, kind], …]}`` on each line. A span is right if offsets
and kind are. natasha is scored on persons, the one kind that both have. The last line is JSON:
``micro`` F1, ``macro`` (the mean over the kinds that occur in gold), and F1 ``by_kind``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import imena
from benchmarks.natasha_peer import Natasha
from imena.components.kinds import KINDS

Marked = set[tuple[int, int, str]]


def main() -> None:
    """Print a line for each kind, and the summary."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default="ru_imena_sm")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    gold: list[Marked] = [{(s, e, kind) for s, e, kind in row["nested"]} for row in rows]
    nlp = imena.load(arguments.model, labels="all")
    found: list[Marked] = [
        {(span.start_char, span.end_char, span.label_) for span in doc.spans[KINDS]}
        for doc in nlp.pipe(texts)
    ]
    natasha = Natasha(syntax=False)
    persons: list[Marked] = [
        {(m.start, m.end, "PERSON") for m in natasha(text) if m.label == "PER"} for text in texts
    ]
    right, ours, marked = matches(gold, found)
    peer, theirs, _ = matches(gold, persons)
    by_kind = {kind: f1(right[kind], ours[kind], marked[kind]) for kind in sorted(marked)}
    for kind, value in sorted(by_kind.items(), key=lambda pair: -pair[1]):
        print(f"{kind:<18} {value:.3f} of {marked[kind]}")
    print(f"natasha: PERSON {f1(peer['PERSON'], theirs['PERSON'], marked['PERSON']):.3f}")
    summary = {
        "micro": round(f1(right.total(), ours.total(), marked.total()), 4),
        "macro": round(sum(by_kind.values()) / len(by_kind), 4),
        "by_kind": {kind: round(value, 4) for kind, value in by_kind.items()},
    }
    print(json.dumps(summary))


def matches(
    gold: Iterable[Marked], found: Iterable[Marked]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count the spans that are right, those that were found and those of gold, by kind."""
    right, ours, marked = Counter[str](), Counter[str](), Counter[str]()
    for expected, predicted in zip(gold, found, strict=True):
        right.update(kind for *_, kind in expected & predicted)
        ours.update(kind for *_, kind in predicted)
        marked.update(kind for *_, kind in expected)
    return right, ours, marked


def f1(right: int, found: int, marked: int) -> float:
    """Return F1 from counts; 0 if nothing is right."""
    return 2 * right / (found + marked) if right else 0.0


if __name__ == "__main__":
    main()
