"""Fill in the column ``duplicate_of`` of the table of documents."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa


def with_originals(documents: pa.Table, originals: Sequence[str | None]) -> pa.Table:
    """Return the table with ``duplicate_of``: the original of each row, or None."""
    index = documents.schema.get_field_index("duplicate_of")
    field = documents.schema.field(index)
    return documents.set_column(index, field, pa.array(originals, field.type))
