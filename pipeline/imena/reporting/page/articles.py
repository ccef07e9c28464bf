"""A sample in, its texts as HTML with marks out; without the texts, the sentences of mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from imena.layout.blocks import layout
from imena.reporting.marked_text import marked_html
from imena.reporting.page.sample import Sample
from imena.reporting.page.sentence_offsets import places
from imena.speedups.sentences import sentence_starts

TEXT = 50_000  # characters of a document that are shown; the next line end ends it
BACK = 5_000  # characters before that in which a sentence is looked for, where no line ends


@dataclass(frozen=True)
class Article:
    """A document as it is shown."""

    doc_id: str
    html: Markup
    shown: int  # characters
    n_chars: int
    rows: list[dict[str, Any]]  # its mentions that are shown, with ``at``: where in the sentence
    zones: set[str]
    has_copies: bool


def articles(sample: Sample) -> Iterator[Article]:
    """The documents that are shown, in order."""
    by_document: dict[str, list[dict[str, Any]]] = {}
    # All at once: pandas takes as long for the rows of one document.
    frame = sample.mentions.astype(object).where(sample.mentions.notna(), None)
    for row in frame.to_dict("records"):
        by_document.setdefault(row["doc_id"], []).append(row)
    for document in sample.documents.to_dict("records"):
        doc_id = document["doc_id"]
        rows = _placed(by_document.get(doc_id, []))
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
    """How much is shown: up to a line's end, in a very long line to that of a sentence or word."""
    if len(text) <= TEXT:
        return len(text)
    line = text.find("\n", TEXT, 2 * TEXT)
    if line >= 0:
        return line
    begin = max(0, TEXT - BACK)
    # The first one is where the looking begins, which may be within a sentence.
    starts = [begin + start for start in sentence_starts(text[begin : TEXT + BACK])][1:]
    sentences = [start for start in starts if start <= TEXT]
    if sentences:
        return len(text[: sentences[-1]].rstrip())
    words = text[begin:TEXT].rsplit(maxsplit=1)
    return begin + len(words[0]) if len(words) > 1 else TEXT


def _placed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with ``at``, where in its sentence each stands."""
    for group in _by_sentence(rows):
        starts = [row["start"] for row in group]
        found = places(group[0]["sentence"], starts, [row["text"] for row in group])
        for row, at in zip(group, found, strict=True):
            row["at"] = at
    return rows


def _sentences(rows: Sequence[Mapping[str, Any]]) -> Markup:
    html = Markup("")
    for group in _by_sentence(rows):
        inside = [{**row, "start": row["at"], "end": row["at"] + len(row["text"])} for row in group]
        html += Markup('<p class="block">{}</p>').format(marked_html(group[0]["sentence"], inside))
    return html


def _by_sentence(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Rows of one sentence, or of one part of a very long one."""
    groups: dict[tuple[int, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((row["sent_id"], row["sentence"]), []).append(row)
    yield from groups.values()
