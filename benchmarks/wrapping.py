"""Count how often wrapped lines are taken for separate blocks, and paragraphs for wrapped lines.

    python -m benchmarks.wrapping TEXTS.jsonl [TEXTS.jsonl ...]

Every paragraph of the texts is wrapped at a fixed width, with blank lines between paragraphs: each
block that starts inside a paragraph is an error. In the texts as they are, each line must start a
block.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

from imena.layout.paragraphs import paragraph_starts

WIDTHS = (60, 72, 80, 100)


def main() -> None:
    texts = [
        json.loads(line)["text"]
        for path in map(Path, sys.argv[1:])
        for line in path.read_text("utf-8").splitlines()
    ]
    for width in WIDTHS:
        breaks = false = 0
        for text in texts:
            wrapped = [
                textwrap.fill(" ".join(line.split()), width, break_on_hyphens=False)
                for line in text.splitlines()
                if line.strip()
            ]
            breaks += sum(paragraph.count("\n") for paragraph in wrapped)
            false += _blocks("\n\n".join(wrapped)) - len(wrapped)
        print(f"wrapped at {width:3}: {false} false walls at {breaks} breaks")
    lost = sum(_blocks(text) < sum(bool(ln.strip()) for ln in text.splitlines()) for text in texts)
    print(f"as they are: {lost} of {len(texts)} texts with a line that does not begin a block")


def _blocks(text: str) -> int:
    starts = paragraph_starts(text)
    ends = [*starts[1:], len(text)]
    return sum(bool(text[start:end].strip()) for start, end in zip(starts, ends, strict=True))


if __name__ == "__main__":
    main()
