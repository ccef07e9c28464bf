"""Draw persons whole: a surname, a first name and a patronymic that agree are one mention.

Each rule takes the mentions of a Doc in the order of the text and returns them corrected. A
patronymic behind a first name in the same case is a person whatever the network says; two mentions
that touch are joined where they agree in case and gender.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from spacy.attrs import SUFFIX
from spacy.tokens import Doc, Span

from imena.components.name_words import (
    CAPITALISED,
    Forms,
    agree,
    first_name,
    is_kin,
    is_surname,
    patronymic,
    surname,
    unknown_name,
)
from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
from imena.forms.person_words import FIRST_PARTS

# The last three letters of patronymics in all cases; spaCy keeps those of each word.
ENDINGS = [
    *("вич", "ича", "ичу", "чем", "чом", "иче", "ьич", "мич", "кич", "нич"),
    *("вна", "вны", "вне", "вну", "вной", "ной", "ною", "чна", "чны", "чне", "чну"),
]


def draw_patronymics(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw each first name with the patronymic behind it, and the surname on either side."""
    bounds = filter(None, (_full_name(doc, token) for token in _patronymics(doc)))
    return put(spans, [make_span(doc, start, end, "PER", "rule") for start, end in bounds])


def _patronymics(doc: Doc) -> list[int]:
    """Return the indices of the words with a capital that end like a patronymic."""
    strings = doc.vocab.strings
    known = [strings[e] for ending in ENDINGS for e in (ending, ending.upper()) if e in strings]
    if not known:
        return []
    found = np.isin(doc.to_array([SUFFIX]), np.array(known, np.uint64))
    return [i for i in np.flatnonzero(found).tolist() if CAPITALISED.fullmatch(doc[i].text)]


def _full_name(doc: Doc, token: int) -> tuple[int, int] | None:
    """Return the bounds of the name whose patronymic is this token.

    A first name that the dictionary lacks needs a surname before it.
    """
    first, middle = doc[max(0, token - 1)].text, patronymic(doc[token].text)
    if not is_followed_by_word(doc, token - 1) or not CAPITALISED.fullmatch(first):
        return None
    forms = agree(first_name(first) or unknown_name(first), middle)
    if not forms:
        return None
    if is_followed_by_word(doc, token - 2) and _may_be_surname(doc[token - 2].text, forms):
        if not (token > 2 and "Gen" in _cases(doc[token - 2].text) and is_kin(doc[token - 3].text)):
            return token - 2, token + 1
    elif not first_name(first):
        return None
    if is_followed_by_word(doc, token) and _may_be_surname(doc[token + 1].text, forms):
        return token - 1, token + 2
    return token - 1, token + 1


def _cases(word: str) -> set[str]:
    return {case for case, _ in surname(word)}


def _may_be_surname(word: str, forms: Forms) -> bool:
    """Whether a word may be the surname of a person whose other names have these forms."""
    return CAPITALISED.fullmatch(word) is not None and bool(agree(surname(word), forms))


def join_names(doc: Doc, spans: list[Span]) -> list[Span]:
    """Join a surname and a first name that are marked apart: «Назарова | Мария»."""
    joined: list[Span] = []
    for span in spans:
        if joined and _are_one_name(doc, joined[-1], span):
            span = make_span(doc, joined.pop().start, span.end, "PER", "rule")
        joined.append(span)
    return joined


def _are_one_name(doc: Doc, left: Span, right: Span) -> bool:
    if left.end != right.start or left.label_ != "PER" or right.label_ != "PER":
        return False
    if len(left) != 1 or len(right) != 1 or not is_followed_by_word(doc, left.start):
        return False
    for first, last in ((left.text, right.text), (right.text, left.text)):
        if is_surname(last) and agree(first_name(first), surname(last)):
            return True
    return False


def take_first_parts(doc: Doc, spans: list[Span]) -> list[Span]:
    """Take the first part of Arabic and Hebrew names into the mention: «Ибн Сины»."""
    found: list[Span] = []
    for span in spans:
        before = span.start - 1
        is_free = before >= 0 and (not found or found[-1].end <= before)
        if span.label_ == "PER" and is_free and _is_first_part(doc, before):
            span = make_span(doc, before, span.end, "PER", "rule")
        found.append(span)
    return found


def _is_first_part(doc: Doc, token: int) -> bool:
    text = doc[token].text
    return text.istitle() and text.lower() in FIRST_PARTS and is_followed_by_word(doc, token)


PERSON_RULES: list[Callable[[Doc, list[Span]], list[Span]]] = [
    draw_patronymics,
    join_names,
    take_first_parts,
]
