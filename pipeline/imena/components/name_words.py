"""Read single words as parts of a person's name: in which case and gender each part can be."""

from __future__ import annotations

import re
from functools import lru_cache

from imena.data_tables import read_table
from imena.forms.analyse import Analysis, is_known, parses

Forms = frozenset[tuple[str, str]]  # case and gender, of Universal Dependencies

KINSHIP = frozenset(row["lemma"] for row in read_table("imena.components", "kinship"))
CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
NAMES = frozenset({"Name", "Surn", "Patr"})
PROPER = NAMES | {"Geox", "Orgn", "Trad", "Init", "Abbr"}
NAMESAKES = {"Name", "plur"}  # «из», also the plural of «Иза» in the genitive
CAPITALISED = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*|[А-ЯЁ]{3,}(?:-[А-ЯЁ]{3,})*")
PATRONYMIC = re.compile(
    r".*(?:[оеё]в|ь|[кмн])ич(?:а|у|[её]м|ом|е)?|.*(?:[оеё]вн|(?<=и)чн|(?<=ини)чн)(?:а|ы|е|у|ой|ою)",
    re.IGNORECASE,
)
# Surnames with such an ending are declined for women and men alike.
DECLINED = re.compile(r".*(?:[оеё]в|[иы]н|[сц]к(?:ий|ой)|[ыо]й)", re.IGNORECASE)
PLURAL_OR_SURNAME = re.compile(r".{2,}[оеё]в")  # сомов: a man's surname or a plural in the genitive
CONSONANT_OR_O = re.compile(r".*[бвгджзйклмнпрстфхцчшщоэ]", re.IGNORECASE)


@lru_cache(20_000)
def first_name(word: str) -> Forms:
    """Return the forms in which the dictionary has a word as a first name."""
    return _forms(word, frozenset({"Name"})) if is_known(word.lower()) else frozenset()


@lru_cache(20_000)
def unknown_name(word: str) -> Forms:
    """Return the forms that a word which the dictionary lacks can have as a first name."""
    if is_known(word.lower()):
        return frozenset()
    forms = set(_forms(word, frozenset({"NOUN"})))
    if CONSONANT_OR_O.fullmatch(word):
        forms |= {(case, "Fem") for case in CASES}
    return frozenset(forms)


@lru_cache(20_000)
def patronymic(word: str) -> Forms:
    """Return the forms in which a word is a patronymic."""
    return _forms(word, frozenset({"Patr"})) if PATRONYMIC.fullmatch(word) else frozenset()


@lru_cache(20_000)
def surname(word: str) -> Forms:
    """Return the forms in which a word can be a surname.

    The dictionary has it as one, or as an adjective or participle, as many surnames are; or it does
    not have the word. A woman's surname on a consonant has one form in all cases. The last part of
    a double surname decides.
    """
    if "-" in word:
        return surname(word.rpartition("-")[2])
    known = is_known(word.lower())
    wanted = frozenset({"Surn", "ADJF", "PRTF"} if known else {"Surn", "ADJF", "PRTF", "NOUN"})
    forms = set(_forms(word, wanted))
    is_masculine = not known or ("Nom", "Masc") in _forms(word, frozenset({"Surn"}))
    if is_masculine and CONSONANT_OR_O.fullmatch(word) and not DECLINED.fullmatch(word):
        forms |= {(case, "Fem") for case in CASES}
    return frozenset(forms)


@lru_cache(20_000)
def is_surname(word: str) -> bool:
    """Whether the dictionary has a word as a surname."""
    last = word.lower().rpartition("-")[2]
    return is_known(last) and any("Surn" in parse.tag.grammemes for parse in parses(last))


@lru_cache(20_000)
def is_like_surname(word: str) -> bool:
    """Whether a word is a surname in the dictionary, or one by its ending that is not in it."""
    parts = word.lower().split("-")
    if any(map(is_surname, parts)):
        return True
    last = parts[-1]
    guesses = () if is_known(last) else parses(last)[:1]
    return any("Surn" in parse.tag.grammemes for parse in guesses)


@lru_cache(20_000)
def is_kin(word: str) -> bool:
    """Whether a word in lower case is one for a relative."""
    return word.islower() and any(parse.lemma in KINSHIP for parse in parses(word))


@lru_cache(20_000)
def is_place(word: str) -> bool:
    """Whether the dictionary has a word as the name of a place, and not as one of a person."""
    form = word.lower()
    tags = [parse.tag.grammemes for parse in parses(form)] if is_known(form) else []
    return any("Geox" in tag for tag in tags) and all(NAMES.isdisjoint(tag) for tag in tags)


@lru_cache(20_000)
def is_organisation(word: str) -> bool:
    """Whether the dictionary has a word as an organisation or an acronym, and not as a person."""
    form = word.lower()
    tags = [parse.tag.grammemes for parse in parses(form)] if is_known(form) else []
    persons = (tag for tag in tags if not NAMES.isdisjoint(tag) and not tag >= NAMESAKES)
    return any(not tag.isdisjoint({"Orgn", "Abbr"}) for tag in tags) and not any(persons)


@lru_cache(20_000)
def is_common(word: str) -> bool:
    """Whether the dictionary has a word, and not as a name of any kind."""
    form = word.lower()
    if PLURAL_OR_SURNAME.fullmatch(form):
        return False
    tags = [parse.tag.grammemes for parse in parses(form)] if is_known(form) else []
    return bool(tags) and all(PROPER.isdisjoint(tag) or tag >= NAMESAKES for tag in tags)


def agree(*parts: Forms) -> Forms:
    """Return the forms that all the parts of a name share."""
    return frozenset.intersection(*parts)


def _forms(word: str, wanted: frozenset[str]) -> Forms:
    return frozenset(form for parse in parses(word) for form in _forms_of(parse, wanted))


def _forms_of(parse: Analysis, wanted: frozenset[str]) -> list[tuple[str, str]]:
    """Return the case and gender of an analysis in the singular, of every gender if it has none."""
    tag = parse.tag
    if wanted.isdisjoint(tag.grammemes) or "plur" in tag.grammemes:
        return []
    case, gender = tag.features.get("Case"), tag.features.get("Gender")
    if case is None or gender == "Neut":
        return []
    return [(case, gender)] if gender else [(case, "Masc"), (case, "Fem")]
