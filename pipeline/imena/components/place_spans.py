"""Draw places by the words for their kinds: «с. Ивановка», «Уржумского р-на», «Тверской губ.».

The abbreviations of addresses and questionnaires say what is a place where the network sees too
little context, and where its name ends. Coordinated places share one word for their kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Span

from imena.components.name_words import first_name, is_common, is_place
from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
from imena.components.word_classes import WordClasses
from imena.data_tables import read_patterns
from imena.forms.analyse import parses

TITLE = re.compile(r"[А-ЯЁ][а-яё]+(?:-(?:[А-ЯЁ][а-яё]+|[а-яё]+))*")
ADJECTIVE = re.compile(
    r"[А-ЯЁ][а-яё-]*(?:[оеы]й|[ио]го|[ыи]й|[оеы]му|[иы]м|[ое]м|ая|яя|ую|юю|[иы]х|[иы]е|[ое]е)"
)
ABBREVIATED = re.compile(r"[А-ЯЁ][а-яё]{2,}[бвгджзклмнпрстфхцчшщ]")
RIVERS = re.compile(r"Д|А|В|Дону|Амуре|Волге")
MAX_MEMBERS = 12  # of a coordination; chosen by hand
AREAS = {"area", "behind", "behind joined"}
ANDS = ("и", "или", "либо")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return a pattern of the words that stand at each place around a name."""
    return read_patterns("imena.components", "place_kinds", "place")


@lru_cache(100_000)
def places_of(word: str) -> frozenset[str]:
    """Return where a word for a kind of places may stand."""
    return frozenset(place for place, pattern in _patterns().items() if pattern.fullmatch(word))


_KINDS = WordClasses(places_of)


