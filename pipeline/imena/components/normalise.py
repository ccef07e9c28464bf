"""A recognised Doc in, ``span._.normal`` and the parts of persons' names out.

What a name's words are together also says what each is by itself, so the lemmas of a person's name
are taken from its normal form: «Валерия» is «валерий» where the span is a man's.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import register
from imena.components.batch import BatchComponent
from imena.forms.nominative import Word, nominative
from imena.forms.parts import name_parts
from imena.forms.spelling import fold
from imena.forms.tags import parse_features


class Normalise(BatchComponent):
    """Puts every mention into the nominative."""

    def __init__(self) -> None:
        """Make the span attributes known to spaCy."""
        register()

    def annotate(self, docs: list[Doc]) -> None:
        """Normalise the mentions of each Doc, with that Doc's nominatives as evidence."""
        for doc in docs:
            seen = nominatives(doc)
            for span in doc.ents:
                self._normalise(span, seen)

    def _normalise(self, span: Span, seen: Counter[str]) -> None:
        tokens = [token for token in span if not token.is_space]
        words = [Word(t.text, t.pos_, parse_features(str(t.morph))) for t in tokens]
        forms = nominative(words, span.label_, seen, verb_gender(span))
        gaps = [" " * (right.idx > left.idx + len(left)) for left, right in pairwise(tokens)]
        span._.normal = "".join(form + gap for form, gap in zip(forms, [*gaps, ""], strict=True))
        if span.label_ == "PER":
            for token, form in zip(tokens, forms, strict=True):
                token.lemma_ = form.lower()
            span._.first, span._.middle, span._.last = name_parts(span._.normal)


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
    return Counter(
        fold(token.text)
        for token in doc
        if token.text[:1].isupper() and "Nom" in token.morph.get("Case")
    )


@Language.factory(
    "imena_normalise",
    requires=["doc.ents", "token.pos", "token.morph"],
    assigns=["span._.normal", "span._.first", "span._.middle", "span._.last", "token.lemma"],
)
def create_normalise(nlp: Language, name: str) -> Normalise:
    """``nlp.add_pipe("imena_normalise")``."""
    return Normalise()
