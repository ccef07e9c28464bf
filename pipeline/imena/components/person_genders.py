"""Find the gender of each person of a document from all evidence on the person together.

The evidence is summed as logarithms of odds that the person is a woman: first name, patronymic and
surname, what the search for the nominative found, words that agree with the name, and the other
mentions of the person. The weights were learned (`models.training.learn_person_genders`). A person
of whom a document says nothing is a man, as most are in the news that they were learned from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span

from imena.components.attributes import assign
from imena.components.gender_context import gender_context, noun_kind, pronouns, role_evidence
from imena.components.tagged_words import TaggedWords
from imena.data_tables import read_table
from imena.forms.first_name_genders import known_gender
from imena.forms.gender_of_names import MAX_ODDS, is_initial, name_features
from imena.forms.spelling import casefold_ru
from imena.speedups.span_attributes import get_attributes

FullName = tuple[str, str]  # first name and surname, folded
MAX_COUNT = 2  # mentions that have a kind of evidence, after which more do not count
PRIOR = "prior"


@dataclass
class PersonMention:
    """A mention of a person with its own evidence."""

    span: Span
    first: str
    middle: str
    last: str
    features: dict[str, float] = field(default_factory=dict)
    same_as: PersonMention | None = None  # the mention that it stands behind in brackets

    @property
    def is_full(self) -> bool:
        """Whether there is a whole first name and a surname."""
        return bool(self.first and self.last) and not is_initial(self.first)


def assign_genders(persons: Sequence[tuple[Span, float | None]], words: TaggedWords) -> None:
    """Set ``span._.gender`` of the persons of a document; several persons have none.

    Args:
        persons: the mentions with their normal forms, each with the logarithm of the odds that it
            is a woman's, from the search for the nominative; None for several persons.
        words: the words of the Doc.
    """
    mentions = collect(persons, words)
    for group, families in groups(mentions):
        score = total(group_features(group)) + families
        for mention in group:
            assign(mention.span, gender="f" if score > 0 else "m")


def collect(
    persons: Sequence[tuple[Span, float | None]], words: TaggedWords
) -> list[PersonMention]:
    """Return the mentions of a document in order, with their own evidence."""
    ordered = sorted(persons, key=lambda person: (person[0].start, -person[0].end))
    starts = [span.start for span, _ in ordered]
    marks = pronouns(words)
    found: list[PersonMention] = []
    for i, (span, odds) in enumerate(ordered):
        if odds is None:
            continue
        first, middle, last, normal = name_of(span)
        is_as_it_stands = casefold_ru(normal) == casefold_ru(span.text)
        following = next((s for s in starts[i + 1 :] if s >= span.end), len(words))
        evidence: Counter[str] = Counter()
        kind = noun_kind(first) if first else ""
        if kind:  # «Мадам Кервель»
            evidence.update(dict(role_evidence("role", kind)))
            first, middle = middle, ""
        bounds = span.start, span.end
        for name, sign in gender_context(words, marks, bounds, following, is_as_it_stands):
            evidence[name] += sign
        mention = PersonMention(span, first, middle, last, dict(evidence))
        length = "full" if mention.is_full else "short"
        mention.features[f"odds:{length}"] = max(-MAX_ODDS, min(MAX_ODDS, odds))
        found.append(mention)
        if len(found) > 1 and is_in_brackets_behind(mention.span, found[-2].span, words):
            mention.same_as = found[-2].same_as or found[-2]
    return found


def name_of(span: Span) -> tuple[str, str, str, str]:
    """Return first, middle and last name, and the normal form.

    Of two words that are both first names, the one in front is the first name.
    """
    parts = get_attributes(span, ("first", "middle", "last", "normal"))
    first, middle, last, normal = (part or "" for part in parts)
    is_reversed = bool(first and last and not middle) and normal.startswith(last)
    if is_reversed and known_gender(last) and known_gender(first):
        return last, middle, first, normal
    return first, middle, last, normal


def is_in_brackets_behind(span: Span, other: Span, words: TaggedWords) -> bool:
    """Whether a name stands in brackets right behind another: «Джей Зи (Jay Z)»."""
    if not 0 < span.start - other.end <= 2:  # a bracket, perhaps with a space of its own
        return False
    return "".join(words[i].text for i in range(other.end, span.start)).strip() == "("


def groups(mentions: Sequence[PersonMention]) -> list[tuple[list[PersonMention], float]]:
    """Return the mentions of each person, with what the person's relatives say.

    A surname alone, or a first name alone, belongs to the only full name that has it, from which
    its mention takes the missing part. Where several have it, each mention is on its own, and the
    gender of most of them is evidence.
    """
    full: dict[FullName, list[PersonMention]] = defaultdict(list)
    short: list[PersonMention] = []
    for mention in map(_named_as_before_brackets, mentions):
        if mention.is_full:
            full[casefold_ru(mention.first), casefold_ru(mention.last)].append(mention)
        else:
            short.append(mention)
    names_with = _index_by_part(full)
    unknown: dict[str, list[PersonMention]] = defaultdict(list)
    unclear: list[tuple[PersonMention, list[FullName]]] = []
    for mention in short:
        part = casefold_ru(mention.last or mention.first or mention.middle)
        fitting = [name for name in names_with.get(part, ()) if _may_be_short_for(mention, name)]
        if part not in names_with:
            unknown[part].append(mention)
        elif len(fitting) == 1:
            if mention.first and not mention.last:
                mention.first, mention.last = fitting[0]
            full[fitting[0]].append(mention)
        else:
            unclear.append((mention, fitting))
    found = [(own, 0.0) for own in (*unknown.values(), *full.values())]
    scores = {name: total(group_features(own)) for name, own in full.items()}
    for mention, fitting in unclear:
        mention.first = ""  # «Уильямс» is no first name beside «Серена Уильямс»
        found.append(([mention], _of_relatives(fitting, scores, full)))
    return found


def _named_as_before_brackets(mention: PersonMention) -> PersonMention:
    """Give a mention in brackets the name of the mention that it stands behind."""
    other = mention.same_as
    if other is not None:
        mention.first, mention.middle, mention.last = other.first, other.middle, other.last
    return mention


def _index_by_part(names: Iterable[FullName]) -> dict[str, list[FullName]]:
    """Return the full names that have a first name or a surname, by it."""
    by_part: dict[str, list[FullName]] = defaultdict(list)
    for name in names:
        for part in dict.fromkeys(reversed(name)):
            by_part[part].append(name)
    return by_part


def _may_be_short_for(mention: PersonMention, name: FullName) -> bool:
    """Whether the initial of a mention, if it has one, is that of a full name."""
    return name[0].startswith(mention.first[:1].lower() if mention.last else "")


def _of_relatives(
    names: Iterable[FullName],
    scores: Mapping[FullName, float],
    full: Mapping[FullName, Sequence[PersonMention]],
) -> float:
    """Return the evidence of the persons who have the same surname, by their mentions."""
    counts = {1: 0, -1: 0}
    for name in names:
        counts[1 if scores[name] > 0 else -1] += len(full[name])
    both = counts[1] + counts[-1]
    return weight("relatives") * (counts[1] - counts[-1]) / both if both else 0.0


def group_features(group: Sequence[PersonMention]) -> dict[str, float]:
    """Return the features of a person: of the names once, of the context summed."""
    features: dict[str, float] = {PRIOR: 1.0}
    sums: dict[str, list[float]] = defaultdict(list)
    for mention in group:
        for name, value in mention.features.items():
            sums[name].append(value)
    for name, values in sums.items():
        value = sum(values)
        if name.startswith("odds:"):
            features[name] = value / len(values)
        else:
            features[name] = max(-MAX_COUNT, min(MAX_COUNT, value))
    parts = Counter((mention.first, mention.middle, mention.last) for mention in group)
    (first, middle, last), _ = max(
        parts.items(), key=lambda item: (bool(item[0][0]) and not is_initial(item[0][0]), item[1])
    )
    features.update(name_features(first, middle, last))
    return features


def total(features: Mapping[str, float]) -> float:
    """Return the logarithm of the odds that a person is a woman."""
    return sum(weight(name) * value for name, value in features.items())


def weight(name: str) -> float:
    """Return the learned weight of a feature."""
    return _weights().get(name, 0.0)


@cache
def _weights() -> dict[str, float]:
    rows = read_table("imena.components", "gender_weights")
    return {row["feature"]: float(row["weight"]) for row in rows}
