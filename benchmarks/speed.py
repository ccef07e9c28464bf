"""Characters a second of CPU time, natasha's full path and imena in one process.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/speed.py TEXTS.jsonl [TEXTS.jsonl …]

TEXTS has ``{"text": …}`` a line. imena runs from the list of texts to the finished DataFrames,
natasha from each text to its normalised spans, as in its README. The first pass is cold, with empty
caches, the second is warm. Models are loaded before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import imena
from natasha_peer import Natasha

PASSES = ("cold", "warm")


def measure(run: Callable[[], object], chars: int) -> list[float]:
    """Characters a second of each pass."""
    rates = []
    for _ in PASSES:
        start = process_time()
        run()
        rates.append(chars / (process_time() - start))
    return rates


def main() -> None:
    texts = [
        json.loads(line)["text"]
        for path in map(Path, sys.argv[1:])
        for line in path.read_text("utf-8").splitlines()
    ]
    chars = sum(map(len, texts))
    nlp, natasha = imena.load(), Natasha()
    ours = measure(lambda: imena.extract(texts, model=nlp), chars)
    theirs = measure(lambda: [natasha(text) for text in texts], chars)
    print(f"{len(texts)} texts, {chars:,} characters; characters a second:")
    for name, rates in {"natasha": theirs, "imena": ours}.items():
        print(
            f"{name:8}" + "".join(f"{p:>6} {r:8,.0f}" for p, r in zip(PASSES, rates, strict=True))
        )
    print("ratio   " + "".join(f"{a / b:14.1f}x" for a, b in zip(ours, theirs, strict=True)))


if __name__ == "__main__":
    main()
