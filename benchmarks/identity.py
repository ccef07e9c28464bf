"""Compare tokens, sentences, tags and spans of imena and natasha block by block in one run.

    python -m benchmarks.identity TEXTS.jsonl [TEXTS.jsonl …]

TEXTS has ``{"text": …}`` on each line. Both systems read each block of lines on its own, because
imena never continues a sentence or a mention across a line break unless it merely wraps a line;
natasha gets homoglyphs replaced, as imena reads them. Mentions that touch one that a rule changed,
or that the guideline excludes, are expected to differ and are counted separately. Anything else is
a difference; blocks whose tokens, sentences or tags differ are shown. imena uses natasha's weights.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from natasha import Doc as NatashaDoc
from spacy.tokens import Doc

import imena
from benchmarks.natasha_peer import Natasha
from imena.components.guideline import apply_label
from imena.components.homoglyphs import for_tokenizer

SHOWN = 20


def natashas(natasha: Natasha, text: str) -> dict[str, list[Any]]:
    doc = NatashaDoc(text)
    doc.segment(natasha.segmenter)
    doc.tag_morph(natasha.morph)
    doc.tag_ner(natasha.ner)
    return {
        "tokens": [(token.start, token.stop) for token in doc.tokens],
        "sentences": [sent.start for sent in doc.sents],
        "tags": [(token.pos, token.feats) for token in doc.tokens],
        "spans": [(span.start, span.stop, span.type) for span in doc.spans],
    }


def imenas(doc: Doc) -> dict[str, list[Any]]:
    words = [token for token in doc if not token.is_space]
    starts = [next((t.idx for t in sent if not t.is_space), None) for sent in doc.sents]
    return {
        "tokens": [(token.idx, token.idx + len(token)) for token in words],
        "sentences": [start for start in starts if start is not None],
        "tags": [(token.pos_, token.morph.to_dict()) for token in words],
        "spans": [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents],
    }


def main() -> None:
    options = {"components": {"recognise": {"weights": "natasha"}}}
    nlp = imena.load(exclude=["lemmatise", "normalise"], config=options)
    natasha = Natasha(syntax=False)
    total: Counter[str] = Counter()
    different: Counter[str] = Counter()
    documents = by_rule = 0
    for path in map(Path, sys.argv[1:]):
        for line in path.read_text("utf-8").splitlines():
            documents += 1
            blocks = [block for block in json.loads(line)["text"].splitlines() if block.strip()]
            for block, doc in zip(blocks, nlp.pipe(blocks), strict=True):
                ours, theirs = imenas(doc), natashas(natasha, for_tokenizer(block))
                marked_by_rules = {
                    (ent.start_char, ent.end_char) for ent in doc.ents if ent._.drawn_by != "model"
                }
                marked_by_rules |= {
                    (start, end)
                    for start, end, label in theirs["spans"]
                    if apply_label(block[start:end], label) is None
                }
                for kind, found in ours.items():
                    total[kind] += len(theirs[kind])
                    if kind == "spans" and found != theirs[kind]:
                        unlike = set(map(tuple, found)) ^ set(theirs[kind])
                        meant = {s for s in unlike if _touches(s, marked_by_rules)}
                        by_rule += len(meant)
                        different[kind] += len(unlike - meant)
                    elif found != theirs[kind]:
                        different[kind] += 1
                        if sum(different.values()) <= SHOWN:
                            print(f"{kind}: {block[:200]!r}")
    print(f"{documents} documents")
    for kind, number in total.items():
        print(f"{kind:10}{number:9,}{different[kind]:6,} different")
    print(f"mentions that rules drew otherwise: {by_rule:,}")


def _touches(span: tuple[int, int, str], marked_by_rules: set[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in marked_by_rules)


if __name__ == "__main__":
    main()
