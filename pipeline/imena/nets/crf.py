"""Emissions in, best tag paths and their probabilities out: all sequences of a batch at once.

A linear-chain CRF without start and end potentials, as in slovnet. A batch is walked step by step,
all its sequences together, so a long sequence is cut into pieces that overlap: what stands further
away than `HALO` tokens has no say in a tag, for the chain forgets at every token that is clearly
inside or outside of a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

TINY = 1e-300
CORE, HALO = 128, 32  # tokens of a piece, and what it sees of its neighbours on either side


@dataclass(frozen=True, slots=True)
class Pieces:
    """Sequences cut into pieces of a bounded length: their first rows, then their second…"""

    rows: np.ndarray  # (rows,) int64: which token each row of the pieces is
    places: np.ndarray  # (tokens,) int64: of a token's rows the one that is no neighbour's
    steps: list[slice]  # the rows that stand at each step; they continue the first of those before


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
    places = np.empty(int(lengths.sum()), np.int64)
    places[rows[core]] = np.flatnonzero(core)
    return Pieces(rows, places, list(map(slice, (ends - active).tolist(), ends.tolist())))


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
    # (tags, rows), so that numpy's loops run along the pieces: of the best path up to a row that
    # ends in a tag, the score.
    reached = np.ascontiguousarray(emissions[pieces.rows].T)
    for before, now in pairwise(pieces.steps):
        score = reached[:, before][:, : now.stop - now.start]
        reached[:, now] += (score[:, None] + transitions[:, :, None]).max(0)

    found = np.zeros(len(pieces.rows), np.int64)
    following = found[:0]  # the tags at the step that comes behind
    for now in reversed(pieces.steps):
        score = reached[:, now]
        score[:, : len(following)] += transitions[:, following]
        following = found[now] = score.argmax(0)
    return found[pieces.places]


def certainty(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """How probable each token's most probable tag is, (tokens,) float64."""
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
    return forward[pieces.places], backward[pieces.places], weight[pieces.places]
