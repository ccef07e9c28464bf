"""A word in, pymorphy3's parses out: the one place that holds the dictionary."""

from __future__ import annotations

from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

CACHED_WORDS = 100_000


@cache
def dictionary() -> MorphAnalyzer:
    """pymorphy3's analyser with its Russian dictionary (OpenCorpora), loaded once a process."""
    return MorphAnalyzer(lang="ru")


@lru_cache(CACHED_WORDS)
def parses(word: str) -> tuple[Parse, ...]:
    """All parses of a word, likeliest first; words unknown to the dictionary get guesses.

    A word with a letter that Unicode has no name for has none: pymorphy3 fails on it.
    """
    try:
        return tuple(dictionary().parse(word))
    except ValueError:
        return ()


@lru_cache(CACHED_WORDS)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word itself."""
    return bool(dictionary().word_is_known(word))


@lru_cache(CACHED_WORDS)
def seen_in_corpus(lemma: str) -> bool:
    """Whether the dictionary's annotated corpus has a lemma in its own form."""
    probability = dictionary().prob_estimator.p_t_given_w.prob
    return any(probability(lemma, parse.tag) > 0 for parse in parses(lemma))
