"""The single words that the rules of word forms make exceptions for."""

from imena.forms.lemma import lemma
from imena.forms.word_readings import readings
from imena.forms.word_tables import (
    comparatives,
    irregular_forms,
    rare_lemmas,
    usual_lemmas,
)


def test_an_irregular_name_is_not_read_by_its_ending():
    assert "христа" in irregular_forms()
    assert {reading.nominative for reading in readings("Христа", "PER")} <= {"христос", "христа"}


def test_rare_lemmas_give_way():
    assert comparatives() <= rare_lemmas()
    assert not rare_lemmas() & usual_lemmas().keys()
    assert lemma("деньгами", "NOUN", "Case=Ins|Number=Plur") == "деньги"
    assert lemma("большим", "ADJ", "Case=Ins|Degree=Pos|Gender=Masc|Number=Sing") == "большой"
