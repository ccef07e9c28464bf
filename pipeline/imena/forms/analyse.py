"""Look up the analyses of a Russian word in pymorphy3's dictionary.

Results are pymorphy3's, to the last digit. A word that the dictionary has is read from its tables
(`imena.speedups.paradigms`); a word that it does not have goes to pymorphy3's guessers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple, cast

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer

from imena.forms.tags import features, part_of_speech
from imena.speedups.paradigms import Entries, ParadigmTables, corpus_share, open_tables

# Sizes of caches; chosen by hand.
CACHED_WORDS = 100_000
CACHED_PARSES = 2_000  # few: callers cache what they make of them, and live objects slow Python
CACHED_GUESSES = 20_000
NO_PARADIGM = -1
_first = itemgetter(0)


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A tag of the dictionary; there is one object for each, so that it is cheap to look up."""

    text: str  # NOUN,anim,masc,Sgtm,Surn sing,gent
    grammemes: frozenset[str]
    pos: str  # Universal Dependencies
    features: dict[str, str]  # Universal Dependencies


class Cell(NamedTuple):
    """A row of a paradigm: a form is prefix + stem + suffix."""

    tag: Tag
    prefix: str
    suffix: str
    lemma_prefix: str
    lemma_suffix: str
    special: bool  # its lemma in Universal Dependencies depends on more than the lexeme

    def lemma(self, word: str) -> str:
        """Return the lemma of a word that has this row."""
        stem = word[len(self.prefix) : len(word) - len(self.suffix)]
        return self.lemma_prefix + stem + self.lemma_suffix


class Analysis(NamedTuple):
    """One way to read a word."""

    word: str  # as the dictionary spells it, with ё
    tag: Tag
    lemma: str
    score: float  # the dictionary's probability of the tag
    paradigm: int  # its number in the dictionary, or `NO_PARADIGM`
    row: int  # of the paradigm
    parse: Parse | None  # pymorphy3's own, if there is no paradigm

    def inflect(self, grammemes: frozenset[str]) -> str | None:
        """Return the form of the lexeme with these grammemes that is most like this one."""
        if self.parse is not None:
            form = self.parse.inflect(set(grammemes))
            return form.word if form else None
        row = _inflected_row(self.paradigm, self.row, grammemes)
        return None if row is None else self._form(row)

    def forms(self) -> list[tuple[str, frozenset[str]]]:
        """Return all forms of the lexeme with their grammemes."""
        if self.parse is not None:
            return [(form.word, form.tag.grammemes) for form in self.parse.lexeme]
        return [
            (self._form(row), cell(self.paradigm, row).tag.grammemes)
            for row in range(_size(self.paradigm))
        ]

    def _form(self, row: int) -> str:
        own, other = cell(self.paradigm, self.row), cell(self.paradigm, row)
        stem = self.word[len(own.prefix) : len(self.word) - len(own.suffix)]
        return other.prefix + stem + other.suffix


@cache
def dictionary() -> MorphAnalyzer:
    """Return pymorphy3's analyser with its Russian dictionary (OpenCorpora), once a process."""
    return MorphAnalyzer(lang="ru")


@cache
def _tables() -> ParadigmTables | None:
    """Return the tables of the dictionary; None if only pymorphy3 itself can read them."""
    return open_tables(dictionary())


def parses(word: str) -> tuple[Analysis, ...]:
    """Return all analyses of a word, likeliest first; unknown words get guesses.

    A word with a character that Unicode has no name for has none: pymorphy3 fails on it.
    """
    return _parses(word if len(word) == 1 or word[0] < "Ѐ" else word.lower())


@lru_cache(CACHED_PARSES)
def _parses(word: str) -> tuple[Analysis, ...]:
    """Return all analyses; capitals make a difference in initials and Roman numbers only."""
    form = word.lower()
    try:
        if len(form) > 1:  # one letter may also be an initial
            entries = _entries(form)
            if entries:
                return _from_dictionary(form, entries)
        return _guesses(word)
    except ValueError:
        return ()


def _entries(form: str) -> Entries:
    tables = _tables()
    return tables.entries(form) if tables else []


@lru_cache(CACHED_GUESSES)
def _guesses(word: str) -> tuple[Analysis, ...]:
    """Let pymorphy3 analyse a word, which takes it long."""
    return tuple(map(_convert, dictionary().parse(word)))


