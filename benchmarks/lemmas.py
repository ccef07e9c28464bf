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

from spacy.tokens import Doc

import imena
from natasha_peer import Vocabulary

Row = tuple[str, str, str]  # word, lemma, part of speech


def sentences(path: Path) -> Iterator[list[Row]]:
    rows: list[Row] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if columns[0].isdigit():
            rows.append((columns[1], columns[2], columns[3]))
        elif not line and rows:
            yield rows
            rows = []


def fold(lemma: str) -> str:
    return lemma.lower().replace("ё", "е")


def main() -> None:
    nlp, vocabulary = imena.load(), Vocabulary()
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for rows in (rows for path in map(Path, sys.argv[1:]) for rows in sentences(path)):
        doc = Doc(
            nlp.vocab, [word for word, _, _ in rows], sent_starts=[True] + [False] * (len(rows) - 1)
        )
        for name in ("morph", "lemmatise"):
            nlp.get_pipe(name)(doc)
        for token, (word, lemma, pos) in zip(doc, rows, strict=True):
            theirs = vocabulary.lemmatize(word, token.pos_, token.morph.to_dict())
            for kind in (pos, "all"):
                total[kind] += 1
                right["imena", kind] += fold(token.lemma_) == fold(lemma)
                right["natasha", kind] += fold(theirs) == fold(lemma)
    print(f"{'':8}{'tokens':>8}{'natasha':>9}{'imena':>9}")
    for kind, tokens in total.most_common(13):
        shares = [right[system, kind] / tokens for system in ("natasha", "imena")]
        print(f"{kind:8}{tokens:8,}{shares[0]:9.3f}{shares[1]:9.3f}")


if __name__ == "__main__":
    main()
