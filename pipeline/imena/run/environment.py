"""Describe what processes the documents of a run: versions of libraries, the model, its weights."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from spacy.language import Language

from imena.components.kinds import kinds_file
from imena.components.networks import weight_files
from imena.nets.archive import MORPH, NAVEC, natasha_data

LIBRARIES = (
    "imena",
    "natasha",
    "razdel",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "spacy",
    "numpy",
    "pandas",
    "pyarrow",
)
READERS = ("pypdf", "python-docx", "trafilatura")


def environment(nlp: Language) -> dict[str, Any]:
    """Return the description as JSON types."""
    return {
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in (*LIBRARIES, *_extras(nlp))},
        "model": {
            "name": f"{nlp.meta['lang']}_{nlp.meta['name']}",
            "version": nlp.meta["version"],
            "pipeline": list(nlp.pipe_names),  # spaCy's own list type cannot be pickled
            "weights": weight_digests(nlp),
        },
    }


def weight_digests(nlp: Language) -> dict[str, str]:
    """Return the SHA-256 of each weight file that the pipeline reads."""
    data = natasha_data()
    files = {path.name: data / path for path in (NAVEC, MORPH)}
    for recogniser in _configs(nlp, "imena_recognise"):
        files |= weight_files(recogniser["weights"], recogniser["encoder"])
    for kinds in _configs(nlp, "imena_kinds"):
        files |= kinds_file(kinds["weights"])
    return {name: _sha256(path) for name, path in files.items()}


def _extras(nlp: Language) -> list[str]:
    """Return the optional libraries that this run may use and that affect the text that is read."""
    recognisers = _configs(nlp, "imena_recognise")
    needed = ["onnxruntime"] if any(config["encoder"] for config in recognisers) else []
    return needed + [name for name in READERS if _is_installed(name)]


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _configs(nlp: Language, factory: str) -> list[dict[str, Any]]:
    """Return the configurations of the components that a factory made."""
    components = nlp.config["components"].values()
    return [config for config in components if config.get("factory") == factory]


@cache
def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
