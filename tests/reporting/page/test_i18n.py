"""Test the strings of the interface: complete in both languages, with numbers and plurals."""

import re
from datetime import date

import pytest
from tests.helpers.paths import ROOT

from imena.entities.merge_reasons import MergeReason
from imena.errors import UsageError
from imena.problems import LANGUAGES
from imena.reporting.page.i18n import FORMS, Words, table

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


def test_every_string_exists_and_is_used():
    sources = [*PAGE.glob("*.py"), *PAGE.glob("*.jinja"), *PAGE.glob("scripts/*.js")]
    code = "\n".join(source.read_text("utf-8") for source in sources)
    asked = set(re.findall(r"""\b(?:text|count)\(\s*"(\w+)"[,)]""", code))
    assert asked <= EN.strings.keys()
    built = {"PER", "ORG", "LOC", "by_day", "by_month", "by_year"}
    built |= {"dated", "dated_day", "dated_some", "dated_some_day"}
    built |= {
        "body",
        "headline",
        "teaser",
        "caption",
        "meta",
        "speaker",
        "PER_many",
        "ORG_many",
        "LOC_many",
    }
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


def test_values_are_not_formatted_again():
    assert EN.text("dated_day", first="{first}") == "Documents dated {first}"


def test_an_unknown_language():
    with pytest.raises(UsageError, match="not available in 'de': choose en or ru"):
        Words("de")


def test_every_merge_reason_is_translated():
    codes = {reason.name.lower() for reason in MergeReason}
    for language in LANGUAGES:
        assert table("reasons.tsv")[language].keys() == codes


def test_reasons_of_a_corpus(tables):
    for words in (EN, RU):
        for reason in tables.entities["merge_reason"]:
            known = words.reasons(reason)
            assert known
            assert all(why in words._reasons.values() for _, why in known)


def test_reasons_are_split_for_any_names():
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
def test_strings_contain_no_markup(lang):
    assert not any(set("<>&") & set(string) for string in Words(lang).strings.values())
