"""A gold file and a model in, a table of precision, recall and F1 out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
from spacy.language import Language

from imena.choices import DEFAULT_MODEL
from imena.evaluation.f1 import ALL, KINDS, LABELS, Counts, Span, count, score
from imena.evaluation.gold import GoldDocument, read_gold
from imena.models import load

COLUMNS = ["kind", "label", "precision", "recall", "f1", "gold", "predicted"]


def evaluate(path: str | Path, model: str | Language = DEFAULT_MODEL) -> pd.DataFrame:
    """Score a model on a gold file.

    Args:
        path: JSON lines with ``text`` and ``spans``.
        model: the name of an installed model, or a pipeline that sets ``doc.ents``.

    Returns:
        A row for each kind ("token", "strict") and label, "ALL" being their sum.

    Raises:
        UsageError: the file cannot be read, or there is no such model.
    """
    gold = read_gold(Path(path))
    nlp = load(model, exclude=["lemmatise", "normalise"]) if isinstance(model, str) else model
    total: Counts = Counter()
    for counts in count_documents(gold, nlp):
        total.update(counts)
    rows = [
        (kind, label, *score(total, kind, label), *(total[kind, label, n] for n in COLUMNS[-2:]))
        for kind in KINDS
        for label in (*LABELS, ALL)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def count_documents(gold: list[GoldDocument], nlp: Language) -> list[Counts]:
    """The counts of each document."""
    docs = nlp.pipe([document.text for document in gold])
    found: list[list[Span]] = [
        [(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs
    ]
    return [count(g.text, g.spans, spans) for g, spans in zip(gold, found, strict=True)]
