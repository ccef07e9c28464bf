"""A word in, its analyses out: the one place that holds the dictionary.

Results are pymorphy3's, to the last digit. A word that the dictionary has is looked up in
pymorphy3's tables directly, and what depends only on the place in a paradigm is computed once; a
word that it does not have goes to pymorphy3's own guessers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from pymorphy3.dawg import ConditionalProbDistDAWG
from pymorphy3.units.by_analogy import KnownSuffixAnalyzer

from imena.forms.tags import features, part_of_speech

CACHED_WORDS = 100_000
CACHED_PARSES = 2_000  # few: what they are for is cached too, and live objects slow Python down
CACHED_GUESSES = 20_000
SHARES = ConditionalProbDistDAWG.MULTIPLIER
_share = itemgetter(0)


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A tag of the dictionary; there is one object for each, so that it is cheap to look up."""

    text: str  # NOUN,anim,masc,Sgtm,Surn sing,gent
    grammemes: frozenset[str]
    pos: str  # Universal Dependencies
    features: dict[str, str]  # Universal Dependencies


class Cell(NamedTuple):
    """A place in a paradigm: a form is prefix + stem + suffix."""

    tag: Tag
    prefix: str
    suffix: str
    lemma_prefix: str
    lemma_suffix: str
    special: bool  # its lemma depends on more than the lexeme

    def lemma(self, word: str) -> str:
        """The lemma of a word that stands here."""
        stem = word[len(self.prefix) : len(word) - len(self.suffix)]
        return self.lemma_prefix + stem + self.lemma_suffix


class Analysis(NamedTuple):
    """One way to read a word."""

    word: str  # as the dictionary spells it, with ё
    tag: Tag
    lemma: str
    score: float  # the dictionary's probability of the tag
    paradigm: int  # its number in the dictionary; -1: none has the whole word
    place: int
    parse: Parse | None  # pymorphy3's own, where there is no paradigm

    def inflect(self, grammemes: frozenset[str]) -> str | None:
        """The form of the same lexeme with these grammemes that is otherwise most like this one."""
        if self.parse is not None:
            form = self.parse.inflect(set(grammemes))
            return form.word if form else None
        place = _inflected(self.paradigm, self.place, grammemes)
        return None if place is None else self._form(place)

    def forms(self) -> list[tuple[str, frozenset[str]]]:
        """All forms of the lexeme with their grammemes."""
        if self.parse is not None:
            return [(form.word, form.tag.grammemes) for form in self.parse.lexeme]
        size = len(dictionary().dictionary.paradigms[self.paradigm]) // 3
        return [(self._form(i), cell(self.paradigm, i).tag.grammemes) for i in range(size)]

    def _form(self, place: int) -> str:
        own, other = cell(self.paradigm, self.place), cell(self.paradigm, place)
        stem = self.word[len(own.prefix) : len(self.word) - len(own.suffix)]
        return other.prefix + stem + other.suffix


@cache
def dictionary() -> MorphAnalyzer:
    """pymorphy3's analyser with its Russian dictionary (OpenCorpora), loaded once a process."""
    return MorphAnalyzer(lang="ru")


def parses(word: str) -> tuple[Analysis, ...]:
    """All analyses of a word, likeliest first; words unknown to the dictionary get guesses.

    A word with a letter that Unicode has no name for has none: pymorphy3 fails on it.
    """
    return _parses(word if len(word) == 1 or word[0] < "Ѐ" else word.lower())


@lru_cache(CACHED_PARSES)
def _parses(word: str) -> tuple[Analysis, ...]:
    """The same; capitals make a difference in initials and Roman numbers only."""
    form = word.lower()
    try:
        if len(form) > 1:  # one letter may also be an initial
            found = _places(form)
            if found:
                return _from_dictionary(form, found)
        return _guesses(word)
    except ValueError:
        return ()


