"""List the ways to read a word of a person's name, each with the features that score it.

A reading says which nominative a word is a form of, and which form: «Громовой» is «Громова» in an
oblique case, or «Громовой» as it stands. Readings come from the dictionary, from the endings of the
declensions for words that no dictionary has, and from the word as it stands. A feature is a string
such as ``dictionary:surname``; its weight was learned (`imena.forms.person_weights`).
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import NamedTuple

from imena.data_tables import read_table
from imena.forms import declension
from imena.forms.analyse import Analysis, Tag, is_known, parses
from imena.forms.characters import ACRONYM, INFLECTED_ACRONYM
from imena.forms.first_name_genders import name_genders
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru
from imena.forms.word_readings import is_word_in_capitals, nominative_of

# Where a word stands in a name. A name of one word is "alone", or "beside_initials". A word before
# a patronymic is "given", and the other word of such a name "surname".
POSITIONS = (
    *("alone", "beside_initials", "given", "patronymic", "surname", "first", "inner", "last"),
    "title",
)
PATRONYMIC = re.compile(
    r"(?:[а-я]+(?:[ое]вич|[аиы]ч|ьич|[ое]вн|ичн|инишн|[ое]вишн))(?:а|у|ем|е|ой|ою|ы)?"
)
ENDINGS = re.compile(
    "(енко|ко|[оеё]в|[иы]н|[оеё]ва|[иы]на|(?:[оеё]в|[сц]к|[лмнт])[иоы]й|[сц]кая|[иы]й|ой|ей|ая|яя"
    "|[иы]х|[жчшщц]|[ая]|[оеиуыэю]|й|ь|[бвгдзклмнпрстфхъ])$"
)
SON_OR_DAUGHTER = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу"})  # of a patronymic
SYLLABLE = re.compile(r"[бвгджзклмнпрстфхцчш]?[аеиоуыэюя][бвгджзйклмнпрстфхцчш]?ь?")  # Ким, Чен
GROUPS = {"Name": "first_name", "Patr": "patronymic", "Surn": "surname", "Geox": "place"}


class PersonReading(NamedTuple):
    """One way to read a word of a person's name; None stands for any."""

    nominative: str  # folded, see `imena.forms.spelling.casefold_ru`
    case: str | None
    number: str | None
    gender: str | None
    features: tuple[tuple[str, float], ...]


@cache
def given_names() -> dict[str, float]:
    """Return the logarithm of one plus the count of each first name.

    Counts are those of data/given_names.tsv; other names of data/name_genders.tsv have none.
    """
    rows = read_table("imena.forms", "given_names")
    counts = {row["name"]: math.log1p(int(row["count"])) for row in rows}
    return dict.fromkeys(name_genders(), 0.0) | counts


@cache
def irregular_forms() -> frozenset[str]:
    """Return the forms of data/irregular_forms.tsv, whose endings fit no paradigm."""
    return frozenset(row["form"] for row in read_table("imena.forms", "irregular_forms"))


@cache
def listed_surnames() -> frozenset[str]:
    """Return the surnames of data/surnames.tsv, such as «крамской», folded."""
    return frozenset(row["surname"] for row in read_table("imena.forms", "surnames"))


def _is_listed(nominative: str) -> bool:
    """Whether a word is a listed surname, or the feminine of one in -ой: «крамская»."""
    is_feminine = nominative.endswith("ая") and nominative[:-2] + "ой" in listed_surnames()
    return is_feminine or nominative in listed_surnames()


