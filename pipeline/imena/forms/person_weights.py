"""The learned weights of the features that score the readings of a person's name.

models/training/learn_person_names.py learned them; data/person_weights.tsv has them with their
sources, and models/ru_imena_sm/README.md the accuracy on names that were not learned from.
"""

from __future__ import annotations

from functools import cache

from imena.data_tables import read_table


@cache
def _weights() -> dict[str, float]:
    rows = read_table("imena.forms", "person_weights")
    return {row["feature"]: float(row["weight"]) for row in rows}


def weight(feature: str) -> float:
    """Return the weight of a feature; 0 for one that was not seen in training."""
    return _weights().get(feature, 0.0)
