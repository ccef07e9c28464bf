"""Which document repeats which, into the table of documents."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa


def with_originals(documents: pa.Table, originals: Sequence[str | None]) -> pa.Table:
    """The table of documents with ``duplicate_of``: of each row its original, or None."""
    place = documents.schema.get_field_index("duplicate_of")
    field = documents.schema.field(place)
    return documents.set_column(place, field, pa.array(originals, field.type))
