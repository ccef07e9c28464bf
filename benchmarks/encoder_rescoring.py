"""Measure what the encoder of ru_imena_lg adds, by how unsure a sentence must be for it to be
rescored.

    python -m benchmarks.encoder_rescoring GOLD.jsonl [GOLD.jsonl ...]

``sure`` is the probability of a word's best tag below which its sentence is rescored: no sentence
at 0, all above 1. ``read`` is the share of words in rescored sentences, ``time`` that of the
recogniser, relative to rescoring nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import numpy as np

import imena
from imena.components.encoder_rescoring import EncoderRescorer
from imena.components.networks import CASED, CASELESS, Networks
from imena.evaluation.counts import count_text, f1_scores
from imena.evaluation.gold import read_gold
from imena.evaluation.spans import ALL, LABELS
from imena.nets.archive import model_folder
from imena.nets.encoder import Encoder, Sentence, read_encoder
from imena.nets.tagger import read_tagger

SURE = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1)


class Counted:
    """An encoder that counts the words it reads."""

    def __init__(self, encoder: Encoder) -> None:
        self.tags, self.words, self._encoder = encoder.tags, 0, encoder

    def log_probabilities(self, documents: Iterable[Iterable[Sentence]]) -> np.ndarray:
        rows = self._encoder.log_probabilities(documents)
        self.words += len(rows)
        return rows


def main() -> None:
    nlp = imena.load(exclude=["lemmatise", "normalise"])
    recognise = nlp.get_pipe("recognise")
    cased, caseless = (
        read_tagger(model_folder("ru_imena_sm") / name) for name in (CASED, CASELESS)
    )
    encoder = read_encoder(model_folder("ru_imena_lg"))
    print(
        f"{'set':20}{'sure':>6}{'read':>7}{'time':>7}"
        + "".join(f"{label:>7}" for label in (*LABELS, ALL))
    )
    for path in map(Path, sys.argv[1:]):
        gold = read_gold(path)
        docs = list(nlp.pipe([document.text for document in gold], disable=["recognise"]))
        words = sum(not token.is_space for doc in docs for token in doc)
        alone = 0.0
        for sure in SURE:
            counted = Counted(encoder)
            recognise.use(Networks(cased, caseless, EncoderRescorer(counted, cased.tags, sure)))
            for doc in docs:
                doc.ents = []
            start = process_time()
            for _ in recognise.pipe(docs):
                pass
            spent = process_time() - start
            alone = alone or spent
            scores = f1_scores(
                count_text(
                    one.text, one.spans, [(e.start_char, e.end_char, e.label_) for e in doc.ents]
                )
                for one, doc in zip(gold, docs, strict=True)
            )["token"]
            row = "".join(f"{scores[label]:7.3f}" for label in (*LABELS, ALL))
            print(
                f"{path.stem:20}{sure:6.2f}{counted.words / words:7.2f}{spent / alone:7.1f}{row}",
                flush=True,
            )


if __name__ == "__main__":
    main()