def _places(form: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Where the dictionary has a word, in each spelling (е may be ё): paradigm and place in it."""
    analyser = dictionary()
    found: list[tuple[str, list[tuple[int, int]]]]
    found = analyser.dictionary.words.similar_items(form, analyser.char_substitutes)
    return found


@lru_cache(CACHED_GUESSES)
def _guesses(word: str) -> tuple[Analysis, ...]:
    """Analyses of a word that the dictionary does not have, which take pymorphy3 long."""
    return tuple(map(_guessed, dictionary().parse(word)))


@lru_cache(CACHED_WORDS)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word itself."""
    return bool(dictionary().word_is_known(word))


def only_lemma(form: str) -> str | None:
    """The lemma of a word of the dictionary, if all its readings share it and none is special.

    Special are readings whose lemma in Universal Dependencies depends on more than the lexeme:
    comparatives, short adjectives, women's surnames and patronymics.
    """
    only = None
    for word, places in _places(form):
        for paradigm, place in places:
            own = cell(paradigm, place)
            lemma = own.lemma(word)
            if own.special or lemma != (only or lemma):
                return None
            only = lemma
    return only


def seen_in_corpus(lemma: str) -> bool:
    """Whether the dictionary's annotated corpus has a lemma in its own form."""
    return any(_corpus()(f"{lemma}:{parse.tag.text}", 0) for parse in parses(lemma))


@cache
def tag(text: str) -> Tag:
    """The record of a tag, ``NOUN,anim,masc sing,gent``."""
    grammemes = frozenset(text.replace(" ", ",").split(","))
    return Tag(text, grammemes, part_of_speech(grammemes), features(grammemes))


@cache
def cell(paradigm: int, place: int) -> Cell:
    """What the dictionary says of a place in a paradigm."""
    words = dictionary().dictionary
    numbers = words.paradigms[paradigm]  # of suffixes, then of tags, then of prefixes
    size = len(numbers) // 3
    own = tag(str(words.gramtab[numbers[size + place]]))
    woman = "femn" in own.grammemes and not own.grammemes.isdisjoint({"Surn", "Patr"})
    return Cell(
        own,
        words.paradigm_prefixes[numbers[2 * size + place]],
        words.suffixes[numbers[place]],
        words.paradigm_prefixes[numbers[2 * size]],
        words.suffixes[numbers[0]],
        woman or not own.grammemes.isdisjoint({"COMP", "ADJS"}),
    )


@cache
def _corpus() -> Callable[[str, int], int]:
    """``word:tag`` to its share in the dictionary's annotated corpus, in millionths."""
    count: Callable[[str, int], int] = dictionary().prob_estimator.p_t_given_w.get
    return count


def _from_dictionary(
    form: str, found: list[tuple[str, list[tuple[int, int]]]]
) -> tuple[Analysis, ...]:
    """Analyses of a known word from its places in the dictionary, ordered as pymorphy3 does."""
    count = _corpus()
    read = []
    total = 0
    for word, places in found:
        for paradigm, place in places:
            own = cell(paradigm, place)
            share = count(f"{form}:{own.tag.text}", 0)
            lemma = own.lemma(word)
            read.append(
                (share, Analysis(word, own.tag, lemma, share / SHARES, paradigm, place, None))
            )
            total += share
    if not total:
        return tuple(analysis._replace(score=1.0 / len(read)) for _, analysis in read)
    if len(read) > 1:
        read.sort(key=_share, reverse=True)
    return tuple(analysis for _, analysis in read)


def _guessed(parse: Parse) -> Analysis:
    """An analysis of a word that only looks like those of a paradigm, or is in none."""
    stack = parse.methods_stack
    paradigm, place = -1, 0
    if len(stack) == 2 and isinstance(stack[1][0], KnownSuffixAnalyzer):
        _, _, paradigm, place = stack[0]
    return Analysis(
        parse.word,
        tag(str(parse.tag)),
        parse.normal_form,
        parse.score,
        paradigm,
        place,
        parse if paradigm < 0 else None,
    )


@cache
def _inflected(paradigm: int, place: int, grammemes: frozenset[str]) -> int | None:
    """The place of the form that `Analysis.inflect` gives, picked as pymorphy3 picks it."""
    words, analyser = dictionary().dictionary, dictionary()
    numbers = words.paradigms[paradigm]
    size = len(numbers) // 3
    found = [words.gramtab[number] for number in numbers[size : 2 * size]]
    possible = [i for i, other in enumerate(found) if grammemes <= other.grammemes]
    if not possible:
        grammemes = frozenset(analyser.TagClass.fix_rare_cases(grammemes))
        possible = [i for i, other in enumerate(found) if grammemes <= other.grammemes]
    wanted = found[place].updated_grammemes(grammemes)

    def similarity(i: int) -> float:
        return len(wanted & found[i].grammemes) - 0.1 * len(wanted ^ found[i].grammemes)

    return max(possible, key=similarity, default=None)
