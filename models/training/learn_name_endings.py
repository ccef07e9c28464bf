"""Learn by which last letters a first name is a woman's or a man's.

    python -m models.training.learn_name_endings

The names are those of pipeline/imena/forms/data/name_genders.tsv in Cyrillic letters, and those of
pymorphy3's dictionary; of one gender only. Writes name_endings.tsv beside them, and prints how
many names that were left out are right, in a few seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from imena.forms.analyse import dictionary
from imena.forms.first_name_genders import dictionary_gender, endings, name_genders
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru

TABLE = Path(__file__).parents[2] / "pipeline/imena/forms/data/name_endings.tsv"
FOLDS = 5
LISTED = 3.0  # weight of a name of the table; most unknown names are foreign. Chosen by hand
PRIOR = 1.0  # variance of the weights; names left out are right as often with 0.5 and 2
LEAST = 0.2  # weights that are smaller are left out
MIN_COUNT = 4  # names that have an ending; rarer ones are left out
HEADER = """\
# Endings of first names: how much likelier they make a woman's name than a man's, as a sum of
# logarithms of odds. The empty ending is in all names; ^ stands before the first letter.
# Source: learned from name_genders.tsv and the first names of pymorphy3's dictionary (OpenCorpora,
# CC BY-SA 3.0) by models/training/learn_name_endings.py; weights only. Licence: MIT.
ending\tweight
"""


def main() -> None:
    """Learn the weights and write the table."""
    genders = all_names()
    names = sorted(genders)
    fold = np.random.default_rng(0).integers(0, FOLDS, len(names))
    right: list[tuple[bool, bool]] = []
    for own in range(FOLDS):
        train = {name: genders[name] for name, i in zip(names, fold, strict=True) if i != own}
        weights = learn(train)
        for name, i in zip(names, fold, strict=True):
            if i == own:
                odds = sum(weights.get(ending, 0.0) for ending in endings(name))
                right.append(((odds > 0) == (genders[name] == "f"), is_foreign(name)))
    share = np.mean([ok for ok, _ in right])
    foreign = np.mean([ok for ok, own in right if own])
    print(
        f"{len(names)} names; left out, {share:.3f} are right; not in the dictionary {foreign:.3f}"
    )
    learned = sorted(learn(genders).items())
    rows = [f"{ending}\t{weight:.2f}\n" for ending, weight in learned if abs(weight) >= LEAST]
    TABLE.write_text(HEADER + "".join(rows), "utf-8")
    print(len(rows), "endings")


def all_names() -> dict[str, str]:
    """Return f or m for the names of one gender."""
    words = dictionary().dictionary.iter_known_words()
    known = {
        casefold_ru(word)
        for word, tag, *_ in words
        if {"Name", "nomn", "sing"} <= set(tag.grammemes)
    }
    genders = {name: dictionary_gender(name) for name in known} | dict(name_genders())
    return {
        name: gender
        for name, gender in genders.items()
        if gender in ("f", "m") and CYRILLIC_WORD.fullmatch(name) and "-" not in name
    }


def is_foreign(name: str) -> bool:
    """Whether the table has a name, and the dictionary does not."""
    return name in name_genders() and dictionary_gender(name) is None


def learn(genders: Mapping[str, str]) -> dict[str, float]:
    """Return the weights of a logistic regression."""
    index: dict[str, int] = {}
    rows, columns = [], []
    for row, name in enumerate(genders):
        for ending in endings(name):
            rows.append(row)
            columns.append(index.setdefault(ending, len(index)))
    shape = (len(genders), len(index))
    counts = np.bincount(columns, minlength=len(index))
    matrix = csr_matrix((counts[columns] >= MIN_COUNT, (rows, columns)), shape, float)
    is_womans = np.array([gender == "f" for gender in genders.values()], float)
    mass = np.array([LISTED if name in name_genders() else 1.0 for name in genders])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        value = float((mass * (np.logaddexp(0, scores) - is_womans * scores)).sum())
        error = mass * (1 / (1 + np.exp(-scores)) - is_womans)
        return value + weights @ weights / (2 * PRIOR), matrix.T @ error + weights / PRIOR

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B")
    return dict(zip(index, found.x.tolist(), strict=True))


if __name__ == "__main__":
    main()
