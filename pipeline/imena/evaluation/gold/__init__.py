"""A path in, texts with the mentions that people marked out: one module a format.

Whatever the format, a document is a `Marked`: its own labels and offsets, not yet checked.
`imena.evaluation.gold.read` recognises the format, checks offsets and maps labels.
"""

from __future__ import annotations

from imena.evaluation.gold.document import Gold, GoldDocument
from imena.evaluation.gold.read import gold_of, read_gold

__all__ = ["Gold", "GoldDocument", "gold_of", "read_gold"]
