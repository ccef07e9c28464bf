"""A network in, where its nodes and their names stand on a plane without overlap out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

STEPS = 300
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
ASPECT = 1.6  # width to height, as of a screen
SPARE = 3.6  # times the area of the boxes
FAR = 1.6  # standard deviations from the middle; what is farther out, linked to little, is drawn in
GAP = 8.0  # pixels between two boxes
PUSHES = 400  # before more room is made
ROOM = 1.06  # how much


def layout(sizes: np.ndarray, edges: Sequence[tuple[int, int, int]]) -> np.ndarray:
    """The centres of boxes that hold a node and its name: near where the edge is strong, none over
    another.

    Forces (Fruchterman and Reingold) draw the nodes, from a spiral in their order, so that the same
    network always looks the same; then boxes that overlap push each other apart.

    Args:
        sizes: (n, 2), width and height of each box, pixels.
        edges: (place of one, place of the other, weight).

    Returns:
        (n, 2) float64, x and y, pixels, from about 0.
    """
    n = len(sizes)
    if not n:
        return np.zeros((0, 2))
    strength = np.zeros((n, n))
    for one, other, weight in edges:
        strength[one, other] = strength[other, one] = np.log1p(weight)
    placed = _forces(n, strength)
    side = np.sqrt(sizes.prod(axis=1).sum() * SPARE)  # of a square with room for all
    half = side / 2 * np.array([np.sqrt(ASPECT), 1 / np.sqrt(ASPECT)])
    deviations = placed / np.maximum(placed.std(axis=0), 1e-9)
    return _apart(half * np.tanh(deviations / FAR), sizes)


def overlaps(placed: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """(n, n, 2): by how much two boxes come nearer than the gap, in x and in y; else 0."""
    between = np.abs(placed[:, None] - placed[None])
    depth = (sizes[:, None] + sizes[None]) / 2 + GAP - between
    both = (depth > 0).all(axis=2)
    np.fill_diagonal(both, False)
    return np.where(both[:, :, None], depth, 0.0)


def _forces(n: int, strength: np.ndarray) -> np.ndarray:
    """(n, 2), in units of the wanted distance of two nodes."""
    number = np.arange(n)
    angle = number * GOLDEN_ANGLE
    placed = np.sqrt(number + 0.5)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    for step in range(STEPS):
        apart = placed[:, None] - placed[None]  # (n, n, 2)
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        push = 1 / distance - 0.35 * strength * distance  # repulsion less attraction
        move = (apart / distance[:, :, None] * push[:, :, None]).sum(axis=1)
        move -= 0.25 * placed  # so that what nothing holds does not fly away
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        heat = np.sqrt(n) * 0.15 * (1 - step / STEPS)
        placed = placed + move / length * np.minimum(length, heat)
    return np.asarray(placed - placed.mean(axis=0))


def _apart(placed: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Boxes that overlap move apart along the axis on which they overlap less."""
    order = np.sign(np.arange(len(placed))[:, None] - np.arange(len(placed))[None])
    while True:
        for _ in range(PUSHES):
            depth = overlaps(placed, sizes)
            if not depth.any():
                return placed
            along = (depth / (ASPECT, 1)).argmin(axis=2)  # else wide boxes make tall piles
            direction = np.sign(placed[:, None] - placed[None])
            direction = np.where(direction == 0, order[:, :, None], direction)
            push = np.zeros_like(depth)
            rows, columns = np.nonzero(depth.any(axis=2))
            axis = along[rows, columns]
            push[rows, columns, axis] = (
                depth[rows, columns, axis] * direction[rows, columns, axis] / 2
            )
            number = np.maximum(1, (push != 0).sum(axis=1))
            placed = placed + push.sum(axis=1) / np.sqrt(number) + np.sign(push.sum(axis=1)) * 0.01
        placed = placed * ROOM
