"""Draw tables with matplotlib."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from imena.colours import LABEL_COLOURS
from imena.drawing.label_size import FONT
from imena.drawing.network_drawing import drawing
from imena.errors import MissingExtraError, UsageError
from imena.tables.dates import document_dates
from imena.tables.find_entities import find_entities

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from imena.tables.tables import Tables

LABEL_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
OTHER_COLOUR = "#d9d9d9"
PERIODS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
NODE_COLUMNS = ["name", "label", "n_mentions"]
POINTS = 8  # font size of names in a network
WRITTEN = {"month": "%Y-%m", "year": "%Y"}
TICKS = 8  # date labels on a time axis at most
LINES = ("-", "--", ":")  # line styles to use in turn once the ten colours are used up


def frequencies(entities: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Draw bars for the entities with the most mentions, coloured by label.

    Args:
        entities: the table of entities, or a part of it.
        top: the number of bars.
        ax: where to draw; by default a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    most = entities.sort_values("n_mentions", ascending=False, kind="stable").head(top)[::-1]
    ax = ax or _new_axes(height=0.3 * len(most) + 0.8)
    if most.empty:
        return ax
    bars = ax.barh(range(len(most)), most["n_mentions"], color=[_colour(x) for x in most["label"]])
    ax.set_yticks(range(len(most)), [_literal(name) for name in _distinct_names(most)])
    ax.bar_label(bars, padding=3)
    ax.set_xlabel("mentions")
    ax.margins(x=0.1)
    ax.spines[["top", "right"]].set_visible(False)
    _legend(ax, most["label"])
    return ax


def network(graph: nx.Graph, *, ax: Axes | None = None) -> Axes:
    """Draw the graph of `imena.network`.

    Every name is written in full under its node without overlapping another. Up to 50 nodes are
    readable, so build the graph with ``top=50`` or fewer.

    Args:
        graph: of entities.
        ax: where to draw; by default a new figure as large as the names need.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    _check_graph(graph, "network")
    nodes = list(graph)
    index = {node: number for number, node in enumerate(nodes)}
    entities = pd.DataFrame([graph.nodes[node] for node in nodes], columns=NODE_COLUMNS)
    entities["name"] = _distinct_names(entities)
    edges = [(index[a], index[b], int(weight)) for a, b, weight in graph.edges(data="weight")]
    picture = drawing(entities, edges, len(edges))
    inches = POINTS / 72 / FONT  # a pixel of the drawing
    ax = ax or _new_axes(height=picture.height * inches, width=max(picture.width * inches, 2))
    ax.set_axis_off()
    if not picture.nodes:
        return ax
    from matplotlib.patches import Circle
    from matplotlib.patheffects import withStroke

    for edge in picture.edges:
        line = [edge.x1, edge.x2], [edge.y1, edge.y2]
        ax.plot(*line, color="#bbbbbb", linewidth=edge.width * POINTS / FONT, zorder=1)
    for node in picture.nodes:
        circle = Circle(
            (node.x, node.y), node.r, facecolor=_colour(node.label), edgecolor="#555555"
        )
        ax.add_patch(circle).set_zorder(2)
        for y, words in node.lines:
            text = ax.text(node.x, y, _literal(words), fontsize=POINTS, ha="center", zorder=3)
            text.set_path_effects([withStroke(linewidth=2, foreground="white")])
    ax.set(xlim=(0, picture.width), ylim=(picture.height, 0), aspect="equal")
    _legend(ax, entities["label"], loc="upper center", bbox_to_anchor=(0.5, 0), ncols=3)
    return ax


