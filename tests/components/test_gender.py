"""The genders of persons in sentences of news, against marks by hand."""

import pytest

from imena.data_tables import read_table

REQUIRED = 0.86  # of the persons that are found and have a gender; None counts as wrong
FOUND = 0.95  # of those that have one, so that the share stands for all of them


@pytest.fixture(scope="module")
def genders(nlp):
    """Return (gender, found mention or None, row) of each person that has a gender."""
    rows = [row for row in read_table("tests", "genders") if row["gender"] in ("f", "m")]
    docs = nlp.pipe(text_of(row) for row in rows)
    return [(row["gender"], person_at(doc, row), row) for doc, row in zip(docs, rows, strict=True)]


def test_the_offsets_are_those_of_the_mentions():
    rows = list(read_table("tests", "genders"))
    assert len(rows) == 200
    for row in rows:
        assert text_of(row)[int(row["start"]) : int(row["end"])] == row["mention"]


def test_most_persons_are_found(genders):
    missed = [row["mention"] for _, mention, row in genders if mention is None]
    assert len(missed) <= (1 - FOUND) * len(genders), missed


def test_persons_have_the_right_gender(genders):
    found = [(gender, mention, row) for gender, mention, row in genders if mention is not None]
    wrong = [
        f"{gender} but {mention._.gender}: {mention.text} | {row['text']}"
        for gender, mention, row in found
        if mention._.gender != gender
    ]
    share = 1 - len(wrong) / len(found)
    assert share >= REQUIRED, "\n".join([f"{share:.3f} of {len(found)}", *wrong])


def text_of(row):
    return row["text"].replace("\\n", "\n")


def person_at(doc, row):
    """Return the person that shares most characters with a mention, if there is one."""
    start, end = int(row["start"]), int(row["end"])
    shared = [
        (min(end, span.end_char) - max(start, span.start_char), span)
        for span in doc.ents
        if span.label_ == "PER"
    ]
    length, mention = max(shared, key=lambda pair: pair[0], default=(0, None))
    return mention if length > 0 else None
