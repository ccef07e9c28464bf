"""Read the paradigms of pymorphy3's dictionary directly, many times faster than its analyser does.

pymorphy3 makes a Parse with a stack of methods for each reading of a word. Here a reading is two
numbers, a paradigm and a row of it; everything else depends on these and is computed once. The
tables are internals of pymorphy3: `open_tables` gives None where an installed version keeps them
in another way, and callers then use the analyser, which is also the oracle of the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

Entries = list[tuple[str, list[tuple[int, int]]]]  # (word, [(paradigm, row)])
PROBES = ("стали", "елка")  # words whose readings must be the analyser's


class Row(NamedTuple):
    """A row of a paradigm: a form is prefix + stem + suffix."""

    tag: str  # NOUN,anim,masc sing,gent
    prefix: str
    suffix: str
    lemma_prefix: str
    lemma_suffix: str


class ParadigmTables:
    """The tables of one analyser."""

    def __init__(self, analyser: MorphAnalyzer) -> None:
        """Find the tables.

        Raises:
            AttributeError: this version of pymorphy3 has no such tables.
            ImportError: the same.
        """
        from pymorphy3.dawg import ConditionalProbDistDAWG
        from pymorphy3.units.by_analogy import KnownSuffixAnalyzer

        words = analyser.dictionary
        self._paradigms, self._tags = words.paradigms, words.gramtab
        self._prefixes, self._suffixes = words.paradigm_prefixes, words.suffixes
        self._similar_items: Callable[..., Entries] = words.words.similar_items
        self._substitutes = analyser.char_substitutes
        self._fix_rare_cases = analyser.TagClass.fix_rare_cases
        self._guesser = KnownSuffixAnalyzer
        # ``word:tag`` -> its share in the dictionary's annotated corpus, in units
        self.share: Callable[[str, int], int] = analyser.prob_estimator.p_t_given_w.get
        self.share_unit: int = ConditionalProbDistDAWG.MULTIPLIER

    def entries(self, form: str) -> Entries:
        """Return every spelling of a word in lower case (е may be ё) and its rows in paradigms."""
        return self._similar_items(form, self._substitutes)

    def size(self, paradigm: int) -> int:
        """Return the number of rows of a paradigm."""
        return len(self._paradigms[paradigm]) // 3

    def row(self, paradigm: int, row: int) -> Row:
        """Read a row of a paradigm."""
        numbers = self._paradigms[paradigm]  # of suffixes, then of tags, then of prefixes
        size = len(numbers) // 3
        return Row(
            str(self._tags[numbers[size + row]]),
            self._prefixes[numbers[2 * size + row]],
            self._suffixes[numbers[row]],
            self._prefixes[numbers[2 * size]],
            self._suffixes[numbers[0]],
        )

    def row_of_guess(self, parse: Parse) -> tuple[int, int] | None:
        """Return paradigm and row of an unknown word that ends like a known one, else None."""
        stack = parse.methods_stack
        if len(stack) != 2 or not isinstance(stack[1][0], self._guesser):
            return None
        _, _, paradigm, row = stack[0]
        return paradigm, row

    def inflect(self, paradigm: int, row: int, grammemes: frozenset[str]) -> int | None:
        """Return the row with these grammemes that pymorphy3 picks for a form, None if none has."""
        numbers = self._paradigms[paradigm]
        size = len(numbers) // 3
        tags = [self._tags[number] for number in numbers[size : 2 * size]]
        possible = [i for i, tag in enumerate(tags) if grammemes <= tag.grammemes]
        if not possible:
            grammemes = frozenset(self._fix_rare_cases(grammemes))
            possible = [i for i, tag in enumerate(tags) if grammemes <= tag.grammemes]
        wanted = tags[row].updated_grammemes(grammemes)

        def similarity(i: int) -> float:
            return len(wanted & tags[i].grammemes) - 0.1 * len(wanted ^ tags[i].grammemes)

        return max(possible, key=similarity, default=None)


def open_tables(analyser: MorphAnalyzer) -> ParadigmTables | None:
    """Return the tables of an analyser; None if they are not where they are expected."""
    try:
        tables = ParadigmTables(analyser)
        return tables if all(_agree(tables, analyser, word) for word in PROBES) else None
    except (AttributeError, ImportError, LookupError, TypeError, ValueError):
        return None


def corpus_share(analyser: MorphAnalyzer) -> Callable[[str, str], float]:
    """Return the function from word and tag to their share in the dictionary's annotated corpus.

    Where this version of pymorphy3 has none, the corpus has seen nothing.
    """
    try:
        share: Callable[[str, str], float] = analyser.prob_estimator.p_t_given_w.prob
    except AttributeError:
        return lambda word, tag: 0.0
    return share


def _agree(tables: ParadigmTables, analyser: MorphAnalyzer, word: str) -> bool:
    """Whether the tables have the readings of a word that the analyser has."""
    rows = [
        (spelling, tables.row(*reading).tag)
        for spelling, readings in tables.entries(word)
        for reading in readings
    ]
    return sorted(rows) == sorted((parse.word, str(parse.tag)) for parse in analyser.parse(word))
