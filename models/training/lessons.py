"""What the networks learn from: documents with names put in anew at each epoch, and made ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from models.training.corpus import Tagged, read_training, read_unlabelled, tagged
from models.training.fillers import Fillers
from models.training.gold import read_texts
from models.training.learn_person_names import unknown_surnames
from models.training.marked_sentences import document, sentences
from models.training.vary_names import vary
from models.training.words import tag
from spacy.language import Language
from spacy.tokens import Doc

FACTRUEVAL, OTHER, SILVER = range(3)  # guidelines
SEED = 0
MADE_DOCUMENTS = 3000  # that an epoch's made documents are drawn from; chosen by hand
MADE_SHARE = 0.12  # of the words of an epoch; chosen by hand


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document, natasha's tags for it, and the guideline of its own tags."""

    document: Tagged
    silver: np.ndarray
    guideline: int


class Data:
    """The training documents of a folder."""

    def __init__(self, folder: Path, nlp: Language) -> None:
        """Read the folder.

        Args:
            folder: has factrueval_dev.jsonl, nerel_train.jsonl and unlabelled.jsonl.xz.
            nlp: the pipeline with natasha's weights.
        """
        self.factrueval, self.nerel = read_training(folder, nlp)
        tested = {text for path in sorted(folder.glob("*_dev.jsonl")) for text in read_texts(path)}
        known = tested | {one.document.text for one in (*self.factrueval, *self.nerel)}
        self.unlabelled = read_unlabelled(folder, nlp, known)
        everything = [*self.factrueval, *self.nerel, *self.unlabelled]
        tags = silver_tags(nlp, everything)
        self._silver = {one.document.text: own for one, own in zip(everything, tags, strict=True)}
        choice = random.Random(SEED)
        self.fillers = Fillers(unknown_surnames(folder), choice)
        rows = sentences()
        made = [document(rows, self.fillers, choice, i) for i in range(MADE_DOCUMENTS)]
        self._made = tagged(made, nlp)

    def lessons(self, documents: Iterable[Tagged], guideline: int) -> list[Lesson]:
        """Return documents as they are."""
        return [Lesson(one, self._silver[one.document.text], guideline) for one in documents]

    def varied(
        self, documents: Iterable[Tagged], guideline: int, choice: random.Random
    ) -> Iterator[Lesson]:
        """Yield documents with other names, which have their own tags for natasha's."""
        for lesson in self.lessons(documents, guideline):
            variant = vary(lesson.document, self.fillers, choice)
            own, silver = variant.document.tags, lesson.silver[variant.source]
            yield Lesson(variant.document, np.where(variant.is_new, own, silver), guideline)

    def made(self, n_words: int, choice: random.Random) -> Iterator[Lesson]:
        """Yield made documents of `MADE_SHARE` of so many words."""
        left = MADE_SHARE * n_words
        for one in choice.sample(self._made, len(self._made)):
            yield Lesson(one, one.tags, FACTRUEVAL)
            left -= len(one.tags)
            if left <= 0:
                break


def n_words(documents: Iterable[Tagged]) -> int:
    """Count the words of documents."""
    return sum(len(one.tags) for one in documents)


def silver_tags(nlp: Language, documents: list[Tagged]) -> list[np.ndarray]:
    """Return the predictions of a pipeline for documents, as tags."""
    docs = nlp.pipe([one.document.text for one in documents])
    return [tag(one.words, _spans(doc)) for one, doc in zip(documents, docs, strict=True)]


def with_tags(documents: list[Tagged], tags: list[np.ndarray]) -> list[Tagged]:
    """Return documents with other tags."""
    return [replace(one, tags=own) for one, own in zip(documents, tags, strict=True)]


def _spans(doc: Doc) -> list[tuple[int, int, str]]:
    """Return the spans that were predicted from their context, not from other parts of the
    document.
    """
    ents = [ent for ent in doc.ents if ent._.drawn_by != "document"]
    return [(ent.start_char, ent.end_char, ent.label_) for ent in ents]
