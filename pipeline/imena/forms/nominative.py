"""The words of a mention in, its nominative out.

The words of a name agree: all of them stand in one case, a person's also in one gender. So the
readings of all words are searched together, and the tagger's opinion and the nominatives that the
document itself shows are evidence, not law: where tagger and dictionary disagree about one word,
the other words decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import add
from typing import NamedTuple

from imena.forms.analyse import is_known, parses
from imena.forms.declension import CASES, Reading
from imena.forms.name_parts import PARTICLES
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru, respell
from imena.forms.tags import parse_features
from imena.forms.word_readings import readings

GENDERS = ("Masc", "Fem", "Neut")
NUMBERS = ("Sing", "Plur")
SLOTS = tuple(product(CASES, GENDERS, NUMBERS))
NOT_A_PERSON = {"Neut": -2.0}
IMPOSSIBLE = -4.0  # a word that has no reading in the case that is tried

# Weights of the tagger's opinion; tuned with those in readings.py.
CASE_AGREES, CASE_DISAGREES, CASE_SYNCRETIC = 0.9, -1.4, -0.25
NUMBER_AGREES, GENDER_AGREES = 0.4, 0.4
SYNCRETIC = ({"Gen", "Acc"}, {"Nom", "Acc"})  # case pairs that share their form in many words

GOVERNED = 1.5  # a preposition right before the name says its case: «в Боэри» is no nominative
SUBJECT = 1.0  # a past tense next to the name agrees: «сообщила Валерия Герасимова»
SEEN = 3.0  # a nominative that the document shows elsewhere
ENOUGH = 3  # times, after which more do not count
GOVERNMENT = {  # the cases behind prepositions
    **dict.fromkeys(("в", "во", "на"), ("Loc", "Acc")),
    **dict.fromkeys(("о", "об", "обо", "при"), ("Loc",)),
    **dict.fromkeys(("к", "ко", "благодаря", "согласно"), ("Dat",)),
    **dict.fromkeys(("от", "из", "до", "без", "для", "у", "против", "около", "вокруг"), ("Gen",)),
    **dict.fromkeys(("кроме", "ради", "среди", "после", "из-за", "близ"), ("Gen",)),
    **dict.fromkeys(("над", "перед", "между"), ("Ins",)),
    **dict.fromkeys(("с", "со"), ("Ins", "Gen")),
    **dict.fromkeys(("про", "через", "сквозь"), ("Acc",)),
    "за": ("Ins", "Acc"),
    "под": ("Ins", "Acc"),
    "по": ("Dat",),
}
# «Никитинский суд»: an adjective made of a name, which the dictionary takes for the surname
ADJECTIVAL = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
HYPHENATED = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]+-[А-ЯЁ][А-ЯЁа-яё]+")  # Интерфакс-Украина
OF_THE_NAME = ("имени", "им")  # «имени Бурденко» has no head of its own
ARTICLE = re.compile(r"[а-яё]{2,4}-[А-ЯЁ]")  # уль-Малук
FIRST_PART = re.compile(r"[А-ЯЁ][а-яё]*[иы]м")  # Касым-Жомарт: no form of «Касой»


class Word(NamedTuple):
    """A word of a mention with what the tagger said of it."""

    text: str
    pos: str = ""
    feats: str = ""  # Universal Dependencies, ``Case=Nom|Number=Sing``


def nominative(
    words: Sequence[Word],
    label: str,
    seen: Mapping[str, int],
    verb_gender: str | None = None,
    preposition: str | None = None,
) -> list[str]:
    """The words of a mention in the nominative, with the capitals and ё that they had.

    Args:
        words: the mention's words and punctuation, without whitespace.
        label: PER is read as a name of a person, anything else as a phrase with a head.
        seen: folded nominatives that the document shows, with how often.
        verb_gender: gender of a past tense next to a person, who may be its subject.
        preposition: the preposition right before the mention, in lower case.

    Returns:
        As many strings as words.
    """
    possible = {name for word in words for name in _possible(word.text, label) if name in seen}
    relevant = tuple((name, min(seen[name], ENOUGH)) for name in sorted(possible))
    return list(_nominative(tuple(words), label, relevant, verb_gender, preposition))


@lru_cache(100_000)
def _nominative(
    words: tuple[Word, ...],
    label: str,
    relevant: tuple[tuple[str, int], ...],
    verb_gender: str | None,
    preposition: str | None,
) -> tuple[str, ...]:
    """`nominative` with that part of the evidence that can matter, so that it can be remembered."""
    phrases = [_name_parts(words)] if label == "PER" else _head_phrases(words, label)
    forms = [word.text for word in words]
    for phrase in filter(None, phrases):
        units = [(i, part) for i in phrase for part in _parts(words[i].text, label)]
        items = [Word(part, words[i].pos, words[i].feats) for i, part in units]
        found = _search(items, label, dict(relevant), verb_gender, preposition)
        for i in phrase:
            own = [(part, form) for (j, part), form in zip(units, found, strict=True) if j == i]
            *firsts, (_, last) = own
            forms[i] = "-".join([*(part if _stays(part) else form for part, form in firsts), last])
    return tuple(forms)


def _stays(part: str) -> bool:
    """Whether the first part of a hyphenated name is no form of another."""
    return FIRST_PART.fullmatch(part) is not None and not is_known(part)


@lru_cache(100_000)
def _possible(text: str, label: str) -> frozenset[str]:
    """The nominatives that a word could be a form of."""
    parts = _parts(text, label)
    return frozenset(reading.nominative for part in parts for reading in readings(part, label))


def _name_parts(words: Sequence[Word]) -> list[int]:
    """The words of a person's name that inflect: not initials, particles or punctuation."""
    capital = [
        i
        for i, word in enumerate(words)
        if (word.text[:1].isupper() or ARTICLE.match(word.text))
        and CYRILLIC_WORD.fullmatch(word.text)
        and not (len(word.text) == 1 and word.text.isupper())  # an initial
    ]
    first = capital[0] if capital else len(words)
    titles = [
        i
        for i, word in enumerate(words[:first])
        if word.text.isalpha() and len(word.text) > 2 and word.text not in PARTICLES
    ]
    return titles + capital


