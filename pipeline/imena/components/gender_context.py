"""Find the words around the name of a person that agree with it, or stand for the person.

Each finding is a kind of evidence with a sign: positive for a woman, negative for a man.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
from spacy.strings import get_string_id

from imena.components.name_context import past_gender
from imena.components.tagged_words import TaggedWords
from imena.data_tables import read_table
from imena.forms.analyse import parses
from imena.forms.spelling import casefold_ru
from imena.forms.tagged_word import Word
from imena.forms.tags import parse_features
from imena.layout.unwrapping import LINE_BREAK

# Cases that the forms of a word in the singular, or the tagger, often do not tell apart.
SAME_FORM = {
    "Masc": frozenset({"Gen", "Acc"}),
    "Fem": frozenset({"Gen", "Dat", "Ins", "Loc"}),
}
SIGN = {"Fem": 1, "Masc": -1}
# Chosen by hand.
MAX_PHRASE = 6  # tokens before a name that may be its apposition
MAX_BRACKETS = 8  # tokens in brackets behind a name
MAX_VERB_DISTANCE = 7  # tokens between a name and its verb
MAX_PRONOUN_DISTANCE = 30  # tokens between a name and a pronoun
MAX_ROLE_DISTANCE = 3  # tokens from a noun to the name that it belongs to, behind it

IN_A_PHRASE = frozenset({"NOUN", "PROPN", "DET", "NUM"})
QUOTES = frozenset('«»„“”"')
DASHES = frozenset("-–—")
SENTENCE_ENDS = frozenset(".!?;:")
PRONOUNS = {
    **dict.fromkeys(("она", "ее", "её", "ней", "неё", "нее", "ею", "нею"), 1),
    **dict.fromkeys(("он", "его", "него", "ему", "нему", "нем", "нём"), -1),
}
SENTENCE, PARAGRAPH = 2, 3
Evidence = tuple[str, int]


@cache
def gendered_nouns() -> dict[str, str]:
    """Return the kind of each noun of data/gendered_nouns.tsv."""
    return {row["noun"]: row["kind"] for row in read_table("imena.components", "gendered_nouns")}


def gender_context(
    words: TaggedWords,
    marks: Sequence[tuple[int, int]],
    bounds: tuple[int, int],
    next_start: int,
    may_be_subject: bool,
) -> list[Evidence]:
    """Return what the words around a name say about the gender of the person.

    Args:
        words: the words of the Doc.
        marks: what `pronouns` returns.
        bounds: the first token of the name, and one past its last token.
        next_start: the first token of the next person.
        may_be_subject: whether the name is its own nominative.
    """
    start, end = bounds
    case = parse_features(words[start].feats).get("Case", "")
    found = [*_before(words, start, case)]
    possessive = PRONOUNS.get(words[start].text.lower())
    if possessive:  # «Её Величество»
        found.append(("title", possessive))
    after = _behind_brackets(words, end)
    found += _behind(words, after, case, next_start)
    is_tagged_so = "subject" if case == "Nom" else "indeclinable"
    role = is_tagged_so if may_be_subject else "other"
    found += _verbs(words, start, after, role, next_start)
    found += _pronoun(marks, end, next_start)
    return found


def _before(words: TaggedWords, start: int, case: str) -> Iterator[Evidence]:
    """Yield what the apposition right before a name says: «бывшая коллега [Анна]»."""
    behind_dash, nearest = False, start - 1  # the adjective of the name or of its noun stands here
    for i in range(start - 1, max(-1, start - 1 - MAX_PHRASE), -1):
        word = words[i]
        is_title = i == nearest and word.pos == "PROPN"  # «Мадам» that starts a sentence
        if (word.text in QUOTES or _is_space(word)) and i == nearest:
            nearest -= 1
        elif (
            word.text in DASHES and i == nearest and not behind_dash
        ):  # «дочь Барака Обамы — [Саша]»
            behind_dash, nearest = True, i - 1
        elif word.pos == "ADJ" or (word.pos == "VERB" and "VerbForm=Part" in word.feats):
            if i == nearest:
                yield from _agreeing("adjective", word, case)
                nearest -= 1
        elif (word.pos == "NOUN" and role_kind(word)) or (is_title and listed_kind(word)):
            kind = role_kind(word)
            if _agrees(word, case) or kind == "woman":
                # «супруги [Обамы]» is another person, «супруги [Елены]» is not
                is_unclear = case == "Gen" and "Case=Gen" in word.feats and kind in ("wife", "Fem")
                yield from role_evidence("role_in_genitive" if is_unclear else "role", kind)
                if i and words[i - 1].pos == "ADJ":
                    yield from _agreeing("adjective", words[i - 1], case)
            elif case == "Gen" and i == start - 1 and kind in ("husband", "wife"):
                yield "spouse_of", 1 if kind == "husband" else -1
            else:
                yield from role_evidence("other_role", kind)
            return
        elif word.pos not in IN_A_PHRASE and not (behind_dash and word.pos == "CCONJ"):
            return


def _is_space(word: Word) -> bool:
    return word.text.isspace() and "\n" not in word.text


def role_kind(word: Word) -> str:
    """Return what a noun says: man, woman, husband, wife, either, Masc or Fem; empty if nothing.

    A noun of more than one person says nothing.
    """
    feats = parse_features(word.feats)
    if feats.get("Number") == "Plur":
        return ""
    kind = listed_kind(word)
    if kind:
        return kind
    return feats.get("Gender", "") if feats.get("Animacy") == "Anim" else ""


def listed_kind(word: Word) -> str:
    """Return the kind of a noun of data/gendered_nouns.tsv, empty for another word."""
    return noun_kind(word.text, parse_features(word.feats).get("Gender", ""))


@lru_cache(20_000)
def noun_kind(noun: str, gender: str = "") -> str:
    """Return the kind of a noun in some case; of «супруга» by the gender that it is tagged with."""
    nouns, noun = gendered_nouns(), noun.lower()
    if casefold_ru(noun) in nouns and nouns[casefold_ru(noun)] in ("woman", "either"):
        return nouns[casefold_ru(noun)]
    kinds = (nouns.get(casefold_ru(parse.lemma), "") for parse in parses(noun))
    kind = next(filter(None, kinds), "")
    if gender == "Fem" and kind in ("man", "husband"):  # the dictionary's lemma of «супругой»
        return "wife" if kind == "husband" else "woman"
    return kind


def role_evidence(name: str, kind: str) -> Iterator[Evidence]:
    """Yield the evidence of a noun of a kind that stands for the person."""
    if kind in ("woman", "wife"):
        yield f"{name}:woman", 1
    elif kind in ("man", "husband"):
        yield f"{name}:man", -1
    elif kind == "Fem":
        yield f"{name}:feminine", 1
    elif kind == "Masc":
        yield f"{name}:masculine", -1


def _agreeing(name: str, word: Word, case: str) -> Iterator[Evidence]:
    feats = parse_features(word.feats)
    sign = SIGN.get(feats.get("Gender", ""))
    if sign and feats.get("Number") == "Sing" and _agrees(word, case):
        yield f"{name}:{'f' if sign > 0 else 'm'}", sign


def _agrees(word: Word, case: str) -> bool:
    """Whether a word is in a case, or in another one that its gender does not tell from it."""
    feats = parse_features(word.feats)
    own = feats.get("Case", "")
    return own == case or {own, case} <= SAME_FORM.get(feats.get("Gender", ""), frozenset())


def _behind_brackets(words: TaggedWords, end: int) -> int:
    """Return the first index behind a name and brackets behind it that is no whitespace."""
    index = _skip_spaces(words, end)
    if index < len(words) and words[index].text == "(":
        for i in range(index + 1, min(len(words), index + 1 + MAX_BRACKETS)):
            if words[i].text == ")":
                return _skip_spaces(words, i + 1)
    return index


def _skip_spaces(words: TaggedWords, index: int) -> int:
    while index < len(words) and (words[index].text.isspace() or words[index].text in QUOTES):
        if "\n" in words[index].text:
            return len(words)
        index += 1
    return index


def _behind(words: TaggedWords, index: int, case: str, next_start: int) -> Iterator[Evidence]:
    """Yield what a clause or an apposition behind a name says: «[Анна], которая», «— певица»."""
    if index >= len(words):
        return
    mark = words[index].text
    if mark != "," and mark not in DASHES:
        return
    for i in range(index + 1, min(len(words), index + 1 + MAX_PHRASE)):
        word = words[i]
        feats = parse_features(word.feats)
        sign = SIGN.get(feats.get("Gender", ""), 0)
        if word.pos == "VERB" and feats.get("VerbForm") == "Part" and mark == ",":
            if sign and feats.get("Number") == "Sing":
                yield f"participle:{'f' if sign > 0 else 'm'}", sign
            return
        if casefold_ru(word.text).startswith("котор"):
            if sign and feats.get("Number") == "Sing":
                yield f"relative:{'f' if sign > 0 else 'm'}", sign
            return
        if word.pos == "NOUN":
            kind = role_kind(word)
            # «[Анна], актриса Мария Громова»: the noun belongs to the next person
            is_of_next = next_start <= i + MAX_ROLE_DISTANCE
            if kind and not is_of_next and (feats.get("Case", "") in (case, "Nom")):
                yield from role_evidence("behind", kind)
            return
        if word.pos not in ("ADJ", "ADP", "DET", "NUM"):
            return


def _verbs(
    words: TaggedWords, start: int, after: int, role: str, next_start: int
) -> Iterator[Evidence]:
    """Yield what the past tense of the verb near a name says."""
    before = words[start - 1] if start else None
    sign = past_sign(before)
    if sign:
        yield f"verb_before:{role}", sign
    while after < len(words) and words[after].pos in ("PART", "ADV"):  # «не», «также»
        after += 1
    right = words[after] if after < len(words) else None
    sign = past_sign(right)
    if sign:
        yield f"verb_behind:{role}", sign
        return
    for i in range(after, min(len(words), after + MAX_VERB_DISTANCE, next_start)):
        word = words[i]
        if word.text in SENTENCE_ENDS or "\n" in word.text:
            return
        feats = parse_features(word.feats)
        if word.pos in ("NOUN", "PROPN", "PRON") and feats.get("Case") == "Nom":
            return
        sign = past_sign(word)
        if sign:
            yield f"verb_near:{role}", sign
            return
        if word.pos == "VERB" and feats.get("VerbForm") == "Fin":
            return


def past_sign(word: Word | None) -> int:
    """Return the sign of a past tense or a short participle, 0 for another word."""
    return SIGN.get(past_gender(word), 0)


def pronouns(words: TaggedWords) -> list[tuple[int, int]]:
    """Return the pronouns of the third person with their signs, in order.

    Between them are the ends of sentences, with `SENTENCE`, and of paragraphs, with `PARAGRAPH`.
    """
    signs = _signs_by_hash()
    is_mark = np.isin(words.orths, np.fromiter(signs, np.uint64)) | words.are_spaces
    marks = []
    for i in np.flatnonzero(is_mark).tolist():
        sign = signs.get(int(words.orths[i]))
        if sign is not None:
            marks.append((i, sign))
        elif len(LINE_BREAK.findall(words[i].text)) > 1:
            marks.append((i, PARAGRAPH))
    return marks


@cache
def _signs_by_hash() -> dict[int, int]:
    signs = {text: sign for own, sign in PRONOUNS.items() for text in (own, own.capitalize())}
    signs |= dict.fromkeys(SENTENCE_ENDS, SENTENCE)
    return {get_string_id(text): sign for text, sign in signs.items()}


def _pronoun(marks: Sequence[tuple[int, int]], end: int, next_start: int) -> Iterator[Evidence]:
    """Yield the first pronoun of the third person behind a name and before the next person."""
    sentences = 0
    last = min(end + MAX_PRONOUN_DISTANCE, next_start)
    for i in range(bisect_left(marks, (end, -PARAGRAPH)), len(marks)):
        index, sign = marks[i]
        sentences += sign == SENTENCE
        if index >= last or sign == PARAGRAPH or sentences > 1:
            return
        if abs(sign) == 1:
            yield f"pronoun:{'next' if sentences else 'same'}", sign
            return
