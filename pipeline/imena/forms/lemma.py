"""Lemmatise a tagged word: of the dictionary's analyses, take the one that fits the tag best.

Lemmas follow Universal Dependencies. The weights below were set by hand with UD Taiga's dev set in
view (`benchmarks.lemmas`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from imena.data_tables import read_table
from imena.forms.analyse import Analysis, Tag, is_known, only_lemma, parses, seen_in_corpus
from imena.forms.characters import ACRONYM
from imena.forms.closed_class import closed_class_lemma
from imena.forms.tags import parse_features
from imena.forms.word_readings import rare_lemmas

# Parts of speech that Universal Dependencies tells apart and the dictionary does not.
SAME_IN_DICTIONARY = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
COMPARED_FEATURES = (
    *("Animacy", "Aspect", "Case", "Degree", "Gender", "Mood", "NumForm", "Number", "Person"),
    *("Tense", "Variant", "VerbForm", "Voice"),
)
NAME_GRAMMEMES = {"Name", "Surn", "Patr", "Geox", "Orgn"}
# Of the 15,624 lemmas of UD Taiga's dev set 97.12% are right. Between half and twice its value each
# weight is within 0.05 points of that, but for LIKELIHOOD, 97.02% at twice; SAME_NAMEHOOD adds
# nothing there.
SAME_POS, SAME_FEATURE, SAME_NAMEHOOD, LIKELIHOOD = 2.0, 0.5, 0.5, 0.35
TIE = 1e-6  # difference of scores that are equal but for rounding
WOMANS_NOMINATIVE = frozenset({"nomn", "sing", "femn"})
ONE_LETTER_INITIAL = re.compile(r"[А-ЯЁA-Z]\.")


def lemma(word: str, pos: str, feats: str) -> str:
    """Return the lemma, in lower case, of a word with a Universal Dependencies tag.

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
        # a hashtag is several words in one: it has a lemma only if it is one word
        if form[0] == "#":
            return "#" + (lemma(form[1:], "", "") if is_known(form[1:]) else form[1:])
    wanted = parse_features(feats)
    closed = closed_class_lemma(form, pos, wanted)
    if closed is not None:
        return closed
    only = only_lemma(form)
    if only is not None:
        return _ud_lemma(only, frozenset(), form, wanted)
    if ACRONYM.fullmatch(word) and not is_known(word):
        return form
    candidates = parses(form)
    if not candidates:
        return form
    nominal = any(parse.tag.pos in ("NOUN", "ADJ") for parse in candidates)
    if pos == "PROPN" and not nominal and not is_known(word):
        return form  # «Ледли» is not a form of «ледлить»
    return _citation_form(_best(candidates, pos, feats), form, pos, wanted)


def _best(candidates: tuple[Analysis, ...], pos: str, feats: str) -> Analysis:
    """Return the analysis that fits the tag best; of equals, one whose lemma the corpus has."""
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
    return next((parse for parse in seen if parse.lemma not in rare_lemmas()), seen[0])


@lru_cache(100_000)
def _agreement(tag: Tag, pos: str, feats: str) -> float:
    """Score how well the tag of an analysis agrees with the tagger's."""
    own, wanted = tag.features, parse_features(feats)
    score = SAME_POS * (tag.pos == SAME_IN_DICTIONARY.get(pos, pos))
    for key in COMPARED_FEATURES:
        if key in own and key in wanted:
            score += SAME_FEATURE if own[key] == wanted[key] else -SAME_FEATURE
    if pos in ("NOUN", "PROPN") and not NAME_GRAMMEMES.isdisjoint(tag.grammemes):
        score += SAME_NAMEHOOD if pos == "PROPN" else -SAME_NAMEHOOD
    return score


def _citation_form(parse: Analysis, form: str, pos: str, feats: Mapping[str, str]) -> str:
    """Return the lemma of an analysis; a woman's surname or patronymic stays a woman's."""
    grammemes = parse.tag.grammemes
    if "femn" in grammemes and ("Surn" in grammemes or "Patr" in grammemes):
        return parse.inflect(WOMANS_NOMINATIVE) or parse.lemma
    if "COMP" in grammemes and pos == "ADV":
        return _adverb(parse.lemma)
    return _ud_lemma(parse.lemma, grammemes, form, feats)


def _ud_lemma(lemma: str, grammemes: frozenset[str], form: str, feats: Mapping[str, str]) -> str:
    """Convert a lemma of the dictionary to one of Universal Dependencies.

    The passive «строится» has the lemma «строить». «Счастья» has the lemma «счастье», although the
    dictionary lists it under «счастие».
    """
    if lemma.endswith("ся") and feats.get("Voice") == "Pass" and feats.get("VerbForm") != "Part":
        return lemma.removesuffix("ся")
    if lemma.endswith("ие") and form.startswith(lemma[:-2] + "ь"):
        return lemma[:-2] + "ье"
    grammeme, citation = citation_forms().get(lemma, ("", lemma))
    return citation if not grammeme or grammeme in grammemes else lemma


@cache
def citation_forms() -> dict[str, tuple[str, str]]:
    """Return data/citation_forms.tsv: dictionary lemma -> (grammeme needed, if any; UD lemma)."""
    rows = read_table("imena.forms", "citation_forms")
    return {row["lemma"]: (row["grammeme"], row["citation"]) for row in rows}


def _adverb(adjective: str) -> str:
    """Return the adverb of an adjective: «быстро» of «быстрый», whose comparative is «быстрее»."""
    if adjective.endswith(("ый", "ой", "кий", "гий", "хий", "ший")):
        return adjective[:-2] + "о"
    return adjective
