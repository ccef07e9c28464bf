"""Tell clubs from the places they are named after: «Барселона купила нападающего у Ливерпуля».

A club plays, wins and buys players; in a place things happen, so that a preposition of place before
the name says that it is one: «в Барселоне сыграли вничью».
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from imena.components.span_lists import put
from imena.components.span_rules import make_span
from imena.components.word_classes import WordClasses
from imena.data_tables import read_table
from imena.forms.analyse import parses
from imena.forms.spelling import casefold_ru

PREFIX = 2  # letters that the cases of a name share: «Уфа», «Уфе»
IN_PLACE = frozenset({"в", "во", "на", "из", "под", "близ", "через", "до", "город", "города"})


@cache
def _clubs() -> frozenset[str]:
    return frozenset(casefold_ru(row["name"]) for row in read_table("imena.components", "clubs"))


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(club[:PREFIX] for club in _clubs())


@cache
def _sports() -> re.Pattern[str]:
    return re.compile(
        "|".join(row["pattern"] for row in read_table("imena.components", "sports_words"))
    )


def may_be_club(word: str) -> bool:
    """Whether a word with a capital is the name of a club, in any case."""
    if not word.istitle() or casefold_ru(word[:PREFIX]) not in _prefixes():
        return False
    forms = {casefold_ru(word), *(casefold_ru(parse.lemma) for parse in parses(word))}
    return not forms.isdisjoint(_clubs())


_CLUBS = WordClasses(may_be_club)


def draw_clubs(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the clubs of sentences about matches, also in the place of places and persons."""
    clubs = [token for token, _ in _CLUBS(doc)]
    if not clubs or not doc.has_annotation("SENT_START"):
        return spans
    marked = {token: span for span in spans for token in range(span.start, span.end)}
    found = []
    for token in clubs:
        span = marked.get(token)
        alone = span is None or (len(span) == 1 and span.label_ in ("LOC", "PER"))
        if alone and not _is_in_place(doc[token]) and _speaks_of_match(doc[token].sent):
            found.append(make_span(doc, token, token + 1, "ORG", "rule"))
    return put(spans, found)


def _is_in_place(token: Token) -> bool:
    """Whether the word before says that a name is a place: «в Сочи», «жители Сочи»."""
    if token.is_sent_start or not token.i:
        return False
    before = token.nbor(-1)
    is_thing = before.pos_ == "NOUN" and not _sports().fullmatch(before.lower_)
    return before.lower_ in IN_PLACE or is_thing


def _speaks_of_match(sentence: Span) -> bool:
    return any(_sports().fullmatch(token.lower_) for token in sentence)
