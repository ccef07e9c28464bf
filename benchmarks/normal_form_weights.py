"""Measure the accuracy of normal forms with each weight at 0 to 2 times its value.

    python -m benchmarks.normal_form_weights GOLD.jsonl [GOLD.jsonl ...]

GOLD is as for benchmarks.normal_forms. The benchmark prints the share of right normal forms in all
files, in tenths of a percent, with each weight of `imena.forms.word_readings` and
`imena.forms.nominative` at 0, 0.5, 1, 1.5 and 2 times its value.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

from spacy.language import Language
from spacy.tokens import Doc

import imena
from benchmarks.normal_forms import comparison_key
from imena.forms import nominative, word_readings

FACTORS = (0.0, 0.5, 1.0, 1.5, 2.0)
MODULES = (word_readings, nominative)


def weights(module: ModuleType) -> list[str]:
    return [
        name
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, float) and value
    ]


def forget() -> None:
    """Clear what the functions of forms have cached with other weights."""
    for module in MODULES:
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__module__ == module.__name__:
                value.cache_clear()


def accuracy(nlp: Language, docs: list[tuple[Doc, dict]]) -> float:
    forget()
    normalise = nlp.get_pipe("normalise")
    right = n = 0
    for doc, gold in docs:
        normalise(doc)
        found = {(comparison_key(e.text), e.label_): comparison_key(e._.normal) for e in doc.ents}
        for key in found.keys() & gold.keys():
            n += 1
            right += found[key] == gold[key]
    return 1000 * right / n


def main() -> None:
    nlp = imena.load(exclude=["lemmatise"])
    docs = []
    for path in sys.argv[1:]:
        for document in map(json.loads, Path(path).read_text("utf-8").splitlines()):
            gold = {(comparison_key(f[0]), f[2]): comparison_key(f[1]) for f in document["forms"]}
            docs.append((nlp(document["text"]), gold))
    print(f"{'':30}" + "".join(f"{factor:7}" for factor in FACTORS))
    for module in MODULES:
        for name in weights(module):
            own = getattr(module, name)
            row = []
            for factor in FACTORS:
                setattr(module, name, factor * own)
                row.append(accuracy(nlp, docs))
            setattr(module, name, own)
            print(f"{name:30}" + "".join(f"{value:7.1f}" for value in row), flush=True)


if __name__ == "__main__":
    main()
