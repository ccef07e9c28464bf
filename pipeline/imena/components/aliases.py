"""Find the names of a dictionary in a Doc, in any case form, with or without quotes.

A name is compared piece by piece, without its quotes, hyphens and letter case. A piece of the text
is the name's own or a form of it (`imena.forms.inflect`), and all pieces that differ from the name
share a case. A name of one word that is also an ordinary word («Вести», «ВОЗ») must be written as
the name is: with a capital if that has one, in capitals if that is. A name in lower case in the
dictionary is found in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

from imena.components.homoglyphs import fold_homoglyphs
from imena.forms import characters
from imena.forms.inflect import ANY_CASE, can_be_nominative, case_forms, is_given_name, is_ordinary
from imena.forms.spelling import casefold_ru
from imena.layout.unwrapping import LINE_BREAK

PIECE = re.compile(r"\w+|[^\w\s]")
QUOTES, DASHES = frozenset(characters.QUOTES), frozenset(characters.DASHES)
APOSTROPHES = frozenset("'’`")
CACHED_WORDS = 200_000  # remembered before the cache starts anew; chosen by hand
NEVER_NAMES = frozenset({"VERB", "AUX", "ADV", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "DET"})
INITIAL_LETTERS = re.compile(r"[А-ЯЁA-Z][а-я]?")


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of a name in the dictionary."""

    text: str
    label: str | None  # None: a name to be ignored
    pieces: tuple[str, ...]


class Match(NamedTuple):
    """A name in a Doc, in tokens, half-open."""

    start: int
    end: int
    n_inflected: int  # pieces that differ from the name's own
    alias: Alias


class AliasIndex:
    """All spellings, by the forms of their first piece."""

    def __init__(self, names: Iterable[tuple[str, str | None]]) -> None:
        """Index pairs of a spelling and its label; the label is None for a name to be ignored."""
        self._by_form: dict[str, list[Alias]] = {}
        self._by_orth: dict[int, list[Alias]] = {}
        for text, label in names:
            alias = Alias(text, label, tuple(_name_pieces(text)))
            for form in case_forms(alias.pieces[0]):
                self._by_form.setdefault(form, []).append(alias)

    def find(self, doc: Doc) -> Iterator[Match]:
        """Yield the name that starts at a token: the longest, of equal ones the least inflected."""
        by_orth = self._by_orth
        if len(by_orth) > CACHED_WORDS:
            by_orth = self._by_orth = {}  # not cleared: another thread may be reading it
        orths = doc.to_array([ORTH]).tolist()
        for orth in set(orths).difference(by_orth):
            pieces = _pieces(doc.vocab.strings[orth])
            by_orth[orth] = self._by_form.get(casefold_ru(pieces[0]), []) if pieces else []
        for index, orth in enumerate(orths):
            if by_orth[orth]:
                matches = [m for alias in by_orth[orth] if (m := match(doc, index, alias))]
                if matches:
                    yield max(matches, key=lambda m: (m.end - m.start, -m.n_inflected))


def match(doc: Doc, start: int, alias: Alias) -> Match | None:
    """Match a name that starts at a token, or return None."""
    pieces_left = list(alias.pieces[::-1])
    cases, n_inflected, end = ANY_CASE, 0, start
    quotes: list[int] = []
    while pieces_left:
        if end == len(doc):
            return None
        token = doc[end]
        end += 1
        if token.is_space:
            if end - 1 == start or LINE_BREAK.search(token.text) or "\t" in token.text:
                return None
        elif token.text in QUOTES or token.text in DASHES:
            if _is_inside_word(doc, token, start):
                continue
            if token.text in DASHES:
                if pieces_left.pop() != "-":
                    return None
            elif quotes and quotes[-1] == token.i - 1:
                return None  # two quotes in a row are between two names
            else:
                quotes.append(token.i)
        else:
            for piece in _pieces(token.text):
                if not pieces_left:
                    return None
                own, form = pieces_left.pop(), casefold_ru(piece)
                forms = case_forms(own)
                if form not in forms:
                    return None
                if form != casefold_ru(own):
                    cases, n_inflected = cases & forms[form], n_inflected + 1
            if not cases:
                return None
    bounds = _with_quotes(doc, start, end, quotes)
    if bounds is None or not _is_meant(doc, start, end, alias, n_inflected):
        return None
    return Match(*bounds, n_inflected, alias)


def _is_inside_word(doc: Doc, token: Token, start: int) -> bool:
    """Whether a hyphen or an apostrophe is inside a word, which some tokenizers cut there."""
    if token.i == start or token.text not in DASHES | APOSTROPHES:
        return False
    return not (token.whitespace_ or doc[token.i - 1].whitespace_ or doc[token.i - 1].is_space)


def _with_quotes(doc: Doc, start: int, end: int, quotes: list[int]) -> tuple[int, int] | None:
    """Extend a match by the other half of each quote inside it; None if that is farther away.

    Of two quotes that end together, «ООО «ТД «Мир»», one may stand for both.

    Args:
        doc: the Doc.
        start: the first token of the match.
        end: the token behind its last one.
        quotes: the indices of the quotes inside.
    """
    n_open = 0
    for index in quotes:
        if not doc[index].whitespace_ and not doc[index + 1].is_space:
            n_open += 1
        elif n_open:
            n_open -= 1
        elif start and doc[start - 1].text in QUOTES:
            start -= 1
        else:
            return None
    n_closed = 0
    while n_closed < n_open and end < len(doc) and doc[end].text in QUOTES:
        end, n_closed = end + 1, n_closed + 1
    return None if n_open and not n_closed else (start, end)


def _is_meant(doc: Doc, start: int, end: int, alias: Alias, n_inflected: int) -> bool:
    """Whether words with the form of a name are one; only names of one word are in doubt."""
    token = doc[start]
    if len(alias.pieces) > 1 or end > start + 1:
        return True
    word, name = fold_homoglyphs(token.text), alias.pieces[0]
    if is_ordinary(word):
        if token.pos_ in NEVER_NAMES or (name[0].isupper() and not word[0].isupper()):
            return False
        if len(name) > 1 and name.isupper() and not word[:2].isupper():
            return False
    if n_inflected and token.morph.get("Case") == ["Nom"] and can_be_nominative(word):
        return False  # «Белова сказала» is no form of «Белов», nor «Маска упала» of «Маск»
    return alias.label != "PER" or not _is_part_of_a_name(doc, start, end)


def _is_part_of_a_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a surname has a first name or initial beside it: «Иван Данфорд» may be another."""
    before = doc[start - 1].text if start else ""
    after = doc[end].text if end < len(doc) else ""
    if before == "." and start > 1 and INITIAL_LETTERS.fullmatch(doc[start - 2].text):
        return True
    return any(word[:1].isupper() and is_given_name(word) for word in (before, after))


def _name_pieces(name: str) -> Iterator[str]:
    for word in name.split():
        if word in DASHES:
            yield "-"
        else:
            yield from _pieces(word)


@lru_cache(100_000)
def _pieces(text: str) -> tuple[str, ...]:
    """Return the words and marks in a text without spaces; hyphens and quotes only divide them."""
    if text.isalpha():
        return (fold_homoglyphs(text),)
    pieces = PIECE.findall(fold_homoglyphs(text))
    return tuple(piece for piece in pieces if piece not in QUOTES and piece not in DASHES)
