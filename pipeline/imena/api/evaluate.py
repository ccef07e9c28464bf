"""Score models on texts with annotated mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from imena.evaluation import notes
from imena.evaluation.evaluation import Evaluation
from imena.evaluation.gold import Gold, gold_of, read_gold
from imena.evaluation.gold.labels import mapping
from imena.evaluation.predict import Model, systems
from imena.evaluation.predictions import predict_documents
from imena.evaluation.spans import tokens_of
from imena.options import DEFAULT_MODEL, check_spans

DEFAULT_SPANS = "flat"


def evaluate(
    gold: str | Path | Iterable[Any],
    model: Model | Sequence[Model] | Mapping[str, Model] = DEFAULT_MODEL,
    *,
    spans: str = DEFAULT_SPANS,
    labels: Mapping[str, str] | Iterable[str] | None = None,
) -> Evaluation:
    """Score one or several models on texts whose mentions people have annotated.

    Args:
        gold: a path (JSON lines, also Doccano's; a folder of brat files; CoNLL; a spaCy DocBin; a
            Label Studio export), or (text, [(start, end, label), …]) pairs.
        model: the name of an installed model, a spaCy pipeline, or a function that takes a text and
            returns (start, end, label) for each mention, followed by a score if it has one; or a
            list of these, or a mapping of names to them.
        spans: how imena's models mark names: ``flat`` (short), ``outer`` (full names) or
            ``nested``, whichever the gold follows. Other models are not affected.
        labels: how to map labels of gold that are unknown: ``{"FACILITY": "LOC"}``.

    Returns:
        Scores, confusion, errors and more, each a DataFrame that covers all models.

    Raises:
        UsageError: gold cannot be read, or there is no such model.

    >>> import imena
    >>> gold = [("Валерий Герасимов прилетел в Баку.", [(0, 17, "PERSON"), (29, 33, "GPE")])]
    >>> scores = imena.evaluate(gold).scores
    >>> scores.loc[scores["label"] == "ALL", ["kind", "f1"]].to_records(index=False).tolist()
    [('strict', 1.0), ('exact', 1.0), ('partial', 1.0), ('type', 1.0), ('token', 1.0)]
    """
    check_spans(spans)
    names = mapping(labels)
    models = systems(model)
    annotated = _gold(gold, spans, labels)
    tokens = [tokens_of(document.text) for document in annotated]
    predictions = [predict_documents(system, annotated, tokens, spans, names) for system in models]
    all_notes = (
        *annotated.notes,
        *notes.on_gold(annotated, tokens, spans, len(predictions)),
        *(note for output in predictions for note in notes.on_predictions(output, spans)),
    )
    return Evaluation(annotated.documents, tuple(predictions), spans, all_notes)


def _gold(gold: str | Path | Iterable[Any], spans: str, labels: Any) -> Gold:
    if isinstance(gold, (str, Path)):
        return read_gold(gold, spans=spans, labels=labels)
    return gold_of(gold, labels=labels)
