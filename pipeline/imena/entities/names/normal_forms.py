"""Names that no text shows in the nominative in, normal forms that others know better out.

«Асии Биби» may be a form of «Асия Биби» or of «Асий Биби», and the document that has nothing else
cannot tell; another one that writes «Асия Биби» can. Of places the gazetteers can: «в Черновцах».

What a name's own document says is found when its names are gathered (`place_form`, `word_form`,
`telling_text`), what others say when all are known (`better_normals`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from imena.entities.linking.linker import link
from imena.entities.names.types import Name, Names
from imena.forms.analyse import is_known, parses
from imena.forms.name_key import name_key
from imena.forms.spelling import respell
from imena.forms.word_readings import readings

OFTEN = 5  # times as many documents as a name that may have been left as it stands: «Асии Биби»
SINGULAR = {"Name", "nomn", "sing"}
MOST_WORDS = 3  # of a name that is looked at
MOST_FORMS = 200  # combinations of what its words may be forms of


def better_normals(found: Names) -> dict[Name, str]:
    """The normal forms of persons that the corpus shows and that fit better."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)  # spellings with documents, by key
    for name, documents in zip(found.names, found.documents, strict=True):
        if name.is_seen and name.label == "PER" and documents:
            seen[name.key][name.normal] += documents
    words = {word for key in seen for word in key.split()}
    better = {
        name: name.word
        for name in found.names
        if name.word is not None and name.key not in seen and name_key(name.word) != name.key
    }
    looked_at: set[Name] = set()
    for name, readings_ in found.open_names():
        if name not in looked_at:
            looked_at.add(name)
            form = _better(name, readings_, seen, words)
            if form is not None:
                better[name] = form
    return better


def _better(
    name: Name,
    words: Sequence[Sequence[str]],
    seen: dict[str, Counter[str]],
    seen_words: Container[str],
) -> str | None:
    """A better normal form of a name whose surface may be a form of another."""
    if name.key in seen:
        if not _may_stand_as_it_is(name.text.split()):
            return None
        full, own = _full(words, seen), seen[name.key].total()
        return full if full is not None and seen[name_key(full)].total() >= OFTEN * own else None
    if len(words) > 1:
        form = _full(words, seen)
    else:
        form = word_form(name.key, name.normal, name.text, words[0], seen_words)
    return form if form is not None and name_key(form) != name.key else None


def telling_text(text: str, *, is_seen: bool) -> str:
    """The surface of a person's name if it may be a form of other names; else nothing."""
    parts = text.split()
    if not 0 < len(parts) <= MOST_WORDS or (is_seen and not _may_stand_as_it_is(parts)):
        return ""
    return text


def _may_stand_as_it_is(parts: list[str]) -> bool:
    """Whether a name of several words may be in another case though it is read as a nominative."""
    return len(parts) > 1 and not _is_first_name(parts[0])


@lru_cache(100_000)
def place_form(text: str, normal: str) -> str | None:
    """The place that a name is a form of, if gazetteers have one such, and none as it is read."""
    if link("LOC", normal) is not None:
        return None
    surfaces = text.split()
    known = {form for form in forms(nominatives(text, "LOC")) if link("LOC", form) is not None}
    if len(known) != 1:
        return None
    words = known.pop().split()
    if len(words) != len(surfaces):
        return None
    return " ".join(respell(word, text) for word, text in zip(words, surfaces, strict=True))


def _is_first_name(word: str) -> bool:
    """Whether a word is a first name in the nominative: «Александра» is not only Александр's."""
    return is_known(word) and any(p.tag.grammemes >= SINGULAR for p in parses(word))


def _full(words: Sequence[Sequence[str]], seen: dict[str, Counter[str]]) -> str | None:
    """The seen name that a name of several words is a form of; None if there are several."""
    keys = [key for key in forms(words) if key in seen]
    most = sorted(keys, key=lambda key: -seen[key].total())[:2]
    if not most or (len(most) > 1 and seen[most[0]].total() == seen[most[1]].total()):
        return None
    spellings = seen[most[0]]
    return min(spellings, key=lambda normal: (-spellings[normal], normal))


def forms(words: Sequence[Sequence[str]]) -> Iterator[str]:
    """The folded names that a name may be a form of, by what each of its words may be."""
    return (name_key(" ".join(chosen)) for chosen in islice(product(*words), MOST_FORMS))


@lru_cache(20_000)
def nominatives(text: str, label: str) -> tuple[tuple[str, ...], ...]:
    """What each word of a surface may be a form of; nothing for a surface of too many words."""
    parts = text.split()
    if len(parts) > MOST_WORDS:
        return ()
    return tuple(
        tuple(sorted({reading.nominative for reading in readings(part, label)})) for part in parts
    )


def word_form(
    key: str, normal: str, text: str, possible: Iterable[str], seen: Container[str]
) -> str | None:
    """What a single word is a form of, of words that are seen; itself if its own nominative is.

    Args:
        key: of its normal form.
        normal: its normal form.
        text: its surface.
        possible: what it may be a form of.
        seen: folded words.
    """
    if key in seen:
        return normal
    likely = [form for form in possible if name_key(form) in seen]
    return respell(likely[0], text) if len(likely) == 1 else None
