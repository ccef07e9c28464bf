"""Words of a Doc with their tags."""

import pytest

from imena.components.tagged_words import TaggedWords, plain
from imena.forms.tags import parse_features


def test_words_are_those_of_the_doc(nlp):
    doc = nlp("Судья Лагода выслушала Лагоду.")
    words = TaggedWords(doc, {})
    assert len(words) == len(doc)
    for i, token in enumerate(doc):
        assert words[i][:2] == (token.text, token.pos_)
        assert parse_features(words[i].feats) == token.morph.to_dict()


def test_equal_words_of_several_docs_are_one_object(nlp):
    known = {}
    first, second = (TaggedWords(nlp("Судья ушёл."), known) for _ in range(2))
    assert first[0] is second[0]
    assert list(known.values()) == [first[0]]  # made when they are asked for


@pytest.mark.parametrize(
    ("written", "word"),
    [("Гpoмoв", "Громов"), ("Орлова‑Беккер", "Орлова-Беккер"), ("Smith", "Smith")],
)
def test_look_alikes_become_plain(written, word):
    assert plain(written) == word
