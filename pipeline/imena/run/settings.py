"""What is to be done with a corpus: told to every process and machine that works on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from imena.corpus.options import ReadOptions
from imena.schema import OPTIONAL

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run; two runs with equal ones over equal documents give equal tables."""

    model: str
    spans: str
    texts: bool
    tokens: bool
    zones: tuple[str, ...] | None
    duplicates: bool
    dictionary: (
        str  # the user's names as JSON, see `imena.dictionary.dictionary.Dictionary.to_dict`
    )
    text_column: str
    id_column: str | None
    encoding: str | None

    @property
    def read_options(self) -> ReadOptions:
        """How files are read."""
        return ReadOptions(self.text_column, self.id_column, self.encoding)

    @property
    def optional_tables(self) -> list[str]:
        """Those of `imena.schema.OPTIONAL` that are asked for."""
        return [name for name in OPTIONAL if getattr(self, name)]

    def to_dict(self) -> dict[str, Any]:
        """The options as the manifest has them."""
        return {
            "spans": self.spans,
            "texts": self.texts,
            "tokens": self.tokens,
            "zones": None if self.zones is None else list(self.zones),
            "duplicates": self.duplicates,
            "dictionary": json.loads(self.dictionary),
            "text_column": self.text_column,
            "id_column": self.id_column,
            "encoding": self.encoding,
        }


def pipeline(settings: Settings) -> Language:
    """The pipeline that they ask for, loaded once a process."""
    return _pipeline(settings.model, settings.dictionary)


@lru_cache(maxsize=1)
def _pipeline(model: str, dictionary: str) -> Language:
    from imena.models import load  # with spaCy, which the process that plans does without

    return load(model, dictionary=json.loads(dictionary))
