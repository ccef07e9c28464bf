"""Test the rows of the tables on the example page of the project."""

import json

import pandas as pd
import pytest

import imena


def test_every_text_is_a_slice_of_the_page(tables, page):
    for row in tables.mentions.itertuples():
        assert row.text == page[row.start : row.end]
        assert row.text in row.sentence
        assert row.sentence in page
    for row in tables.tokens.itertuples():
        assert row.text == page[row.start : row.end]


def test_ordinals_and_counts_agree(tables):
    document = tables.documents.iloc[0]
    assert tables.mentions["mention_id"].tolist() == list(range(document["n_mentions"]))
    assert tables.tokens["token_id"].tolist() == list(range(document["n_tokens"]))
    assert tables.tokens["sent_id"].max() + 1 <= document["n_sents"]
    assert tables.mentions["start"].is_monotonic_increasing
    assert tables.entities["n_mentions"].sum() == len(tables.mentions)


def test_teasers_are_distinguished_from_the_article(tables, page):
    teasers = page.index("Мир близко, но с оговоркой")
    for row in tables.mentions.itertuples():
        assert (row.zone in ("body", "headline")) == (row.start < teasers)


def test_copies_point_at_the_first_copy(tables):
    copies = tables.mentions.dropna(subset=["repeat_of"])
    assert len(copies) > 40
    for row in copies.itertuples():
        original = tables.mentions.iloc[row.repeat_of]
        assert original.start < row.start
        assert (original.text, original.label) == (row.text, row.label)
        assert original.isna()["repeat_of"]


def test_only_persons_before_a_speech_are_speakers(nlp):
    play = "Прокатилов. Кто там?\nЛизута. Свои, Прокатилов!\nПрокатилов. Жду.\nЛизута. Вы добры."
    mentions = imena.extract([play], model=nlp).mentions
    in_labels = [row.start == 0 or play[row.start - 1] == "\n" for row in mentions.itertuples()]
    assert sorted(in_labels) == [False, True, True, True, True]
    assert [zone == "speaker" for zone in mentions["zone"]] == in_labels
    news = "Киев. Выпал снег.\nОмск. Выпал снег.\nКиев. Снег тает.\nОмск. Снег тает."
    assert "speaker" not in set(imena.extract([news], model=nlp).mentions["zone"])


def test_only_the_chosen_zones_are_kept(page, nlp):
    kept = imena.extract([page], model=nlp, zones=["headline", "body"])
    assert set(kept.mentions["zone"]) == {"headline", "body"}
    assert "Анкоридж" not in set(kept.entities["name"])
    assert kept.mentions["mention_id"].tolist() == list(range(len(kept.mentions)))
    assert kept.documents["n_mentions"].tolist() == [len(kept.mentions)]


def test_other_fields_of_a_record_are_kept(nlp):
    records = pd.DataFrame({"text": ["Он прилетел в Баку."], "id": ["a"], "год": [2017]})
    assert json.loads(imena.extract(records, model=nlp).documents["meta"][0]) == {"год": 2017}
    assert imena.extract({"a": "Баку"}, model=nlp).documents["meta"].isna().all()


def test_a_cut_emoji_in_the_meta_of_a_document_is_replaced(nlp, tmp_path):
    """JSON may contain lone surrogate, but a table cannot."""
    line = r'{"text": "Баку", "title": "\ud83d и \ud83d\ude00"}'
    (tmp_path / "a.jsonl").write_text(line, "utf-8")
    (meta,) = imena.extract(tmp_path / "a.jsonl", model=nlp).documents["meta"]
    assert json.loads(meta) == {"title": "\ufffd и 😀"}


def test_duplicate_documents(nlp):
    texts = {"a": "Он прилетел в Баку.", "b": "Он прилетел в Киев.", "c": "ОН ПРИЛЕТЕЛ В БАКУ"}
    marked = imena.extract(texts, model=nlp, duplicates=True).documents["duplicate_of"]
    assert marked.isna().tolist() == [True, True, False]
    assert marked[2] == "a"
    assert imena.extract(texts, model=nlp).documents["duplicate_of"].isna().all()


def test_nested_names_lie_inside_their_outer_name(tables):
    for row in tables.mentions.dropna(subset=["nested_in"]).itertuples():
        outer = tables.mentions.iloc[row.nested_in]
        assert outer.start <= row.start
        assert row.end <= outer.end
        assert row.text in outer.text


def test_every_predicted_mention_has_a_score(tables):
    predicted = tables.mentions["drawn_by"] == "model"
    assert tables.mentions["score"][predicted].between(0, 1, inclusive="neither").all()
    composed = tables.mentions["text"] == "Минобороны России"
    assert composed.any()
    assert tables.mentions["score"][composed].isna().all()
    assert tables.entities["score_mean"].dropna().between(0, 1, inclusive="neither").all()


def test_mentions_refer_to_existing_entities(tables):
    names = dict(zip(tables.entities["entity_id"], tables.entities["name"], strict=True))
    assert [names[id_] for id_ in tables.mentions["entity_id"]] == tables.mentions[
        "entity"
    ].tolist()


@pytest.mark.parametrize("position", [{"before": "recognise"}, {"after": "recognise"}])
def test_a_custom_label_does_not_get_the_score_of_the_network(position):
    nlp = imena.load()
    ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True}, **position)
    ruler.add_patterns([{"label": "GPE", "pattern": "Баку"}])
    found = imena.extract(["Валерий Герасимов прилетел в Баку."], model=nlp).mentions
    assert found["label"].tolist() == ["PER", "GPE"]
    assert found["drawn_by"].tolist() == ["model", "rule"]
    assert found["score"].isna().tolist() == [False, True]


def test_a_document_in_the_old_spelling_has_a_note(nlp):
    texts = {"old": "Въ Москвѣ жилъ Левъ Толстой.", "new": "Он в Москве."}
    tables = imena.extract(texts, model=nlp)
    notes = tables.documents.set_index("doc_id")["note"]
    assert "before 1918" in notes["old"]
    assert pd.isna(notes["new"])
    assert tables.mentions["normal"].tolist() == ["Москва", "Лев Толстой", "Москва"]
