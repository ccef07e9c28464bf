"""Spelling: folding words for comparison, and giving a folded form its capitals and ё back."""

from __future__ import annotations

import re

ACRONYM = re.compile(
    r"[А-ЯЁA-Z\d][А-ЯЁA-Z\d-]*[А-ЯЁA-Z\d]|[А-ЯЁ][А-ЯЁа-яё]*[а-яё][А-ЯЁ]{2,}"  # МГУ, Т-34, УрФУ
)
INFLECTED_ACRONYM = re.compile(r"([А-ЯЁ]{2,})(?:а|у|ом|е|и|ы|ой|ов|ам|ами|ах)")
CYRILLIC_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")


def fold(word: str) -> str:
    """Lower case, ё as е: how two spellings of one form are compared."""
    return word.lower().replace("ё", "е")


def respell(form: str, surface: str) -> str:
    """Write a folded ``form`` with the capitals and the ё of the ``surface`` that it came from.

    >>> respell("валерий", "Валерия")
    'Валерий'
    >>> respell("королев", "Королёва")
    'Королёв'
    >>> respell("рис-могг", "Рис-Могга")
    'Рис-Могг'
    """
    if fold(surface) == form:
        return surface
    inflected = INFLECTED_ACRONYM.fullmatch(surface)
    if inflected and fold(inflected[1]) == form:
        return inflected[1]
    parts, models = form.split("-"), surface.split("-")
    if len(parts) != len(models):
        models = [surface] * len(parts)
    return "-".join(_respell_part(p, m) for p, m in zip(parts, models, strict=True))


def _respell_part(form: str, surface: str) -> str:
    if len(surface) > 1 and surface.isupper():
        form = form.upper()
    letters = []
    for letter, model in zip(form, surface.ljust(len(form)), strict=False):
        if letter in "еЕ" and model in "ёЁ":
            letter = "ё"
        letters.append(letter.upper() if model.isupper() else letter)
    return "".join(letters)
