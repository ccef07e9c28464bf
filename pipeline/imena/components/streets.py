"""Draw streets and squares whole: «улице Баумана», «площадь Ленина», «Тверской бульвар».

Many are named after people and places, for which the network takes their names; the word for the
street tells them apart, so it belongs to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from imena.components.name_words import is_common, is_place
from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
from imena.components.word_classes import WordClasses
from imena.data_tables import read_patterns

TITLE = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*")
ADJECTIVE = re.compile(r".*(?:[оеы]й|[ио]го|[ыи]й|[оеы]му|[иы]м|[ое]м|ая|яя|ую|юю|[ое]е)")
NUMBER = re.compile(r"\d{1,4}(?:-(?:го|я|й|е|летия|лет))?")
OF_DATE = re.compile(
    r"[Гг]ода|[Лл]ет|[Яя]нваря|[Фф]евраля|[Мм]арта|[Аа]преля|[Мм]ая|[Ии]ю[нл]я"
    r"|[Аа]вгуста|[Сс]ентября|[Оо]ктября|[Нн]оября|[Дд]екабря"
)
MAX_WORDS = 4  # of a name behind the word for the street; chosen by hand


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return patterns of the words in full and of the abbreviations."""
    return read_patterns("imena.components", "street_words", "short")


def street_word(word: str) -> str:
    """Return "full" for a word for a street, "short" for an abbreviation, "" for other words."""
    full, short = _patterns()["no"], _patterns()["yes"]
    lower = word.lower()
    return "full" if full.fullmatch(lower) else "short" if short.fullmatch(lower) else ""


_STREET_WORDS = WordClasses(street_word)


def draw_streets(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the streets of a Doc in the place of the names inside them."""
    words = list(_STREET_WORDS(doc))
    spans = [_as_address(span) for span in spans]
    if not words:
        return spans
    marked = {token: span for span in spans for token in range(span.start, span.end)}
    found = [
        make_span(doc, start, end, "LOC", "rule")
        for token, kind in words
        for start, end in _bounds(doc, token, kind, marked)
        if all(marked[i].label_ != "ORG" for i in range(start, end) if i in marked)
    ]
    return put(spans, found, over_common_words=True)


def _as_address(span: Span) -> Span:
    """Return a street for a person before the number of a house: «живёт на Льва Толстого, 16»."""
    doc, number = span.doc, span.end + 1
    if span.label_ != "PER" or not span.start or number >= len(doc):
        return span
    has_number = doc[span.end].text == "," and NUMBER.fullmatch(doc[number].text)
    if not has_number or doc[span.start - 1].lower_ != "на":
        return span
    counts = number + 1 < len(doc) and not doc[number + 1].is_punct  # «, 5 тысяч»
    in_genitive = all(token.morph.get("Case") in (["Gen"], ["Acc"]) for token in span)
    if counts or not in_genitive:
        return span
    return make_span(doc, span.start, span.end, "LOC", "rule")


def _bounds(doc: Doc, token: int, kind: str, marked: dict[int, Span]) -> Iterator[tuple[int, int]]:
    """Yield the first token of a street and the one behind its last, if the word is of a street."""
    name = token + 1
    if kind == "short":
        if "-" not in doc[token].text:
            if name == len(doc) or doc[name].text != ".":
                return
            name += 1
        if name < len(doc) and _is_name(doc[name]) and doc[name - 1].whitespace_:
            yield token, _end(doc, name)
        return
    before = token - 1
    if before >= 0 and is_followed_by_word(doc, before) and _is_adjective(doc[before]):
        start = before
        while start and is_followed_by_word(doc, start - 1) and _is_adjective(doc[start - 1]):
            start -= 1
        is_first = doc[start].is_sent_start and start == before and start not in marked
        if not (is_first and is_common(doc[start].text)):
            yield start, name
    elif is_followed_by_word(doc, token) and _names_street(doc, token, marked):
        yield token, _end(doc, name)


def _is_adjective(token: Token) -> bool:
    text = token.text
    return bool(
        TITLE.fullmatch(text) and ADJECTIVE.fullmatch(text) and token.pos_ in ("ADJ", "PROPN")
    )


def _is_name(token: Token) -> bool:
    return bool(TITLE.fullmatch(token.text) or NUMBER.fullmatch(token.text))


def _names_street(doc: Doc, token: int, marked: dict[int, Span]) -> bool:
    """Whether what stands behind the word for a street is its name: «улица Лесная», «площадь Мира».

    In «улицы Лондона» the word is a plural, and in «на улице Сергей» the name is a subject.
    """
    first = doc[token + 1]
    if NUMBER.fullmatch(first.text):
        return token + 2 < len(doc) and OF_DATE.fullmatch(doc[token + 2].text) is not None
    if not TITLE.fullmatch(first.text) or "Number=Plur" in str(doc[token].morph):
        return False
    case = first.morph.get("Case")
    if case == ["Gen"]:
        return not is_place(first.text)
    label = marked[first.i].label_ if first.i in marked else ""
    return label == "LOC" or (_is_adjective(first) and case == doc[token].morph.get("Case"))


def _end(doc: Doc, name: int) -> int:
    """Return the token behind a name that begins at a token."""
    end = name + 1
    is_number = NUMBER.fullmatch(doc[name].text) is not None
    while end < min(len(doc), name + MAX_WORDS) and is_followed_by_word(doc, end - 1):
        word = doc[end]
        if is_number and end == name + 1:
            if not (OF_DATE.fullmatch(word.text) or TITLE.fullmatch(word.text)):
                break
        elif not TITLE.fullmatch(word.text) or not _continues(word, doc[name]):
            break
        end += 1
    return end


def _continues(word: Token, first: Token) -> bool:
    """Whether a word is part of a name: in its case, or in the genitive."""
    case = word.morph.get("Case")
    if is_place(word.text):
        return False
    return case == ["Gen"] or (case == first.morph.get("Case") and _is_adjective(word))
