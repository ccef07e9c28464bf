"""Learn the weights of a log-linear model of the readings of names, and measure its accuracy.

The model is `imena.forms.person_names`. Its likelihood is maximised with L-BFGS under a Gaussian
prior.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from imena.forms.person_names import (
    IMPOSSIBLE,
    SLOTS,
    Context,
    person_nominative,
    seen_feature,
    slot_features,
    slots_of,
    tag_features,
)
from imena.forms.person_readings import person_readings
from imena.forms.person_words import NameWord
from imena.forms.spelling import casefold_ru
from imena.forms.tagged_word import Word

PRIOR = 2.0  # variance of the weights; the test names are right as often with 1 and 5
MIN_COUNT = 4  # of a feature in the training examples


@dataclass(frozen=True)
class Example:
    """What the model sees of a mention, and the right nominatives."""

    units: tuple[tuple[int, NameWord], ...]
    words: tuple[Word, ...]
    context: Context
    seen: dict[str, int]
    nominatives: tuple[str, ...]  # of each unit, folded


class Matrix:
    """The features of all readings, slots and tags as sparse matrices.

    A row of ``readings`` is a reading of a word in a slot; a group is a word in a slot; a state is
    a mention in a slot.
    """

    def __init__(self, examples_: Sequence[Example], index: dict[str, int], grow: bool) -> None:
        """Collect the features; ``grow`` adds those that the index lacks."""
        self._index, self._grow = index, grow
        rows: tuple[list, list, list] = ([], [], [])
        state_rows: tuple[list, list, list] = ([], [], [])
        group_of, is_right, state_of_group, example_of_state = [], [], [], []
        n_entries = n_groups = n_states = 0
        for number, example in enumerate(examples_):
            first_state = n_states
            shared = slot_features(example.context)
            tags = [tag_features(unit) for _, unit in example.units]
            for slot in range(len(SLOTS)):
                names = shared[slot] + [name for tag in tags for name in tag[slot]]
                self._add(state_rows, n_states, [(name, 1.0) for name in names])
                example_of_state.append(number)
                n_states += 1
            for (_, unit), nominative in zip(example.units, example.nominatives, strict=True):
                form = casefold_ru(unit.text)
                by_slot = defaultdict(list)
                for reading in person_readings(unit.text, unit.position, unit.is_last_part):
                    features = list(reading.features)
                    seen = seen_feature(reading, form, example.seen)
                    if seen:
                        features.append((seen, 1.0))
                    for slot in slots_of(reading):
                        by_slot[slot].append((features, reading.nominative == nominative))
                for slot in range(len(SLOTS)):
                    entries = by_slot.get(slot) or [([(IMPOSSIBLE, 1.0)], form == nominative)]
                    for features, right in entries:
                        self._add(rows, n_entries, features)
                        group_of.append(n_groups)
                        is_right.append(right)
                        n_entries += 1
                    state_of_group.append(first_state + slot)
                    n_groups += 1
        shape = len(index)
        make = lambda data, height: csr_matrix(  # noqa: E731
            (np.array(data[2]), (np.array(data[0]), np.array(data[1]))), (height, shape)
        )
        self.readings, self.states = make(rows, n_entries), make(state_rows, n_states)
        self.group_of, self.right = np.array(group_of), np.array(is_right)
        self.state_of_group = np.array(state_of_group)
        self.example_of_state = np.array(example_of_state)
        self.sizes = (n_groups, n_states, len(examples_))

    def _add(self, rows: tuple[list, list, list], row: int, features: list) -> None:
        for name, value in features:
            if self._grow:
                column = self._index.setdefault(name, len(self._index))
            else:
                column = self._index.get(name, -1)
            if column >= 0:
                rows[0].append(row)
                rows[1].append(column)
                rows[2].append(value)

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the negative log likelihood and its gradient."""
        scores, state_scores = self.readings @ weights, self.states @ weights
        free = self._pass(scores, state_scores)
        right = self._pass(np.where(self.right, scores, -30.0 + 0 * scores), state_scores)
        loss = float((free[0] - right[0]).sum())
        gradient = self.readings.T @ (free[1] - right[1]) + self.states.T @ (free[2] - right[2])
        return loss, gradient

    def _pass(self, scores: np.ndarray, states: np.ndarray) -> tuple[np.ndarray, ...]:
        groups, n_states, n_examples = self.sizes
        group = _logsumexp(scores, self.group_of, groups)
        totals = states + np.bincount(self.state_of_group, group, n_states)
        z = _logsumexp(totals, self.example_of_state, n_examples)
        state_p = np.exp(totals - z[self.example_of_state])
        entry_p = (
            np.exp(scores - group[self.group_of]) * state_p[self.state_of_group][self.group_of]
        )
        return z, entry_p, state_p


def _logsumexp(values: np.ndarray, groups: np.ndarray, size: int) -> np.ndarray:
    top = np.full(size, -np.inf)
    np.maximum.at(top, groups, values)
    return top + np.log(np.bincount(groups, np.exp(values - top[groups]), size))


def learn(train: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the features that occur often enough."""
    index: dict[str, int] = {}
    matrix = Matrix(train, index, grow=True)
    occurrences = np.asarray((matrix.readings != 0).sum(0) + (matrix.states != 0).sum(0)).ravel()
    keep = occurrences >= MIN_COUNT

    def objective(weights: np.ndarray) -> tuple[float, np.ndarray]:
        weights = weights * keep
        loss, gradient = matrix.loss(weights)
        return loss + (weights**2).sum() / (2 * PRIOR), (gradient + weights / PRIOR) * keep

    start = np.zeros(len(index))
    result = minimize(
        objective,
        start,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 1000, "maxfun": 2000, "maxcor": 20, "ftol": 1e-7},
    )
    return {name: float(result.x[i]) for name, i in index.items() if abs(result.x[i]) > 0.01}


def accuracy(test: Sequence[Example]) -> tuple[float, Counter[tuple[str, str]]]:
    """Return the share of names whose words are all right, and the wrong ones."""
    wrong: Counter[tuple[str, str]] = Counter()
    for example in test:
        found = person_nominative(example.words, example.seen, example.context).words
        right = _whole(example)
        own = " ".join(casefold_ru(found[i]) for i in right)
        if own != " ".join(right.values()):
            wrong[(" ".join(w.text for w in example.words), own)] += 1
    return 1 - sum(wrong.values()) / max(1, len(test)), wrong


def _whole(example: Example) -> dict[int, str]:
    whole: dict[int, str] = {}
    for (i, _), nominative in zip(example.units, example.nominatives, strict=True):
        whole[i] = f"{whole[i]}-{nominative}" if i in whole else nominative
    return whole