def _head_phrases(words: Sequence[Word], label: str) -> list[list[int]]:
    """The head phrase; of a place that is two («Босния и Герцеговина»), both."""
    first = _head_phrase(words, 0, label)
    after = first[-1] + 1 if first else len(words)
    if label == "LOC" and [word.text for word in words[after : after + 1]] == ["и"]:
        return [first, _head_phrase(words, after + 1, label)]
    return [first]


def _head_phrase(words: Sequence[Word], start: int, label: str) -> list[int]:
    """The head noun of an organisation or place with the adjectives before it."""
    phrase: list[int] = []
    i = start
    while i < len(words):
        if not CYRILLIC_WORD.fullmatch(words[i].text):
            if phrase:
                break
            i += 1  # an opening quote
            continue
        if words[i].text in OF_THE_NAME:
            break
        phrase.append(i)
        i += 1
        if i + 1 < len(words) and words[i].text in ("и", ",") and words[i + 1].pos == "ADJ":
            i += 1  # «экономический и валютный союз»
        if label == "LOC" and i == len(words) - 1 and _stands_behind(words[i], words[i - 1]):
            phrase.append(i)  # «Ростов Великий»
            break
        follows = i < len(words) and CYRILLIC_WORD.fullmatch(words[i].text)
        if not (follows and _modifies(words[phrase[-1]], words[i])):
            break
    return phrase


def _stands_behind(word: Word, noun: Word) -> bool:
    """Whether a word is an adjective with a capital that agrees with the noun before it."""
    case = parse_features(noun.feats).get("Case")
    agrees = word.pos == "ADJ" and parse_features(word.feats).get("Case") == case
    return agrees and noun.pos != "ADJ" and word.text[:1].isupper()


