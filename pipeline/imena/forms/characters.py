"""Character classes and patterns that several rooms share: quotes, dashes, acronyms, initials."""

from __future__ import annotations

import re

QUOTES = "«»„“”\"'’`"  # apostrophes are among them: «Кот-д’Ивуар»
OPENING_QUOTES, CLOSING_QUOTES = '«"“„', '»"”“'
QUOTE_PAIRS = {"«": "»", '"': '"', "“": "”", "„": "“"}  # opening: closing
DASHES = "-‐‑‒–—―−"  # hyphens, dashes and the minus sign

# МГУ, Т-34, УрФУ
ACRONYM = re.compile(r"[А-ЯЁA-Z\d][А-ЯЁA-Z\d-]*[А-ЯЁA-Z\d]|[А-ЯЁ][А-ЯЁа-яё]*[а-яё][А-ЯЁ]{2,}")
# Two to eight letters, the first and the last of them capitals: ОКНШ, МИД, ГосНИИ, BfR
SHORT_ACRONYM = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zа-яёa-z]{0,6}[А-ЯЁA-Z]")
ACRONYM_ENDINGS = ("а", "у", "ом", "е", "и", "ы", "ой", "ов", "ам", "ами", "ах")  # of МИДа
INFLECTED_ACRONYM = re.compile(rf"([А-ЯЁ]{{2,}})(?:{'|'.join(ACRONYM_ENDINGS)})")  # МИДа, СМИ

INITIAL = re.compile(r"[А-ЯЁA-Z][а-яё]?\.")  # «В.», «Ю.», «Ал.»
