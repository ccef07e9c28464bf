"""Split a tokenised Doc into sentences: razdel's rules within a paragraph, never across."""

from __future__ import annotations

import numpy as np
from spacy.attrs import IDX, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from imena.components.attributes import register
from imena.components.batch import BatchComponent
from imena.components.doc_cache import paragraphs_of, take_text
from imena.components.language import language_of
from imena.speedups.sentences import sentence_starts


class Segment(BatchComponent):
    """Sets ``token.is_sent_start``."""

    def __init__(self) -> None:
        """Make ``doc._.layout`` known to spaCy."""
        register()

    def annotate(self, docs: list[Doc]) -> None:
        """Find the sentences of each Doc."""
        for doc in docs:
            offsets = doc.to_array([IDX, IS_SPACE])
            words = offsets[offsets[:, 1] == 0, 0]  # offsets of the tokens that are not space
            text = take_text(doc)
            language_of(doc, text)  # kept on the Doc while its text is at hand
            first = np.searchsorted(words, _starts_within(text, paragraphs_of(doc, text)))
            starts = np.isin(offsets[:, 0], words[first[first < len(words)]])
            if len(words):
                starts[offsets[:, 0] == words[0]] = False
            starts[:1] = True  # leading whitespace belongs to the first sentence
            values = np.where(starts, 1, -1).astype(np.int64).astype(np.uint64)
            doc.from_array([SENT_START], values.reshape(-1, 1))


def _starts_within(text: str, paragraphs: list[int]) -> list[int]:
    """Return the offset of the first character of every sentence, paragraph by paragraph."""
    return [
        start + sentence
        for start, end in zip(paragraphs, [*paragraphs[1:], len(text)], strict=True)
        for sentence in sentence_starts(text[start:end])
    ]


@Language.factory("imena_segment", assigns=["token.is_sent_start", "doc.sents"])
def create_segment(nlp: Language, name: str) -> Segment:
    """``nlp.add_pipe("imena_segment")``."""
    return Segment()
