"""Compare one document of five million characters with its parts: mentions, time and memory.

    python -m benchmarks.long_document TEXTS.jsonl [TEXTS.jsonl …]

The texts are joined by blank lines, repeatedly, to one document. Each part in its middle must have
the same mentions, labels and scores as between the same neighbours in a document of three parts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from spacy.language import Language

import imena
from benchmarks.memory import peak_megabytes

CHARS = 5_000_000
BREAK = "\n\n"
CHECKED = 50  # parts
Found = list[tuple[int, int, str, float | None]]


def mentions(nlp: Language, text: str) -> Found:
    return [
        (e.start_char, e.end_char, e.label_, e._.score and round(e._.score, 4))
        for e in nlp(text).ents
    ]


def within(found: Found, start: int, end: int) -> Found:
    return [(a - start, b - start, *rest) for a, b, *rest in found if start <= a and b <= end]


def main() -> None:
    lines = (line for path in sys.argv[1:] for line in Path(path).read_text("utf-8").splitlines())
    texts = [json.loads(line)["text"] for line in lines]
    parts: list[str] = []
    while sum(map(len, parts)) < CHARS:
        parts += texts
    nlp = imena.load(disable=["normalise"])
    start = process_time()
    list(nlp.pipe(texts))
    by_itself = sum(map(len, texts)) / (process_time() - start)
    print(f"{peak_megabytes():,.0f} MB after {len(texts)} documents, one by one")

    whole = BREAK.join(parts)
    start = process_time()
    found = mentions(nlp, whole)
    rate = len(whole) / (process_time() - start)
    print(f"{len(whole):,} characters in one document, {len(found):,} mentions")
    print(f"{rate / by_itself:.2f} times as fast as the documents one by one")
    print(f"{peak_megabytes():,.0f} MB after it")

    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + len(BREAK))
    different = 0
    step = max(1, len(parts) // CHECKED)
    checked = range(1, len(parts) - 1, step)
    for i in checked:
        three = parts[i - 1 : i + 2]
        first = len(three[0]) + len(BREAK)
        alone = within(mentions(nlp, BREAK.join(three)), first, first + len(parts[i]))
        different += alone != within(found, starts[i], starts[i] + len(parts[i]))
    print(f"{different} of {len(checked)} parts have other mentions")


if __name__ == "__main__":
    main()
