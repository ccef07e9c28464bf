"""Names of persons to persons: surnames to full names, initials, spellings; never two first names.

A surname alone goes to the full name with it that its document has, or else to the only one that
the corpus has. Where there are two, it stays for itself: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from imena.entities.names.similarity import edit, is_spelling, one_edit_apart, skeleton
from imena.entities.rules.graph import ONE_EDIT, World, join_alphabets
from imena.forms.analyse import is_known, parses
from imena.forms.name_key import name_key
from imena.forms.name_parts import name_parts

LONG_NAME = 8  # letters of a full name in which one edit may be a spelling
LONG_PART = 4  # letters of that part of it in which the edit is
SHORTEST_SURNAME = 4  # letters of a surname that may be looked for in the whole corpus
IN_DOCUMENT = {"first", "no patronymic"}  # a first name says something in its document only
USUAL_PATRONYMIC = re.compile(
    "(?:александро|алексее|анатолье|андрее|антоно|аркадье|борисо|вадимо|валентино|валерье|василье"
    "|викторо|виталье|владимиро|вячеславо|геннадье|георгие|григорье|дмитрие|евгенье|ефимо|ивано"
    "|игоре|константино|леонидо|льво|максимо|марко|михайло|николае|олего|павло|петро|романо|семено"
    "|сергее|станиславо|степано|тимофее|федоро|эдуардо|юрье|яковле|ярославо)(?:вич|вна)|ильи(?:ч|нична)"
)
SHORTEST_SKELETON = 6  # consonants, and the space between two names


Index = Mapping[tuple[str, ...], int | None]  # the entity that has a key; None if several have


@dataclass(frozen=True, slots=True)
class Person:
    """The folded parts of a name; empty where it has none."""

    first: str
    middle: str
    last: str

    @property
    def is_full(self) -> bool:
        """Whether it has a first name, not an initial, and a last name."""
        return bool(self.last) and len(self.first.rstrip(".")) > 1


@lru_cache(50_000)
def person(normal: str) -> Person:
    """The parts of a normal form.

    >>> person("В. В. Путин")
    Person(first='в.', middle='в.', last='путин')
    """
    if normal[:1].islower():  # «фон дер Ляйен»
        return Person("", "", name_key(normal))
    first, middle, last = (intern(name_key(part or "")) for part in name_parts(normal))
    return Person(first, middle, last)


NOBODY = Person("", "", "")  # who a name is that is none of a person


def resolve_people(world: World) -> tuple[bytearray, frozenset[str]]:
    """Join and move the names of persons.

    Returns:
        Whether each name is the full one of a person, and the last names of those that are.
    """
    names = world.of_label("PER")
    people = [NOBODY] * len(world.names)
    for i in names:
        people[i] = person(world.names[i].normal)
    own = world.counted(names)
    full = [i for i in own if people[i].is_full]
    _join_hyphens(world, own, full)
    _join_middle_names(world, full, people)
    _join_spellings(world, full, people)
    join_alphabets(world, full, lambda i: _bones(people[i]), SHORTEST_SKELETON)
    _move_to_full_names(world, names, people)
    is_full = bytearray(len(people))
    for i in full:
        is_full[i] = True
    return is_full, frozenset(people[i].last for i in full)


def _bones(one: Person) -> str:
    return f"{skeleton(one.first)} {skeleton(one.last)}"


def _join_hyphens(world: World, names: list[int], full: list[int]) -> None:
    """«Азия-Биби» is «Азия Биби»."""
    nodes = {world.names[i].key: world.home[i] for i in full}
    for i in names:
        spaced = world.names[i].key.replace("-", " ")
        if spaced != world.names[i].key and spaced in nodes:
            world.join(nodes[spaced], world.home[i], "the same name with a hyphen")


def _join_middle_names(world: World, full: list[int], people: list[Person]) -> None:
    """«Хадим Ризви» and «Хадим Хусейн Ризви» are one, if there is no other Хадим … Ризви."""
    shown: dict[tuple[str, str], int] = {}  # most names are in no need of more
    several = set()
    for i in full:
        name = _without_middle(people[i])
        other = shown.setdefault(name, i)
        if world.home[i] != world.home[other]:
            several.add(name)
    nodes: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for i in full if several else ():
        name, middle = _without_middle(people[i]), people[i].middle
        if name not in several:
            continue
        if middle in nodes[name]:
            world.join(nodes[name][middle], world.home[i], "the same first and last name")
        else:
            nodes[name][middle] = world.home[i]
    for name in sorted(nodes):
        middles = sorted(nodes[name], key=lambda middle: (-len(middle), middle))
        longest = middles[0]
        if all(_same_middle(longest, middle) for middle in middles[1:]):
            for middle in middles[1:]:
                world.join(
                    nodes[name][longest], nodes[name][middle], "the same first and last name"
                )


def _without_middle(one: Person) -> tuple[str, str]:
    return one.first.replace("-", ""), one.last.replace("-", "")


def _same_middle(one: str, other: str) -> bool:
    """Whether one middle name may stand for another: none at all, an initial, a spelling."""
    initial = len(other.rstrip(".")) == 1 and one[:1] == other[:1]
    return not other or initial or edit(one, other) is not None


def _join_spellings(world: World, full: list[int], people: list[Person]) -> None:
    """Names one edit apart: «Азия Биби» and «Асия Биби», not «Мария» and «Марина»."""
    nodes: dict[str, int] = {}  # a first name has no space
    for i in full:
        nodes.setdefault(f"{people[i].first} {people[i].last}", world.home[i])
    for one, other in one_edit_apart(sorted(nodes)):
        if _is_spelling(one.split(" ", 1), other.split(" ", 1)):
            world.join(nodes[one], nodes[other], ONE_EDIT)


def _is_spelling(one: list[str], other: list[str]) -> bool:
    """Whether the edit between two names is a matter of spelling, not another name."""
    changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(changed) != 1 or len("".join(one)) < LONG_NAME:
        return False
    a, b = changed[0]
    if not is_spelling(a, b) or min(len(a), len(b)) < LONG_PART:
        return False
    return not (_is_known_name(a) and _is_known_name(b))


def _is_known_name(word: str) -> bool:
    return is_known(word) and any(p.tag.grammemes & {"Name", "Surn"} for p in parses(word))


def _move_to_full_names(world: World, names: list[int], people: list[Person]) -> None:
    in_corpus = _in_corpus(world, world.counted(names), people)
    for context in world.by_context(names):
        i = context[0]  # the others are its witnesses
        if not people[i].is_full:
            full = (other for other in context if people[other].is_full)
            in_document = _index(world, full, lambda other: full_keys(people[other]))
            _move(world, i, people[i], in_document, in_corpus)


def _in_corpus(world: World, names: list[int], people: list[Person]) -> Index:
    """The full names of the corpus by the keys that other names look for."""
    short = (i for i in names if not people[i].is_full)
    looked_for = {key for i in short for key, _ in wanted_keys(people[i], world.names[i].key)}
    full = (i for i in names if people[i].is_full)
    return _index(world, full, lambda i: looked_for.intersection(full_keys(people[i])))


def _index(
    world: World, names: Iterable[int], keys: Callable[[int], Iterable[tuple[str, ...]]]
) -> Index:
    found: dict[tuple[str, ...], int | None] = {}
    for i in names:
        root = world.root(i)
        for key in keys(i):
            if found.setdefault(key, root) != root:
                found[key] = None
    return found


def _move(world: World, i: int, one: Person, in_document: Index, in_corpus: Index) -> None:
    for key, what in wanted_keys(one, world.names[i].key):
        if key in in_document:
            target = in_document[key]
            if target is not None:
                world.move(i, target, f"{what} of a full name in its document", short=True)
            return  # of several people in the document it could be any
        if key[0] in IN_DOCUMENT or len(key[-1]) < SHORTEST_SURNAME:
            continue
        everywhere = in_corpus.get(key)
        if everywhere is not None:
            reason = f"{what} of the only such full name in the corpus"
            world.move(i, everywhere, reason, short=True)
            return


@lru_cache(20_000)
def full_keys(one: Person) -> tuple[tuple[str, ...], ...]:
    """What a full name may be called for short."""
    found: list[tuple[str, ...]] = [("first", one.first)]
    for last in {one.last, one.last.split(" ")[-1], one.last.split("-")[-1]}:
        found += [("last", last), ("initial", one.first[0], last)]
        if one.middle:
            found.append(("initials", one.first[0], one.middle[0], last))
        else:
            found.append(("no middle", one.first[0], last))
    if one.middle:
        found.append(("patronymic", one.first, one.middle))
    else:
        found.append(("no patronymic", one.first))
    return tuple(found)


def _is_patronymic(word: str) -> bool:
    """Whether a word is a usual patronymic, and no surname that looks like one: «Агранович»."""
    return USUAL_PATRONYMIC.fullmatch(word) is not None


def wanted_keys(one: Person, key: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The keys that a name that is not full may be found by, the surest first."""
    if one.last and one.first:
        if one.middle:
            yield ("initials", one.first[0], one.middle[0], one.last), "initials and surname"
            yield ("no middle", one.first[0], one.last), "initials and surname"
        else:
            yield ("initial", one.first[0], one.last), "initial and surname"
    elif one.first and one.middle:
        yield ("patronymic", one.first, one.middle), "first name and patronymic"
        if _is_patronymic(one.middle):
            yield ("no patronymic", one.first), "first name and patronymic"
    else:
        yield ("last", key), "surname"
        yield ("first", key), "first name"
