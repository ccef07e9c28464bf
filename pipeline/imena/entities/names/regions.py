"""Words for kinds of regions: abbreviated («Московская обл.»), and shared by several regions."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from imena.data_tables import read_table, split_cell

# The adjective of a region: the groups are its stem.
ADJECTIVE = re.compile(
    r"([А-ЯЁ][\w-]*[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ою)"
    r"|([А-ЯЁ][\w-]*[нв])(?:ый|ой|ого|ому|ым|ом|ая|ую|ою)"
)
ENDINGS = {"f": ("ая", "ая"), "m": ("ий", "ый")}  # of the nominative after both kinds of stems


class RegionKind(NamedTuple):
    """A word for a kind of region."""

    word: str
    gender: str
    plural: tuple[str, ...]
    plural_nominative: str
    is_district: bool


@cache
def region_kinds() -> tuple[RegionKind, ...]:
    """Return the words for kinds of regions, those of several words first."""
    kinds = [
        RegionKind(
            row["word"],
            row["gender"],
            tuple(split_cell(row["plural"])),
            row["plural_nominative"],
            row["is_district"] == "yes",
        )
        for row in read_table("imena.entities.names", "region_kinds")
    ]
    return tuple(sorted(kinds, key=lambda kind: -len(kind.word)))


@cache
def _full_words() -> dict[str, str]:
    return {
        short: row["word"]
        for row in read_table("imena.entities.names", "region_kinds")
        for short in split_cell(row["short"])
    }


@cache
def _short_word() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _full_words()), key=len, reverse=True))
    return re.compile(rf"(?<=[йая] )({words})\.?$|^(респ)\.?(?= )")


@lru_cache(100_000)
def full_region_key(key: str) -> str:
    """Return a place's key with the word for its kind in full.

    >>> full_region_key("московская обл."), full_region_key("щекинский р-н")
    ('московская область', 'щекинский район')
    >>> full_region_key("москва")
    'москва'
    """
    return _short_word().sub(lambda match: _full_words()[match[1] or match[2]], key)


@cache
def plural_kinds() -> str:
    """Return a pattern of the words that several regions share, with the adjective before."""
    words = {form for kind in region_kinds() for form in (*kind.plural, kind.plural_nominative)}
    return f"^[А-ЯЁ][а-яё-]+ (?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})$"


def shared_kind(text: str) -> RegionKind | None:
    """Return the kind of region that a mention names in the plural, which others may share.

    >>> shared_kind("Тульской областях").word
    'область'
    >>> shared_kind("Тульской области") is None
    True
    """
    adjective, _, word = text.partition(" ")
    word = word.replace("ё", "е")
    for kind in region_kinds():
        if word in kind.plural:
            return kind
        if word == kind.plural_nominative and adjective.endswith(ENDINGS[kind.gender]):
            return kind
    return None


def region_name(adjective: str, kind: RegionKind) -> str | None:
    """Return the name of a region in the nominative by its adjective in any case.

    >>> region_name("Вологодской", shared_kind("Тульской областях"))
    'Вологодская область'
    """
    match = ADJECTIVE.fullmatch(adjective)
    if match is None:
        return None
    stem = match[1] or match[2]
    return f"{stem}{ENDINGS[kind.gender][match[1] is None]} {kind.word}"


@cache
def _district() -> re.Pattern[str]:
    words = "|".join(kind.word for kind in region_kinds() if kind.is_district)
    return re.compile(rf".+ (?:{words})")


def is_district(key: str) -> bool:
    """Return whether a place's key is that of a district, in full or abbreviated.

    >>> is_district("щекинский р-н"), is_district("тульская область")
    (True, False)
    """
    return _district().fullmatch(full_region_key(key)) is not None
