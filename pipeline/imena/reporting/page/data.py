"""Prepare the data that the scripts of the page read, as JSON in HTML."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import networkx as nx
import pandas as pd
from markupsafe import Markup

from imena.reporting.page.articles import Article
from imena.reporting.page.cooccurrence import cooccurring
from imena.reporting.page.i18n import Words
from imena.reporting.page.series import Series

COLUMNS = (
    *("document", "id", "entity", "normal", "score", "drawn_by", "zone", "copy"),
    *("sentence", "at", "length"),
)
ALIASES = 30  # forms of a name on a card
# Characters that could end the script element or a line in it.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def as_json(data: Any) -> Markup:
    r"""Serialise data as the content of ``<script type="application/json">``.

    >>> print(as_json({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(written.translate(ESCAPES))


def entity_data(
    listed: pd.DataFrame, graph: nx.Graph, counted: Series, words: Words
) -> dict[str, Any]:
    """Return the listed entities by column.

    ``reasons`` refers to ``reason_texts`` by index. ``hidden_words`` maps the index of an entity to
    the words of its forms that are not shown but can be searched.
    """
    ids = listed["entity_id"].tolist()
    texts: dict[str, int] = {}
    aliases = [list(forms) for forms in listed["aliases"]]
    return {
        "id": ids,
        "label": listed["label"].astype(str).tolist(),
        "name": listed["name"].tolist(),
        "aliases": [forms[:ALIASES] for forms in aliases],
        "n_hidden": [max(0, len(forms) - ALIASES) for forms in aliases],
        "hidden_words": {i: rest for i, forms in enumerate(aliases) if (rest := _hidden(forms))},
        "mentions": listed["n_mentions"].tolist(),
        "documents": listed["n_docs"].tolist(),
        **{name: _or_none(listed[name]) for name in ("iso", "geonames", "wikidata")},
        "score": [_score(score) for score in listed["score_mean"]],
        "reasons": [
            [[name, texts.setdefault(text, len(texts))] for name, text in words.reasons(reason)]
            for reason in listed["merge_reason"]
        ],
        "reason_texts": list(texts),
        "cooccurring": cooccurring(graph, ids),
        "by_period": [counted.by_entity.get(id_, []) for id_ in ids],
    }


def mention_data(shown: Sequence[Article], listed: Sequence[str]) -> dict[str, Any]:
    """Return the mentions to show by column, and their sentences, to which they refer by index.

    ``at`` and ``length`` are in code points of the sentence.
    """
    index_of = {entity_id: index for index, entity_id in enumerate(listed)}
    sentences: dict[str, int] = {}
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for number, article in enumerate(shown):
        for row in article.rows:
            values = (
                *(number, row["mention_id"], index_of.get(row["entity_id"], -1), row["normal"]),
                *(_score(row["score"]), row["drawn_by"], row["zone"]),
                *(int(row["repeat_of"] is not None),),
                *(sentences.setdefault(row["sentence"], len(sentences)), row["at"]),
                len(row["text"]),
            )
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
    return {**columns, "sentences": list(sentences)}


def _hidden(forms: Sequence[str]) -> str:
    """Return the words of the hidden forms that the shown forms do not contain."""
    shown = " ".join(forms[:ALIASES]).lower()
    hidden = dict.fromkeys(" ".join(forms[ALIASES:]).lower().split())
    return " ".join(word for word in hidden if word not in shown)


def _or_none(column: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else value for value in column]


def _score(value: Any) -> float | None:
    """Return a score as JSON can represent it; a user's table may contain other values."""
    return None if pd.isna(value) or not math.isfinite(value) else round(float(value), 3)
