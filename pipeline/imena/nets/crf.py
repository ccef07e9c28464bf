"""Emissions in, best tag paths and their probabilities out: all sequences of a batch at once.

A linear-chain CRF without start and end potentials, as in slovnet. A batch is walked step by step,
all its sequences together, so a long sequence is cut into pieces that overlap: what stands further
away than `HALO` tokens has no say in a tag, for the chain forgets at every token that is clearly
inside or outside of a name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TINY = 1e-300
CORE, HALO = 128, 32  # tokens of a piece, and what it sees of its neighbours on either side


@dataclass(frozen=True, slots=True)
class Pieces:
    """Sequences cut into pieces of a bounded length, longest first."""

    rows: np.ndarray  # (rows,) int64: which token each row of the pieces is
    lengths: np.ndarray  # (pieces,) int64
    core: np.ndarray  # (rows,) bool: the row is no neighbour's

    def steps(self) -> list[np.ndarray]:
        """The rows that stand at each step; they continue the first of those before."""
        starts = np.cumsum(self.lengths) - self.lengths
        longest = int(self.lengths[0]) if len(self.lengths) else 0
        active = len(self.lengths) - np.searchsorted(
            self.lengths[::-1], np.arange(longest), side="right"
        )
        return [starts[:n] + step for step, n in enumerate(active)]


def cut(lengths: np.ndarray) -> Pieces:
    """Cut sequences of these lengths, one after the other, none of them empty."""
    starts = np.cumsum(lengths) - lengths
    parts = -(-lengths // CORE)
    sequence = np.repeat(np.arange(len(lengths)), parts)
    number = np.arange(int(parts.sum())) - np.repeat(np.cumsum(parts) - parts, parts)
    first, end = starts[sequence], starts[sequence] + lengths[sequence]
    core_from = first + number * CORE
    core_to = np.minimum(core_from + CORE, end)
    left, right = np.maximum(core_from - HALO, first), np.minimum(core_to + HALO, end)
    order = np.argsort(left - right, kind="stable")  # longest first
    left, right, core_from, core_to = (a[order] for a in (left, right, core_from, core_to))
    sizes = right - left
    rows = np.arange(int(sizes.sum())) + np.repeat(left - (np.cumsum(sizes) - sizes), sizes)
    core = (rows >= np.repeat(core_from, sizes)) & (rows < np.repeat(core_to, sizes))
    return Pieces(rows, sizes, core)


def viterbi(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The best path of every sequence.

    Args:
        emissions: (tokens, tags) float32 log potentials, sequences one after the other.
        lengths: (sequences,) int, tokens in each, none of them zero.
        transitions: (tags, tags) float32 log potentials, [from, to].

    Returns:
        (tokens,) int64, tag numbers. Of equally good paths, the one with the lower tag numbers.
    """
    if not len(emissions):
        return np.zeros(0, np.int64)
    pieces = cut(lengths)
    steps = pieces.steps()
    emitted = emissions[pieces.rows]
    came_from = np.zeros(emitted.shape, np.int16)
    score = emitted[steps[0]]  # (pieces, tags)
    for rows in steps[1:]:
        n = len(rows)
        candidates = score[:n, :, None] + transitions  # (pieces, from, to)
        came_from[rows] = candidates.argmax(1)
        score[:n] = candidates.max(1) + emitted[rows]

    found = np.zeros(len(emitted), np.int64)
    current = score.argmax(1)
    for rows in reversed(steps):
        n = len(rows)
        found[rows] = current[:n]
        current[:n] = came_from[rows, current[:n]]
    path = np.zeros(len(emissions), np.int64)
    path[pieces.rows[pieces.core]] = found[pieces.core]
    return path


def span_probabilities(
    emissions: np.ndarray,
    lengths: np.ndarray,
    transitions: np.ndarray,
    path: np.ndarray,
    spans: np.ndarray,
    goes_on: np.ndarray,
) -> np.ndarray:
    """How probable it is that a sequence has its path's tags in a span, and that it ends there.

    By the forward-backward algorithm, scaled as in L. Rabiner, A tutorial on hidden Markov models
    (1989).

    Args:
        emissions, lengths, transitions: as for `viterbi`.
        path: (tokens,) int64, what `viterbi` found.
        spans: (spans, 2) int64, first and last token of each, both in the same sequence.
        goes_on: (tags,) bool, the tags that continue a span. Where the path itself goes on so
            behind a span (which was cut out of a longer one), what comes there is left open.

    Returns:
        (spans,) float64, 0 to 1.
    """
    if not len(spans):
        return np.zeros(0)
    first, last = spans.T
    sequence = np.repeat(np.arange(len(lengths)), lengths)
    wanted = np.zeros(len(lengths), bool)
    wanted[sequence[first]] = True
    kept = np.flatnonzero(wanted[sequence])
    new = np.cumsum(wanted[sequence]) - 1  # token numbers among those that are kept
    first, last, path, sequence = new[first], new[last], path[kept], sequence[kept]

    step = np.exp(transitions, dtype=np.float64)
    forward, backward, weight = _forward_backward(
        emissions[kept].astype(np.float64), lengths[wanted], step
    )
    tags = np.arange(len(path)), path
    inside = np.log(weight[tags] + TINY)
    inside[1:] += np.log(step[path[:-1], path[1:]] + TINY)
    along = np.cumsum(inside)
    probability = forward[first, path[first]] * np.exp(along[last] - along[first])

    behind = np.minimum(last + 1, len(path) - 1)
    ends = sequence[behind] != sequence[last]
    ends |= behind == last
    ahead = step[path[last]] * weight[behind] * backward[behind]
    cut_out = goes_on[path[behind]]
    ahead = np.where(cut_out[:, None], ahead, ahead * ~goes_on).sum(1)
    return np.clip(probability * np.where(ends, 1.0, ahead), 0.0, 1.0)


def _forward_backward(
    emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Forward and backward variables and scaled potentials, (tokens, tags) each.

    ``forward[t, k] * backward[t, k]`` is the probability of tag k at token t. That of a path from t
    to u is ``forward[t]`` times ``transitions * weight`` at each token to u times ``backward[u]``.
    """
    pieces = cut(lengths)
    steps = pieces.steps()
    weight = emissions[pieces.rows]
    weight = np.exp(weight - weight.max(1, keepdims=True))
    forward, backward = np.empty_like(weight), np.ones_like(weight)
    reached = weight[steps[0]]
    for number, rows in enumerate(steps):
        if number:
            reached = (forward[steps[number - 1][: len(rows)]] @ transitions) * weight[rows]
        scale = reached.sum(1, keepdims=True)
        forward[rows] = reached / scale
        weight[rows] /= scale
    for rows, following in zip(steps[-2::-1], steps[:0:-1], strict=True):
        ahead = weight[following] * backward[following]
        backward[rows[: len(following)]] = ahead @ transitions.T
    return _of_core(forward, pieces), _of_core(backward, pieces), _of_core(weight, pieces)


def _of_core(array: np.ndarray, pieces: Pieces) -> np.ndarray:
    """Rows of pieces to rows of tokens."""
    whole = np.empty((int(pieces.core.sum()), array.shape[1]))
    whole[pieces.rows[pieces.core]] = array[pieces.core]
    return whole
