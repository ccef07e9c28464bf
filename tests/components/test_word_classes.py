"""Words that a rule asks for."""

from imena.components.word_classes import WordClasses


def test_each_different_word_is_looked_at_once(nlp):
    seen = []

    def length(word):
        seen.append(word)
        return len(word) if len(word) > 3 else 0

    words = WordClasses(length)
    doc = nlp.make_doc("Баку и Баку или Москва")
    assert [(doc[token].text, size) for token, size in words(doc)] == [
        ("Баку", 4),
        ("Баку", 4),
        ("Москва", 6),
    ]
    assert next(iter(words(nlp.make_doc("и Москва")))) == (1, 6)
    assert sorted(seen) == sorted(set(seen))
