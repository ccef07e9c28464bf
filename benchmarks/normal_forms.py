"""Compare the accuracy of normal forms of imena and natasha on the same documents in the same run.

    python -m benchmarks.normal_forms GOLD.jsonl [GOLD.jsonl ...]

GOLD has ``{"text": …, "forms": [[surface, normal form, label, …], …]}`` on each line (SlavicNER).
Scored are the distinct mentions of a document whose surface and label are in its gold list: the
share whose normal form equals gold, ignoring letter case, ё, quotes and spacing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import imena
from benchmarks.natasha_peer import Natasha
from imena.forms.spelling import casefold_ru

LABELS = ("PER", "LOC", "ORG")
QUOTES = re.compile(r"[«»\"„“”\'’]")
Form = tuple[str, str, str]  # surface, label, normal form


def comparison_key(text: str) -> str:
    bare = casefold_ru(QUOTES.sub("", text))
    return re.sub(r"\s+", " ", re.sub(r"\s*-\s*", "-", bare)).strip()


def imena_forms() -> Callable[[str], Iterator[Form]]:
    nlp = imena.load(exclude=["lemmatise"])
    return lambda text: ((e.text, e.label_, e._.normal) for e in nlp(text).ents)


def natasha_forms() -> Callable[[str], Iterator[Form]]:
    natasha = Natasha()
    return lambda text: ((text[m.start : m.end], m.label, m.normal) for m in natasha(text))


def accuracy(documents: list[dict], forms: Callable[[str], Iterator[Form]]) -> Counter:
    counts: Counter = Counter()
    for document in documents:
        gold = {(comparison_key(f[0]), f[2]): comparison_key(f[1]) for f in document["forms"]}
        found = {
            (comparison_key(s), label): comparison_key(normal)
            for s, label, normal in forms(document["text"])
        }
        for key in found.keys() & gold.keys():
            for label in (key[1], "ALL"):
                counts["all", label] += 1
                counts["right", label] += found[key] == gold[key]
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    systems = {"natasha": natasha_forms(), "imena": imena_forms()}
    print(
        f"{'set':20}{'system':9}" + "".join(f"{label:>7}" for label in (*LABELS, "ALL")) + "      n"
    )
    for path in parser.parse_args().gold:
        documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for system, forms in systems.items():
            counts = accuracy(documents, forms)
            cells = [
                f"{counts['right', label] / max(1, counts['all', label]):7.3f}"
                for label in (*LABELS, "ALL")
            ]
            print(f"{path.stem:20}{system:9}" + "".join(cells) + f"{counts['all', 'ALL']:7d}")


if __name__ == "__main__":
    main()
