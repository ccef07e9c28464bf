"""Tables and an entity in, its mentions in their contexts out: a row each, names in a column."""

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
from imena.tables.find_entities import called

if TYPE_CHECKING:
    from imena.tables.tables import Tables

COLUMNS = ["doc_id", "start", "left", "text", "right", "normal", "score"]
READ = ["doc_id", "start", "end", "text", "normal", "score", "sentence"]


def concordance(tables: Tables, entity: str, *, width: int = 60) -> pd.DataFrame:
    """Every mention of an entity with what stands on its left and right, in order of the corpus.

    Args:
        tables: of an extraction; where a text was left out, the contexts are those that the
            sentences have.
        entity: its id or its name, as ``entities`` has them, or one of its aliases.
        width: characters of context on either side.

    Returns:
        A row a mention: ``doc_id start left text right normal score``. White space of the contexts
        is put together.

    Raises:
        UsageError: there is no such entity, the name is that of several, or the width is negative.

    >>> import imena
    >>> tables = imena.extract({"news": "Мэр Баку встретил гостей. Из Баку они улетели в Москву."})
    >>> lines = imena.concordance(tables, "Баку", width=11)
    >>> for line in lines.itertuples():
    ...     print(f"{line.left:>11}[{line.text}]{line.right}")
           Мэр [Баку] встретил г
    гостей. Из [Баку] они улетел
    """
    if width < 0:
        raise UsageError(f"width cannot be {width}: it is a number of characters")
    rows = tables.read(
        "mentions", columns=READ, filters=ds.field("entity_id") == _entity_id(tables, entity)
    )
    found = [_around(*place, width=width) for place in _in_sentences(rows)]
    for number, text, start, end in _in_texts(tables, rows):
        found[number] = _around(text, start, end, width=width)
    left = [_joined(before) for before, _ in found]
    right = [_joined(after) for _, after in found]
    return rows.assign(left=left, right=right)[COLUMNS]


def _entity_id(tables: Tables, entity: str) -> str:
    """The id of the only entity that is called so."""
    found = called(tables.entities, entity)
    if len(found) == 1:
        return str(found["entity_id"].iloc[0])
    rows = found.itertuples()
    known = ", ".join(f"{row.entity_id} ({row.label}, {row.name})" for row in rows)
    raise UsageError(f"{len(found)} entities are called {entity!r}: give the id, one of {known}")


def _in_texts(tables: Tables, rows: pd.DataFrame) -> Iterator[tuple[int, str, int, int]]:
    """The mentions whose texts there are: number of the row, the text and the place in it.

    A text after the other is in memory.
    """
    if not tables.holds("texts"):
        return
    places: dict[str, list[tuple[int, str, int, int]]] = {}
    mentions = zip(rows["doc_id"], rows["text"], rows["start"], rows["end"], strict=True)
    for number, (doc_id, *place) in enumerate(mentions):
        places.setdefault(doc_id, []).append((number, *place))
    wanted = ds.field("doc_id").isin(pa.array(list(places), pa.string()))
    batches = tables.dataset("texts").to_batches(
        filter=wanted, batch_size=BATCH["texts"], batch_readahead=2, fragment_readahead=1
    )
    for batch in batches:
        for doc_id, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            for number, surface, start, end in places[doc_id]:
                if text[start:end] == surface:  # else it is of another run
                    yield number, text, start, end


def _in_sentences(rows: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Of each mention its sentence and where it stands in it: the second of two is behind them."""
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
    """With one space where there is white space, such as the end of a line."""
    words = " ".join(context.split())
    return f"{' ' * context[:1].isspace()}{words}{' ' * context[-1:].isspace()}" if words else ""
