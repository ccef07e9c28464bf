"""Pair the predictions of a model with gold, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imena.evaluation.gold import Gold, GoldDocument
from imena.evaluation.gold.labels import mapped
from imena.evaluation.predict import AS_IT_IS, Prediction, System
from imena.evaluation.spans import Bounds, Span, bounds_of, on_tokens, settle_choices
from imena.spans import outermost


@dataclass(frozen=True)
class ScoredDocument:
    """The gold and predicted mentions of a document, both in text order."""

    tokens: Sequence[Bounds]
    gold: Sequence[Span]  # those that begin and end with a token, with choices settled
    predicted: Sequence[Prediction]

    @property
    def spans(self) -> list[Span]:
        """The predicted spans without scores."""
        return [prediction[:3] for prediction in self.predicted]


@dataclass(frozen=True)
class Predictions:
    """The predictions of one model for all documents."""

    name: str
    documents: tuple[ScoredDocument, ...]
    strict: dict[str, float]  # strict F1 by convention
    left_out: Counter[str]  # labels of the model that are none of ours


def predict_documents(
    system: System,
    gold: Gold,
    tokens: Sequence[Sequence[Bounds]],
    spans: str,
    names: Mapping[str, str],
) -> Predictions:
    """Run a model on all texts in all its conventions, and keep the requested one."""
    left_out: Counter[str] = Counter()
    scored = []
    totals: dict[str, list[int]] = {}
    outputs = system.read([document.text for document in gold])
    for document, bounds, output in zip(gold, tokens, outputs, strict=True):
        requested = spans if spans in output else AS_IT_IS
        labels = [prediction.label for prediction in output[requested]]
        left_out.update(label for label in labels if mapped(label, names) is None)
        ours = {convention: _in_our_labels(output[convention], names) for convention in output}
        scored.append(_scored(document, bounds, spans, ours[requested]))
        for convention, predictions in ours.items():
            compared = _scored(document, bounds, convention, predictions)
            figures = totals.setdefault(convention, [0, 0])
            figures[0] += 2 * len(set(compared.gold) & set(compared.spans))
            figures[1] += len(compared.gold) + len(compared.predicted)
    strict = {
        convention: right / both if both else 0.0 for convention, (right, both) in totals.items()
    }
    return Predictions(system.name, tuple(scored), strict, left_out)


def _scored(
    document: GoldDocument, tokens: Sequence[Bounds], spans: str, predicted: Sequence[Prediction]
) -> ScoredDocument:
    """Drop what begins or ends inside a token in gold from both sides: it cannot be scored."""
    gold = outermost(document.spans, bounds_of) if spans == "outer" else document.spans
    kept = on_tokens(gold, tokens)
    dropped = {span[:2] for span in gold} - {span[:2] for span in kept}
    counted = [prediction for prediction in predicted if prediction[:2] not in dropped]
    settled = settle_choices(kept, [prediction[:3] for prediction in counted])
    return ScoredDocument(tokens, settled, counted)


def _in_our_labels(predicted: Iterable[Prediction], names: Mapping[str, str]) -> list[Prediction]:
    """Return distinct predictions in text order, without labels that are none of ours."""
    ours: dict[Span, Prediction] = {}
    for prediction in predicted:
        label = mapped(prediction.label, names)
        if label is not None:
            renamed = prediction._replace(label=label.split("|")[0])
            ours.setdefault(renamed[:3], renamed)
    return sorted(ours.values(), key=lambda mention: (mention.start, -mention.end, mention.label))
