"""Train the two networks of ru_imena_sm, on all of factRuEval's devset or without each fold of it.

    python -m models.training.train_sm DATA                  # writes models/ru_imena_sm/weights
    python -m models.training.train_sm DATA --folds FOLDER   # five pairs, for cross_validate

DATA is a folder with factrueval_dev.jsonl, nerel_train.jsonl and unlabelled.jsonl.xz. One core
needs about seven minutes for a pair.

Both networks start from natasha's. The first learns from gold, with one head for each guideline and
natasha's own tags as one more guideline, so that it does not forget them; it is then averaged with
natasha's network. The second sees lower case only, and learns from gold and from the first
network's predictions on unlabelled text.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from models.training.cnn import Cnn, Words, crf_loss
from models.training.corpus import Tagged, folds
from models.training.export import average, write_slovnet
from models.training.lessons import (
    FACTRUEVAL,
    OTHER,
    SEED,
    SILVER,
    Data,
    Lesson,
    n_words,
    silver_tags,
    with_tags,
)
from models.training.words import TAGS
from spacy.language import Language
from torch import Tensor
from torch.nn import functional

import imena
from imena.components.homoglyphs import fold_homoglyphs
from imena.components.networks import CASED as CASED_FILE
from imena.components.networks import CASELESS as CASELESS_FILE
from imena.components.networks import Networks
from imena.components.recognise import FRAME
from imena.nets.archive import NAVEC, NER, SlovnetArchive, natasha_data, read_navec, read_slovnet
from imena.nets.tagger import Tagger

ROOT = Path(__file__).parent.parent.parent
# Chosen by hand.
REPEATS = 3  # factRuEval's devset is small, and its guideline is ours
WORDS_A_BATCH, WORDS_A_PIECE = 1500, 64
SILVER_WEIGHT = 0.3
SHARE = 0.7  # of the trained network in the average
SPOKEN = 0.2  # of the blocks of the caseless network that lose their punctuation


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a network is trained."""

    epochs: float
    rate: float  # of the heads
    body: float  # the rate of everything else, as a factor
    lower: bool  # whether letter case is removed


