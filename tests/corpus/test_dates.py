"""Test the parsing of dates as feeds, pages, e-mails and databases write them."""

from datetime import date, datetime

import pandas as pd
import pytest

from imena.corpus.dates import parse_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-12-03", date(2024, 12, 3)),
        ("2024-12-03T23:59:00+03:00", date(2024, 12, 3)),
        (" 2024-12-03 10:00", date(2024, 12, 3)),
        ("2024/12/3", date(2024, 12, 3)),
        ("20241203", date(2024, 12, 3)),
        ("20241203T101500Z", date(2024, 12, 3)),
        ("03.12.2024", date(2024, 12, 3)),
        ("3.12.2024, 10:15", date(2024, 12, 3)),
        ("Tue, 03 Dec 2024 23:15:00 +0300", date(2024, 12, 3)),
        ("3 Dec 2024 10:00:00 GMT", date(2024, 12, 3)),
        ("01/02/2024", None),  # ambiguous: January or February
        ("12/12/2024", None),  # unambiguous here, but not in the other rows of such a corpus
        ("31/12/2024", date(2024, 12, 31)),
        ("13/1/2024 10:15", date(2024, 1, 13)),
        ("31/13/2024", None),
        ("12/31/2024", None),
        ("31 декабря 2024", date(2024, 12, 31)),
        ("3 марта 2024 г.", date(2024, 3, 3)),
        ("03\u00a0МАЯ 2024 года, 10:15", date(2024, 5, 3)),
        ("1 Август 2024", date(2024, 8, 1)),
        ("31 февраля 2024", None),
        ("3 мартобря 2024", None),
        ("декабрь 2024", None),
        ("31 декабря", None),
        ("31 декабря 20245", None),
        ("2024-13-45", None),
        ("31.02.2024", None),
        ("0000-00-00", None),
        ("0001-01-01T00:00:00", None),  # placeholder of a database for a missing date
        ("9999-12-31", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("1799-06-06", date(1799, 6, 6)),
        ("2024-12-031", None),
        ("вчера", None),
        ("", None),
        (20241203, None),
        (None, None),
        (date(2024, 12, 3), date(2024, 12, 3)),
        (datetime(2024, 12, 3, 23, 15), date(2024, 12, 3)),
        (pd.Timestamp("2024-12-03 10:00"), date(2024, 12, 3)),
        (pd.NaT, None),
        (["2024-12-03"], None),
    ],
)
def test_parse_date(written, day):
    assert parse_date(written) == day


def test_every_month_in_words():
    genitive = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    nominative = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
    for words in (genitive, nominative):
        found = [parse_date(f"1 {word} 2024") for word in words.split()]
        assert found == [date(2024, month, 1) for month in range(1, 13)]
