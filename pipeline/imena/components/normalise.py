"""A recognised Doc in, ``span._.normal`` and the parts of persons' names out.

What a name's words are together also says what each is by itself, so the lemmas of a person's name
are taken from its normal form: «Валерия» is «валерий» where the span is a man's. So is that of any
other name of one word: «Шарите» is a hospital, not a form of «шарить».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np
from spacy.attrs import IS_SPACE, MORPH, ORTH, POS, SPACY
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc, Span

from imena.components.attributes import assign, register
from imena.components.batch import BatchComponent
from imena.components.compose import SPANS
from imena.components.homoglyphs import fold_homoglyphs
from imena.components.language import RUSSIAN, is_foreign, language_of
from imena.forms.analyse import dictionary, is_known
from imena.forms.name_parts import name_parts
from imena.forms.nominative import Word, nominative
from imena.forms.spelling import casefold_ru
from imena.forms.tags import parse_features

HYPHENS = re.compile(r"[‐‑‒]")
CACHED_WORDS = 200_000  # words with their tags remembered before the cache starts anew


class Normalise(BatchComponent):
    """Puts every mention into the nominative."""

    def __init__(self) -> None:
        """Load the dictionary and make the span attributes known to spaCy."""
        dictionary()
        register()
        self._known: dict[tuple[int, ...], Word] = {}

    def annotate(self, docs: list[Doc]) -> None:
        """Normalise the mentions of each Doc, with that Doc's nominatives as evidence."""
        if len(self._known) > CACHED_WORDS:
            self._known = {}  # not cleared: another thread may be reading it
        for doc in docs:
            ents = _to_normalise(doc)
            if not ents:
                continue
            ents = _in_russian(doc, ents)
            words = _Words(doc, self._known)
            seen = nominatives(doc)
            space_behind = (doc.to_array([SPACY, IS_SPACE]) != 0).any(1)
            for span in ents:
                _normalise(span, words, space_behind, seen)


def _to_normalise(doc: Doc) -> list[Span]:
    """The flat mentions and the full names; one that is both, once."""
    spans = [*doc.ents, *doc.spans.get(SPANS, ())]
    return list({(span.start, span.end, span.label): span for span in spans}.values())


def _in_russian(doc: Doc, spans: list[Span]) -> list[Span]:
    """The mentions that stand in Russian; the others are their own normal forms."""
    language, has_others = language_of(doc)
    if language not in (RUSSIAN, None):
        russian = []
    elif has_others:
        russian = [span for span in spans if not is_foreign(span.sent.text)]
    else:
        return spans
    kept = {id(span) for span in russian}
    for span in spans:
        if id(span) not in kept:
            assign(span, normal=" ".join(span.text.split()))
    return russian


class _Words:
    """The words of a Doc, made when they are asked for; equal ones are one object."""

    def __init__(self, doc: Doc, known: dict[tuple[int, ...], Word]) -> None:
        self._keys = doc.to_array([ORTH, POS, MORPH])
        self._strings = doc.vocab.strings
        self._known = known

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, place: int) -> Word:
        key = tuple(self._keys[place].tolist())
        word = self._known.get(key)
        if word is None:
            orth, pos, morph = key
            word = Word(plain(self._strings[orth]), NAMES[pos], self._strings[morph])
            self._known[key] = word
        return word


def _normalise(
    span: Span, words: _Words, space_behind: np.ndarray, seen: Mapping[str, int]
) -> None:
    """Set the attributes of one mention and the lemmas of its words."""
    places = [i for i in range(span.start, span.end) if not words[i].text.isspace()]
    if not places:
        return
    label = span.label_
    own = [words[i] for i in places]
    if span._.drawn_by == "gazetteer" and span._.normal:  # as the dictionary has it
        _assign_parts(span, label, span._.normal)
        return
    gender = verb_gender(words, span) if label == "PER" else None
    forms = nominative(own, label, seen, gender, preposition(words, span))
    normal = forms[0]
    for i, form in zip(places[1:], forms[1:], strict=True):
        normal += " " + form if space_behind[i - 1] else form
    assign(span, normal=normal)
    if label == "PER" or (len(own) == 1 and _is_read(own[0], forms[0])):
        for i, form in zip(places, forms, strict=True):
            span.doc[i].lemma_ = form.lower()
    _assign_parts(span, label, normal)


def _assign_parts(span: Span, label: str, normal: str) -> None:
    if label == "PER":
        first, middle, last = name_parts(normal)
        assign(span, first=first, middle=middle, last=last)


def _is_read(word: Word, form: str) -> bool:
    """Whether a nominative is one, not a word of the dictionary left in an oblique case."""
    return form != word.text or "Case=Nom" in word.feats or not is_known(word.text)


def plain(word: str) -> str:
    """A word without look-alike letters, stress marks and hyphens of other kinds."""
    return HYPHENS.sub("-", fold_homoglyphs(word))


def verb_gender(words: _Words, span: Span) -> str | None:
    """The gender of a past tense right before or after a mention."""
    for i in (span.end, span.start - 1):
        if 0 <= i < len(words) and "Tense=Past" in words[i].feats:
            feats = parse_features(words[i].feats)
            if feats.get("VerbForm") == "Fin" and "Gender" in feats:
                return feats["Gender"]
    return None


def preposition(words: _Words, span: Span) -> str | None:
    """The preposition right before a mention."""
    if span.start == 0 or words[span.start - 1].pos != "ADP":
        return None
    return words[span.start - 1].text.lower()


def nominatives(doc: Doc) -> Counter[str]:
    """Capitalised words that the tagger finds in the nominative, folded, with their counts."""
    strings = doc.vocab.strings
    orths, morphs = doc.to_array([ORTH, MORPH]).T.tolist()
    nominative = {morph for morph in set(morphs) if "Case=Nom" in strings[morph]}
    pairs = zip(orths, morphs, strict=True)
    texts = (strings[orth] for orth, morph in pairs if morph in nominative)
    return Counter(casefold_ru(text) for text in texts if text[0].isupper())


@Language.factory(
    "imena_normalise",
    requires=["doc.ents", "token.pos", "token.morph"],
    assigns=["span._.normal", "span._.first", "span._.middle", "span._.last", "token.lemma"],
)
def create_normalise(nlp: Language, name: str) -> Normalise:
    """``nlp.add_pipe("imena_normalise")``."""
    return Normalise()