@lru_cache(CACHED_WORDS)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word itself."""
    return bool(dictionary().word_is_known(word))


def only_lemma(form: str) -> str | None:
    """Return the lemma of a word in lower case if all its readings share it, else None.

    It is None, too, if the dictionary does not have the word, or if the lemma of a reading depends
    on more than the lexeme in Universal Dependencies: comparatives, short adjectives, women's
    surnames and patronymics.
    """
    if _tables() is None:
        return _only_lemma_of_parses(form)
    only = None
    for word, rows in _entries(form):
        for paradigm, row in rows:
            own = cell(paradigm, row)
            lemma = own.lemma(word)
            if own.special or lemma != (only or lemma):
                return None
            only = lemma
    return only


def _only_lemma_of_parses(form: str) -> str | None:
    """Do what `only_lemma` does without the tables of the dictionary."""
    try:
        readings = [
            parse
            for parse in dictionary().parse(form)
            if len(parse.methods_stack) == 1
            and isinstance(parse.methods_stack[0][0], DictionaryAnalyzer)
        ]
    except ValueError:
        return None
    if any(_is_special(tag(str(parse.tag))) for parse in readings):
        return None
    lemmas = {parse.normal_form for parse in readings}
    return lemmas.pop() if len(lemmas) == 1 else None


def seen_in_corpus(lemma: str) -> bool:
    """Whether the dictionary's annotated corpus has a lemma in its own form."""
    return any(_corpus_share()(lemma, parse.tag.text) > 0 for parse in parses(lemma))


@cache
def _corpus_share() -> Callable[[str, str], float]:
    return corpus_share(dictionary())


@cache
def tag(text: str) -> Tag:
    """Return the record of a tag, ``NOUN,anim,masc sing,gent``."""
    grammemes = frozenset(text.replace(" ", ",").split(","))
    return Tag(text, grammemes, part_of_speech(grammemes), features(grammemes))


def _is_special(tag: Tag) -> bool:
    """Whether the lemma of a form depends on more than its lexeme in Universal Dependencies."""
    is_womans = "femn" in tag.grammemes and not tag.grammemes.isdisjoint({"Surn", "Patr"})
    return is_womans or not tag.grammemes.isdisjoint({"COMP", "ADJS"})


@cache
def cell(paradigm: int, row: int) -> Cell:
    """Return a row of a paradigm of the dictionary."""
    entry = _required_tables().row(paradigm, row)
    own = tag(entry.tag)
    return Cell(
        own,
        entry.prefix,
        entry.suffix,
        entry.lemma_prefix,
        entry.lemma_suffix,
        _is_special(own),
    )


@cache
def _size(paradigm: int) -> int:
    return _required_tables().size(paradigm)


@cache
def _inflected_row(paradigm: int, row: int, grammemes: frozenset[str]) -> int | None:
    """Return the row of the form that `Analysis.inflect` gives."""
    return _required_tables().inflect(paradigm, row, grammemes)


def _required_tables() -> ParadigmTables:
    return cast(ParadigmTables, _tables())  # only what was read from tables has a paradigm


def _from_dictionary(form: str, entries: Entries) -> tuple[Analysis, ...]:
    """Make the analyses of a known word from its entries, in pymorphy3's order."""
    tables = _required_tables()
    share_of, unit = tables.share, tables.share_unit
    scored = []
    total = 0
    for word, rows in entries:
        for paradigm, row in rows:
            own = cell(paradigm, row)
            share = share_of(f"{form}:{own.tag.text}", 0)
            lemma = own.lemma(word)
            analysis = Analysis(word, own.tag, lemma, share / unit, paradigm, row, None)
            scored.append((share, analysis))
            total += share
    if not total:
        return tuple(analysis._replace(score=1.0 / len(scored)) for _, analysis in scored)
    if len(scored) > 1:
        scored.sort(key=_first, reverse=True)
    return tuple(analysis for _, analysis in scored)


def _convert(parse: Parse) -> Analysis:
    """Convert an analysis of pymorphy3."""
    tables = _tables()
    guess = tables.row_of_guess(parse) if tables else None
    paradigm, row = guess or (NO_PARADIGM, 0)
    return Analysis(
        parse.word,
        tag(str(parse.tag)),
        parse.normal_form,
        parse.score,
        paradigm,
        row,
        None if guess else parse,
    )
