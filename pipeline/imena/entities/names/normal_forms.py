"""Correct the normal forms of names by evidence from their document, the corpus and gazetteers.

«Асии Биби» may be a form of «Асия Биби» or of «Асий Биби». A document with nothing else cannot
decide, but another document that has «Асия Биби» can. For locations the gazetteers decide: «в
Черновцах». Evidence of the own document is used when its names are collected (`location_form`,
`document_form`, `surface_to_resolve`), evidence of the corpus when all names are known
(`corpus_normal_forms`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from imena.entities.linking.linker import link
from imena.entities.names.similarity import is_latin
from imena.entities.names.types import ContextNames, Name
from imena.forms.analyse import is_known, parses
from imena.forms.name_key import name_key
from imena.forms.person_readings import possible_nominatives
from imena.forms.spelling import respell
from imena.forms.word_readings import readings

# How many times as many documents must have «Асия Биби» as have «Асии Биби» where that looks like a
# nominative. Chosen by hand; B-cubed of SlavicNER's asia_bibi and covid-19 is the same for 1 to 20.
MORE_FREQUENT = 5
NOMINATIVE_FIRST_NAME = {"Name", "nomn", "sing"}  # pymorphy3's grammemes
# Words of a name, and combinations of their nominatives, that are tried at most. Chosen by hand to
# bound time: B-cubed is the same there from 1 to 5 words and from 20 to 1,000 combinations.
MAX_WORDS = 3
MAX_FORMS = 200


def corpus_normal_forms(names: ContextNames) -> dict[Name, str]:
    """Return better normal forms of persons' names, as other names of the corpus show them."""
    attested: dict[str, Counter[str]] = defaultdict(Counter)  # documents by key and spelling
    for name, documents in zip(names.names, names.documents, strict=True):
        if name.is_attested and name.label == "PER" and documents:
            attested[name.key][name.normal] += documents
    attested_words = {word for key in attested for word in key.split()}
    better = {
        name: name.document_form
        for name in names.names
        if name.document_form is not None
        and name.key not in attested
        and name_key(name.document_form) != name.key
    }
    seen: set[Name] = set()
    for name, words in names.ambiguous_names():
        if name not in seen:
            seen.add(name)
            form = _better_form(name, words, attested, attested_words)
            if form is not None:
                better[name] = form
    return better


def _better_form(
    name: Name,
    words: Sequence[Sequence[str]],
    attested: dict[str, Counter[str]],
    attested_words: Container[str],
) -> str | None:
    """Return a better normal form of a name whose surface may be a form of another name."""
    if name.key in attested:
        if not _may_be_oblique(name.surface.split()):
            return None
        full, documents = _attested_form(words, attested), attested[name.key].total()
        is_frequent = (
            full is not None and attested[name_key(full)].total() >= MORE_FREQUENT * documents
        )
        return full if is_frequent else None
    if len(words) > 1:
        form = _attested_form(words, attested)
    else:
        form = document_form(name.key, name.normal, name.surface, words[0], attested_words)
    return form if form is not None and name_key(form) != name.key else None


def surface_to_resolve(surface: str, *, is_attested: bool) -> str:
    """Return the surface of a person's name if it may be a form of other names, else ''."""
    words = surface.split()
    if is_latin(surface):
        return ""
    if not 0 < len(words) <= MAX_WORDS or (is_attested and not _may_be_oblique(words)):
        return ""
    return surface


def _may_be_oblique(words: list[str]) -> bool:
    """Return whether a name that looks like a nominative may be in another case.

    Names of one word may not, nor names with a known first name in the nominative.
    """
    return len(words) > 1 and not _is_first_name(words[0])


@lru_cache(100_000)
def location_form(surface: str, normal: str) -> str | None:
    """Return the only location of the gazetteers that a surface may be a form of.

    Returns:
        The nominative; None if the gazetteers know the normal form, or not exactly one nominative.
    """
    if link("LOC", normal) is not None:
        return None
    words = surface.split()
    keys = {key for key in form_keys(nominatives(surface, "LOC")) if link("LOC", key) is not None}
    if len(keys) != 1:
        return None
    forms = keys.pop().split()
    if len(forms) != len(words):
        return None
    return " ".join(respell(form, word) for form, word in zip(forms, words, strict=True))


def _is_first_name(word: str) -> bool:
    """Return whether a word is a first name in the nominative, as «Александра» is too."""
    return is_known(word) and any(
        parse.tag.grammemes >= NOMINATIVE_FIRST_NAME for parse in parses(word)
    )


def _attested_form(words: Sequence[Sequence[str]], attested: dict[str, Counter[str]]) -> str | None:
    """Return the most frequent attested name that a name may be a form of; None for a tie."""
    keys = [key for key in form_keys(words) if key in attested]
    best = sorted(keys, key=lambda key: -attested[key].total())[:2]
    if not best or (len(best) > 1 and attested[best[0]].total() == attested[best[1]].total()):
        return None
    spellings = attested[best[0]]
    return min(spellings, key=lambda normal: (-spellings[normal], normal))


def form_keys(words: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the keys of the names that a surface may be a form of.

    Args:
        words: the possible nominatives of each word.
    """
    return (name_key(" ".join(chosen)) for chosen in islice(product(*words), MAX_FORMS))


@lru_cache(20_000)
def nominatives(surface: str, label: str) -> tuple[tuple[str, ...], ...]:
    """Return the possible nominatives of each word; () for more than `MAX_WORDS` words."""
    words = surface.split()
    if len(words) > MAX_WORDS:
        return ()
    if label == "PER":
        found = [possible_nominatives(word) for word in words]
    else:
        found = [frozenset(r.nominative for r in readings(word, label)) for word in words]
    return tuple(map(tuple, map(sorted, found)))


def document_form(
    key: str, normal: str, surface: str, possible: Iterable[str], attested_words: Container[str]
) -> str | None:
    """Return the one attested nominative of a name of one word.

    Args:
        key: of the normal form.
        normal: the normal form, which is returned if it is attested itself.
        surface: the word in the text.
        possible: its possible nominatives.
        attested_words: keys of words.
    """
    if key in attested_words:
        return normal
    likely = [form for form in possible if name_key(form) in attested_words]
    return respell(likely[0], surface) if len(likely) == 1 else None
