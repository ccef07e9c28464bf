"""Show the mentions of an entity in their contexts, aligned in a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from imena.errors import UsageError
from imena.tables.annotated_documents import BATCH
from imena.tables.find_entities import find_entities

if TYPE_CHECKING:
    from imena.tables.tables import Tables

COLUMNS = ["doc_id", "start", "left", "text", "right", "normal", "score"]
READ = ["doc_id", "start", "end", "text", "normal", "score", "sentence"]


def concordance(tables: Tables, entity: str, *, width: int = 60) -> pd.DataFrame:
    """Return every mention of an entity with its left and right context, in corpus order.

    Args:
        tables: of an extraction. Where a text was left out, the context is the mention's sentence.
        entity: its id, its name as in ``entities``, or one of its aliases.
        width: characters of context on either side.

    Returns:
        A row for each mention: ``doc_id start left text right normal score``. White space in
            contexts
        is collapsed.

    Raises:
        UsageError: no entity or several entities have that name, or the width is negative.

    >>> import imena
    >>> tables = imena.extract({"news": "Мэр Баку встретил гостей. Из Баку они улетели в Москву."})
    >>> lines = imena.concordance(tables, "Баку", width=11)
    >>> for line in lines.itertuples():
    ...     print(f"{line.left:>11}[{line.text}]{line.right}")
           Мэр [Баку] встретил г
    гостей. Из [Баку] они улетел
    """
    if width < 0:
        raise UsageError(f"width cannot be {width}: give a number of characters, 0 or more")
    rows = tables.read(
        "mentions", columns=READ, filters=ds.field("entity_id") == _entity_id(tables, entity)
    )
    found = [_around(*span, width=width) for span in _in_sentences(rows)]
    for number, text, start, end in _in_texts(tables, rows):
        found[number] = _around(text, start, end, width=width)
    left = [_joined(before) for before, _ in found]
    right = [_joined(after) for _, after in found]
    return rows.assign(left=left, right=right)[COLUMNS]


def _entity_id(tables: Tables, entity: str) -> str:
    """Return the id of the only entity of that name."""
    found = find_entities(tables.entities, entity)
    if len(found) == 1:
        return str(found["entity_id"].iloc[0])
    rows = found.itertuples()
    known = ", ".join(f"{row.entity_id} ({row.label}, {row.name})" for row in rows)
    raise UsageError(f"{len(found)} entities have the name {entity!r}: give the id of one: {known}")


def _in_texts(tables: Tables, rows: pd.DataFrame) -> Iterator[tuple[int, str, int, int]]:
    """Yield the mentions whose texts exist: index of the row, the text, start and end.

    One batch of texts at a time is in memory.
    """
    if not tables.holds("texts"):
        return
    places: dict[str, list[tuple[int, str, int, int]]] = {}
    mentions = zip(rows["doc_id"], rows["text"], rows["start"], rows["end"], strict=True)
    for number, (doc_id, *span) in enumerate(mentions):
        places.setdefault(doc_id, []).append((number, *span))
    wanted = ds.field("doc_id").isin(pa.array(list(places), pa.string()))
    batches = tables.dataset("texts").to_batches(
        filter=wanted, batch_size=BATCH["texts"], batch_readahead=2, fragment_readahead=1
    )
    for batch in batches:
        for doc_id, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            for number, surface, start, end in places[doc_id]:
                if text[start:end] == surface:  # otherwise the text belongs to another run
                    yield number, text, start, end


def _in_sentences(rows: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Yield each mention's sentence and its offsets there; equal mentions are matched in order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    mentions = zip(rows["doc_id"], rows["sentence"], rows["text"], strict=True)
    for doc_id, sentence, text in mentions:
        words = re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", sentence)
        word = next(islice(words, seen[doc_id, sentence, text], None), None)
        start = max(0, sentence.find(text)) if word is None else word.start()
        seen[doc_id, sentence, text] += 1
        yield sentence, start, start + len(text)


def _around(text: str, start: int, end: int, *, width: int) -> tuple[str, str]:
    return text[max(0, start - width) : start], text[end : end + width]


def _joined(context: str) -> str:
    """Collapse white space such as line ends, and keep it at either side."""
    words = " ".join(context.split())
    return f"{' ' * context[:1].isspace()}{words}{' ' * context[-1:].isspace()}" if words else ""
