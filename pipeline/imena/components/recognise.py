"""A Doc in, ``doc.ents`` out: persons, organisations and places.

The network reads block by block (see `imena.layout.paragraphs`), so that a heading is no context for
the text below it. It was trained on running text, where a sentence follows the end of another, so
it reads a full stop where a block was cut off. What it draws, `imena.components.span_rules` corrects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import SPAN_ATTRIBUTES, assign, register, values
from imena.components.batch import BatchComponent, at_blocks, sequences
from imena.components.guideline import settled
from imena.components.networks import Networks, load_networks
from imena.components.span_rules import join_initials, make_span, redraw, spell_out
from imena.components.surname_propagation import missed_persons
from imena.nets.calibration import Curve
from imena.nets.crf import span_probabilities, viterbi

FRAME = "."  # token F1 of PER, factRuEval devset: .975 with it, .970 without


class Recognise(BatchComponent):
    """Sets ``doc.ents``; entities that an earlier component set stay and win over its own."""

    def __init__(
        self,
        weights: str,
        calibration: Mapping[str, Mapping[str, float]],
        encoder: str | None = None,
    ) -> None:
        """Load the recogniser.

        Args:
            weights: whose convolutional networks, see `imena.components.networks`.
            calibration: a curve for each label; without one, scores are the network's own.
            encoder: whose encoder, if any.
        """
        register()
        self.use(load_networks(weights, encoder))
        self._curves = {label: Curve(**curve) for label, curve in calibration.items()}

    def use(self, networks: Networks) -> None:
        """Read with these networks from now on."""
        self._networks = networks
        self._tags, self._transitions = networks.tags, networks.transitions
        self._outside = self._tags.index("O")
        self._goes_on = np.array([tag.startswith("I-") for tag in self._tags])

    def annotate(self, docs: list[Doc]) -> None:
        """Recognise in all the Docs in one batch."""
        batch = sequences(docs, at_blocks, frame=FRAME)
        emissions = self._networks.emissions(docs, batch)
        path = viterbi(emissions, batch.lengths, self._transitions)
        rows_of = batch.split(np.arange(len(path)))
        scored: list[Span] = []
        bounds = [np.zeros((0, 2), np.int64)]
        for doc, position, rows in zip(docs, batch.positions, rows_of, strict=True):
            found = self._draw(doc, position, path[rows])
            inside = np.flatnonzero(path[rows] != self._outside)
            seen, ends = _words_seen(found, position[inside])
            scored += [span for span, is_seen in zip(found, seen, strict=True) if is_seen]
            bounds.append(rows[inside[ends]])
        probabilities = span_probabilities(
            emissions,
            batch.lengths,
            self._transitions,
            path,
            np.concatenate(bounds),
            self._goes_on,
        )
        self._score(scored, probabilities)
        for doc in docs:
            missed = list(missed_persons(doc))
            if missed:
                doc.set_ents([*doc.ents, *missed])

    def _draw(self, doc: Doc, position: np.ndarray, best: np.ndarray) -> list[Span]:
        """Set the Doc's entities from its tags; gives those that are new."""
        earlier = list(doc.ents)
        said = [values(ent) for ent in earlier]  # lost where a new span has the same bounds
        drawn = [
            make_span(doc, start, end, label, "model")
            for start, end, label in decode_bio(self._tags, best, position, self._outside)
        ]
        redrawn = join_initials([part for span in drawn for part in redraw(span)])
        found = spell_out(doc, [span for part in redrawn for span in by_guideline(part)])
        if earlier:
            taken = {i for ent in earlier for i in range(ent.start, ent.end)}
            found = [span for span in found if taken.isdisjoint(range(span.start, span.end))]
            for ent, kept in zip(earlier, said, strict=True):
                assign(ent, **dict(zip(SPAN_ATTRIBUTES, kept, strict=True)))
        doc.set_ents(found + earlier)
        join_sentences(doc, found)
        return found

    def _score(self, spans: list[Span], probabilities: np.ndarray) -> None:
        labels = np.array([span.label_ for span in spans])
        for label in set(labels):
            curve = self._curves.get(label, Curve())
            probabilities[labels == label] = curve(probabilities[labels == label])
        for span, probability in zip(spans, probabilities.tolist(), strict=True):
            assign(span, score=probability)


def by_guideline(span: Span) -> Iterator[Span]:
    """The mention, with the label that the guideline wants, or nothing."""
    label = settled(span.text, span.label_)
    if label is not None:
        yield (
            span
            if label == span.label_
            else make_span(span.doc, span.start, span.end, label, "rule")
        )


def decode_bio(
    tags: Sequence[str], best: np.ndarray, position: np.ndarray, outside: int
) -> Iterator[tuple[int, int, str]]:
    """BIO tags of the words at the token numbers ``position`` to (start, end, label) in tokens.

    As in slovnet, an I- continues the open span whatever its label, and opens none.
    """
    start = end = 0
    label = ""
    last = -2
    for word in np.flatnonzero(best != outside).tolist():
        tag, token = tags[best[word]], int(position[word])
        if label and (tag.startswith("B-") or word != last + 1):
            yield start, end, label
            label = ""
        if tag.startswith("B-"):
            start, label = token, tag[2:]
        end, last = token + 1, word
    if label:
        yield start, end, label


def _words_seen(spans: list[Span], inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which spans have words that the network put inside a name, and their first and last of these.

    Args:
        spans: of one Doc.
        inside: (words,) int64, the token numbers of such words.

    Returns:
        (spans,) bool, and (spans seen, 2) int64, indices into ``inside``.
    """
    bounds = np.array([(span.start, span.end) for span in spans], np.int64).reshape(-1, 2)
    ends = np.searchsorted(inside, bounds) - [0, 1]
    seen = ends[:, 0] <= ends[:, 1]
    return seen, ends[seen]


def join_sentences(doc: Doc, spans: list[Span]) -> None:
    """A sentence does not end inside a mention: «Yahoo! Inc»."""
    begins = np.flatnonzero(doc.to_array([SENT_START]) == 1)
    inside = np.searchsorted(begins, [(span.start + 1, span.end) for span in spans] or [(0, 0)])
    for first, last in inside[inside[:, 0] < inside[:, 1]].tolist():
        for token in begins[first:last].tolist():
            doc[token].is_sent_start = False


@Language.factory(
    "imena_recognise",
    requires=["token.pos"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "span._.score"],
    default_config={"weights": "ru_imena_sm", "calibration": {}, "encoder": None},
)
def create_recognise(
    nlp: Language,
    name: str,
    weights: str,
    calibration: dict[str, dict[str, float]],
    encoder: str | None,
) -> Recognise:
    """``nlp.add_pipe("imena_recognise")``; without a calibration, scores are the network's own."""
    return Recognise(weights, calibration, encoder)
