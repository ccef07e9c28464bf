"""Test texts, pairs and DataFrames in memory as input."""

import numpy as np
import pandas as pd
import pytest

from imena.corpus.memory import from_frame, from_texts
from imena.errors import UsageError
from imena.options import ReadOptions


def test_texts_and_pairs():
    found = list(from_texts(["Баку", ("x", "Москва"), None, 5]))
    assert [(d.doc_id, d.text) for d in found] == [
        ("0", "Баку"),
        ("x", "Москва"),
        ("2", ""),
        ("3", ""),
    ]
    assert "int" in str(found[3].error)


def test_documents_of_a_frame_are_named_by_ids_or_index():
    frame = pd.DataFrame({"text": ["Баку", np.nan], "n": [1, 2]}, index=["a", "b"])
    found = list(from_frame(frame, ReadOptions()))
    assert [(d.doc_id, d.text, d.error) for d in found] == [("a", "Баку", None), ("b", "", None)]
    assert found[0].meta == {"n": 1}
    found = list(from_frame(frame.assign(id=[7, 8]), ReadOptions()))
    assert [d.doc_id for d in found] == ["7", "8"]


def test_a_frame_without_the_column():
    with pytest.raises(UsageError, match="'body'"):
        list(from_frame(pd.DataFrame({"body": []}), ReadOptions()))
