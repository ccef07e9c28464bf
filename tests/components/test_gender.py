"""The genders of persons in sentences of news, against marks by hand."""

import pytest
from benchmarks.genders import judged_persons, text_of

from imena.data_tables import read_table

REQUIRED = 0.97  # of the persons that are found and have a gender; None counts as wrong
FOUND = 0.95  # of those that have one, so that the share stands for all of them


@pytest.fixture(scope="module")
def genders(nlp):
    """Return (gender, found mention or None, row) of each person that has a gender."""
    return list(judged_persons(nlp))


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
