"""Make the tokens and sentences of a document: those of the run, or new ones by the same rules."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from imena.components import doc_cache
from imena.components.segment import Segment
from imena.components.tokenise import Tokenizer
from imena.tables.annotated_documents import AnnotatedDocument


class Tokens:
    """Make Docs with tokens and sentences, and with lemmas and tags if the run kept them."""

    def __init__(self) -> None:
        """Create an empty vocabulary that recognises white space. No model is loaded."""
        self._tokenise = Tokenizer(spacy.blank("xx").vocab)
        self._segment = Segment()

    def __call__(self, document: AnnotatedDocument) -> Doc:
        """Return the Doc of a document's text, without entities."""
        doc = self._segment(self._tokenise(document.text))
        doc_cache.clear(doc)
        words = [token for token in doc if not token.is_space]
        same = [token.idx for token in words] == [row["start"] for row in document.tokens]
        if document.tokens and same:  # a user's own component may have changed the tokens
            for token, row in zip(words, document.tokens, strict=True):
                token.lemma_, token.pos_ = row["lemma"], row["pos"]
                token.set_morph(row["feats"])
        return doc
