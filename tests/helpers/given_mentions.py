"""Normalise a mention that is given, so that the recogniser has no part in it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Span

from tests.helpers.marked import parse


def normalised(nlp: Language, marked: str) -> Span:
    """Return the mention of a marked-up string with its normal form."""
    text, [(start, end, label)] = parse(marked)
    doc = nlp(text, disable=["recognise", "normalise"])
    doc.set_ents([doc.char_span(start, end, label=label)])
    return nlp.get_pipe("normalise")(doc).ents[0]
