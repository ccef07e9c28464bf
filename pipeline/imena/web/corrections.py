"""What a reader corrects in the tables in, the dictionary of names that says the same out.

Each correction has the entity as the table showed it, so that a list of corrections means the same
wherever it is applied; where two of them contradict each other, the later one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from imena.dictionary.dictionary import EMPTY, Dictionary
from imena.dictionary.editor import DictionaryEditor, unique_names
from imena.errors import UsageError
from imena.forms.name_key import name_key

ENDING = 3  # letters in which the case forms of a Russian word differ, at the most


@dataclass(frozen=True)
class Who:
    """An entity as the table shows it."""

    label: Literal["PER", "ORG", "LOC"]
    name: str
    names: tuple[str, ...]  # the normal forms of its mentions, most frequent first

    @property
    def all(self) -> list[str]:
        """Its name and its normal forms, each once."""
        return unique_names([self.name, *self.names])

    @property
    def found_by(self) -> list[str]:
        """Its name and, where no mention is called so, the normal form that most are; and what
        differs from these by a hyphen, which rules join with no name of a dictionary.
        """
        named = name_key(self.name) in map(name_key, self.names)
        found = [self.name] if named else [self.name, *self.names[:1]]
        spaced = set(map(_spaced, found))
        return unique_names([*found, *(name for name in self.names if _spaced(name) in spaced)])


@dataclass(frozen=True)
class Rename:
    """The entity is called otherwise."""

    entity: Who
    to: str
    action: Literal["rename"] = "rename"


@dataclass(frozen=True)
class Relabel:
    """The entity is a person, an organisation, a place."""

    entity: Who
    label: Literal["PER", "ORG", "LOC"]
    action: Literal["label"] = "label"


@dataclass(frozen=True)
class Merge:
    """The two are one, which is called, and is, what the first is."""

    entity: Who
    other: Who
    action: Literal["merge"] = "merge"


@dataclass(frozen=True)
class Split:
    """One of its names is another entity."""

    entity: Who
    name: str
    action: Literal["split"] = "split"


@dataclass(frozen=True)
class Ignore:
    """Some or all of its names are no names."""

    entity: Who
    names: tuple[str, ...]
    action: Literal["ignore"] = "ignore"


Correction = Rename | Relabel | Merge | Split | Ignore


def to_dictionary(corrections: Iterable[Correction], base: Dictionary = EMPTY) -> dict[str, Any]:
    """The dictionary of names that corrections make, as `imena.extract` and its YAML file have it.

    Args:
        corrections: in the order in which they were made.
        base: the dictionary with which the first table was made.

    Raises:
        UsageError: a correction asks for what no dictionary can say.
        DictionaryError: a name is none.

    >>> chief = Who("PER", "Валерий Герасимов", ("Валерий Герасимов", "Герасимов"))
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


def _rename(editor: DictionaryEditor, who: Who, to: str) -> None:
    """Merging with the new name names the entity; an entry also draws what is a form of it."""
    if editor.is_ignored(to):
        raise UsageError(f"«{to}» is ignored: take that back first, or choose another name")
    own = editor.entries_with(who.all)
    others = [entry for entry in editor.entries_with([to]) if entry not in own]
    if others:
        raise UsageError(f"«{to}» is already a name of «{others[0].name}»: merge the two instead")
    in_text = {name_key(name) for name in who.names}
    given_before = name_key(who.name) not in in_text and editor.replace_in_merges(who.name, to)
    names = unique_names([to, *(who.names[:1] if given_before else who.found_by)])
    if own:
        editor.entries_with([to, *who.all])[0].rename(to)
    elif len(names) == 1 or any(_are_forms(to, name) for name in who.all):
        editor.add_entry(who.label, to)
    # Where the letters stay, no name of an entry is joined with others by rules.
    editor.merge(names if len(names) > 1 else unique_names([to, *who.all]))


def _relabel(editor: DictionaryEditor, who: Who, label: str) -> None:
    """An entry has a label: all names of the entity are to be of one with this label."""
    names = [name for name in who.all if not editor.is_ignored(name)]
    if not names:
        raise UsageError(f"«{who.name}» is ignored: take that back first")
    own = editor.entries_with(names)
    for entry in own:
        entry.label = label
    if not own:
        own = [editor.add_entry(label, names[0])]
    for name in names:
        if not editor.entries_with([name]):
            own[0].aliases.append(name)


def _merge(editor: DictionaryEditor, kept: Who, other: Who) -> None:
    editor.unsplit(kept.all, other.all)
    names = other.found_by
    if other.label != kept.label:
        _relabel(editor, other, kept.label)
        names = other.all  # what had joined them was a matter of their label
    editor.merge(unique_names([*kept.found_by, *names]))


def _split(editor: DictionaryEditor, who: Who, name: str) -> None:
    """The name goes its own way, and the others stay together whatever had joined them with it."""
    rest = [other for other in who.all if name_key(other) != name_key(name)]
    if not rest or len(rest) == len(who.all):
        raise UsageError(f"«{name}» is not one of several names of «{who.name}»: nothing to split")
    editor.move_to_own_entry(name)
    editor.remove_from_merges(name)
    editor.merge(rest)
    editor.split(name, rest)


def _ignore(editor: DictionaryEditor, who: Who, names: Sequence[str]) -> None:
    ignored = {name_key(name) for name in names}
    rest = [other for other in who.all if name_key(other) not in ignored]
    for name in names:
        held = editor.remove_from_merges(name)
        if held:  # what the name had joined, or called, stays so
            editor.merge(unique_names([n for n in held if name_key(n) not in ignored] + rest))
        editor.ignore(name)


def _spaced(name: str) -> str:
    return name_key(name).replace("-", " ")


def _are_forms(one: str, other: str) -> bool:
    """Whether two names look like forms of the same words: a normal form that is put right."""
    words, others = name_key(one).split(), name_key(other).split()
    return len(words) == len(others) and all(map(_are_forms_of_a_word, words, others))


def _are_forms_of_a_word(one: str, other: str) -> bool:
    stem = min(one, other, key=len)[:-ENDING]
    return one == other or (len(stem) > 1 and one.startswith(stem) and other.startswith(stem))
