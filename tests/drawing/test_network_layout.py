"""Test the layout of networks: no overlaps, short strong edges, and the same result every time."""

import sys

import numpy as np
import pytest

from imena.drawing.label_size import LINE_CHARACTERS, lines, width
from imena.drawing.network_layout import layout, overlaps
from imena.errors import MissingExtraError


def boxes(n, seed=0):
    draw = np.random.default_rng(seed)
    return draw.uniform((20, 20), (190, 90), size=(n, 2))


def edges_of(n, m, seed=0):
    draw = np.random.default_rng(seed)
    pairs = {tuple(sorted(draw.choice(n, 2, replace=False).tolist())) for _ in range(m)}
    return [(one, other, int(draw.integers(1, 9))) for one, other in sorted(pairs)]


@pytest.mark.parametrize(("n", "m"), [(1, 0), (2, 1), (50, 0), (50, 30), (50, 150)])
def test_boxes_do_not_overlap(n, m):
    sizes = boxes(n)
    placed = layout(sizes, edges_of(n, m))
    assert placed.shape == (n, 2)
    assert not overlaps(placed, sizes).any()


def test_very_long_names_do_not_overlap():
    sizes = np.array([[160.0, 900.0], [900.0, 20.0]] * 20)
    assert not overlaps(layout(sizes, []), sizes).any()


def test_the_oracle_detects_an_overlap():
    sizes = np.array([[40.0, 20.0], [40.0, 20.0]])
    assert overlaps(np.array([[0.0, 0.0], [30.0, 10.0]]), sizes).any()
    assert not overlaps(np.array([[0.0, 0.0], [60.0, 0.0]]), sizes).any()


def test_connected_nodes_are_nearer_than_others():
    edges = [(a, b, 5) for half in (range(8), range(8, 16)) for a in half for b in half if a < b]
    placed = layout(np.full((16, 2), 30.0), edges)
    distance = np.linalg.norm(placed[:, None] - placed[None], axis=2)
    same = np.equal.outer(np.arange(16) < 8, np.arange(16) < 8)
    np.fill_diagonal(same, False)
    assert distance[same].mean() < 0.7 * distance[~same & ~np.eye(16, dtype=bool)].mean()


def test_the_layout_is_deterministic():
    assert np.array_equal(layout(boxes(30), edges_of(30, 60)), layout(boxes(30), edges_of(30, 60)))


def test_large_networks_need_scipy(monkeypatch):
    sizes = boxes(500)
    assert layout(sizes, edges_of(500, 40)).shape == (500, 2)
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingExtraError, match=r'pip install "imena\[plots\]"'):
        layout(sizes, [])


def test_an_empty_network():
    assert layout(np.zeros((0, 2)), []).shape == (0, 2)


@pytest.mark.parametrize(
    "name",
    [
        "Баку",
        "Объединенный комитет начальников штабов ВС США",
        "Иваново-Вознесенская-на-Клязьме-область",
        "Х" * 100,
        "  два  пробела  ",
        " ",
    ],
)
def test_names_fit_into_their_boxes(name):
    broken = lines(name)
    assert "".join("".join(broken).split()) == "".join(name.split())
    assert all(len(line) <= LINE_CHARACTERS for line in broken)


def test_wider_letters_need_more_space():
    assert width("Щщ") > width("Нн") > width("Г.")
    assert width("й") == width("и\u0306")
