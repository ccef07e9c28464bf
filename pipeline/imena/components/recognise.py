"""A Doc in, ``doc.ents`` out: slovnet's recogniser of persons, organisations and places.

It reads block by block (see `imena.components.lines`), so that a heading is no context for the
text below it. The network was trained on running text, where a sentence follows the end of another,
so it reads a full stop where a block was cut off. What the network draws, `imena.components.redraw`
corrects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import register
from imena.components.batch import BatchComponent, at_blocks, sequences
from imena.components.redraw import make_span, overlap, redraw, spell_out
from imena.nets.archive import NER
from imena.nets.crf import viterbi
from imena.nets.tagger import natasha_tagger

FRAME = "."  # token F1 of PER, factRuEval devset: .975 with it, .970 without


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
        emissions = self.tagger.emissions(batch.words, batch.tokens, batch.lengths)
        path = viterbi(emissions, batch.lengths, self._transitions)
        for doc, position, best in zip(docs, batch.positions, batch.split(path), strict=True):
            tags = [self.tagger.tags[tag] for tag in best.tolist()]
            drawn = [
                make_span(doc, start, end, label, "model")
                for start, end, label in decode_bio(tags, position)
            ]
            found = spell_out(doc, [part for span in drawn for part in redraw(span)])
            earlier = list(doc.ents)
            found = [span for span in found if not any(overlap(span, e) for e in earlier)]
            doc.set_ents(found + earlier)
            for span in found:
                join_sentences(span)


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


def join_sentences(span: Span) -> None:
    """A sentence does not end inside a mention: «Yahoo! Inc»."""
    for token in span[1:]:
        if token.is_sent_start:
            token.is_sent_start = False


@Language.factory(
    "imena_recognise",
    requires=["token.pos"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def create_recognise(nlp: Language, name: str) -> Recognise:
    """``nlp.add_pipe("imena_recognise")``."""
    return Recognise()
