"""Test the manifest of a run."""

import hashlib
import json

import imena


def test_the_manifest_has_what_a_paper_needs(tables, page):
    manifest = tables.manifest
    assert json.loads(json.dumps(manifest)) == manifest
    assert manifest["libraries"]["imena"] == imena.__version__
    assert manifest["model"]["name"] == "ru_imena_sm"
    assert {"ru_imena_sm/cased.tar", "ru_imena_sm/caseless.tar"} < set(manifest["model"]["weights"])
    assert all(len(digest) == 64 for digest in manifest["model"]["weights"].values())
    assert manifest["counts"]["mentions"] == len(tables.mentions)
    assert manifest["counts"]["status"] == {"ok": 1}
    digest = hashlib.sha256(b"baku.txt\0" + page.encode() + b"\0").hexdigest()
    assert manifest["input"] == {"documents": 1, "characters": len(page), "sha256": digest}


def test_the_manifest_of_the_accurate_model_names_its_encoder_and_what_runs_it(nlp_lg):
    manifest = imena.extract(["Он прилетел в Баку."], model=nlp_lg).manifest
    assert {"ru_imena_lg/encoder.onnx", "ru_imena_lg/pieces.gz"} < set(manifest["model"]["weights"])
    assert "onnxruntime" in manifest["libraries"]
