"""Tokenise a text into a spaCy Doc by razdel's rules, with every character kept."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from imena.components.doc_cache import TEXT
from imena.components.tokens import cut_runs
from imena.speedups.lexical_attributes import speed_up

MAX_CHARS = 10_000_000  # characters in one document: a long book has 5 million


class Tokenizer(DummyTokenizer):
    """razdel's tokens as a spaCy tokenizer; whitespace that spaCy cannot imply is a token."""

    def __init__(self, vocab: Vocab) -> None:
        """Make Docs over ``vocab``."""
        self.vocab = vocab
        speed_up(vocab)

    def __call__(self, text: str) -> Doc:
        """Split ``text``; ``doc.text`` equals it to the character."""
        words: list[str] = []
        spaces: list[bool] = []
        start = len(text) - len(text.lstrip())
        if start:
            words.append(text[:start])
            spaces.append(False)
        for tokens, gap in cut_runs(text, start):
            words += tokens
            spaces += [False] * len(tokens)
            if gap:
                spaces[-1] = gap[0] == " "  # a first space belongs to the token before it
                rest = gap[spaces[-1] :]
                if rest:
                    words.append(rest)
                    spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces, user_data={TEXT: text})


@registry.tokenizers("imena.Tokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """``[nlp.tokenizer] @tokenizers = "imena.Tokenizer.v1"`` in a spaCy config."""
    return lambda nlp: Tokenizer(nlp.vocab)


@registry.callbacks("imena.limits.v1")
def create_limits(max_chars: int = MAX_CHARS) -> Callable[[Language], Language]:
    """``[nlp.after_creation] @callbacks = "imena.limits.v1"``: raise spaCy's limit of a million."""

    def set_limits(nlp: Language) -> Language:
        nlp.max_length = max_chars
        return nlp

    return set_limits
