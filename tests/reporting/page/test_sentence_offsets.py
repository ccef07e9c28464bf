"""Test the offsets of mentions in their sentences."""

from imena.reporting.page.sentence_offsets import sentence_offsets


def test_every_mention_of_the_page(tables, page):
    for (_, sentence), rows in tables.mentions.groupby(["sent_id", "sentence"]):
        found = sentence_offsets(sentence, rows["start"].tolist(), rows["text"].tolist())
        begin = {start - at for start, at in zip(rows["start"], found, strict=True)}
        assert len(begin) == 1
        assert page.startswith(sentence, begin.pop())


def test_the_second_of_two_equal_names():
    assert sentence_offsets("Мира ждали Ира и Мира", [111, 117], ["Ира", "Мира"]) == [11, 17]
    assert sentence_offsets("Баку, Баку, Баку", [6, 12], ["Баку", "Баку"]) in ([0, 6], [6, 12])


def test_wrong_offsets_are_searched_for():
    assert sentence_offsets("Москва и Баку", [100, 900], ["Москва", "Баку"]) == [0, 9]
    assert sentence_offsets("Москва", [5, 50], ["Баку", "Москва"]) == [0, 0]
