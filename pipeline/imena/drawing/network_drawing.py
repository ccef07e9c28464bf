"""Compute the coordinates of everything in the picture of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from imena.drawing.label_size import LINE, lines, width
from imena.drawing.network_layout import layout

SMALLEST, LARGEST = 5.0, 17.0  # radius of a node in pixels
THINNEST, THICKEST = 1.3, 6.0  # width of an edge in pixels
MARGIN = 14.0
UNDER = 4.0  # between a node and its name


@dataclass(frozen=True)
class Node:
    """A circle and the name under it."""

    index: int  # index among the listed entities
    label: str
    x: float
    y: float
    r: float
    lines: list[tuple[float, str]]  # y of the baseline, words
    box: tuple[float, float, float, float]  # around both: left, top, width, height


@dataclass(frozen=True)
class Edge:
    """A line between two nodes, given by their indices."""

    one: int
    other: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    weight: int


@dataclass(frozen=True)
class Drawing:
    """A network in a box of its own size, in pixels."""

    width: float
    height: float
    nodes: list[Node]
    edges: list[Edge]
    n_edges: int  # including those that are not drawn


def drawing(entities: pd.DataFrame, edges: Sequence[tuple[int, int, int]], n_edges: int) -> Drawing:
    """Lay out a network and compute all coordinates.

    Args:
        entities: the nodes, in the order to which the edges refer.
        edges: (index of a node, index of another, weight) of the edges to draw.
        n_edges: the number of all edges.
    """
    names = [lines(str(name)) for name in entities["name"]]
    radii = _scaled(entities["n_mentions"].to_numpy(), SMALLEST, LARGEST)
    sizes = np.array(
        [
            (max(2 * r, *map(width, name)), 2 * r + UNDER + LINE * len(name))
            for r, name in zip(radii, names, strict=True)
        ]
    ).reshape(-1, 2)
    placed = layout(sizes, edges)
    if len(placed):
        placed = placed - (placed - sizes / 2).min(axis=0) + MARGIN
    size = (placed + sizes / 2).max(axis=0) + MARGIN if len(placed) else np.zeros(2)
    top = placed[:, 1] - sizes[:, 1] / 2
    nodes = []
    for index, (label, name) in enumerate(zip(entities["label"], names, strict=True)):
        r = float(radii[index])
        first = top[index] + 2 * r + UNDER + LINE * 0.75
        baselines = [(round(float(first + LINE * i), 1), line) for i, line in enumerate(name)]
        x, y = round(float(placed[index, 0]), 1), round(float(top[index] + r), 1)
        wide, high = (round(float(side), 1) for side in sizes[index])
        box = (round(x - wide / 2, 1), round(y - r, 1), wide, high)
        nodes.append(Node(index, str(label), x, y, round(r, 1), baselines, box))
    most = max((weight for _, _, weight in edges), default=1)
    widths = [THINNEST + (THICKEST - THINNEST) * (weight - 1) / most for _, _, weight in edges]
    lines_between = [
        Edge(a, b, nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, round(w, 1), weight)
        for (a, b, weight), w in zip(edges, widths, strict=True)
    ]
    return Drawing(
        round(float(size[0]), 1), round(float(size[1]), 1), nodes, lines_between, n_edges
    )


def _scaled(counts: np.ndarray, least: float, most: float) -> np.ndarray:
    """Convert counts to radii, so that areas are proportional to counts."""
    if not len(counts):
        return np.zeros(0)
    return np.asarray(least + (most - least) * np.sqrt(counts / max(1, counts.max())))
