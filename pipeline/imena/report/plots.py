"""Tables in, matplotlib Axes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from imena.errors import MissingExtraError
from imena.report.colours import LABEL_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
OTHER_COLOUR = "#d9d9d9"


def frequencies(entities: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Bars of the entities with the most mentions, coloured by label.

    Args:
        entities: the table of entities, or a part of it.
        top: how many bars.
        ax: where to draw; a new figure without it.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    most = entities.sort_values("n_mentions", ascending=False, kind="stable").head(top)[::-1]
    ax = ax or _new_axes(height=0.3 * len(most) + 0.8)
    if most.empty:
        return ax
    bars = ax.barh(range(len(most)), most["n_mentions"], color=[_colour(x) for x in most["label"]])
    ax.set_yticks(range(len(most)), most["name"])
    ax.bar_label(bars, padding=3)
    ax.set_xlabel("mentions")
    ax.margins(x=0.1)
    ax.spines[["top", "right"]].set_visible(False)
    _legend(ax, most["label"])
    return ax


def cooccurrence(
    mentions: pd.DataFrame, *, unit: tuple[str, ...] = ("doc_id", "sent_id"), top: int = 12
) -> pd.DataFrame:
    """How often two entities are mentioned in the same unit of text.

    Args:
        mentions: the table of mentions, or a part of it.
        unit: the columns that name a unit; the default is the sentence.
        top: how many entities, those that share the most units with others.

    Returns:
        A symmetric frame of counts, int, entities by entities, zero on the diagonal. Two entities
        of one name are kept apart by their label.
    """
    if mentions.empty:
        return pd.DataFrame(dtype=int).rename_axis(index="entity", columns="entity")
    names = mentions["entity"].astype(str)
    labels = mentions.groupby(names)["label"].transform("nunique")
    names = names.where(labels == 1, names + " (" + mentions["label"].astype(str) + ")")
    units = pd.factorize(pd.MultiIndex.from_frame(mentions[list(unit)]))[0]
    present = (pd.crosstab(units, names.to_numpy()) > 0).astype(int)
    counts = (present.T @ present).to_numpy().copy()
    np.fill_diagonal(counts, 0)
    frame = pd.DataFrame(counts, index=present.columns, columns=present.columns)
    order = frame.sum().sort_values(ascending=False, kind="stable").head(top).index
    return frame.loc[order, order].rename_axis(index="entity", columns="entity")


def together(counts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Who appears with whom, as a matrix of the counts that `cooccurrence` gives.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    size = len(counts)
    ax = ax or _new_axes(height=0.4 * size + 1.5, width=0.45 * size + 2.5)
    if size == 0:
        return ax
    values = counts.to_numpy(dtype=float)
    most = values.max()
    ax.imshow(np.where(values == 0, np.nan, values), cmap="Blues", vmin=0, vmax=1.4 * max(most, 1))
    ax.set_xticks(range(size), counts.columns, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(size), counts.index)
    for row, column in zip(*values.nonzero(), strict=True):
        ax.text(column, row, f"{values[row, column]:.0f}", ha="center", va="center")
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return ax


def _new_axes(height: float, width: float = 7.0) -> Axes:
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtraError('plots need matplotlib: pip install "imena[plots]"') from error
    return pyplot.subplots(figsize=(width, max(height, 1.5)), layout="constrained")[1]


def _legend(ax: Axes, labels: Any) -> None:
    from matplotlib.patches import Patch

    shown = [label for label in LABEL_NAMES if label in set(labels)]
    handles = [Patch(color=_colour(label), label=LABEL_NAMES[label]) for label in shown]
    if handles:
        ax.legend(handles=handles, loc="lower right", frameon=False)


def _colour(label: str) -> str:
    return LABEL_COLOURS.get(label, OTHER_COLOUR)
