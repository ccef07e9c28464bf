"""Spans as the network drew them in, spans as they should be drawn out: a list of small rules.

Most rules name tokens to cut out of a mention; what is left is one mention or several. Of the last
two, one joins mentions, and one finds a mention that the network missed. A span that a rule drew
says so in ``span._.drawn_by``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span

from imena.components.attributes import assign
from imena.layout.unwrapping import LINE_BREAK

Cuts = Iterator[tuple[int, int]]  # token ranges of the Doc, half-open

ACRONYM = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zа-яё\d-]*[А-ЯЁA-Z\d][а-яё]{0,2}")
SPELLED_ACRONYM = re.compile(r"[А-ЯЁ]{2,8}")
MIN_INITIALS = 3
SURNAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
INITIALS = re.compile(r"[А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?")
DIVIDERS = {"|", "•", "·"}
LOOSE = {"-", "–", "—", ",", ";", ":", "/", "*"}
PLAIN = re.compile(r"\w(?:[\w. -]*[\w.])?")  # nothing that any of the rules is about
BRACKETS = {")": "(", "]": "[", "»": "«", "“": "„"}


def line_ends(span: Span) -> Cuts:
    """A mention ends where its line ends: cut the whitespace that holds a line break."""
    for token in span:
        if token.is_space and LINE_BREAK.search(token.text):
            yield token.i, token.i + 1


def bracketed_acronyms(span: Span) -> Cuts:
    """«Комитет начальников штабов (ОКНШ)» is two mentions: cut both brackets."""
    tokens = list(span)
    for left, token, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if left.text == "(" and right.text == ")" and ACRONYM.fullmatch(token.text):
            yield left.i, left.i + 1
            yield right.i, right.i + 1


def brackets_in_a_person(span: Span) -> Cuts:
    """«Скотт Хоровитц (Scott Horowitz)» is a name and the same name again."""
    if span.label_ == "PER":
        for token in span:
            if token.text in ("(", ")", "[", "]"):
                yield token.i, token.i + 1


def dividers(span: Span) -> Cuts:
    """Cells of a table and items of a list are walls: «Гусев Антон | Самара»."""
    for token in span:
        if token.text in DIVIDERS or (token.is_space and "\t" in token.text):
            yield token.i, token.i + 1


def loose_edges(span: Span) -> Cuts:
    """No mention begins or ends with a dash or comma, or with a mark that it does not close."""
    first, last = span[0], span[-1]
    if first.text in LOOSE or first.text in BRACKETS:
        yield first.i, first.i + 1
    opening = BRACKETS.get(last.text)
    unopened = opening is not None and all(token.text != opening for token in span)
    if unopened or last.text in LOOSE or last.text in BRACKETS.values():
        yield last.i, last.i + 1
    if sum(token.text == '"' for token in span) == 1:  # its other half is not in the mention
        for edge in (first, last):
            if edge.text == '"':
                yield edge.i, edge.i + 1


RULES: list[Callable[[Span], Cuts]] = [
    line_ends,
    dividers,
    bracketed_acronyms,
    brackets_in_a_person,
    loose_edges,
]


def redraw(span: Span) -> Iterator[Span]:
    """The mention, or the mentions that the rules make of it."""
    if PLAIN.fullmatch(span.text):
        yield span
        return
    span = close_quotes(span)
    cuts = sorted({cut for rule in RULES for cut in rule(span)})
    if not cuts:
        yield span
        return
    bounds = [span.start, *(edge for cut in cuts for edge in cut), span.end]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        part = [token for token in span.doc[start:end] if not token.is_space]
        if any(token.text[:1].isalnum() for token in part):
            shorter = make_span(span.doc, part[0].i, part[-1].i + 1, span.label_, "rule")
            yield from redraw(shorter)  # a cut may lay another edge bare: «Бенин) •»


def close_quotes(span: Span) -> Span:
    """«АО "Газпром нефть» takes in the quote that closes it, where that stands right behind."""
    if span.end == len(span.doc):
        return span
    texts, following = [token.text for token in span], span.doc[span.end].text
    opened = following == '"' and texts.count('"') % 2 == 1
    if not opened and following in BRACKETS:
        opened = texts.count(BRACKETS[following]) > texts.count(following)
    if not opened:
        return span
    return make_span(span.doc, span.start, span.end + 1, span.label_, "rule")


def join_initials(spans: list[Span]) -> list[Span]:
    """The spans, a surname and the initials right behind it as one: «1. Петров И. И., СПбГУ»."""
    joined: list[Span] = []
    for span in spans:
        if joined and _are_surname_and_initials(joined[-1], span):
            name = joined.pop()
            span = make_span(span.doc, name.start, span.end, "PER", "rule")
        joined.append(span)
    return joined


def _are_surname_and_initials(name: Span, initials: Span) -> bool:
    if name.label_ != "PER" or initials.label_ != "PER" or name.end != initials.start:
        return False
    return bool(SURNAME.fullmatch(name.text) and INITIALS.fullmatch(initials.text))


def spell_out(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans, and each phrase that spells an organisation's acronym right behind it.

    «комитета начальников штабов (ОКНШ)»: where the network knows the acronym, it knows the phrase.
    After A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in
    biomedical text (2003), for acronyms of initials only.
    """
    found = list(spans)
    for span in spans:
        if span.label_ != "ORG" or len(span) > 1 or not SPELLED_ACRONYM.fullmatch(span.text):
            continue
        if span.start < 2 or doc[span.start - 1].text != "(":
            continue
        start = _spelled_from(doc, span.start - 1, span.text)
        if start is not None:
            phrase = make_span(doc, start, span.start - 1, "ORG", "rule")
            if not any(overlap(phrase, other) for other in spans):
                found.append(phrase)
    return sorted(found, key=lambda span: span.start)


def _spelled_from(doc: Doc, end: int, acronym: str) -> int | None:
    """Where a phrase begins that ends at token ``end`` and has these initials.

    The first words may be missing: of «ОКНШ» three initials are enough.
    """
    found, position, matched = None, end, 0
    for letter in reversed(acronym.lower()):
        position -= 1
        while position >= 0 and doc[position].pos_ in ("ADP", "CCONJ"):
            position -= 1
        if position < 0 or not doc[position].text.lower().startswith(letter):
            break
        found, matched = position, matched + 1
    return found if matched >= min(len(acronym), MIN_INITIALS) else None


def make_span(doc: Doc, start: int, end: int, label: str, drawn_by: str) -> Span:
    """A span that says what drew it."""
    span = Span(doc, start, end, label=label)
    assign(span, drawn_by=drawn_by, drawn_as=label)
    return span


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a token."""
    return bool(a.start < b.end and b.start < a.end)
