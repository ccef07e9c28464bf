"""A word and its tag in, its lemma out: the dictionary's parse that agrees best with the tag."""

from __future__ import annotations

from collections.abc import Mapping

from pymorphy3.analyzer import Parse

from imena.forms.analyse import is_known, parses
from imena.forms.spelling import ACRONYM
from imena.forms.tags import features, parse_features, part_of_speech

# Parts of speech that Universal Dependencies tells apart and the dictionary does not.
SAME_IN_DICTIONARY = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
TELLING = ("Aspect", "Case", "Gender", "NumForm", "Number", "Person", "Tense", "Variant")


def lemma(word: str, pos: str, feats: str) -> str:
    """The lemma, in lower case, of a word with a Universal Dependencies tag.

    The parse with the most features in common wins, the likelier of equals; a word none of whose
    parses has anything in common with the tag is its own lemma.
    """
    wanted = parse_features(feats)
    if ACRONYM.fullmatch(word) and not is_known(word):
        return word.lower()
    candidates = parses(word.lower())
    agreeing = [agreement(parse, pos, wanted) for parse in candidates]
    best = max(agreeing, default=0)
    if best == 0:
        return word.lower()
    return _citation_form(candidates[agreeing.index(best)])


def _citation_form(parse: Parse) -> str:
    """The parse's lemma; a woman's surname or patronymic stays a woman's, unlike in pymorphy3."""
    if "femn" in parse.tag and ("Surn" in parse.tag or "Patr" in parse.tag):
        nominative = parse.inflect({"nomn", "sing", "femn"})
        if nominative:
            return nominative.word
    return parse.normal_form


def agreement(parse: Parse, pos: str, feats: Mapping[str, str]) -> int:
    """How many of part of speech and telling features a parse shares with a tag."""
    found = features(parse.tag.grammemes)
    same_pos = part_of_speech(parse.tag.grammemes) == SAME_IN_DICTIONARY.get(pos, pos)
    return same_pos + sum(key in found and found[key] == feats.get(key) for key in TELLING)
