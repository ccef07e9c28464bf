"""Measure how well the zones of pages are detected, and how much of plain articles remains text.

    python -m benchmarks.layout [--lines] [--wrapped] [TEXTS.jsonl ...]

First the pages of tests/data/pages, by line, with a confusion table (--lines prints each error).
Then, for each file of articles, the share of characters in body and headlines, and the rest with
the most frequent first. --wrapped adds the same articles wrapped at a fixed width.
"""

from __future__ import annotations

import json
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

from imena.layout.blocks import layout
from imena.schema import ZONES

PAGES = Path(__file__).resolve().parents[1] / "tests" / "data" / "pages"
LETTERS = {zone[0]: zone for zone in ZONES}
WIDTHS = (60, 72, 80, 100)
SHOWN = 25


def main() -> None:
    options = {argument for argument in sys.argv[1:] if argument.startswith("--")}
    pages("--lines" in options)
    for name in sys.argv[1:]:
        if name not in options:
            texts = [
                json.loads(line)["text"] for line in Path(name).read_text("utf-8").splitlines()
            ]
            articles(Path(name).stem, texts, show=True)
            for width in WIDTHS if "--wrapped" in options else ():
                wrapped = ["\n\n".join(_wrap(text, width)) for text in texts]
                articles(f"{Path(name).stem} wrapped at {width}", wrapped, show=False)


def pages(show_lines: bool) -> None:
    """Print the accuracy on the pages that were annotated by hand."""
    pairs: Counter[tuple[str, str]] = Counter()
    for path in sorted(PAGES.glob("*.txt")):
        text = path.read_text("utf-8")
        gold = [LETTERS[letter] for letter in path.with_suffix(".zones").read_text().split()]
        found = zones_by_line(text)
        pairs.update(zip(gold, found, strict=True))
        right = sum(a == b for a, b in zip(gold, found, strict=True))
        print(f"{path.stem:12} {right:3} of {len(gold):3} lines")
        lines = [line for line in text.splitlines() if line.strip()]
        for expected, zone, line in zip(gold, found, lines, strict=True):
            if show_lines and expected != zone:
                print(f"    {expected} taken for {zone}: {line[:80]}")
    print(f"\naccuracy by line {share(pairs):.3f} of {sum(pairs.values())} lines")
    print("\nexpected " + "".join(f"{zone:>10}" for zone in ZONES) + "    recall")
    for gold in ZONES:
        row = [pairs[gold, found] for found in ZONES]
        print(f"{gold:9}" + "".join(f"{n:10}" for n in row), f"{pairs[gold, gold] / sum(row):9.3f}")


def share(pairs: Counter[tuple[str, str]]) -> float:
    """Count the lines that are in the right zone."""
    return sum(n for (gold, found), n in pairs.items() if gold == found) / sum(pairs.values())


def zones_by_line(text: str) -> list[str]:
    """Return the zone of each line that is not blank."""
    return [
        block.zone
        for block in layout(text)
        for line in text[block.start : block.end].splitlines()
        if line.strip()
    ]


def articles(name: str, texts: list[str], show: bool) -> None:
    """Print how much of plain articles is text, and what the rest is."""
    kept = total = 0
    lost: Counter[tuple[str, str]] = Counter()
    began = time.perf_counter()
    found = [layout(text) for text in texts]
    seconds = time.perf_counter() - began
    for text, blocks in zip(texts, found, strict=True):
        for block in blocks:
            content = text[block.start : block.end].strip()
            total += len(content)
            if block.zone in ("body", "headline"):
                kept += len(content)
            else:
                lost[block.zone, content[:110]] += 1
    speed = sum(map(len, texts)) / seconds / 1e6
    print(f"\n{name}: {kept / total:.4f} of {total:,} characters are body or headline")
    print(f"{sum(lost.values())} lines are not; {speed:.1f} million characters a second")
    for (zone, content), n in lost.most_common(SHOWN) if show else ():
        print(f"  {n:4} {zone:8} {content!r}")


def _wrap(text: str, width: int) -> list[str]:
    return [
        textwrap.fill(" ".join(line.split()), width, break_on_hyphens=False)
        for line in text.splitlines()
        if line.strip()
    ]


if __name__ == "__main__":
    main()
