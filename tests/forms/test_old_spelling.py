"""The spelling of before 1918 in that of today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.forms.old_spelling import has_old_spelling, modern_spelling

WORDS = [
    "Бѣлгородъ Белгород",
    "Ѳедоръ Федор",
    "мѵро миро",
    "Россія Россия",
    "Кіевскаго Киевского",
    "Народнаго Народного",
    "Нижняго Нижнего",
    "Великія Великие",
    "Нижній-Новгородъ Нижний-Новгород",
    "МОСКВѢ МОСКВЕ",
    "НАРОДНАГО НАРОДНОГО",
    # Words of today
    "съезд съезд",
    "Живаго Живаго",
    "Веселаго Веселаго",
    "Чикаго Чикаго",
    "Мария Мария",
    "Київ Київ",
    "Гюльныя Гюльныя",
]


@pytest.mark.parametrize("case", WORDS)
def test_words(case):
    old, today = case.split()
    assert modern_spelling(old) == today


@pytest.mark.parametrize(
    ("text", "is_old"),
    [
        ("Въ Москвѣ жилъ графъ.", True),
        ("Онъ уѣхалъ", True),
        ("Съезд объявил перерыв.", False),
        ("Магазин «Купецъ» открыт.", False),
        ("Магазин «Купецъ» открыт. «КУПЕЦЪ» рад гостям «Купецъ-клуба».", False),
        ("Он объ-\nявил, что подъ-\r\nезд закрыт.", False),
        ("Объ\u00adявил, что подъ\u00adезд закрыт.", False),
        ("Він приїхав до трактиру «Яръ» у Москвѣ.", False),
        ("Він приїхав до Києва.", False),
        ("", False),
    ],
)
def test_texts(text, is_old):
    assert has_old_spelling(text) == is_old


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщыьэю", max_size=12))
def test_words_without_signs_of_the_old_spelling_stay(word):
    if not word.endswith(("аго", "яго")):
        assert modern_spelling(word) == word
