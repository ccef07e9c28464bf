"""Decline names that no dictionary has, by their endings alone.

Endings are those of А. А. Зализняк's Grammatical Dictionary of Russian (1977): nouns, and surnames
in -ов, -ин, -ский with their mixed declension.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


class WordReading(NamedTuple):
    """One way to read a word: its nominative, and which form it is; None stands for any."""

    nominative: str  # folded, see `imena.forms.spelling.casefold_ru`
    case: str | None
    number: str | None
    gender: str | None
    score: float  # like a logarithm: higher is likelier, comparable between readings of one word


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The endings of one declension, for stems that match ``stem``."""

    gender: str | None  # None: plural
    nominative: str
    stem: str
    oblique: tuple[str, str, str, str, str]  # Gen, Dat, Acc, Ins, Loc
    score: float = 0.0


VOWELS = "аеиоуыэюя"
HUSHING = "[жчшщц]"
VOWEL = f"[{VOWELS}]"
POSSESSIVE = "(?:ов|ев|ин|ын)"

PARADIGMS = (
    Paradigm("Masc", "", "[бвгджзклмнпрстфхцчшщ]", ("а", "у", "а", "ом", "е")),  # Данфорд
    Paradigm("Masc", "", HUSHING, ("а", "у", "а", "ем", "е")),  # Вучич
    Paradigm("Masc", "", POSSESSIVE, ("а", "у", "а", "ым", "е")),  # Герасимов
    # Гайдай, Балуй; «Заславскую» is no form of «Заславскуй»
    Paradigm("Masc", "й", "(?:[аеиоыэюя]|(?<![сц]к)у)", ("я", "ю", "я", "ем", "е")),
    Paradigm("Masc", "ь", "[лнрт]", ("я", "ю", "я", "ем", "е"), -0.2),  # Врубель
    Paradigm("Masc", "ый", "[нтвмл]", ("ого", "ому", "ого", "ым", "ом"), -0.1),  # Задорный
    Paradigm("Masc", "ий", "[кгх]", ("ого", "ому", "ого", "им", "ом"), 0.3),  # Заславский
    Paradigm("Masc", "ий", "[жчшщ]", ("его", "ему", "его", "им", "ем")),  # Горячий
    Paradigm("Masc", "ой", "[твнлс]", ("ого", "ому", "ого", "ым", "ом"), -0.6),  # Толстой
    Paradigm("Masc", "ой", "[кгхжш]", ("ого", "ому", "ого", "им", "ом"), -0.6),  # Крамской
    Paradigm("Fem", "а", "[бвдзлмнпрстф]", ("ы", "е", "у", "ой", "е")),  # Асма
    Paradigm("Fem", "а", "[гкх]", ("и", "е", "у", "ой", "е")),  # Анка
    Paradigm("Fem", "а", HUSHING, ("и", "е", "у", "ей", "е")),  # Даша
    Paradigm("Fem", "а", POSSESSIVE, ("ой", "ой", "у", "ой", "ой"), 0.3),  # Герасимова
    Paradigm("Fem", "я", "и", ("и", "и", "ю", "ей", "и"), 0.3),  # Асия
    Paradigm("Fem", "я", "[аеоуыэюя]", ("и", "е", "ю", "ей", "е")),  # Зоя
    Paradigm("Fem", "я", "[лнрдт]", ("и", "е", "ю", "ей", "е"), -0.6),  # Оля
    Paradigm("Fem", "ая", "(?:[сц]к|[лнтвм])", ("ой", "ой", "ую", "ой", "ой"), 0.2),  # Заславская
    Paradigm("Fem", "ая", "[жчшщ]", ("ей", "ей", "ую", "ей", "ей")),  # Горячая
    Paradigm("Masc", "а", "[бвдзлмнпрстф]", ("ы", "е", "у", "ой", "е"), -1.2),  # Обама
    Paradigm("Masc", "а", "[гкх]", ("и", "е", "у", "ой", "е"), -1.2),  # Кафка
    Paradigm("Masc", "а", HUSHING, ("и", "е", "у", "ей", "е"), -1.2),  # Капица
    Paradigm("Masc", "я", VOWEL, ("и", "е", "ю", "ей", "е"), -0.4),  # Гойя
    Paradigm("Masc", "я", "[взлмнпрст]", ("и", "е", "ю", "ей", "е"), -1.3),  # Небензя
    Paradigm(None, "ы", POSSESSIVE, ("ых", "ым", "ых", "ыми", "ых"), -1.0),  # Герасимовы
    Paradigm(None, "ие", "[сц]к", ("их", "им", "их", "ими", "их"), -1.0),  # Заславские
    Paradigm(None, "и", "[лнрт]", ("ей", "ям", "ей", "ями", "ях"), -1.0),  # Скрипали
    Paradigm(None, "ы", "[бвдзлмнпрстфц]", ("ов", "ам", "ов", "ами", "ах"), -1.0),  # Клинтоны
)
MIN_STEM = 2  # letters; chosen by hand
LONGEST_ENDING = 3  # letters


def _by_ending() -> dict[str, list[tuple[int, str, Paradigm, re.Pattern[str]]]]:
    """Index the paradigms by ending, with the case, numbered in the order of `PARADIGMS`."""
    by_ending: dict[str, list[tuple[int, str, Paradigm, re.Pattern[str]]]] = {}
    for paradigm in PARADIGMS:
        stem = re.compile(f"(?=.*{VOWEL}).*{paradigm.stem}")
        for case, ending in zip(CASES[1:], paradigm.oblique, strict=True):
            number = sum(map(len, by_ending.values()))
            by_ending.setdefault(ending, []).append((number, case, paradigm, stem))
    return by_ending


_PARADIGMS_BY_ENDING = _by_ending()


@lru_cache(100_000)
def readings(word: str) -> tuple[WordReading, ...]:
    """Return all oblique forms that the ending of a folded word allows."""
    matches = []
    for size in range(1, min(LONGEST_ENDING, len(word) - MIN_STEM) + 1):
        stem = word[:-size]
        for number, case, paradigm, pattern in _PARADIGMS_BY_ENDING.get(word[-size:], ()):
            if pattern.fullmatch(stem):
                matches.append((number, stem, case, paradigm))
    return tuple(
        WordReading(
            stem + paradigm.nominative,
            case,
            "Sing" if paradigm.gender else "Plur",
            paradigm.gender,
            paradigm.score,
        )
        for _, stem, case, paradigm in sorted(matches, key=lambda match: match[0])
    )
