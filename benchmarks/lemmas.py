"""Share of tokens with gold's lemma, imena and natasha on the same tokens and tags in one run.

    python benchmarks/lemmas.py TREEBANK.conllu [TREEBANK.conllu …]

Case and ё are folded. Both take tokens and sentences from the treebank and tags from the same
slovnet tagger. imena's table of closed classes was made with UD Russian-Taiga's dev set in view.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import imena
from imena.forms.spelling import casefold_ru


def read_treebank(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The words and the lemmas of each sentence."""
    for sentence in path.read_text("utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in sentence.splitlines()]
        rows = [row for row in rows if row[0].isdigit()]
        yield [row[1] for row in rows], [row[2] for row in rows]


def tagged(nlp: Language, words: list[str]) -> Doc:
    doc = Doc(nlp.vocab, words, sent_starts=[i == 0 for i in range(len(words))])
    for name in ("morph", "lemmatise"):
        nlp.get_pipe(name)(doc)
    return doc


def lemmatise(nlp: Language, words: list[str]) -> list[str]:
    return [token.lemma_ for token in tagged(nlp, words)]


def main() -> None:
    from benchmarks.natasha_peer import Vocabulary

    nlp, vocabulary = imena.load(), Vocabulary()
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for path in map(Path, sys.argv[1:]):
        for words, lemmas in read_treebank(path):
            for token, lemma in zip(tagged(nlp, words), lemmas, strict=True):
                theirs = vocabulary.lemmatize(token.text, token.pos_, token.morph.to_dict())
                for kind in (token.pos_, "all"):
                    total[kind] += 1
                    right["imena", kind] += casefold_ru(token.lemma_) == casefold_ru(lemma)
                    right["natasha", kind] += casefold_ru(theirs) == casefold_ru(lemma)
    print(f"{'tagged':8}{'tokens':>8}{'natasha':>9}{'imena':>9}")
    for kind, tokens in total.most_common(13):
        shares = [right[system, kind] / tokens for system in ("natasha", "imena")]
        print(f"{kind:8}{tokens:8,}{shares[0]:9.3f}{shares[1]:9.3f}")


if __name__ == "__main__":
    main()
