"""Train the network of ru_imena_sm that finds NEREL's kinds.

    python -m models.training.train_kinds DATA --base FILE   # models/ru_imena_sm/weights/kinds.npz

DATA is as for train_sm, and FILE is what train_lg wrote. The network learns from NEREL's nested
spans, with other names put in, and from what the encoder in FILE says of the same texts and of
texts without gold. One core
needs N minutes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from models.training.corpus import Tagged
from models.training.encoder import Encoder
from models.training.kinds_cnn import KindsCnn
from models.training.lessons import OTHER, SEED, Data
from models.training.train_lg import untrained
from models.training.train_sm import ROOT, Trainer, pipeline
from models.training.vary_names import vary
from models.training.vocabulary import with_spaces
from models.training.words import KINDS
from torch import Tensor
from torch.nn import functional

from imena.components.homoglyphs import fold_homoglyphs
from imena.components.recognise import FRAME
from imena.nets.kinds import WEIGHTS
from imena.nets.pieces import Pieces
from imena.nets.windows import PADDING, Stretch, windows

# Chosen by hand.
EPOCHS, RATE, DECAY, WARM = 10, 1.5e-3, 0.05, 100
WORDS_A_BATCH, HEAPS = 1500, 400
TEACHER = 0.5  # of the loss on texts that have both gold and the encoder's probabilities
LOWER = 0.1  # of documents: in lower case
VARIED = 0.5  # of documents with gold: with other names
UNLABELLED = 0.35  # of the texts without gold


@dataclass(frozen=True, slots=True)
class Block:
    """The words of a block of lines."""

    texts: list[str]
    framed: tuple[bool, bool]
    gold: np.ndarray | None  # (words, kinds) int8, see `models.training.words.tag_kinds`
    taught: np.ndarray | None  # (words, kinds, 3) float32 probabilities


def blocks(document: Tagged, taught: np.ndarray | None, lower: bool) -> Iterator[Block]:
    """Yield the blocks of a document."""
    words = document.words
    texts = [text.lower() if lower else text for text in map(fold_homoglyphs, words.texts)]
    starts = [*np.flatnonzero(words.starts_block).tolist(), len(texts)]
    for a, b in pairwise(starts):
        gold = None if document.kinds is None else document.kinds[a:b]
        own = None if taught is None else taught[a:b]
        yield Block(texts[a:b], (a > 0, b < len(texts)), gold, own)


def teach(net: Encoder, pieces: Pieces, document: Tagged) -> np.ndarray:
    """Return the encoder's probabilities for the words of a document, (words, kinds, 3)."""
    words = document.words
    cut = [pieces.cut(text) for text in with_spaces(words)]
    bounds = [*np.flatnonzero(words.starts_sentence).tolist(), len(cut)]
    stretches = (Stretch(cut[a:b], bool(words.starts_block[a])) for a, b in pairwise(bounds))
    read = list(windows(stretches))
    length = max(len(window.pieces) for window in read)
    padded = torch.full((len(read), length), PADDING)
    for row, window in enumerate(read):
        padded[row, : len(window.pieces)] = torch.tensor(window.pieces)
    firsts = [row * length + first for row, window in enumerate(read) for first in window.firsts]
    with torch.no_grad():
        hidden = net.hidden(padded, (padded != PADDING).float()).flatten(0, 1)
        scores = net.kinds(hidden[torch.tensor(firsts)]).unflatten(1, (len(KINDS), 3))
    return functional.softmax(scores, 2).numpy()


