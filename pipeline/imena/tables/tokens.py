"""A document in, its tokens and sentences out: those of the run, or the same rules without nets."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from imena.components import doc_cache
from imena.components.segment import Segment
from imena.components.tokenise import Tokenizer
from imena.tables.annotated_documents import AnnotatedDocument


class Tokens:
    """Makes Docs of tokens and sentences, and of lemmas and tags where the run kept them."""

    def __init__(self) -> None:
        """Begin with an empty vocabulary that knows what whitespace is; no model is loaded."""
        self._tokenise = Tokenizer(spacy.blank("xx").vocab)
        self._segment = Segment()

    def __call__(self, document: AnnotatedDocument) -> Doc:
        """The Doc of a document's text, without entities."""
        doc = self._segment(self._tokenise(document.text))
        doc_cache.clear(doc)
        words = [token for token in doc if not token.is_space]
        same = [token.idx for token in words] == [row["start"] for row in document.tokens]
        if document.tokens and same:  # they are not if the user's own component cut them
            for token, row in zip(words, document.tokens, strict=True):
                token.lemma_, token.pos_ = row["lemma"], row["pos"]
                token.set_morph(row["feats"])
        return doc
