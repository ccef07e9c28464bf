"""Train the network of ru_imena_sm that finds NEREL's kinds.

    python -m models.training.train_kinds DATA --base FILE   # models/ru_imena_sm/weights/kinds.npz

DATA is as for train_sm, and FILE is what train_lg wrote. A first network learns from NEREL's nested
spans, with other names put in. A second one also learns what the first and the encoder in FILE say
together of texts without gold. One core needs 40 minutes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from models.training.batches import by_length
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
WORDS_A_BATCH = 1500
LOWER = 0.1  # of documents: in lower case
VARIED = 0.5  # of documents with gold: with other names
UNLABELLED = 0.35  # of the texts without gold
ENCODER = 0.4  # of its log probabilities in the mean with the first network's


@dataclass(frozen=True, slots=True)
class Block:
    """The words of a block of lines."""

    texts: list[str]
    framed: tuple[bool, bool]
    target: np.ndarray  # (words, kinds, 3) float32 probabilities


def blocks(document: Tagged, target: np.ndarray, lower: bool) -> Iterator[Block]:
    """Yield the blocks of a document."""
    words = document.words
    texts = [text.lower() if lower else text for text in map(fold_homoglyphs, words.texts)]
    starts = [*np.flatnonzero(words.starts_block).tolist(), len(texts)]
    for a, b in pairwise(starts):
        yield Block(texts[a:b], (a > 0, b < len(texts)), target[a:b])


def encoded(net: Encoder, pieces: Pieces, document: Tagged) -> np.ndarray:
    """Return the encoder's log probabilities for the words of a document, (words, kinds, 3)."""
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
    return functional.log_softmax(scores, 2).numpy()


def train(data: Data, trainer: Trainer, taught: Mapping[str, np.ndarray]) -> KindsCnn:
    """Train the network.

    Args:
        data: the training documents.
        trainer: has natasha's network and word vectors.
        taught: probabilities for the words of documents without gold, by text.
    """
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    net = KindsCnn(trainer.start)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    step = 0
    for epoch in range(EPOCHS):
        drawn = by_length(list(_draw(data, taught, rng)), _length, WORDS_A_BATCH, rng)
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


def _draw(data: Data, taught: Mapping[str, np.ndarray], rng: random.Random) -> Iterator[Block]:
    """Yield the blocks of an epoch: with gold, half of them with other names, and taught ones."""
    for lesson in data.lessons(data.nerel, OTHER):
        document = lesson.document
        if rng.random() < VARIED:
            document = vary(document, data.fillers, rng).document
        assert document.kinds is not None
        gold = np.eye(3, dtype=np.float32)[document.kinds]
        yield from blocks(document, gold, rng.random() < LOWER)
    for document in data.unlabelled:
        if document.document.text in taught:
            target = taught[document.document.text]
            yield from blocks(document, target, rng.random() < LOWER)


def chosen(unlabelled: list[Tagged]) -> list[Tagged]:
    """Return the texts without gold that are used, always the same."""
    return random.Random(SEED).sample(unlabelled, round(UNLABELLED * len(unlabelled)))


def _length(block: Block) -> int:
    return len(block.texts)


def _loss(net: KindsCnn, trainer: Trainer, batch: list[Block]) -> Tensor:
    """Return the cross-entropy, summed over kinds, as a mean over words."""
    target = torch.from_numpy(np.concatenate([block.target for block in batch]))
    return -(_log_probabilities(net, trainer, batch) * target).sum() / len(target)


def _log_probabilities(net: KindsCnn, trainer: Trainer, batch: list[Block]) -> Tensor:
    """Return (words of all blocks, kinds, 3)."""
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
    return functional.log_softmax(scores, 2)


def read(net: KindsCnn, trainer: Trainer, document: Tagged) -> np.ndarray:
    """Return the network's log probabilities for the words of a document, (words, kinds, 3)."""
    nothing = np.zeros((len(document.tags), len(KINDS), 3), np.float32)
    with torch.no_grad():
        parts = [
            _log_probabilities(net, trainer, [block]) for block in blocks(document, nothing, False)
        ]
    return torch.cat(parts).numpy()


def together(first: np.ndarray, encoder: np.ndarray) -> np.ndarray:
    """Return the probabilities on which two networks agree, from (words, kinds, 3) logarithms."""
    mixed = np.exp((1 - ENCODER) * first + ENCODER * encoder)
    probabilities: np.ndarray = mixed / mixed.sum(2, keepdims=True)
    return probabilities


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
    first = train(data, trainer, {})
    taught = {
        one.document.text: together(read(first, trainer, one), encoded(encoder, pieces, one))
        for one in chosen(data.unlabelled)
    }
    net = train(data, trainer, taught)
    np.savez_compressed(ROOT / "models/ru_imena_sm" / WEIGHTS, **net.arrays(trainer.start))


if __name__ == "__main__":
    main()
