"""Place the nodes and names of a network on a plane without overlaps."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np

from imena.errors import MissingExtraError

# All chosen by eye on examples/wikinews.jsonl.
STEPS = 300
SEED = 0
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
ASPECT = 1.6  # width to height, as of a screen
SPACE = 3.6  # area of the picture, in areas of all boxes
FAR = 1.6  # standard deviations from the centre, beyond which weakly linked nodes are pulled in
GAP = 8.0  # pixels between two boxes
PUSHES = 400  # attempts before the picture is enlarged
ENLARGE = 1.06


def layout(sizes: np.ndarray, edges: Sequence[tuple[int, int, int]]) -> np.ndarray:
    """Place boxes, each of a node and its name, near those to which strong edges lead.

    networkx's spring layout (Fruchterman and Reingold) starts from a spiral in the order of the
    nodes, so that the same network always looks the same. Then overlapping boxes push each other
    apart.

    Args:
        sizes: (n, 2), width and height of each box in pixels.
        edges: (index of a node, index of another, weight).

    Returns:
        (n, 2) float64, the centres x and y in pixels, around 0.

    Raises:
        MissingExtraError: there are 500 boxes or more, and scipy is not installed.
    """
    n = len(sizes)
    if not n:
        return np.zeros((0, 2))
    placed = _springs(n, edges)
    side = np.sqrt(sizes.prod(axis=1).sum() * SPACE)  # of a square with room for everything
    half = side / 2 * np.array([np.sqrt(ASPECT), 1 / np.sqrt(ASPECT)])
    deviations = placed / np.maximum(placed.std(axis=0), 1e-9)
    return _push_apart(half * np.tanh(deviations / FAR), sizes)


def overlaps(placed: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return by how much each pair of boxes is closer than the gap: (n, n, 2), in x and in y."""
    between = np.abs(placed[:, None] - placed[None])
    depth = (sizes[:, None] + sizes[None]) / 2 + GAP - between
    both = (depth > 0).all(axis=2)
    np.fill_diagonal(both, False)
    return np.where(both[:, :, None], depth, 0.0)


def _springs(n: int, edges: Sequence[tuple[int, int, int]]) -> np.ndarray:
    """Return the centred spring layout: (n, 2) float64."""
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a, b, float(np.log1p(weight))) for a, b, weight in edges)
    number = np.arange(n)
    angle = number * GOLDEN_ANGLE
    radius = np.sqrt((number + 0.5) / n)
    spiral = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    start = dict(enumerate(spiral))
    try:
        springs = nx.spring_layout(graph, pos=start, iterations=STEPS, scale=None, seed=SEED)
    except ImportError as error:  # networkx needs scipy for 500 nodes or more
        line = f'a network of {n:,} nodes needs scipy: pip install "imena[plots]"'
        raise MissingExtraError(line) from error
    placed = np.array([springs[node] for node in range(n)])
    return np.asarray(placed - placed.mean(axis=0))


def _push_apart(placed: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Move overlapping boxes apart along the axis on which they overlap less."""
    order = np.sign(np.arange(len(placed))[:, None] - np.arange(len(placed))[None])
    while True:
        for _ in range(PUSHES):
            depth = overlaps(placed, sizes)
            if not depth.any():
                return placed
            axes = (depth / (ASPECT, 1)).argmin(axis=2)  # otherwise wide boxes form tall stacks
            direction = np.sign(placed[:, None] - placed[None])
            direction = np.where(direction == 0, order[:, :, None], direction)
            push = np.zeros_like(depth)
            rows, columns = np.nonzero(depth.any(axis=2))
            axis = axes[rows, columns]
            push[rows, columns, axis] = (
                depth[rows, columns, axis] * direction[rows, columns, axis] / 2
            )
            number = np.maximum(1, (push != 0).sum(axis=1))
            placed = placed + push.sum(axis=1) / np.sqrt(number) + np.sign(push.sum(axis=1)) * 0.01
        placed = placed * ENLARGE
