"""Describe what stands around a mention, as far as its case or gender may depend on it."""

from __future__ import annotations

from imena.components.tagged_words import TaggedWords
from imena.forms.person_names import Context
from imena.forms.tagged_word import Word
from imena.forms.tags import parse_features

MAX_ROLE_DISTANCE = 6  # tokens between a name and the head of the phrase before it
IN_A_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET"})  # «начальник [отдела кадров] Громова»
DASHES = frozenset("-–—")
OPENING = frozenset('«„“"(')


def name_context(words: TaggedWords, start: int, end: int) -> Context:
    """Return the context of a person's name.

    Args:
        words: the words of the Doc.
        start: the first token of the name.
        end: one past its last token.
    """
    before = _skip_spaces(words, start - 1, -1)
    after = _skip_spaces(words, end, 1)
    left, right = _word(words, before), _word(words, after)
    needs_object = _is_verb_behind_subject(words, before)
    role = _role(words, before)
    feats = parse_features(role.feats) if role else {}
    return Context(
        preposition=left.text.lower() if left and left.pos == "ADP" else "",
        left="VERB:object" if needs_object else _kind(left),
        right=_kind(right),
        role=feats.get("Case", ""),
        role_gender=feats.get("Gender", ""),
        verb_left="" if needs_object else past_gender(left),
        verb_right=past_gender(right),
    )


def _skip_spaces(words: TaggedWords, index: int, step: int) -> int:
    """Return the next index that is no whitespace and no opening quote; line breaks count."""
    while 0 <= index < len(words) and words[index].text.isspace():
        if "\n" in words[index].text:
            return -1
        index += step
    return index


def _word(words: TaggedWords, index: int) -> Word | None:
    return words[index] if 0 <= index < len(words) else None


def _kind(word: Word | None) -> str:
    """Return the kind of a neighbour: its part of speech and case, or the mark itself."""
    if word is None:
        return "edge"
    if word.pos == "PUNCT" or not word.text[:1].isalnum():
        if word.text in DASHES:
            return "dash"
        return word.text if word.text in {",", ".", ":", ";", "?", "!"} else "mark"
    feats = parse_features(word.feats)
    if word.pos in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        animacy = feats.get("Animacy", "") if word.pos == "NOUN" else ""
        return f"{word.pos}:{animacy}:{feats.get('Case', '')}"
    if word.pos == "VERB":
        return ":".join(
            ("VERB", *(feats.get(name, "") for name in ("VerbForm", "Voice", "Number")))
        )
    return word.pos


def _is_verb_behind_subject(words: TaggedWords, index: int) -> bool:
    """Whether a verb has its subject before it, so that a name behind it is no subject."""
    verb = _word(words, index)
    if verb is None or verb.pos != "VERB" or "VerbForm=Fin" not in verb.feats:
        return False
    subject = _word(words, _skip_spaces(words, index - 1, -1))
    if subject is None or subject.pos not in ("PRON", "NOUN", "PROPN"):
        return False
    feats, own = parse_features(verb.feats), parse_features(subject.feats)
    if own.get("Case") != "Nom" or own.get("Number") != feats.get("Number"):
        return False
    return own.get("Gender", feats.get("Gender")) == feats.get("Gender", own.get("Gender"))


def past_gender(word: Word | None) -> str:
    """Return the gender of a verb in the past tense, or of a short participle."""
    if word is None or word.pos not in ("VERB", "AUX", "ADJ"):
        return ""
    feats = parse_features(word.feats)
    is_past = feats.get("Tense") == "Past" and feats.get("VerbForm") == "Fin"
    if is_past or feats.get("Variant") == "Short":
        return feats.get("Gender", "")
    return ""


def _role(words: TaggedWords, index: int) -> Word | None:
    """Return the noun for a person that the phrase right before a name has as its head.

    «начальник отдела кадров» has «начальник»: of several such nouns, the nearest.
    """
    for i in range(index, max(-1, index - MAX_ROLE_DISTANCE), -1):
        word = words[i]
        if word.pos not in IN_A_PHRASE:
            return None
        if word.pos == "NOUN" and "Animacy=Anim" in word.feats:
            return word
    return None
