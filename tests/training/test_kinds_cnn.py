"""The network of kinds in PyTorch gives what `imena.nets.kinds` computes from its weights."""

import numpy as np
import pytest

from imena.nets.archive import NAVEC, NER, natasha_data, read_navec, read_slovnet

torch = pytest.importorskip("torch", reason="training needs it: models/training/requirements.txt")

from models.training.cnn import Words  # noqa: E402
from models.training.kinds_cnn import KindsCnn  # noqa: E402

from imena.nets.kinds import read_kinds  # noqa: E402

TEXT = ["Президент", "США", "прилетел", "в", "Баку", "."]


def test_both_networks_agree(tmp_path):
    torch.manual_seed(0)
    start = read_slovnet(natasha_data() / NER)
    net = KindsCnn(start).eval()
    path = tmp_path / "kinds.npz"
    np.savez_compressed(path, **net.arrays(start))
    words = Words(start, read_navec(natasha_data() / NAVEC))
    numbers = torch.from_numpy(words.numbers(TEXT))[None]
    with torch.no_grad():
        scores = net(words.vectors[numbers], words.shapes[numbers], torch.ones(1, len(TEXT)))
    expected = torch.log_softmax(scores, -1)[0].numpy()
    found = read_kinds(path).log_probabilities(TEXT, np.arange(6), np.array([6]))
    np.testing.assert_allclose(found, expected, atol=0.02)  # the file has 16 bits
