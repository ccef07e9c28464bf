"""Names of a dictionary in, where a Doc has them out: in any case form, with or without quotes.

A name is compared piece by piece, without its quotes, hyphens and letter case; a piece of the text
is the name's own or a form of it (`imena.forms.inflect`), and all pieces that differ from the name
share a case. A name of one word that is also an ordinary word («Вести», «ВОЗ») has to be written as
the name is: with a capital where that has one, in capitals where that is. Written in lower case in
the dictionary, a name is found in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

from imena.components import homoglyphs as letters
from imena.forms import characters
from imena.forms.inflect import ANY_CASE, can_be_nominative, case_forms, is_given_name, is_ordinary
from imena.forms.spelling import casefold_ru
from imena.layout.unwrapping import LINE_BREAK

PIECE = re.compile(r"\w+|[^\w\s]")
QUOTES, DASHES = frozenset(characters.QUOTES), frozenset(characters.DASHES)
APOSTROPHES = frozenset("'’`")
CACHED_WORDS = 200_000  # remembered before the cache starts anew
VERBAL = frozenset({"VERB", "AUX", "ADV", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "DET"})
INITIAL_LETTERS = re.compile(r"[А-ЯЁA-Z][а-я]?")


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of a name in the dictionary."""

    text: str
    label: str | None  # None: a name to be ignored
    pieces: tuple[str, ...]


class Match(NamedTuple):
    """Where a name stands, in tokens, half-open."""

    start: int
    end: int
    changed: int  # pieces that are not as the name has them
    alias: Alias


class AliasIndex:
    """All spellings by the forms of their first piece."""

    def __init__(self, names: Iterable[tuple[str, str | None]]) -> None:
        """``names`` are pairs of a spelling and its label; None for a name to be ignored."""
        self._by_form: dict[str, list[Alias]] = {}
        self._by_word: dict[int, list[Alias]] = {}
        for text, label in names:
            alias = Alias(text, label, tuple(_name_pieces(text)))
            for form in case_forms(alias.pieces[0]):
                self._by_form.setdefault(form, []).append(alias)

    def find(self, doc: Doc) -> Iterator[Match]:
        """Every place where a name stands; at each, the longest one and of these the closest."""
        known = self._by_word
        if len(known) > CACHED_WORDS:
            known = self._by_word = {}  # not cleared: another thread may be reading it
        words = doc.to_array([ORTH]).tolist()
        for word in set(words).difference(known):
            pieces = _pieces(doc.vocab.strings[word])
            known[word] = self._by_form.get(casefold_ru(pieces[0]), []) if pieces else []
        for place, word in enumerate(words):
            if known[word]:
                found = [m for alias in known[word] if (m := match(doc, place, alias))]
                if found:
                    yield max(found, key=lambda m: (m.end - m.start, -m.changed))


def match(doc: Doc, start: int, alias: Alias) -> Match | None:
    """The name at this token, or None."""
    left = list(alias.pieces[::-1])
    cases, changed, end = ANY_CASE, 0, start
    quotes: list[int] = []
    while left:
        if end == len(doc):
            return None
        token = doc[end]
        end += 1
        if token.is_space:
            if end - 1 == start or LINE_BREAK.search(token.text) or "\t" in token.text:
                return None
        elif token.text in QUOTES or token.text in DASHES:
            if _is_glued(doc, token, start):
                continue
            if token.text in DASHES:
                if left.pop() != "-":
                    return None
            elif quotes and quotes[-1] == token.i - 1:
                return None  # two quotes part two names
            else:
                quotes.append(token.i)
        else:
            for piece in _pieces(token.text):
                if not left:
                    return None
                own, form = left.pop(), casefold_ru(piece)
                forms = case_forms(own)
                if form not in forms:
                    return None
                if form != casefold_ru(own):
                    cases, changed = cases & forms[form], changed + 1
            if not cases:
                return None
    found = _with_quotes(doc, start, end, quotes)
    if found is None or not _is_meant(doc, start, end, alias, changed):
        return None
    return Match(*found, changed, alias)


def _is_glued(doc: Doc, token: Token, start: int) -> bool:
    """Whether a hyphen or an apostrophe stands inside a word, as some tokenizers cut it."""
    if token.i == start or token.text not in DASHES | APOSTROPHES:
        return False
    return not (token.whitespace_ or doc[token.i - 1].whitespace_ or doc[token.i - 1].is_space)


def _with_quotes(doc: Doc, start: int, end: int, quotes: list[int]) -> tuple[int, int] | None:
    """The match with the other half of each quote inside it; None if that is farther away.

    Of two quotes that end together, «ООО «ТД «Мир»», one may stand for both.
    """
    open_ = 0
    for place in quotes:
        if not doc[place].whitespace_ and not doc[place + 1].is_space:
            open_ += 1
        elif open_:
            open_ -= 1
        elif start and doc[start - 1].text in QUOTES:
            start -= 1
        else:
            return None
    closed = 0
    while closed < open_ and end < len(doc) and doc[end].text in QUOTES:
        end, closed = end + 1, closed + 1
    return None if open_ and not closed else (start, end)


def _is_meant(doc: Doc, start: int, end: int, alias: Alias, changed: int) -> bool:
    """Whether what has the form of a name is one; only names of one word are in doubt."""
    token = doc[start]
    if len(alias.pieces) > 1 or end > start + 1:
        return True
    word, name = letters.fold_homoglyphs(token.text), alias.pieces[0]
    if is_ordinary(word):
        if token.pos_ in VERBAL or (name[0].isupper() and not word[0].isupper()):
            return False
        if len(name) > 1 and name.isupper() and not word[:2].isupper():
            return False
    if changed and token.morph.get("Case") == ["Nom"] and can_be_nominative(word):
        return False  # «Белова сказала» is no form of «Белов», nor «Маска упала» of «Маск»
    return alias.label != "PER" or not _is_part_of_a_name(doc, start, end)


def _is_part_of_a_name(doc: Doc, start: int, end: int) -> bool:
    """«Иван Данфорд» and «И. Данфорд» may be others than «Данфорд», and are one mention each."""
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
    """The words and marks in a text without spaces; hyphens and quotes only part them."""
    if text.isalpha():
        return (letters.fold_homoglyphs(text),)
    found = PIECE.findall(letters.fold_homoglyphs(text))
    return tuple(piece for piece in found if piece not in QUOTES and piece not in DASHES)
