"""What surnames found elsewhere in the document add: token F1 without and with them.

    python benchmarks/surname_propagation.py GOLD.jsonl [GOLD.jsonl …]

GOLD is as for benchmarks/entities.py. The figures are those of
pipeline/imena/components/surname_propagation.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import imena
from imena.evaluation.f1 import f1_scores
from imena.evaluation.gold import read_gold
from imena.evaluation.spans import ALL, LABELS

VARIANTS = {"without": ("model", "rule"), "with": ("model", "rule", "document")}


def main() -> None:
    nlp = imena.load(exclude=["lemmatise", "normalise"])
    print(f"{'':28}" + "".join(f"{label:>7}" for label in (*LABELS, ALL)))
    for path in map(Path, sys.argv[1:]):
        gold = read_gold(path)
        docs = list(nlp.pipe(document.text for document in gold))
        for name, sources in VARIANTS.items():
            scores = f1_scores(
                (
                    document.text,
                    document.spans,
                    [
                        (ent.start_char, ent.end_char, ent.label_)
                        for ent in doc.ents
                        if ent._.drawn_by in sources
                    ],
                )
                for document, doc in zip(gold, docs, strict=True)
            )
            cells = "".join(f"{scores['token'][label]:7.3f}" for label in (*LABELS, ALL))
            print(f"{path.stem:20}{name:8}{cells}")


if __name__ == "__main__":
    main()
