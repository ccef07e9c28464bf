"""Gold and models in, an `Evaluation` out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from imena.evaluation import notes
from imena.evaluation.evaluation import Evaluation
from imena.evaluation.f1 import Counts, count
from imena.evaluation.gold import Gold, GoldDocument, gold_of, read_gold
from imena.evaluation.gold.labels import mapping
from imena.evaluation.predict import Model, systems
from imena.evaluation.reading import read_with
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
    """Score one model or several on texts whose mentions people have marked.

    Args:
        gold: a path (JSON lines, Doccano's too; a folder of brat's; CoNLL; a spaCy DocBin; Label
            Studio's export), or (text, [(start, end, label), …]) pairs.
        model: the name of an installed model, a spaCy pipeline, or a function that takes a text
            and gives (start, end, label) of each mention, with a score behind them if it has one;
            or a list of these, or a dictionary that gives them names.
        spans: how imena's models are to draw names: ``flat`` (short ones), ``outer`` (full names)
            or ``nested``, as gold does. Other models draw as they do.
        labels: what gold's labels are that are not known: ``{"FACILITY": "LOC"}``.

    Returns:
        Scores, confusion, errors and so on, each a DataFrame with all models.

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
    tried = systems(model)
    known = _gold(gold, spans, labels)
    tokens = [tokens_of(document.text) for document in known]
    readings = [read_with(system, known, tokens, spans, names) for system in tried]
    told = (
        *known.notes,
        *notes.on_gold(known, tokens, spans, len(readings)),
        *(note for reading in readings for note in notes.on_reading(reading, spans)),
    )
    return Evaluation(known.documents, tuple(readings), spans, told)


def count_documents(gold: Sequence[GoldDocument], nlp: Language) -> list[Counts]:
    """The counts of token and strict F1 of each document, for ``doc.ents``."""
    docs = nlp.pipe([document.text for document in gold])
    found = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]
    return [count(g.text, g.spans, spans) for g, spans in zip(gold, found, strict=True)]


def _gold(gold: str | Path | Iterable[Any], spans: str, labels: Any) -> Gold:
    if isinstance(gold, (str, Path)):
        return read_gold(gold, spans=spans, labels=labels)
    return gold_of(gold, labels=labels)
