"""Turn the corrections that a reader makes in the tables into a dictionary of names.

Each correction contains the entity as the table showed it, so that a list of corrections has the
same meaning wherever it is applied. If two corrections contradict each other, the later one wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from imena.dictionary.dictionary import EMPTY, Dictionary
from imena.dictionary.editor import Draft, unique
from imena.entities.names.keys import entity_key
from imena.errors import UsageError
from imena.web.limits import MAX_CORRECTIONS, MAX_NAME

ENDING = 3  # letters at most in which case forms of a Russian word differ


# pydantic validates these dataclasses when they come from a request.
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Names = Annotated[tuple[Name, ...], Field(min_length=1, max_length=MAX_CORRECTIONS)]
Label = Literal["PER", "ORG", "LOC"]
STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class EntityRef:
    """An entity as the table shows it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    label: Label
    name: Name
    names: Names  # normal forms of its mentions, most frequent first

    @property
    def all(self) -> list[str]:
        """Its name and its normal forms, each once."""
        return unique([self.name, *self.names])

    @property
    def found_by(self) -> list[str]:
        """Its name, the most frequent normal form if no mention has that name, and spellings of
        these
        that differ by a hyphen, which rules join with no name of a dictionary.
        """
        named = entity_key(self.name) in map(entity_key, self.names)
        found = [self.name] if named else [self.name, *self.names[:1]]
        spaced = set(map(_spaced, found))
        return unique([*found, *(name for name in self.names if _spaced(name) in spaced)])


@dataclass(frozen=True)
class Rename:
    """Change the name of an entity."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    entity: EntityRef
    to: Name
    action: Literal["rename"] = "rename"


@dataclass(frozen=True)
class Relabel:
    """Change the label of an entity."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    entity: EntityRef
    label: Label
    action: Literal["label"] = "label"


@dataclass(frozen=True)
class Merge:
    """Merge two entities; the first one gives the name and the label."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    entity: EntityRef
    other: EntityRef
    action: Literal["merge"] = "merge"


@dataclass(frozen=True)
class Split:
    """Split one name off an entity."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    entity: EntityRef
    name: Name
    action: Literal["split"] = "split"


@dataclass(frozen=True)
class Ignore:
    """Ignore some or all names of an entity."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    entity: EntityRef
    names: Names
    action: Literal["ignore"] = "ignore"


Correction = Rename | Relabel | Merge | Split | Ignore


def to_dictionary(corrections: Iterable[Correction], base: Dictionary = EMPTY) -> dict[str, Any]:
    """Turn corrections into a dictionary of names, as `imena.extract` and its YAML file take it.

    Args:
        corrections: in the order in which they were made.
        base: the dictionary that was used for the table.

    Raises:
        UsageError: a correction asks for something that no dictionary can express.
        DictionaryError: a name is invalid.

    >>> chief = EntityRef("PER", "Валерий Герасимов", ("Валерий Герасимов", "Герасимов"))
    >>> to_dictionary([Rename(chief, "Валерий Васильевич Герасимов")])
    {'merge': [['Валерий Васильевич Герасимов', 'Валерий Герасимов']]}
    """
    draft = Draft(base)
    for correction in corrections:
        _apply(draft, correction)
        draft.drop_broken_splits()
    found = draft.mapping()
    Dictionary.from_dict(found)
    return found


def _apply(draft: Draft, correction: Correction) -> None:
    if isinstance(correction, Rename):
        _rename(draft, correction.entity, " ".join(correction.to.split()))
    elif isinstance(correction, Relabel):
        _relabel(draft, correction.entity, correction.label)
    elif isinstance(correction, Merge):
        _merge(draft, correction.entity, correction.other)
    elif isinstance(correction, Split):
        _split(draft, correction.entity, correction.name)
    else:
        _ignore(draft, correction.entity, correction.names)


def _rename(draft: Draft, entity: EntityRef, to: str) -> None:
    """Merge the entity with its new name, which then names it. An entry also finds forms of the
    name.
    """
    if draft.is_ignored(to):
        raise UsageError(f"«{to}» is ignored: take that back first, or choose another name")
    own = draft.owners(entity.all)
    others = [entry for entry in draft.owners([to]) if entry not in own]
    if others:
        raise UsageError(f"«{to}» is already a name of «{others[0].name}»: merge the two instead")
    in_text = {entity_key(name) for name in entity.names}
    given_before = entity_key(entity.name) not in in_text and draft.replace_in_merges(
        entity.name, to
    )
    names = unique([to, *(entity.names[:1] if given_before else entity.found_by)])
    if own:
        draft.owners([to, *entity.all])[0].call(to)
    elif len(names) == 1 or any(_are_forms(to, name) for name in entity.all):
        draft.add_entry(entity.label, to)
    # Rules join the names of an entry with nothing, so keep spellings with the same letters.
    draft.join(names if len(names) > 1 else unique([to, *entity.all]))


def _relabel(draft: Draft, entity: EntityRef, label: str) -> None:
    """Make all names of the entity belong to an entry with this label."""
    names = [name for name in entity.all if not draft.is_ignored(name)]
    if not names:
        raise UsageError(f"«{entity.name}» is ignored: take that back first")
    own = draft.owners(names)
    for entry in own:
        entry.label = label
    if not own:
        own = [draft.add_entry(label, names[0])]
    for name in names:
        if not draft.owners([name]):
            own[0].aliases.append(name)


def _merge(draft: Draft, kept: EntityRef, other: EntityRef) -> None:
    draft.unsplit(kept.all, other.all)
    names = other.found_by
    if other.label != kept.label:
        _relabel(draft, other, kept.label)
        names = other.all  # their common label had joined them
    draft.join(unique([*kept.found_by, *names]))


def _split(draft: Draft, entity: EntityRef, name: str) -> None:
    """Split a name off, and keep the other names together, whatever had joined them to it."""
    rest = [other for other in entity.all if entity_key(other) != entity_key(name)]
    if not rest or len(rest) == len(entity.all):
        raise UsageError(
            f"«{name}» is not one of several names of «{entity.name}»: nothing to split"
        )
    draft.detach(name)
    draft.remove_from_merges(name)
    draft.join(rest)
    draft.split(name, rest)


def _ignore(draft: Draft, entity: EntityRef, names: Sequence[str]) -> None:
    ignored = {entity_key(name) for name in names}
    rest = [other for other in entity.all if entity_key(other) not in ignored]
    for name in names:
        held = draft.remove_from_merges(name)
        if held:  # keep together what the name had joined or named
            draft.join(unique([n for n in held if entity_key(n) not in ignored] + rest))
        draft.ignore_name(name)


def _spaced(name: str) -> str:
    return entity_key(name).replace("-", " ")


def _are_forms(one: str, other: str) -> bool:
    """Return whether two names look like forms of the same words, one corrected from the other."""
    words, others = entity_key(one).split(), entity_key(other).split()
    return len(words) == len(others) and all(map(_are_forms_of_a_word, words, others))


def _are_forms_of_a_word(one: str, other: str) -> bool:
    stem = min(one, other, key=len)[:-ENDING]
    return one == other or (len(stem) > 1 and one.startswith(stem) and other.startswith(stem))
