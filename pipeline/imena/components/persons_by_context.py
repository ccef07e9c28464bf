"""Draw persons that the words around them show, and drop those whose name a thing bears.

A ship or a novel in quotes is not the person after whom it is named (теплоход «Максим Горький»);
a couple shares a surname (Пётр и Мария Кюри).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from spacy.attrs import IS_TITLE
from spacy.tokens import Doc, Span

from imena.components.name_words import CAPITALISED, agree, first_name, is_surname, surname
from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
from imena.data_tables import read_table
from imena.forms.analyse import is_known, parses
from imena.forms.characters import QUOTE_PAIRS

PLACES = frozenset({"улица", "площадь", "проспект", "переулок", "метро", "станция", "бульвар"})
THINGS = frozenset(row["lemma"] for row in read_table("imena.components", "named_things"))
MAX_WORDS = 2  # between the quote and a person in it: «Академик Мстислав Келдыш». Chosen by hand
NOMINATIVE = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|[сц]кий)")


@lru_cache(20_000)
def has_lemma(word: str, lemmas: frozenset[str]) -> bool:
    """Whether a word is a form of one of these lemmas."""
    return bool(word) and any(parse.lemma in lemmas for parse in parses(word))


def drop_namesakes(doc: Doc, spans: list[Span]) -> list[Span]:
    """Drop persons in quotes behind the word for a thing that bears their name."""
    return [span for span in spans if span.label_ != "PER" or not _is_thing(doc, span)]


def _is_thing(doc: Doc, span: Span) -> bool:
    if span.end >= len(doc):
        return False
    for start in range(span.start, max(0, span.start - MAX_WORDS - 1), -1):
        before = doc[start - 1].text
        if before in QUOTE_PAIRS:
            is_whole = doc[span.end].text == QUOTE_PAIRS[before]
            return is_whole and start > 1 and has_lemma(doc[start - 2].text, THINGS)
        if not CAPITALISED.fullmatch(before):
            return False
    return False


def draw_in_context(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw first names that the network missed beside a person or behind a rank."""
    found = [name for span in spans for name in _before(doc, span)]
    return put(spans, found) if found else spans


def _before(doc: Doc, span: Span) -> Iterator[Span]:
    """Yield «Пётр» of «Пётр и Мария Кюри», and «Лука» of «Архиепископ Лука (Войно-Ясенецкий)»."""
    token = span.start - 2
    if span.label_ != "PER" or token < 0:
        return
    word, between = doc[token].text, doc[token + 1].text
    if not CAPITALISED.fullmatch(word) or not first_name(word):
        return
    if between == "(" and span.end < len(doc) and doc[span.end].text == ")":
        yield make_span(doc, token, token + 1, "PER", "rule")
    elif between == "и" and len(span) == 2 and is_followed_by_word(doc, token):
        cases = {case for case, _ in first_name(word)}
        if cases & {case for case, _ in first_name(span[0].text)}:
            yield make_span(doc, token, token + 1, "PER", "rule")


def split_pairs(doc: Doc, spans: list[Span]) -> list[Span]:
    """Split two persons in different cases: «Лавров Блинкену позвонил»."""
    return [part for span in spans for part in _split(doc, span)]


def _split(doc: Doc, span: Span) -> Iterator[Span]:
    is_pair = span.label_ == "PER" and len(span) == 2
    if is_pair and _are_two(span[0].text, span[1].text):
        yield make_span(doc, span.start, span.start + 1, "PER", "rule")
        yield make_span(doc, span.start + 1, span.end, "PER", "rule")
    else:
        yield span


@lru_cache(20_000)
def _are_two(left: str, right: str) -> bool:
    """Whether one of two words is a surname in the nominative and the other in another case."""
    if not (CAPITALISED.fullmatch(left) and CAPITALISED.fullmatch(right)):
        return False
    if NOMINATIVE.fullmatch(left) and is_surname(left) and not first_name(left):
        other = first_name(right) or surname(right)
        is_oblique = right.endswith(("у", "ю", "ом", "ем", "ым"))
    elif right.endswith(("ов", "ев", "ёв")) and not first_name(right):
        other = first_name(left)
        is_oblique = left.endswith(("у", "ю", "е")) and "Dat" in {case for case, _ in other}
    else:
        return False
    no_nominative = all(case != "Nom" for case, _ in other)
    both = agree(surname(left), surname(right))
    return bool(other) and is_oblique and no_nominative and not both


def draw_sure_surnames(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw words inside a sentence that the dictionary has as surnames or patronymics only."""
    marked = {token for span in spans for token in range(span.start, span.end)}
    title = doc.to_array([IS_TITLE]).astype(bool)
    found = [
        make_span(doc, token, token + 1, "PER", "rule")
        for token in np.flatnonzero(title).tolist()
        if token and token not in marked and is_only_surname(doc[token].text)
        if not doc[token].is_sent_start and not _belongs_to_thing(doc, token)
    ]
    return put(spans, found) if found else spans


@lru_cache(100_000)
def is_only_surname(word: str) -> bool:
    """Whether the dictionary has a word, or each part of it, as a surname or patronymic only."""
    parts = word.lower().split("-")
    if not CAPITALISED.fullmatch(word) or not all(map(is_known, parts)):
        return False
    tags = [[parse.tag.grammemes for parse in parses(part)] for part in parts]
    if len(parts) > 1:
        return all(any("Surn" in tag for tag in readings) for readings in tags)
    return all(tag & {"Surn", "Patr"} for tag in tags[0])


def _belongs_to_thing(doc: Doc, token: int) -> bool:
    """Whether a surname is the name of something else: «им. Кирова», «улица Баумана»."""
    word = doc[token - 1]
    if not (word.is_lower or (word.is_sent_start and word.is_alpha)):
        return True
    return word.lower_ in ("имени", "на") or has_lemma(word.text, PLACES)
