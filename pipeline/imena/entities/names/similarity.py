"""Names in, names that are spelled almost alike out: one edit apart, or in another alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

BASE = np.uint64(1_000_003)  # of the polynomial that strings are hashed by, modulo 2^64
LONGEST = 60  # letters; longer names are left alone
CHUNK = 5_000  # names hashed at a time
SORTED_AT_ONCE = 2_000_000  # hashes; of more names those with one remainder after the other


def one_edit_apart(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names with one letter added, left out or replaced, in their order; some
    pairs come twice.

    Two such names have a string in common that is one of them with a letter left out, or that is
    the shorter of them (F. Bocek et al., Fast similarity search in large dictionaries, 2007).
    """
    for group in _of_one_hash(names):
        for one, other in combinations(group, 2):
            if is_one_edit(one, other):
                yield one, other


def _of_one_hash(names: Sequence[str]) -> Iterator[list[str]]:
    """Names that have the hash of a string with at most one letter left out in common."""
    rounds = 1 + sum(map(len, names)) // SORTED_AT_ONCE
    for number in range(rounds):
        hashes, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        for start in range(0, len(names), CHUNK):
            some, numbers = _hashes(names, start)
            chosen = some % np.uint64(rounds) == number
            hashes.append(some[chosen])
            owners.append(numbers[chosen])
        hashed, owner = np.concatenate(hashes), np.concatenate(owners)
        order = np.argsort(hashed, kind="stable")
        hashed, owner = hashed[order], owner[order]
        bounds = np.r_[0, np.flatnonzero(np.diff(hashed)) + 1, len(hashed)]
        several = np.flatnonzero(np.diff(bounds) > 1)
        for start, end in zip(bounds[several].tolist(), bounds[several + 1].tolist(), strict=True):
            yield [names[i] for i in sorted(set(owner[start:end].tolist()))]


def _hashes(names: Sequence[str], start: int) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of some names and of each of them with a letter left out, and the names' numbers."""
    chosen = [
        (i, name)
        for i, name in enumerate(names[start : start + CHUNK], start)
        if len(name) <= LONGEST
    ]
    lengths = np.array([len(name) for _, name in chosen], np.int64)
    width = int(lengths.max(initial=0))
    codes = np.zeros((len(chosen), width), np.uint64)
    for row, (_, name) in enumerate(chosen):
        codes[row, : len(name)] = np.frombuffer(name.encode("utf-32-le"), np.uint32)
    powers = np.cumprod(np.r_[np.uint64(1), np.full(width, BASE)])
    # hash = sum of code[i] * BASE^i, so that letters behind one that is left out move by one power
    terms = codes * powers[:width]
    before = np.concatenate(
        [np.zeros((len(chosen), 1), np.uint64), np.cumsum(terms, 1, dtype=np.uint64)], 1
    )
    whole = before[:, -1]
    shifted = codes[:, 1:] * powers[: max(0, width - 1)]
    behind = np.zeros((len(chosen), width), np.uint64)
    if width > 1:
        behind[:, :-1] = np.cumsum(shifted[:, ::-1], 1, dtype=np.uint64)[:, ::-1]
    without = before[:, :-1] + behind
    real = np.arange(width) < lengths[:, None]
    numbers = np.array([i for i, _ in chosen], np.int32)
    rows, _ = np.nonzero(real)
    return np.concatenate([whole, without[real]]), np.concatenate([numbers, numbers[rows]])


def is_one_edit(one: str, other: str) -> bool:
    """Whether one edit makes two different strings equal."""
    return edit(one, other) is not None


def edit(one: str, other: str) -> int | None:
    """Where the one edit is that tells two strings apart; None if there is none or are more."""
    if one == other or abs(len(one) - len(other)) > 1:
        return None
    i = 0
    while i < min(len(one), len(other)) and one[i] == other[i]:
        i += 1
    if len(one) == len(other):
        return i if one[i + 1 :] == other[i + 1 :] else None
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return i if longer[i + 1 :] == shorter[i:] else None


def is_spelling(one: str, other: str) -> bool:
    """Whether one edit, neither at the beginning nor at the end, tells two strings apart.

    What changes at the end of a name is its case or gender: «Петров», «Петрова».
    """
    place = edit(one, other)
    if not place:
        return False
    return place < min(len(one), len(other)) - (len(one) == len(other))


CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)),
        **{"ж": "zh", "х": "kh", "ц": "s", "ч": "k", "ш": "sh", "щ": "sh", "ъ": "", "ь": ""},
        **{"ю": "yu", "я": "ya"},
    }
)
VOWEL_AT_END = re.compile(r"[aiouyàáâãäåíìóòöøúùûü]$")  # not e, which may be silent
LOOSE = (  # spellings of one sound in Latin letters
    (re.compile(r"\bsh?(?=[pt])"), "s"),  # Шпан, Spahn
    (re.compile(r"(?<=[aeiou])h(?![aeiou])"), ""),
    (re.compile(r"th|dt"), "t"),
    (re.compile(r"tsch|tch"), "k"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh|ch|ck|cq|q|h|c(?![ieäy])"), "k"),
    (re.compile(r"c(?=[ieäy])"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[vw]"), "f"),
    (re.compile(r"t?z|ts"), "s"),
    (re.compile(r"[^a-zß-ÿ]"), ""),
    (re.compile(r"[aeiouyàáâäåèéêëìíîïòóôöøùúûüýj]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(100_000)
def skeleton(name: str) -> str:
    """The consonants of a name, in one alphabet and loosely spelled.

    >>> skeleton("Pfizer") == skeleton("Пфайзер")
    True
    """
    latin = name.casefold().translate(CYRILLIC)
    end = "'" if VOWEL_AT_END.search(latin) else ""  # Moderna is not Модерн
    for pattern, replacement in LOOSE:
        latin = pattern.sub(replacement, latin)
    return latin + end


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return bool(re.search(r"[A-Za-z]", name)) and not re.search(r"[А-Яа-яЁё]", name)
