"""Plots and the counts behind them."""

import builtins

import matplotlib
import pandas as pd
import pytest

from imena.errors import MissingExtraError
from imena.report import plots

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    matplotlib.pyplot.close("all")


def test_frequencies(tables):
    ax = plots.frequencies(tables.entities, top=5)
    assert [bar.get_width() for bar in ax.patches] == sorted(tables.entities["n_mentions"].head(5))
    assert ax.get_yticklabels()[-1].get_text() == "США"
    assert {text.get_text() for text in ax.get_legend().get_texts()} <= {"person", "place"}


def test_who_appears_with_whom():
    rows = [
        ("d", 0, "PER", "Герасимов"), ("d", 0, "PER", "Герасимов"), ("d", 0, "LOC", "Баку"),
        ("d", 1, "PER", "Герасимов"), ("d", 1, "LOC", "Баку"), ("d", 1, "PER", "Данфорд"),
        ("e", 0, "PER", "Данфорд"), ("e", 0, "ORG", "Баку"), ("f", 0, "LOC", "Москва"),
    ]  # fmt: skip
    mentions = pd.DataFrame(rows, columns=["doc_id", "sent_id", "label", "entity"])
    counts = plots.cooccurrence(mentions)
    assert counts.loc["Герасимов", "Баку (LOC)"] == counts.loc["Баку (LOC)", "Герасимов"] == 2
    assert counts.loc["Данфорд", "Баку (ORG)"] == 1
    assert counts.loc["Данфорд", "Данфорд"] == counts.loc["Москва"].sum() == 0
    documents = plots.cooccurrence(mentions, unit=("doc_id",), top=2)
    assert documents.shape == (2, 2)
    ax = plots.together(counts)
    assert [label.get_text() for label in ax.get_yticklabels()] == list(counts.index)


def test_nothing_can_be_plotted(tables):
    assert len(plots.frequencies(tables.entities.head(0)).patches) == 0
    counts = plots.cooccurrence(tables.mentions.head(0))
    assert counts.empty
    assert len(plots.together(counts).texts) == 0


def test_without_matplotlib_the_error_says_how_to_install_it(tables, monkeypatch):
    real = builtins.__import__

    def no_matplotlib(name, *arguments, **options):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", no_matplotlib)
    with pytest.raises(MissingExtraError, match=r'pip install "imena\[plots\]"'):
        plots.frequencies(tables.entities)
