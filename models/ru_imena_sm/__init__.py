"""The fast Russian pipeline of imena, as a spaCy pipeline package: ``ru_imena_sm.load()``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_path

__version__: str = json.loads((Path(__file__).parent / "meta.json").read_text("utf-8"))["version"]


def load(**overrides: Any) -> Language:
    """Load the pipeline.

    Args:
        overrides: the arguments of `spacy.load`: ``disable``, ``exclude``, ``enable``, ``vocab``,
            ``config``.
    """
    return load_model_from_path(Path(__file__).parent, **overrides)
