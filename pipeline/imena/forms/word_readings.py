"""Read a word of a name: by the dictionary, by its ending, and as it stands."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from imena.data_tables import read_table
from imena.forms import declension
from imena.forms.analyse import Analysis, Tag, is_known, parses
from imena.forms.characters import ACRONYM, INFLECTED_ACRONYM
from imena.forms.declension import VOWELS, WordReading
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru

NAMES = {"Name", "Surn", "Patr"}
FOREIGN = re.compile(r"(?<![ое]г)о$|э$|(?<![уюое])ю$|[бвджзлмнпрстфцчш]и$")

# The names of persons have readings of their own (`imena.forms.person_readings`).
#
# Scores are on the scale of natural logarithms. Tuned by hand on the SlavicNER topics asia_bibi and
# covid-19 with benchmarks.normal_forms, whose figures there are therefore no test of them, when
# persons were read with them, too (benchmarks.normal_form_weights).
LIKELIHOOD = 0.6  # weight of the dictionary's log probability of an analysis
LOCATION_IN_LOCATION, NAME_IN_LOCATION, NAME_IN_ORGANISATION = 1.0, -0.5, -0.5
# Makes up for the agreement in case and number that only words that inflect can score.
INDECLINABLE_IN_DICTIONARY = 1.0
GUESSED = -1.0  # an analysis of a word that the dictionary does not have
ENDING = -1.1
AS_IT_STANDS, AS_IT_STANDS_KNOWN = -0.5, -1.6
INDECLINABLE, INDECLINABLE_CONSONANT, INDECLINABLE_KNOWN = -0.4, -1.6, -4.0
# Мелони, Боэри: words with such an ending that no dictionary has seldom inflect
FOREIGN_ENDING = 2.0
SHORTEST_IN_CAPITALS = 4  # letters
MASCULINE_IN_A = -0.3  # Панетта, of a man


@cache
def rare_lemmas() -> dict[str, float]:
    """Return what each lemma of data/rare_lemmas.tsv adds to the score of a reading in a name."""
    rows = read_table("imena.forms", "rare_lemmas")
    return {row["lemma"]: float(row["name_score"]) for row in rows}


@cache
def place_abbreviations() -> dict[str, WordReading]:
    """Return the readings of the abbreviations of data/place_abbreviations.tsv: «обл», «р-на»."""
    rows = read_table("imena.forms", "place_abbreviations")
    return {
        row["form"]: WordReading(row["nominative"], None, "Sing", row["gender"], 0.0)
        for row in rows
    }


@lru_cache(100_000)
def readings(word: str, label: str) -> tuple[WordReading, ...]:
    """Return the readings of a word in a mention with this label, no person, at least one."""
    if word in place_abbreviations():
        return (place_abbreviations()[word],)
    if is_word_in_capitals(word, label):
        word = word.title()
    inflected = INFLECTED_ACRONYM.fullmatch(word)
    if inflected:
        return (WordReading(casefold_ru(inflected[1]), None, None, None, 0.0),)
    if ACRONYM.fullmatch(word) or not CYRILLIC_WORD.fullmatch(word):
        return (WordReading(casefold_ru(word), None, None, None, 0.0),)
    possible = _from_dictionary(word, label)
    if word[:1].isupper() or not is_known(word):
        possible += _from_endings(word) + _as_it_stands(word)
    best: dict[tuple[str, str | None, str | None, str | None], WordReading] = {}
    for reading in possible or [WordReading(casefold_ru(word), None, None, None, 0.0)]:
        key = (reading.nominative, reading.case, reading.number, reading.gender)
        if key not in best or best[key].score < reading.score:
            best[key] = reading
    return tuple(best.values())


def is_word_in_capitals(word: str, label: str) -> bool:
    """Whether a word in capitals is no acronym: МОСКВЕ, ПУТИНУ, but not МАГАТЭ."""
    if len(word) < SHORTEST_IN_CAPITALS or not (word.isupper() and word.replace("-", "").isalpha()):
        return False
    tags = [parse.tag.grammemes for parse in parses(word.lower())]
    if any("Abbr" in tag for tag in tags):
        return False
    return label == "PER" or is_known(word.lower())


def _from_dictionary(word: str, label: str) -> list[WordReading]:
    possible = []
    known = is_known(word)
    form = casefold_ru(word)
    for parse in parses(word):
        tag = parse.tag
        if not _is_nominal(tag):
            continue
        score = LIKELIHOOD * math.log(parse.score + 1e-3) + _fitness(tag, label)
        if not known:
            score += GUESSED
        gender, number = tag.features.get("Gender"), tag.features.get("Number")
        if tag.grammemes & {"Abbr", "Init"}:
            possible.append(WordReading(form, None, None, None, score))
        elif "Fixd" in tag.grammemes:
            if known:
                score += INDECLINABLE_IN_DICTIONARY
            else:
                gender = None
            possible.append(WordReading(form, None, None, None, score))
        else:
            nominative, case = nominative_of(parse, form), tag.features.get("Case")
            if nominative is None or case is None:
                continue
            score += rare_lemmas().get(nominative, 0.0)
            if number == "Plur":
                gender = None
            possible.append(WordReading(casefold_ru(nominative), case, number, gender, score))
    return possible


def _from_endings(word: str) -> list[WordReading]:
    if is_known(word):
        return []
    return [
        WordReading(r.nominative, r.case, r.number, r.gender, r.score + ENDING)
        for r in declension.readings(casefold_ru(word))
    ]


def _as_it_stands(word: str) -> list[WordReading]:
    form, known = casefold_ru(word), is_known(word)
    vowel = form[-1] in VOWELS
    gender = "Masc" if not vowel else "Fem" if form[-1] in "ая" else None
    score = AS_IT_STANDS_KNOWN if known else AS_IT_STANDS
    possible = [WordReading(form, "Nom", "Sing", gender, score)]
    if gender == "Fem":
        possible.append(WordReading(form, "Nom", "Sing", "Masc", score + MASCULINE_IN_A))
    if not vowel:
        possible.append(WordReading(form, "Acc", "Sing", "Masc", score))
    score = INDECLINABLE if form[-1] in "оэюие" else INDECLINABLE_CONSONANT
    if known:
        score += INDECLINABLE_KNOWN
    elif FOREIGN.search(form):
        score += FOREIGN_ENDING
    possible.append(WordReading(form, None, None, None, score))
    return possible


@cache
def _is_nominal(tag: Tag) -> bool:
    """Whether a word with this tag can be part of a name that inflects."""
    return bool(tag.grammemes & {"NOUN", "ADJF", "PRTF"}) and "voct" not in tag.grammemes


@cache
def _fitness(tag: Tag, label: str) -> float:
    """Score how well the meaning of an analysis fits the label of the mention."""
    is_name, is_location = bool(tag.grammemes & NAMES), "Geox" in tag.grammemes
    if label == "LOC":
        return LOCATION_IN_LOCATION * is_location + NAME_IN_LOCATION * is_name
    return NAME_IN_ORGANISATION * is_name


@cache
def _wanted(tag: Tag) -> frozenset[str]:
    """Return the grammemes of the nominative that is otherwise like a form with this tag."""
    wanted = {"nomn"} | (tag.grammemes & {"sing", "plur", "Supr"})
    if "sing" in tag.grammemes:
        wanted |= tag.grammemes & {"masc", "femn", "neut"}
    return frozenset(wanted)


def nominative_of(parse: Analysis, form: str) -> str | None:
    """Return the nominative of a reading, otherwise like the folded form itself, if it has one."""
    wanted = _wanted(parse.tag)
    if "Supr" in wanted:  # the lexeme has «высшая» and «высочайшая»: keep the word's own stem
        forms = [other for other, grammemes in parse.forms() if wanted <= grammemes]
        return max(forms, key=lambda other: _common_prefix(other, form), default=None)
    return parse.inflect(wanted)


def _common_prefix(word: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
