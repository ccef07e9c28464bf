"""Learn how much each kind of evidence says about the gender of a person.

    python -m models.training.learn_person_genders DATA

DATA is the folder with nerel_train.jsonl and factrueval_dev.jsonl. The persons that imena finds
there and whose patronymic or first name has one gender are the examples; these two are hidden from
the model, which learns from what else a document says about the person. The weights of the names
themselves were chosen by hand. Writes pipeline/imena/components/data/gender_weights.tsv in half a
minute.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from spacy.tokens import Doc

import imena
from imena.components.name_context import name_context
from imena.components.normalise import nominative_counts
from imena.components.person_genders import (
    PersonMention,
    collect,
    group_features,
    groups,
)
from imena.components.tagged_words import TaggedWords
from imena.forms.first_name_genders import dictionary_gender, known_gender
from imena.forms.gender_of_names import patronymic_gender
from imena.forms.nominative import nominative
from imena.forms.spelling import casefold_ru

TABLE = Path(__file__).parents[2] / "pipeline/imena/components/data/gender_weights.tsv"
GOLD = ("nerel_train.jsonl", "factrueval_dev.jsonl")
PRIOR = 4.0  # variance of the weights
MIN_COUNT = 5  # persons who have a feature
FOLDS = 5
# Chosen by hand: what the examples cannot tell, because their names are the answers or because they
# are too few, with a view of 360 persons of NEREL train whose gender was marked by hand.
BY_HAND = {
    "patronymic": 6.0,
    "first:known": 5.0,
    "first:behind_title": 4.0,
    "first:ending": 0.7,
    "first:either": 1.0,
    "first:oblique": 2.0,
    "alone:first": 5.0,
    "behind:man": 1.5,
    "behind:woman": 3.0,
    "behind:feminine": 1.5,
    "role:man": 3.0,
    "role:woman": 4.0,
    "title": 4.0,
    "relatives": 2.0,
}
NAMES = frozenset(name for name in BY_HAND if not name.startswith(("role:", "behind:")))
HEADER = """\
# Weights of evidence that a person is a woman (positive) or a man (negative).
# Source: learned from NEREL 1.1 train and factRuEval-2016's devset, some chosen by hand, by
# models/training/learn_person_genders.py; weights only. Licence: MIT.
feature\tweight
"""
Example = tuple[dict[str, float], bool]  # features, and whether it is a woman


def main() -> None:
    """Learn the weights and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    examples = list(all_examples(parser.parse_args().data))
    fold = np.random.default_rng(0).integers(0, FOLDS, len(examples))
    right = []
    for own in range(FOLDS):
        weights = learn([example for example, i in zip(examples, fold, strict=True) if i != own])
        right += [
            (score(features, weights) > 0) == woman
            for (features, woman), i in zip(examples, fold, strict=True)
            if i == own
        ]
    women = np.mean([woman for _, woman in examples])
    print(f"{len(examples)} examples, {women:.3f} women; left out, {np.mean(right):.3f} are right")
    learned = learn(examples) | BY_HAND
    rows = [f"{name}\t{value:.3f}\n" for name, value in sorted(learned.items())]
    TABLE.write_text(HEADER + "".join(rows), "utf-8")


def all_examples(folder: Path) -> Iterator[Example]:
    """Yield the examples of all documents."""
    nlp = imena.load("ru_imena_sm")
    for name in GOLD:
        with (folder / name).open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        for doc in nlp.pipe(texts):
            yield from examples_of(mentions_of(doc))


def mentions_of(doc: Doc) -> list[PersonMention]:
    """Return the persons of a document with their evidence."""
    words, seen = TaggedWords(doc, {}), nominative_counts(doc)
    persons = []
    for span in doc.ents:
        if span.label_ == "PER":
            own = [words[i] for i in range(span.start, span.end) if not words[i].text.isspace()]
            context = name_context(words, span.start, span.end)
            persons.append((span, nominative(own, "PER", seen, context).womans_odds))
    return collect(persons, words)


def examples_of(mentions: Sequence[PersonMention]) -> Iterator[Example]:
    """Yield an example of all mentions of a person, and one of those by surname or first name."""
    for group, _ in groups(mentions):
        labels = {label for label in map(_label, group) if label}
        if len(labels) != 1:
            continue
        is_woman = labels == {"f"}
        features = _hidden(group_features(group))
        if any(dictionary_gender(casefold_ru(mention.first)) for mention in group):
            features.pop("odds:full", None)  # it knows the first name
        yield features, is_woman
        short = [mention for mention in group if not mention.is_full]
        if short and len(short) < len(group):
            yield _hidden(group_features(short)), is_woman


def _label(mention: PersonMention) -> str | None:
    if mention.middle and patronymic_gender(mention.middle):
        return patronymic_gender(mention.middle)
    gender = known_gender(mention.first) if mention.is_full else None
    return gender if gender in ("f", "m") else None


def _hidden(features: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if name not in NAMES}


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the logarithm of the odds of a woman."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights of a logistic regression."""
    counts = Counter(name for features, _ in examples for name in features)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    fixed = {name: BY_HAND[name] for name in names if name in BY_HAND}
    names = [name for name in names if name not in fixed]
    matrix = np.array([[features.get(name, 0.0) for name in names] for features, _ in examples])
    is_woman = np.array([woman for _, woman in examples], float)
    offset = np.array([score(features, fixed) for features, _ in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights + offset
        value = float((np.logaddexp(0, scores) - is_woman * scores).sum())
        error = 1 / (1 + np.exp(-scores)) - is_woman
        return value + weights @ weights / (2 * PRIOR), matrix.T @ error + weights / PRIOR

    # A verb that agrees is never evidence against its gender.
    bounds = [(0.0 if name.startswith("verb_") else None, None) for name in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds)
    return dict(zip(names, found.x.tolist(), strict=True)) | fixed


if __name__ == "__main__":
    main()
