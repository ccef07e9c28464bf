"""Build the report as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from imena import schema
from imena.corpus.dates import parse_date
from imena.drawing.network_drawing import drawing
from imena.reporting.marked_text import label_class
from imena.reporting.page.articles import Article, articles
from imena.reporting.page.cooccurrence import cooccurrence, network_edges
from imena.reporting.page.data import as_json, entity_data, mention_data
from imena.reporting.page.i18n import Words
from imena.reporting.page.sample import Sample, consistent, sampled
from imena.reporting.page.series import series
from imena.reporting.page.translate_problem import translate_problem
from imena.tables.dates import document_dates
from imena.tables.tables import Tables

ROWS = 50  # rows of the table of entities on one page of it
FORMS = 8  # forms of a name in a row
# In the order of concatenation: a script uses only those before it.
SCRIPTS = (
    *("data", "dom", "words", "tooltip", "chart", "documents", "card", "entities", "network"),
    "start",
)
STYLES = ("reporting/static/mentions.css", "reporting/page/page.css")


def page(tables: Tables, *, lang: str, documents: int) -> str:
    """Return the page of `imena.report` as a string."""
    words = Words(lang)
    tables, filtered = consistent(tables)
    sample = sampled(tables, documents)
    shown = list(articles(sample))
    listed = sample.entities
    ids = listed["entity_id"].tolist()
    graph = cooccurrence(tables, listed)
    nodes, edges, n_edges = network_edges(graph, ids)
    days = document_dates(sample.all_documents)
    read = sample.all_documents.loc[sample.all_documents["status"] == "ok", "doc_id"]
    dated = days[days.index.isin(read)]
    counted = series(dated, sample.places, ids, words)
    entities = entity_data(listed, graph, counted, words)
    titles = [_title(one) for one in sample.documents.to_dict("records")]
    first_key = "n_docs" if len(sample.all_documents) > 1 else "n_mentions"
    data = {
        "lang": lang,
        "strings": dict(words.strings),
        "rows": ROWS,
        "forms": FORMS,
        "order": first_key,
        "unlisted": len(sample.all_entities) - len(listed),
        "documents": titles,
        "entities": entities,
        "mentions": mention_data(shown, ids),
        "series": {"unit": counted.unit, "periods": counted.periods, "all": counted.all},
    }
    script = "".join(_read(f"reporting/page/scripts/{name}.js") for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    style = "".join(map(_read, STYLES))
    return _template().render(
        words=words,
        head=_head(tables, sample, dated, words),
        filtered=filtered,
        sample=sample,
        articles=shown,
        titles=titles,
        entities=entities,
        labels=_labels(sample),
        zones=[zone for zone in schema.ZONES if any(zone in article.zones for article in shown)],
        copies=any(article.has_copies for article in shown),
        teasers=any("teaser" in article.zones for article in shown),
        has_texts=bool(sample.texts) or not shown,
        drawing=drawing(listed.head(len(nodes)), edges, n_edges),
        rows=ROWS,
        forms=FORMS,
        first_key=first_key,
        documents=_documents(sample, shown, days, words),
        listed=_listed(sample, words),
        undated=len(read) - len(dated),
        series=counted,
        data=as_json(data),
        script=Markup(script),
        style=Markup(style),
        script_hash=_sha256(script),
        style_hash=_sha256(style),
    )


def _head(tables: Tables, sample: Sample, dated: pd.Series, words: Words) -> dict[str, Any]:
    """Return the contents of the head of the page: counts, dates, and how the tables were made."""
    status = sample.all_documents["status"].value_counts()
    model = tables.manifest.get("model", {})
    made = None
    if "name" in model:
        made = words.text(
            "made",
            version=str(tables.manifest.get("libraries", {}).get("imena", "")),
            model=str(model["name"]),
            model_version=str(model.get("version", "")),
        )
    created = parse_date(tables.manifest.get("created"))
    return {
        "documents": len(sample.all_documents),
        "entities": len(sample.all_entities),
        "mentions": len(sample.places),
        "failed": int(status.get("failed", 0)),
        "empty": int(status.get("empty", 0)),
        "made": made,
        "made_on": None if created is None else words.day(created),
        "between": _between(dated, int(status.get("ok", 0)), words),
    }


def _between(dated: pd.Series, n_read: int, words: Words) -> str | None:
    """Describe the range of dates of the documents with text, and how many of them have a date."""
    if dated.empty:
        return None
    first, last = words.day(min(dated)), words.day(max(dated))
    day = "_day" if first == last else ""
    if len(dated) == n_read:
        return words.text(f"dated{day}", first=first, last=last)
    return words.count(f"dated_some{day}", n_read, dated=len(dated), first=first, last=last)


def _labels(sample: Sample) -> list[tuple[str, int]]:
    """Return the labels of the corpus with their numbers of entities."""
    counts = sample.all_entities["label"].astype(str).value_counts()
    own = [label for label in counts.index if label not in schema.LABELS]
    return [(label, int(counts.get(label, 0))) for label in (*schema.LABELS, *sorted(own))]


def _documents(
    sample: Sample, shown: list[Article], days: pd.Series, words: Words
) -> list[dict[str, Any]]:
    """Return the rows of the table of documents: failed ones, empty ones, and those shown."""
    index_of = {article.doc_id: index for index, article in enumerate(shown)}
    distinct = sample.mentions.groupby("doc_id")["entity_id"].nunique()
    rows = []
    for row in pd.concat([sample.unread, sample.documents]).to_dict("records"):
        doc_id = row["doc_id"]
        other = row["duplicate_of"]
        rows.append(
            {
                "index": index_of.get(doc_id),
                "title": _title(row),
                "date": words.day(days[doc_id]) if doc_id in days.index else "",
                "n_chars": int(row["n_chars"]),
                "n_mentions": int(row["n_mentions"]),
                "n_entities": int(distinct.get(doc_id, 0)),
                "status": str(row["status"]),
                "reasons": [
                    translate_problem(row, name, words.lang)
                    for name in ("error", "note")
                    if not pd.isna(row[name])
                ],
                "duplicate_of": None if pd.isna(other) else other,
            }
        )
    return rows


def _listed(sample: Sample, words: Words) -> str:
    """Describe which documents the table lists, for tables that do not list all of them."""
    total, listed = (
        frame["status"].value_counts() for frame in (sample.all_documents, sample.unread)
    )
    parts = []
    for status, every, first in (
        ("failed", "listed_failed", "listed_failed_first"),
        ("empty", "listed_empty", "listed_empty_first"),
    ):
        n = int(listed.get(status, 0))
        if n:
            parts.append(words.text(every if n == total[status] else first, n=n))
    if len(sample.documents):
        parts.append(words.text("listed_shown"))
    *most, last = parts or [""]
    return words.text("and", most=", ".join(most), last=last) if most else last


def _title(row: dict[str, Any]) -> str:
    """Return the title of a document followed by its id, or the id alone."""
    title = row["title"]
    return f"{title} ({row['doc_id']})" if isinstance(title, str) else str(row["doc_id"])


@lru_cache
def _read(path: str) -> str:
    """Read a file of the package with line feeds only, since browsers hash what they receive."""
    return files("imena").joinpath(path).read_text("utf-8").replace("\r\n", "\n")


def _sha256(content: str) -> str:
    """Return a hash in the form that a Content-Security-Policy uses."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _read(f"reporting/page/{name}")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["label_class"] = label_class
    return environment.get_template("page.html.jinja")
