"""Test counts of mentions by day, month or year."""

from datetime import date

import pandas as pd
import pytest

from imena.reporting.page.i18n import Words
from imena.reporting.page.series import series


def counted(days, places, lang="en"):
    frame = pd.DataFrame(places, columns=["doc_id", "entity_id"])
    index = pd.Index(list(days), dtype=object)
    dates = pd.Series(list(days.values()), index=index, dtype=object)
    return series(dates, frame, ["A", "B"], Words(lang))


def test_days():
    found = counted(
        {"1": date(2024, 2, 28), "2": date(2024, 3, 1)},
        [("1", "A"), ("1", "A"), ("2", "A"), ("2", "C"), ("undated", "B")],
    )
    assert found.unit == "day"
    assert found.periods == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert found.all == [2, 0, 2]
    assert found.by_entity == {"A": [(0, 2), (2, 1)], "B": []}


def test_months_over_the_new_year():
    days = {"1": date(2023, 11, 5), "2": date(2024, 2, 10)}
    found = counted(days, [("1", "A"), ("2", "B")], "ru")
    assert found.unit == "month"
    assert found.periods == ["11.2023", "12.2023", "01.2024", "02.2024"]
    assert found.all == [1, 0, 0, 1]
    assert found.by_entity["B"] == [(3, 1)]


def test_years():
    found = counted({"1": date(2001, 1, 1), "2": date(2024, 1, 1)}, [("2", "A")])
    assert found.unit == "year"
    assert (found.periods[0], found.periods[-1], len(found.periods)) == ("2001", "2024", 24)
    assert found.by_entity["A"] == [(23, 1)]


@pytest.mark.parametrize("days", [{}, {"1": date(2024, 1, 1)}])
def test_one_date_is_not_a_series(days):
    assert counted(days, [("1", "A")]).periods == []


def test_no_mention_has_a_date():
    found = counted({"1": date(2024, 1, 1), "2": date(2024, 1, 3)}, [("3", "A")])
    assert found.all == [0, 0, 0]
