"""Attributes that are read and written directly are those of ``span._``."""

import importlib

import pytest
import spacy
from spacy.tokens import Span
from spacy.tokens.underscore import Underscore

from imena.components.attributes import SPAN_ATTRIBUTES, register
from imena.speedups import span_attributes


@pytest.fixture
def span():
    register()
    return spacy.blank("ru")("Джозеф Данфорд прилетел в Баку.")[:2]


@pytest.fixture
def reloaded():
    yield lambda: importlib.reload(span_attributes)
    importlib.reload(span_attributes)


def test_both_ways_get_and_set_the_same(span):
    assert span_attributes.get_attributes is span_attributes.get_directly
    span_attributes.set_directly(span, {"normal": "Иван", "score": 0.5})
    assert (span._.normal, span._.score) == ("Иван", 0.5)
    span_attributes.set_plainly(span, {"normal": "Пётр"})
    found = span_attributes.get_directly(span, SPAN_ATTRIBUTES)
    assert found == span_attributes.get_plainly(span, SPAN_ATTRIBUTES)
    assert found[0] == "Пётр"


@pytest.mark.parametrize("change", ["missing", "other keys"])
def test_other_internals_of_spacy(span, monkeypatch, reloaded, change):
    with monkeypatch.context() as context:
        if change == "missing":
            context.delattr(Underscore, "_get_key")
        else:
            context.setattr(Underscore, "_get_key", lambda self, name: ("._.", name))
        module = reloaded()
        assert module.set_attributes is module.set_plainly
        assert module.get_attributes is module.get_plainly
    module.set_attributes(span, {"normal": "Иван"})
    assert module.get_attributes(span, ["normal"]) == ["Иван"]
    assert isinstance(span, Span)
