"""Find the words of a person's name that inflect, and where each stands in the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from imena.forms.analyse import is_known
from imena.forms.name_parts import PARTICLES
from imena.forms.person_readings import given_names, is_patronymic
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru
from imena.forms.tagged_word import Word

# Common knowledge: the words for servant, son and father before the name of somebody
FIRST_PARTS = frozenset({"абд", "абдель", "абдул", "ибн", "бен", "бин", "бинт", "абу", "умм"})
ARTICLE = re.compile(r"[а-яё]{2,4}-[А-ЯЁ]")  # уль-Малук


class NameWord(NamedTuple):
    """A word of a name, or a part of a hyphenated one, with the tagger's opinion."""

    text: str
    position: str  # see `imena.forms.person_readings.POSITIONS`
    pos: str = ""
    feats: str = ""
    is_last_part: bool = True  # False for the first part of a hyphenated name


def positions(words: Sequence[str], has_initials: bool) -> list[str]:
    """Return where each word stands in the name, one of `POSITIONS`; titles are none of them."""
    if len(words) < 2:
        if not words:
            return []
        if not has_initials and is_patronymic(words[0]):
            return ["patronymic"]
        return ["beside_initials" if has_initials else "alone"]
    found = ["inner"] * len(words)
    found[0], found[-1] = "first", "last"
    for i, word in enumerate(words[1:], 1):
        if is_patronymic(word) and (len(words) == 2 or i < 3):
            if len(words) == 2 and casefold_ru(words[0]) not in given_names():
                continue
            found[i], found[i - 1] = "patronymic", "given"
            for j in range(len(words)):
                if j not in (i, i - 1):
                    found[j] = "surname"
            break
    return found


def name_words(words: Sequence[Word]) -> list[tuple[int, NameWord]]:
    """Return the words of a name that inflect, with their indices; hyphenated ones in parts."""
    indices = _inflecting(words)
    capital = [i for i in indices if not words[i].text.islower()]
    has_initials = any(word.text.endswith(".") or _is_letter(word.text) for word in words)
    own = positions([words[i].text for i in capital], has_initials)
    place = dict(zip(capital, own, strict=True))
    units = []
    for i in indices:
        parts = hyphen_parts(words[i].text)
        for number, part in enumerate(parts, 1):
            position = place.get(i, "title")
            word = NameWord(part, position, words[i].pos, words[i].feats, number == len(parts))
            units.append((i, word))
    return units


def never_inflects(word: NameWord) -> bool:
    """Whether a word is an article or first part of Arabic and Hebrew names: «ас-», «Абдель»."""
    if not word.is_last_part and word.text.islower():
        return True
    is_last = word.position in ("last", "alone") and word.is_last_part
    return not is_last and word.text.lower() in FIRST_PARTS


def is_shortened(words: Sequence[Word], i: int) -> bool:
    """Whether a word of a name is shortened with a dot, which is a word of its own: «Вл. Даль»."""
    return i + 1 < len(words) and words[i + 1].text == "."


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isupper()


def _inflecting(words: Sequence[Word]) -> list[int]:
    """Return the indices of the words of a name, and of the title before it."""
    capital = [
        i
        for i, word in enumerate(words)
        if (word.text[:1].isupper() or ARTICLE.match(word.text))
        and CYRILLIC_WORD.fullmatch(word.text)
        and not _is_letter(word.text)  # an initial
        and not is_shortened(words, i)
    ]
    if not capital and any(word.text[:1].isupper() for word in words):
        return []  # «John Smith»
    first = capital[0] if capital else len(words)
    titles = [
        i
        for i, word in enumerate(words[:first])
        if word.text.isalpha() and len(word.text) > 2 and word.text not in PARTICLES
    ]
    return titles + capital


def hyphen_parts(text: str) -> list[str]:
    """Split a hyphenated name that the dictionary does not have as a whole."""
    return [text] if "-" not in text or is_known(text) else text.split("-")
