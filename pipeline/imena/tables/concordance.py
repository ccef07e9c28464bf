"""Tables and an entity in, its mentions in their contexts out: a row each, names in a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.dataset as ds

from imena.errors import UsageError

if TYPE_CHECKING:
    from imena.tables.tables import Tables

COLUMNS = ["doc_id", "start", "left", "text", "right", "normal", "score"]
READ = ["doc_id", "start", "end", "text", "normal", "score", "sentence"]


def concordance(tables: Tables, entity: str, *, width: int = 60) -> pd.DataFrame:
    """Every mention of an entity with what stands on its left and right, in order of the corpus.

    Args:
        tables: of an extraction; where the run left out the texts, the contexts are those that the
            sentences have.
        entity: its id or its name, as ``entities`` has them.
        width: characters of context on either side.

    Returns:
        A row a mention: ``doc_id start left text right normal score``. White space of the contexts
        is put together.

    Raises:
        UsageError: there is no such entity, or the name is that of several.

    >>> import imena
    >>> tables = imena.extract({"news": "Мэр Баку встретил гостей. Из Баку они улетели в Москву."})
    >>> lines = imena.concordance(tables, "Баку", width=11)
    >>> for line in lines.itertuples():
    ...     print(f"{line.left:>11}[{line.text}]{line.right}")
           Мэр [Баку] встретил г
    остей. Из [Баку] они улетел
    """
    rows = tables.read(
        "mentions", columns=READ, filters=ds.field("entity_id") == _entity_id(tables, entity)
    )
    found = [_around(*row, width=width) for row in _placed(tables, rows)]
    left, right = ([_joined(part) for part in parts] for parts in zip(*found, strict=True))
    return rows.assign(left=left, right=right)[COLUMNS]


def _entity_id(tables: Tables, entity: str) -> str:
    """The id of the only entity that is called so."""
    entities = tables.entities
    found = entities[(entities["entity_id"] == entity) | (entities["name"] == entity)]
    if len(found) == 1:
        return str(found["entity_id"].iloc[0])
    if found.empty:
        same = entities[[entity in aliases for aliases in entities["aliases"]]]
        hint = f"; it is an alias of «{same['name'].iloc[0]}»" if len(same) else ""
        raise UsageError(f"no entity is called {entity!r}{hint}: see the column name of entities")
    known = ", ".join(f"{row.entity_id} ({row.label})" for row in found.itertuples())
    raise UsageError(f"{len(found)} entities are called {entity!r}: give the id, one of {known}")


def _placed(tables: Tables, rows: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Of each row a text that its mention stands in, and where in it."""
    if not tables.holds("texts"):
        sentences = zip(rows["sentence"], rows["text"], strict=True)
        return [
            (sentence, at := sentence.find(text), at + len(text)) for sentence, text in sentences
        ]
    wanted = ds.field("doc_id").isin(list(rows["doc_id"].unique()))
    texts = tables.read("texts", filters=wanted).set_index("doc_id")["text"]
    places = zip(rows["doc_id"], rows["start"], rows["end"], strict=True)
    return [(texts[doc_id], start, end) for doc_id, start, end in places]


def _around(text: str, start: int, end: int, *, width: int) -> tuple[str, str]:
    return text[max(0, start - width) : start], text[end : end + width]


def _joined(context: str) -> str:
    """With one space where there is white space, such as the end of a line."""
    words = " ".join(context.split())
    return f"{' ' * context[:1].isspace()}{words}{' ' * context[-1:].isspace()}" if words else ""
