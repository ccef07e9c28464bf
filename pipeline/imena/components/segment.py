"""A tokenised Doc in, sentences out: razdel's rules within a block of lines, never across."""

from __future__ import annotations

import numpy as np
from spacy.attrs import IDX, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from imena.components.batch import BatchComponent, blocks, take_text
from imena.components.language import tell_language
from imena.speedups.sentences import sentence_starts


class Segment(BatchComponent):
    """Sets ``token.is_sent_start``."""

    def annotate(self, docs: list[Doc]) -> None:
        """Find the sentences of each Doc by its own."""
        for doc in docs:
            offsets = doc.to_array([IDX, IS_SPACE])
            words = offsets[offsets[:, 1] == 0, 0]  # offsets of the tokens that are not space
            text = take_text(doc)
            tell_language(doc, text)
            first = np.searchsorted(words, starts_within(text, blocks(doc, text)))
            begins = np.isin(offsets[:, 0], words[first[first < len(words)]])
            if len(words):
                begins[offsets[:, 0] == words[0]] = False
            begins[:1] = True  # leading whitespace belongs to the first sentence
            values = np.where(begins, 1, -1).astype(np.int64).astype(np.uint64)
            doc.from_array([SENT_START], values.reshape(-1, 1))


def starts_within(text: str, starts: list[int]) -> list[int]:
    """Offsets of the first character of every sentence, given those of the blocks."""
    return [
        start + sentence
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        for sentence in sentence_starts(text[start:end])
    ]


@Language.factory("imena_segment", assigns=["token.is_sent_start", "doc.sents"])
def create_segment(nlp: Language, name: str) -> Segment:
    """``nlp.add_pipe("imena_segment")``."""
    return Segment()
