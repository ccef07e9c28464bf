"""Cut words that are no names off the start of a mention: «Главбух Петрова», «Из Республики Крым».

At the start of a sentence, where every word has a capital, the networks take it into the name. The
dictionary says which words are no names at all, and agreement tells «Роман Булгакова», a novel,
from «Роман Булгаков».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Span, Token

from imena.components.name_words import (
    CAPITALISED,
    PROPER,
    agree,
    first_name,
    is_common,
    is_like_surname,
    is_surname,
    patronymic,
    surname,
)
from imena.components.span_rules import make_span
from imena.data_tables import read_table
from imena.forms.analyse import is_known, parses
from imena.forms.name_parts import PARTICLES

PREPOSITIONS = frozenset(row["preposition"] for row in read_table("imena.forms", "prepositions"))
OPENERS = re.compile(r"[«\"“„(\[—–:•*-]|\.\.\.|…|\s*\n\s*")
NOMINALS = {"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"}


def cut_first_words(spans: list[Span]) -> list[Span]:
    """Cut the first word off each mention that does not begin with a name."""
    return [part for span in spans for part in _cut(span)]


def _cut(span: Span) -> Iterator[Span]:
    if len(span) < 2 or span.label_ == "ORG" or not _opens_a_sentence(span[0]):
        yield span
        return
    rest = span[1]
    if not CAPITALISED.fullmatch(rest.text) and not _is_initial(rest.text):
        yield span
    elif _is_no_name(span):
        yield make_span(span.doc, span.start + 1, span.end, span.label_, "rule")
    else:
        yield span


def _is_initial(text: str) -> bool:
    return len(text) == 1 and text.isupper()


def _opens_a_sentence(token: Token) -> bool:
    if not token.text[:1].isupper():
        return False
    return token.is_sent_start or OPENERS.fullmatch(token.doc[token.i - 1].text) is not None


def _is_no_name(span: Span) -> bool:
    """Whether the first word of a mention is not part of the name behind it."""
    first, rest = span[0], span[1].text
    if first.text.lower().removesuffix("ъ") in PREPOSITIONS:  # «Въ Москвѣ», too
        return True
    if span.label_ == "LOC":
        return False
    if not is_common(first.text):
        return len(span) == 2 and _is_thing_of(first.text, rest)
    kinds = kinds_of_word(first.text)
    if not kinds:
        return True  # «Перезвоните Олегу»
    if is_thing(rest) or rest.lower() in PARTICLES:
        return False  # «Дед Мороз», «Фрэнки Бой», «Франк Де Блекере»
    if "anim" in kinds and not patronymic(rest):
        return True  # «Завхоз Лукин»
    is_person = bool(first_name(rest)) or is_like_surname(rest)
    return is_person and first.pos_ != "PROPN"


def _is_thing_of(first: str, last: str) -> bool:
    """Whether a word that could be a first name is a thing of somebody: «Роман Булгакова»."""
    given, family = first_name(first), surname(last)
    if not given or not is_surname(last) or agree(given, family):
        return False
    return "inan" in kinds_of_word(first) and ("Gen", "Masc") in family


@lru_cache(20_000)
def is_thing(word: str) -> bool:
    """Whether a word is a common noun in the singular, whatever else it is."""
    tags = [parse.tag.grammemes for parse in parses(word)] if is_known(word.lower()) else []
    return any({"NOUN", "sing"} <= tag and PROPER.isdisjoint(tag) for tag in tags)


@lru_cache(20_000)
def kinds_of_word(word: str) -> frozenset[str]:
    """Return anim and inan, as far as a word has such readings; another nominal word is inan."""
    kinds = set()
    for parse in parses(word):
        tag = parse.tag.grammemes
        if "NOUN" in tag:
            kinds.add("anim" if "anim" in tag else "inan")
        elif tag & NOMINALS:
            kinds.add("inan")
    return frozenset(kinds)
