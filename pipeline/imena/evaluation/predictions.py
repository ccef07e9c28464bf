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
    found: Sequence[Prediction]

    @property
    def spans(self) -> list[Span]:
        """The predicted spans without scores."""
        return [one[:3] for one in self.found]


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
    drawn = system.read([document.text for document in gold])
    for document, bounds, one in zip(gold, tokens, drawn, strict=True):
        ours = {how: _in_our_labels(found, names) for how, found in one.items()}
        asked = spans if spans in ours else AS_IT_IS
        left_out.update(found.label for found in one[asked] if mapped(found.label, names) is None)
        scored.append(_scored(document, bounds, spans, ours[asked]))
        for how, found in ours.items():
            side = _scored(document, bounds, how, found)
            figures = totals.setdefault(how, [0, 0])
            figures[0] += 2 * len(set(side.gold) & set(side.spans))
            figures[1] += len(side.gold) + len(side.found)
    strict = {how: right / both if both else 0.0 for how, (right, both) in totals.items()}
    return Predictions(system.name, tuple(scored), strict, left_out)


def _scored(
    document: GoldDocument, tokens: Sequence[Bounds], spans: str, found: Sequence[Prediction]
) -> ScoredDocument:
    """Drop what begins or ends inside a token in gold from both sides: it cannot be scored."""
    gold = outermost(document.spans, bounds_of) if spans == "outer" else document.spans
    kept = on_tokens(gold, tokens)
    off = {span[:2] for span in gold} - {span[:2] for span in kept}
    counted = [one for one in found if one[:2] not in off]
    return ScoredDocument(tokens, settle_choices(kept, [one[:3] for one in counted]), counted)


def _in_our_labels(found: Iterable[Prediction], names: Mapping[str, str]) -> list[Prediction]:
    """Return distinct predictions in text order, without labels that are none of ours."""
    ours: dict[Span, Prediction] = {}
    for one in found:
        label = mapped(one.label, names)
        if label is not None:
            one = one._replace(label=label.split("|")[0])
            ours.setdefault(one[:3], one)
    return sorted(ours.values(), key=lambda one: (one.start, -one.end, one.label))
