"""A normal form in, what makes it the same name as another out."""

from __future__ import annotations

import re
from functools import lru_cache

QUOTES = re.compile(r"[«»„“”\"'’`]")
DASHES = re.compile(r"\s*[-‐‑–—]\s*")
SPACES = re.compile(r"\s+")


@lru_cache(100_000)
def entity_key(normal: str) -> str:
    """A normal form without what does not make another name: case, ё, quotes, spacing, dashes.

    >>> entity_key("Вооружённые Силы") == entity_key("вооруженные  силы")
    True
    """
    folded = QUOTES.sub("", normal).casefold().replace("ё", "е")
    return SPACES.sub(" ", DASHES.sub("-", folded)).strip()
