"""Read the data folder as documents of tagged words, for both recipes."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from models.training.gold import Document, read_flat, read_nerel, read_nested
from models.training.words import Words, tag, tag_kinds, words_of
from spacy.language import Language

FOLDS = 5
NOT_FOR_TRAINING = "slavic/"  # ids of SlavicNER's texts, a research corpus without a licence


@dataclass(frozen=True, slots=True)
class Tagged:
    """The words and tags of a document; ``tags`` are indices into `words.TAGS`."""

    document: Document
    words: Words
    tags: np.ndarray  # (words,) int64
    kinds: np.ndarray | None = None  # (words, kinds) int8, see `words.tag_kinds`; None if unmarked


def read_training(folder: Path, nlp: Language) -> tuple[list[Tagged], list[Tagged]]:
    """Read factRuEval-2016's devset, and NEREL's training set with flattened spans."""
    return (
        tagged(read_flat(folder / "factrueval_dev.jsonl"), nlp),
        with_kinds(folder / "nerel_train.jsonl", nlp),
    )


def with_kinds(path: Path, nlp: Language) -> list[Tagged]:
    """Read a file of NEREL with flattened and with nested spans."""
    return [
        replace(document, kinds=tag_kinds(document.words, nested))
        for document, nested in zip(tagged(read_nerel(path), nlp), read_nested(path), strict=True)
    ]


def read_unlabelled(folder: Path, nlp: Language, but: set[str]) -> list[Tagged]:
    """Read texts without gold, except those in ``but``, which are used for tests or training."""
    documents = []
    with lzma.open(folder / "unlabelled.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["text"] not in but and not row["id"].startswith(NOT_FOR_TRAINING):
                documents.append(Document(row["id"], row["text"], ()))
    return tagged(documents, nlp)


def tagged(documents: list[Document], nlp: Language) -> list[Tagged]:
    """Split documents into words as ``nlp`` does."""
    docs = nlp.pipe([document.text for document in documents])
    cut = [(document, words_of(doc)) for document, doc in zip(documents, docs, strict=True)]
    return [Tagged(document, words, tag(words, document.spans)) for document, words in cut]


def folds(documents: list[Tagged]) -> Iterator[tuple[list[Tagged], list[Tagged]]]:
    """Yield training and test documents for a cross-validation by document."""
    order = list(range(len(documents)))
    random.Random(1).shuffle(order)
    for number in range(FOLDS):
        test = set(order[number::FOLDS])
        yield (
            [document for i, document in enumerate(documents) if i not in test],
            [document for i, document in enumerate(documents) if i in test],
        )
