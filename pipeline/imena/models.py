"""Load the models that are installed."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language
from spacy.util import load_config

from imena import schema
from imena.components.kinds import kinds_file
from imena.components.networks import weight_files
from imena.dictionary.dictionary import EMPTY, Dictionary, read_dictionary
from imena.errors import UsageError
from imena.nets.archive import MORPH, NAVEC, natasha_data
from imena.options import DEFAULT_MODEL, MODELS, checked_labels


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The description of a model, which `imena models` prints."""

    name: str
    version: str
    description: str
    license: str
    megabytes: float  # weights on disk
    performance: dict[str, Any]  # measured, with the command: see the model card


def load(
    name: str = DEFAULT_MODEL,
    *,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    labels: str | Iterable[str] | None = None,
    **overrides: Any,
) -> Language:
    """Load a model as a spaCy pipeline.

    Args:
        name: one of the installed models; `imena models` lists them.
        dictionary: your own names: the path of a file, its contents as a mapping, or a dictionary
            that was read; see docs/dictionary.md.
        labels: labels of mentions to find, ``"all"`` for all that the model knows; by default
            persons, organisations and places, which are found in any case.
        overrides: the arguments of `spacy.load`: ``disable``, ``exclude``, ``enable``, ``vocab``,
            ``config``.

    Raises:
        UsageError: there is no model or label of that name.
        DictionaryError: something in the dictionary is wrong.
        WeightsError: the model's weights are missing.
        MissingExtraError: the model needs a library that is not installed.
    """
    names = read_dictionary(dictionary)
    nlp: Language = _package(name).load(**overrides)
    if names != EMPTY:
        _add_dictionary(nlp, names)
    chosen = checked_labels(labels)
    if chosen is not None and not set(chosen).issubset(schema.LABELS):
        _add_kinds(nlp, chosen)
    return nlp


def installed() -> list[ModelInfo]:
    """Return every model of this installation."""
    return [_info(name) for name in MODELS]


def _add_dictionary(nlp: Language, names: Dictionary) -> None:
    """Add the dictionary before the recogniser, and its names to be ignored behind it."""
    recogniser = "recognise" if "recognise" in nlp.component_names else None
    config = {"dictionary": names.to_dict()}
    nlp.add_pipe("imena_dictionary", "dictionary", before=recogniser, config=config)
    if names.ignore:
        config = {"dictionary": Dictionary(ignore=names.ignore).to_dict()}
        after = recogniser or "dictionary"
        nlp.add_pipe("imena_dictionary", "dictionary_ignore", after=after, config=config)


def _add_kinds(nlp: Language, labels: Iterable[str]) -> None:
    """Add the component that finds other labels than the recogniser's, before the normaliser."""
    recogniser = nlp.config["components"]["recognise"]
    config = {"encoder": recogniser.get("encoder"), "labels": list(labels)}
    config["calibration"] = nlp.meta["kinds_calibration"]
    normaliser = "normalise" if "normalise" in nlp.component_names else None
    nlp.add_pipe("imena_kinds", "kinds", before=normaliser, config=config)


def _info(name: str) -> ModelInfo:
    folder = Path(str(_package(name).__file__)).parent
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    recogniser = load_config(folder / "config.cfg")["components"]["recognise"]
    networks = weight_files(recogniser["weights"], recogniser.get("encoder"))
    networks |= kinds_file(recogniser["weights"])
    files = [*networks.values(), *(natasha_data() / path for path in (NAVEC, MORPH))]
    size = sum(path.stat().st_size for path in files)
    return ModelInfo(
        name,
        meta["version"],
        meta["description"],
        meta["license"],
        round(size / 1e6, 1),
        meta["performance"],
    )


def _package(name: str) -> ModuleType:
    if name not in MODELS:
        raise UsageError(f"unknown model {name!r}: choose {' or '.join(MODELS)}")
    return importlib.import_module(name)
