"""Train the encoder of ru_imena_lg, on all of factRuEval's devset or without each fold of it.

    python -m models.training.train_lg DATA --base FILE                  # models/ru_imena_lg
    python -m models.training.train_lg DATA --base FILE --folds FOLDER   # next to those of train_sm

DATA is as for train_sm. There are two steps. First e5 learns NEREL's names; the result is kept in
FILE, and read from there if FILE exists. Then it learns factRuEval's guideline, with a part of
NEREL repeated and its weights rounded as they will be exported. As in train_sm, natasha's own tags
are one more guideline. Two cores need half an hour for FILE and five minutes for each fold.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from models.training import e5
from models.training.augment import Example, examples
from models.training.batches import by_length
from models.training.corpus import Tagged, folds
from models.training.encoder import Encoder, pretrained
from models.training.export_encoder import export
from models.training.lessons import FACTRUEVAL, OTHER, SEED, SILVER, Data, n_words
from models.training.train_sm import ROOT, SILVER_WEIGHT, pipeline
from models.training.vocabulary import pieces_of, prune, write_vocabulary
from models.training.words import KINDS, TAGS
from torch import Tensor
from torch.nn import functional

from imena.nets.archive import NAVEC, natasha_data, read_navec
from imena.nets.encoder import NETWORK, VOCABULARY
from imena.nets.pieces import Pieces
from imena.nets.windows import LIMIT, PADDING

LAYERS = 12
GUIDELINES = 3
# Chosen by hand.
REPEATED = 7  # one in so many NEREL documents for each epoch of factRuEval
STEPS_A_CHECKPOINT = 100
DROPOUT = 0.1
KINDS_WEIGHT = 1.0  # of the loss of the nested kinds


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the encoder is trained."""

    epochs: float
    rate: float
    heads: float  # learning rate of the heads, as a factor
    batch: int  # pieces, including padding
    warm: int  # warm-up steps


FIRST = Schedule(epochs=5, rate=1.5e-4, heads=8, batch=1800, warm=100)
SECOND = Schedule(epochs=2, rate=6e-5, heads=5, batch=1000, warm=30)


