"""slovnet's recogniser in PyTorch: the same network as `imena.nets.tagger`, for further training.

A batch is one flat row of words. Gap rows held at zero separate sequences, so that no padding is
computed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from imena.nets.archive import Layer, Navec, SlovnetArchive
from imena.nets.shape import word_shape

DROPOUT = 0.15  # chosen by hand
NEVER = -1e4  # log potential of a transition that no path takes


class Words:
    """Word vectors and shapes of the words seen in training, as tensors."""

    def __init__(self, archive: SlovnetArchive, navec: Navec) -> None:
        """Start with the gap, word 0."""
        self._shape_ids, self._navec = archive.shape_ids, navec
        self._numbers = {"": 0}
        size = navec.codes.shape[0] * navec.codes.shape[2]
        self.vectors = torch.zeros(1, size)
        self.shapes = torch.zeros(1, dtype=torch.long)

    def numbers(self, words: list[str]) -> np.ndarray:
        """Return (words,) int64, rows of ``vectors`` and ``shapes``."""
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        if new:
            start = len(self._numbers)
            self._numbers.update(zip(new, range(start, start + len(new)), strict=True))
            navec, other = self._navec, self._shape_ids["OTHER"]
            rows = np.array([navec.word_ids.get(word.lower(), navec.unknown) for word in new])
            parts = np.arange(navec.codes.shape[0])
            vectors = navec.codes[parts, np.asarray(navec.indexes[rows])].reshape(len(new), -1)
            shapes = [self._shape_ids.get(word_shape(word), other) for word in new]
            self.vectors = torch.cat([self.vectors, torch.from_numpy(vectors)])
            self.shapes = torch.cat([self.shapes, torch.tensor(shapes)])
        return np.array([self._numbers[word] for word in words])


class Cnn(nn.Module):
    """Word vectors and shapes, three convolutions, and a head for each guideline."""

    def __init__(self, archive: SlovnetArchive, guidelines: int) -> None:
        """Start from the archive's weights; each guideline starts from the archive's head."""
        super().__init__()
        self.shapes = nn.Embedding.from_pretrained(_tensor(archive.shapes), freeze=False)
        self.weights = nn.ParameterList(_tensor(layer.weight) for layer in archive.layers)
        self.biases = nn.ParameterList(_tensor(layer.bias) for layer in archive.layers)
        self.scales = nn.ParameterList(_tensor(layer.scale) for layer in archive.layers)
        self.shifts = nn.ParameterList(_tensor(layer.shift) for layer in archive.layers)
        self.heads = nn.ParameterList(_tensor(archive.head_weight) for _ in range(guidelines))
        self.head_biases = nn.ParameterList(_tensor(archive.head_bias) for _ in range(guidelines))
        assert archive.transitions is not None
        self.potentials = nn.Parameter(_tensor(archive.transitions))
        self.register_buffer("_forbidden", torch.from_numpy(forbidden(archive.tags)))

    @property
    def transitions(self) -> Tensor:
        """Return (tags, tags) log potentials, [from, to]."""
        return self.potentials.masked_fill(self._forbidden, NEVER)

    def hold(self, transitions: np.ndarray) -> None:
        """Freeze the transitions at these values."""
        self.potentials = nn.Parameter(_tensor(transitions), requires_grad=False)

    def hidden(self, vectors: Tensor, shapes: Tensor, real: Tensor) -> Tensor:
        """Return (rows, filters) from (rows, vector size), (rows,) shapes and (rows,) 0 at gaps."""
        mask = real[:, None]
        rows = torch.cat([vectors, self.shapes(shapes)], dim=1)
        rows = functional.dropout(rows, DROPOUT, self.training) * mask
        for weight, bias, scale, shift in zip(
            self.weights, self.biases, self.scales, self.shifts, strict=True
        ):
            rows = functional.conv1d(rows.T[None], weight, bias, padding=1)[0].T
            rows = (functional.relu(rows) * scale + shift) * mask
        return functional.dropout(rows, DROPOUT, self.training)

    def scores(self, hidden: Tensor, guideline: int) -> Tensor:
        """Return (rows, tags) by the head of one guideline."""
        return hidden @ self.heads[guideline] + self.head_biases[guideline]

    def archive(self, start: SlovnetArchive, name: str, guideline: int) -> SlovnetArchive:
        """Return the weights as the engine takes them, with the head of one guideline."""
        layers = zip(self.weights, self.biases, self.scales, self.shifts, strict=True)
        return SlovnetArchive(
            id=name,
            navec_id=start.navec_id,
            shape_ids=start.shape_ids,
            shapes=_array(self.shapes.weight),
            layers=tuple(Layer(*map(_array, layer)) for layer in layers),
            head_weight=_array(self.heads[guideline]),
            head_bias=_array(self.head_biases[guideline]),
            tags=start.tags,
            transitions=_array(self.transitions),
        )


def forbidden(tags: Sequence[str]) -> np.ndarray:
    """Return (tags, tags) bool, [from, to]: I- may only continue its own label."""
    return np.array(
        [
            [to.startswith("I-") and before not in (to, f"B-{to[2:]}") for to in tags]
            for before in tags
        ]
    )


def crf_loss(scores: Tensor, tags: Tensor, real: Tensor, transitions: Tensor) -> Tensor:
    """Return the negative log likelihood of the tags, summed over sequences.

    Args:
        scores: (sequences, words, tags).
        tags: (sequences, words) int64.
        real: (sequences, words) bool, False for the padding at the end.
        transitions: (tags, tags), [from, to].
    """
    mask = real.to(scores.dtype)
    emitted = scores.gather(2, tags[:, :, None])[:, :, 0]
    moved = transitions[tags[:, :-1], tags[:, 1:]]
    path = (emitted * mask).sum(1) + (moved * mask[:, 1:]).sum(1)
    reached = scores[:, 0]
    for step in range(1, scores.shape[1]):
        following = torch.logsumexp(reached[:, :, None] + transitions, dim=1) + scores[:, step]
        reached = torch.where(real[:, step, None], following, reached)
    return (torch.logsumexp(reached, dim=1) - path).sum()


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.array(array, np.float32))


def _array(tensor: Tensor) -> np.ndarray:
    return tensor.detach().numpy().astype(np.float32)
