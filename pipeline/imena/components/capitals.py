"""Correct mentions in capitals within mixed text.

A word that the dictionary has as a common one is no acronym in capitals (ОГОРОДНИКИ), a surname is
a person (ПЕТРЕНКО), and a clause in capitals is a heading, of which only its places are names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span

from imena.components.name_words import NAMES, is_common
from imena.components.span_rules import make_span
from imena.forms.analyse import is_known, parses
from imena.forms.characters import QUOTE_PAIRS

MIN_LETTERS = 5  # of a common word in capitals; shorter ones are acronyms too. Chosen by hand
VERBS = {"VERB", "PRTS", "GRND", "INFN"}


def correct_capitals(doc: Doc, spans: list[Span]) -> list[Span]:
    """Drop or relabel organisations in capitals that are words, in sentences of mixed case."""
    return [part for span in spans for part in _correct(span)]


def _correct(span: Span) -> Iterator[Span]:
    words = [token.text for token in span if token.is_alpha]
    if span.label_ != "ORG" or not words or not all(map(_is_capitals, words)):
        yield span
        return
    is_mixed = any(token.is_lower for token in span.sent if token.is_alpha)
    if not is_mixed:
        yield span
    elif len(words) == 1 and len(span) == 1 and not _is_quoted(span):
        if _is_only_surname(words[0]):
            yield make_span(span.doc, span.start, span.end, "PER", "rule")
        elif not (len(words[0]) >= MIN_LETTERS and is_common(words[0])):
            yield span
    elif len(words) > 1 and _has_verb(span) and all(is_known(w.lower()) for w in words):
        for token in span:
            if may_be_place(token.text):
                yield make_span(span.doc, token.i, token.i + 1, "LOC", "rule")
    else:
        yield span


def _has_verb(span: Span) -> bool:
    """Whether a verb in capitals is in a mention or right beside it."""
    around = span.doc[max(0, span.start - 1) : span.end + 1]
    return any(_is_capitals(token.text) and _is_verb(token.text) for token in around)


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_quoted(span: Span) -> bool:
    before = span.doc[span.start - 1].text if span.start else ""
    return before in QUOTE_PAIRS


@lru_cache(20_000)
def _is_only_surname(word: str) -> bool:
    tags = [parse.tag.grammemes for parse in parses(word)] if is_known(word.lower()) else []
    return len(word) >= MIN_LETTERS and bool(tags) and all("Surn" in tag for tag in tags)


@lru_cache(20_000)
def _is_verb(word: str) -> bool:
    """Whether a word is a finite verb or a short participle in every reading."""
    tags = [parse.tag.grammemes for parse in parses(word)]
    return bool(tags) and all(tag & VERBS for tag in tags)


@lru_cache(20_000)
def may_be_place(word: str) -> bool:
    """Whether the dictionary has a word as a place and not as a person."""
    tags = [parse.tag.grammemes for parse in parses(word)] if is_known(word.lower()) else []
    return any("Geox" in tag for tag in tags) and all(NAMES.isdisjoint(tag) for tag in tags)
