"""What a run does with a corpus, as it is sent to every process and machine that takes part."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from imena.options import ExtractOptions

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Settings:
    """The model, the user's names and the options of a run.

    Two runs with equal settings over equal documents give equal tables.

    Attributes:
        model: the name of an installed model.
        dictionary: the user's names as JSON, see `imena.dictionary.dictionary.Dictionary.to_dict`.
        options: all other options.
    """

    model: str
    dictionary: str
    options: ExtractOptions

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as the manifest records them."""
        return recorded_options(self.options, json.loads(self.dictionary))


def recorded_options(options: ExtractOptions, dictionary: dict[str, Any]) -> dict[str, Any]:
    """Return the options of an extraction and its dictionary as the manifest records them."""
    return {**options.to_dict(), "dictionary": dictionary}


def pipeline(settings: Settings) -> Language:
    """Load the pipeline of a run, once for each process."""
    chosen = settings.options.labels
    labels = None if chosen is None else tuple(chosen)
    return _pipeline(settings.model, settings.dictionary, labels)


@lru_cache(maxsize=1)
def _pipeline(model: str, dictionary: str, labels: tuple[str, ...] | None) -> Language:
    from imena.models import load  # imports spaCy, which the planning process does not need

    return load(model, dictionary=json.loads(dictionary), labels=labels)
