"""A word of a name in, its readings out: by the dictionary, by its ending, and as it stands."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from imena.forms import declension
from imena.forms.analyse import Analysis, Tag, is_known, parses
from imena.forms.characters import ACRONYM, INFLECTED_ACRONYM
from imena.forms.declension import Reading
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru

VOWELS = "аеиоуыэюя"
NAMES = {"Name", "Surn", "Patr"}
FOREIGN = re.compile(r"(?<![ое]г)о$|э$|(?<![уюое])ю$|[бвджзлмнпрстфцчш]и$")
SYLLABLE = re.compile(r"[бвгджзклмнпрстфхцчш]?[аеиоуыэюя][бвгджзйклмнпрстфхцчш]")  # Ким, Чен

# Scores are on the scale of natural logarithms. Tuned by hand on the SlavicNER topics asia_bibi and
# covid-19 with benchmarks/normal_forms.py, whose figures there are therefore no test of them.
LIKELIHOOD = 0.6  # weight of the dictionary's own log probability of a parse
NAME_IN_PERSON, PLACE_IN_PERSON = 0.5, -0.5
PLACE_IN_PLACE, NAME_IN_PLACE, NAME_IN_ORGANISATION = 1.0, -0.5, -0.5
FIXED = 1.0  # for what a word that inflects gets by agreeing with its tag in case and number
GUESSED = -1.0  # a parse of a word that the dictionary does not have
PLURAL_PERSON = -2.0
ENDING, ENDING_OF_KNOWN, ENDING_OF_THING = -0.3, -0.65, -0.8
AS_IT_STANDS, AS_IT_STANDS_KNOWN = -0.5, -1.6
INDECLINABLE, INDECLINABLE_CONSONANT, INDECLINABLE_KNOWN = -0.4, -1.6, -4.0
FOREIGN_ENDING = 2.0  # Мелони, Боэри: what ends so and is in no dictionary seldom inflects
FORMS_OF_CHRIST = {"христа", "христу", "христом", "христе"}  # no other name declines so
SHORTEST_IN_CAPITALS = 4  # letters
MASCULINE_IN_A = -0.3  # Панетта, of a man
KNOWN_NOMINATIVE = -1.0  # an ending is no evidence where the dictionary has the name as it stands
ONE_SYLLABLE = -1.5  # Ким Чен Ын: of such a name the last word alone inflects
OTHER_GENDER = -1.2  # Джесси, Саша: a first name that does not inflect may be anybody's
COMPARATIVE = -0.5  # «Большим театром»: it is the great one, not the greater one
WOMAN_IN_CONSONANT, WOMAN_IN_CONSONANT_KNOWN = -0.6, -1.1  # a woman Маркл stays so in all cases


@lru_cache(100_000)
def readings(word: str, label: str) -> tuple[Reading, ...]:
    """How a word in a mention with this label can be read, at least in one way."""
    if _is_word_in_capitals(word, label):
        word = word.title()
    inflected = INFLECTED_ACRONYM.fullmatch(word)
    if inflected:
        return (Reading(casefold_ru(inflected[1]), None, None, None, 0.0),)
    if ACRONYM.fullmatch(word) or not CYRILLIC_WORD.fullmatch(word):
        return (Reading(casefold_ru(word), None, None, None, 0.0),)
    found = _from_dictionary(word, label)
    if word[:1].isupper() or not is_known(word):
        found += _from_endings(word, label) + _as_it_stands(word, label)
    best: dict[tuple[str, str | None, str | None, str | None], Reading] = {}
    for reading in found or [Reading(casefold_ru(word), None, None, None, 0.0)]:
        key = (reading.nominative, reading.case, reading.number, reading.gender)
        if key not in best or best[key].score < reading.score:
            best[key] = reading
    return tuple(best.values())


def _is_word_in_capitals(word: str, label: str) -> bool:
    """Whether capitals are the text's own, not an acronym's: МОСКВЕ, ПУТИНУ, but МАГАТЭ."""
    if len(word) < SHORTEST_IN_CAPITALS or not (word.isupper() and word.replace("-", "").isalpha()):
        return False
    tags = [parse.tag.grammemes for parse in parses(word.lower())]
    if any("Abbr" in tag for tag in tags):
        return False
    return label == "PER" or is_known(word.lower())


def _from_dictionary(word: str, label: str) -> list[Reading]:
    found = []
    known = is_known(word)
    form = casefold_ru(word)
    for parse in parses(word):
        tag = parse.tag
        if not _nominal(tag):
            continue
        score = LIKELIHOOD * math.log(parse.score + 1e-3) + _fitness(tag, label)
        if not known:
            score += GUESSED
        gender, number = tag.features.get("Gender"), tag.features.get("Number")
        if tag.grammemes & {"Abbr", "Init"}:
            found.append(Reading(form, None, None, None, score))
        elif "Fixd" in tag.grammemes:
            if known:
                score += FIXED
            else:
                gender = None
            owner = gender if label == "PER" and tag.grammemes & NAMES else None
            found.append(Reading(form, None, None, owner, score))
            if owner is not None:
                found.append(Reading(form, None, None, None, score + OTHER_GENDER))
        else:
            nominative, case = _nominative(parse, form), tag.features.get("Case")
            if nominative is None or case is None:
                continue
            if nominative == "больший":
                score += COMPARATIVE
            if number == "Plur":
                score += PLURAL_PERSON if label == "PER" else 0.0
                gender = None
            found.append(Reading(casefold_ru(nominative), case, number, gender, score))
    return found


def _from_endings(word: str, label: str) -> list[Reading]:
    base = ENDING_OF_KNOWN if is_known(word) else ENDING
    if is_known(word) and (label != "PER" or casefold_ru(word) in FORMS_OF_CHRIST):
        return []
    if label != "PER":
        base += ENDING_OF_THING
    if any({"Name", "nomn"} <= parse.tag.grammemes for parse in parses(word)) and is_known(word):
        base += KNOWN_NOMINATIVE
    return [
        Reading(r.nominative, r.case, r.number, r.gender, r.score + base)
        for r in declension.readings(casefold_ru(word))
    ]


def _as_it_stands(word: str, label: str) -> list[Reading]:
    form, known = casefold_ru(word), is_known(word)
    vowel = form[-1] in VOWELS
    gender = "Masc" if not vowel else "Fem" if form[-1] in "ая" else None
    score = AS_IT_STANDS_KNOWN if known else AS_IT_STANDS
    found = [Reading(form, "Nom", "Sing", gender, score)]
    if gender == "Fem":
        found.append(Reading(form, "Nom", "Sing", "Masc", score + MASCULINE_IN_A))
    if not vowel and label != "PER":
        found.append(Reading(form, "Acc", "Sing", "Masc", score))
    if label == "PER" and SYLLABLE.fullmatch(form):
        found.append(Reading(form, None, "Sing", "Masc", ONE_SYLLABLE))
    if not vowel and label == "PER":
        score = WOMAN_IN_CONSONANT_KNOWN if known else WOMAN_IN_CONSONANT
        if not form.endswith(("ой", "ей")):  # which are a woman's name in an oblique case
            found.append(Reading(form, None, "Sing", "Fem", score))
    else:
        score = INDECLINABLE if form[-1] in "оэюие" else INDECLINABLE_CONSONANT
        if known:
            score += INDECLINABLE_KNOWN
        elif FOREIGN.search(form):
            score += FOREIGN_ENDING
        found.append(Reading(form, None, None, None, score))
    return found


@cache
def _nominal(tag: Tag) -> bool:
    """Whether a word with this tag can be part of a name that inflects."""
    return bool(tag.grammemes & {"NOUN", "ADJF", "PRTF"}) and "voct" not in tag.grammemes


@cache
def _fitness(tag: Tag, label: str) -> float:
    """How well a parse's meaning fits the label of the mention."""
    name, place = bool(tag.grammemes & NAMES), "Geox" in tag.grammemes
    if label == "PER":
        return NAME_IN_PERSON * name + PLACE_IN_PERSON * place
    if label == "LOC":
        return PLACE_IN_PLACE * place + NAME_IN_PLACE * name
    return NAME_IN_ORGANISATION * name


@cache
def _wanted(tag: Tag) -> frozenset[str]:
    """The grammemes of the nominative that is otherwise like a form with this tag."""
    wanted = {"nomn"} | (tag.grammemes & {"sing", "plur", "Supr"})
    if "sing" in tag.grammemes:
        wanted |= tag.grammemes & {"masc", "femn", "neut"}
    return frozenset(wanted)


def _nominative(parse: Analysis, form: str) -> str | None:
    wanted = _wanted(parse.tag)
    if "Supr" in wanted:  # the lexeme has «высшая» and «высочайшая»: keep the word's own stem
        forms = [other for other, found in parse.forms() if wanted <= found]
        return max(forms, key=lambda other: _common_prefix(other, form), default=None)
    return parse.inflect(wanted)


def _common_prefix(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
