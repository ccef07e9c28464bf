"""Test the mentions of an entity in context."""

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


def test_an_entity_can_be_given_by_id(found):
    (entity_id,) = found.mentions.loc[found.mentions["normal"] == "Баку", "entity_id"].unique()
    assert marked(imena.concordance(found, entity_id)) == marked(imena.concordance(found, "Баку"))
    assert len(imena.concordance(found, "Баку", width=5)) == 2


def test_without_texts_the_context_is_the_sentence(found, tmp_path):
    dataclasses.replace(found, texts=None).write(tmp_path / "out")
    lines = imena.concordance(imena.open(tmp_path / "out"), "Валерий Герасимов")
    assert marked(lines)[1] == "one: Там [Герасимова] ждали."


def test_equal_mentions_in_a_sentence_have_different_contexts():
    found = imena.extract(["Бакунин приехал в Баку из Баку."], texts=False)
    assert marked(imena.concordance(found, "Баку", width=10)) == [
        "0: приехал в [Баку] из Баку.",
        "0: в Баку из [Баку].",
    ]


@pytest.mark.parametrize("stored", [True, False])
def test_filtered_tables(stored, found, tmp_path):
    if stored:
        found.write(tmp_path / "out")
        found = imena.open(tmp_path / "out")
    nothing = dataclasses.replace(found, mentions=found.mentions.head(0))
    lines = imena.concordance(nothing, "Баку")
    assert list(lines.columns) == ["doc_id", "start", "left", "text", "right", "normal", "score"]
    assert lines.empty
    texts = found.texts[found.texts["doc_id"] == "one"]
    one = dataclasses.replace(found, texts=texts, mentions=found.mentions[::-1])
    assert marked(imena.concordance(one, "Баку", width=10)) == [
        "two: [Баку] молчал.",
        "one: рилетел в [Баку]. Там Гера",
    ]


def test_the_width_is_in_characters(found):
    assert marked(imena.concordance(found, "Баку", width=0)) == ["one: [Баку]", "two: [Баку]"]
    with pytest.raises(UsageError, match="width cannot be -1"):
        imena.concordance(found, "Баку", width=-1)


def test_an_unknown_entity_is_an_error(found):
    assert len(imena.concordance(found, "Герасимова")) == 3  # an alias of one of them only
    with pytest.raises(UsageError, match="no entity has the name 'Путин': the column"):
        imena.concordance(found, "Путин")
    with pytest.raises(UsageError, match="did you mean 'Валерий Герасимов'"):
        imena.concordance(found, "Валерий")
    two = imena.extract(["Иванов уехал."]).entities
    twice = dataclasses.replace(
        found, entities=two.iloc[[0, 0]].assign(entity_id=["a", "b"], name="Иванов")
    )
    with pytest.raises(
        UsageError, match=r"2 entities have the name 'Иванов'.*a \(PER, Иванов\), b \(PER, Иванов\)"
    ):
        imena.concordance(twice, "Иванов")
