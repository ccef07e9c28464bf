"""Read weight files: navec and slovnet archives of natasha's wheel and of imena's models.

Both formats are uncompressed tars. navec: product-quantised word vectors (``pq.bin``) and their
vocabulary. slovnet: ``model.json`` (the network's shape), ``arrays/N.bin`` and vocabularies.
Formats: https://github.com/natasha/navec and https://github.com/natasha/slovnet (MIT).
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from imena.errors import WeightsError

NAVEC = Path("emb/navec_news_v1_1B_250K_300d_100q.tar")
MORPH = Path("model/slovnet_morph_news_v1.tar")
NER = Path("model/slovnet_ner_news_v1.tar")
PROTOCOL = 1


@dataclass(frozen=True, slots=True)
class Navec:
    """Product-quantised word vectors: ``vector(i) = concat(codes[p, indexes[i, p]] for p)``."""

    id: str
    word_ids: dict[str, int]
    unknown: int
    indexes: np.ndarray  # (words, parts) uint8
    codes: np.ndarray  # (parts, 256, part dim) float32


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution over tokens, then ReLU, then a batch norm frozen at training time."""

    weight: np.ndarray  # (filters, inputs, kernel) float32
    bias: np.ndarray  # (filters,) float32
    scale: np.ndarray  # (filters,) float32: norm as y * scale + shift
    shift: np.ndarray  # (filters,) float32


@dataclass(frozen=True, slots=True)
class SlovnetArchive:
    """The weights of one slovnet tagger, as they are in its file."""

    id: str
    navec_id: str
    shape_ids: dict[str, int]
    shapes: np.ndarray  # (shapes, shape dim) float32
    layers: tuple[Layer, ...]
    head_weight: np.ndarray  # (filters, tags) float32
    head_bias: np.ndarray  # (tags,) float32
    tags: tuple[str, ...]
    transitions: np.ndarray | None  # (tags, tags) float32 log potentials [from, to]; None: no CRF


def natasha_data() -> Path:
    """Find the folder of natasha's weights without importing natasha.

    Raises:
        WeightsError: natasha is not installed, or its wheel has no data folder.
    """
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(
            'natasha, whose wheel carries the weights, is not installed: pip install "natasha>=1.6"'
        )
    data = Path(spec.submodule_search_locations[0]) / "data"
    if not data.is_dir():
        raise WeightsError(
            f"natasha is installed without its weights ({data} is missing): "
            'pip install --force-reinstall "natasha>=1.6"'
        )
    return data


def model_folder(name: str) -> Path:
    """Find the folder of a model package such as ``ru_imena_sm`` without importing it.

    Raises:
        WeightsError: the package is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(
            f"the model {name} is not installed: pip install --force-reinstall imena"
        )
    return Path(spec.submodule_search_locations[0])


@lru_cache(maxsize=2)
def read_navec(path: Path) -> Navec:
    """Read a navec archive. The vectors stay in the file and are mapped, not copied.

    Raises:
        WeightsError: the file is missing or is not a navec archive.
    """
    with _open(path) as tar:
        meta = _meta(tar, path)
        raw = gzip.decompress(_read(tar, "vocab.bin", path))
        size = int(np.frombuffer(raw, np.uint32, 1)[0])
        words = raw[4 + 4 * size :].decode("utf-8").splitlines()
        member = tar.getmember("pq.bin")
        vectors, dim, parts, centroids = np.frombuffer(
            _read(tar, "pq.bin", path, 16), np.uint32
        ).tolist()
    if len(words) != vectors:
        raise WeightsError(f"{path} is damaged: {len(words)} words for {vectors} vectors")
    start = member.offset_data + 16
    indexes = np.memmap(path, np.uint8, "r", start, (vectors, parts))
    codes = np.memmap(
        path, np.float32, "r", start + vectors * parts, (parts, centroids, dim // parts)
    )
    word_ids = {word: i for i, word in enumerate(words)}
    return Navec(meta["id"], word_ids, word_ids["<unk>"], indexes, np.array(codes))


@lru_cache(maxsize=8)
def read_slovnet(path: Path) -> SlovnetArchive:
    """Read a slovnet tagger (morphology or entities).

    Raises:
        WeightsError: the file is missing or is not a slovnet tagger.
    """
    with _open(path) as tar:
        meta = _meta(tar, path)
        model = json.loads(_read(tar, "model.json", path))

        def array(weight: dict[str, Any]) -> np.ndarray:
            data = _read(tar, f"arrays/{weight['array']}.bin", path)
            stored = np.frombuffer(data, weight["dtype"]).reshape(weight["shape"])
            return stored.astype(np.float32, copy=False)

        def vocabulary(name: str) -> list[str]:
            return gzip.decompress(_read(tar, f"vocabs/{name}.gz", path)).decode().splitlines()

        layers = []
        for layer in model["encoder"]["layers"]:
            norm = {key: array(layer["norm"][key]) for key in ("weight", "bias", "mean", "std")}
            scale = norm["weight"] / norm["std"]
            shift = norm["bias"] - norm["mean"] * scale
            conv = layer["conv"]
            layers.append(Layer(array(conv["weight"]), array(conv["bias"]), scale, shift))
        head = model["head"]
        return SlovnetArchive(
            id=meta["id"],
            navec_id=model["emb"]["word"]["id"],
            shape_ids={shape: i for i, shape in enumerate(vocabulary("shape"))},
            shapes=array(model["emb"]["shape"]["weight"]),
            layers=tuple(layers),
            head_weight=array(head["proj"]["weight"]),
            head_bias=array(head["proj"]["bias"]),
            tags=tuple(vocabulary("tag")),
            transitions=array(head["crf"]["transitions"]) if "crf" in head else None,
        )


def _open(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path)
    except (OSError, tarfile.TarError) as error:
        raise WeightsError(
            f"{path} cannot be read ({error}): "
            'pip install --force-reinstall imena "natasha>=1.6" restores it'
        ) from error


def _read(tar: tarfile.TarFile, name: str, path: Path, size: int = -1) -> bytes:
    try:
        file = tar.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise WeightsError(f"{path} has no member {name}: it is not the archive that was expected")
    with file:
        return file.read(size)


def _meta(tar: tarfile.TarFile, path: Path) -> dict[str, Any]:
    meta = json.loads(_read(tar, "meta.json", path))
    if meta.get("protocol") != PROTOCOL:
        raise WeightsError(
            f"{path} has format {meta.get('protocol')!r}, this version reads format {PROTOCOL}"
        )
    return meta
