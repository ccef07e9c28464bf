"""Tags and lemmas on tokens."""


def test_tags_and_lemmas(nlp):
    doc = nlp("Герасимов  прилетел\nв Баку")
    rows = [(token.text, token.pos_, token.lemma_) for token in doc]
    assert rows == [
        ("Герасимов", "PROPN", "герасимов"),
        (" ", "SPACE", " "),
        ("прилетел", "VERB", "прилететь"),
        ("\n", "SPACE", "\n"),
        ("в", "ADP", "в"),
        ("Баку", "PROPN", "баку"),
    ]
    assert doc[0].morph.get("Case") == ["Nom"]
    assert str(doc[1].morph) == ""


def test_without_sentences_the_lines_are_tagged(nlp):
    doc = nlp("Министр приехал.\nДоговор подписан.", disable=["segment"])
    assert [token.pos_ for token in doc if token.is_alpha] == ["NOUN", "VERB", "NOUN", "VERB"]
