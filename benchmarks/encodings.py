"""Count how many texts survive each encoding exactly, beside the usual detectors.

    python -m benchmarks.encodings GOLD.jsonl [GOLD.jsonl ...] [--samples 50]

Pieces of 40 to 3,000 characters, cut from the texts with a fixed seed, are written in eight
encodings without a byte order mark (UTF-16 also with one) and read by imena, charset-normalizer and
chardet. Characters that an encoding lacks are written as a typist would («» as ", — as -) or left
out. A ninth row is cp1251 that was read as cp1252 and saved as UTF-8, which only imena repairs.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

import chardet
from charset_normalizer import from_bytes

from imena.corpus.encoding.charset import decode
from imena.errors import InputError

ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be"),
    *("cp1251", "koi8-r", "cp866", "mac-cyrillic"),
)
GARBLED = "cp1251 as cp1252"
LENGTHS = (40, 3000)
TYPED = str.maketrans({**dict.fromkeys("«»„“”", '"'), **dict.fromkeys("—–−‑", "-"), "…": "..."})
SEED = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--samples", type=int, default=50, help="of each encoding")
    options = parser.parse_args()
    texts = [
        json.loads(line)["text"]
        for path in options.gold
        for line in path.read_text("utf-8").splitlines()
    ]
    totals = dict.fromkeys(READERS, 0)
    print(f"{'':18}" + "".join(f"{name:>20}" for name in READERS))
    for encoding in (*ENCODINGS, GARBLED):
        pieces = list(_pieces(texts, options.samples, encoding))
        right = {
            name: sum(read(raw) == text for text, raw in pieces) for name, read in READERS.items()
        }
        print(f"{encoding:18}" + "".join(f"{n:>14} of {len(pieces)}" for n in right.values()))
        if encoding != GARBLED:
            totals = {name: totals[name] + right[name] for name in READERS}
    n = options.samples * len(ENCODINGS)
    print(f"{n:<5} in eight    " + "".join(f"{total / n:>20.2%}" for total in totals.values()))


def _pieces(texts: list[str], n: int, encoding: str) -> list[tuple[str, bytes]]:
    """Yield texts and their bytes, with lengths in a geometric progression."""
    choose = random.Random(f"{SEED} {encoding}")
    pieces: list[tuple[str, bytes]] = []
    while len(pieces) < n:
        text = choose.choice(texts)
        length = round(LENGTHS[0] * (LENGTHS[1] / LENGTHS[0]) ** choose.random())
        start = choose.randrange(max(1, len(text) - length))
        text, raw = _written(text[start : start + length], encoding)
        if len(text) >= LENGTHS[0] and any("а" <= letter <= "я" for letter in text):
            pieces.append((text, raw))
    return pieces


def _written(text: str, encoding: str) -> tuple[str, bytes]:
    if encoding == GARBLED:
        text = text.encode("cp1251", "ignore").decode("cp1251")
        return text, text.encode("cp1251").decode("cp1252", "ignore").encode()
    if encoding in ("koi8-r", "cp866"):
        text = text.translate(TYPED)
    raw = text.encode(encoding, "ignore")
    return raw.decode(encoding), raw


def _imena(raw: bytes) -> str | None:
    try:
        return decode(raw).text
    except InputError:
        return None


def _charset_normalizer(raw: bytes) -> str | None:
    found = from_bytes(raw).best()
    return None if found is None else str(found)


def _chardet(raw: bytes) -> str | None:
    try:
        return raw.decode(chardet.detect(raw)["encoding"] or "utf-8")
    except (LookupError, UnicodeError):
        return None


READERS: dict[str, Callable[[bytes], str | None]] = {
    "imena": _imena,
    "charset-normalizer": _charset_normalizer,
    "chardet": _chardet,
}

if __name__ == "__main__":
    main()
