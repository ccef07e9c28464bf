"""Find names that are spelled almost alike: one edit apart, or in another alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

BASE = np.uint64(1_000_003)  # of the polynomial by which strings are hashed, modulo 2^64
# These three bound time and memory; they change no result but for names of more letters.
LONGEST = 60  # letters; longer names are left out
CHUNK = 5_000  # names hashed at a time
SORTED_AT_ONCE = 2_000_000  # hashes; more are sorted in rounds, by their remainder


def one_edit_apart(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that one letter added, left out or replaced makes equal.

    Two such names share a string: the shorter of them, or both with one letter left out (F. Bocek
    et al., Fast similarity search in large dictionaries, 2007).

    Args:
        names: all different.

    Yields:
        Pairs in the order of the names; some pairs come twice.
    """
    for group in _with_equal_hashes(names):
        for one, other in combinations(group, 2):
            if edit_position(one, other) is not None:
                yield one, other


def _with_equal_hashes(names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the names that share the hash of a string with at most one letter left out."""
    rounds = 1 + sum(map(len, names)) // SORTED_AT_ONCE
    for remainder in range(rounds):
        hashes, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        for start in range(0, len(names), CHUNK):
            chunk, numbers = _hashes(names, start)
            chosen = chunk % np.uint64(rounds) == remainder
            hashes.append(chunk[chosen])
            owners.append(numbers[chosen])
        hashed, owner = np.concatenate(hashes), np.concatenate(owners)
        order = np.argsort(hashed, kind="stable")
        hashed, owner = hashed[order], owner[order]
        bounds = np.r_[0, np.flatnonzero(np.diff(hashed)) + 1, len(hashed)]
        shared = np.flatnonzero(np.diff(bounds) > 1)
        for start, end in zip(bounds[shared].tolist(), bounds[shared + 1].tolist(), strict=True):
            yield [names[i] for i in sorted(set(owner[start:end].tolist()))]


def _hashes(names: Sequence[str], start: int) -> tuple[np.ndarray, np.ndarray]:
    """Hash some names, and each of them with any one letter left out.

    Args:
        names: all names.
        start: the first of the `CHUNK` names to hash.

    Returns:
        (hashes,) uint64, and (hashes,) int32 the number of the name of each.
    """
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
    # hash = sum of code[i] * BASE^i: letters after the one that is left out move by one power
    terms = codes * powers[:width]
    before = np.concatenate(
        [np.zeros((len(chosen), 1), np.uint64), np.cumsum(terms, 1, dtype=np.uint64)], 1
    )
    whole = before[:, -1]
    shifted = codes[:, 1:] * powers[: max(0, width - 1)]
    after = np.zeros((len(chosen), width), np.uint64)
    if width > 1:
        after[:, :-1] = np.cumsum(shifted[:, ::-1], 1, dtype=np.uint64)[:, ::-1]
    without = before[:, :-1] + after
    real = np.arange(width) < lengths[:, None]
    numbers = np.array([i for i, _ in chosen], np.int32)
    rows, _ = np.nonzero(real)
    return np.concatenate([whole, without[real]]), np.concatenate([numbers, numbers[rows]])


def edit_position(one: str, other: str) -> int | None:
    """Return the position of the one edit that makes two strings equal.

    Returns:
        The index of the edited letter; None for equal strings and for more edits than one.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return None
    i = 0
    while i < min(len(one), len(other)) and one[i] == other[i]:
        i += 1
    if len(one) == len(other):
        return i if one[i + 1 :] == other[i + 1 :] else None
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return i if longer[i + 1 :] == shorter[i:] else None


def is_inner_edit(one: str, other: str) -> bool:
    """Return whether one edit inside two strings makes them equal.

    An edit of the last letter changes the case or gender of a name: «Петров», «Петрова»; one of the
    first letter makes another name.
    """
    position = edit_position(one, other)
    if not position:
        return False
    return position < min(len(one), len(other)) - (len(one) == len(other))


TRANSLITERATION = str.maketrans(  # loose: only consonants are compared
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)),
        **{"ж": "zh", "х": "kh", "ц": "s", "ч": "k", "ш": "sh", "щ": "sh", "ъ": "", "ь": ""},
        **{"ю": "yu", "я": "ya"},
    }
)
RUSSIAN_VOWELS = "аеиоуыэюя"
ONLY_CONSONANTS = str.maketrans("", "", f"{RUSSIAN_VOWELS}йьъ '-")
ALIKE = str.maketrans({"э": "е", "й": "и", "ь": None, "ъ": None, "-": None, "'": None})
FOREIGN_H = re.compile(r"\bг(?=[аеиоуыюя])")  # Heiko is «Хайко» or «Гайко»
FINAL_DT = re.compile(r"дт\b")  # «Герхардт» is «Герхард»
REPEATED = re.compile(r"(.)\1+")
FINAL_VOWEL = re.compile(r"[aiouyàáâãäåíìóòöøúùûü]$")  # e may be silent
LATIN_SPELLINGS = (  # in order: spellings of one sound; then vowels and repetitions go
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
def consonant_key(name: str) -> str:
    """Return the consonants of a name in Latin letters, equal for spellings in two alphabets.

    >>> consonant_key("Pfizer") == consonant_key("Пфайзер")
    True
    """
    latin = name.casefold().translate(TRANSLITERATION)
    end = "'" if FINAL_VOWEL.search(latin) else ""  # Moderna is not Модерн
    for pattern, replacement in LATIN_SPELLINGS:
        latin = pattern.sub(replacement, latin)
    return latin + end


@lru_cache(100_000)
def spelling_key(name: str) -> str:
    """Return a name as its spellings in Russian share it: «Маас» and «Мас», «Гайко» and «Хайко».

    >>> spelling_key("маккэйн"), spelling_key("гайко")
    ('макеин', 'хаико')
    """
    return REPEATED.sub(r"\1", FINAL_DT.sub("д", FOREIGN_H.sub("х", name.translate(ALIKE))))


@lru_cache(100_000)
def russian_consonants(name: str) -> str:
    """Return the consonants of a name in Cyrillic letters, and whether it ends with a vowel.

    >>> russian_consonants("малук"), russian_consonants("мулука")
    ('млк', "млк'")
    """
    end = "'" if name[-1:] in RUSSIAN_VOWELS else ""
    return REPEATED.sub(r"\1", name.translate(ONLY_CONSONANTS)) + end


@lru_cache(100_000)
def is_latin(name: str) -> bool:
    """Return whether a name has Latin letters and no Cyrillic ones."""
    return bool(re.search(r"[A-Za-z]", name)) and not re.search(r"[А-Яа-яЁё]", name)