def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic in some case, by the dictionary or by its ending.

    «Гейдар оглы» is one, too.
    """
    if word.rpartition(" ")[2].lower() in SON_OR_DAUGHTER:
        return True
    if is_known(word):
        return any("Patr" in parse.tag.grammemes for parse in parses(word))
    return bool(PATRONYMIC.fullmatch(casefold_ru(word)))


@lru_cache(100_000)
def person_readings(
    word: str, position: str, is_last_part: bool = True
) -> tuple[PersonReading, ...]:
    """Return the readings of a word of a person's name, at least one.

    Args:
        word: a word, or a part of a hyphenated one.
        position: one of `POSITIONS`.
        is_last_part: False for the first part of a hyphenated name, which may not inflect.
    """
    suffix = position if is_last_part else "part"
    return tuple(
        PersonReading(*key, _features(word, key[0], suffix, own)) for key, own in _readings(word)
    )


@lru_cache(100_000)
def possible_nominatives(word: str) -> frozenset[str]:
    """Return the folded nominatives that a word of a person's name may be a form of."""
    return frozenset(nominative for (nominative, *_), _ in _readings(word))


_Key = tuple[str, str | None, str | None, str | None]
_Reading = tuple[_Key, tuple[tuple[str, float], ...]]


@lru_cache(100_000)
def _readings(word: str) -> tuple[_Reading, ...]:
    """Return the readings of a word with the features that do not depend on its position."""
    if is_word_in_capitals(word, "PER"):
        word = word.title()
    inflected = INFLECTED_ACRONYM.fullmatch(word)
    if inflected:
        return (_unread(inflected[1]),)
    if ACRONYM.fullmatch(word) or not CYRILLIC_WORD.fullmatch(word):
        return (_unread(word),)
    known = knowledge(word)
    readings = _from_dictionary(word)
    if word[:1].isupper() or not is_known(word):
        readings += _from_endings(word, known) + _as_it_stands(word, known)
    if any(_is_listed(key[0]) for key, _ in readings):  # as good as an entry of the dictionary
        readings = [(key, own) for key, own in readings if _is_listed(key[0]) or is_known(key[0])]
    return tuple(_distinct(readings)) or (_unread(word),)


def _unread(word: str) -> _Reading:
    """Return the reading of a word that stays as it is."""
    return (casefold_ru(word), None, None, None), ()


def _distinct(readings: list[_Reading]) -> list[_Reading]:
    """Return each reading once: of equal ones the first, so that the dictionary comes first."""
    kinds: dict[tuple[_Key, str], _Reading] = {}
    for key, features in readings:
        kinds.setdefault((key, features[0][0]), (key, features))
    return list(kinds.values())


def _features(
    word: str, nominative: str, position: str, own: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, float], ...]:
    """Return the features of a reading: its own, also by position, and those of its nominative."""
    if not own:
        return ()
    features = list(own)
    features += [(f"{name}@{position}", value) for name, value in own]
    if nominative != casefold_ru(word):
        status = knowledge(nominative)
        features.append((f"nominative:{status}", 1.0))
        features.append((f"nominative:{status}@{position}", 1.0))
    count = given_names().get(nominative)
    if count is not None:
        features.append((f"given_name@{position}", 1.0))
        features.append((f"given_name_count@{position}", count))
    if _is_listed(nominative):
        features.append((f"listed_surname@{position}", 1.0))
    return tuple(features)


@lru_cache(100_000)
def knowledge(word: str) -> str:
    """Return how the dictionary knows a word: as a name, as another word, or not at all."""
    if not is_known(word):
        return "unknown"
    grammemes = {grammeme for parse in parses(word) for grammeme in parse.tag.grammemes}
    for grammeme in ("Patr", "Name", "Surn"):
        if grammeme in grammemes:
            return GROUPS[grammeme]
    return "other"


