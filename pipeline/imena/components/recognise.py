"""Recognise persons, organisations and locations: set ``doc.ents``.

The network reads paragraph by paragraph (see `imena.layout.paragraphs`), so that a heading is no
context for the text below it. It was trained on running text, where a sentence follows the end of
another, so it reads a full stop where a paragraph was cut off. The rules of
`imena.components.span_rules` correct what it marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from imena.components.attributes import SPAN_ATTRIBUTES, assign, attribute_values, register
from imena.components.batch import BatchComponent, at_paragraphs, sequences
from imena.components.capitals import correct_capitals
from imena.components.clubs import draw_clubs
from imena.components.common_words import cut_first_words
from imena.components.guideline import apply_label
from imena.components.initials import draw_initials
from imena.components.latin_places import draw_latin_places
from imena.components.legal_forms import draw_behind_legal_forms
from imena.components.networks import Networks, load_networks
from imena.components.numbered_organisations import draw_numbered
from imena.components.person_spans import PERSON_RULES
from imena.components.persons_by_context import (
    draw_in_context,
    draw_sure_surnames,
    drop_namesakes,
    split_pairs,
)
from imena.components.place_spans import draw_places
from imena.components.span_rules import (
    add_acronym_phrases,
    correct_span,
    join_initials,
    make_span,
)
from imena.components.speakers import draw_speakers
from imena.components.streets import draw_streets
from imena.components.surname_propagation import propagate_surnames
from imena.nets.calibration import Curve
from imena.nets.crf import span_probabilities, viterbi

SPAN_LIST_RULES = (
    draw_initials,
    *PERSON_RULES,
    drop_namesakes,
    split_pairs,
    draw_in_context,
    draw_sure_surnames,
    draw_places,
    draw_streets,
    draw_latin_places,
    draw_numbered,
    draw_behind_legal_forms,
    draw_clubs,
    correct_capitals,
    draw_speakers,
)
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
            weights: the package of the convolutional networks, see `imena.components.networks`.
            calibration: a curve for each label; without one, scores are the network's own.
            encoder: the package of the encoder, if any.
        """
        register()
        self.use(load_networks(weights, encoder))
        self._curves = {label: Curve(**curve) for label, curve in calibration.items()}

    def use(self, networks: Networks) -> None:
        """Read with these networks from now on."""
        self._networks = networks
        self._tags, self._transitions = networks.tags, networks.transitions
        self._outside = self._tags.index("O")
        self._continues_span = np.array([tag.startswith("I-") for tag in self._tags])

    def annotate(self, docs: list[Doc]) -> None:
        """Recognise in all the Docs in one batch."""
        batch = sequences(docs, at_paragraphs, frame=FRAME)
        emissions = self._networks.emissions(docs, batch)
        path = viterbi(emissions, batch.lengths, self._transitions)
        rows_of = batch.split(np.arange(len(path)))
        to_score: list[Span] = []
        bounds = [np.zeros((0, 2), np.int64)]
        for doc, position, rows in zip(docs, batch.positions, rows_of, strict=True):
            new = self._set_entities(doc, position, path[rows])
            inside = np.flatnonzero(path[rows] != self._outside)
            has_words, ends = _network_bounds(new, position[inside])
            to_score += [span for span, has in zip(new, has_words, strict=True) if has]
            bounds.append(rows[inside[ends]])
        probabilities = span_probabilities(
            emissions,
            batch.lengths,
            self._transitions,
            path,
            np.concatenate(bounds),
            self._continues_span,
        )
        self._score(to_score, probabilities)
        for doc in docs:
            missed = list(propagate_surnames(doc))
            if missed:
                replaced = {span.start for span in missed}
                doc.set_ents([*(ent for ent in doc.ents if ent.start not in replaced), *missed])

    def _set_entities(self, doc: Doc, position: np.ndarray, best: np.ndarray) -> list[Span]:
        """Set the entities of a Doc.

        Args:
            doc: the Doc.
            position: (words,) int64, the token indices of its words.
            best: (words,) int64, the best tag of each.

        Returns:
            The new entities.
        """
        earlier = list(doc.ents)
        # The attributes would be lost where a new span has the same bounds.
        earlier_values = [attribute_values(ent) for ent in earlier]
        marked = [
            make_span(doc, start, end, label, "model")
            for start, end, label in decode_bio(self._tags, best, position, self._outside)
        ]
        corrected = [part for span in marked for part in correct_span(span)]
        corrected = join_initials(cut_first_words(corrected))
        for rule in SPAN_LIST_RULES:
            corrected = rule(doc, corrected)
        labelled = [span for part in corrected for span in apply_guideline(part)]
        new = add_acronym_phrases(doc, labelled)
        if earlier:
            taken = {i for ent in earlier for i in range(ent.start, ent.end)}
            new = [span for span in new if taken.isdisjoint(range(span.start, span.end))]
            for ent, values in zip(earlier, earlier_values, strict=True):
                assign(ent, **dict(zip(SPAN_ATTRIBUTES, values, strict=True)))
        doc.set_ents(new + earlier)
        join_sentences(doc, new)
        return new

    def _score(self, spans: list[Span], probabilities: np.ndarray) -> None:
        labels = np.array([span.label_ for span in spans])
        for label in set(labels):
            curve = self._curves.get(label, Curve())
            probabilities[labels == label] = curve(probabilities[labels == label])
        for span, probability in zip(spans, probabilities.tolist(), strict=True):
            assign(span, score=probability)


def apply_guideline(span: Span) -> Iterator[Span]:
    """Yield a mention with the label that the guideline gives it, or nothing."""
    label = apply_label(span.text, span.label_)
    if label == span.label_:
        yield span
    elif label is not None:
        yield make_span(span.doc, span.start, span.end, label, "rule")


def decode_bio(
    tags: Sequence[str], best: np.ndarray, position: np.ndarray, outside: int
) -> Iterator[tuple[int, int, str]]:
    """Decode BIO tags into spans.

    As in slovnet, an I- continues the open span whatever its label, and opens none.

    Args:
        tags: the tags of the network.
        best: (words,) int64, indices into ``tags``.
        position: (words,) int64, the token indices of the words.
        outside: the index of the tag O.

    Yields:
        Start and end in tokens, half-open, and label.
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


def _network_bounds(spans: list[Span], inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the words of spans that the network put inside a name.

    Args:
        spans: spans of one Doc.
        inside: (words,) int64, the token indices of such words.

    Returns:
        (spans,) bool, whether a span has such words, and (spans that have, 2) int64, the indices
        into ``inside`` of the first and last one.
    """
    bounds = np.array([(span.start, span.end) for span in spans], np.int64).reshape(-1, 2)
    ends = np.searchsorted(inside, bounds) - [0, 1]
    has_words = ends[:, 0] <= ends[:, 1]
    return has_words, ends[has_words]


def join_sentences(doc: Doc, spans: list[Span]) -> None:
    """Join sentences where one ends inside a mention: «Yahoo! Inc»."""
    starts = np.flatnonzero(doc.to_array([SENT_START]) == 1)
    inside = np.searchsorted(starts, [(span.start + 1, span.end) for span in spans] or [(0, 0)])
    for first, last in inside[inside[:, 0] < inside[:, 1]].tolist():
        for token in starts[first:last].tolist():
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
