"""A word and its tag in, its lemma out: of the dictionary's parses, the one that fits the tag best.

Lemmas follow Universal Dependencies. The weights below were set by hand with UD Taiga's dev set in
view (`benchmarks/lemmas.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from imena.forms.analyse import Analysis, Tag, is_known, only_lemma, parses, seen_in_corpus
from imena.forms.closed_class import closed_class_lemma
from imena.forms.characters import ACRONYM
from imena.forms.tags import parse_features

# Parts of speech that Universal Dependencies tells apart and the dictionary does not.
SAME_IN_DICTIONARY = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
TELLING = (
    *("Animacy", "Aspect", "Case", "Degree", "Gender", "Mood", "NumForm", "Number", "Person"),
    *("Tense", "Variant", "VerbForm", "Voice"),
)
NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn"}
SAME_POS, SAME_FEATURE, NAME, LIKELIHOOD = 2.0, 0.5, 0.5, 0.35
TIE = 1e-6
WOMAN = frozenset({"nomn", "sing", "femn"})
ONE_LETTER_INITIAL = re.compile(r"[А-ЯЁA-Z]\.")
IN_USE = {"деньга": "деньги"}
RARER = {"больший", "личной"}  # of two that the form alone does not tell apart


def lemma(word: str, pos: str, feats: str) -> str:
    """The lemma, in lower case, of a word with a Universal Dependencies tag.

    Args:
        word: as it stands in the text.
        pos: part of speech, such as ``NOUN``; empty where it is not known.
        feats: features, such as ``Case=Nom|Number=Sing``.
    """
    form = word.lower()
    if not word.isalpha():
        if not any(map(str.isalpha, form)):
            return form
        if ONE_LETTER_INITIAL.fullmatch(word):
            return form[0]
        if form[0] == "#":  # hashtags are words run together: only what is one word has a lemma
            return "#" + (lemma(form[1:], "", "") if is_known(form[1:]) else form[1:])
    wanted = parse_features(feats)
    closed = closed_class_lemma(form, pos, wanted)
    if closed is not None:
        return closed
    only = only_lemma(form)
    if only is not None:
        return _in_use(only, form, wanted)
    if ACRONYM.fullmatch(word) and not is_known(word):
        return form
    candidates = parses(form)
    if not candidates:
        return form
    nominal = any(parse.tag.pos in ("NOUN", "ADJ") for parse in candidates)
    if pos == "PROPN" and not nominal and not is_known(word):
        return form  # «Ледли» is not of «ледлить»
    return _citation_form(_best(candidates, pos, feats), form, pos, wanted)


def _best(candidates: tuple[Analysis, ...], pos: str, feats: str) -> Analysis:
    """The parse that fits the tag best; of equals the one whose lemma the corpus has seen."""
    if len(candidates) == 1:
        return candidates[0]
    scores = [
        _agreement(parse.tag, pos, feats) + LIKELIHOOD * math.log(parse.score + 1e-4)
        for parse in candidates
    ]
    top = max(scores) - TIE
    tied = [parse for parse, score in zip(candidates, scores, strict=True) if score >= top]
    if len({parse.lemma for parse in tied}) == 1:
        return tied[0]
    seen = [parse for parse in tied if seen_in_corpus(parse.lemma)] or tied
    return next((parse for parse in seen if parse.lemma not in RARER), seen[0])


@lru_cache(100_000)
def _agreement(tag: Tag, pos: str, feats: str) -> float:
    """How well a parse's tag agrees with the tagger's."""
    found, wanted = tag.features, parse_features(feats)
    score = SAME_POS * (tag.pos == SAME_IN_DICTIONARY.get(pos, pos))
    for key in TELLING:
        if key in found and key in wanted:
            score += SAME_FEATURE if found[key] == wanted[key] else -SAME_FEATURE
    if pos in ("NOUN", "PROPN") and not NAMES.isdisjoint(tag.grammemes):
        score += NAME if pos == "PROPN" else -NAME
    return score


def _citation_form(parse: Analysis, form: str, pos: str, feats: Mapping[str, str]) -> str:
    """The parse's lemma, but a woman's surname or patronymic stays a woman's."""
    grammemes = parse.tag.grammemes
    if "femn" in grammemes and ("Surn" in grammemes or "Patr" in grammemes):
        return parse.inflect(WOMAN) or parse.lemma
    if "COMP" in grammemes and pos == "ADV":
        return _adverb(parse.lemma)
    if "ADJS" in grammemes and parse.lemma == "должный":
        return "должен"
    return _in_use(parse.lemma, form, feats)


def _in_use(found: str, form: str, feats: Mapping[str, str]) -> str:
    """The dictionary's lemma as Universal Dependencies has it.

    The passive «строится» is of «строить»; «счастья» is of «счастье» although the dictionary lists
    it under «счастие».
    """
    if found.endswith("ся") and feats.get("Voice") == "Pass" and feats.get("VerbForm") != "Part":
        return found.removesuffix("ся")
    if found.endswith("ие") and form.startswith(found[:-2] + "ь"):
        return found[:-2] + "ье"
    return IN_USE.get(found, found)


def _adverb(adjective: str) -> str:
    """«быстрее» is of «быстро», the adverb of «быстрый»."""
    if adjective.endswith(("ый", "ой", "кий", "гий", "хий", "ший")):
        return adjective[:-2] + "о"
    return adjective
