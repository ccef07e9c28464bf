"""Which sentences an encoder reads, how, and how its scores are mixed in."""

import numpy as np
import pytest

from imena.components.batch import at_paragraphs, sequences
from imena.components.encoder_rescoring import SHARE, EncoderRescorer
from imena.components.letter_case import caseless_words
from imena.nets.encoder import log_softmax
from imena.nets.pieces import SPACE

TAGS = ("O", "B-PER", "I-PER")
SURE, UNSURE = [9.0, 0.0, 0.0], [0.2, 0.1, 0.0]
FREE = np.zeros((3, 3), np.float32)


class Encoder:
    """An encoder that takes every word for the first of a person, and keeps its input."""

    tags = ("B-PER", "O", "I-PER")
    answer = (-0.1, -3.0, -4.0)

    def __init__(self):
        self.read = []

    def log_probabilities(self, documents):
        self.read = [[(list(words), apart) for words, apart in document] for document in documents]
        size = sum(len(words) for document in self.read for words, _ in document)
        return np.tile(np.array([self.answer], np.float32), (size, 1))


def rescore(nlp, texts, doubtful):
    """Return the encoder's input, and the emissions before and after."""
    docs = [nlp.get_pipe("segment")(nlp.make_doc(text)) for text in texts]
    batch = sequences(docs, at_paragraphs, frame=".")
    words = [*batch.words, ""]
    rows = [UNSURE if words[token] in doubtful else SURE for token in batch.tokens]
    before = np.array(rows, np.float32)
    after, encoder = before.copy(), Encoder()
    EncoderRescorer(encoder, TAGS).rescore(docs, batch, after, FREE, caseless_words(docs, batch))
    return encoder.read, before, after


@pytest.mark.parametrize(
    ("texts", "doubtful", "expected"),
    [
        (["Был Пак. Ел."], {"Пак"}, [[("▁Был ▁Пак .", True)]]),
        (["Ел. Был (Пак)."], {"Пак"}, [[("▁Был ▁( Пак ) .", True)]]),
        (["Был Пак. Ел Пак."], {"Пак"}, [[("▁Был ▁Пак .", True), ("▁Ел ▁Пак .", False)]]),
        (["Был Пак. Пил. Ел Пак."], {"Пак"}, [[("▁Был ▁Пак .", True), ("▁Ел ▁Пак .", True)]]),
        (["Был Пак.\n\nЕл Пак."], {"Пак"}, [[("▁Был ▁Пак .", True), ("▁Ел ▁Пак .", True)]]),
        (["Пак.", "Ел.", "Пак."], {"Пак"}, [[("▁Пак .", True)], [("▁Пак .", True)]]),
        (["БЫЛ ПАК ТАМ"], {"ПАК"}, [[("▁был ▁пак ▁там", True)]]),
        (["Ел."], set(), []),
        ([""], set(), []),
        ([" \n", "Пак"], {"Пак"}, [[("▁Пак", True)]]),
    ],
)
def test_sentences_that_are_read(nlp, texts, doubtful, expected):
    read, _, _ = rescore(nlp, texts, doubtful)
    assert [
        [(" ".join(words), apart) for words, apart in document] for document in read
    ] == expected
    assert SPACE == "▁"


def test_both_scores_are_mixed_in_sentences_that_were_read(nlp):
    _, before, after = rescore(nlp, ["Был Пак. Ел."], {"Пак"})
    second = np.array([[-3.0, -0.1, -4.0]])
    mixed = (1 - SHARE) * log_softmax(before[:3]) + SHARE * second
    np.testing.assert_allclose(after[:3], mixed, rtol=1e-5)
    np.testing.assert_array_equal(after[3:], before[3:])
