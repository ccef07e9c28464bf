"""Learn the weights that put names of persons into the nominative.

    python -m models.training.learn_person_names DATA

DATA is the folder with nerel_train.jsonl and nerel_dev.jsonl. The gold is of two kinds. Links of
NEREL say who a mention is: the nominative of each word is the one that Wikidata's label has. And
the names of persons in these texts are replaced by generated ones in the same case and gender
(`models.training.generate_names`), so that every kind of name stands in real sentences; sentences
of documents (office_sentences.tsv) do the same for initials, signatures and lists.

A tenth of all generated words, and NEREL's development documents, are for the test.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from models.training.generate_names import CASES, SHAPES, NameGenerator, Person
from models.training.log_linear import Example, accuracy, learn
from spacy.tokens import Doc

import imena
from imena.components.name_context import name_context
from imena.components.normalise import nominative_counts
from imena.components.tagged_words import TaggedWords
from imena.data_tables import read_table
from imena.forms.analyse import is_known, parses
from imena.forms.government import GOVERNMENT
from imena.forms.person_names import SLOTS, slots_of
from imena.forms.person_readings import person_readings, possible_nominatives
from imena.forms.person_words import NameWord, name_words
from imena.forms.spelling import casefold_ru
from imena.forms.tagged_word import Word
from imena.forms.tags import parse_features

TABLE = Path(__file__).parents[2] / "pipeline/imena/forms/data/person_weights.tsv"
ROUNDS = 6  # copies of each text with other names; chosen by hand, fewer give unsteady weights
OFFICE_SENTENCES = 24_000
KEEP_SHAPE = 0.5  # of the names, the share that keeps its shape
WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")


@dataclass(frozen=True)
class Gold:
    """A mention in a text: offsets, and the nominative of each of its words that inflects."""

    start: int
    end: int
    nominatives: tuple[tuple[str, str], ...]  # word in the text, nominative
    person: str = ""
    gender: str | None = None


def linked_mentions(document: dict) -> Iterator[Gold]:
    """Yield the mentions of persons whose words all have a nominative in Wikidata's label."""
    for start, end, type_, identifier, label in document["links"]:
        if type_ != "PERSON" or not label or "NULL" in identifier:
            continue
        names = {casefold_ru(word): word for word in WORD.findall(label)}
        words = WORD.findall(document["text"][start:end])
        pairs = [(word, _matching(word, names)) for word in words]
        if pairs and all(nominative for _, nominative in pairs):
            yield Gold(start, end, tuple(pairs), identifier, _gender(label))


