"""The encoder in PyTorch: e5's embeddings and first layers, with heads that score tags."""

from __future__ import annotations

import numpy as np
import torch
from models.training import e5
from torch import Tensor, nn
from torch.nn import functional

UNSEEN = -1e4  # added to the attention to padding
# quantisation levels of the exported network, see export_encoder
WEIGHT_STEPS, INPUT_STEPS = 64, 255


class Linear(nn.Linear):
    """A linear layer that is trained as it will be exported: with few bits.

    B. Jacob et al., Quantization and training of neural networks (2018): values are rounded in the
    forward pass, and gradients pass through unchanged.
    """

    rounded = False

    def forward(self, rows: Tensor) -> Tensor:
        """Return (texts, pieces, outputs), rounded by text, since the encoder reads one text at a
        time.
        """
        if not self.rounded:
            return super().forward(rows)
        with torch.no_grad():
            weight_error = self._rounded_weight() - self.weight
            input_error = _rounded_inputs(rows) - rows
        return functional.linear(rows + input_error, self.weight + weight_error, self.bias)

    def _rounded_weight(self) -> Tensor:
        scale = self.weight.abs().amax(1, keepdim=True) / WEIGHT_STEPS
        return (self.weight / scale).round() * scale


def _rounded_inputs(rows: Tensor) -> Tensor:
    low = rows.amin((1, 2), keepdim=True).clamp(max=0)
    high = rows.amax((1, 2), keepdim=True).clamp(min=0)
    scale = (high - low) / INPUT_STEPS
    zero = (-low / scale).round()
    return ((rows / scale).round() + zero).clamp(0, INPUT_STEPS).sub(zero).mul(scale)


class Layer(nn.Module):
    """A transformer layer with the norms after the sums, as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        """Create the layer."""
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = Linear(hidden, 3 * hidden)
        self.out = Linear(hidden, hidden)
        self.out_norm = nn.LayerNorm(hidden, epsilon)
        self.up = Linear(hidden, inner)
        self.down = Linear(inner, hidden)
        self.down_norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, rows: Tensor, bias: Tensor) -> Tensor:
        """Transform (texts, pieces, hidden); ``bias`` (texts, 1, 1, pieces) masks the padding."""
        texts, pieces, hidden = rows.shape
        split = self.qkv(rows).view(texts, pieces, 3, self.heads, hidden // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        seen = self.out(seen.transpose(1, 2).reshape(texts, pieces, hidden))
        rows = self.out_norm(rows + functional.dropout(seen, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(rows)))
        return self.down_norm(rows + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Score each tag for each piece with the head of each guideline."""

    def __init__(
        self,
        vocabulary: int,
        positions: int,
        layers: int,
        tags: int,
        heads: int,
        kinds: int,
        sizes: dict[str, int],
        epsilon: float,
    ) -> None:
        """Create an encoder without weights; see `pretrained`."""
        super().__init__()
        hidden = sizes["hidden"]
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, sizes["heads"], sizes["inner"], epsilon, dropout=0.1)
            for _ in range(layers)
        )
        self.heads = nn.ModuleList(nn.Linear(hidden, tags) for _ in range(heads))
        self.kinds = nn.Linear(hidden, 3 * kinds)  # O, B and I of each kind

    def round(self, rounded: bool) -> None:
        """Use the few bits of the exported network from now on, or all bits."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.rounded = rounded

    def hidden(self, pieces: Tensor, real: Tensor) -> Tensor:
        """Return (texts, pieces, hidden) from (texts, pieces) ids and a mask of real pieces."""
        rows = self.norm(self.word(pieces) + self.position.weight[: pieces.shape[1]])
        bias = ((1 - real.to(rows.dtype)) * UNSEEN)[:, None, None, :]
        for layer in self.layers:
            rows = layer(rows, bias)
        return rows


def pretrained(
    weights: e5.E5,
    kept: np.ndarray,
    layers: int,
    tags: int,
    heads: int,
    kinds: int,
    positions: int,
) -> Encoder:
    """Make an encoder from e5's first layers and positions, the pieces ``kept``, and new heads.

    The embeddings are frozen, because most pieces are too rare in the training data.
    """
    sizes, tensors = weights.sizes, weights.tensors
    hidden, inner = sizes["hidden"], sizes["inner"]
    encoder = Encoder(len(kept), positions, layers, tags, heads, kinds, sizes, weights.epsilon)

    def tensor(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(tensors[name].reshape(shape or -1))

    def joined(layer: int, part: str, *shape: int) -> Tensor:
        return torch.cat([tensor(f"l{layer}.{name}.{part}", *shape) for name in "qkv"])

    # e5 has embeddings for two segments and marks all text as the first.
    kind = tensor("emb.type", sizes["type_rows"], hidden)[0]
    state = {
        "word.weight": tensor("emb.word", -1, hidden)[torch.from_numpy(kept)],
        "position.weight": tensor("emb.pos", -1, hidden)[:positions] + kind,
        "norm.weight": tensor("emb.ln.w"),
        "norm.bias": tensor("emb.ln.b"),
    }
    matrices = {"out": ("ao", hidden, hidden), "up": ("fi", inner, hidden)}
    matrices["down"] = ("fo", hidden, inner)
    norms = {"out_norm": "aln", "down_norm": "oln"}
    for i in range(layers):
        state[f"layers.{i}.qkv.weight"] = joined(i, "w", hidden, hidden)
        state[f"layers.{i}.qkv.bias"] = joined(i, "b")
        for name, (short, *shape) in matrices.items():
            state[f"layers.{i}.{name}.weight"] = tensor(f"l{i}.{short}.w", *shape)
            state[f"layers.{i}.{name}.bias"] = tensor(f"l{i}.{short}.b")
        for name, short in norms.items():
            state[f"layers.{i}.{name}.weight"] = tensor(f"l{i}.{short}.w")
            state[f"layers.{i}.{name}.bias"] = tensor(f"l{i}.{short}.b")
    state |= {f"heads.{name}": value for name, value in encoder.heads.state_dict().items()}
    state |= {f"kinds.{name}": value for name, value in encoder.kinds.state_dict().items()}
    encoder.load_state_dict(state)
    encoder.word.weight.requires_grad_(False)
    encoder.position.weight.requires_grad_(False)
    return encoder
