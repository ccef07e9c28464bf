"""Test dates and titles of documents in every format that can have them."""

import json

import pandas as pd
import pytest

import imena
from imena.corpus.date_and_title import with_date_and_title
from imena.corpus.document import Document
from imena.errors import UsageError
from imena.options import ReadOptions

DAY, TITLE = "2024-12-03", "Встреча в Баку"


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"date": DAY, "title": TITLE}, (DAY, TITLE)),
        ({"Дата": "03.12.2024", "ЗАГОЛОВОК": f"  {TITLE}\n"}, (DAY, TITLE)),
        # the most reliable field comes first
        ({"created": "2020-01-01", "Date": DAY}, (DAY, None)),
        ({"date": "вчера", "pubDate": "Tue, 03 Dec 2024 23:15:00 +0300"}, (DAY, None)),
        ({"title": "", "headline": TITLE}, (None, TITLE)),
        ({"title": 5, "date": 20241203}, (None, None)),
        ({"title": DAY}, (None, DAY)),
        ({}, (None, None)),
    ],
)
def test_usual_names_of_fields(meta, expected):
    found = with_date_and_title(Document("a", "Баку", meta=meta), ReadOptions())
    assert (found.date, found.title) == expected
    assert found.meta == meta


def test_values_from_the_reader_are_kept():
    document = Document("a", "", meta={"date": DAY, "title": TITLE}, date="2020-01-01", title="Да")
    assert with_date_and_title(document, ReadOptions()) == document


def test_a_named_column_is_the_only_one_used():
    meta = {"date": DAY, "day": "1.5.2024", "title": TITLE, "head": "Тема"}
    options = ReadOptions(date_column="day", title_column="head")
    found = with_date_and_title(Document("a", "", meta=meta), options)
    assert (found.date, found.title) == ("2024-05-01", "Тема")
    options = ReadOptions(date_column="head", title_column="missing")
    found = with_date_and_title(Document("a", "", meta=meta), options)
    assert (found.date, found.title) == (None, None)


def files(make):
    frame = pd.DataFrame({"Текст": ["Он в Баку."], "Дата": ["03.12.2024"], "Заголовок": [TITLE]})
    record = {"Текст": "Он в Баку.", "дата": "3 декабря 2024", "title": TITLE}
    return {
        "a.csv": frame.to_csv(index=False).encode(),
        "a.tsv": frame.to_csv(index=False, sep="\t").encode(),
        "a.jsonl": json.dumps(record, ensure_ascii=False).encode(),
        "a.parquet": frame,
    }


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.parquet"])
def test_tables_of_documents(make, tmp_path, name):
    content = files(make)[name]
    path = tmp_path / name
    if isinstance(content, pd.DataFrame):
        content.to_parquet(path)
    else:
        path.write_bytes(content)
    documents = imena.extract(path, text_column="Текст").documents
    assert documents[["date", "title"]].to_numpy().tolist() == [[DAY, TITLE]]


def test_html_and_email(samples, tmp_path):
    for suffix in (".html", ".eml", ".docx"):
        (tmp_path / f"a{suffix}").write_bytes(samples[suffix])
    documents = imena.extract(tmp_path).documents.set_index("doc_id")
    assert documents["date"].notna().all()
    assert documents["title"].notna().all()
    assert documents.loc["a.html", "date"] == "2017-09-07"


def test_a_frame_with_dates():
    days = pd.to_datetime(["2024-12-03 10:00", None])
    frame = pd.DataFrame({"text": ["Он в Баку.", "Она в Баку."], "date": days})
    assert imena.extract(frame).documents["date"].tolist() == [DAY, pd.NA]


def test_a_run_over_a_corpus_keeps_dates_and_titles(tmp_path):
    (tmp_path / "a.csv").write_text(f"text,дата,when\nОн в Баку.,2000-01-01,{DAY}\n", "utf-8")
    tables = imena.extract_corpus(tmp_path / "a.csv", tmp_path / "out", date_column="when", jobs=1)
    assert tables.documents["date"].tolist() == [DAY]


@pytest.mark.parametrize("option", ["date_column", "title_column"])
def test_a_missing_column_is_named(option, tmp_path):
    with pytest.raises(UsageError, match=f"the column 'when' does not exist.*{option}="):
        imena.extract(pd.DataFrame({"text": ["Баку"]}), **{option: "when"})
    path = tmp_path / "a.csv"
    path.write_text("text,id\nБаку,1\n", "utf-8")
    (error,) = imena.extract(path, **{option: "when"}).documents["error"]
    assert "the column 'when' does not exist; the columns are 'text', 'id'" in error
