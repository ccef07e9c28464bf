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
from imena.dictionary.editor import DictionaryEditor, unique_names
from imena.errors import UsageError
from imena.forms.name_key import name_key
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
        return unique_names([self.name, *self.names])

    @property
    def found_by(self) -> list[str]:
        """Its name, and names that rules would not find from it.

        These are the most frequent normal form if no mention has the name itself, and spellings
        that differ by a hyphen.
        """
        named = name_key(self.name) in map(name_key, self.names)
        found = [self.name] if named else [self.name, *self.names[:1]]
        spaced = set(map(_spaced, found))
        return unique_names([*found, *(name for name in self.names if _spaced(name) in spaced)])


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
    editor = DictionaryEditor(base)
    for correction in corrections:
        _apply(editor, correction)
        editor.drop_contradicted_splits()
    found = editor.to_mapping()
    Dictionary.from_dict(found)
    return found


def _apply(editor: DictionaryEditor, correction: Correction) -> None:
    if isinstance(correction, Rename):
        _rename(editor, correction.entity, " ".join(correction.to.split()))
    elif isinstance(correction, Relabel):
        _relabel(editor, correction.entity, correction.label)
    elif isinstance(correction, Merge):
        _merge(editor, correction.entity, correction.other)
    elif isinstance(correction, Split):
        _split(editor, correction.entity, correction.name)
    else:
        _ignore(editor, correction.entity, correction.names)


def _rename(editor: DictionaryEditor, entity: EntityRef, to: str) -> None:
    """Merge the entity with its new name; an entry also finds forms of the name."""
    if editor.is_ignored(to):
        raise UsageError(f"«{to}» is ignored: undo that first, or choose another name")
    own = editor.entries_with(entity.all)
    others = [entry for entry in editor.entries_with([to]) if entry not in own]
    if others:
        raise UsageError(f"«{to}» is already a name of «{others[0].name}»: merge the two instead")
    in_text = {name_key(name) for name in entity.names}
    given_before = name_key(entity.name) not in in_text and editor.replace_in_merges(
        entity.name, to
    )
    names = unique_names([to, *(entity.names[:1] if given_before else entity.found_by)])
    if own:
        editor.entries_with([to, *entity.all])[0].rename(to)
    elif len(names) == 1 or any(_are_forms(to, name) for name in entity.all):
        editor.add_entry(entity.label, to)
    # Rules join the names of an entry with nothing, so keep spellings with the same letters.
    editor.merge(names if len(names) > 1 else unique_names([to, *entity.all]))


def _relabel(editor: DictionaryEditor, entity: EntityRef, label: str) -> None:
    """Make all names of the entity belong to an entry with this label."""
    names = [name for name in entity.all if not editor.is_ignored(name)]
    if not names:
        raise UsageError(f"«{entity.name}» is ignored: undo that first")
    own = editor.entries_with(names)
    for entry in own:
        entry.label = label
    if not own:
        own = [editor.add_entry(label, names[0])]
    for name in names:
        if not editor.entries_with([name]):
            own[0].aliases.append(name)


def _merge(editor: DictionaryEditor, kept: EntityRef, other: EntityRef) -> None:
    editor.unsplit(kept.all, other.all)
    names = other.found_by
    if other.label != kept.label:
        _relabel(editor, other, kept.label)
        names = other.all  # their common label had joined them
    editor.merge(unique_names([*kept.found_by, *names]))


def _split(editor: DictionaryEditor, entity: EntityRef, name: str) -> None:
    """Split a name off, and keep the other names together, whatever had joined them to it."""
    rest = [other for other in entity.all if name_key(other) != name_key(name)]
    if not rest or len(rest) == len(entity.all):
        raise UsageError(
            f"«{name}» cannot be split off: it is not one of several names of «{entity.name}»"
        )
    editor.move_to_own_entry(name)
    editor.remove_from_merges(name)
    editor.merge(rest)
    editor.split(name, rest)


def _ignore(editor: DictionaryEditor, entity: EntityRef, names: Sequence[str]) -> None:
    ignored = {name_key(name) for name in names}
    rest = [other for other in entity.all if name_key(other) not in ignored]
    for name in names:
        held = editor.remove_from_merges(name)
        if held:  # keep together what the name had joined or named
            editor.merge(unique_names([n for n in held if name_key(n) not in ignored] + rest))
        editor.ignore(name)


def _spaced(name: str) -> str:
    return name_key(name).replace("-", " ")


def _are_forms(one: str, other: str) -> bool:
    """Return whether two names look like forms of the same words, one corrected from the other."""
    words, others = name_key(one).split(), name_key(other).split()
    return len(words) == len(others) and all(map(_are_forms_of_a_word, words, others))


def _are_forms_of_a_word(one: str, other: str) -> bool:
    stem = min(one, other, key=len)[:-ENDING]
    return one == other or (len(stem) > 1 and one.startswith(stem) and other.startswith(stem))
