"""The batched network against slovnet's own, sequence by sequence."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slovnet.exec.model import NER as NERModel
from slovnet.exec.model import Morph as MorphModel
from slovnet.exec.pack import Pack
from slovnet.shape import SHAPES
from slovnet.shape import word_shape as slovnet_shape

from imena.nets import tagger as tagger_module
from imena.nets.archive import MORPH, NAVEC, NER, natasha_data, read_navec
from imena.nets.shape import word_shape
from imena.nets.tagger import read_tagger

WORDS = [
    "Валерий", "Герасимов", "и", "Джозеф", "Данфорд", "встретились", "в", "Баку", ",", "сообщает",
    "Минобороны", "РФ", ".", "«", "Интерфакс-АВН", "»", "2018", "iPhone", "ГЕНШТАБ", "кракозябрище",
]  # fmt: skip


class SlovnetNavec:
    """What slovnet asks of a navec, over our own reader: navec's loads the vectors for seconds."""

    def __init__(self):
        navec = read_navec(natasha_data() / NAVEC)
        self.meta = self
        self.id, self.pq, self.indexes, self.codes = navec.id, self, navec.indexes, navec.codes


@pytest.fixture(scope="module", params=[(MORPH, MorphModel), (NER, NERModel)], ids=["morph", "ner"])
def pair(request):
    path, model = request.param
    with Pack(natasha_data() / path) as pack:
        slovnet = pack.load_model(model)
        slovnet = slovnet.inject_arrays(dict(pack.load_arrays(slovnet.weights)))
        vocabularies = pack.load_vocab("word"), pack.load_vocab("shape")
    return read_tagger(natasha_data() / path), slovnet.inject_navec(SlovnetNavec()), vocabularies


def slovnet_emissions(model, vocabularies, words):
    word_vocab, shape_vocab = vocabularies
    word_ids = np.array([[word_vocab.encode(word.lower()) for word in words]])
    shape_ids = np.array([[shape_vocab.encode(slovnet_shape(word)) for word in words]])
    return model(word_ids, shape_ids, np.zeros(word_ids.shape, bool))[0]


def lay_out(sequences):
    """The arguments of a tagger for sequences of words."""
    flat = [word for sequence in sequences for word in sequence]
    words = sorted(set(flat))
    tokens = np.array([words.index(word) for word in flat], np.int64)
    return words, tokens, np.array([len(sequence) for sequence in sequences], np.int64)


def test_emissions_are_slovnets(pair):
    ours, slovnet, vocabularies = pair
    sequences = [WORDS, WORDS[:1], WORDS[5:12], WORDS[::-1]]
    expected = [slovnet_emissions(slovnet, vocabularies, words) for words in sequences]
    emissions = ours.emissions(*lay_out(sequences))
    np.testing.assert_allclose(emissions, np.concatenate(expected), atol=2e-3)


def test_windows_do_not_show(pair, monkeypatch):
    ours, _, _ = pair
    batch = lay_out([WORDS[:7], WORDS[7:8], WORDS * 2, WORDS[8:]])
    whole = ours.emissions(*batch)
    monkeypatch.setattr(tagger_module, "WINDOW", 5)
    np.testing.assert_allclose(ours.emissions(*batch), whole, atol=1e-4)
    assert ours.best_tags(*batch).tolist() == whole.argmax(1).tolist()


def test_no_words(pair):
    ours, _, _ = pair
    assert ours.emissions(*lay_out([])).shape == (0, len(ours.tags))
    assert ours.best_tags(*lay_out([])).shape == (0,)


@settings(max_examples=300)
@given(st.text(min_size=1, max_size=6) | st.text(alphabet="абвАБВaA-'’1+.,", min_size=1))
def test_shapes_are_slovnets(word):
    assert word_shape(word) == slovnet_shape(word)
    assert word_shape(word) in SHAPES


def test_threads_do_not_disturb_each_other(pair, monkeypatch):
    ours, _, _ = pair
    known = sorted(ours._first._navec.word_ids)
    batches = [lay_out([known[i : i + 40_000 : 1000]]) for i in range(8)]
    expected = [ours.emissions(*batch) for batch in batches]
    monkeypatch.setattr(ours._first, "_table", np.zeros((48, ours._first._table.shape[1]), "f4"))
    monkeypatch.setattr(ours._first, "_last_call", np.zeros(48, np.int64))
    monkeypatch.setattr(ours._first, "_slots", {})  # room for one batch: each forgets the last
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            for found, wanted in zip(
                pool.map(lambda batch: ours.emissions(*batch), batches), expected, strict=True
            ):
                np.testing.assert_allclose(found, wanted, atol=1e-4)
