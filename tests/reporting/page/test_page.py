"""Test the HTML of the report without a browser."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
from tests.helpers.hostile import TEXTS

import imena
from imena.api.report import report
from imena.reporting.page import articles, sample
from imena.reporting.page.page import page as make

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def made(tables, lang="en", documents=200):
    return make(tables, lang=lang, documents=documents)


def data_of(html):
    return json.loads(DATA.search(html)[1])


def visible_text(html):
    """Return the text that a reader sees without scripts."""
    html = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


@pytest.fixture(scope="module")
def baku(tables):
    return made(tables)


def test_size(baku, page):
    assert len(baku.encode()) < 200_000
    own = len(baku.encode()) - len(DATA.search(baku)[1].encode())
    assert own < 125_000  # the text with its marks, the network, the table, styles and scripts


def test_the_content_security_policy_allows_only_the_page_itself(baku):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', baku)[1]
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed["default-src"] == "'none'"
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", baku, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert allowed[f"{tag}-src"] == f"'sha256-{digest}'"


def test_nothing_is_fetched_and_nothing_is_parsed_as_html(baku):
    html = DATA.sub("", baku)
    assert not re.search(r"""\b(?:src|srcset|action|poster)=|@import|url\(""", html)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", html)
    assert not re.search(r"\sstyle=|\son\w+=\"", html)
    assert "fetch(" not in html


def test_counts_and_versions(baku, tables):
    text = visible_text(baku)
    assert "152 mentions 33 entities 1 document" in text
    assert "PER persons 8 ORG organisations 12 LOC places 13" in text
    version = tables.manifest["libraries"]["imena"]
    assert f"Made with imena {version}, model ru_imena_sm" in text


def test_russian(tables):
    html = made(tables, "ru")
    assert '<html lang="ru"' in html
    assert "152 упоминания 33 сущности 1 документ" in visible_text(html)
    own = visible_text(re.sub("<(svg|article).*?</\\1>", "", html, flags=re.DOTALL))
    words = set(re.findall(r"[A-Za-z]{3,}", own))
    known = {"PER", "ORG", "LOC", "imena", "Wikidata", "GeoNames", "JavaScript", "baku", "txt"}
    assert words - known <= {"ru_imena_sm", "imena_sm", "Tab", "Enter"}, words


def test_the_same_tables_give_the_same_page(tables, baku):
    assert made(tables) == baku


def test_a_folder_gives_the_page_of_its_tables(tables, tmp_path, baku):
    tables.write(tmp_path / "out")
    assert made(imena.open(tmp_path / "out")) == baku


def test_failed_documents_are_listed_with_their_reason(news):
    text = visible_text(made(news))
    assert "1 document failed" in text
    error = news.documents.set_index("doc_id")["error"]["broken"]
    assert f"Status broken 0 0 failed {error}" in re.sub(r"\s+", " ", text)  # the first row


def test_empty_documents_are_listed_with_their_reason():
    text = visible_text(made(imena.extract({"a": "В Баку.", "b": " "})))
    assert "1 document is empty" in text
    assert re.search("Status b 0 0 empty .*a 1 1 read, 7 characters", text)
    assert "are listed" not in text


def test_reasons_in_russian():
    frame = pd.DataFrame({"text": ["В Баку.", 17, "В Баку."]})
    tables = imena.extract(frame)
    others = tables.documents["error"].mask(tables.documents.index == 2, "<b> of a newer version")
    html = made(replace(tables, documents=tables.documents.assign(error=others)), "ru")
    assert "не прочитан вместо текста значение типа int" in visible_text(html)
    assert '<span class="why"><span lang="en">&lt;b&gt; of a newer version</span></span>' in html
    assert html.count('lang="en"') == 1


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ([17, 18, "", "В Баку.", "В Москве."], "the first 1 that failed, all empty ones and all"),
        ([17, "В Баку.", "В Москве."], "all that failed and all that are shown above"),
        (["В Баку.", "В Москве."], "1 of 2 documents are listed: all that are shown above."),
        ([17, 18], "1 of 2 documents are listed: the first 1 that failed."),
    ],
)
def test_which_documents_are_listed(monkeypatch, texts, message):
    monkeypatch.setattr(sample, "UNREAD", 1)
    assert message in visible_text(made(imena.extract(pd.DataFrame({"text": texts})), documents=1))


def test_dates(news):
    html = made(news, "ru")
    assert (
        "Дата указана у 4 из 10 документов с текстом: с 05.01.2024 по 07.04.2024"
        in visible_text(html)
    )
    found = data_of(html)
    assert found["series"]["unit"] == "month"
    assert found["series"]["periods"] == ["01.2024", "02.2024", "03.2024", "04.2024"]
    assert "6 документов без даты здесь не учтены." in visible_text(html)
    assert found["series"]["all"][2] == 0


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (["2024-01-05", "2024-03-01", None], "Documents dated 2024-01-05 to 2024-03-01"),
        (["2024-01-05", None, None], "1 of 2 documents with text are dated, 2024-01-05"),
        ([None, None, "2024-01-05"], None),
        (["2024-01-05", "2024-01-05", "2024-09-09"], "Documents dated 2024-01-05"),
    ],
)
def test_dates_of_empty_documents_do_not_count(days, message):
    frame = pd.DataFrame({"text": ["В Баку.", "В Москве.", ""], "date": days})
    header = re.search("<header>.*?</header>", made(imena.extract(frame)), re.DOTALL)[0]
    items = [visible_text(item) for item in re.findall("<li>.*?</li>", header)]
    assert items[4:] == ([message] if message else [])


def test_titles_of_documents(news):
    first = news.texts["text"][0].split("\n")[0]
    assert data_of(made(news))["documents"][0] == f"{first} ({news.documents['doc_id'][0]})"


def test_the_page_says_that_it_is_a_sample(news):
    html = made(news, documents=4)
    assert "4 of 11 documents are shown" in visible_text(html)
    assert "5 of 11 documents are listed" in visible_text(html)
    assert html.count("<article ") == 4
    assert f"{len(news.mentions)} mentions" in visible_text(html)


def test_without_texts_the_sentences_are_shown(tables):
    html = made(replace(tables, texts=None))
    assert "The run did not keep the texts" in visible_text(html)
    article = re.search(r"<article.*?</article>", html, re.DOTALL)[0]
    assert unescape(re.sub("<[^>]*>", "", article)).count("США и Россия договорились в Баку")
    assert article.count('tabindex="0">') >= len(tables.mentions)


def test_a_long_text_is_cut_with_a_note(monkeypatch):
    monkeypatch.setattr(articles, "MAX_CHARS", 1_000)
    text = "Герасимов прилетел в Баку.\n" * 60
    tables = imena.extract({"long": text})
    html = made(tables)
    shown = re.search(r"The first ([\d,]+) of 1,620 characters are shown", visible_text(html))[1]
    assert 1_000 <= int(shown.replace(",", "")) < 1_027
    assert len(data_of(html)["mentions"]["id"]) == html.count("<mark ")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Герасимов прилетел в г. Баку, а И. И. Иванов ждал. " * 100, "Иванов ждал."),
        ("Герасимов прилетел в Баку и улетел " * 100, None),
        ("Баку" * 500, "Баку"),
    ],
)
def test_a_very_long_line_is_cut_at_a_sentence_or_a_word(monkeypatch, text, last):
    monkeypatch.setattr(articles, "MAX_CHARS", 1_000)
    end = articles._end(text)
    assert 940 < end <= 1_000
    assert text[:end].endswith(last or tuple(text.split()))
    assert last == "Баку" or text[end].isspace()
    assert articles._end(text[:900]) == 900


def test_mentions_point_to_their_spans(news):
    found = data_of(made(news))["mentions"]
    for at, length, sentence, number, mention in zip(
        found["at"], found["length"], found["sentence"], found["document"], found["id"], strict=True
    ):
        doc_id = news.documents["doc_id"][number]
        rows = news.mentions
        row = rows[(rows["doc_id"] == doc_id) & (rows["mention_id"] == mention)].iloc[0]
        assert found["sentences"][sentence][at : at + length] == row["text"]


def test_cooccurrence(tables):
    found = data_of(made(tables))["entities"]
    graph = imena.network(tables)
    for index, others in enumerate(found["cooccurring"]):
        weights = [weight for _, weight in others]
        assert weights == sorted(weights, reverse=True)
        for other, weight in others:
            assert graph.edges[found["id"][index], found["id"][other]]["weight"] == weight


def test_no_mentions_and_no_documents():
    for tables in (imena.extract([]), imena.extract(["Ничего."])):
        text = visible_text(made(tables))
        assert "0 mentions 0 entities" in text
        assert "No names were found" in text


def test_tables_that_a_user_filtered(tables):
    people = tables.mentions[tables.mentions["label"] == "PER"]
    entities = tables.entities[tables.entities["name"] != "Валерий Герасимов"]
    html = made(replace(tables, mentions=people, entities=entities))
    assert html.count("<mark ") == len(people)
    assert -1 in data_of(html)["mentions"]["entity"]
    assert f"{len(people)} mentions {len(set(people['entity_id'])) - 1} entities" in visible_text(
        html
    )
    assert "These tables were filtered" in visible_text(html)


def test_a_folder_opened_with_filters(news, tmp_path):
    news.write(tmp_path / "out")
    opened = imena.open(tmp_path / "out", filters=[("label", "=", "PER")])
    html = made(opened)
    people = news.mentions[news.mentions["label"] == "PER"]
    text = visible_text(html)
    assert f"{len(people)} mentions {people['entity_id'].nunique()} entities 11 documents" in text
    assert "These tables were filtered" in text
    found = data_of(html)
    places = found["mentions"]["entity"]
    assert found["entities"]["mentions"] == [places.count(i) for i in range(len(set(places)))]
    assert "These tables were filtered" not in visible_text(made(imena.open(tmp_path / "out")))


def test_mentions_of_omitted_documents_do_not_appear(news):
    html = made(news.replacing(documents=news.documents.head(3)))
    found = data_of(html)
    assert sum(found["entities"]["mentions"]) == len(found["mentions"]["id"])
    assert f"{len(found['mentions']['id'])} mentions" in visible_text(html)


def test_a_score_that_is_not_a_number(tables):
    mentions = tables.mentions.assign(score=float("inf"))
    entities = tables.entities.assign(score_mean=float("-inf"))
    found = data_of(made(replace(tables, mentions=mentions, entities=entities)))
    assert set(found["mentions"]["score"]) == set(found["entities"]["score"]) == {None}


def test_a_custom_label(tables):
    mentions = tables.mentions.assign(label="Мой тип <b>")
    entities = tables.entities.assign(label="Мой тип <b>")
    html = made(replace(tables, mentions=mentions, entities=entities))
    assert 'class="label own-Мой-тип-&lt;b&gt;"' in html
    assert "</svg> Мой тип &lt;b&gt;</span>" in html  # its symbol in the network
    assert "<b>&gt;" not in html


def test_hostile_texts_and_names_of_documents():
    meta = [f"<script>window.hacked=1</script> {{{{ 7*7 }}}} {name}" for name in TEXTS]
    frame = pd.DataFrame({"id": list(TEXTS), "text": list(TEXTS.values()), "title": meta})
    html = made(imena.extract(frame))
    assert html.count("<script") == html.count("</script>") == 2
    assert html.count("<style") == html.count("</style>") == 1
    assert "<img" not in html
    assert "\u2028" not in html
    titles = data_of(html)["documents"]
    assert all(title.endswith(f"({name})") for name, title in zip(TEXTS, titles, strict=True))


def test_a_title_that_is_not_a_string(tables):
    for meta in ("{broken", "[1]", '{"title": 7}', '{"title": " "}', "null"):
        documents = tables.documents.assign(meta=pd.array([meta], dtype="string"))
        assert data_of(made(replace(tables, documents=documents)))["documents"] == ["baku.txt"]


def test_report_writes_the_page(tables, baku, tmp_path):
    path = tmp_path / "страница.html"
    report(tables, path)
    assert path.read_bytes().decode("utf-8") == baku
