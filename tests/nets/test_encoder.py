"""The encoder around its network, which is a stand-in here."""

import gzip
import sys

import numpy as np
import pytest

from imena.errors import MissingExtraError, WeightsError
from imena.nets.encoder import (
    VOCABULARY,
    Encoder,
    Sentence,
    read_encoder,
    read_vocabulary,
)
from imena.nets.pieces import Pieces
from imena.nets.probabilities import log_softmax

LETTERS = "абвгд"
TAGS, KINDS = ("O", "B-PER", "I-PER"), ("CITY", "DATE")


class Session:
    """A network whose scores of a piece are multiples of its number."""

    def __init__(self):
        self.calls = []

    def run(self, outputs, inputs):
        pieces, (name,) = inputs["pieces"], outputs
        self.calls.append(pieces.tolist())
        columns = {"scores": len(TAGS), "kinds": 3 * len(KINDS)}[name]
        return (pieces[:, :, None] * np.arange(columns, dtype=np.float32),)


@pytest.fixture
def encoder():
    pieces = Pieces(["", "", "", "", *LETTERS], [0.0] * 4 + [-1.0] * len(LETTERS), 3)
    return Encoder(Session(), pieces, TAGS, KINDS)


def test_a_row_of_log_probabilities_for_the_first_piece_of_each_word(encoder):
    rows = encoder.log_probabilities([[Sentence(["аб", "в"], True)], [Sentence(["д"], True)]])
    first_pieces = [[4], [6], [8]]
    np.testing.assert_allclose(
        rows, log_softmax(np.array(first_pieces) * np.arange(3.0)), rtol=1e-4
    )
    np.testing.assert_allclose(np.exp(rows).sum(1), 1)


def test_each_kind_has_three_probabilities_a_word(encoder):
    rows = encoder.kind_log_probabilities([[Sentence(["аб", "в"], True)]])
    assert rows.shape == (2, 2, 3)
    np.testing.assert_allclose(np.exp(rows).sum(2), 1, rtol=1e-6)
    np.testing.assert_allclose(rows[1, 1], log_softmax(6 * np.arange(3.0, 6.0)), rtol=1e-4)


def test_documents_are_read_apart(encoder):
    encoder.log_probabilities([[Sentence(["а"], True)], [Sentence(["б"], True)]])
    assert len(encoder._session.calls) == 2


def test_nothing_to_read(encoder):
    assert encoder.log_probabilities([]).shape == (0, 3)


def test_a_vocabulary_is_read(tmp_path):
    path = tmp_path / VOCABULARY
    path.parent.mkdir()
    path.write_bytes(
        gzip.compress("O B-PER\nCITY DATE\n\t0.0\n\t0.0\n\t0.0\n\t0.0\nа\t-1.5".encode())
    )
    tags, kinds, pieces = read_vocabulary(path)
    assert tags == ("O", "B-PER")
    assert kinds == ("CITY", "DATE")
    assert pieces.cut("а") == [4]


def test_without_onnxruntime_the_message_has_the_line_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r'pip install "imena\[lg\]"'):
        read_encoder(tmp_path)


def test_weights_that_are_not_there(tmp_path):
    pytest.importorskip("onnxruntime")
    with pytest.raises(WeightsError, match="cannot be read"):
        read_encoder(tmp_path)
