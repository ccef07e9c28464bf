"""The words of the interface: complete in both languages, with numbers and plurals."""

import re
from datetime import date

import pytest
from tests.helpers.paths import ROOT

from imena.entities import cluster as who
from imena.entities.rules import graph as world
from imena.entities.rules import organisations, places, short_names
from imena.entities.rules import state_bodies as states
from imena.entities.rules import user_dictionary as own_names
from imena.errors import UsageError
from imena.reporting.page.i18n import FORMS, LANGUAGES, Words, table

EN, RU = Words("en"), Words("ru")
PAGE = ROOT / "pipeline/imena/reporting/page"


def test_both_languages_have_every_string():
    assert EN.strings.keys() == RU.strings.keys()
    for key, english in EN.strings.items():
        russian = RU.strings[key]
        assert english.strip(), key
        assert russian.strip(), key
        if FORMS in english:
            assert (english.count(FORMS), russian.count(FORMS)) == (1, 2), key
        else:
            assert FORMS not in russian, key
            assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", russian))


def test_no_russian_string_was_left_in_english():
    for key, russian in RU.strings.items():
        assert re.search("[а-яё]", russian), key
    for key, english in EN.strings.items():
        assert not re.search("[а-яё]", english), key


def test_what_is_used_is_there_and_what_is_there_is_used():
    sources = [*PAGE.glob("*.py"), *PAGE.glob("*.jinja"), *PAGE.glob("scripts/*.js")]
    code = "\n".join(source.read_text("utf-8") for source in sources)
    asked = set(re.findall(r"""\b(?:text|count)\(\s*"(\w+)"[,)]""", code))
    assert asked <= EN.strings.keys()
    built = {"PER", "ORG", "LOC", "by_day", "by_month", "by_year"}
    built |= {"dated", "dated_day", "dated_some", "dated_some_day"}
    built |= {"body", "headline", "teaser", "caption", "meta", "PER_many", "ORG_many", "LOC_many"}
    built |= {"model", "rule", "gazetteer"}
    for key in EN.strings.keys() - asked - built:
        assert f'"{key}"' in code, key


@pytest.mark.parametrize(
    ("n", "russian"),
    [
        (0, "0 документов"),
        (1, "1 документ"),
        (2, "2 документа"),
        (5, "5 документов"),
        (11, "11 документов"),
        (12, "12 документов"),
        (21, "21 документ"),
        (104, "104 документа"),
        (111, "111 документов"),
        (10_000, "10\u00a0000 документов"),
    ],
)
def test_plurals(n, russian):
    assert RU.count("documents", n) == russian
    assert EN.count("documents", n) == f"{n:,} document{'' if n == 1 else 's'}"


def test_dates():
    assert (EN.day(date(2024, 3, 1)), RU.day(date(2024, 3, 1))) == ("2024-03-01", "01.03.2024")
    assert (EN.month(date(2024, 3, 1)), RU.month(date(2024, 3, 1))) == ("2024-03", "03.2024")


def test_a_value_is_not_read_again():
    assert EN.text("dated_day", first="{first}") == "Dated {first}"


def test_another_language_is_named_in_the_error():
    with pytest.raises(UsageError, match="not in 'de': choose en or ru"):
        Words("de")


def every_reason():
    constants = (
        *(organisations.SAME_ID, organisations.SAME_BODY, organisations.SHORT),
        *(own_names.BY_DICTIONARY, places.SAME_PLACE, short_names.DEFINED, states.ALONE),
        *(states.OWNER, who.SAME_NAME, who.FULL_NAME, world.ONE_EDIT),
        *("the same name with a hyphen", "the same first and last name"),
        *("the same name without the kind of place", "the same name in another alphabet"),
    )
    of_names = ("initials and surname", "initial and surname", "first name and patronymic")
    of_people = [
        f"{what} of {where}"
        for what in (*of_names, "surname", "first name")
        for where in ("a full name in its document", "the only such full name in the corpus")
    ]
    of_short = [
        f"{what} {where}"
        for what in short_names.REASONS.values()
        for where in (short_names.HERE, short_names.THERE)
    ]
    return {*constants, *of_people, *of_short}


def test_every_reason_is_there():
    assert every_reason() == table("reasons.tsv")["en"].keys()
    said = "".join(
        source.read_text("utf-8") for source in (ROOT / "pipeline/imena/entities").rglob("*.py")
    )
    # What those modules write as literals, some behind what they fill in: no new one goes unseen.
    literals = re.findall(r'world\.(?:move|join)\([^"]*?, f?"([^"]+)"', said)
    literals += re.findall(r'reason = f?"([^"]+)"', said)
    assert len(literals) >= 6
    for literal in literals:
        last = re.split(r"\{[^}]*\}", literal)[-1].strip()
        assert any(last in reason for reason in every_reason()), literal


def test_reasons_of_a_corpus(tables):
    for words in (EN, RU):
        for reason in tables.entities["merge_reason"]:
            known = words.reasons(reason)
            assert known
            assert all(why in words._reasons.values() for _, why in known)


def test_reasons_are_split_whatever_the_names_are():
    reason = (
        "А; Б: в: another name of the same place; "
        "РФ: another name of the same place; Икс: of a newer version"
    )
    assert EN.reasons(reason) == [
        ("А; Б: в", "another name of the same place"),
        ("РФ", "another name of the same place"),
        ("", "Икс: of a newer version"),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_strings_hold_no_markup(lang):
    assert not any(set("<>&") & set(string) for string in Words(lang).strings.values())
