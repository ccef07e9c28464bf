"""Test plots and the counts behind them."""

import builtins
from dataclasses import replace

import matplotlib
import pandas as pd
import pytest

import imena
from imena import plots
from imena.errors import MissingExtraError, UsageError

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


TEXTS = {
    "may": "Валерий Герасимов прилетел в Баку. В Баку Герасимов встретил Данфорда.",
    "june": "Герасимов и Данфорд улетели. Компания «Баку» осталась.",
    "none": "Данфорд вернулся.",
}
DATES = {"may": "2017-05-31", "june": "03.06.2017"}


@pytest.fixture(scope="module")
def found():
    rows = [{"id": name, "text": text, "date": DATES.get(name)} for name, text in TEXTS.items()]
    return imena.extract(pd.DataFrame(rows))


def names_of(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def test_co_occurrence_matrix(found):
    ax = plots.together(imena.network(found))
    assert set(names_of(ax.yaxis)) == {"Валерий Герасимов", "Данфорд", "Баку"}
    assert names_of(ax.yaxis) == names_of(ax.xaxis)
    cells = {
        (names_of(ax.yaxis)[int(y)], names_of(ax.xaxis)[int(x)]): text.get_text()
        for text in ax.texts
        for x, y in [text.get_position()]
    }
    assert cells["Данфорд", "Валерий Герасимов"] == cells["Валерий Герасимов", "Данфорд"] == "2"
    assert len(cells) == 6
    assert len(names_of(plots.together(imena.network(found), top=2).yaxis)) == 2


def test_namesakes_are_labelled_with_their_ids(found):
    graph = imena.network(found, unit="document")
    labels = names_of(plots.together(graph).yaxis)
    assert {"Баку (LOC)", "Баку (ORG)"} < set(labels)


def test_namesakes_have_separate_bars(found):
    labels = names_of(plots.frequencies(found.entities).yaxis)
    assert {"Баку (LOC)", "Баку (ORG)", "Данфорд"} < set(labels)


def test_namesakes_are_distinguished_in_the_network(found):
    drawn = plots.network(imena.network(found, unit="document"))
    written = " ".join(text.get_text() for text in drawn.texts)
    assert "Баку (LOC)" in written
    assert "Баку (ORG)" in written


def test_the_network_plot_has_all_names(found):
    graph = imena.network(found)
    ax = plots.network(graph)
    assert {"Валерий Герасимов", "Данфорд"} <= {text.get_text() for text in ax.texts}


def test_tables_instead_of_a_graph_are_refused():
    for draw in (plots.network, plots.together):
        with pytest.raises(UsageError, match=r"imena.network\(tables, top=50\)"):
            draw(imena.extract(["Баку"]))


def test_mentions_over_time(found):
    ax = plots.timeline(found, ["Валерий Герасимов", "Данфорд"], every="month")
    lines = {line.get_label(): list(line.get_ydata()) for line in ax.lines}
    assert lines == {"Валерий Герасимов": [2, 1], "Данфорд": [1, 1]}
    assert names_of(ax.xaxis) == ["2017-05", "2017-06"]
    (line,) = plots.timeline(found, "Герасимов").lines  # an alias of one of them only
    assert line.get_label() == "Валерий Герасимов"
    every_day = plots.timeline(found, every="day").lines[0]
    assert len(every_day.get_ydata()) == 4  # from 31 May to 3 June
    with pytest.raises(UsageError, match="no entity has the name 'Путин'"):
        plots.timeline(found, ["Путин"])
    with pytest.raises(UsageError, match="choose day, week, month, year"):
        plots.timeline(found, every="hour")
    with pytest.raises(UsageError, match="no document has a date"):
        plots.timeline(imena.extract(["Он в Баку."]))


def dated(*texts):
    rows = [{"text": text, "date": f"2020-0{n}-01"} for n, text in enumerate(texts, 1)]
    return imena.extract(pd.DataFrame(rows))


def shown(ax):
    ax.figure.canvas.draw()
    return {line.get_label(): list(line.get_ydata()) for line in ax.lines}


def test_namesakes_have_separate_lines():
    two = dated("Он в Баку. И в Баку она.", "Компания «Баку» осталась.")
    assert shown(plots.timeline(two)) == {"Баку (LOC)": [2, 0], "Баку (ORG)": [0, 1]}
    assert shown(plots.timeline(two, "Баку")) == shown(plots.timeline(two))
    (place,) = two.entities.loc[two.entities["label"] == "LOC", "entity_id"]
    assert shown(plots.timeline(two, [place])) == {"Баку": [2, 0]}


def test_periods_without_mentions():
    assert shown(plots.timeline(dated("Он ушёл.", "Он в Баку.", "Тихо."))) == {"Баку": [0, 1, 0]}
    assert shown(plots.timeline(dated("Он ушёл.", "Тихо."))) == {}


def test_names_are_not_read_as_formulas(found):
    name = r"A$\frac$AP"
    entities = found.entities.assign(name=name)
    graph = imena.network(replace(found, entities=entities))
    timeline = plots.timeline(replace(found, entities=entities.head(1)))
    for ax in (plots.frequencies(entities), plots.network(graph), plots.together(graph), timeline):
        ax.figure.canvas.draw()  # raises if matplotlib reads a name as a formula


def test_plot_of_reliability():
    bins = pd.DataFrame({"score": [0.5, 0.9], "right": [0.4, 1.0], "mentions": [10, 90]})
    ax = plots.reliability(bins)
    assert ax.collections[0].get_offsets().tolist() == [[0.5, 0.4], [0.9, 1.0]]


def test_every_model_has_its_own_line():
    bins = pd.DataFrame(
        {
            "model": ["sm", "sm", "$a$"],
            "score": [0.5, 0.9, 0.7],
            "right": [0.4, 1.0, 0.6],
            "mentions": [10, 90, 20],
        }
    )
    ax = plots.reliability(bins)
    assert [list(line.get_xdata()) for line in ax.lines] == [[0, 1], [0.5, 0.9], [0.7]]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["as they say", "sm", r"\$a\$"]
    colours = [line.get_color() for line in ax.lines]
    assert len(set(colours)) == 3
    of_one = plots.reliability(bins.query("model == 'sm'")).get_legend().get_texts()
    assert [text.get_text() for text in of_one] == ["as they say", "measured"]
    assert len(plots.reliability(bins.head(0)).lines) == 2


def test_empty_tables_can_be_plotted(tables):
    assert len(plots.frequencies(tables.entities.head(0)).patches) == 0
    nobody = imena.network(imena.extract(["Он уехал."]))
    assert len(plots.together(nobody).texts) == 0
    assert len(plots.network(nobody).texts) == 0


def test_without_matplotlib_the_error_says_how_to_install_it(tables, monkeypatch):
    real = builtins.__import__

    def no_matplotlib(name, *arguments, **options):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", no_matplotlib)
    with pytest.raises(MissingExtraError, match=r'pip install "imena\[plots\]"'):
        plots.frequencies(tables.entities)