def _matching(word: str, names: dict[str, str]) -> str:
    """Return the word of a label that a word is a form of, empty if there is none or several."""
    own = casefold_ru(word)
    if own in names:
        return names[own]
    readings = possible_nominatives(word)
    parts = [possible_nominatives(part) for part in word.split("-")]
    fitting = [
        name
        for folded, name in names.items()
        if folded in readings
        or (
            len(parts) > 1
            and len(folded.split("-")) == len(parts)
            and all(p in own for p, own in zip(folded.split("-"), parts, strict=True))
        )
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _gender(label: str) -> str | None:
    """Return the gender that the dictionary gives to the first names of a label."""
    genders = {
        parse.tag.features.get("Gender")
        for word in WORD.findall(label)
        if is_known(word)
        for parse in parses(word)
        if parse.tag.grammemes & {"Name", "Patr"} and "nomn" in parse.tag.grammemes
    } & {"Masc", "Fem"}
    return genders.pop() if len(genders) == 1 else None


def replace_names(
    text: str,
    golds: Sequence[Gold],
    cases: Sequence[str | None],
    generator: NameGenerator,
    choice: random.Random,
) -> tuple[str, list[Gold]]:
    """Put generated persons into the place of those of a text, in the same case and gender."""
    persons: dict[str, Person] = {}
    made, replaced, last = [], [], 0
    for gold, case in sorted(zip(golds, cases, strict=True), key=lambda pair: pair[0].start):
        if gold.start < last:
            continue
        if case is None or gold.gender is None:
            made.append(text[last : gold.end])
            offset_start = sum(map(len, made)) - (gold.end - gold.start)
            last = gold.end
            replaced.append(
                Gold(offset_start, offset_start + gold.end - gold.start, gold.nominatives)
            )
            continue
        person = persons.get(gold.person) or generator.person(gold.gender)
        persons[gold.person] = person
        shape = _shape(gold, choice)
        words = person.name(shape, case)
        made.append(text[last : gold.start])
        start = sum(map(len, made))
        name = " ".join(word for word, _ in words)
        made.append(name)
        pairs = tuple((word, nominative) for word, nominative in words if nominative)
        replaced.append(Gold(start, start + len(name), pairs))
        last = gold.end
    made.append(text[last:])
    return "".join(made), replaced


def _shape(gold: Gold, choice: random.Random) -> Sequence[str]:
    if choice.random() < KEEP_SHAPE:
        size = len(gold.nominatives)
        return [("last",), ("first", "last"), ("first", "patronymic", "last")][min(size, 3) - 1]
    return choice.choices(list(SHAPES), list(SHAPES.values()))[0]


def office_sentence(
    sentences: Sequence[dict[str, str]], generator: NameGenerator, choice: random.Random
) -> tuple[str, list[Gold]]:
    """Fill a sentence of a document with names: «Судья {Nom}», «иск {Gen} к {Dat}»."""
    row = choice.choice(sentences)
    pieces = re.split(r"\{(\w+)(?::(\w))?\}", row["sentence"])
    text, golds = pieces[0], []
    shape = choice.choices(list(SHAPES), list(SHAPES.values()))[0]
    for case, gender, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        person = generator.person({"f": "Fem", "m": "Masc"}.get(gender))
        words = person.name(shape, case)
        name = " ".join(word for word, _ in words)
        pairs = tuple((word, nominative) for word, nominative in words if nominative)
        golds.append(Gold(len(text), len(text) + len(name), pairs))
        text += name + after
    return text, golds


def examples(nlp: spacy.Language, texts: Sequence[tuple[str, list[Gold]]]) -> Iterator[Example]:
    """Tag the texts and yield an example for each mention that the tokens fit."""
    docs = nlp.pipe((text for text, _ in texts), batch_size=64)
    for doc, (_, golds) in zip(docs, texts, strict=True):
        yield from (example for example in examples_of(doc, golds) if example)


def examples_of(doc: Doc, golds: Sequence[Gold]) -> Iterator[Example | None]:
    """Yield an example for each mention of a tagged Doc, None where the tokens do not fit."""
    tagged, seen = TaggedWords(doc, {}), nominative_counts(doc)
    for gold in golds:
        span = doc.char_span(gold.start, gold.end)
        words = [tagged[i] for i in range(span.start, span.end)] if span else []
        words = [word for word in words if not word.text.isspace()]
        units = name_words(words)
        nominatives = _nominatives(units, words, gold)
        if span is None or nominatives is None:
            yield None
            continue
        possible = {name for _, unit in units for name in possible_nominatives(unit.text)}
        yield Example(
            tuple(units),
            tuple(words),
            name_context(tagged, span.start, span.end),
            {name: seen[name] for name in possible if name in seen},
            nominatives,
        )


def _nominatives(
    units: Sequence[tuple[int, NameWord]], words: Sequence[Word], gold: Gold
) -> tuple[str, ...] | None:
    right = dict(gold.nominatives)
    found = []
    parts: Counter[int] = Counter()
    for i, unit in units:
        whole = right.get(words[i].text)
        if whole is None:
            return None
        pieces = casefold_ru(whole).split("-")
        if unit.text == words[i].text:
            found.append(casefold_ru(whole))
        elif len(pieces) == len(words[i].text.split("-")):
            found.append(pieces[parts[i]])
        else:
            return None
        parts[i] += 1
    return tuple(found) if found else None


def case_of(example: Example) -> str | None:
    """Return the case of a mention whose nominatives are known, if only one is possible."""
    allowed = set(range(len(SLOTS)))
    for (_, unit), nominative in zip(example.units, example.nominatives, strict=True):
        own = {
            slot
            for reading in person_readings(unit.text, unit.position, unit.is_last_part)
            if reading.nominative == nominative
            for slot in slots_of(reading)
        }
        allowed &= own
    cases = {SLOTS[slot][0] for slot in allowed if SLOTS[slot][2] == "Sing"}
    if len(cases) > 1:
        cases &= set(GOVERNMENT.get(example.context.preposition, CASES))
    tagged = {parse_features(unit.feats).get("Case") for _, unit in example.units} & cases
    if len(cases) > 1 and len(tagged) == 1:
        cases = tagged
    return cases.pop() if len(cases) == 1 else None


def write_table(weights: dict[str, float]) -> None:
    """Write the weights as a table with a header."""
    lines = [
        "# Weights of the features that score the readings of a person's name.",
        "# Source: models/training/learn_person_names.py, from NEREL 1.1 train (CC BY 2.5), "
        "sentences written for",
        "# imena, and names generated from pymorphy3's dictionary. Licence: MIT.",
        "feature\tweight",
    ]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def unknown_surnames(folder: Path) -> list[str]:
    """Return men's surnames of NEREL's labels that the dictionary does not have."""
    surnames = set()
    for line in (folder / "nerel_train.jsonl").open(encoding="utf-8"):
        for _, _, type_, _, label in json.loads(line)["links"]:
            words = WORD.findall(label or "")
            if type_ != "PERSON" or len(words) < 2 or _gender(label) != "Masc":
                continue
            last = words[0] if "," in label else words[-1]
            if not is_known(last) and not re.search("[иы]ч$|-", last):
                surnames.add(last.lower())
    return sorted(surnames)


def read_lines(path: Path) -> list[dict]:
    """Read a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return list(map(json.loads, lines))


def example_sets(folder: Path) -> list[list[Example]]:
    """Return real and generated examples of the training set, and those of the test."""
    nlp = imena.load("ru_imena_sm")
    nlp.select_pipes(enable=["segment", "morph"])
    choice = random.Random(1)
    unknown = unknown_surnames(folder)
    generators = [NameGenerator(unknown, choice, part) for part in (1, 0)]
    sentences = list(read_table("models.training", "office_sentences"))
    sets: list[list[Example]] = []
    for name, generator, rounds, office in (
        ("nerel_train", generators[0], ROUNDS, OFFICE_SENTENCES),
        ("nerel_dev", generators[1], 2, OFFICE_SENTENCES // 12),
    ):
        texts = [
            (d["text"], list(linked_mentions(d))) for d in read_lines(folder / f"{name}.jsonl")
        ]
        real = list(examples(nlp, texts))
        made = []
        cases = _cases(nlp, texts)
        for _ in range(rounds):
            made += [
                replace_names(text, golds, own, generator, choice)
                for (text, golds), own in zip(texts, cases, strict=True)
            ]
        made += [office_sentence(sentences, generator, choice) for _ in range(office)]
        sets += [real, list(examples(nlp, made))]
        print(name, len(sets[-2]), "real", len(sets[-1]), "generated")
    return sets


def main() -> None:
    """Make the examples, learn, write the table, and print the accuracy on the test."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    sets = example_sets(arguments.data)
    weights = learn(sets[0] + sets[1])
    write_table(weights)
    print(len(weights), "weights")
    for name, test in zip(
        ("train", "train, generated", "test", "test, generated"), sets, strict=True
    ):
        share, wrong = accuracy(test)
        print(f"{name}: {share:.4f} of {len(test)}")
        if name.startswith("test"):
            for (text, found), times in wrong.most_common(60):
                print(f"   {times} {text} -> {found}")


def _cases(nlp: spacy.Language, texts: Sequence[tuple[str, list[Gold]]]) -> list[list[str | None]]:
    """Return the case of each mention of each text; None where it is not certain."""
    docs = nlp.pipe(text for text, _ in texts)
    return [
        [case_of(example) if example else None for example in examples_of(doc, golds)]
        for doc, (_, golds) in zip(docs, texts, strict=True)
    ]


if __name__ == "__main__":
    main()
