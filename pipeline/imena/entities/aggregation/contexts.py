"""The names of documents in, each with those of its document that may decide who it is out.

That «Герасимов» is Валерий Герасимов, the document says which has both. What else it says makes no
difference: a context is what makes one. Most names need nothing, so that a corpus has far fewer
contexts than documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from imena.entities.linking.gazetteer import countries
from imena.entities.linking.linker import HOME, country_of, link
from imena.entities.names.collect import Use
from imena.entities.names.normal_forms import nominatives, place_form, telling_text, word_form
from imena.entities.names.organisation_parts import has_short_name, is_of_a_state
from imena.entities.names.similarity import is_spelling, one_edit_apart
from imena.entities.names.types import Name, State
from imena.entities.rules import organisation_needs, person_needs
from imena.entities.rules.organisations import may_be_misspelt, taken_apart
from imena.entities.rules.places import may_be_misspelt as place_may_be_misspelt
from imena.forms.name_key import name_key

Near = Mapping[tuple[str, str], set[str]]


class Context(NamedTuple):
    """A name, and what of its document may decide who it is."""

    names: tuple[Name, ...]  # its own first, then its witnesses in an order of their own
    defines: tuple[tuple[int, int], ...]  # places in names: one stands in brackets behind the other
    state: State | None  # of a body of state


def contexts(uses: list[Use]) -> Iterator[tuple[Context, bool]]:
    """The context of each use, and whether the gazetteers set its normal form right.

    Uses come document by document.
    """
    better = [place_form(use.text, use.normal) if use.label == "LOC" else None for use in uses]
    near = _spelled_alike(uses, better)
    for _, group in groupby(range(len(uses)), lambda i: uses[i].doc):
        numbers = list(group)
        document = Document(
            [uses[i] for i in numbers], [better[i] for i in numbers], near, numbers[0]
        )
        for place, i in enumerate(numbers):
            yield document.context(place), better[i] is not None


def _spelled_alike(uses: Iterable[Use], better: Iterable[str | None]) -> Near:
    """Names that may be misspellings of each other by label and what is compared of them."""
    keys: dict[str, set[str]] = {"LOC": set(), "ORG": set()}
    for use, form in zip(uses, better, strict=True):
        if use.label == "LOC":
            keys["LOC"].add(name_key(form or use.normal))
        elif use.label == "ORG":
            keys["ORG"].add(taken_apart(_organisation(use)).name)
    near: dict[tuple[str, str], set[str]] = defaultdict(set)
    for label, is_long in (("LOC", place_may_be_misspelt), ("ORG", may_be_misspelt)):
        for one, other in one_edit_apart(sorted(filter(is_long, keys[label]))):
            if is_spelling(one, other):
                near[label, one].add(other)
                near[label, other].add(one)
    return near


class Document:
    """The names of one document and what they need."""

    def __init__(self, uses: list[Use], better: list[str | None], near: Near, first: int) -> None:
        """Find out what each name needs.

        Args:
            uses: of the document.
            better: the normal forms of places that the gazetteers set right.
            near: see `_spelled_alike`.
            first: the number of the first use among all, which definitions go by.
        """
        by_label: dict[str, list[int]] = defaultdict(list)
        for i, use in enumerate(uses):
            by_label[use.label].append(i)
        normals = [form or use.normal for use, form in zip(uses, better, strict=True)]
        found = {country_of(normals[i]) for i in by_label["LOC"]} - {None}
        self.countries = tuple(sorted(iso for iso in found if iso is not None))
        here = dict.fromkeys(self.countries, 1)
        words = {word for i in by_label["PER"] if uses[i].is_seen for word in uses[i].key.split()}
        self.is_regional = False
        self.names: list[Name] = []
        for use, normal in zip(uses, normals, strict=True):
            if use.label == "LOC":
                ids = link("LOC", normal, here)
                if ids is not None and ids.iso is not None and ids.iso != ids.country:
                    self.is_regional = True
                place = ids.of_place if ids is not None else None
                self.names.append(Name("LOC", normal, name_key(normal), place=place))
            elif use.label == "PER":
                self.names.append(_person(use, words))
            else:
                self.names.append(_organisation(use))
        bodies = {i: self.names[i] for i in by_label["ORG"]}
        self.whose = organisation_needs.owners(
            bodies, {self.names[i].normal: i for i in by_label["LOC"]}
        )
        self._defines = {
            i: {full - first for full in uses[i].defines} for i in bodies if uses[i].defines
        }
        self._needs = organisation_needs.needs(bodies, self.whose, self._defines)
        self._people = person_needs.needs({i: self.names[i] for i in by_label["PER"]})
        self._alike = _beside(self.names, near)

    def context(self, own: int) -> Context:
        """The context of a name, by its place."""
        name = self.names[own]
        found, state = self.around(own)
        if len(found) == 1 and own not in self._defines:
            return Context((name,), (), state)
        others = sorted(found - {own}, key=lambda i: encoded(self.names[i]))
        order = {i: place for place, i in enumerate([own, *others])}
        defines = sorted(
            (order[i], order[full])
            for i in found & self._defines.keys()
            for full in self._defines[i]
            if full in order
        )
        return Context(tuple(self.names[i] for i in order), tuple(defines), state)

    def around(self, own: int) -> tuple[set[int], State | None]:
        """The names that decide who a name is, itself among them, and what else does."""
        name = self.names[own]
        if name.label == "PER":
            return {own} | self._people.get(own, set()), None
        found, state = self._closed({own}), None
        if name.label == "ORG" and own not in self.whose:
            base = taken_apart(name).name
            if self.countries and is_of_a_state(base):
                state, places = self._state(base)
                found |= places
        return found | self._alike.get(own, set()), state

    def _closed(self, found: set[int]) -> set[int]:
        """Names with all that they need and that those need."""
        new = list(found)
        while new:
            for other in self._needs.get(new.pop(), ()):
                if other not in found:
                    found.add(other)
                    new.append(other)
        return found

    def _state(self, base: str) -> tuple[State, set[int]]:
        """What a body of state without a country is judged by, and the places that it needs."""
        isos = self.countries
        if len(isos) > 1:
            return State(isos, is_regional=False, acting=()), set()
        (iso,) = isos
        if self.is_regional or iso == HOME or not has_short_name(base):
            return State(isos, self.is_regional, ()), set()
        same = countries()[0][iso].ids.of_place
        acting = set(self.whose.values())
        places = {
            place
            for place in acting
            if isinstance(place, int) and self.names[place].place in (None, same)
        }
        return State(isos, is_regional=False, acting=(iso,) if iso in acting else ()), places


def _organisation(use: Use) -> Name:
    return Name(use.label, use.normal, use.key, use.tail)


def _person(use: Use, words: set[str]) -> Name:
    """A person's name with what its document alone says of it."""
    word = None
    if not use.is_seen and len(use.text.split()) == 1:
        possible = nominatives(use.text, "PER")[0] if words else ()
        word = word_form(use.key, use.normal, use.text, possible, words)
    text = "" if word is not None else telling_text(use.text, is_seen=use.is_seen)
    return Name("PER", use.normal, use.key, text=text, is_seen=use.is_seen, word=word)


def _beside(names: list[Name], near: Near) -> dict[int, set[int]]:
    """The names of a document that one edit tells from each of its names."""
    if not near:
        return {}
    compared = {
        i: (name.label, taken_apart(name).name if name.label == "ORG" else name.key)
        for i, name in enumerate(names)
        if name.label != "PER"
    }
    alike = {i: near[one] for i, one in compared.items() if one in near}
    return {
        i: {
            other
            for other in alike
            if compared[other][0] == compared[i][0] and compared[other][1] in found
        }
        for i, found in alike.items()
    }


@lru_cache(20_000)
def encoded(name: Name) -> bytes:
    """All of a name in bytes; no two names have the same."""
    fields = ("-" if value is None else f"{len(str(value))}:{value}" for value in name)
    return "".join(fields).encode()
