"""A name in the nominative -> its genitive, dative, accusative, instrumental and prepositional."""

import random

import pytest
from models.training.generate_names import (
    NameGenerator,
    capitalise,
    decline,
    feminine,
    forms_of,
)

from imena.forms.analyse import parses
from imena.forms.declension import CASES

# Surnames that no dictionary has, declined by their endings.
MEN = """
карпушенков -> карпушенкова карпушенкову карпушенкова карпушенковым карпушенкове
лагодин -> лагодина лагодину лагодина лагодиным лагодине
боровчинский -> боровчинского боровчинскому боровчинского боровчинским боровчинском
лиговской -> лиговского лиговскому лиговского лиговским лиговском
лагода -> лагоды лагоде лагоду лагодой лагоде
зубря -> зубри зубре зубрю зубрей зубре
шумейлер -> шумейлера шумейлеру шумейлера шумейлером шумейлере
аксалай -> аксалая аксалаю аксалая аксалаем аксалае
долгоборых -> долгоборых долгоборых долгоборых долгоборых долгоборых
гулькевченко -> гулькевченко гулькевченко гулькевченко гулькевченко гулькевченко
дюпре -> дюпре дюпре дюпре дюпре дюпре
"""

WOMEN = """
карпушенкова -> карпушенковой карпушенковой карпушенкову карпушенковой карпушенковой
лагодина -> лагодиной лагодиной лагодину лагодиной лагодиной
боровчинская -> боровчинской боровчинской боровчинскую боровчинской боровчинской
лиговская -> лиговской лиговской лиговскую лиговской лиговской
лагода -> лагоды лагоде лагоду лагодой лагоде
шумейлер -> шумейлер шумейлер шумейлер шумейлер шумейлер
кербедзь -> кербедзь кербедзь кербедзь кербедзь кербедзь
гулькевченко -> гулькевченко гулькевченко гулькевченко гулькевченко гулькевченко
"""


def cases(table, gender):
    return [(gender, *line.split(" -> ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("gender", "nominative", "oblique"), cases(MEN, "Masc") + cases(WOMEN, "Fem")
)
def test_surnames_that_no_dictionary_has(gender, nominative, oblique):
    forms = decline(nominative, gender)
    assert [forms[case] for case in CASES] == [nominative, *oblique.split()]


# Entry of the dictionary, part of speech or kind of name, gender: the six cases.
ENTRIES = """
павел Name Masc -> павел павла павлу павла павлом павле
илья Name Masc -> илья ильи илье илью ильёй илье
лев Name Masc -> лев льва льву льва львом льве
любовь Name Fem -> любовь любови любови любовь любовью любови
львович Patr Masc -> львович львовича львовичу львовича львовичем львовиче
львовна Patr Fem -> львовна львовны львовне львовну львовной львовне
громов Surn Masc -> громов громова громову громова громовым громове
громов Surn Fem -> громова громовой громовой громову громовой громовой
дюма Surn Masc -> дюма дюма дюма дюма дюма дюма
белый ADJF Masc -> белый белого белому белого белым белом
белый ADJF Fem -> белая белой белой белую белой белой
медведь NOUN None -> медведь медведя медведю медведя медведем медведе
чайка NOUN None -> чайка чайки чайке чайку чайкой чайке
"""


@pytest.mark.parametrize("case", ENTRIES.strip().splitlines())
def test_words_of_the_dictionary(case):
    entry, expected = case.split(" -> ")
    word, grammeme, gender = entry.split()
    parse = next(p for p in parses(word) if {grammeme, "nomn"} <= p.tag.grammemes)
    forms = forms_of(word, parse, gender=None if gender == "None" else gender)
    assert [forms[case] for case in CASES] == expected.split()


@pytest.mark.parametrize(
    "line",
    """
громов громова
карасин карасина
яровой яровая
трубецкой трубецкая
белый белая
боровский боровская
данфорд данфорд
ковач ковач
лагода лагода
черных черных
""".strip().splitlines(),
)
def test_surnames_of_women(line):
    man, woman = line.split()
    assert feminine(man) == woman


def test_capitals_of_double_names():
    assert capitalise("сомов-ветошкин") == "Сомов-Ветошкин"


UNKNOWN = ["карпушенков", "шумейлер", "боровчинский"]
SHAPE = ("last", "first", "patronymic")


def test_equal_seeds_make_equal_names():
    first, second = (NameGenerator(UNKNOWN, random.Random(3)) for _ in range(2))
    names = [[generator.person() for _ in range(20)] for generator in (first, second)]
    assert names[0] == names[1]


@pytest.mark.parametrize("gender", ["Masc", "Fem"])
def test_each_word_comes_with_its_nominative(gender):
    generator = NameGenerator(UNKNOWN, random.Random(4))
    for _ in range(100):
        person = generator.person(gender)
        nominative = [word for word, _ in person.name(SHAPE, "Nom")]
        for case in CASES:
            words = person.name(SHAPE, case)
            assert [right for _, right in words] == nominative
            assert all(word[0].isupper() for word, _ in words)


def test_initials_have_no_nominative():
    person = NameGenerator(UNKNOWN, random.Random(5)).person("Fem")
    initials, last = person.name(("initials", "last"), "Gen")
    assert initials == (person.initials, None)
    assert last[1]


def test_words_for_the_test_are_not_in_training():
    train, test = (NameGenerator(UNKNOWN, random.Random(6), part) for part in (1, 0))
    nominatives = [
        {str(generator.person("Masc").patronymic["Nom"]) for _ in range(200)}
        for generator in (train, test)
    ]
    assert not nominatives[0] & nominatives[1]