def together(graph: nx.Graph, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the weights in the graph of `imena.network` as a matrix.

    Args:
        graph: of entities.
        top: the number of entities, those with the strongest edges.
        ax: where to draw; by default a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    _check_graph(graph, "together")
    most = _closest(graph, top)
    size = len(most)
    ax = ax or _new_axes(height=0.4 * size + 1.5, width=0.45 * size + 2.5)
    if size == 0:
        return ax
    values = nx.to_numpy_array(graph, most)
    peak = 1.8 * values.max() or 1  # so that black text stays readable on the darkest cell
    ax.imshow(np.where(values == 0, np.nan, values), cmap="Blues", vmin=0, vmax=peak)
    entities = pd.DataFrame([graph.nodes[node] for node in most], columns=NODE_COLUMNS)
    labels = [_literal(name) for name in _distinct_names(entities)]
    ax.set_xticks(range(size), labels, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(size), labels)
    for row, column in zip(*values.nonzero(), strict=True):
        ax.text(column, row, f"{values[row, column]:.0f}", ha="center", va="center")
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return ax


def timeline(
    tables: Tables,
    names: Sequence[str] | None = None,
    *,
    every: str = "month",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many mentions entities have in each period, by the dates of the documents.

    Args:
        tables: of an extraction whose documents have dates; documents without one are not counted.
        names: names, aliases or ids of entities; by default the five in the most documents.
            Entities that share a name have a line each.
        every: ``day``, ``week``, ``month`` or ``year``.
        ax: where to draw; by default a new figure.

    Raises:
        UsageError: there is no such entity or period, or no document has a date.
        MissingExtraError: matplotlib is not installed.
    """
    if every not in PERIODS:
        raise UsageError(f"unknown period {every!r}: choose {', '.join(PERIODS)}")
    shown = _chosen(tables.entities, names)
    day_of = document_dates(tables.documents)
    if day_of.empty:
        raise UsageError(
            "no document has a date: give the column of dates with --date-column (date_column= "
            "in Python)"
        )
    period_of = pd.to_datetime(day_of).dt.to_period(PERIODS[every])
    index = pd.period_range(period_of.min(), period_of.max(), freq=PERIODS[every])
    wanted = ds.field("entity_id").isin(pa.array(list(shown["entity_id"]), pa.string()))
    mentions = tables.read("mentions", columns=["doc_id", "entity_id"], filters=wanted)
    period = mentions["doc_id"].map(period_of)
    ax = ax or _new_axes(height=3.2)
    from matplotlib.ticker import MaxNLocator

    starts = index.to_timestamp()
    labels = [_literal(name) for name in _distinct_names(shown)]
    for number, (id_, name) in enumerate(zip(shown["entity_id"], labels, strict=True)):
        counts = period[mentions["entity_id"] == id_].value_counts().reindex(index, fill_value=0)
        style = LINES[number // 10 % len(LINES)]
        ax.plot(starts, counts, style, marker="o", markersize=3, label=name)
    ticks = starts[:: -(-len(index) // TICKS)]
    ax.set_xticks(ticks, ticks.strftime(WRITTEN.get(every, "%Y-%m-%d")))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylabel(f"mentions a {every}")
    ax.set_ylim(bottom=0)
    ax.spines[["top", "right"]].set_visible(False)
    if labels:
        ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def reliability(bins: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often mentions of each score are right; calibrated scores lie on the diagonal.

    Args:
        bins: columns ``score`` (mean of a bin), ``right`` (share of right mentions) and
            ``mentions``, as `imena.evaluate` returns them; several models have a line each.
        ax: where to draw; by default a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    ax = ax or _new_axes(height=4, width=4.5)
    ax.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--", label="as they say")
    largest = max(bins["mentions"].max(), 1)
    for name, colour, part in _by_model(bins):
        sizes = 20 + 180 * part["mentions"] / largest
        ax.plot(part["score"], part["right"], color=colour, linewidth=1)
        ax.scatter(part["score"], part["right"], sizes, color=colour, label=name)
    ax.set(xlabel="score", ylabel="share that is right", xlim=(0, 1.02), ylim=(0, 1.04))
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, loc="upper left")
    return ax


def _by_model(bins: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Yield the bins of each model with its name and a colour."""
    if "model" not in bins or bins["model"].nunique() < 2:
        return [("measured", "#4477aa", bins)]
    parts = bins.groupby("model", sort=False)
    return [(_literal(name), f"C{n}", part) for n, (name, part) in enumerate(parts)]


def _check_graph(graph: Any, name: str) -> None:
    if not isinstance(graph, nx.Graph):
        raise UsageError(f"{name} needs a graph: plots.{name}(imena.network(tables, top=50))")


def _closest(graph: nx.Graph, top: int) -> list[str]:
    """Return the nodes of the strongest edges, ordered so that similar ones are neighbours."""
    edges = sorted(graph.edges(data="weight"), key=lambda edge: (-edge[2], sorted(edge[:2])))
    chosen: dict[str, None] = {}
    for one, other, _ in edges:
        new = {one, other} - chosen.keys()
        if len(chosen) + len(new) <= top:
            chosen.update(dict.fromkeys(sorted(new)))
    weights = dict(graph.subgraph(chosen).degree(weight="weight"))
    return sorted(chosen, key=lambda node: (-weights[node], node))


def _chosen(entities: pd.DataFrame, names: Sequence[str] | None) -> pd.DataFrame:
    """Return the entities of these names in order; without names, those in the most documents."""
    if names is None:
        return entities.nlargest(5, "n_docs")
    wanted = [names] if isinstance(names, str) else names
    matching = [entities.head(0), *(find_entities(entities, name) for name in wanted)]
    return pd.concat(matching).drop_duplicates("entity_id")


def _distinct_names(entities: pd.DataFrame) -> list[str]:
    """Return a distinct name for each entity; namesakes get their label."""
    n = Counter(entities["name"])
    pairs = zip(entities["name"], entities["label"], strict=True)
    return [name if n[name] == 1 else f"{name} ({label})" for name, label in pairs]


def _literal(name: str) -> str:
    """Escape dollar signs, which matplotlib would read as formulas."""
    return name.replace("$", r"\$")


def _new_axes(height: float, width: float = 7.0) -> Axes:
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtraError('plots need matplotlib: pip install "imena[plots]"') from error
    return pyplot.subplots(figsize=(width, max(height, 1.5)), layout="constrained")[1]


def _legend(ax: Axes, labels: Any, **options: Any) -> None:
    from matplotlib.patches import Patch

    shown = [label for label in LABEL_NAMES if label in set(labels)]
    handles = [Patch(color=_colour(label), label=LABEL_NAMES[label]) for label in shown]
    if handles:
        ax.legend(handles=handles, frameon=False, **{"loc": "lower right", **options})


def _colour(label: str) -> str:
    return LABEL_COLOURS.get(label, OTHER_COLOUR)
