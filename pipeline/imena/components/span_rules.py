"""Correct the spans that the network marked, by a list of small rules.

Most rules name tokens to cut out of a mention; what is left is one mention or several. Of the
others, one joins mentions, and one finds a mention that the network missed. A span that a rule made
has "rule" in ``span._.drawn_by``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from imena.components.attributes import assign
from imena.components.doc_cache import paragraphs_of
from imena.components.tokens import PICTOGRAPHS
from imena.layout.unwrapping import LINE_BREAK

Cuts = Iterator[tuple[int, int]]  # token ranges of the Doc, half-open

BRACKETED_ACRONYM = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zа-яё\d-]*[А-ЯЁA-Z\d][а-яё]{0,2}")
INITIALS_ONLY = re.compile(r"[А-ЯЁ]{2,8}")
MIN_INITIALS = 3  # of an acronym that its phrase must have; chosen by hand
SURNAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
INITIALS = re.compile(r"[А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?")
MASK = re.compile(r"\*{2,}")  # of a name that was taken out
DIVIDERS = {"|", "•", "·"}
LOOSE = {"-", "–", "—", ",", ";", ":", "/", "*"}  # never at the edge of a mention
NOTHING_TO_CUT = re.compile(r"\w(?:[\w. -]*[\w.])?")  # mentions that no rule changes
BRACKETS = {")": "(", "]": "[", "»": "«", "“": "„"}  # closing: opening


def line_ends(span: Span) -> Cuts:
    """Cut whitespace with a line break where a paragraph ends; a wrapped line goes on."""
    for token in span:
        if token.is_space and LINE_BREAK.search(token.text) and _ends_paragraph(token):
            yield token.i, token.i + 1


def _ends_paragraph(token: Token) -> bool:
    """Whether a paragraph starts behind a token of whitespace."""
    starts = paragraphs_of(token.doc)
    index = bisect_right(starts, token.idx)
    return index < len(starts) and starts[index] <= token.idx + len(token)


def bracketed_acronyms(span: Span) -> Cuts:
    """Cut the brackets around an acronym: «Комитет начальников штабов (ОКНШ)» is two mentions."""
    tokens = list(span)
    for left, token, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if left.text == "(" and right.text == ")" and BRACKETED_ACRONYM.fullmatch(token.text):
            yield left.i, left.i + 1
            yield right.i, right.i + 1


def brackets_in_a_person(span: Span) -> Cuts:
    """Cut the brackets in «Скотт Хоровитц (Scott Horowitz)», a name and the same name again."""
    if span.label_ == "PER":
        for token in span:
            if token.text in ("(", ")", "[", "]"):
                yield token.i, token.i + 1


def dividers(span: Span) -> Cuts:
    """Cut what divides the cells of a table and the items of a list: «Гусев Антон | Самара».

    Emoji and bullets divide, too.
    """
    for token in span:
        is_tab = token.is_space and "\t" in token.text
        if (
            token.text in DIVIDERS
            or is_tab
            or MASK.fullmatch(token.text)
            or PICTOGRAPHS.fullmatch(token.text)
        ):
            yield token.i, token.i + 1


def loose_edges(span: Span) -> Cuts:
    """Cut a dash or comma at the edge of a mention, and brackets and quotes with no other half."""
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


def correct_span(span: Span) -> Iterator[Span]:
    """Yield a mention, or the mentions that the rules make of it."""
    if NOTHING_TO_CUT.fullmatch(span.text):
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
            yield from correct_span(shorter)  # a cut may lay another edge bare: «Бенин) •»


def close_quotes(span: Span) -> Span:
    """Extend a mention by the quote right behind it that closes one inside: «АО "Газпром нефть»."""
    if span.end == len(span.doc):
        return span
    texts, following = [token.text for token in span], span.doc[span.end].text
    is_open = following == '"' and texts.count('"') % 2 == 1
    if not is_open and following in BRACKETS:
        is_open = texts.count(BRACKETS[following]) > texts.count(following)
    if not is_open:
        return span
    return make_span(span.doc, span.start, span.end + 1, span.label_, "rule")


def join_initials(spans: list[Span]) -> list[Span]:
    """Join a surname and the initials right behind it: «1. Петров И. И., СПбГУ»."""
    joined: list[Span] = []
    for span in spans:
        if joined and _are_surname_and_initials(joined[-1], span):
            surname = joined.pop()
            span = make_span(span.doc, surname.start, span.end, "PER", "rule")
        joined.append(span)
    return joined


def _are_surname_and_initials(surname: Span, initials: Span) -> bool:
    if surname.label_ != "PER" or initials.label_ != "PER" or surname.end != initials.start:
        return False
    return bool(SURNAME.fullmatch(surname.text) and INITIALS.fullmatch(initials.text))


def add_acronym_phrases(doc: Doc, spans: list[Span]) -> list[Span]:
    """Add each phrase that spells out the acronym of an organisation right behind it.

    «комитета начальников штабов (ОКНШ)»: where the network knows the acronym, the phrase is the
    same name. After A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation
    definitions in biomedical text (2003), for acronyms of initials only.

    Args:
        doc: the Doc.
        spans: its mentions.

    Returns:
        The mentions and the phrases in the order of the text.
    """
    with_phrases = list(spans)
    for span in spans:
        if span.label_ != "ORG" or len(span) > 1 or not INITIALS_ONLY.fullmatch(span.text):
            continue
        if span.start < 2 or doc[span.start - 1].text != "(":
            continue
        start = _phrase_start(doc, span.start - 1, span.text)
        if start is not None:
            phrase = make_span(doc, start, span.start - 1, "ORG", "rule")
            if not any(overlap(phrase, other) for other in spans):
                with_phrases.append(phrase)
    return sorted(with_phrases, key=lambda span: span.start)


def _phrase_start(doc: Doc, end: int, acronym: str) -> int | None:
    """Return the first token of a phrase that ends at token ``end`` and has these initials.

    The first words may be missing: of «ОКНШ» three initials are enough.
    """
    start, index, n_matched = None, end, 0
    for letter in reversed(acronym.lower()):
        index -= 1
        while index >= 0 and doc[index].pos_ in ("ADP", "CCONJ"):
            index -= 1
        if index < 0 or not doc[index].text.lower().startswith(letter):
            break
        start, n_matched = index, n_matched + 1
    return start if n_matched >= min(len(acronym), MIN_INITIALS) else None


def make_span(doc: Doc, start: int, end: int, label: str, drawn_by: str) -> Span:
    """Make a span of tokens ``start`` to ``end`` that knows what marked it."""
    span = Span(doc, start, end, label=label)
    assign(span, drawn_by=drawn_by, imena_label=label)
    return span


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a token."""
    return bool(a.start < b.end and b.start < a.end)
