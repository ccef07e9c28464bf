"""Short names of organisations to the full ones: acronyms, beginnings, syllables, what is quoted.

A full name of the same document comes first, then the only one in the corpus; what everybody knows
by its short name, and what a state has, is not taken for short there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from imena.entities.linking.linker import country_of, link
from imena.entities.names.abbreviations import abbreviates, initials, is_acronym, latin
from imena.entities.names.organisation_parts import is_of_a_state, stands_for
from imena.entities.rules.graph import DOMINANT, World, dominant, only
from imena.entities.rules.organisations import SHORT, Organisation
from imena.forms.analyse import is_known
from imena.forms.name_key import name_key

Index = Mapping[tuple[str, str], Mapping[int, int]]

QUOTED = re.compile(r"[«\"“„](.{3,}?)[»\"”“]")
SHORTEST = {"initials": 3, "quoted": 4, "prefix": 6, "syllables": 5}  # letters, in the corpus
SHORTEST_PREFIX = 5  # letters, in the document
START = 3  # letters that an abbreviation shares with its name at least
REASONS = {
    "base": "the only such body named in",
    "initials": "the initials of a full name in",
    "quoted": "the name that a full name has in quotes in",
    "prefix": "the beginning of a full name in",
    "syllables": "the syllables of a full name in",
}
HERE, THERE = "its document", "the corpus"
DEFINED = "its acronym, as the text defines it"


def move_defined(world: World, names: Iterable[int]) -> None:
    """Acronyms that a text defines in brackets, there and where no other text defines them."""
    meanings: dict[str, set[int]] = {}
    for i in world.counted(names):
        for full in world.defines.get(i, ()):
            meanings.setdefault(world.names[i].key, set()).add(world.root(full))
    settled: set[int] = set()

    def settle(i: int) -> None:
        if i in settled:
            return
        settled.add(i)
        defined = world.defines.get(i, ())
        for full in defined:  # which may be an acronym itself
            settle(full)
        own = {world.root(full) for full in defined}
        target = only(dict.fromkeys(own or meanings.get(world.names[i].key, set()), 1))
        if target is not None and target != world.root(i):
            world.move(i, target, DEFINED, short=True)

    for context in world.by_context(names):
        # Two that stand in brackets behind each other have one order in both their contexts.
        for i in sorted(context, key=lambda i: world.names[i].key):
            settle(i)


def move_to_full_names(world: World, known: dict[int, Organisation]) -> None:
    """Names of several words first, so that acronyms find them where they belong in the end."""
    own = world.counted(known)
    different = set(known.values())
    looked_for = {key for one in different if one.whose is None for key in wanted_keys(one)}
    keys = {one: tuple(looked_for.intersection(full_keys(one))) for one in different}
    for is_turn in (_is_long, lambda one: not _is_long(one)):
        in_corpus = world.index(own, lambda i: keys[known[i]])
        sizes: Counter[int] = Counter()
        for i in own:
            sizes[world.root(i)] += world.documents[i]
        for context in world.by_context(known):
            in_document = world.index(context, lambda i: keys[known[i]])
            for i in context:
                may_move = known[i].whose is None and world.reasons[i] in (None, SHORT)
                if may_move and is_turn(known[i]):
                    _move(world, i, known[i], in_document, in_corpus, sizes)


def _is_long(one: Organisation) -> bool:
    return " " in one.key


def _move(
    world: World,
    i: int,
    one: Organisation,
    in_document: Index,
    in_corpus: Index,
    sizes: Mapping[int, int],
) -> None:
    root = world.root(i)
    for kind, text in wanted_keys(one):
        here = in_document.get((kind, text))
        if here:
            target = only(here) if root not in here else None
            if target is not None:
                world.move(i, target, f"{REASONS[kind]} {HERE}", short=True)
            return
        if not _may_be_far(one, kind):
            continue
        everywhere = in_corpus.get((kind, text), {})
        target = dominant(everywhere) if root not in everywhere else None
        # «Pfizer» is no short name of the one «Pfizer Medical» of a corpus that is full of it.
        if target is not None and everywhere[target] * DOMINANT >= sizes[root]:
            world.move(i, target, f"{REASONS[kind]} {THERE}", short=True)
            return


@lru_cache(100_000)
def _may_be_far(one: Organisation, kind: str) -> bool:
    """Whether a name may be short for one of another document: not what everybody knows."""
    if kind == "base" or len(one.key) < SHORTEST[kind] or _is_famous(one):
        return False
    return kind != "prefix" or not _is_common(one.key)


@lru_cache(100_000)
def _is_famous(one: Organisation) -> bool:
    """Whether a name says by itself what it is: НАТО, BBC, Газпром."""
    known = link("ORG", one.normal) is not None or country_of(one.normal) is not None
    return known or stands_for(one.key) is not None


@lru_cache(100_000)
def _is_common(name: str) -> bool:
    """Whether a folded name has common words only: «агентство», «коммунистическая партия»."""
    return all(map(is_known, re.findall(r"\w+", name)))


@lru_cache(20_000)
def full_keys(one: Organisation) -> tuple[tuple[str, str], ...]:
    """What an organisation may be called for short."""
    found = [("base", one.base)] if one.whose is not None else []
    for name in sorted({one.key, one.base}):
        for acronym in sorted(initials(name)):
            found += [("initials", acronym), ("initials", latin(acronym))]
    quoted = QUOTED.search(one.normal)
    names = [one.key]
    if quoted:
        names.append(name_key(quoted[1]))
        found.append(("quoted", names[-1]))
    for words in map(str.split, names):
        found += [("prefix", prefix) for prefix in _beginnings(words)]
    return tuple(dict.fromkeys(found))


def _beginnings(words: list[str]) -> Iterator[str]:
    """The beginnings that may stand for a name: not «Россия» for «Россия 24»."""
    for size in range(1, len(words)):
        if not any(map(str.isdigit, words[size])):
            yield " ".join(words[:size])


@lru_cache(20_000)
def wanted_keys(one: Organisation) -> tuple[tuple[str, str], ...]:
    """The keys that a name may be found by, the surest first."""
    if is_of_a_state(one.base):
        return (("base", one.base),)  # which state's, its name does not say
    found = [("base", one.base)]
    if is_acronym(one.normal):
        found.append(("initials", one.key))
    found.append(("quoted", one.key))
    if len(one.key) >= SHORTEST_PREFIX and link("ORG", one.normal) is None:
        found.append(("prefix", one.key))
    return tuple(found)


def may_be_syllables(base: str) -> bool:
    """Whether what an organisation is may be made of the syllables of a full name."""
    return len(base) >= SHORTEST["syllables"] and " " not in base


def move_syllables(world: World, known: dict[int, Organisation]) -> None:
    """«Госдума» is the «Государственная дума» of its document, or of the corpus."""
    everywhere: dict[str, set[int]] = defaultdict(set)
    for i in world.counted(known):
        if _is_long(known[i]) and known[i].whose is None:
            everywhere[known[i].base].add(world.root(i))
    by_start: dict[str, list[str]] = defaultdict(list)
    for base in sorted(everywhere):
        by_start[base[:START]].append(base)
    far: dict[str, set[int]] = {}
    for context in world.by_context(known):
        here = {(known[i].base, world.root(i)) for i in context if " " in known[i].base}
        for i in context:
            base = known[i].base
            if not may_be_syllables(base) or world.reasons[i] is not None:
                continue
            near = {root for long, root in here if abbreviates(base, long)}
            if base not in far:
                likely = (long for long in by_start[base[:START]] if abbreviates(base, long))
                far[base] = {root for long in likely for root in everywhere[long]}
            found, where = (near, HERE) if near else (far[base], THERE)
            target = only(dict.fromkeys(found, 1))
            if target is not None and target != world.root(i):
                world.move(i, target, f"{REASONS['syllables']} {where}", short=True)
