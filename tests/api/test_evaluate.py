"""Test `imena.evaluate` and `imena evaluate`: every table of an evaluation and every check."""

import csv
import json

import pandas as pd
import pytest
from tests.helpers.marked import parse
from tests.helpers.paths import ROOT
from typer.testing import CliRunner

import imena
import imena.plots
from imena.cli import app
from imena.errors import UsageError
from imena.evaluation.counts import GROUPS, KINDS, count_documents, f1_scores
from imena.evaluation.gold import read_gold

GOLD = ROOT / "examples" / "gold.jsonl"
MARKED = [
    "Президент [России]LOC [Владимир Путин]PER прилетел в [Баку]LOC.",
    "[Минобороны]ORG [России]LOC молчит, [Кремль]ORG|LOC тоже.",
]


@pytest.fixture
def gold():
    return [parse(marked) for marked in MARKED]


@pytest.fixture
def path(tmp_path, gold):
    path = tmp_path / "gold.jsonl"
    lines = [json.dumps({"text": text, "spans": spans}) for text, spans in gold]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def scored(nlp):
    """Evaluate two models on the gold that ships: the small one, and one that misses mentions."""

    def worse(text):
        return [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents if e.label_ != "ORG"]

    return imena.evaluate(GOLD, {"sm": nlp, "worse": worse})


def predict_documents(*spans):
    return lambda text: [(text.index(part), text.index(part) + len(part), b) for part, b in spans]


def test_scores(gold, nlp):
    scores = imena.evaluate(gold, {"sm": nlp}).scores.set_index(["model", "kind", "label"])
    assert list(scores.index.unique("kind")) == list(KINDS)
    strict = scores.xs(("sm", "strict"), level=("model", "kind"))
    assert strict["f1"].to_dict() == dict.fromkeys(GROUPS, 1)
    assert strict["gold"].drop("ALL").sum() == strict.loc["ALL", "gold"] == 6


def test_scores_are_those_of_the_benchmarks(nlp, scored):
    benchmark = f1_scores(count_documents(read_gold(GOLD), nlp))
    scores = scored.scores.set_index(["model", "kind", "label"]).loc["sm"]
    for kind in KINDS:
        for label in GROUPS:
            assert scores.loc[(kind, label), "f1"] == pytest.approx(benchmark[kind][label])


def test_gold_spans_inside_tokens_are_not_scored():
    """razdel's token is «Баку-Тбилиси»: a model that finds its parts, as gold does, is not
    penalised.
    """
    text, spans = parse("Поезд [Баку]LOC-[Тбилиси]LOC идёт в [Москву]LOC.")
    found = [(*span, 0.9) for span in spans]
    evaluation = imena.evaluate([(text, spans)], {"as gold": lambda text: found})
    assert set(evaluation.scores.query("label in ('LOC', 'ALL')")["f1"]) == {1}
    assert evaluation.errors.empty
    assert evaluation.reliability["right"].tolist() == [1]
    assert any("inside a token, left out" in note for note in evaluation.notes)


def test_a_document_without_names_is_won_by_a_model_without_predictions():
    gold = [parse("[Баку]LOC"), ("Тихо.", []), ("Темно.", [])]
    quiet = {"Баку": [(0, 4, "LOC")], "Тихо.": [], "Темно.": []}
    noisy = quiet | {"Тихо.": [(0, 4, "PER")], "Темно.": [(0, 5, "PER")]}
    rows = imena.evaluate(gold, {"noisy": noisy.get, "quiet": quiet.get}).comparison
    (row,) = rows.query("kind == 'strict' and label == 'ALL'").itertuples()
    assert (row.model, row.won, row.lost, row.tied) == ("quiet", 2, 0, 1)


def test_bootstrap_samples_without_a_label_do_not_lower_its_score():
    """A rare label is missing from some bootstrap samples, which must not count as errors there."""
    rare = [parse("[Минобороны]ORG молчит."), parse("[МИД]ORG молчит, [Лавров]PER тоже.")]
    gold = [parse("[Баку]LOC тих.")] * 28 + rare
    found = {text: spans for text, spans in gold}
    evaluation = imena.evaluate(gold, {"as gold": found.get})
    rows = evaluation.scores.query("kind == 'strict'").set_index("label")
    assert rows.loc["ORG", ["low", "f1", "high"]].tolist() == [1, 1, 1]
    # a bootstrap over one document has no interval
    assert rows.loc["PER", ["low", "high"]].isna().all()
    assert any("gold has ORG in 2 of 30 documents" in note for note in evaluation.notes)
    assert any("gold has PER in one document" in note for note in evaluation.notes)


