"""Learn names that identify one Wikidata item from linked mentions.

The thresholds were set on folds of NEREL's training documents (build_gazetteers --folds).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.links import Linked

from imena.entities.linking.gazetteer import adjective_stem, gazetteer_key
from imena.forms.analyse import is_known, parses

NAMED = {"Geox", "Name", "Surn", "Abbr", "Orgn"}  # grammemes of names in the dictionary
OF_EVERY_TOWN = {"район", "улица", "проспект", "бульвар", "площадь", "побережье", "поселок"}
# Chosen by hand.
SELDOM = 0.1  # probability of a reading
USUAL = 0.8  # share of the documents with a name in which it must refer to the item
ALMOST_ALWAYS = 0.9


def is_common(word: str) -> bool:
    """Return whether the dictionary has a word, and not as a name."""
    return is_known(word) and not any(NAMED & parse.tag.grammemes for parse in parses(word))


def is_a_word(name: str) -> bool:
    """Return whether the name of a town is primarily a word, like «Победа» and «Северный»."""
    if " " in name or not is_known(name):
        return False
    tags = [(parse.tag.grammemes, parse.score) for parse in parses(name)]
    if any("ADJF" in tag for tag, _ in tags):
        return True
    usual = any(not tag & NAMED and score > SELDOM for tag, score in tags)
    return usual and not any("Geox" in tag for tag, _ in tags)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name learned from NEREL's links."""

    label: str
    name: str  # folded
    wikidata: str
    title: str  # of the item, or empty
    spelled: str  # the most frequent spelling
    documents: int  # in which it refers to this item
    share: float  # of the documents that have the name
    types: frozenset[str]  # NEREL's


def learn(mentions: Iterable[Linked]) -> Iterator[Alias]:
    """Yield the names that identify one item as far as the documents show."""
    seen: dict[tuple[str, str], dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    titles: dict[str | None, Counter[str]] = defaultdict(Counter)
    types: dict[str | None, set[str]] = defaultdict(set)
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    normals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        key = (mention.label, gazetteer_key(mention.normal))
        seen[key][mention.wikidata].add(mention.document)
        spellings[key][mention.text] += 1
        types[mention.wikidata].add(mention.type)
        normals[key][mention.normal] += 1
        titles[mention.wikidata][mention.title] += bool(mention.title)
    for (label, name), items in seen.items():
        best = max(items, key=lambda item: (len(items[item]), item or ""))
        if best is None or not re.fullmatch(r"Q\d+", best):
            continue
        documents = len(items[best])
        alias = Alias(
            label,
            name,
            best,
            titles[best].most_common(1)[0][0] if titles[best] else "",
            normals[label, name].most_common(1)[0][0],
            documents,
            documents / sum(map(len, items.values())),
            frozenset(types[best]),
        )
        if is_certain(alias, spellings[label, name]):
            yield alias


GENERATION = re.compile(r"-?(младший|старший)$")


def one_person_an_item(aliases: Iterable[Alias]) -> list[Alias]:
    """Drop aliases that would merge two people into one item.

    NEREL links a victim and a murderer to the item of the murder, and father and son to one man.
    """
    by_item: dict[str, list[Alias]] = defaultdict(list)
    for alias in aliases:
        by_item[str(alias.wikidata)].append(alias)
    return [one for group in by_item.values() for one in group if _is_his(one, group)]


def _is_his(alias: Alias, group: list[Alias]) -> bool:
    """Return whether a name belongs to its item: a surname in the title, if there are several
    surnames.
    """
    if alias.label == "ORG":
        return not alias.name.startswith("посольство")  # owner and location are often confused
    if alias.label != "PER":
        return True
    full = [other.name for other in group if " " in other.name and re.search("[а-я]", other.name)]
    if len({found[1] for name in full if (found := GENERATION.search(name))}) > 1:
        return False
    surnames = {GENERATION.sub("", name).split()[-1][:4] for name in full}
    surname = GENERATION.sub("", alias.name).split()[-1][:4]
    return len(surnames) < 2 or alias.name not in full or surname in gazetteer_key(alias.title)


def is_certain(alias: Alias, spellings: Counter[str]) -> bool:
    """Return whether a name identifies an item.

    Concepts identify nobody: Wikidata writes them in lower case («полиция»), and so does the text.
    """
    if alias.title[:1].islower() or alias.share < USUAL or "," in alias.name:
        return False
    if alias.label == "PER":
        return _is_a_person(alias)
    named = any(re.search("[A-ZА-ЯЁ]", text) for text in spellings)
    agrees = gazetteer_key(re.split(r"[,(]", alias.title)[0]) == alias.name
    if alias.label == "LOC":
        if adjective_stem(alias.name) and " " not in alias.name:
            return alias.documents > 1 and _akin(alias.name, alias.title)
        capital = any(text[:1].isupper() for text in spellings)
        return capital and _is_a_place(alias, agrees)
    return named and _is_an_organisation(alias, agrees, any(map(str.isupper, spellings)))


def _is_a_place(alias: Alias, agrees: bool) -> bool:
    """Return whether no other known location has the name: not «Старый город», «Невский район»."""
    words = re.findall(r"[^\W_]+", alias.name)
    if alias.documents < 3 and (
        words[-1] in OF_EVERY_TOWN or words[0] in {"в", "на"} or all(map(is_common, words))
    ):
        return False
    return agrees or len(words) > 1 or alias.documents > 1


def _is_an_organisation(alias: Alias, agrees: bool, acronym: bool) -> bool:
    """Return whether a name is no phrase of common words, or means this item often enough."""
    words = re.findall(r"\w+", alias.name)
    if acronym:
        return alias.documents > 1 or _initials(alias.title) == alias.name
    if re.search("[a-z]", alias.name):
        foreign = alias.documents == 1 and re.fullmatch("[A-Za-z .-]+", alias.title)
        return alias.share == 1 and not (foreign and not _akin(alias.name, alias.title))
    if alias.documents > 1 and agrees:
        return alias.share == 1
    alike = all(_akin(word, alias.title) for word in words if len(word) > 2)
    if alias.share == 1 and alike and (len(words) > 1 or not all(map(is_known, words))):
        return True
    if len(words) > 2 or not all(map(is_known, words)):
        return alias.share == 1 and alias.documents > 1
    return alias.documents > 2 and alias.share > ALMOST_ALWAYS


def _initials(title: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", title.lower()) if len(word) > 2)


def _is_a_person(alias: Alias) -> bool:
    """Return whether it is a full name similar to the title, or a surname that is always one
    person's.
    """
    words = [word for word in alias.name.split() if len(word) > 2]
    if alias.title and not _akin(words[-1] if words else alias.name, alias.title):
        return False
    if len(words) > 1:
        return len(alias.title.split()) != 1
    given = any("Name" in parse.tag.grammemes for parse in parses(alias.name))
    return alias.documents > 2 and alias.share > ALMOST_ALWAYS and not given


def _akin(name: str, title: str) -> bool:
    """Return whether a word of the title begins like the name."""
    words = re.split(r"[\s-]+", gazetteer_key(title))
    return any(word[:4] == part[:4] for word in words for part in re.split(r"[\s-]+", name))
