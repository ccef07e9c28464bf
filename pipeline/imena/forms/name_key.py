"""Compare names: two names with one key differ in case, ё, quotes, dashes or spacing only."""

from __future__ import annotations

import re
from functools import lru_cache

from imena.forms.characters import DASHES, QUOTES
from imena.forms.spelling import casefold_ru

QUOTE = re.compile(f"[{QUOTES}]")
DASH = re.compile(rf"\s*[{DASHES}]\s*")
SPACES = re.compile(r"\s+")


@lru_cache(100_000)
def name_key(name: str) -> str:
    """Return the key by which a name is compared with others.

    Args:
        name: a name in its normal form.

    >>> name_key("Вооружённые Силы") == name_key("вооруженные  силы")
    True
    >>> name_key("«Папуа — Новая Гвинея»")
    'папуа-новая гвинея'
    """
    folded = casefold_ru(QUOTE.sub("", name).casefold())  # casefold also turns ß into ss
    return SPACES.sub(" ", DASH.sub("-", folded)).strip()
