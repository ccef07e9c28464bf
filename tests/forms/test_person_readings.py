"""A word of a name -> some of its readings, as nominative:case:gender."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.forms.declension import CASES
from imena.forms.person_readings import (
    POSITIONS,
    given_names,
    irregular_forms,
    is_patronymic,
    knowledge,
    listed_surnames,
    person_readings,
)

READINGS = """
Степану -> степан:Dat:Masc
Степаном -> степан:Ins:Masc
Любови -> любовь:Gen:Fem любовь:Dat:Fem любовь:Loc:Fem
Саши -> саша:Gen:Fem саша:Gen:Masc
Ветошкину -> ветошкин:Dat:Masc ветошкина:Acc:Fem
Ветошкиной -> ветошкина:Gen:Fem ветошкина:Ins:Fem
Полевой -> полевой:Nom:Masc полевая:Dat:Fem
Лагоды -> лагода:Gen:Fem лагода:Gen:Masc
Черных -> черных:None:Masc черных:None:Fem
генерала -> генерал:Gen:Masc генерал:Acc:Masc
"""


@pytest.mark.parametrize("case", READINGS.strip().splitlines())
def test_a_word_has_these_readings(case):
    word, expected = case.split(" -> ")
    found = {f"{r.nominative}:{r.case}:{r.gender}" for r in person_readings(word, "last")}
    assert set(expected.split()) - found == set()


@pytest.mark.parametrize("word", ["NATO", "МИД", "МИДом", "Smith", "123"])
def test_what_does_not_inflect_has_one_reading(word):
    (reading,) = person_readings(word, "alone")
    assert (reading.case, reading.number, reading.gender) == (None, None, None)


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("word", ["Лидией", "Ветошкина", "Ковачем", "Крамской", "СТЕПАНУ"])
def test_features_name_the_position(word, position):
    for reading in person_readings(word, position):
        assert reading.case in (*CASES, None)
        assert any(name.endswith(f"@{position}") for name, _ in reading.features)


def test_the_first_part_of_a_hyphenated_name_has_features_of_its_own():
    for reading in person_readings("Сомова", "last", is_last_part=False):
        names = {name.partition("@")[2] for name, _ in reading.features}
        assert names == {"", "part"}


def test_equal_readings_are_listed_once():
    for word in ("Ветошкиной", "Любови", "Саши"):
        keys = [(*r[:4], r.features[0][0]) for r in person_readings(word, "last")]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Степану", "first_name"),
        ("Львовне", "patronymic"),
        ("Ветошкину", "surname"),
        ("Полевой", "other"),
        ("Лагоды", "unknown"),
    ],
)
def test_knowledge(word, kind):
    assert knowledge(word) == kind


@pytest.mark.parametrize("word", ["Львович", "Львовне", "Фомичу", "Ильиничной", "Кузьмича"])
def test_patronymics(word):
    assert is_patronymic(word)


@pytest.mark.parametrize("word", ["Попович", "Громов", "Лидия", "Москвин"])
def test_no_patronymics(word):
    assert not is_patronymic(word)


def test_tables_of_names():
    assert given_names()["анна"] > given_names()["аббас"] > 0
    assert "крамской" in listed_surnames()


@pytest.mark.parametrize(
    ("word", "nominative"),
    [("Данфорда", "данфорд"), ("Валерия", "валерий"), ("Валерия", "валерия")],
)
def test_a_form_has_each_nominative_that_it_may_belong_to(word, nominative):
    assert nominative in {reading.nominative for reading in person_readings(word, "alone")}


def test_for_an_irregular_form_the_dictionary_alone_decides():
    assert "христа" in irregular_forms()
    nominatives = {reading.nominative for reading in person_readings("Христа", "alone")}
    assert "христос" in nominatives
    assert "христ" not in nominatives


@given(st.text("абвгАБВ-1", min_size=1, max_size=8), st.sampled_from(POSITIONS))
def test_any_word_has_a_reading(word, position):
    assert person_readings(word, position)
