"""Run natasha's whole pipeline on any Python, with its own code and pymorphy3's dictionary.

natasha's ``MorphVocab`` is a subclass of pymorphy2's analyzer, which fails on Python 3.12 and
later. This one gives pymorphy3 the same interface, so that the rest of natasha runs unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from natasha import (
    Doc,
    NewsEmbedding,
    NewsMorphTagger,
    NewsNERTagger,
    NewsSyntaxParser,
    Segmenter,
)
from natasha.morph.lemma import lemmatize
from natasha.morph.vocab import oc_grams, ud_feats, ud_pos
from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse


class Form(Parse):
    """A pymorphy3 parse with the interface of natasha's own."""

    def __new__(cls, *args: Any) -> Form:
        form = super().__new__(cls, *args)
        form.normal = form.normal_form
        form.pos = ud_pos(form.tag)
        form.feats = dict(ud_feats(form.tag))
        return form

    def inflect(self, grammemes: Iterable[str]) -> Form | None:
        return super().inflect(set(oc_grams(grammemes)))


class Vocabulary(MorphAnalyzer):
    """natasha's ``MorphVocab`` on top of pymorphy3."""

    def __init__(self) -> None:
        super().__init__(result_type=Form)
        self._parse = lru_cache(10_000)(super().parse)

    def __call__(self, word: str) -> list[Form]:
        return self._parse(word)

    def lemmatize(self, word: str, pos: str, feats: dict[str, str]) -> str:
        return lemmatize(self, word, pos, feats)


@dataclass(frozen=True)
class Mention:
    """What natasha found in a text."""

    start: int
    end: int
    label: str
    normal: str


class Natasha:
    """Segment, tag, parse, recognise, lemmatise and normalise, as natasha's README does."""

    def __init__(self, *, syntax: bool = True) -> None:
        """Load everything; without ``syntax``, texts are not parsed."""
        self.with_syntax = syntax
        embedding = NewsEmbedding()
        self.segmenter, self.vocabulary = Segmenter(), Vocabulary()
        self.morph, self.syntax = NewsMorphTagger(embedding), NewsSyntaxParser(embedding)
        self.ner = NewsNERTagger(embedding)

    def __call__(self, text: str) -> list[Mention]:
        doc = Doc(text)
        doc.segment(self.segmenter)
        doc.tag_morph(self.morph)
        if self.with_syntax:
            doc.parse_syntax(self.syntax)
        doc.tag_ner(self.ner)
        for token in doc.tokens:
            token.lemmatize(self.vocabulary)
        for span in doc.spans:
            span.normalize(self.vocabulary)
        return [Mention(span.start, span.stop, span.type, span.normal) for span in doc.spans]
