"""Write weights as a slovnet archive, which `imena.nets.archive.read_slovnet` reads.

They are stored as float16, at half the size; all figures are of the stored weights.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from imena.nets.archive import PROTOCOL, Layer, SlovnetArchive


def average(one: SlovnetArchive, other: SlovnetArchive, share: float) -> SlovnetArchive:
    """Average two networks, with ``share`` for the weights of the first.

    M. Wortsman et al., Robust fine-tuning of zero-shot models (2022): the networks between a model
    and its fine-tuned version keep what the model knew and have what fine-tuning added.
    """

    def mixed(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return (share * a + (1 - share) * b).astype(np.float32)

    def mixed_layer(a: Layer, b: Layer) -> Layer:
        parts = ("weight", "bias", "scale", "shift")
        return Layer(*(mixed(getattr(a, part), getattr(b, part)) for part in parts))

    assert one.transitions is not None
    assert other.transitions is not None
    return replace(
        one,
        shapes=mixed(one.shapes, other.shapes),
        layers=tuple(map(mixed_layer, one.layers, other.layers)),
        head_weight=mixed(one.head_weight, other.head_weight),
        head_bias=mixed(one.head_bias, other.head_bias),
        transitions=mixed(one.transitions, other.transitions),
    )


def write_slovnet(archive: SlovnetArchive, path: Path) -> None:
    """Write a tagger as slovnet does, with batch norms as scale and shift."""
    arrays: list[np.ndarray] = []

    def stored(array: np.ndarray) -> dict[str, Any]:
        arrays.append(array.astype(np.float16))
        return {"shape": list(array.shape), "dtype": "float16", "array": len(arrays) - 1}

    layers = []
    for layer in archive.layers:
        norm = {"weight": layer.scale, "bias": layer.shift}
        norm |= {"mean": np.zeros_like(layer.shift), "std": np.ones_like(layer.scale)}
        layers.append(
            {
                "conv": {"weight": stored(layer.weight), "bias": stored(layer.bias)},
                "norm": {name: stored(array) for name, array in norm.items()},
            }
        )
    assert archive.transitions is not None
    model = {
        "emb": {"word": {"id": archive.navec_id}, "shape": {"weight": stored(archive.shapes)}},
        "encoder": {"layers": layers},
        "head": {
            "proj": {"weight": stored(archive.head_weight), "bias": stored(archive.head_bias)},
            "crf": {"transitions": stored(archive.transitions)},
        },
    }
    members = {
        "meta.json": json.dumps({"id": archive.id, "protocol": PROTOCOL}).encode(),
        "model.json": json.dumps(model).encode(),
        "vocabs/shape.gz": _vocabulary(list(archive.shape_ids)),
        "vocabs/tag.gz": _vocabulary(list(archive.tags)),
        **{f"arrays/{i}.bin": array.tobytes() for i, array in enumerate(arrays)},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def _vocabulary(words: list[str]) -> bytes:
    return gzip.compress("\n".join(words).encode(), mtime=0)
