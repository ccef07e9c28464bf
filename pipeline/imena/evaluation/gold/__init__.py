"""Read texts with annotated mentions, one module for each format.

Readers return documents with their own labels and unchecked offsets.
`imena.evaluation.gold.read` recognises the format, checks offsets and maps labels.
"""

from __future__ import annotations

from imena.evaluation.gold.document import Gold, GoldDocument
from imena.evaluation.gold.read import gold_of, read_gold

__all__ = ["Gold", "GoldDocument", "gold_of", "read_gold"]
