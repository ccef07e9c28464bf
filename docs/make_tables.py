"""Write docs/tables.md from `imena.schema`, the one module that defines the columns.

python docs/make_tables.py
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from imena import schema

PAGE = Path(__file__).with_name("tables.md")
ABOUT = {
    "mentions": "One row per mention, in the order of the documents and of their texts.",
    "entities": "One row per person, organisation or place of the corpus, most mentions first.",
    "documents": "One row per document, in input order, whether it could be read or not.",
    "texts": "One row per document that could be read; left out with `--no-texts` (`texts=False`).",
    "tokens": "One row per token, only with `--tokens` (`tokens=True`).",
}
TYPES = {
    pa.string(): ("string", "string"),
    pa.int32(): ("int32", "int32"),
    pa.float32(): ("float32", "float32"),
    schema.CATEGORY: ("dictionary", "category"),
    pa.list_(pa.string()): ("list of strings", "object, lists"),
}
NULLABLE = {"int32": "Int32"}  # where pandas has another type for columns with nulls
HEAD = """# The tables

`imena.extract` returns these tables as DataFrames, `imena extract -o FOLDER` writes them as
Parquet, and [other formats](exports.md) hold the same columns. A column that may be null says so;
all others have a value in every row. (`python docs/make_tables.py` makes this page from
`imena.schema`.)

Offsets (`start`, `end`) count code points of the document's text, as Python does, and are
half-open: `text[start:end]` is the mention. Ordinals (`mention_id`, `sent_id`, `token_id`) start at
0 in each document.

`doc_id` joins mentions, documents, texts and tokens; `entity_id` joins mentions and entities;
`nested_in` and `repeat_of` are the `mention_id` of another mention in the same document.
"""


def page() -> str:
    """Make the page, in Markdown."""
    parts = [HEAD]
    for name, columns in schema.SCHEMAS.items():
        rows = "\n".join(map(_row, columns))
        parts.append(
            f"## {name}\n\n{ABOUT[name]}\n\n| column | in Parquet | in pandas | null | meaning |\n"
            f"|---|---|---|---|---|\n{rows}\n"
        )
    return "\n".join(parts)


def _row(field: pa.Field) -> str:
    arrow, pandas = TYPES[field.type]
    if field.nullable:
        pandas = NULLABLE.get(pandas, pandas)
    meaning = field.metadata[b"meaning"].decode()
    null = "may be" if field.nullable else ""
    return f"| `{field.name}` | {arrow} | {pandas} | {null} | {meaning} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
