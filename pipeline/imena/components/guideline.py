"""Apply the labels that the project's guideline gives to a mention in every context.

The table is data/guideline.tsv; docs/annotation.md has the whole guideline.
"""

from __future__ import annotations

import re

from imena.data_tables import read_table

NO_ENTITY = "none"


def _pattern(label: str) -> re.Pattern[str]:
    """Return a pattern of the mentions with a label in the table."""
    rows = read_table("imena.components", "guideline")
    patterns = [row["pattern"] for row in rows if row["label"] == label]
    return re.compile("|".join(patterns), re.IGNORECASE)


ORGANISATIONS = _pattern("ORG")
NO_ENTITIES = _pattern(NO_ENTITY)


def apply_label(text: str, label: str) -> str | None:
    """Return the label that a mention has to have; None if it is no entity at all.

    Args:
        text: the mention.
        label: the label that the network gave it.
    """
    if NO_ENTITIES.fullmatch(text):
        return None
    return "ORG" if label == "LOC" and ORGANISATIONS.fullmatch(text) else label
