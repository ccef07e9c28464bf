"""A Doc in, ``doc.ents`` out: slovnet's recogniser of persons, organisations and places.

It reads block by block (see `imena.components.lines`), so that a heading is no context for the
text below it. The network was trained on running text, where a sentence follows the end of another,
so it reads a full stop where a block was cut off. Then two rules redraw what the network drew: a
mention ends where its line ends, and an acronym in brackets is a mention of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import register
from imena.components.batch import BatchComponent, at_blocks, sequences
from imena.components.lines import LINE_BREAK
from imena.nets.archive import NER
from imena.nets.crf import viterbi
from imena.nets.tagger import natasha_tagger

FRAME = "."  # token F1 of PER, factRuEval devset: .961 with it, .957 without
ACRONYM = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zа-яё\d-]*[А-ЯЁA-Z\d][а-яё]{0,2}")


class Recognise(BatchComponent):
    """Sets ``doc.ents``; entities that an earlier component set stay and win over its own."""

    def __init__(self) -> None:
        """Load the recogniser."""
        register()
        self.tagger = natasha_tagger(NER)
        if self.tagger.transitions is None:
            raise ValueError("the recogniser's weights have no CRF")
        self._transitions = self.tagger.transitions

    def annotate(self, docs: list[Doc]) -> None:
        """Recognise in all the Docs in one batch."""
        batch = sequences(docs, at_blocks, frame=FRAME)
        emissions = self.tagger.emissions(batch.words, batch.lengths)
        path = viterbi(emissions, batch.lengths, self._transitions)
        for doc, position, best in zip(docs, batch.positions, batch.split(path), strict=True):
            tags = [self.tagger.tags[tag] for tag in best.tolist()]
            drawn = [_span(doc, *span, "model") for span in decode_bio(tags, position)]
            redrawn = [part for span in drawn for part in redraw(span)]
            earlier = list(doc.ents)
            doc.set_ents(
                [span for span in redrawn if not any(_overlap(span, e) for e in earlier)] + earlier
            )


def decode_bio(tags: Iterable[str], position: np.ndarray) -> Iterator[tuple[int, int, str]]:
    """BIO tags of the words at the token numbers ``position`` to (start, end, label) in tokens.

    As in slovnet, an I- continues the open span whatever its label, and opens none.
    """
    start = end = 0
    label = ""
    for tag, token in zip(tags, position.tolist(), strict=True):
        part = tag[:2]
        if part != "I-" and label:
            yield start, end, label
            label = ""
        if part == "B-":
            start, label = token, tag[2:]
        if part in ("B-", "I-"):
            end = token + 1
    if label:
        yield start, end, label


def redraw(span: Span) -> Iterator[Span]:
    """The mention, or the mentions that the rules of this module make of it."""
    cuts = sorted({*_line_ends(span), *_bracketed_acronyms(span)})
    if not cuts:
        yield span
        return
    bounds = [span.start, *(edge for cut in cuts for edge in cut), span.end]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        if any(token.text[:1].isalnum() for token in span.doc[start:end]):
            yield _span(span.doc, start, end, span.label_, "rule")


def _line_ends(span: Span) -> Iterator[tuple[int, int]]:
    """A cut at each line break inside the mention: the whitespace token that holds it."""
    for token in span:
        if token.is_space and LINE_BREAK.search(token.text):
            yield token.i, token.i + 1


def _bracketed_acronyms(span: Span) -> Iterator[tuple[int, int]]:
    """Cuts at the two brackets of «(ОКНШ)»."""
    tokens = list(span)
    for left, token, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if left.text == "(" and right.text == ")" and ACRONYM.fullmatch(token.text):
            yield left.i, left.i + 1
            yield right.i, right.i + 1


def _span(doc: Doc, start: int, end: int, label: str, source: str) -> Span:
    span = Span(doc, start, end, label=label)
    span._.source = source
    return span


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


@Language.factory("imena_recognise", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def create_recognise(nlp: Language, name: str) -> Recognise:
    """``nlp.add_pipe("imena_recognise")``."""
    return Recognise()
