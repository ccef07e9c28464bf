"""A model and gold in, a `Reading` out: document by document, what it should have drawn and did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imena.evaluation.gold import Gold, GoldDocument
from imena.evaluation.gold.labels import mapped
from imena.evaluation.predict import AS_IT_IS, Found, System
from imena.evaluation.spans import Bounds, Span, on_tokens, settle_choices


@dataclass(frozen=True)
class Scored:
    """A document as one model read it; both lists are in the order of the text."""

    tokens: Sequence[Bounds]
    gold: Sequence[Span]  # those that begin and end with a token, choices settled
    found: Sequence[Found]

    @property
    def spans(self) -> list[Span]:
        """What was found, without the scores."""
        return [one[:3] for one in self.found]


@dataclass(frozen=True)
class Reading:
    """What one model made of all documents."""

    name: str
    documents: tuple[Scored, ...]
    strict: dict[str, float]  # strict F1 by convention
    left_out: Counter[str]  # labels of the model that are none of ours


def read_with(
    system: System,
    gold: Gold,
    tokens: Sequence[Sequence[Bounds]],
    spans: str,
    names: Mapping[str, str],
) -> Reading:
    """Let a model read the texts, in all conventions that it has, and keep the one asked for."""
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
    return Reading(system.name, tuple(scored), strict, left_out)


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other, from spans in order, an outer one before those inside.

    >>> outermost([(0, 17, "ORG"), (11, 17, "LOC"), (20, 24, "LOC")])
    [(0, 17, 'ORG'), (20, 24, 'LOC')]
    """
    kept: list[Span] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1] or span[:2] == kept[-1][:2]:
            kept.append(span)
    return kept


def _scored(
    document: GoldDocument, tokens: Sequence[Bounds], spans: str, found: Sequence[Found]
) -> Scored:
    """Both sides without what begins or ends inside a token in gold: nothing is said of it."""
    gold = outermost(document.spans) if spans == "outer" else document.spans
    kept = on_tokens(gold, tokens)
    off = {span[:2] for span in gold} - {span[:2] for span in kept}
    counted = [one for one in found if one[:2] not in off]
    return Scored(tokens, settle_choices(kept, [one[:3] for one in counted]), counted)


def _in_our_labels(found: Iterable[Found], names: Mapping[str, str]) -> list[Found]:
    """What was found in the order of the text, each once, without labels that are none of ours."""
    ours: dict[Span, Found] = {}
    for one in found:
        label = mapped(one.label, names)
        if label is not None:
            one = one._replace(label=label.split("|")[0])
            ours.setdefault(one[:3], one)
    return sorted(ours.values(), key=lambda one: (one.start, -one.end, one.label))
