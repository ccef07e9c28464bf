"""Test linking: label and name -> canonical name, ISO code, GeoNames id, Wikidata id."""

import pytest

from imena.entities.linking.gazetteer import rows
from imena.entities.linking.linker import Ids, country_of, link
from imena.forms.analyse import parses

LINKED = """
LOC Россия -> Россия RU 2017370 Q159
LOC РФ -> Россия RU 2017370 Q159
LOC Российская Федерация -> Россия RU 2017370 Q159
LOC РОССИЯ -> Россия RU 2017370 Q159
LOC США -> США US 6252001 Q30
LOC Соединённые Штаты -> США US 6252001 Q30
LOC Соединенные Штаты Америки -> США US 6252001 Q30
LOC Америка -> США US 6252001 Q30
LOC Штаты -> США US 6252001 Q30
LOC Северная Америка -> Северная Америка - - Q49
LOC Латинская Америка -> Латинская Америка - - Q12585
LOC Великобритания -> Великобритания GB 2635167 Q145
LOC Соединенное королевство -> Великобритания GB 2635167 Q145
LOC Англия -> Англия GB-ENG - Q21
LOC Северная Ирландия -> Северная Ирландия GB-NIR - Q26
LOC Ирландия -> Ирландия IE 2963597 Q27
LOC КНДР -> КНДР KP 1873107 Q423
LOC Республика Корея -> Южная Корея KR 1835841 Q884
LOC Папуа — Новая Гвинея -> Папуа - Новая Гвинея PG 2088628 Q691
LOC Кот-д’Ивуар -> Кот-д'Ивуар CI 2287781 Q1008
LOC Косово -> Косово XK 831053 Q1246
LOC СССР -> СССР - - Q15180
LOC Джорджия -> Джорджия US-GA 4197000 Q1428
LOC Подмосковье -> Московская область RU-MOS - Q1697
LOC республика Татарстан -> Татарстан RU-TA - Q5481
LOC штат Вашингтон -> штат Вашингтон US-WA 5815135 Q1223
LOC Вашингтон -> Вашингтон - 4140963 Q61
LOC Москва -> Москва - 524901 Q649
LOC город Москва -> Москва - 524901 Q649
LOC Петербург -> Санкт-Петербург - 498817 Q656
LOC Санкт‑Петербург -> Санкт-Петербург - 498817 Q656
LOC Баку -> Баку - 587084 Q9248
LOC Анкоридж -> Анкоридж - 5879400 Q39450
LOC Лахор -> Лахор - 1172451 Q11739
LOC Орел -> Орёл - 515012 -
LOC британская -> Великобритания GB 2635167 Q145
LOC израильское государство -> Израиль IL 294640 Q801
LOC Всероссийский -> Россия RU 2017370 Q159
LOC московские -> Москва - 524901 Q649
LOC Евросоюз -> Европейский союз - - Q458
ORG Евросоюз -> Европейский союз - - Q458
ORG «Газпром» -> Газпром - - Q102673
ORG НАТО -> НАТО - - Q7184
PER Владимир Путин -> Владимир Путин - - Q7747
PER Владимир Владимирович Путин -> Владимир Путин - - Q7747
"""

UNKNOWN = """
LOC Запад
LOC Восток
LOC Победа
LOC Корея
LOC Конго
LOC Северный
LOC Октябрьский
LOC Советский район
LOC Столичная
LOC Иттан Вали
LOC Белоруссии
LOC Газпром
ORG Россия
ORG полиция
ORG правительство
ORG министерство
ORG парламент
ORG МВД
ORG Верховный суд
ORG Минобороны
PER Иван
PER Мария
PER Москва
PER Кузнецов
"""

IN_CONTEXT = """
Бирмингем | -> GB
Бирмингем | GB -> GB
Бирмингем | US -> US
Кембридж | -> GB
Кембридж | US -> US
Кембридж | US GB -> GB
Триполи | -> LY
Триполи | LY -> LY
Триполи | LB -> LB
Пенджаб | -> -
Пенджаб | PK -> PK
Пенджаб | IN -> IN
Пенджаб | IN PK -> -
Лондон | CA -> GB
Париж | US -> FR
Баку | RU -> AZ
Донецк | RU -> UA
Урюпинск | -> RU
Бад-Мюнстерайфель | -> -
Бад-Мюнстерайфель | DE -> DE
"""

COUNTRIES = """
RU Россия РФ российский Российское российскими Всероссийская
US США американский Американская Соединённые Штаты
GB Великобритания Британия Соединённое Королевство британские английского Англия
PK Пакистан пакистанский пакистанской
DE ФРГ немецкие германский Германия
KP КНДР северокорейский
BY Беларусь Белоруссия белорусский
MD Молдова Молдавия молдавский
KG Киргизия Кыргызстан киргизские
NL Голландия нидерландский
AE ОАЭ Эмираты
ZA ЮАР южноафриканская
CZ Чехия чешский
CI Кот-д'Ивуар
TW тайваньский Тайвань
SY сирийско
UA всеукраинский
- Москва русский арабский Корея корейский Европа европейский ООН Техас советский большой -
"""


def lines(table):
    return [line for line in table.splitlines() if line]


@pytest.mark.parametrize("line", lines(LINKED))
def test_a_name_is_linked(line):
    asked, expected = line.split(" -> ")
    label, name = asked.split(" ", 1)
    canonical, *ids = expected.rsplit(" ", 3)
    found = link(label, name)
    assert found is not None
    assert (found.name, found.iso, found.geonames, found.wikidata) == (
        canonical,
        *(None if id_ == "-" else id_ for id_ in ids),
    )


@pytest.mark.parametrize("line", lines(UNKNOWN))
def test_an_ambiguous_or_unknown_name_is_not_linked(line):
    assert link(*line.split(" ", 1)) is None


@pytest.mark.parametrize("line", lines(IN_CONTEXT))
def test_countries_in_the_document_disambiguate_towns(line):
    asked, expected = line.split(" -> ")
    name, countries = asked.split(" |")
    found = link("LOC", name, dict.fromkeys(countries.split(), 1))
    assert (found.country if found else "-") == expected


@pytest.mark.parametrize("line", lines(COUNTRIES))
def test_country_of_names_and_adjectives(line):
    code, names = line.split(" ", 1)
    for name in ("Соединённые Штаты", "Соединённое Королевство"):
        names = names.replace(name, name.replace(" ", "_"))
    for name in names.split():
        assert country_of(name.replace("_", " ")) == (None if code == "-" else code), name


@pytest.mark.parametrize("spell", [str.upper, str.lower, lambda name: name.replace("ё", "е")])
def test_every_country_is_found_in_any_spelling(spell):
    for row in rows("country_names"):
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            assert country_of(spell(name)) == row["code"], name


def test_every_form_of_every_adjective_of_a_country_is_known():
    for row in rows("country_names"):
        for adjective in filter(None, row["adjectives"].split("|")):
            forms = {
                word
                for parse in parses(adjective)
                if "ADJF" in parse.tag.grammemes and parse.lemma == adjective.replace("ё", "е")
                for word, grammemes in parse.forms()
                if "ADJF" in grammemes
            }
            for form in {adjective, *forms}:
                assert country_of(form) == row["code"], form


def test_an_adjective_belongs_to_one_country():
    adjectives = [a for row in rows("country_names") for a in row["adjectives"].split("|") if a]
    assert len(set(adjectives)) == len(adjectives)


def test_ids_are_hashable_and_optional():
    assert link("LOC", "Россия") in {link("LOC", "РФ")}
    assert Ids("Европа") == Ids("Европа", None, None, None, None)