CASED = Schedule(epochs=10, rate=1e-3, body=0.3, lower=False)
CASELESS = Schedule(epochs=4, rate=1.5e-3, body=1.0, lower=True)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A block of lines."""

    texts: list[str]
    tags: np.ndarray
    silver: np.ndarray
    guideline: int
    framed: tuple[bool, bool]


Draw = Callable[[random.Random], list[Sequence]]  # the blocks of one epoch


def sequences(lessons: Iterable[Lesson]) -> Iterator[Sequence]:
    """Return the blocks of documents."""
    for lesson in lessons:
        words, tags = lesson.document.words, lesson.document.tags
        starts = [*np.flatnonzero(words.starts_block).tolist(), len(tags)]
        texts = list(map(fold_homoglyphs, words.texts))
        for a, b in pairwise(starts):
            framed = a > 0, b < len(tags)
            yield Sequence(texts[a:b], tags[a:b], lesson.silver[a:b], lesson.guideline, framed)


class Trainer:
    """natasha's network and word vectors, which all trainings share."""

    def __init__(self) -> None:
        """Read natasha's weights."""
        data = natasha_data()
        self.start = read_slovnet(data / NER)
        self.navec = read_navec(data / NAVEC)
        self._words = Words(self.start, self.navec)
        self._numbers = torch.tensor([self.start.tags.index(tag) for tag in TAGS])

    def train(
        self, draw: Draw, schedule: Schedule, transitions: np.ndarray | None = None
    ) -> SlovnetArchive:
        """Continue training natasha's network; given ``transitions`` stay fixed."""
        torch.manual_seed(SEED)
        rng = random.Random(SEED)
        net = Cnn(self.start, guidelines=3)
        if transitions is not None:
            net.hold(transitions)
        heads = [*net.heads, *net.head_biases, net.potentials]
        body = [p for p in net.parameters() if all(p is not head for head in heads)]
        groups = [{"params": body, "factor": schedule.body}, {"params": heads, "factor": 1.0}]
        optimizer = torch.optim.AdamW(groups, lr=schedule.rate, weight_decay=0.01)
        total = schedule.epochs * sum(len(block.texts) for block in draw(random.Random(SEED)))
        seen = 0
        net.train()
        while seen < total:
            for batch in _batches(draw(rng), rng):
                seen += sum(len(block.texts) for block in batch)
                for group in optimizer.param_groups:
                    group["lr"] = schedule.rate * group["factor"] * max(0.02, 1 - seen / total)
                loss = self._loss(net, batch, schedule.lower)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
        return net.archive(self.start, "imena_ner", FACTRUEVAL)

    def embed(self, words: list[str]) -> tuple[Tensor, Tensor]:
        """Return (words, vector size) vectors and (words,) int64 shapes; zeros for a gap."""
        numbers = torch.from_numpy(self._words.numbers(words))
        return self._words.vectors[numbers], self._words.shapes[numbers]

    def _loss(self, net: Cnn, batch: list[Sequence], lower: bool) -> Tensor:
        words, rows, pieces = [""], [], []
        for block in batch:
            before, after = block.framed
            words += [FRAME] * before
            first = len(rows)
            rows += range(len(words), len(words) + len(block.texts))
            words += [text.lower() for text in block.texts] if lower else block.texts
            words += [FRAME] * after + [""]
            parts = -(-len(block.texts) // WORDS_A_PIECE)
            cut = np.array_split(np.arange(first, len(rows)), parts)
            pieces += [(block.guideline, piece) for piece in cut]
        vectors, shapes = self.embed(words)
        real = torch.tensor([float(word != "") for word in words])
        hidden = net.hidden(vectors, shapes, real)[torch.tensor(rows)]
        tags = self._numbers[torch.from_numpy(np.concatenate([b.tags for b in batch]))]
        silver = self._numbers[torch.from_numpy(np.concatenate([b.silver for b in batch]))]
        scores = net.scores(hidden, SILVER)
        loss = SILVER_WEIGHT * functional.cross_entropy(scores, silver, reduction="sum")
        for guideline in (FACTRUEVAL, OTHER):
            chosen = [piece for g, piece in pieces if g == guideline]
            if chosen:
                index, real = _padded(chosen)
                emitted = net.scores(hidden, guideline)[index]
                loss = loss + crf_loss(emitted, tags[index], real, net.transitions)
        return loss / len(rows)


def _batches(blocks: list[Sequence], rng: random.Random) -> Iterator[list[Sequence]]:
    order = rng.sample(blocks, len(blocks))
    batch: list[Sequence] = []
    size = 0
    for block in order:
        batch.append(block)
        size += len(block.texts)
        if size >= WORDS_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _padded(pieces: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    index = np.zeros((len(pieces), max(map(len, pieces))), np.int64)
    real = np.zeros(index.shape, bool)
    for row, piece in enumerate(pieces):
        index[row, : len(piece)] = piece
        real[row, : len(piece)] = True
    return torch.from_numpy(index), torch.from_numpy(real)


def pipeline() -> Language:
    """Load imena's recogniser with natasha's weights, which can be replaced."""
    options: dict[str, Any] = {"components": {"recognise": {"weights": "natasha"}}}
    return imena.load("ru_imena_sm", exclude=["lemmatise", "normalise"], config=options)


def with_networks(
    nlp: Language, trainer: Trainer, cased: SlovnetArchive, caseless: SlovnetArchive | None
) -> Language:
    """Put these networks into the pipeline."""
    second = None if caseless is None else Tagger(caseless, trainer.navec)
    nlp.get_pipe("recognise").use(Networks(Tagger(cased, trainer.navec), second))
    return nlp


def train(
    trainer: Trainer, nlp: Language, data: Data, gold: list[Tagged]
) -> tuple[SlovnetArchive, SlovnetArchive]:
    """Train the cased and the caseless network, with ``gold`` for factRuEval."""
    size = REPEATS * n_words(gold) + n_words(data.nerel)

    def draw(choice: random.Random) -> list[Sequence]:
        lessons = [*data.varied(data.nerel, OTHER, choice), *data.made(size, choice)]
        for _ in range(REPEATS):
            lessons += data.varied(gold, FACTRUEVAL, choice)
        return list(sequences(lessons))

    trained = trainer.train(draw, CASED)
    cased = average(trained, trainer.start, SHARE)

    found = silver_tags(with_networks(nlp, trainer, cased, None), data.unlabelled)
    unlabelled = data.lessons(with_tags(data.unlabelled, found), FACTRUEVAL)
    constant = list(sequences(unlabelled))

    def draw_caseless(choice: random.Random) -> list[Sequence]:
        return [_spoken(block, choice) for block in draw(choice) + constant]

    return cased, trainer.train(draw_caseless, CASELESS, transitions=cased.transitions)


def _spoken(block: Sequence, choice: random.Random) -> Sequence:
    """Take the punctuation out of some blocks, as in transcripts of speech."""
    if choice.random() >= SPOKEN:
        return block
    kept = np.array([any(map(str.isalnum, text)) for text in block.texts])
    kept |= block.tags > 0
    texts = [text for text, keep in zip(block.texts, kept.tolist(), strict=True) if keep]
    if not texts:
        return block
    return replace(block, texts=texts, tags=block.tags[kept], silver=block.silver[kept])


def write(networks: tuple[SlovnetArchive, SlovnetArchive], folder: Path) -> None:
    """Write the cased and the caseless network where `imena.components.networks` finds them."""
    for network, name in zip(networks, (CASED_FILE, CASELESS_FILE), strict=True):
        write_slovnet(network, folder / name)


def main() -> None:
    """Train and write the networks."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    trainer, nlp = Trainer(), pipeline()
    data = Data(arguments.data, nlp)
    if arguments.folds is None:
        write(train(trainer, nlp, data, data.factrueval), ROOT / "models/ru_imena_sm")
        return
    for number, (gold, _) in enumerate(folds(data.factrueval)):
        write(train(trainer, nlp, data, gold), arguments.folds / str(number))


if __name__ == "__main__":
    main()
