"""Compare what the recogniser may read at once, for docs/decisions/0001-line-breaks.md.

python -m benchmarks.recogniser_context GOLD.jsonl [GOLD.jsonl ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

import imena
from imena.components import recognise
from imena.components.batch import at_paragraphs, at_sentences
from imena.evaluation.counts import count_text, f1_scores
from imena.evaluation.gold import read_gold
from imena.evaluation.spans import LABELS


def at_documents(doc: Doc) -> np.ndarray:
    return np.arange(len(doc)) == 0


VARIANTS = {
    "blocks with a full stop where they were cut off": (at_paragraphs, "."),
    "blocks, nothing in place of what was cut off": (at_paragraphs, None),
    "sentence by sentence": (at_sentences, None),
    "the whole document, mentions cut at line breaks": (at_documents, None),
}


def main() -> None:
    nlp = imena.load(exclude=["lemmatise", "normalise"])
    print(f"{'':70}" + "".join(f"{label:>7}" for label in (*LABELS, "ALL")))
    for path in map(Path, sys.argv[1:]):
        gold = read_gold(path)
        for name, (recognise.at_paragraphs, recognise.FRAME) in VARIANTS.items():
            docs = nlp.pipe(document.text for document in gold)
            found = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]
            scores = f1_scores(
                count_text(document.text, document.spans, spans)
                for document, spans in zip(gold, found, strict=True)
            )
            cells = "".join(f"{scores['token'][label]:7.3f}" for label in (*LABELS, "ALL"))
            print(f"{path.stem:20}{name:50}{cells}")


if __name__ == "__main__":
    main()