def train(data: Data, trainer: Trainer, taught: dict[str, np.ndarray]) -> KindsCnn:
    """Train the network.

    Args:
        data: the training documents.
        trainer: has natasha's network and word vectors.
        taught: the encoder's probabilities for the words of documents, by text.
    """
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    net = KindsCnn(trainer.start)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    step = 0
    for epoch in range(EPOCHS):
        drawn = batches(list(_draw(data, taught, rng)), rng)
        for number, batch in enumerate(drawn):
            step += 1
            done = (epoch + number / len(drawn)) / EPOCHS
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(step / WARM, max(0.02, 1 - done))
            loss = _loss(net, trainer, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
        print(f"epoch {epoch + 1} of {EPOCHS}, loss {loss.item():.4f}", flush=True)
    return net.eval()


def _draw(data: Data, taught: dict[str, np.ndarray], rng: random.Random) -> Iterator[Block]:
    """Yield the blocks of an epoch: with gold, half of them with other names, and without."""
    for lesson in data.lessons(data.nerel, OTHER):
        document, probabilities = lesson.document, taught[lesson.document.document.text]
        if rng.random() < VARIED:
            document = vary(document, data.fillers, rng).document
            probabilities = None
        yield from blocks(document, probabilities, rng.random() < LOWER)
    for document in chosen(data.unlabelled):
        yield from blocks(document, taught[document.document.text], rng.random() < LOWER)


def chosen(unlabelled: list[Tagged]) -> list[Tagged]:
    """Return the texts without gold that are used, always the same."""
    return random.Random(SEED).sample(unlabelled, round(UNLABELLED * len(unlabelled)))


def batches(drawn: list[Block], rng: random.Random) -> list[list[Block]]:
    """Batch blocks of similar length, in random order."""
    rng.shuffle(drawn)
    found = []
    for start in range(0, len(drawn), HEAPS):
        batch: list[Block] = []
        for block in sorted(drawn[start : start + HEAPS], key=lambda one: len(one.texts)):
            if batch and (len(batch) + 1) * len(block.texts) > WORDS_A_BATCH:
                found.append(batch)
                batch = []
            batch.append(block)
        found.append(batch)
    rng.shuffle(found)
    return found


def _loss(net: KindsCnn, trainer: Trainer, batch: list[Block]) -> Tensor:
    """Return the cross-entropy with gold, with the encoder, or the mean of both, summed over kinds,
    as a mean over words.
    """
    size = 2 + max(len(block.texts) for block in batch)
    words: list[str] = []
    real = torch.zeros(len(batch), size)
    inside = torch.zeros(len(batch), size, dtype=torch.bool)
    for row, block in enumerate(batch):
        before, after = block.framed
        line = [FRAME if before else "", *block.texts, FRAME if after else ""]
        words += line + [""] * (size - len(line))
        real[row, 1 - before : 1 + len(block.texts) + after] = 1
        inside[row, 1 : 1 + len(block.texts)] = True
    vectors, shapes = trainer.embed(words)
    shape = len(batch), size
    scores = net(vectors.view(*shape, -1), shapes.view(shape), real)[inside]
    target = torch.from_numpy(np.concatenate([_target(block) for block in batch]))
    return -(functional.log_softmax(scores, 2) * target).sum() / len(target)


def _target(block: Block) -> np.ndarray:
    """Return the probabilities that are to be learned, (words, kinds, 3) float32."""
    if block.gold is None:
        assert block.taught is not None
        return block.taught
    gold = np.eye(3, dtype=np.float32)[block.gold]
    return gold if block.taught is None else TEACHER * block.taught + (1 - TEACHER) * gold


def main() -> None:
    """Train and write the network."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path, metavar="FILE", required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    trainer = Trainer()
    data = Data(arguments.data, pipeline())
    encoder, pieces, _ = untrained(data)
    encoder.load_state_dict(torch.load(arguments.base))
    encoder.eval()
    documents = (*data.nerel, *chosen(data.unlabelled))
    taught = {one.document.text: teach(encoder, pieces, one) for one in documents}
    net = train(data, trainer, taught)
    np.savez_compressed(ROOT / "models/ru_imena_sm" / WEIGHTS, **net.arrays(trainer.start))


if __name__ == "__main__":
    main()
