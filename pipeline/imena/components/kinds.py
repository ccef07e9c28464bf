"""Find the kinds of NEREL: ``doc.spans["imena_kinds"]``, and from them mentions of other labels.

The recogniser's persons, organisations and places stay as they are. The other labels that a user
chose become mentions beside them, in ``doc.spans["imena_others"]``: a profession, an event, a law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from imena.components.attributes import assign, register
from imena.components.batch import BatchComponent, Sequences, at_paragraphs, sequences
from imena.components.compose import full_names
from imena.components.encoder_input import documents_to_read, sentence_numbers
from imena.components.letter_case import caseless_words
from imena.components.quotes_in_spans import with_whole_quotes
from imena.components.recognise import FRAME
from imena.components.span_rules import make_span
from imena.nets.archive import model_folder
from imena.nets.calibration import Curve
from imena.nets.encoder import Encoder, read_encoder
from imena.nets.kinds import WEIGHTS, KindsNetwork, read_kinds
from imena.schema import TYPES

KINDS, OTHERS = "imena_kinds", "imena_others"  # keys in doc.spans
PART = "FACILITY"  # a kind whose words are often part of a name: «[площадь] Восстания»
OUTSIDE, BEGINS = 0, 1  # tags of a word; 2 continues a span
LIKELY = 0.5  # probability of a span from which on it is a mention of its label
ENCODER_SHARE = 0.6  # of its log probabilities in the mean of both; chosen by hand


class Found(NamedTuple):
    """A span of a kind, half-open."""

    start: int
    end: int
    kind: int
    probability: float  # as the networks have it


class Kinds(BatchComponent):
    """Sets ``doc.spans["imena_kinds"]`` and ``doc.spans["imena_others"]``."""

    def __init__(
        self,
        network: KindsNetwork,
        encoder: Encoder | None,
        labels: Collection[str],
        calibration: Curve,
    ) -> None:
        """Take the networks.

        Args:
            network: reads everything.
            encoder: reads everything, too, if there is one that scores kinds.
            labels: the labels of mentions that the user chose.
            calibration: the curve of the probabilities of spans.
        """
        register()
        self._calibration = calibration
        self._network, self._encoder, self.labels = network, encoder, frozenset(labels)

    def annotate(self, docs: list[Doc]) -> None:
        """Find the spans of each Doc."""
        batch = sequences(docs, at_paragraphs, frame=FRAME)
        scores = self._log_probabilities(docs, batch)
        rows = np.split(scores, np.cumsum([len(position) for position in batch.positions])[:-1])
        for doc, position, own in zip(docs, batch.positions, rows, strict=True):
            found = decode(own, at_paragraphs(doc)[position]) if len(own) else ()
            self._set_spans(doc, list(_in_tokens(doc, position, found)))

    def _set_spans(self, doc: Doc, found: list[Found]) -> None:
        """Set both groups of spans of a Doc; ``found`` is in tokens."""
        spans = [Span(doc, one.start, one.end, self._network.kinds[one.kind]) for one in found]
        raw = np.array([one.probability for one in found], np.float64)
        scores = self._calibration(raw).tolist()
        group = SpanGroup(doc, name=KINDS, spans=spans)
        group.attrs["scores"] = scores
        doc.spans[KINDS] = group
        others = sorted(self._others(doc, spans, scores), key=lambda span: (span.start, -span.end))
        doc.spans[OTHERS] = SpanGroup(doc, name=OTHERS, spans=others)

    def _log_probabilities(self, docs: list[Doc], batch: Sequences) -> np.ndarray:
        """Return (words of the Docs, kinds, 3) float32: outside, begins, continues."""
        in_lower_case = caseless_words(docs, batch)
        words = [*batch.words, *map(str.lower, batch.words)]
        tokens = batch.tokens.copy()
        tokens[batch.rows] += in_lower_case * len(batch.words)
        scores = self._network.log_probabilities(words, tokens, batch.lengths)[batch.rows]
        if self._encoder is not None and self._encoder.kinds and len(scores):
            chosen = np.ones(sentence_numbers(docs, batch)[-1] + 1, bool)
            documents = documents_to_read(docs, batch, chosen, in_lower_case)
            scores *= 1 - ENCODER_SHARE
            scores += ENCODER_SHARE * self._encoder.kind_log_probabilities(documents)
        return scores

    def _others(self, doc: Doc, spans: list[Span], scores: list[float]) -> Iterator[Span]:
        """Yield the likely mentions of chosen labels that are no names of the recogniser's."""
        names = [*doc.ents, *full_names(doc)]
        taken = {(name.start, name.end) for name in names if name.label_ in self.labels}
        names_at = defaultdict(set)
        for name in names:
            for token in range(name.start, name.end):
                names_at[token].add((name.start, name.end))
        pairs = zip(spans, scores, strict=True)
        chosen = [(span, score) for span, score in pairs if span.label_ in self.labels]
        for span, score in sorted(chosen, key=lambda pair: -pair[1]):
            near = [names_at[token] for token in range(span.start, span.end) if token in names_at]
            around = set().union(*near) - {(span.start, span.end)}
            bounds = with_whole_names(span, around)
            is_part = span.label_ == PART and any(
                start <= bounds[0] and bounds[1] <= end for start, end in around - {bounds}
            )
            if bounds not in taken and score >= LIKELY and not is_part:
                taken.add(bounds)
                other = make_span(doc, *bounds, span.label_, "model")
                assign(other, score=score)
                yield other