def test_either_label_of_a_choice_is_correct():
    text, gold = parse("[Комитет США]ORG|LOC и [Кремль]ORG|LOC молчат.")
    found = {"a": parse("Комитет [США]LOC и [Кремль]LOC молчат.")[1]}
    found["b"] = parse("Комитет [США]LOC и [Кремль]ORG молчат.")[1]
    models = {name: lambda text, spans=spans: spans for name, spans in found.items()}
    evaluation = imena.evaluate([(text, gold)], models)
    rows = evaluation.scores.set_index(["model", "kind", "label"])["f1"]
    for model in models:
        assert rows[model, "type", "ALL"] == 1
        assert rows[model, "strict", "ALL"] == 0.5
    assert evaluation.errors["kind"].tolist() == ["bounds", "bounds"]
    assert any("choice of labels" in note for note in evaluation.notes)


def test_intervals_contain_the_scores(scored):
    scores = scored.scores
    assert (scores["low"] <= scores["f1"]).all()
    assert (scores["f1"] <= scores["high"]).all()
    (row,) = scores.query("model == 'sm' and kind == 'strict' and label == 'ORG'").itertuples()
    assert 0.3 < row.low < row.f1 < row.high < 1


def test_one_document_has_no_interval(gold, nlp):
    one = imena.evaluate(gold[:1], nlp)
    assert one.scores[["low", "high"]].isna().all(axis=None)
    assert "intervals need several" in one.notes[0]


def test_comparison_of_two_models(scored):
    rows = scored.comparison.set_index(["kind", "label"])
    assert rows[["model", "other"]].drop_duplicates().to_numpy().tolist() == [["worse", "sm"]]
    organisations = rows.loc[("strict", "ORG")]
    assert organisations["difference"] < organisations["high"] < 0
    assert rows.loc[("strict", "PER"), ["difference", "low", "high"]].tolist() == [0, 0, 0]
    assert (rows[["won", "lost", "tied"]].sum(axis=1) == 8).all()


def test_confusion_and_error_counts_agree(scored):
    for model in scored.models:
        table = scored.confusion.loc[model]
        kinds = scored.errors.query("model == @model")["kind"].value_counts()
        assert table.loc["none"].sum() == kinds.get("spurious", 0)
        assert table["none"].sum() == kinds.get("missed", 0)
        strict = scored.scores.query("model == @model and kind == 'strict' and label == 'ALL'")
        assert table.drop(columns="none").to_numpy().sum() - table.loc["none"].sum() == (
            strict["correct"].item() + kinds.drop(["missed", "spurious"], errors="ignore").sum()
        )


def test_errors(gold):
    model = predict_documents(("Путин", "PER"), ("Президент", "ORG"), ("Баку", "ORG"))
    errors = imena.evaluate(gold[:1], model).errors
    assert list(zip(errors["kind"], errors["gold"], errors["found"], strict=True)) == [
        ("missed", "России", pd.NA),
        ("spurious", pd.NA, "Президент"),
        ("label", "Баку", "Баку"),
        ("bounds", "Владимир Путин", "Путин"),
    ]
    (bounds,) = errors[errors["kind"] == "bounds"].itertuples()
    assert (bounds.start, bounds.found_start) == (17, 26)
    assert bounds.left + bounds.text + bounds.right == gold[0][0]


def test_errors_are_sorted_by_kind_and_document(scored):
    order = ["missed", "spurious", "label", "bounds", "label and bounds"]
    errors = scored.errors.query("model == 'sm'")
    assert errors["kind"].map(order.index).is_monotonic_increasing
    missed = errors[errors["kind"] == "missed"]
    ids = [document.doc_id for document in scored.gold]
    places = [(ids.index(row.doc_id), row.start) for row in missed.itertuples()]
    assert places == sorted(places)


def test_documents_with_the_lowest_scores_come_first(scored):
    rows = scored.documents.query("model == 'sm'")
    assert rows["f1"].is_monotonic_increasing
    assert set(rows["doc_id"]) == {document.doc_id for document in scored.gold}


def test_reliability(scored):
    bins = scored.reliability
    assert set(bins["model"]) == {"sm"}  # the other model has no scores
    assert bins["score"].is_monotonic_increasing
    assert ((bins["low"] <= bins["right"]) & (bins["right"] <= bins["high"])).all()
    strict = scored.scores.query("model == 'sm' and kind == 'strict' and label == 'ALL'")
    right = (bins["right"] * bins["mentions"]).sum()
    assert strict["correct"].item() - right <= strict["predicted"].item() - bins["mentions"].sum()


