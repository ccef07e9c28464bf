"""Pages of the report that several test modules share."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.helpers.paths import ROOT

import imena
from imena.api.report import report

DAYS = {1: "2024-01-05", 2: "2024-02-10", 3: "Fri, 05 Apr 2024 10:00:00 +0300", 5: "07.04.2024"}


@pytest.fixture(scope="session")
def news():
    """Return ten documents of NEREL, some with a date, and one that could not be read."""
    records = pd.read_json(ROOT / "tests/data/nerel_excerpt.jsonl", lines=True)
    documents = [
        {"id": row.id, "text": row.text, "date": DAYS.get(number), "title": row.text.split("\n")[0]}
        for number, row in enumerate(records.itertuples())
    ]
    documents.append({"id": "broken", "text": 17, "date": None, "title": None})
    return imena.extract(pd.DataFrame(documents))


@pytest.fixture(scope="session")
def baku_page(tables, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "baku.html"
    report(tables, path)
    return path


@pytest.fixture(scope="session")
def news_page(news, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "news.html"
    report(news, path, lang="ru")
    return path
