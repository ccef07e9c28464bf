"""Decode the tags of all sequences of a batch at once by a linear-chain CRF, and score spans.

The CRF has no start and end potentials, as in slovnet. A batch is walked step by step, all its
sequences together, so a long sequence is cut into pieces that overlap: a tag does not depend on
what is further away than `HALO` tokens, for the chain forgets at every token that is clearly inside
or outside of a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

TINY = 1e-300
# Tokens of a piece, and those that it sees of its neighbours on either side. Exact wherever the
# chain forgets within HALO tokens; `benchmarks.identity` finds no tag to differ.
CORE, HALO = 128, 32


@dataclass(frozen=True, slots=True)
class Pieces:
    """Sequences cut into pieces of a bounded length, laid out step by step over all pieces."""

    rows: np.ndarray  # (rows,) int64: index of the token of each row of the pieces
    own_rows: np.ndarray  # (tokens,) int64: index of the row in which a token is in its own piece
    steps: list[slice]  # the rows of each step; they continue the first rows of the step before


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
    longest = int(sizes.max(initial=0))
    active = len(sizes) - np.searchsorted(sizes[::-1], np.arange(longest), side="right")
    ends = np.cumsum(active)
    piece = np.arange(int(sizes.sum())) - np.repeat(ends - active, active)
    rows = left[piece] + np.repeat(np.arange(longest), active)
    core = (rows >= core_from[piece]) & (rows < core_to[piece])
    own_rows = np.empty(int(lengths.sum()), np.int64)
    own_rows[rows[core]] = np.flatnonzero(core)
    return Pieces(rows, own_rows, list(map(slice, (ends - active).tolist(), ends.tolist())))


def viterbi(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Find the best path of every sequence.

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
    # (tags, rows), so that numpy's loops run along the pieces: the score of the best path up to a
    # row that ends in a tag.
    reached = np.ascontiguousarray(emissions[pieces.rows].T)
    for before, now in pairwise(pieces.steps):
        score = reached[:, before][:, : now.stop - now.start]
        reached[:, now] += (score[:, None] + transitions[:, :, None]).max(0)

    best = np.zeros(len(pieces.rows), np.int64)
    following = best[:0]  # the tags of the next step
    for now in reversed(pieces.steps):
        score = reached[:, now]
        score[:, : len(following)] += transitions[:, following]
        following = best[now] = score.argmax(0)
    return best[pieces.own_rows]


def certainty(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Return the probability of each token's most probable tag, (tokens,) float64."""
    if not len(emissions):
        return np.zeros(0)
    forward, backward, _ = _forward_backward(
        emissions.astype(np.float64), lengths, np.exp(transitions, dtype=np.float64)
    )
    best: np.ndarray = (forward * backward).max(1)
    return best


def span_probabilities(
    emissions: np.ndarray,
    lengths: np.ndarray,
    transitions: np.ndarray,
    path: np.ndarray,
    spans: np.ndarray,
    continues_span: np.ndarray,
) -> np.ndarray:
    """Return the probability of each span: its tags are the path's, and it ends where it does.

    The algorithm is forward-backward, scaled as in L. Rabiner, A tutorial on hidden Markov models
    (1989).

    Args:
        emissions, lengths, transitions: as for `viterbi`.
        path: (tokens,) int64, the result of `viterbi`.
        spans: (spans, 2) int64, first and last token of each, both in the same sequence.
        continues_span: (tags,) bool, the tags that continue a span. If the path itself continues
            behind a span (which was cut out of a longer one), any tag may follow.

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
    new = np.cumsum(wanted[sequence]) - 1  # token indices among those that are kept
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
    is_cut_out = continues_span[path[behind]]
    ahead = np.where(is_cut_out[:, None], ahead, ahead * ~continues_span).sum(1)
    return np.clip(probability * np.where(ends, 1.0, ahead), 0.0, 1.0)


def _forward_backward(
    emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return forward and backward variables and scaled potentials, (tokens, tags) float64 each.

    ``forward[t, k] * backward[t, k]`` is the probability of tag k at token t. That of a path from t
    to u is ``forward[t]`` times ``transitions * weight`` at each token to u times ``backward[u]``.
    """
    pieces = cut(lengths)
    weight = emissions[pieces.rows]
    weight = np.exp(weight - weight.max(1, keepdims=True))
    forward, backward = np.empty_like(weight), np.ones_like(weight)
    for number, now in enumerate(pieces.steps):
        reached = weight[now]
        if number:
            before = forward[pieces.steps[number - 1]]
            reached = reached * (before[: len(reached)] @ transitions)
        scale = reached.sum(1, keepdims=True)
        forward[now] = reached / scale
        weight[now] /= scale
    for following, now in pairwise(reversed(pieces.steps)):
        ahead = weight[following] * backward[following]
        backward[now][: len(ahead)] = ahead @ transitions.T
    return forward[pieces.own_rows], backward[pieces.own_rows], weight[pieces.own_rows]
