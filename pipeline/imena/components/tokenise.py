"""Tokenise a text into a spaCy Doc by razdel's rules, with every character kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from imena.components.doc_cache import PARAGRAPHS, TEXT
from imena.components.homoglyphs import ANY_LETTER
from imena.components.tokens import cut_runs
from imena.layout.hyphens import cut_words
from imena.layout.paragraphs import paragraph_starts
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
        cuts = cut_words(text)
        if not cuts:
            words, spaces = _cut(text)
            return Doc(self.vocab, words=words, spaces=spaces, user_data={TEXT: text})
        paragraphs = paragraph_starts(text)
        words, spaces = _cut_joined(text, cuts, paragraphs)
        user_data = {TEXT: text, PARAGRAPHS: (len(text), paragraphs)}
        return Doc(self.vocab, words=words, spaces=spaces, user_data=user_data)


def _cut(text: str) -> tuple[list[str], list[bool]]:
    """Return the tokens of a text, and whether a space belongs to each."""
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
    return words, spaces


def _cut_joined(
    text: str, cuts: list[tuple[int, int]], paragraphs: list[int]
) -> tuple[list[str], list[bool]]:
    """Do the same with each word that the end of a line cuts as one token: «Гера-⏎симов»."""
    parts = []
    done = 0
    for start, end in cuts:
        if bisect_right(paragraphs, start) == bisect_right(paragraphs, end):
            parts += [text[done:start], ANY_LETTER * (end - start)]
            done = end
    words, spaces = _cut("".join([*parts, text[done:]]))
    sizes = [len(word) + space for word, space in zip(words, spaces, strict=True)]
    starts = accumulate(sizes, initial=0)
    return [text[a : a + len(word)] for a, word in zip(starts, words, strict=False)], spaces


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
