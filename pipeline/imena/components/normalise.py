"""A recognised Doc in, ``span._.normal`` and the parts of persons' names out.

What a name's words are together also says what each is by itself, so the lemmas of a person's name
are taken from its normal form: «Валерия» is «валерий» where the span is a man's. So is that of any
other name of one word: «Шарите» is a hospital, not a form of «шарить».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from spacy.attrs import MORPH, ORTH
from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import register
from imena.components.batch import BatchComponent
from imena.forms.analyse import dictionary, is_known
from imena.forms.nominative import Word, nominative
from imena.forms.parts import name_parts
from imena.forms.spelling import fold


class Normalise(BatchComponent):
    """Puts every mention into the nominative."""

    def __init__(self) -> None:
        """Load the dictionary and make the span attributes known to spaCy."""
        dictionary()
        register()

    def annotate(self, docs: list[Doc]) -> None:
        """Normalise the mentions of each Doc, with that Doc's nominatives as evidence."""
        for doc in docs:
            seen = nominatives(doc)
            for span in doc.ents:
                self._normalise(span, seen)

    def _normalise(self, span: Span, seen: Mapping[str, int]) -> None:
        tokens = [token for token in span if not token.is_space]
        if not tokens:
            return
        words = [Word(token.text, token.pos_, str(token.morph)) for token in tokens]
        forms = nominative(words, span.label_, seen, verb_gender(span))
        normal = forms[0]
        for (left, right), form in zip(pairwise(tokens), forms[1:], strict=True):
            normal += " " + form if right.idx > left.idx + len(left) else form
        span._.normal = normal
        if span.label_ == "PER" or (len(tokens) == 1 and _is_read(words[0], forms[0])):
            for token, form in zip(tokens, forms, strict=True):
                token.lemma_ = form.lower()
        if span.label_ == "PER":
            for name, part in zip(("first", "middle", "last"), name_parts(normal), strict=True):
                if part is not None:
                    span._.set(name, part)


def _is_read(word: Word, form: str) -> bool:
    """Whether a nominative is one, not a word of the dictionary left in an oblique case."""
    return form != word.text or "Case=Nom" in word.feats or not is_known(word.text)


def verb_gender(span: Span) -> str | None:
    """The gender of a past tense right before or after a person's name."""
    if span.label_ != "PER":
        return None
    for i in (span.end, span.start - 1):
        if 0 <= i < len(span.doc) and span.doc[i].morph.get("Tense") == ["Past"]:
            gender = span.doc[i].morph.get("Gender")
            if gender and span.doc[i].morph.get("VerbForm") == ["Fin"]:
                return gender[0]
    return None


def nominatives(doc: Doc) -> Counter[str]:
    """Capitalised words that the tagger finds in the nominative, folded, with their counts."""
    strings = doc.vocab.strings
    orths, morphs = doc.to_array([ORTH, MORPH]).T
    nominative = [morph for morph in np.unique(morphs).tolist() if "Case=Nom" in strings[morph]]
    found: Counter[str] = Counter()
    for orth, count in Counter(orths[np.isin(morphs, nominative)].tolist()).items():
        word = strings[orth]
        if word[0].isupper():
            found[fold(word)] += count
    return found


@Language.factory(
    "imena_normalise",
    requires=["doc.ents", "token.pos", "token.morph"],
    assigns=["span._.normal", "span._.first", "span._.middle", "span._.last", "token.lemma"],
)
def create_normalise(nlp: Language, name: str) -> Normalise:
    """``nlp.add_pipe("imena_normalise")``."""
    return Normalise()
