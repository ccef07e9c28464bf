"""Measure what the recipes reach on documents that they were not trained on.

    python -m models.training.cross_validate DATA FOLDS [MODEL ...]

FOLDS is what ``train_sm DATA --folds FOLDS`` and ``train_lg`` wrote. Each document of factRuEval's
devset is read by networks that were trained without it, unchanged and perturbed as by
``benchmarks.entities --perturbed``; natasha reads the same in the same run.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from benchmarks.entities import compare, natasha_counts, perturbed
from benchmarks.natasha_peer import Natasha
from models.training.corpus import Tagged, folds, tagged
from models.training.gold import read_flat
from models.training.words import segmenter
from spacy.language import Language

import imena
from imena.components.encoder_rescoring import EncoderRescorer
from imena.components.networks import CASED, CASELESS, Networks
from imena.evaluation.counts import count_documents
from imena.evaluation.gold import GoldDocument
from imena.models import MODELS
from imena.nets.encoder import read_encoder
from imena.nets.tagger import read_tagger

ROOT = Path(__file__).parent.parent.parent

WITH_ENCODER = "ru_imena_lg"


def out_of_fold(data: Path, folder: Path, model: str) -> Iterator[tuple[Language, list[Tagged]]]:
    """Yield, for each fold, the pipeline with its uncalibrated networks, and its test documents."""
    factrueval = tagged(read_flat(data / "factrueval_dev.jsonl"), segmenter())
    for number, (_, test) in enumerate(folds(factrueval)):
        weights = folder / str(number)
        cased, caseless = (read_tagger(weights / name) for name in (CASED, CASELESS))
        second = None
        if model == WITH_ENCODER:
            second = EncoderRescorer(read_encoder(weights), cased.tags)
        nlp = imena.load(exclude=["lemmatise", "normalise", "recognise"])
        nlp.add_pipe("imena_recognise", name="recognise")
        nlp.get_pipe("recognise").use(Networks(cased, caseless, second))
        yield nlp, test


def main() -> None:
    """Print the table."""
    data, folder = map(Path, sys.argv[1:3])
    gold: dict[str, list[GoldDocument]] = {}
    found: dict[str, dict[str, list[np.ndarray]]] = defaultdict(dict)
    for model in sys.argv[3:] or MODELS:
        gold = defaultdict(list)
        for nlp, test in out_of_fold(data, folder, model):
            documents = [GoldDocument(one.document.text, one.document.spans) for one in test]
            for name, copies in {"": documents, **perturbed(documents)}.items():
                gold[name] += copies
                found[name].setdefault(model, []).append(count_documents(copies, nlp))
    natasha = Natasha()
    for name, documents in gold.items():
        theirs = natasha_counts(natasha, documents)
        ours = {model: np.concatenate(parts) for model, parts in found[name].items()}
        compare(f"factrueval {name}", {"natasha": theirs, **ours})


if __name__ == "__main__":
    main()
