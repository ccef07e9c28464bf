"""Measure what wrapped lines cost: false ends of paragraphs, and mentions that are lost.

    python -m benchmarks.wrapping GOLD.jsonl [GOLD.jsonl ...] [--model NAME]

Every paragraph of the texts is wrapped at a fixed width, with blank lines between paragraphs, and
once more with words that are cut by a hyphen where they do not fit. A block that starts inside a
paragraph is an error. A mention in the text as it is counts as kept if the wrapped text has it with
the same label and nominative. natasha's mentions, by label and letters alone, are compared with its
own.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import imena
from benchmarks.natasha_peer import Natasha
from imena.layout.paragraphs import paragraph_starts

WIDTHS = (40, 60, 75, 100)
# A hyphen may stand behind a vowel, with two letters and a vowel behind it.
SYLLABLES = re.compile(r"[аеёиоуыэюя](?=[бвгджзйклмнпрстфхцчшщ][аеёиоуыэюя])", re.IGNORECASE)
SPACE = re.compile(r"[\s\u00ad-]+")
Found = Counter[tuple[str, str, str]]


def hyphenated(paragraph: str, width: int) -> str:
    """Wrap a paragraph, and cut words at the ends of lines."""
    lines = [""]
    for word in paragraph.split():
        line = f"{lines[-1]} {word}".lstrip()
        if len(line) <= width:
            lines[-1] = line
            continue
        room = width - len(lines[-1]) - 2
        cuts = [m.end() for m in SYLLABLES.finditer(word) if 2 <= m.end() <= room]
        if cuts and lines[-1]:
            lines[-1] += f" {word[: cuts[-1]]}-"
            word = word[cuts[-1] :]
        lines.append(word)
    return "\n".join(lines)


def wrapped(paragraph: str, width: int) -> str:
    """Wrap a paragraph at spaces."""
    return textwrap.fill(paragraph, width, break_on_hyphens=False, break_long_words=False)


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="ru_imena_sm")
    arguments = parser.parse_args()
    texts = [
        json.loads(line)["text"]
        for path in arguments.gold
        for line in path.read_text("utf-8").splitlines()
    ]
    nlp, natasha = imena.load(arguments.model), Natasha()

    def ours(texts: Iterable[str]) -> list[Found]:
        return [
            Counter((ent.label_, letters(ent.text), ent._.normal) for ent in doc.ents)
            for doc in nlp.pipe(texts)
        ]

    def theirs(texts: Iterable[str]) -> list[Found]:
        return [
            Counter((m.label, letters(text[m.start : m.end]), "") for m in natasha(text))
            for text in texts
        ]

    whole = {"imena": ours(texts), "natasha": theirs(texts)}
    for width in WIDTHS:
        for name, wrap in {"wrapped": wrapped, "hyphenated": hyphenated}.items():
            changed = [rewrap(text, width, wrap) for text in texts]
            report(
                f"{name} at {width}",
                changed,
                whole,
                {"imena": ours(changed), "natasha": theirs(changed)},
            )
    lost = sum(_blocks(text) < sum(bool(ln.strip()) for ln in text.splitlines()) for text in texts)
    print(f"as they are: {lost} of {len(texts)} texts with a line that does not begin a block")


def letters(name: str) -> str:
    """Return a name without whitespace and hyphens."""
    return SPACE.sub("", name)


def rewrap(text: str, width: int, wrap: Callable[[str, int], str]) -> str:
    """Wrap each paragraph of a text, with blank lines between them."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(wrap(line, width) for line in lines if line)


def report(
    name: str, changed: list[str], whole: dict[str, list[Found]], found: dict[str, list[Found]]
) -> None:
    """Print one line of counts."""
    breaks = sum(len(re.findall(r"(?<!\n)\n(?!\n)", text)) for text in changed)
    false = sum(_blocks(text) - len(text.split("\n\n")) for text in changed)
    shares = []
    for peer, mentions in found.items():
        kept = sum((a & b).total() for a, b in zip(whole[peer], mentions, strict=True))
        shares.append(f"{peer} {kept / sum(a.total() for a in whole[peer]):.3f}")
    print(f"{name}: {false} false walls at {breaks} breaks; mentions kept: {', '.join(shares)}")


def _blocks(text: str) -> int:
    starts = paragraph_starts(text)
    ends = [*starts[1:], len(text)]
    return sum(bool(text[start:end].strip()) for start, end in zip(starts, ends, strict=True))


if __name__ == "__main__":
    main()