def train(
    net: Encoder,
    draw: Callable[[random.Random], Iterator[Example]],
    schedule: Schedule,
    checkpoint: Path | None = None,
) -> None:
    """Train on what ``draw`` yields at each epoch; go on from the checkpoint if there is one."""
    rng = random.Random(SEED)
    heads = [*net.heads.parameters(), *net.kinds.parameters()]
    body = [
        parameter
        for name, parameter in net.named_parameters()
        if parameter.requires_grad and not name.startswith(("heads.", "kinds."))
    ]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "factor": 1.0, "weight_decay": 0.01},
        {"params": [p for p in body if p.ndim == 1], "factor": 1.0, "weight_decay": 0.0},
        {"params": heads, "factor": schedule.heads, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=schedule.rate, betas=(0.9, 0.98))
    total = schedule.epochs * sum(len(example.pieces) for example in draw(random.Random(SEED)))
    seen = step = 0
    if checkpoint is not None and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        seen, step = saved["seen"], saved["step"]
        rng.setstate(saved["rng"])
    net.train()
    while seen < total:
        for batch in by_length(list(draw(rng)), _length, schedule.batch, rng):
            seen += sum(len(example.pieces) for example in batch)
            step += 1
            left = min(step / schedule.warm, max(0.02, 1 - seen / total))
            for group in optimizer.param_groups:
                group["lr"] = schedule.rate * group["factor"] * left
            loss = loss_of(net, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimizer.step()
            if step % STEPS_A_CHECKPOINT == 0:
                print(f"{seen / total:.2f} of the training, loss {loss.item():.4f}", flush=True)
                if checkpoint is not None:
                    state = {"net": net.state_dict(), "optimizer": optimizer.state_dict()}
                    state |= {"seen": seen, "step": step, "rng": rng.getstate()}
                    torch.save(state, checkpoint.with_suffix(".part"))
                    checkpoint.with_suffix(".part").replace(checkpoint)
            if seen >= total:
                break


def _length(example: Example) -> int:
    return len(example.pieces)


def loss_of(net: Encoder, batch: list[Example]) -> Tensor:
    """Return the loss of a batch: gold tags by the guideline's head, natasha's by a third head,
    and nested kinds where they are marked.
    """
    longest = max(len(example.pieces) for example in batch)
    pieces = torch.full((len(batch), longest), PADDING)
    for row, example in enumerate(batch):
        pieces[row, : len(example.pieces)] = torch.tensor(example.pieces)
    rows = [row * longest + first for row, e in enumerate(batch) for first in e.firsts]
    hidden = net.hidden(pieces, (pieces != PADDING).float()).flatten(0, 1)[torch.tensor(rows)]
    hidden = functional.dropout(hidden, DROPOUT)
    tags = torch.from_numpy(np.concatenate([e.tags for e in batch]))
    silver = torch.from_numpy(np.concatenate([e.silver for e in batch]))
    guideline = torch.tensor([e.guideline for e in batch for _ in e.firsts])
    scores = torch.stack([head(hidden) for head in net.heads])
    own = scores[guideline, torch.arange(len(guideline))]
    loss = functional.cross_entropy(own, tags)
    loss = loss + SILVER_WEIGHT * functional.cross_entropy(scores[SILVER], silver)
    marked = torch.tensor([e.kinds is not None for e in batch for _ in e.firsts])
    if marked.any():
        kinds = np.concatenate([e.kinds for e in batch if e.kinds is not None])
        loss = loss + KINDS_WEIGHT * kinds_loss(net.kinds(hidden[marked]), kinds)
    return loss


def kinds_loss(scores: Tensor, kinds: np.ndarray) -> Tensor:
    """Return the cross-entropy of O, B and I, summed over kinds, as a mean over words."""
    gold = torch.from_numpy(kinds.astype(np.int64)).flatten()
    return functional.cross_entropy(scores.reshape(-1, 3), gold) * kinds.shape[1]


def untrained(data: Data) -> tuple[Encoder, Pieces, Callable[[Path], None]]:
    """Return e5 with new heads, its vocabulary, and a function that writes the vocabulary."""
    weights = e5.read(e5.find())
    words = [one.words for one in (*data.factrueval, *data.nerel, *data.unlabelled)]
    kept = prune(weights, read_navec(natasha_data() / NAVEC), words)
    net = pretrained(weights, kept, LAYERS, len(TAGS), GUIDELINES, len(KINDS), LIMIT)
    return net, pieces_of(weights, kept), lambda path: write_vocabulary(weights, kept, path)


def first_step(net: Encoder, data: Data, pieces: Pieces, checkpoint: Path) -> None:
    """Learn NEREL's names and kinds."""

    def draw(choice: random.Random) -> Iterator[Example]:
        return examples(data.varied(data.nerel, OTHER, choice), pieces, choice)

    train(net, draw, FIRST, checkpoint)
    net.heads[FACTRUEVAL].load_state_dict(net.heads[OTHER].state_dict())


def second_step(net: Encoder, data: Data, pieces: Pieces, gold: list[Tagged]) -> None:
    """Learn factRuEval's guideline from ``gold``, and to work with few bits."""
    net.round(True)
    size = n_words(gold) + n_words(data.nerel) // REPEATED

    def draw(choice: random.Random) -> Iterator[Example]:
        nerel = choice.sample(data.nerel, len(data.nerel) // REPEATED)
        lessons = [
            *data.varied(gold, FACTRUEVAL, choice),
            *data.varied(nerel, OTHER, choice),
            *data.made(size, choice),
        ]
        return examples(lessons, pieces, choice)

    train(net, draw, SECOND)
    net.round(False)  # the export rounds


def main() -> None:
    """Train and write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path, metavar="FILE", required=True)
    parser.add_argument("--folds", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    data = Data(arguments.data, pipeline())
    net, pieces, write_pieces = untrained(data)
    if arguments.base.exists():
        net.load_state_dict(torch.load(arguments.base))
    else:
        first_step(net, data, pieces, arguments.base.with_suffix(".checkpoint"))
        torch.save(net.state_dict(), arguments.base)

    def write(gold: list[Tagged], folder: Path) -> None:
        torch.manual_seed(SEED)
        trained = copy.deepcopy(net)
        second_step(trained, data, pieces, gold)
        export(trained, folder / NETWORK)
        write_pieces(folder / VOCABULARY)

    if arguments.folds is None:
        write(data.factrueval, ROOT / "models/ru_imena_lg")
        return
    for number, (gold, _) in enumerate(folds(data.factrueval)):
        write(gold, arguments.folds / str(number))


if __name__ == "__main__":
    main()
