"""Rebuild the table of letter pairs that distinguishes 8-bit encodings.

    pip install -e .
    python -m models.training.letter_statistics DATA

DATA is the folder of the corpora: factrueval_dev.jsonl and nerel_train.jsonl are read. Writes
pipeline/imena/corpus/encoding/data/letters.tsv. The table reveals no text: it only says how often
one kind of character follows another.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from imena.corpus.encoding.letter_statistics import (
    CAPITAL,
    LOWER,
    OTHER,
    RUSSIAN,
    SYMBOLS,
    TABLE,
    symbols_of,
)

CORPORA = ("factrueval_dev.jsonl", "nerel_train.jsonl")
CAPITALS = 10  # one in so many texts is also read in capitals, like headings and old databases
BACKOFF = 20  # pseudo-counts of a pair, distributed like its second kind
NEIGHBOURS = 0.02  # assumed share of letters; 0.08 in Ukrainian, none in the corpora
# nats: the cost of the rarest pair, and of a character that occurs in no text
RARE, ACCIDENT = 10.0, 12.0
HEADER = """\
# How often one kind of character follows another in Russian: the natural logarithm of the
# probability of the column's kind after the row's, times -10.
# Made by models/training/letter_statistics.py from the devset of factRuEval-2016 (MIT) and from
# the training documents of NEREL 1.1 (texts of Russian Wikinews, CC BY 2.5).
# Kinds: the letters, _ white space, 0 a digit, w a Latin letter, . punctuation of ASCII,
# « » — … print that opens, closes, is a dash, is another sign, і and І letters of Ukrainian and
# Belarusian, ? anything else.
"""


def main() -> None:
    """Count the pairs and write the table."""
    folder = Path(sys.argv[1])
    counts = np.zeros((len(SYMBOLS), len(SYMBOLS)))
    for name in CORPORA:
        for number, line in enumerate((folder / name).read_text("utf-8").splitlines()):
            text = json.loads(line)["text"]
            _count(text, counts)
            if number % CAPITALS == 0:
                _count(text.upper(), counts)
    scaled = np.rint(10 * _costs(counts)).astype(int)
    rows = [
        "\t".join([symbol, *map(str, row)]) for symbol, row in zip(SYMBOLS, scaled, strict=True)
    ]
    head = "\t".join(["", *SYMBOLS])
    TABLE.write_text(HEADER + "\n".join([head, *rows]) + "\n", "utf-8")


def _costs(counts: np.ndarray) -> np.ndarray:
    """Return negative log probabilities: (kinds, kinds) float64."""
    counts[[LOWER, CAPITAL, OTHER]] = 0  # too rare to know what follows them
    chance = counts.sum(axis=0) + 1
    counts += BACKOFF * chance / chance.sum()
    shares = counts / counts.sum(axis=1, keepdims=True)
    for kind, letters in ((LOWER, slice(0, RUSSIAN)), (CAPITAL, slice(RUSSIAN, 2 * RUSSIAN))):
        shares[:, kind] = NEIGHBOURS * shares[:, letters].sum(axis=1)
    costs: np.ndarray = np.minimum(-np.log(shares), RARE)
    costs[:, OTHER] = ACCIDENT
    return costs


def _count(text: str, counts: np.ndarray) -> None:
    found = symbols_of(text)
    np.add.at(counts, (found[:-1], found[1:]), 1)


if __name__ == "__main__":
    main()
