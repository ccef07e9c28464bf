"""Measure the accuracy of the ids that `imena.entities.linking.linker` assigns to gold mentions.

    python -m benchmarks.links nerel_dev.jsonl [--slavic GOLD.jsonl ...] [--errors]

Gold mentions that NEREL links to a Wikidata item are put into the nominative by imena and linked,
with the countries that the gold mentions of the document name as context. Precision is the share of
right ids among linked mentions, recall among all. A country is right if its ISO code is that of the
gold item. For the places of SlavicNER, whose base forms are gold, the share that gets an id is
printed, and with --errors which ids they got.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import imena
from imena.components.normalise import nominative_counts
from imena.entities.linking.gazetteer import countries
from imena.entities.linking.linker import country_of, link
from imena.forms.nominative import Word, nominative

LABELS = {
    "PERSON": "PER",
    "ORGANIZATION": "ORG",
    **dict.fromkeys(("COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION"), "LOC"),
}
UNLINKED = "NULL"


@dataclass(frozen=True, slots=True)
class Linked:
    """A gold mention with the item that it is linked to."""

    document: str
    type: str  # NEREL's
    text: str
    normal: str
    wikidata: str | None
    title: str  # title of the item, or empty

    @property
    def label(self) -> str:
        return LABELS[self.type]


def read_linked(path: Path, nlp: Language) -> list[Linked]:
    """Read NEREL's linked persons, organisations and places, in imena's nominative."""
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    docs = nlp.pipe([document["text"] for document in documents])
    return [
        Linked(document["id"], type_, doc.text[start:end], normal, wikidata_item(item), title)
        for document, doc in zip(documents, docs, strict=True)
        for start, end, type_, item, title, normal in _normalised(document["links"], doc)
    ]


def wikidata_item(item: str) -> str | None:
    """Return the id of an item as NEREL writes it, or None if it has none."""
    item = item.removeprefix("Wikidata:").strip("() ")
    return item if item != UNLINKED else None


def _normalised(links: list, doc: Doc) -> Iterator[tuple]:
    seen = nominative_counts(doc)
    for start, end, type_, item, title in links:
        if type_ not in LABELS:
            continue
        span = doc.char_span(start, end)
        if span is None:  # part of a word, «российско» of «российско-китайский»
            yield start, end, type_, item, title, doc.text[start:end]
            continue
        tokens = [token for token in span if not token.is_space]
        words = [Word(token.text, token.pos_, str(token.morph)) for token in tokens]
        normal = ""
        for token, form in zip(tokens, nominative(words, LABELS[type_], seen).words, strict=True):
            end_of_token = token.idx + len(token)
            normal += form + " " * doc.text[end_of_token : end_of_token + 1].isspace()
        yield start, end, type_, item, title, normal.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, help="NEREL")
    parser.add_argument("--slavic", type=Path, nargs="+", default=[], help="SlavicNER")
    parser.add_argument("--errors", action="store_true", help="print what is linked wrongly")
    options = parser.parse_args()
    nlp = imena.load(exclude=["recognise", "normalise"])
    mentions = read_linked(options.gold, nlp)
    print_links(mentions, options.errors)
    print_countries(mentions, options.errors)
    for path in options.slavic:
        print_coverage(path, options.errors)


def contexts(mentions: list[Linked]) -> dict[str, Counter[str]]:
    """Return the countries that each document names, by ISO code."""
    found: dict[str, Counter[str]] = {}
    for mention in mentions:
        code = country_of(mention.normal)
        counts = found.setdefault(mention.document, Counter())
        if code:
            counts[code] += 1
    return found


def print_links(mentions: list[Linked], errors: bool) -> None:
    context = contexts(mentions)
    counts: Counter = Counter()
    wrong: Counter = Counter()
    began = time.perf_counter()
    found = [link(m.label, m.normal, context[m.document]) for m in mentions]
    seconds = time.perf_counter() - began
    for mention, ids in zip(mentions, found, strict=True):
        for row in (mention.label, mention.type) if mention.label == "LOC" else (mention.label,):
            if mention.wikidata is None:
                counts["unlinked", row] += ids is not None and ids.wikidata is not None
                continue
            counts["gold", row] += 1
            counts["any", row] += ids is not None
            if ids is None or ids.wikidata is None:
                continue
            counts["linked", row] += 1
            counts["right", row] += ids.wikidata == mention.wikidata
            if row == mention.label and ids.wikidata != mention.wikidata:
                wrong[row, mention.normal, ids.name, ids.wikidata, mention.wikidata] += 1
    print(
        f"{'Wikidata':20}{'precision':>10}{'recall':>8}{'linked':>8}{'gold':>7}{'any id':>8}",
        end="",
    )
    print("  linked though gold has no item")
    for row in dict.fromkeys((*LABELS.values(), *LABELS)):
        gold, linked, right = (counts[name, row] for name in ("gold", "linked", "right"))
        if gold:
            print(
                f"{row:20}{right / max(1, linked):10.3f}{right / gold:8.3f}{linked:8}{gold:7}"
                f"{counts['any', row] / gold:8.3f}{counts['unlinked', row]:8}"
            )
    print(f"{1e6 * seconds / len(mentions):.1f} µs a mention, first tables included")
    if errors:
        for row, number in wrong.most_common():
            print(number, *row)


def print_countries(mentions: list[Linked], errors: bool) -> None:
    _, by_wikidata = countries()
    gold = [
        (mention, by_wikidata[mention.wikidata].ids.iso)
        for mention in mentions
        if mention.type == "COUNTRY" and mention.wikidata in by_wikidata
    ]
    gold = [(mention, iso) for mention, iso in gold if iso and len(iso) == 2]
    wrong = Counter((m.normal, country_of(m.normal), iso) for m, iso in gold)
    right = sum(number for (_, found, iso), number in wrong.items() if found == iso)
    print(f"ISO code of a country: {right / len(gold):.3f} of {len(gold)}")
    if errors:
        for (normal, found, iso), number in wrong.most_common():
            if found != iso:
                print(number, normal, found, iso)


def print_coverage(path: Path, errors: bool) -> None:
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found: Counter = Counter()
    for document in documents:
        forms = [(normal, label) for _, normal, label, *_ in document["forms"]]
        context = Counter(filter(None, (country_of(n) for n, label in forms if label == "LOC")))
        for normal, label in forms:
            ids = link(label, normal, context)
            found[label, normal, ids] += 1
    for label in dict.fromkeys(LABELS.values()):
        own = {key: number for key, number in found.items() if key[0] == label}
        has = sum(n for (_, _, ids), n in own.items() if ids and (ids.iso or ids.geonames))
        items = sum(n for (_, _, ids), n in own.items() if ids and ids.wikidata)
        total = sum(own.values())
        print(
            f"{path.stem} {label}: ISO or GeoNames {has / total:.3f}, "
            f"Wikidata {items / total:.3f} of {total}"
        )
    if errors:
        for (label, normal, ids), number in found.most_common():
            print(number, label, normal, "->", ids)


if __name__ == "__main__":
    main()