def _modifies(word: Word, following: Word) -> bool:
    """Whether a word can be an adjective of the phrase that goes on with ``following``."""
    if following.pos in ("ADP", "CCONJ"):
        return False
    found = parses(word.text)
    if word.pos == "ADJ" or (ADJECTIVAL.search(word.text) and following.pos == "NOUN"):
        return True
    adjective = any(p.tag.grammemes & {"ADJF", "PRTF"} and p.score > 0.1 for p in found)
    noun_first = not found[0].tag.grammemes & {"ADJF", "PRTF"}
    return adjective and not (word.pos in ("NOUN", "PROPN") and noun_first)


def _parts(text: str, label: str) -> list[str]:
    """The parts of a hyphenated name that the dictionary does not have as a whole."""
    if "-" not in text or is_known(text) or (label != "PER" and not HYPHENATED.fullmatch(text)):
        return [text]
    return text.split("-")


def _search(
    words: Sequence[Word],
    label: str,
    seen: Mapping[str, int],
    verb_gender: str | None,
    preposition: str | None,
) -> list[str]:
    """The best joint reading over case, gender and number, spelled as the words were."""
    options = [_best_readings(word, label, seen) for word in words]
    totals = _start(label, verb_gender, preposition)
    for scores, _ in options:
        totals = list(map(add, totals, scores))
    best = totals.index(max(totals))
    return [
        respell(found[best], word.text) for (_, found), word in zip(options, words, strict=True)
    ]


@cache
def _start(label: str, verb_gender: str | None, preposition: str | None) -> list[float]:
    """What speaks for each of `SLOTS` before any word is read."""
    return [
        (NOT_A_PERSON.get(gender, 0.0) if label == "PER" else 0.0)
        + (SUBJECT if case == "Nom" and gender == verb_gender else 0.0)
        + (GOVERNED if case in GOVERNMENT.get(preposition or "", ()) else 0.0)
        for case, gender, _ in SLOTS
    ]


def _best_readings(
    word: Word, label: str, seen: Mapping[str, int]
) -> tuple[list[float], list[str]]:
    """A word's best score and its nominative in each of `SLOTS`; as it stands if it has none."""
    form = casefold_ru(word.text)
    scores, found = [IMPOSSIBLE] * len(SLOTS), [form] * len(SLOTS)
    feats = parse_features(word.feats)
    for reading in readings(word.text, label):
        score = reading.score + _agreement(reading, feats) + _evidence(reading, form, seen)
        for i in _slots(reading.case, reading.gender, reading.number):
            if score > scores[i]:
                scores[i], found[i] = score, reading.nominative
    return scores, found


@cache
def _slots(case: str | None, gender: str | None, number: str | None) -> list[int]:
    """The slots that a reading fits; a plural has no gender."""
    return [
        i
        for i, slot in enumerate(SLOTS)
        if case in (slot[0], None)
        and number in (slot[2], None)
        and (gender in (slot[1], None) or slot[2] == "Plur")
    ]


def _agreement(reading: Reading, feats: Mapping[str, str]) -> float:
    """What the tagger's opinion adds to a reading."""
    score = 0.0
    case, number, gender = feats.get("Case"), feats.get("Number"), feats.get("Gender")
    if case and reading.case:
        if case == reading.case:
            score += CASE_AGREES
        else:
            score += CASE_SYNCRETIC if {case, reading.case} in SYNCRETIC else CASE_DISAGREES
    if number and reading.number:
        score += NUMBER_AGREES if number == reading.number else -NUMBER_AGREES
    if gender and reading.gender:
        score += GENDER_AGREES if gender == reading.gender else -GENDER_AGREES
    return score


def _evidence(reading: Reading, form: str, seen: Mapping[str, int]) -> float:
    """What the document's own nominatives add to a reading of a folded word."""
    times = seen.get(reading.nominative, 0)
    if form == reading.nominative:  # the word itself is one of those times
        return 0.15 * SEEN * min(2, times - 1) if times else 0.0
    return SEEN * min(1.0, 0.6 + 0.2 * times) if times else 0.0
