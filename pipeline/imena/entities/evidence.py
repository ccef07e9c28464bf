"""Names that no text shows in the nominative in, normal forms that others know better out.

«Асии Биби» may be a form of «Асия Биби» or of «Асий Биби», and the document that has nothing else
cannot tell; another one that writes «Асия Биби» can. Of places the gazetteers can: «в Черновцах».
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from imena.entities.keys import entity_key
from imena.entities.link import link
from imena.entities.names import Name
from imena.forms.analyse import is_known, parses
from imena.forms.readings import readings
from imena.forms.spelling import respell

OFTEN = 5  # times as many documents as a name that may have been left as it stands: «Асии Биби»
SINGULAR = {"Name", "nomn", "sing"}
MOST_WORDS = 3  # of a name that is looked at
MOST_FORMS = 200  # combinations of what its words may be forms of


def better_normals(names: Sequence[Name]) -> dict[int, str]:
    """The normal forms, by number of the name, that the corpus shows and that fit better."""
    people = [i for i, name in enumerate(names) if name.label == "PER"]
    seen: dict[str, Counter[str]] = defaultdict(Counter)  # spellings with documents, by key
    words: Counter[str] = Counter()  # of seen names, in the corpus
    here: dict[int, Counter[str]] = defaultdict(Counter)  # and in each document
    for i in people:
        name = names[i]
        if name.is_seen:
            seen[name.key][name.normal] += 1
            words.update(name.key.split())
            here[name.doc].update(name.key.split())
    found = {}
    for i in people:
        name = names[i]
        parts = name.text.split()
        if name.key in seen:
            if len(parts) > 1 and not _is_first_name(parts[0]):
                better = _full(parts, seen)
                own = seen[name.key].total()
                if better is not None and seen[entity_key(better)].total() >= OFTEN * own:
                    found[i] = better
            continue
        if len(parts) == 1:
            better = _word(name, here[name.doc]) or _word(name, words)
        else:
            better = _full(parts, seen)
        if better is not None and entity_key(better) != name.key:
            found[i] = better
    for i, name in enumerate(names):
        if name.label == "LOC":
            better = _place(name.text, name.normal)
            if better is not None:
                found[i] = better
    return found


@lru_cache(100_000)
def _place(text: str, normal: str) -> str | None:
    """The place that a name is a form of, if gazetteers have one such, and none as it is read."""
    if link("LOC", normal) is not None:
        return None
    surfaces = text.split()
    known = {form for form in _forms(surfaces, "LOC") if link("LOC", form) is not None}
    if len(known) != 1:
        return None
    words = known.pop().split()
    if len(words) != len(surfaces):
        return None
    return " ".join(respell(word, text) for word, text in zip(words, surfaces, strict=True))


def _is_first_name(word: str) -> bool:
    """Whether a word is a first name in the nominative: «Александра» is not only Александр's."""
    return is_known(word) and any(p.tag.grammemes >= SINGULAR for p in parses(word))


def _full(parts: list[str], seen: dict[str, Counter[str]]) -> str | None:
    """The seen name that a name of several words is a form of; None if there are several."""
    keys = [key for key in _forms(parts, "PER") if key in seen]
    most = sorted(keys, key=lambda key: -seen[key].total())[:2]
    if not most or (len(most) > 1 and seen[most[0]].total() == seen[most[1]].total()):
        return None
    spellings = seen[most[0]]
    return min(spellings, key=lambda normal: (-spellings[normal], normal))


def _forms(parts: list[str], label: str) -> Iterator[str]:
    if len(parts) > MOST_WORDS:
        return
    possible = [sorted({reading.nominative for reading in readings(p, label)}) for p in parts]
    for number, words in enumerate(product(*possible)):
        if number == MOST_FORMS:
            return
        yield entity_key(" ".join(words))


def _word(name: Name, seen: Counter[str]) -> str | None:
    """The seen word that a single word is a form of; None if its own nominative is seen too."""
    if seen[name.key]:
        return name.normal
    forms = {r.nominative for r in readings(name.text, "PER")} if seen else set()
    likely = [form for form in forms if seen[entity_key(form)]]
    return respell(likely[0], name.text) if len(likely) == 1 else None
