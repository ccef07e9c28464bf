"""What is read from pymorphy3's tables is what its analyser says, and is not needed."""

import pytest
from tests.forms.test_analyse import CASES, WORDS

from imena.forms import analyse
from imena.speedups.paradigms import corpus_share, open_tables


class Without:
    """An analyser that lacks one attribute."""

    def __init__(self, analyser, name):
        self._analyser, self._name = analyser, name

    def __getattr__(self, name):
        if name == self._name:
            raise AttributeError(name)
        return getattr(self._analyser, name)


@pytest.fixture
def plain(monkeypatch):
    """Analyses without tables."""
    caches = [
        value
        for value in vars(analyse).values()
        if hasattr(value, "cache_clear") and value.__module__ == analyse.__name__
    ]

    def clear():
        for cached in caches:
            if cached is not analyse.dictionary:
                cached.cache_clear()

    clear()
    monkeypatch.setattr(analyse, "open_tables", lambda analyser: None)
    yield analyse
    clear()


def everything(word):
    return [
        (a.word, a.tag.text, a.lemma, a.score, a.forms(), [a.inflect(frozenset(c)) for c in CASES])
        for a in analyse.parses(word)
    ]


def test_tables_are_found():
    assert open_tables(analyse.dictionary()) is not None


@pytest.mark.parametrize("name", ["dictionary", "char_substitutes", "prob_estimator", "TagClass"])
def test_other_internals_of_pymorphy3(name):
    assert open_tables(Without(analyse.dictionary(), name)) is None


def test_tables_that_say_something_else_are_not_used(monkeypatch):
    monkeypatch.setattr("imena.speedups.paradigms.ParadigmTables.entries", lambda self, form: [])
    assert open_tables(analyse.dictionary()) is None


def test_a_dictionary_without_a_corpus_has_seen_nothing():
    share = corpus_share(Without(analyse.dictionary(), "prob_estimator"))
    assert share("стать", "INFN") == 0.0


EXPECTED = {word: everything(word) for word in WORDS}
LEMMAS = {word: analyse.only_lemma(word.lower()) for word in WORDS}
SEEN = {word: analyse.seen_in_corpus(word) for word in WORDS}


@pytest.mark.parametrize("word", WORDS)
def test_without_tables_pymorphy3_gives_the_same(plain, word):
    assert everything(word) == EXPECTED[word]
    assert analyse.only_lemma(word.lower()) == LEMMAS[word]
    assert analyse.seen_in_corpus(word) == SEEN[word]
    assert all(analysis.parse is not None for analysis in analyse.parses(word))
