"""A tokenised Doc in, sentences out: razdel's rules within a block of lines, never across."""

from __future__ import annotations

import numpy as np
from razdel import sentenize
from spacy.attrs import IDX, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from imena.components.batch import BatchComponent, blocks


class Segment(BatchComponent):
    """Sets ``token.is_sent_start``."""

    def annotate(self, docs: list[Doc]) -> None:
        """Find the sentences of each Doc by its own."""
        for doc in docs:
            offsets = doc.to_array([IDX, IS_SPACE])
            words = offsets[offsets[:, 1] == 0, 0]  # offsets of the tokens that are not space
            first = np.searchsorted(words, sentence_starts(doc.text, blocks(doc)))
            begins = np.isin(offsets[:, 0], words[first[first < len(words)]])
            if len(words):
                begins[offsets[:, 0] == words[0]] = False
            begins[:1] = True  # leading whitespace belongs to the first sentence
            values = np.where(begins, 1, -1).astype(np.int64).astype(np.uint64)
            doc.from_array([SENT_START], values.reshape(-1, 1))


def sentence_starts(text: str, starts: list[int]) -> list[int]:
    """Offsets of the first character of every sentence, given those of the blocks."""
    return [
        start + sentence.start
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if not text[start:end].isspace()
        for sentence in sentenize(text[start:end])
        if sentence.text
    ]


@Language.factory("imena_segment", assigns=["token.is_sent_start", "doc.sents"])
def create_segment(nlp: Language, name: str) -> Segment:
    """``nlp.add_pipe("imena_segment")``."""
    return Segment()
