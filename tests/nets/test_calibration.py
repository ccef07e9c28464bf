"""Calibration curves, their fit, and the calibrated scores."""

import json

import numpy as np
import pytest
from models.training.calibrate import expected_calibration_error, fit
from tests.helpers.paths import ROOT

import imena
from imena.nets.calibration import Curve


def test_a_curve_keeps_order_and_bounds():
    found = Curve(0.5, -0.1)(np.array([0.0, 0.1, 0.5, 0.9, 1.0]))
    assert (np.diff(found) > 0).all()
    assert found.min() > 0
    assert found.max() < 1


def test_the_curve_of_no_change():
    assert Curve()(np.array([0.2, 0.7])) == pytest.approx([0.2, 0.7])


def test_a_curve_is_found_again():
    random = np.random.default_rng(0)
    own = random.uniform(0.02, 0.98, 20_000)
    right = random.random(20_000) < Curve(0.5, -0.3)(own)
    curve = fit(own, right)
    assert curve == pytest.approx((0.5, -0.3), abs=0.05)
    assert (
        expected_calibration_error(curve(own), right)
        < 0.02
        < expected_calibration_error(own, right)
    )


def test_sure_mentions_are_right_more_often(nlp):
    lines = (ROOT / "tests/data/nerel_excerpt.jsonl").read_text("utf-8").splitlines()
    sure, unsure = [], []
    for document in map(json.loads, lines):
        gold = {tuple(span) for span in document["spans"]}
        for ent in nlp(document["text"]).ents:
            if ent._.score is None:
                continue
            right = (ent.start_char, ent.end_char, ent.label_) in gold
            (sure if ent._.score >= 0.9 else unsure).append(right)
    assert np.mean(sure) >= 0.85
    assert np.mean(sure) > np.mean(unsure) + 0.1


def test_curves_are_applied_to_the_networks_own_probabilities(nlp):
    text = "Валерий Герасимов прилетел в Баку."
    plain = imena.load(exclude=["recognise"])
    plain.add_pipe("imena_recognise", name="recognise", before="normalise")
    own = np.array([ent._.score for ent in plain(text).ents])
    curves = nlp.get_pipe("recognise")._curves
    shipped = [ent._.score for ent in nlp(text).ents]
    assert [curves["PER"](own[0]), curves["LOC"](own[1])] == pytest.approx(shipped)
    assert own != pytest.approx(shipped)
