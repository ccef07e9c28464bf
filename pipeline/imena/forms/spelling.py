"""Fold the case of Russian words, and give folded words their capitals and ё back."""

from __future__ import annotations

import re

from imena.forms.characters import INFLECTED_ACRONYM

CYRILLIC_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")


def casefold_ru(text: str) -> str:
    """Convert a text to lower case and ё to е, so that two spellings of one word are equal.

    >>> casefold_ru("Королёв") == casefold_ru("КОРОЛЕВ")
    True
    """
    return text.lower().replace("ё", "е")


def respell(form: str, surface: str) -> str:
    """Give a folded form the capitals and the ё of the surface that it came from.

    >>> respell("валерий", "Валерия")
    'Валерий'
    >>> respell("королев", "Королёва")
    'Королёв'
    >>> respell("рис-могг", "Рис-Могга")
    'Рис-Могг'
    """
    if casefold_ru(surface) == form:
        return surface
    inflected = INFLECTED_ACRONYM.fullmatch(surface)
    if inflected and casefold_ru(inflected[1]) == form:
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