def test_no_reliability_without_scores(gold):
    assert imena.evaluate(gold, lambda text: []).reliability.empty


def test_reliability_can_be_plotted(scored):
    pytest.importorskip("matplotlib")
    assert imena.plots.reliability(scored.reliability).get_xlabel()


@pytest.fixture
def ministry_gold():
    text, spans = parse("[Минобороны России]ORG и [МИД Германии]ORG молчат.")
    return [(text, spans)]


def test_gold_of_full_names_gives_a_note(ministry_gold, nlp):
    (note,) = [n for n in imena.evaluate(ministry_gold, nlp).notes if "--spans" in n]
    assert "strict F1 is 1.000 with spans='outer' and 0.000 with spans='flat'" in note
    outer = imena.evaluate(ministry_gold, nlp, spans="outer")
    assert not [n for n in outer.notes if "--spans" in n]
    assert outer.errors.empty


def test_nested_gold(nlp):
    gold = [("Минобороны России молчит.", [(0, 17, "ORG"), (11, 17, "LOC")])]
    nested = imena.evaluate(gold, nlp, spans="nested")
    assert nested.errors.empty
    outer = imena.evaluate(gold, nlp, spans="outer")
    assert outer.errors.empty
    assert "gold mentions inside others, left out: 1" in outer.notes
    flat = imena.evaluate(gold, nlp)
    assert "gold mentions inside others, which spans='flat' cannot find: 1" in flat.notes


def test_notes_count_what_was_left_out():
    gold = [("Москва-река течёт в мае", [(0, 6, "LOC"), (20, 23, "DATE")])]
    found = imena.evaluate(gold, {"other": predict_documents(("мае", "DATE"))})
    assert found.notes == (
        "gold labels other than PER, LOC, ORG, left out: DATE 1",
        "gold mentions that begin or end inside a token, left out: 1",
        "gold is one document: intervals need several",
        "other: labels other than PER, LOC, ORG, left out: DATE 1",
    )


def test_an_unknown_way_to_mark_mentions(gold, nlp):
    with pytest.raises(UsageError, match="spans cannot be 'long'"):
        imena.evaluate(gold, nlp, spans="long")


def test_the_text_of_an_evaluation(gold, nlp):
    assert repr(imena.evaluate(gold, {"sm": nlp})) == "Evaluation(sm: strict F1 1.000, 2 documents)"


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_the_command(path, tmp_path):
    done = run(path, "-o", tmp_path / "errors.csv", "--html", tmp_path / "scores.html")
    assert done.exit_code == 0
    assert "strict" in done.stdout
    assert "1.000" in done.stdout
    assert "note: gold has 2 documents" in done.stdout
    assert (tmp_path / "errors.csv").read_text("utf-8-sig").startswith('"model","kind","doc_id"')
    assert "</html>" in (tmp_path / "scores.html").read_text("utf-8")


def test_the_command_prints_a_few_errors_of_each_kind():
    done = run(GOLD, "--errors", 2)
    assert done.exit_code == 0
    assert "missed: 7, in gold but not found" in done.stdout
    assert "gold ORG «Весёлые ребята»" in done.stdout
    assert "… and 5 more: all of them with -o errors.csv" in done.stdout
    assert max(map(len, done.stdout.split("missed")[0].splitlines())) <= 80


def test_two_models_are_compared(path):
    done = run(path, "--model", "ru_imena_sm", "--model", "ru_imena_sm")
    assert "F1 of ru_imena_sm#2 minus F1 of ru_imena_sm" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["none.jsonl"], "none.jsonl does not exist"),
        ([GOLD, "--model", "none"], "unknown model 'none'"),
        ([GOLD, "--spans", "none"], "spans cannot be 'none'"),
        ([GOLD, "--map", "none"], "'none' is not a mapping of labels"),
        ([GOLD, "-o", "errors.xlsx"], "cannot write errors to errors.xlsx: end the path in .csv"),
        ([GOLD, "--html", "none/page.html"], "create the folder none first"),
    ],
)
def test_wrong_usage_of_the_command(arguments, why, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2
    assert why in done.stderr


def test_written_errors_contain_no_formulas(tmp_path):
    text = "=1+1 Иван"
    found = imena.evaluate([(text, [(5, 9, "PER")])], lambda text: [(0, 4, "ORG")])
    found.write_errors(tmp_path / "errors.csv")
    with (tmp_path / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["found"] for row in rows] == ["", "'=1+1"]
    assert not [c for row in rows for c in row.values() if c.startswith(("=", "+", "-", "@"))]
