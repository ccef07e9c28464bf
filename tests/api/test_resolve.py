"""Test `imena.resolve` on tables of mentions, also those that imena did not make."""

import pandas as pd
import pytest

import imena
from imena.errors import UsageError


def frame(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "label", "normal"])


ROWS = frame(
    (1, "PER", "Валерий Герасимов"),
    (2, "PER", "Герасимов"),
    (1, "LOC", "Россия"),
    (2, "LOC", "РФ"),
)


def test_three_columns_are_enough():
    entities = imena.resolve(ROWS)
    assert entities["name"].tolist() == ["Валерий Герасимов", "Россия"]
    assert entities["iso"].isna().tolist() == [True, False]
    assert entities["n_docs"].tolist() == [2, 2]


def test_returned_mentions_keep_their_columns_and_index():
    mentions = ROWS.assign(note=list("абвг")).set_index(pd.Index([7, 7, 8, 9]))
    entities, found = imena.resolve(mentions, return_mentions=True)
    assert found.index.tolist() == [7, 7, 8, 9]
    assert found["note"].tolist() == list("абвг")
    assert found["entity"].tolist() == ["Валерий Герасимов"] * 2 + ["Россия"] * 2
    assert set(found["entity_id"]) == set(entities["entity_id"])


def test_corpora_are_resolved_together(nlp):
    parts = [
        imena.extract([("а", "Валерий Герасимов прилетел в Баку.")], model=nlp),
        imena.extract([("б", "В Баку ждали генерала Герасимова.")], model=nlp),
    ]
    entities = imena.resolve(pd.concat([part.mentions for part in parts]))
    assert entities["n_docs"].tolist() == [2, 2]


def test_resolve_equals_extract(tables):
    entities, mentions = imena.resolve(tables.mentions, return_mentions=True)
    assert entities["entity_id"].tolist() == tables.entities["entity_id"].tolist()
    assert mentions["entity_id"].tolist() == tables.mentions["entity_id"].tolist()


def test_a_dictionary(tables):
    own = {"merge": [["Генерал", "Валерий Герасимов"]]}
    assert "Генерал" in imena.resolve(ROWS, dictionary=own)["name"].tolist()


def test_no_rows():
    assert len(imena.resolve(ROWS.head(0))) == 0


def test_two_documents_with_one_id_are_an_error(nlp):
    one, other = (imena.extract([text], model=nlp) for text in ("Он в Баку.", "Он в Киеве."))
    with pytest.raises(UsageError, match="two documents have the id '0'"):
        imena.resolve(pd.concat([one.mentions, other.mentions]))


def test_tables_instead_of_mentions_are_refused(tables):
    with pytest.raises(UsageError, match=r"pass tables\.mentions"):
        imena.resolve(tables)


@pytest.mark.parametrize(
    ("mentions", "message"),
    [
        (ROWS.drop(columns="normal"), "no column 'normal'"),
        (ROWS.assign(normal=["Баку", None, "", ""]), "row 1 of the mentions has no normal"),
    ],
)
def test_wrong_usage(mentions, message):
    with pytest.raises(UsageError, match=message):
        imena.resolve(mentions)
