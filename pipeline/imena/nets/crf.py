"""Emissions in, best tag paths out: Viterbi over all sequences of a batch at once."""

from __future__ import annotations

import numpy as np


def viterbi(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The best path of every sequence of a linear-chain CRF without start and end potentials.

    Args:
        emissions: (tokens, tags) float32 log potentials, sequences one after the other.
        lengths: (sequences,) int, tokens in each, none of them zero.
        transitions: (tags, tags) float32 log potentials, [from, to].

    Returns:
        (tokens,) int64, tag numbers. Of equally good paths, the one with the lower tag numbers.
    """
    if not len(emissions):
        return np.zeros(0, np.int64)
    tags = transitions.shape[0]
    order = np.argsort(-lengths, kind="stable")  # longest first, so that active ones are a prefix
    longest = lengths[order]
    starts = (np.cumsum(lengths) - lengths)[order]
    steps = int(longest[0])
    active = len(lengths) - np.searchsorted(longest[::-1], np.arange(steps), side="right")

    score = emissions[starts]  # (sequences, tags)
    came_from = np.zeros((len(emissions), tags), np.int16)
    for step in range(1, steps):
        n = active[step]
        rows = starts[:n] + step
        candidates = score[:n, :, None] + transitions  # (sequences, from, to)
        came_from[rows] = candidates.argmax(1)
        score[:n] = candidates.max(1) + emissions[rows]

    path = np.zeros(len(emissions), np.int64)
    current = score.argmax(1)
    for step in range(steps - 1, -1, -1):
        n = active[step]
        rows = starts[:n] + step
        path[rows] = current[:n]
        current[:n] = came_from[rows, current[:n]]
    return path
