"""Put the mentions of a recognised Doc into the nominative, and split the names of persons.

What the words of a name are together also decides each of them, so the lemmas of a person's name
are taken from its normal form: «Валерия» is «валерий» where the span is a man's. So is that of any
other name of one word: «Шарите» is a hospital, not a form of «шарить».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from spacy.attrs import IS_SPACE, MORPH, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import assign, register
from imena.components.batch import BatchComponent
from imena.components.compose import SPANS
from imena.components.kinds import OTHERS
from imena.components.language import RUSSIAN, is_foreign, language_of
from imena.components.name_context import name_context
from imena.components.person_genders import assign_genders
from imena.components.tagged_words import TaggedWords
from imena.forms.analyse import dictionary, is_known
from imena.forms.name_parts import name_parts
from imena.forms.nominative import nominative
from imena.forms.spelling import casefold_ru
from imena.forms.tagged_word import Word

CACHED_WORDS = 200_000  # words with their tags, before the cache starts anew; chosen by hand


class Normalise(BatchComponent):
    """Sets ``span._.normal``, ``first``, ``middle``, ``last``, ``gender``, and lemmas of names."""

    def __init__(self) -> None:
        """Load the dictionary and make the span attributes known to spaCy."""
        dictionary()
        register()
        self._known: dict[tuple[int, ...], Word] = {}

    def annotate(self, docs: list[Doc]) -> None:
        """Normalise the mentions of each Doc, with the nominatives of that Doc as evidence."""
        if len(self._known) > CACHED_WORDS:
            self._known = {}  # not cleared: another thread may be reading it
        for doc in docs:
            spans = _mentions(doc)
            if not spans:
                continue
            spans = _in_russian(doc, spans)
            words = TaggedWords(doc, self._known)
            seen = nominative_counts(doc)
            space_behind = (doc.to_array([SPACY, IS_SPACE]) != 0).any(1)
            odds = [_normalise(span, words, space_behind, seen) for span in spans]
            persons = [
                (span, own) for span, own in zip(spans, odds, strict=True) if span.label_ == "PER"
            ]
            if persons:
                assign_genders(persons, words)


def _mentions(doc: Doc) -> list[Span]:
    """Return the flat mentions, the full names and those of other labels; each once."""
    spans = [*doc.ents, *doc.spans.get(SPANS, ()), *doc.spans.get(OTHERS, ())]
    return list({(span.start, span.end, span.label): span for span in spans}.values())


def _in_russian(doc: Doc, spans: list[Span]) -> list[Span]:
    """Return the mentions in Russian sentences; the others become their own normal forms."""
    language = language_of(doc)
    if language.code not in (RUSSIAN, None):
        russian = []
    elif language.has_foreign_letters:
        russian = [span for span in spans if not is_foreign(span.sent.text)]
    else:
        return spans
    kept = {id(span) for span in russian}
    for span in spans:
        if id(span) not in kept:
            assign(span, normal=" ".join(span.text.split()))
    return russian


def _normalise(
    span: Span, words: TaggedWords, space_behind: np.ndarray, seen: Mapping[str, int]
) -> float | None:
    """Set the attributes of one mention, but for the gender, and the lemmas of its words.

    Args:
        span: the mention.
        words: the words of its Doc.
        space_behind: (tokens,) bool, whether whitespace follows a token.
        seen: the nominatives of its Doc with their counts.

    Returns:
        The logarithm of the odds that a person is a woman; None for several persons.
    """
    indices = [i for i in range(span.start, span.end) if not words[i].text.isspace()]
    if not indices:
        return 0.0
    label = span.label_
    own = [words[i] for i in indices]
    if span._.drawn_by == "gazetteer" and span._.normal:  # the form of the user's dictionary
        _assign_parts(span, label, span._.normal)
        return 0.0
    context = name_context(words, span.start, span.end)
    forms, odds = nominative(own, label, seen, context)
    normal = forms[0]
    for i, form in zip(indices[1:], forms[1:], strict=True):
        normal += " " + form if space_behind[i - 1] else form
    assign(span, normal=normal)
    if label == "PER" or (len(own) == 1 and _is_lemma(own[0], forms[0])):
        for i, form in zip(indices, forms, strict=True):
            span.doc[i].lemma_ = form.lower()
    _assign_parts(span, label, normal)
    return odds


def _assign_parts(span: Span, label: str, normal: str) -> None:
    if label == "PER":
        first, middle, last = name_parts(normal)
        assign(span, first=first, middle=middle, last=last)


def _is_lemma(word: Word, form: str) -> bool:
    """Whether a normal form is a nominative, not a known word left in an oblique case."""
    return form != word.text or "Case=Nom" in word.feats or not is_known(word.text)


def nominative_counts(doc: Doc) -> Counter[str]:
    """Count the capitalised words that are tagged as nominatives, folded."""
    strings = doc.vocab.strings
    orths, morphs = doc.to_array([ORTH, MORPH]).T.tolist()
    nominative_morphs = {morph for morph in set(morphs) if "Case=Nom" in strings[morph]}
    pairs = zip(orths, morphs, strict=True)
    texts = (strings[orth] for orth, morph in pairs if morph in nominative_morphs)
    return Counter(casefold_ru(text) for text in texts if text[0].isupper())


@Language.factory(
    "imena_normalise",
    requires=["doc.ents", "token.pos", "token.morph"],
    assigns=["span._.normal", "span._.first", "span._.middle", "span._.last", "token.lemma"],
)
def create_normalise(nlp: Language, name: str) -> Normalise:
    """``nlp.add_pipe("imena_normalise")``."""
    return Normalise()
