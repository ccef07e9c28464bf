"""Put the words of a mention into the nominative.

The words of a name agree: all of them have one case, and those of a person also one gender. So
the readings of all words are searched together. The tags and the nominatives that the document
itself has are evidence, which may be overruled: if tagger and dictionary disagree about one word,
the other words decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import add

from imena.forms.analyse import is_known, parses
from imena.forms.declension import CASES, WordReading
from imena.forms.government import GOVERNMENT
from imena.forms.person_names import Context, person_nominative
from imena.forms.slots import SYNCRETIC, matching_slots
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru, respell
from imena.forms.tagged_word import NormalForm, Word
from imena.forms.tags import parse_features
from imena.forms.word_readings import readings

GENDERS = ("Masc", "Fem", "Neut")
NUMBERS = ("Sing", "Plur")
SLOTS = tuple(product(CASES, GENDERS, NUMBERS))
IMPOSSIBLE = -4.0  # for a word that has no reading in a case

# Weights of the tagger's opinion and of the context; tuned with those in word_readings.py and flat
# from half to one and a half likewise, but for CASE_AGREES and GENDER_AGREES at half, 96.4%, and
# SEEN_ELSEWHERE, 96.6% at half and 97.0% from one and a half on.
CASE_AGREES, CASE_DISAGREES, CASE_SYNCRETIC = 0.9, -1.4, -0.25
NUMBER_AGREES, GENDER_AGREES = 0.4, 0.4

SEEN_BASE, SEEN_STEP = 0.6, 0.2  # of SEEN_ELSEWHERE: for any occurrence, and for each
SEEN_AS_IS = 0.15  # of SEEN_ELSEWHERE: for each further occurrence of the word's own form
GOVERNED = 1.5  # the name has a case of the preposition right before it: «в Боэри» is no nominative
SEEN_ELSEWHERE = 3.0  # a nominative that the document has elsewhere
MAX_OCCURRENCES = 3  # occurrences, after which more do not count
# «Никитинский суд»: an adjective made of a name, which the dictionary takes for the surname
ADJECTIVAL = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
HYPHENATED = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]+-[А-ЯЁ][А-ЯЁа-яё]+")  # Интерфакс-Украина
OF_THE_NAME = ("имени", "им")  # «имени Бурденко» has no head of its own


def nominative(
    words: Sequence[Word], label: str, seen: Mapping[str, int], context: Context
) -> NormalForm:
    """Put the words of a mention into the nominative, with the capitals and ё that they had.

    Args:
        words: the mention's words and punctuation, without whitespace.
        label: PER is read as a name of a person, anything else as a phrase with a head.
        seen: folded nominatives of the document, with the number of their occurrences.
        context: what stands around the mention.

    Returns:
        As many words as were given, and the odds that a person is a woman.
    """
    if label == "PER":
        return person_nominative(words, seen, context)
    possible = {name for word in words for name in _possible(word.text, label) if name in seen}
    relevant = tuple((name, min(seen[name], MAX_OCCURRENCES)) for name in sorted(possible))
    return NormalForm(_phrase_nominative(tuple(words), label, relevant, context.preposition))


@lru_cache(100_000)
def _phrase_nominative(
    words: tuple[Word, ...],
    label: str,
    relevant: tuple[tuple[str, int], ...],
    preposition: str,
) -> tuple[str, ...]:
    """Do what `nominative` does, with only the evidence that matters, so that it is cached."""
    forms = [word.text for word in words]
    for phrase in filter(None, _head_phrases(words, label)):
        units = [(i, part) for i in phrase for part in _parts(words[i].text)]
        items = [Word(part, words[i].pos, words[i].feats) for i, part in units]
        nominatives = _search(items, label, dict(relevant), preposition)
        for i in phrase:
            forms[i] = "-".join(
                form for (j, _), form in zip(units, nominatives, strict=True) if j == i
            )
    return tuple(forms)


@lru_cache(100_000)
def _possible(text: str, label: str) -> frozenset[str]:
    """Return the nominatives that a word could be a form of."""
    parts = _parts(text)
    return frozenset(reading.nominative for part in parts for reading in readings(part, label))


def _head_phrases(words: Sequence[Word], label: str) -> list[list[int]]:
    """Return the head phrase; of a location with two heads («Босния и Герцеговина»), both."""
    first = _head_phrase(words, 0, label)
    after = first[-1] + 1 if first else len(words)
    if label == "LOC" and [word.text for word in words[after : after + 1]] == ["и"]:
        return [first, _head_phrase(words, after + 1, label)]
    return [first]


def _head_phrase(words: Sequence[Word], start: int, label: str) -> list[int]:
    """Return the indices of the head noun of a name and of the adjectives before it."""
    phrase: list[int] = []
    i = start
    while i < len(words):
        if not CYRILLIC_WORD.fullmatch(words[i].text) or _is_initial(words, i):
            if phrase:
                break
            i += 1  # an opening quote, or «Н.» of «Н. Новгород»
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


def _is_initial(words: Sequence[Word], i: int) -> bool:
    """Whether a word is the initial of the name of a place: «Н. Новгород»."""
    is_letter = len(words[i].text) == 1 and words[i].text.isupper()
    return is_letter and i + 1 < len(words) and words[i + 1].text == "."


def _stands_behind(word: Word, noun: Word) -> bool:
    """Whether a word is an adjective with a capital that agrees with the noun before it."""
    case = parse_features(noun.feats).get("Case")
    agrees = word.pos == "ADJ" and parse_features(word.feats).get("Case") == case
    return agrees and noun.pos != "ADJ" and word.text[:1].isupper()


def _modifies(word: Word, following: Word) -> bool:
    """Whether a word can be an adjective of the phrase that goes on with ``following``."""
    if following.pos in ("ADP", "CCONJ"):
        return False
    analyses = parses(word.text)
    if word.pos == "ADJ" or (ADJECTIVAL.search(word.text) and following.pos == "NOUN"):
        return True
    adjective = any(p.tag.grammemes & {"ADJF", "PRTF"} and p.score > 0.1 for p in analyses)
    noun_first = not analyses[0].tag.grammemes & {"ADJF", "PRTF"}
    return adjective and not (word.pos in ("NOUN", "PROPN") and noun_first)


def _parts(text: str) -> list[str]:
    """Split a hyphenated name that the dictionary does not have as a whole."""
    if is_known(text) or not HYPHENATED.fullmatch(text):
        return [text]
    return text.split("-")


def _search(
    words: Sequence[Word], label: str, seen: Mapping[str, int], preposition: str
) -> list[str]:
    """Return the words in the best joint reading over case, gender and number."""
    options = [_best_readings(word, label, seen) for word in words]
    totals = _start(preposition)
    for scores, _ in options:
        totals = list(map(add, totals, scores))
    best = totals.index(max(totals))
    return [
        respell(forms[best], word.text) for (_, forms), word in zip(options, words, strict=True)
    ]


@cache
def _start(preposition: str) -> list[float]:
    """Score each of `SLOTS` before any word is read."""
    cases = GOVERNMENT.get(preposition, ())
    return [GOVERNED if case in cases else 0.0 for case, _, _ in SLOTS]


def _best_readings(
    word: Word, label: str, seen: Mapping[str, int]
) -> tuple[list[float], list[str]]:
    """Return the best score and the nominative of a word in each of `SLOTS`.

    A slot that no reading fits has the word as it stands.
    """
    form = casefold_ru(word.text)
    scores, nominatives = [IMPOSSIBLE] * len(SLOTS), [form] * len(SLOTS)
    feats = parse_features(word.feats)
    for reading in readings(word.text, label):
        score = reading.score + _agreement(reading, feats) + _evidence(reading, form, seen)
        for i in matching_slots(SLOTS, reading.case, reading.gender, reading.number):
            if score > scores[i]:
                scores[i], nominatives[i] = score, reading.nominative
    return scores, nominatives


def _agreement(reading: WordReading, feats: Mapping[str, str]) -> float:
    """Score how a reading agrees with the tagger's opinion."""
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


def _evidence(reading: WordReading, form: str, seen: Mapping[str, int]) -> float:
    """Score the evidence of the document's own nominatives for a reading of a folded word."""
    times = seen.get(reading.nominative, 0)
    if form == reading.nominative:  # the word itself is one of those occurrences
        return SEEN_AS_IS * SEEN_ELSEWHERE * min(2, times - 1) if times else 0.0
    return SEEN_ELSEWHERE * min(1.0, SEEN_BASE + SEEN_STEP * times) if times else 0.0
