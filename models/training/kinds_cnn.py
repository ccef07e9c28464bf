"""The network of `imena.nets.kinds` in PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from models.training.words import KINDS
from torch import Tensor, nn
from torch.nn import functional

from imena.nets.archive import Layer, SlovnetArchive

# Chosen by hand.
WIDE, REACHES = 256, (1, 2, 4)
READ_DROPOUT, STEP_DROPOUT, DROPOUT = 0.1, 0.15, 0.3


class KindsCnn(nn.Module):
    """Word vectors and shapes, slovnet's three convolutions, and a stack with a wider context."""

    def __init__(self, start: SlovnetArchive) -> None:
        """Start with the shapes and the layers of slovnet's recogniser."""
        super().__init__()
        self.shapes = nn.Embedding.from_pretrained(_tensor(start.shapes), freeze=False)
        self.narrow = nn.ModuleList(_folded(start.layers))
        inputs, narrow = self.narrow[0].in_channels, self.narrow[-1].out_channels
        self.first = _convolution(inputs, WIDE)
        self.steps = nn.ModuleList(_convolution(WIDE, WIDE, reach) for reach in REACHES)
        self.head = nn.Linear(narrow + WIDE, 3 * len(KINDS))

    def forward(self, vectors: Tensor, shapes: Tensor, real: Tensor) -> Tensor:
        """Return (texts, words, kinds, 3) scores.

        Args:
            vectors: (texts, words, vector size).
            shapes: (texts, words) int64.
            real: (texts, words), 0 behind the end of a text.
        """
        mask = real[:, None]
        rows = torch.cat([vectors, self.shapes(shapes)], 2).transpose(1, 2)
        rows = self._drop(rows, READ_DROPOUT) * mask
        narrow, wide = rows, functional.relu(self.first(rows)) * mask
        for step in self.narrow:
            narrow = functional.relu(step(narrow)) * mask
        for step in self.steps:
            seen = functional.relu(step(self._drop(wide, STEP_DROPOUT)))
            wide = (wide + seen) * mask
        rows = torch.cat([narrow, wide], 1)
        scores: Tensor = self.head(self._drop(rows.transpose(1, 2), DROPOUT))
        return scores.unflatten(2, (len(KINDS), 3))

    def _drop(self, rows: Tensor, share: float) -> Tensor:
        return functional.dropout(rows, share, self.training)

    def arrays(self, start: SlovnetArchive) -> dict[str, np.ndarray]:
        """Return the weights as `imena.nets.kinds.KindsWeights` has them, as float16."""

        def stored(tensor: Tensor) -> np.ndarray:
            return tensor.detach().numpy().astype(np.float16)

        def weight(layer: nn.Conv1d) -> Tensor:
            return layer.weight.permute(2, 1, 0)

        return {
            "navec": np.array(start.navec_id),
            "kinds": np.array(KINDS),
            "shapes": np.array(list(start.shape_ids)),
            "shape_vectors": stored(self.shapes.weight),
            "first_weight": stored(torch.cat([weight(self.narrow[0]), weight(self.first)], 2)),
            "first_bias": stored(torch.cat([self.narrow[0].bias, self.first.bias])),
            "second_weight": stored(weight(self.narrow[1])),
            "second_bias": stored(self.narrow[1].bias),
            "third_weight": stored(weight(self.narrow[2])),
            "third_bias": stored(self.narrow[2].bias),
            "reaches": np.array(REACHES),
            "weights": stored(torch.stack([weight(step) for step in self.steps])),
            "biases": stored(torch.stack([step.bias for step in self.steps])),
            "head_weight": stored(self.head.weight.T),
            "head_bias": stored(self.head.bias),
        }


def _convolution(inputs: int, filters: int, reach: int = 1) -> nn.Conv1d:
    return nn.Conv1d(inputs, filters, 3, padding=reach, dilation=reach)


def _folded(layers: Sequence[Layer]) -> Iterator[nn.Conv1d]:
    """Yield slovnet's convolutions with the norm of each folded into the next."""
    scale, shift = np.float32(1), np.float32(0)
    for layer in layers:
        filters, inputs, _ = layer.weight.shape
        convolution = _convolution(inputs, filters)
        convolution.weight.data = _tensor(layer.weight * np.reshape(scale, (1, -1, 1)))
        convolution.bias.data = _tensor(layer.bias + (layer.weight.sum(2) * shift).sum(1))
        scale, shift = layer.scale, layer.shift
        yield convolution


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.array(array, np.float32))