def draw_places(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the places that words for their kinds show, and correct those of the network."""
    spans = [part for span in spans for part in _correct(span)]
    found: list[Span] = []
    shared: list[Span] = []
    marked = {token: span for span in spans for token in range(span.start, span.end)}
    for token, places in _KINDS(doc):
        found += _before(doc, token, places, marked)
        found += _behind(doc, token, places, marked)
        shared += _coordinated(doc, token, places)
    spans = put(spans, sorted(shared, key=lambda span: span.start), over_common_words=True)
    return put(spans, sorted(found, key=lambda span: span.start))


def _text(doc: Doc, token: int) -> str:
    return str(doc[token].text) if 0 <= token < len(doc) else ""


def _before(
    doc: Doc, token: int, places: frozenset[str], marked: dict[int, Span]
) -> Iterator[Span]:
    """Yield the place behind an abbreviation: «д. Большие Ключи»."""
    start = token + 1
    if "before" in places and _text(doc, start) == ".":
        start += 1
    elif "before joined" not in places:
        return
    first = _text(doc, start)
    if not TITLE.fullmatch(first) or not doc[start - 1].whitespace_ or not _is_kind(doc, token):
        return
    if _text(doc, token) in ("о", "г", "п") and first_name(first):
        return  # «о. Павел», «г. Роман», a father and a mister
    end = start + 1
    if ADJECTIVE.fullmatch(first) and is_followed_by_word(doc, start):
        following = _text(doc, end)
        end += TITLE.fullmatch(following) is not None and not ADJECTIVE.fullmatch(following)
    if is_common(first) and not _is_nominal(first):
        return
    labels = {marked[i].label_ for i in range(start, end) if i in marked}
    if labels <= {"LOC"} and not is_name_of_person(first):
        yield make_span(doc, start, end, "LOC", "rule")


@lru_cache(20_000)
def _is_nominal(word: str) -> bool:
    """Whether a word is a noun or an adjective, but no participle."""
    tags = [parse.tag.grammemes for parse in parses(word)]
    return any(tag & {"NOUN", "ADJF"} for tag in tags) and not any("PRTF" in tag for tag in tags)


def is_name_of_person(word: str) -> bool:
    """Whether the dictionary has a word as a first name and in no other sense."""
    return bool(first_name(word)) and all("Name" in parse.tag.grammemes for parse in parses(word))


def _is_kind(doc: Doc, token: int) -> bool:
    """Whether an abbreviation is one of a kind: not a unit behind a number, nor «и т. д.»."""
    before = _text(doc, token - 1)
    return not before[-1:].isdigit() and before not in (".", "-", "/", "т")


def _behind(
    doc: Doc, token: int, places: frozenset[str], marked: dict[int, Span]
) -> Iterator[Span]:
    """Yield the place before an abbreviation: «Зеленодольского р-на», «Свердл. обл.»."""
    has_dot = "behind" in places and _text(doc, token + 1) == "."
    if not (has_dot or "behind joined" in places):
        return
    end, start = token + 1 + has_dot, token - 1
    if token in marked:
        bounds = marked[token].start, marked[token].end
        if bounds == (start, token + 1) and ADJECTIVE.fullmatch(_text(doc, start)):
            yield make_span(doc, *bounds, "LOC", "rule")
        return
    if _text(doc, start) == "." and ABBREVIATED.fullmatch(_text(doc, start - 1)):
        start -= 1
    elif not ADJECTIVE.fullmatch(_text(doc, start)):
        return
    label = marked[start].label_ if start in marked else None
    if label != "ORG":
        yield make_span(doc, start, end, "LOC", "rule")


def _coordinated(doc: Doc, token: int, places: frozenset[str]) -> list[Span]:
    """Return the places that share a word: «Тульской и Тверской областей»."""
    if "areas" in places:
        members, position = [token - 1], token - 2
        while _text(doc, position) in (*ANDS, ",") and len(members) < MAX_MEMBERS:
            members.append(position - 1)
            position -= 2
        while len(members) > 1 and not ADJECTIVE.fullmatch(_text(doc, members[-1])):
            members.pop()
        texts = [_text(doc, member) for member in members]
        is_list = len(members) > 1 and _text(doc, token - 2) in ANDS
        if is_list and all(map(ADJECTIVE.fullmatch, texts)):
            ends = [token + 1] + [member + 1 for member in members[1:]]
            return [_loc(doc, i, end) for i, end in zip(members, ends, strict=True)][::-1]
    if "several" in places and _text(doc, token + 2) in ANDS:
        first, second = _text(doc, token + 1), _text(doc, token + 3)
        if ADJECTIVE.fullmatch(first) and ADJECTIVE.fullmatch(second):
            return [_loc(doc, token + 1, token + 2), _loc(doc, token + 3, token + 4)]
    return []


def _loc(doc: Doc, start: int, end: int) -> Span:
    return make_span(doc, start, end, "LOC", "rule")


def _correct(span: Span) -> Iterator[Span]:
    """Yield a place without the word behind it, and a village apart from its district."""
    if span.label_ != "LOC" or len(span) < 2:
        yield from _with_river(span)
        return
    doc, last, before = span.doc, span[-1].text, span[-2].text
    is_noun = is_place(before) and not ADJECTIVE.fullmatch(before)
    if last.islower() and is_noun and _is_apart(last):
        yield _loc(doc, span.start, span.end - 1)  # «на Сейшелах шторм»
    elif len(span) > 2 and places_of(last) & AREAS and _begins_with_village(span):
        has_dot = "behind" in places_of(last) and _text(doc, span.end) == "."
        yield _loc(doc, span.start, span.end - 2)
        yield _loc(doc, span.end - 2, span.end + has_dot)
    else:
        yield span


def _begins_with_village(span: Span) -> bool:
    """Whether «Селты Малмыжского уезда» is a village and its district, in the genitive."""
    adjective, before = span[-2].text, span[-3].text
    return (
        re.fullmatch(r".*ого|.*ой", adjective) is not None
        and ADJECTIVE.fullmatch(adjective) is not None
        and TITLE.fullmatch(before) is not None
        and not ADJECTIVE.fullmatch(before)
        and not is_common(before)
    )


@lru_cache(20_000)
def _is_apart(word: str) -> bool:
    """Whether a noun in lower case can be no genitive, so that it is not part of a name."""
    if not is_common(word) or places_of(word):
        return False
    tags = [parse.tag.grammemes for parse in parses(word)]
    return all("NOUN" in tag and tag.isdisjoint({"gent", "gen2"}) for tag in tags)


def _with_river(span: Span) -> Iterator[Span]:
    """Yield «Ростова н/Д» whole."""
    doc = span.doc
    if span.label_ == "LOC" and span.end + 2 < len(doc) and doc[span.end].text == "н":
        river = doc[span.end + 2].text
        if doc[span.end + 1].text == "/" and RIVERS.fullmatch(river):
            yield _loc(doc, span.start, span.end + 3)
            return
    yield span
