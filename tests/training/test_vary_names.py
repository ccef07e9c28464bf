"""Training documents with other names: every word keeps its place, tag and kinds."""

import random
from dataclasses import replace

import numpy as np
import pytest
from models.training.corpus import tagged
from models.training.gold import Document
from models.training.vary_names import names_of, vary
from models.training.words import KINDS, TAGS, tag_kinds
from tests.helpers.marked import parse

MARKED = (
    "Президент [Владимир Путин]PER принял [Сергея Шойгу]PER в [Москве]LOC.\n"
    "Фирма «[Ромашка]ORG» из [Казани]LOC позвала [Анну Петрову]PER."
)


@pytest.fixture(scope="module")
def document(nlp):
    text, spans = parse(MARKED)
    (one,) = tagged([Document("a", text, tuple(spans))], nlp)
    kind_of = {"PER": "PERSON", "LOC": "CITY", "ORG": "ORGANIZATION"}
    nested = [(start, end, kind_of[label]) for start, end, label in spans]
    return replace(one, kinds=tag_kinds(one.words, nested))


class Fillers:
    """Stands in for the fillers, which read the whole dictionary."""

    def __init__(self, choice):
        self.choice = choice

    def person(self, case, gender, shape=None):
        names = [f"Громов {case}", f"Омар аль-Фарук {gender}", "Громов И.И.", "Ли"]
        return self.choice.choice(names)

    def place(self, case):
        return f"Ростов-{case}"

    def fill(self, kind, detail):
        return "New Delhi"

    def latin_person(self):
        return "Joe Biden"

    def brand(self):
        return "Pepsi-Cola & Co"

    def organisation(self):
        return "Агропром"


@pytest.fixture(scope="module")
def variants(document):
    choice = random.Random(0)
    return [vary(document, Fillers(choice), choice) for _ in range(200)]


def test_names_have_case_and_gender(document):
    names = {document.words.texts[name.start]: name for name in names_of(document)}
    assert (names["Сергея"].case, names["Сергея"].gender) == ("Acc", "Masc")
    assert (names["Москве"].case, names["Москве"].label) == ("Loc", "LOC")
    assert names["Анну"].end - names["Анну"].start == 2


def test_some_names_are_replaced_and_nothing_else(document, variants):
    tagged_words = {document.words.texts[i] for i in np.flatnonzero(document.tags)}
    texts = [variant.document.words.texts for variant in variants]
    assert len({tuple(words) for words in texts}) > 50
    for variant in variants:
        words = variant.document.words.texts
        kept = [word for word, new in zip(words, variant.is_new, strict=True) if not new]
        assert set(document.words.texts) - tagged_words <= set(kept)


def test_tags_and_kinds_agree_with_the_names(variants):
    kinds = [KINDS.index(kind) for kind in ("PERSON", "CITY", "ORGANIZATION")]
    for variant in variants:
        one = variant.document
        assert len(one.words.texts) == len(one.tags) == len(one.kinds) == len(variant.source)
        labels = [TAGS[tag] for tag in one.tags]
        for before, tag in zip(["O", *labels], labels, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:]
        begins = np.array([label.startswith("B-") for label in labels])
        np.testing.assert_array_equal(begins, (one.kinds[:, kinds] == 1).any(1))


def test_lines_begin_where_they_did(document, variants):
    for variant in variants:
        assert variant.document.words.starts_block.sum() == document.words.starts_block.sum()
