"""Compare NER F1 of imena's models and natasha on the same documents in the same run.

    python -m benchmarks.entities GOLD.jsonl [GOLD.jsonl ...]

GOLD has ``{"text": …, "spans": [[start, end, label], …]}`` on each line. ``--page`` also scores the
page that ships with the project against tests/data/baku.marked.txt. ``--perturbed`` also scores
copies of each file in other letter case and with the characters of scraped text, see
`PERTURBATIONS`. Below a system stand the 95 % intervals of its token F1 minus that of each system
before it, by a paired bootstrap over documents.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import numpy as np
from tests.helpers.marked import parse

import imena
from benchmarks.natasha_peer import Natasha
from imena.components.homoglyphs import TO_LATIN
from imena.evaluation.counts import (
    GROUPS,
    KINDS,
    count_documents,
    count_text,
    difference_intervals,
    f1_scores,
)
from imena.evaluation.gold import GoldDocument, read_gold
from imena.options import MODELS

ROOT = Path(__file__).parent.parent

SHARE_REPLACED = 0.1
SHOWN = ("token", "strict")


def read_page() -> list[GoldDocument]:
    text, spans = parse((ROOT / "tests/data/baku.marked.txt").read_text("utf-8"))
    return [GoldDocument(text, tuple(spans))]


def look_alikes(text: str) -> list[str]:
    """Replace one in ten of the letters that have a Latin homoglyph."""
    rng = random.Random(0)
    return [c.translate(TO_LATIN) if rng.random() < SHARE_REPLACED else c for c in text]


def noise(text: str) -> list[str]:
    """Insert a zero-width space or a soft hyphen after one letter in ten."""
    rng = random.Random(0)
    return [
        c + rng.choice("\u200b\u00ad") if c.isalpha() and rng.random() < SHARE_REPLACED else c
        for c in text
    ]


# What replaces each character of a text.
PERTURBATIONS: dict[str, Callable[[str], list[str]]] = {
    "CAPITALS": lambda text: list(map(str.upper, text)),
    "lower case": lambda text: list(map(str.lower, text)),
    "Title Case": lambda text: list(re.sub(r"\b\w", lambda letter: letter[0].upper(), text)),
    "look-alikes": look_alikes,
    "noise": noise,
    "decomposed": lambda text: [unicodedata.normalize("NFD", c) for c in text],
    "mojibake": lambda text: [c.encode("cp1251", "replace").decode("latin-1") for c in text],
}


def natasha_counts(natasha: Natasha, gold: list[GoldDocument]) -> np.ndarray:
    """Count natasha's spans in each document: (documents, kinds, groups, fields) int64."""
    found = [natasha.ner(document.text).spans for document in gold]
    return np.stack(
        [
            count_text(document.text, document.spans, [(s.start, s.stop, s.type) for s in spans])
            for document, spans in zip(gold, found, strict=True)
        ]
    )


def perturbed(gold: list[GoldDocument]) -> dict[str, list[GoldDocument]]:
    """Return perturbed copies of all documents by kind, with the offsets of gold adjusted."""
    return {
        kind: [_moved(document, change(document.text)) for document in gold]
        for kind, change in PERTURBATIONS.items()
    }


def _moved(document: GoldDocument, pieces: list[str]) -> GoldDocument:
    offsets = [0, *accumulate(map(len, pieces))]
    spans = tuple((offsets[start], offsets[end], label) for start, end, label in document.spans)
    return GoldDocument("".join(pieces), spans)


def compare(name: str, counts: dict[str, np.ndarray]) -> None:
    """Print the scores of each system, and the intervals of its differences from those before it.

    Args:
        name: of the set of documents.
        counts: by system, (documents, kinds, groups, fields).
    """
    for number, (system, ours) in enumerate(counts.items()):
        print_scores(name, system, ours)
        if len(ours) == 1:
            continue
        for other, theirs in list(counts.items())[:number]:
            low, high = difference_intervals(ours, theirs)[:, KINDS.index("token")]
            cells = ", ".join(
                f"{label} {low[i]:+.3f} to {high[i]:+.3f}" for i, label in enumerate(GROUPS)
            )
            print(f"    better than {other} by {cells}", flush=True)


def print_scores(name: str, system: str, counts: np.ndarray) -> None:
    """Print a line with F1 by token and strict F1, by label."""
    scores = f1_scores(counts)
    cells = ["".join(f"{scores[kind][label]:7.3f}" for label in GROUPS) for kind in SHOWN]
    print(f"{name:32}{system:12}{cells[0]}  {cells[1]}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--perturbed", action="store_true")
    parser.add_argument("--model", action="append", help="all of them, unless given")
    arguments = parser.parse_args()
    sets = {path.stem: read_gold(path) for path in arguments.gold}
    if arguments.perturbed:
        for name, gold in list(sets.items()):
            sets |= {f"{name} {kind}": copies for kind, copies in perturbed(gold).items()}
    if arguments.page:
        sets["baku"] = read_page()
    models = {
        name: imena.load(name, exclude=["lemmatise", "normalise"])
        for name in arguments.model or MODELS
    }
    natasha = Natasha()
    header = "".join(f"{label:>7}" for label in GROUPS)
    print(f"{'':44}{'token F1':>28}  {'strict F1':>28}")
    print(f"{'set':32}{'system':12}{header}  {header}")
    for name, gold in sets.items():
        found = {system: count_documents(gold, nlp) for system, nlp in models.items()}
        compare(name, {"natasha": natasha_counts(natasha, gold), **found})


if __name__ == "__main__":
    main()
