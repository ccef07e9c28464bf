"""What the recipe of ru_imena_sm reaches on documents that it did not learn from.

    python models/training/cross_validate.py DATA FOLDER

FOLDER is what ``train_sm.py DATA --folds FOLDER`` wrote. Each document of factRuEval's devset is
read by the networks that were trained without it, as it is and perturbed as
``benchmarks/entities.py --perturbed`` does; natasha reads the same in the same run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from gold import read_flat
from spacy.language import Language
from words import segmenter

import imena
from corpus import Tagged, folds, tagged
from imena.components.emissions import CASED, CASELESS, Networks
from imena.nets.tagger import read_tagger

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests")]

from entities import compare, perturbed  # noqa: E402
from imena.evaluation.evaluate import count_documents  # noqa: E402
from imena.evaluation.f1 import Counts  # noqa: E402
from imena.evaluation.gold import GoldDocument  # noqa: E402
from natasha_peer import Natasha  # noqa: E402


def out_of_fold(data: Path, folder: Path) -> Iterator[tuple[Language, list[Tagged]]]:
    """For each fold the pipeline of its networks, without calibration, and its test documents."""
    factrueval = tagged(read_flat(data / "factrueval_dev.jsonl"), segmenter())
    for number, (_, test) in enumerate(folds(factrueval)):
        nlp = imena.load("ru_imena_sm", exclude=["lemmatise", "normalise", "recognise"])
        nlp.add_pipe("imena_recognise", name="recognise")
        nets = [read_tagger(folder / str(number) / name) for name in (CASED, CASELESS)]
        nlp.get_pipe("recognise").use(Networks(*nets))
        yield nlp, test


def main() -> None:
    """Print the table."""
    data, folder = map(Path, sys.argv[1:])
    gold: dict[str, list[GoldDocument]] = {}
    ours: dict[str, list[Counts]] = {}
    for nlp, test in out_of_fold(data, folder):
        documents = [GoldDocument(one.document.text, one.document.spans) for one in test]
        for name, copies in {"": documents, **perturbed(documents)}.items():
            gold.setdefault(name, []).extend(copies)
            ours.setdefault(name, []).extend(count_documents(copies, nlp))
    natasha = Natasha()
    for name, documents in gold.items():
        compare(f"factrueval {name}", documents, ours[name], natasha)


if __name__ == "__main__":
    main()
