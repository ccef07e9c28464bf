import pytest

from imena.forms.gender_of_names import name_features, patronymic_gender


@pytest.mark.parametrize(
    ("middle", "gender"),
    [
        ("Львович", "m"),
        ("Ильич", "m"),
        ("Львовна", "f"),
        ("Ильинична", "f"),
        ("Кузьминична", "f"),
        ("Гейдар оглы", "m"),
        ("Гейдар кызы", "f"),
        ("Роналд", None),
        ("", None),
    ],
)
def test_patronymic_gender(middle, gender):
    assert patronymic_gender(middle) == gender


@pytest.mark.parametrize(
    ("name", "features"),
    [
        (("Ольга", "", "Шевчук"), {"first:known": 1.0}),
        (("Доктор", "", "Лиза"), {"first:behind_title": 1.0}),
        (("Саша", "", "Шевчук"), {"first:either": 1.0}),
        (("Екат.", "", "Шевчук"), {"first:known": 1.0, "prior:alone": 1.0}),
        (("Вл.", "", "Шевчук"), {"first:known": -1.0, "prior:alone": 1.0}),
        (("Гал.", "", "Шевчук"), {"prior:alone": 1.0, "first:known": 1.0}),
        (("Г.", "", "Шевчук"), {"prior:alone": 1.0}),
        (("", "", "Тихомиров"), {"prior:alone": 1.0, "surname:alone:m": -1.0}),
    ],
)
def test_name_features(name, features):
    assert name_features(*name) == features
