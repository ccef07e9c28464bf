"""How well copies are told from other documents, how fast, and in how much memory.

    python benchmarks/duplicates.py TEXTS.jsonl [TEXTS.jsonl ...]

Each text of 50 words and more is copied with one change, as reprints are; every copy comes after
all originals. A copy that is found is one whose original is named; a false one is an original that
is taken for a copy of another. Originals that are copies of each other, by the true index of 0.7
or more, are set aside first, and counted.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

from imena.corpus.duplicates import WORD, WORDS_MIN, Duplicates, shingles, signature
from imena.forms.spelling import casefold_ru

SEED = 7
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
STREAM = 20_000  # documents, for speed and memory


def main() -> None:
    texts = [
        json.loads(line)["text"]
        for path in map(Path, sys.argv[1:])
        for line in path.read_text("utf-8").splitlines()
    ]
    texts = [text for text in texts if len(_words(text)) >= WORDS_MIN and len(_parts(text)) > 2]
    sets = [frozenset(shingles(_words(text)).tolist()) for text in texts]
    kept: list[int] = []
    near = []
    for i in range(len(texts)):
        indices = [jaccard(sets[i], sets[j]) for j in kept]
        near.append(max(indices, default=0))
        if near[-1] < 0.7:
            kept.append(i)
    print(f"{len(texts)} texts, {len(texts) - len(kept)} of them copies of others: set aside")
    unlike = sorted((near[i] for i in kept), reverse=True)
    print("the most similar of the others:", " ".join(f"{index:.2f}" for index in unlike[:8]))
    originals = [texts[i] for i in kept]

    rng = random.Random(SEED)
    changed = {
        name: [change(text, rng.choice(originals), rng) for text in originals]
        for name, change in CHANGES.items()
    }
    print(f"\n{'':26}{'true index':>12}{'at 0.7':>9}   found, by the threshold")
    print(f"{'change':26}{'middle':>12}{'and more':>9}" + "".join(f"{t:8}" for t in THRESHOLDS)
          + "   of 0.7 and more")  # fmt: skip
    wrong = dict.fromkeys(THRESHOLDS, 0)
    for name, copies in changed.items():
        true = np.array([jaccard(frozenset(shingles(_words(copy)).tolist()), sets[i])
                         for copy, i in zip(copies, kept, strict=True)])  # fmt: skip
        found = {}
        for threshold in THRESHOLDS:
            stream = _fresh(threshold, originals)
            named = [stream.seen(f"{i}+", signature(copy)) for i, copy in enumerate(copies)]
            found[threshold] = np.array([n == str(i) for i, n in enumerate(named)])
            wrong[threshold] += sum(n not in (None, str(i)) for i, n in enumerate(named))
        high = true >= 0.7
        print(f"{name:26}{np.median(true):12.2f}{high.mean():9.2f}"
              + "".join(f"{found[t].mean():8.3f}" for t in THRESHOLDS)
              + f"{found[0.7][high].mean():18.3f}")  # fmt: skip
    row = "".join(f"{_false(t, originals):8}" for t in THRESHOLDS)
    print(f"{'originals taken for copies':47}{row}")
    print(f"{'copies of another original':47}" + "".join(f"{wrong[t]:8}" for t in THRESHOLDS))
    speed(originals)


def _false(threshold: float, originals: list[str]) -> int:
    stream = Duplicates(threshold)
    return sum(stream.seen(str(i), signature(text)) is not None for i, text in enumerate(originals))


def _fresh(threshold: float, originals: list[str]) -> Duplicates:
    stream = Duplicates(threshold)
    for i, text in enumerate(originals):
        stream.seen(str(i), signature(text))
    return stream


def speed(originals: list[str]) -> None:
    """Documents that are all new, made of sentences in another order."""
    rng = random.Random(SEED)
    sentences = [s for text in originals for s in text.split(". ")]
    stream = [". ".join(rng.choices(sentences, k=14)) for _ in range(STREAM)]
    duplicates = Duplicates()
    duplicates.seen("warm", signature(stream[0]))
    began = time.perf_counter()
    for i, text in enumerate(stream):
        duplicates.seen(str(i), signature(text))
    seconds = time.perf_counter() - began
    characters = sum(map(len, stream))
    tracemalloc.start()
    duplicates = Duplicates()
    for i, text in enumerate(stream):
        duplicates.seen(str(i), signature(text))
    memory = tracemalloc.get_traced_memory()[0]
    print(f"\n{STREAM / seconds:,.0f} documents of {characters // STREAM} characters a second")
    print(f"{memory / STREAM:,.0f} bytes a document")


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """What two sets have in common, of what they have together."""
    return len(left & right) / len(left | right)


def _words(text: str) -> list[str]:
    return WORD.findall(casefold_ru(text))


def _parts(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _headline(text: str, other: str, rng: random.Random) -> str:
    return "\n".join([_parts(other)[0], *_parts(text)[1:]])


def _removed(text: str, other: str, rng: random.Random) -> str:
    parts = _parts(text)
    del parts[rng.randrange(len(parts))]
    return "\n".join(parts)


def _added(text: str, other: str, rng: random.Random) -> str:
    parts = _parts(text)
    parts.insert(rng.randrange(len(parts)), rng.choice(_parts(other)))
    return "\n".join(parts)


def _ending(text: str, other: str, rng: random.Random) -> str:
    return "\n".join([*_parts(text)[:-1], _parts(other)[-1]])


def _edited(text: str, other: str, rng: random.Random) -> str:
    words, others = text.split(" "), other.split()
    for i in rng.sample(range(len(words)), len(words) // 50):
        words[i] = rng.choice(others)
    return " ".join(words)


def _typography(text: str, other: str, rng: random.Random) -> str:
    return " ".join(text.upper().replace("Ё", "Е").replace("«", '"').replace("»", '"').split())


CHANGES: dict[str, Callable[[str, str, random.Random], str]] = {
    "capitals, quotes, breaks": _typography,
    "another headline": _headline,
    "a paragraph removed": _removed,
    "a paragraph added": _added,
    "another ending": _ending,
    "one word in fifty": _edited,
    "headline and ending": lambda t, o, r: _ending(_headline(t, o, r), o, r),
}


if __name__ == "__main__":
    main()