def with_whole_names(span: Span, names: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the bounds of a span, with the whole of each name of which it has a part only."""
    start, end = span.start, span.end
    for first, last in names:
        overlaps = first < span.end and span.start < last
        is_nested = (span.start <= first and last <= span.end) or (
            first <= span.start and span.end <= last
        )
        if overlaps and not is_nested:
            start, end = min(start, first), max(end, last)
    return start, end


def _in_tokens(doc: Doc, position: np.ndarray, found: Iterable[Found]) -> Iterator[Found]:
    """Convert spans of words to spans of tokens, with whole quotations; none overlaps another of
    its kind.

    Args:
        doc: the Doc.
        position: (words,) int64, the token indices of its words.
        found: spans of words, in the order of the text.
    """
    texts = [token.text for token in doc]
    done: dict[int, int] = {}  # by kind
    for one in found:
        bounds = int(position[one.start]), int(position[one.end - 1]) + 1
        start, end = with_whole_quotes(texts, *bounds)
        if start >= done.get(one.kind, 0):
            done[one.kind] = end
            yield Found(start, end, one.kind, one.probability)


def decode(scores: np.ndarray, apart: np.ndarray) -> Iterator[Found]:
    """Decode the tags of each kind into spans, in the order of the text.

    Args:
        scores: (words, kinds, 3) float32 log probabilities: outside, begins, continues. A word that
            continues a span where there is none begins one.
        apart: (words,) bool, whether a word continues no span of the word before.
    """
    best = scores.argmax(2)
    certain = scores.max(2)
    inside = best != OUTSIDE
    goes_on = inside & np.roll(inside, 1, axis=0) & ~apart[:, None]
    begins = (best == BEGINS) | (inside & ~goes_on)
    for word, kind in np.argwhere(begins).tolist():
        end = word + 1
        while end < len(best) and inside[end, kind] and not begins[end, kind]:
            end += 1
        yield Found(word, end, kind, float(np.exp(certain[word:end, kind].sum())))


def place_types(doc: Doc) -> dict[tuple[int, int], str]:
    """Return the kinds of the places of a Doc, by their first token and the one behind the last."""
    spans = doc.spans.get(KINDS, ())
    return {(span.start, span.end): span.label_ for span in spans if span.label_ in TYPES}


def found_labels(nlp: Language) -> frozenset[str]:
    """Return the labels of mentions that a pipeline finds beside the recogniser's."""
    components = [component for _, component in nlp.pipeline if isinstance(component, Kinds)]
    return frozenset().union(*(component.labels for component in components))


def kinds_file(weights: str) -> dict[str, Path]:
    """Return the file with the network of a package, by a name that differs between packages."""
    return {f"{weights}/{WEIGHTS.name}": model_folder(weights) / WEIGHTS}


@Language.factory(
    "imena_kinds",
    requires=["doc.ents"],
    assigns=["doc.spans"],
    default_config={
        "weights": "ru_imena_sm",
        "encoder": None,
        "labels": [],
        "calibration": {"slope": 1.0, "intercept": 0.0},
    },
)
def create_kinds(
    nlp: Language,
    name: str,
    weights: str,
    encoder: str | None,
    labels: list[str],
    calibration: dict[str, float],
) -> Kinds:
    """``nlp.add_pipe("imena_kinds")``, behind ``imena_compose``; or ``imena.load(labels=...)``."""
    (path,) = kinds_file(weights).values()
    second = None if encoder is None else read_encoder(model_folder(encoder))
    return Kinds(read_kinds(path), second, labels, Curve(**calibration))
