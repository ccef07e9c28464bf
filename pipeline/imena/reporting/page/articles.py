"""Render the texts of a sample with their mentions, or else the sentences of the mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from imena.layout.blocks import layout
from imena.reporting.marked_text import marked_html
from imena.reporting.page.sample import Sample
from imena.reporting.page.sentence_offsets import sentence_offsets
from imena.speedups.sentences import sentence_starts

MAX_CHARS = 50_000  # characters of a document to show, extended to the next line end
BACK = 5_000  # characters before that in which to look for the end of a sentence if no line ends


@dataclass(frozen=True)
class Article:
    """A document as the page shows it."""

    doc_id: str
    html: Markup
    shown: int  # characters
    n_chars: int
    rows: list[dict[str, Any]]  # the mentions that are shown; ``at`` is the offset in the sentence
    zones: set[str]
    has_copies: bool


def articles(sample: Sample) -> Iterator[Article]:
    """Yield the documents to show, in order."""
    rows_of: dict[str, list[dict[str, Any]]] = {}
    # Convert all rows at once: pandas takes as long for the rows of one document.
    frame = sample.mentions.astype(object).where(sample.mentions.notna(), None)
    for row in frame.to_dict("records"):
        rows_of.setdefault(row["doc_id"], []).append(row)
    for document in sample.documents.to_dict("records"):
        doc_id = document["doc_id"]
        rows = _with_offsets(rows_of.get(doc_id, []))
        text = sample.texts.get(doc_id)
        if text is None:
            html, shown, zones, copies = _sentences(rows), document["n_chars"], set[str](), False
        else:
            html, shown, zones, copies = _text(text, rows)
            rows = [row for row in rows if row["end"] <= shown]
        n_chars = int(document["n_chars"])
        yield Article(doc_id, html, int(shown), n_chars, rows, zones, copies)


def _text(text: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Markup, int, set[str], bool]:
    shown = text[: _end(text)]
    blocks = layout(shown)
    inside = [row for row in rows if row["end"] <= len(shown)]
    zones = {block.zone for block in blocks}
    copies = any(block.repeat_of is not None for block in blocks)
    return marked_html(shown, inside, blocks), len(shown), zones, copies


def _end(text: str) -> int:
    """Return how many characters to show: up to a line end, or that of a sentence or word."""
    if len(text) <= MAX_CHARS:
        return len(text)
    line = text.find("\n", MAX_CHARS, 2 * MAX_CHARS)
    if line >= 0:
        return line
    begin = max(0, MAX_CHARS - BACK)
    # Drop the first start, which may be in the middle of a sentence.
    starts = [begin + start for start in sentence_starts(text[begin : MAX_CHARS + BACK])][1:]
    sentences = [start for start in starts if start <= MAX_CHARS]
    if sentences:
        return len(text[: sentences[-1]].rstrip())
    words = text[begin:MAX_CHARS].rsplit(maxsplit=1)
    return begin + len(words[0]) if len(words) > 1 else MAX_CHARS


def _with_offsets(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add ``at``, the offset of each mention in its sentence, to the rows."""
    for group in _by_sentence(rows):
        starts = [row["start"] for row in group]
        texts = [row["text"] for row in group]
        offsets = sentence_offsets(group[0]["sentence"], starts, texts)
        for row, at in zip(group, offsets, strict=True):
            row["at"] = at
    return rows


def _sentences(rows: Sequence[Mapping[str, Any]]) -> Markup:
    html = Markup("")
    for group in _by_sentence(rows):
        inside = [{**row, "start": row["at"], "end": row["at"] + len(row["text"])} for row in group]
        html += Markup('<p class="block">{}</p>').format(marked_html(group[0]["sentence"], inside))
    return html


def _by_sentence(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Group rows by sentence, or by part of a very long sentence."""
    groups: dict[tuple[int, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((row["sent_id"], row["sentence"]), []).append(row)
    yield from groups.values()
