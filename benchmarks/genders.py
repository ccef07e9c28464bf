"""Measure how many persons of news have the right gender, against marks by hand.

    python -m benchmarks.genders

The persons are those of tests/data/genders.tsv that have a gender: 193 mentions in sentences of
NEREL's development set, most of them without the rest of their document. Takes seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

import imena
from imena.data_tables import read_table

Row = Mapping[str, str]


def main() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for gender, mention, _ in judged_persons(imena.load()):
        found = "not found" if mention is None else str(mention._.gender)
        counts[gender, found] += 1
    print(f"{'marked':8} {'found':10} persons")
    for (gender, found), count in sorted(counts.items()):
        print(f"{gender:8} {found:10} {count:7}")
    found = sum(count for (_, found), count in counts.items() if found != "not found")
    right = sum(count for (gender, found), count in counts.items() if gender == found)
    print(f"{right / found:.3f} of the {found} persons that are found are right")


def judged_persons(nlp: Language) -> Iterator[tuple[str, Span | None, Row]]:
    """Yield the marked gender, the mention if it is found, and the row of each person."""
    rows = [row for row in read_table("tests", "genders") if row["gender"] in ("f", "m")]
    docs = nlp.pipe(text_of(row) for row in rows)
    for row, doc in zip(rows, docs, strict=True):
        yield row["gender"], person_at(doc, row), row


def text_of(row: Row) -> str:
    return row["text"].replace("\\n", "\n")


def person_at(doc: Doc, row: Row) -> Span | None:
    """Return the person that shares most characters with a mention, if there is one."""
    start, end = int(row["start"]), int(row["end"])
    shared = [
        (min(end, span.end_char) - max(start, span.start_char), span)
        for span in doc.ents
        if span.label_ == "PER"
    ]
    length, mention = max(shared, key=lambda pair: pair[0], default=(0, None))
    return mention if length > 0 else None


if __name__ == "__main__":
    main()
