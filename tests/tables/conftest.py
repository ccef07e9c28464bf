"""A small corpus of difficult texts, in memory and in a folder."""

import pytest

import imena

TEXTS = {
    "новости/1.txt": "😀 Начальник Генштаба Вооруженных сил РФ Валерий Герасимов прилетел в Баку."
    "\r\n\r\nМинобороны России это подтвердило.",
    "../2": "Валерия Герасимова ждали в Баку. Джозеф Данфорд не приехал из США.",
    "пусто": " \n",
    "тихо": "Сегодня ничего не случилось.",
    "2": "Посол Израиля на Украине Йоэль Лион приехал в Минобороны РФ.",
}


@pytest.fixture(scope="session")
def news(nlp):
    """Return tables in memory, with texts and tokens."""
    return imena.extract(TEXTS, model=nlp, tokens=True)


@pytest.fixture(scope="session")
def news_folder(news, tmp_path_factory):
    """Return a folder with the same tables."""
    folder = tmp_path_factory.mktemp("news") / "out"
    news.write(folder)
    return folder


@pytest.fixture(scope="session")
def silent(nlp):
    """Return the tables of a run without the table of texts."""
    return imena.extract(TEXTS, model=nlp, texts=False)