def _from_dictionary(word: str) -> list[_Reading]:
    form, known = casefold_ru(word), is_known(word)
    readings: list[_Reading] = []
    own: tuple[tuple[str, float], ...]
    own_names = knowledge(word) in ("surname", "first_name", "patronymic")
    for parse in parses(word):
        if not _is_nominal(parse.tag):
            continue
        group = _group(parse.tag) if known else "guess"
        if own_names and group in ("adjective", "noun", "animate_noun", "place"):
            group = f"{group}_beside_name"  # «Громовой» is no «громовая», «Любови» no «любовь»
        features = ((f"dictionary:{group}", 1.0), (f"likelihood:{group}", _logarithm(parse)))
        for case, number, gender in _cells(parse.tag):
            if parse.tag.grammemes & {"Abbr", "Init"}:
                continue
            if "Fixd" in parse.tag.grammemes:
                own = ((f"dictionary:{group}:fixed", 1.0),)
                readings.append(((form, None, None, gender), own))
                continue
            nominative = nominative_of(parse, form)
            if nominative is None:
                continue
            if number == "Plur":
                own = ((f"dictionary:{group}:plural", 1.0), *features[1:])
                readings.append(((casefold_ru(nominative), case, number, None), own))
            else:
                readings.append(((casefold_ru(nominative), case, number, gender), features))
    return readings


def _logarithm(parse: Analysis) -> float:
    return math.log(parse.score + 1e-2)


@cache
def _group(tag: Tag) -> str:
    """Return the kind of a dictionary entry."""
    for grammeme, group in GROUPS.items():
        if grammeme in tag.grammemes:
            return group
    if tag.grammemes & {"ADJF", "PRTF"}:
        return "adjective"
    return "animate_noun" if "anim" in tag.grammemes else "noun"


@cache
def _cells(tag: Tag) -> tuple[tuple[str | None, str | None, str | None], ...]:
    """Return the forms (case, number, gender) that a word with this tag is in the name of a person.

    A person is animate, so that a man's accusative is equal to his genitive, and the common gender
    of «Саша» is both.
    """
    case, number = tag.features.get("Case"), tag.features.get("Number")
    gender = tag.features.get("Gender")
    if case is None or gender == "Neut":
        return ()
    genders = (gender,) if gender else ("Masc", "Fem") if "ms-f" in tag.grammemes else (None,)
    is_mans = gender == "Masc" and number == "Sing"
    is_animate = "anim" in tag.grammemes
    if is_mans and not is_animate and case == "Acc":
        return ()
    cases = (case, "Acc") if is_mans and not is_animate and case == "Gen" else (case,)
    return tuple((c, number, g) for c in cases for g in genders)


def _from_endings(word: str, known: str) -> list[_Reading]:
    if casefold_ru(word) in irregular_forms():
        return []
    return [
        (
            (reading.nominative, reading.case, reading.number, reading.gender),
            ((f"ending:{_paradigm(reading, word)}", 1.0), (f"ending:{known}", 1.0)),
        )
        for reading in declension.readings(casefold_ru(word))
    ]


def _paradigm(reading: declension.WordReading, word: str) -> str:
    """Return a name for a declension: the gender and the last letters of its nominative."""
    return f"{reading.gender or 'Plur'}:{_ending(reading.nominative)}"


@lru_cache(100_000)
def _ending(word: str) -> str:
    """Return the class of the ending of a folded word."""
    match = ENDINGS.search(word)
    if match is None:
        return ""
    ending = match[0]
    if ending in "бвгдзклмнпрстфхъ":
        return "consonant"
    return "hushing" if ending in "жчшщц" else ending


def _as_it_stands(word: str, known: str) -> list[_Reading]:
    form = casefold_ru(word)
    ending = _ending(form)
    shape = ((f"one_syllable:{ending}", 1.0),) if SYLLABLE.fullmatch(form) else ()
    readings: list[_Reading] = []
    for gender in ("Masc", "Fem"):
        kind = f"{gender}:{ending}"
        readings += [
            (
                (form, "Nom", "Sing", gender),
                ((f"as_it_stands:{kind}", 1.0), (f"as_it_stands:{known}", 1.0)),
            ),
            (
                (form, None, "Sing", gender),
                ((f"indeclinable:{kind}", 1.0), (f"indeclinable:{known}", 1.0), *shape),
            ),
        ]
    return readings


@cache
def _is_nominal(tag: Tag) -> bool:
    """Whether a word with this tag can be part of a name."""
    return bool(tag.grammemes & {"NOUN", "ADJF", "PRTF"}) and "voct" not in tag.grammemes
