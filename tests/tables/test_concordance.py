"""The mentions of an entity in their contexts."""

import dataclasses

import pytest

import imena
from imena.errors import UsageError

TEXTS = {
    "one": "Генерал Валерий Герасимов прилетел в Баку.\nТам Герасимова ждали.",
    "two": "О Валерии Герасимове 😀 писали «Ведомости». Баку молчал.",
}


@pytest.fixture(scope="module")
def found():
    return imena.extract(TEXTS)


def marked(lines):
    return [f"{line.doc_id}: {line.left}[{line.text}]{line.right}" for line in lines.itertuples()]


def test_every_mention_stands_in_its_context(found):
    assert marked(imena.concordance(found, "Валерий Герасимов", width=12)) == [
        "one: Генерал [Валерий Герасимов] прилетел в ",
        "one: в Баку. Там [Герасимова] ждали.",
        "two: О [Валерии Герасимове] 😀 писали «В",
    ]


def test_an_id_is_as_good_as_a_name(found):
    (entity_id,) = found.mentions.loc[found.mentions["normal"] == "Баку", "entity_id"].unique()
    assert marked(imena.concordance(found, entity_id)) == marked(imena.concordance(found, "Баку"))
    assert len(imena.concordance(found, "Баку", width=5)) == 2


def test_without_texts_sentences_are_the_context(found, tmp_path):
    dataclasses.replace(found, texts=None).write(tmp_path / "out")
    lines = imena.concordance(imena.open(tmp_path / "out"), "Валерий Герасимов")
    assert marked(lines)[1] == "one: Там [Герасимова] ждали."


def test_an_entity_that_is_not_there_is_said(found):
    with pytest.raises(UsageError, match="alias of «Валерий Герасимов»"):
        imena.concordance(found, "Герасимова")
    with pytest.raises(UsageError, match="no entity is called 'Путин': see"):
        imena.concordance(found, "Путин")
    two = imena.extract(["Иванов уехал."]).entities
    twice = dataclasses.replace(
        found, entities=two.iloc[[0, 0]].assign(entity_id=["a", "b"], name="Иванов")
    )
    with pytest.raises(UsageError, match=r"2 entities are called 'Иванов'.*a \(PER\), b \(PER\)"):
        imena.concordance(twice, "Иванов")
