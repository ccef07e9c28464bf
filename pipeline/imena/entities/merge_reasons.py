"""Why a name was merged into an entity: an enumeration, and its text in the table of entities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache
from typing import NamedTuple


class Scope(Enum):
    """Where the evidence for a merge was found."""

    NAME = "name"  # in the name itself
    DOCUMENT = "document"  # in the document that has the name
    CORPUS = "corpus"
    GAZETTEER = "gazetteer"
    DICTIONARY = "dictionary"  # the user's


class MergeReason(Enum):
    """A reason: its scope, and its text in the column ``merge_reason``.

    The name of a member is its code, by which sinks translate it.
    """

    SAME_NAME = Scope.NAME, "same label and normal form"
    FULL_NAME = Scope.NAME, "its name in full"
    ONE_EDIT = Scope.NAME, "one edit apart"
    SPELLING = Scope.NAME, "another spelling of the name"
    OTHER_ALPHABET = Scope.NAME, "the same name in another alphabet"
    HYPHEN = Scope.NAME, "the same name with a hyphen"
    SHORT_FIRST_NAME = Scope.NAME, "a short form or another spelling of the first name"
    SAME_FIRST_AND_LAST_NAME = Scope.NAME, "the same first and last name"
    WITHOUT_KIND_OF_LOCATION = Scope.NAME, "the same name without the kind of place"
    SAME_LOCATION = Scope.GAZETTEER, "another name of the same place"
    SAME_WIKIDATA_ID = Scope.GAZETTEER, "the same id in Wikidata"
    SAME_BODY = Scope.NAME, "the same body of the same place"
    SHORT_NAME = Scope.NAME, "a short name of it"
    BY_DICTIONARY = Scope.DICTIONARY, "the dictionary says so"
    DEFINED_ACRONYM = Scope.DOCUMENT, "its acronym, as the text defines it"
    ONLY_COUNTRY = Scope.DOCUMENT, "its document names no other country"
    ONLY_COUNTRY_WITH_BODY = (
        Scope.CORPUS,
        "the only country of its document that has one in the corpus",
    )
    INITIALS_AND_SURNAME_IN_DOCUMENT = (
        Scope.DOCUMENT,
        "initials and surname of a full name in its document",
    )
    INITIALS_AND_SURNAME_IN_CORPUS = (
        Scope.CORPUS,
        "initials and surname of the only such full name in the corpus",
    )
    INITIAL_AND_SURNAME_IN_DOCUMENT = (
        Scope.DOCUMENT,
        "initial and surname of a full name in its document",
    )
    INITIAL_AND_SURNAME_IN_CORPUS = (
        Scope.CORPUS,
        "initial and surname of the only such full name in the corpus",
    )
    FIRST_NAME_AND_PATRONYMIC_IN_DOCUMENT = (
        Scope.DOCUMENT,
        "first name and patronymic of a full name in its document",
    )
    FIRST_NAME_AND_PATRONYMIC_IN_CORPUS = (
        Scope.CORPUS,
        "first name and patronymic of the only such full name in the corpus",
    )
    SURNAME_IN_DOCUMENT = Scope.DOCUMENT, "surname of a full name in its document"
    SURNAME_IN_CORPUS = Scope.CORPUS, "surname of the only such full name in the corpus"
    FIRST_NAME_IN_DOCUMENT = Scope.DOCUMENT, "first name of a full name in its document"
    FIRST_NAME_IN_CORPUS = Scope.CORPUS, "first name of the only such full name in the corpus"
    ONLY_BODY_IN_DOCUMENT = Scope.DOCUMENT, "the only such body named in its document"
    ONLY_BODY_IN_CORPUS = Scope.CORPUS, "the only such body named in the corpus"
    INITIALS_IN_DOCUMENT = Scope.DOCUMENT, "the initials of a full name in its document"
    INITIALS_IN_CORPUS = Scope.CORPUS, "the initials of a full name in the corpus"
    QUOTED_IN_DOCUMENT = Scope.DOCUMENT, "the name that a full name has in quotes in its document"
    QUOTED_IN_CORPUS = Scope.CORPUS, "the name that a full name has in quotes in the corpus"
    PREFIX_IN_DOCUMENT = Scope.DOCUMENT, "the beginning of a full name in its document"
    PREFIX_IN_CORPUS = Scope.CORPUS, "the beginning of a full name in the corpus"
    SYLLABLES_IN_DOCUMENT = Scope.DOCUMENT, "the syllables of a full name in its document"
    SYLLABLES_IN_CORPUS = Scope.CORPUS, "the syllables of a full name in the corpus"

    def __init__(self, scope: Scope, text: str) -> None:
        """Keep the two parts of the value under their names."""
        self.scope = scope
        self.text = text


class ReasonPair(NamedTuple):
    """The reasons of one kind of evidence, by where it was found."""

    in_document: MergeReason
    in_corpus: MergeReason


INITIALS_AND_SURNAME = ReasonPair(
    MergeReason.INITIALS_AND_SURNAME_IN_DOCUMENT, MergeReason.INITIALS_AND_SURNAME_IN_CORPUS
)
INITIAL_AND_SURNAME = ReasonPair(
    MergeReason.INITIAL_AND_SURNAME_IN_DOCUMENT, MergeReason.INITIAL_AND_SURNAME_IN_CORPUS
)
FIRST_NAME_AND_PATRONYMIC = ReasonPair(
    MergeReason.FIRST_NAME_AND_PATRONYMIC_IN_DOCUMENT,
    MergeReason.FIRST_NAME_AND_PATRONYMIC_IN_CORPUS,
)
SURNAME = ReasonPair(MergeReason.SURNAME_IN_DOCUMENT, MergeReason.SURNAME_IN_CORPUS)
FIRST_NAME = ReasonPair(MergeReason.FIRST_NAME_IN_DOCUMENT, MergeReason.FIRST_NAME_IN_CORPUS)
ONLY_BODY = ReasonPair(MergeReason.ONLY_BODY_IN_DOCUMENT, MergeReason.ONLY_BODY_IN_CORPUS)
INITIALS = ReasonPair(MergeReason.INITIALS_IN_DOCUMENT, MergeReason.INITIALS_IN_CORPUS)
QUOTED = ReasonPair(MergeReason.QUOTED_IN_DOCUMENT, MergeReason.QUOTED_IN_CORPUS)
PREFIX = ReasonPair(MergeReason.PREFIX_IN_DOCUMENT, MergeReason.PREFIX_IN_CORPUS)
SYLLABLES = ReasonPair(MergeReason.SYLLABLES_IN_DOCUMENT, MergeReason.SYLLABLES_IN_CORPUS)


def format_reasons(reasons: Iterable[tuple[str, MergeReason]]) -> str:
    """Format the column ``merge_reason``.

    Args:
        reasons: names other than the entity's own, and why each was merged.

    >>> format_reasons([("РФ", MergeReason.SAME_LOCATION)])
    'РФ: another name of the same place'
    >>> format_reasons([])
    'same label and normal form'
    """
    items = [f"{name}: {reason.text}" for name, reason in reasons]
    return "; ".join(items) or MergeReason.SAME_NAME.text


def parse_reasons(text: str) -> tuple[list[tuple[str, MergeReason]], str]:
    """Parse the column ``merge_reason``, the inverse of `format_reasons`.

    Returns:
        The names with their reasons, and the rest of the text, from the first reason on that this
        version does not know. The name of `MergeReason.SAME_NAME` is empty.

    >>> reasons, rest = parse_reasons("РФ: another name of the same place; США: a guess")
    >>> reasons == [("РФ", MergeReason.SAME_LOCATION)], rest
    (True, 'США: a guess')
    """
    if text == MergeReason.SAME_NAME.text:
        return [("", MergeReason.SAME_NAME)], ""
    reasons, position = [], 0
    for match in _pattern().finditer(text):
        if match.start() != position:
            break
        reasons.append((match[1], _by_text()[match[2]]))
        position = match.end()
    return reasons, text[position:]


@cache
def _by_text() -> dict[str, MergeReason]:
    return {reason.text: reason for reason in MergeReason}


@cache
def _pattern() -> re.Pattern[str]:
    texts = "|".join(sorted(map(re.escape, _by_text()), key=len, reverse=True))
    return re.compile(rf"(.+?): ({texts})(?:; |\Z)", re.DOTALL)
