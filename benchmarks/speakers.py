"""Count how many speaker labels of plays are drawn exactly as persons, beside natasha.

    python -m benchmarks.speakers PLAYS.jsonl [--model NAME]

The ``spans`` of the plays are the labels that are names. Precision cannot be measured there, since
nothing else is marked. Instead, single words are counted that are drawn as persons although
pymorphy3's dictionary has them and not as a name; part of these are persons all the same.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import imena
from benchmarks.natasha_peer import Natasha
from imena.components.name_words import is_common

Bounds = set[tuple[int, int]]


def main() -> None:
    """Print the counts of both."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plays", type=Path)
    parser.add_argument("--model", default="ru_imena_sm")
    arguments = parser.parse_args()
    plays = [json.loads(line) for line in arguments.plays.read_text("utf-8").splitlines()]
    texts = [play["text"] for play in plays]
    gold: list[Bounds] = [{(start, end) for start, end, _ in play["spans"]} for play in plays]
    natasha, nlp = Natasha(syntax=False), imena.load(arguments.model)
    theirs = [{(m.start, m.end) for m in natasha(text) if m.label == "PER"} for text in texts]
    ours = [
        {(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PER"}
        for doc in nlp.pipe(texts)
    ]
    report("natasha", texts, gold, theirs)
    report(arguments.model, texts, gold, ours)


def report(name: str, texts: list[str], gold: list[Bounds], found: list[Bounds]) -> None:
    """Print one line of counts."""
    labels = sum(map(len, gold))
    hits = sum(len(one & other) for one, other in zip(gold, found, strict=True))
    words = Counter(
        text[start:end]
        for text, spans in zip(texts, found, strict=True)
        for start, end in spans
        if text[start:end].isalpha() and is_common(text[start:end])
    )
    print(
        f"{name}: {hits} of {labels} labels ({hits / labels:.3f}), {sum(words.values())} of "
        f"{sum(map(len, found))} persons are common words: {dict(words.most_common(10))}"
    )


if __name__ == "__main__":
    main()
