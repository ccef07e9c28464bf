"""Choose what an entity is called of all its names, and find the gender of a person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from imena.entities.names.collect import clear_gender
from imena.entities.names.similarity import is_latin
from imena.entities.names.types import Name
from imena.entities.rules.person_names import split_person
from imena.forms.name_key import name_key
from imena.forms.name_parts import name_parts
from imena.forms.person_readings import is_patronymic

SEPARATORS = re.compile(r"[\s.-]+")
# Endings of surnames in Russian, Ukrainian and the languages of the Caucasus.
SURNAME = re.compile(
    r"[А-ЯЁ].+(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]кий|[сц]кая|[ое]нко|[юу]к|[еэ]ц|ян|дзе|швили|ия|уа)"
)
Mentions = Mapping[Name, int]  # of each name of an entity


def canonical_name(mentions: Mentions) -> str:
    """Return the name by which an entity is shown: the most frequent one.

    Of equally frequent ones it is the longer, then the first by alphabet. Of its spellings it is
    the most frequent that is neither in CAPITALS nor in lower case.

    Args:
        mentions: of each name.
    """
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in mentions:
        counts[name.key] += mentions[name]
        spellings[name.key][name.normal] += mentions[name]
    key = min(counts, key=lambda key: (-counts[key], -len(key), key))
    of_key = spellings[key]
    return min(of_key, key=lambda n: (n.isupper() or n.islower(), -of_key[n], n))


def person_name(full: Mentions) -> str:
    """Return the name by which a person is shown, with the first name before the last name.

    It is the most frequent full name in Cyrillic letters, if there is one, with the patronymic that
    some mention of the same name has: «Олег Николаевич Костин» for «Олег Костин» and «Костин Олег
    Николаевич».

    Args:
        full: the person's full names.
    """
    if len(full) == 1:
        return first_name_first(next(iter(full)).normal)
    cyrillic = {name: number for name, number in full.items() if not is_latin(name.key)}
    usual = split_person(canonical_name(cyrillic or full))
    with_patronymic = {
        name: number
        for name, number in full.items()
        if _has_patronymic(name.normal)
        and (person := split_person(name.normal)).first == usual.first
        and person.last == usual.last
    }
    return first_name_first(canonical_name(with_patronymic or cyrillic or full))


def _has_patronymic(normal: str) -> bool:
    middle = name_parts(normal)[1]
    return middle is not None and is_patronymic(middle)


def first_name_first(normal: str) -> str:
    """Return a person's name with the first name before the last name.

    Only a word that looks like a surname is moved, since a foreign first name may not be known.

    >>> first_name_first("Костин Олег Николаевич"), first_name_first("Ерлан Карин")
    ('Олег Николаевич Костин', 'Ерлан Карин')
    """
    words = normal.split()
    if len(words) < 2 or not SURNAME.fullmatch(words[0]) or SURNAME.fullmatch(words[-1]):
        return normal
    parts = " ".join(filter(None, name_parts(normal)))
    return parts if sorted(parts.split()) == sorted(words) else normal


def related_names(mentions: Mentions, usual: str) -> Mentions:
    """Return the names that share a word with the usual name of an entity; all if none does.

    A town is called by a form of its present name, if the corpus has one: «Петербург», and not
    «Ленинград».

    Args:
        mentions: of each name of the entity.
        usual: its name in the gazetteers, or empty.
    """
    if len(mentions) < 2 or not usual:
        return mentions
    words = set(SEPARATORS.split(name_key(usual)))
    related = {
        name: number
        for name, number in mentions.items()
        if not words.isdisjoint(SEPARATORS.split(name.key))
    }
    return related or mentions


def latin_name(full: Mentions, mentions: Mentions) -> str | None:
    """Return the most frequent name in Latin letters, a full one if there is one.

    Args:
        full: the full names of a person.
        mentions: of each name of an entity.
    """
    latin = {name: number for name, number in mentions.items() if is_latin(name.key)}
    if not latin:
        return None
    return canonical_name({name: latin[name] for name in full if name in latin} or latin)


def person_gender(mentions: Mentions) -> str | None:
    """Return f or m, if the names of a person that have a gender agree, counted by mentions."""
    feminine = masculine = 0
    for name, number in mentions.items():
        if name.gender == "f":
            feminine += number
        elif name.gender == "m":
            masculine += number
    return clear_gender(feminine, masculine)
