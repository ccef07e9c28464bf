"""Lemmas of closed classes: form, part of speech, number -> lemma."""

import pytest

from imena.forms.closed_class import closed_class_lemma, closed_class_lemmas


@pytest.mark.parametrize(
    ("word", "pos", "number", "lemma"),
    [
        ("во", "ADP", None, "во"),
        ("все", "PRON", "Plur", "все"),
        ("всё", "PRON", "Sing", "всё"),
        ("все", "DET", "Plur", None),
        ("тем", "PRON", "Plur", "тот"),
        ("раньше", "ADV", None, "раньше"),
        ("раньше", "ADJ", None, None),
        ("млн", "NOUN", None, "миллион"),
        ("кг.", "NOUN", None, "килограмм"),
        ("г.", "NOUN", None, "год"),
        ("г", "NOUN", None, None),
        ("все.", "PRON", None, None),
        ("дом", "NOUN", None, None),
    ],
)
def test_lemmas(word, pos, number, lemma):
    assert closed_class_lemma(word, pos, {"Number": number} if number else {}) == lemma


def test_every_form_is_in_lower_case():
    assert all(form == form.lower() for form in closed_class_lemmas())
