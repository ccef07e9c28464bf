"""Read the Russian spelling from before the reform of 1918 in today's spelling.

The reform took away the letters ѣ, і, ѳ and ѵ and ъ at the end of words, and changed the endings
-аго, -яго, -ыя and -ія. Source: the decree of 10 October 1918 on the new orthography.
"""

from __future__ import annotations

import re
from functools import lru_cache

from imena.forms.analyse import is_known

# A hyphen, a soft one or a stress mark behind ъ may be inside a word of today: «объ-⏎явил».
OLD_LETTERS = re.compile(r"[ѣѳѵ]|[бвгджзклмнпрстфхцчшщ]ъ(?![\w\u00ad\u0301\u2010-])", re.IGNORECASE)
BEGINNING = re.compile(r"[^\W\d_]*$")  # of a word, up to an old letter in it
LONGEST_BEGINNING = 30  # characters
SIGNS = re.compile("[ѣѳѵі]|ъ(?:-|$)|(?:аго|яго|[ыи]я)$", re.IGNORECASE)
UKRAINIAN = re.compile("[їєґў]", re.IGNORECASE)  # and Belarusian: their і is a letter of today
LETTERS = str.maketrans("ѣѢіІѳѲѵѴ", "еЕиИфФиИ")
FINAL_HARD_SIGN = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])ъ(?=-|$)", re.IGNORECASE)
# Endings, with the letter that they have today. «Живаго» and «Веселаго» are surnames, so only what
# has a suffix of adjectives counts.
ENDINGS = [
    (re.compile(r"(ск|цк|нн|льн|тн|дн|чн|рн|йш)аго$", re.IGNORECASE), r"\1ого"),
    (re.compile(r"([нщшч])[ая]го$", re.IGNORECASE), r"\1его"),
    (re.compile(r"([ыи])я$", re.IGNORECASE), r"\1е"),
]


@lru_cache(50_000)
def modern_spelling(word: str) -> str:
    """Return a word in today's spelling.

    >>> modern_spelling("Просвѣщенія"), modern_spelling("Народнаго"), modern_spelling("Чеховъ")
    ('Просвещения', 'Народного', 'Чехов')
    >>> modern_spelling("Живаго"), modern_spelling("Нія"), modern_spelling("съезд")
    ('Живаго', 'Ния', 'съезд')
    """
    if not SIGNS.search(word) or UKRAINIAN.search(word):
        return word
    word = FINAL_HARD_SIGN.sub("", word.translate(LETTERS))
    if not is_known(word.lower()):
        for ending, replacement in ENDINGS:
            today = ending.sub(replacement, word)
            if today != word and is_known(today.lower()):
                return today.upper() if word.isupper() else today
    return word


def has_old_spelling(text: str) -> bool:
    """Whether a text is in the old spelling: two different words show it.

    One word alone is a name of today, however often it is there: «Коммерсантъ».
    """
    first = None
    for match in OLD_LETTERS.finditer(text):
        beginning = BEGINNING.search(text, max(0, match.end() - LONGEST_BEGINNING), match.end())
        word = beginning[0].lower() if beginning is not None else ""
        if first is None:
            first = word
        elif word != first:
            return UKRAINIAN.search(text) is None
    return False
