"""Folding, and restoring the spelling of folded forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.forms.spelling import casefold_ru, respell


@pytest.mark.parametrize(
    ("form", "surface", "expected"),
    [
        ("валерий", "Валерия", "Валерий"),
        ("королев", "Королёва", "Королёв"),
        ("петр", "Петра", "Петр"),
        ("санкт-петербург", "Санкт-Петербурга", "Санкт-Петербург"),
        ("мид", "МИДа", "МИД"),
        ("газпром", "ГАЗПРОМА", "ГАЗПРОМ"),
        ("силы", "сил", "силы"),
        ("астразенека", "АстраЗенеки", "АстраЗенека"),
        ("королев", "КОРОЛЁВА", "КОРОЛЁВ"),
    ],
)
def test_respell(form, surface, expected):
    assert respell(form, surface) == expected


@given(st.text(alphabet="абвгдеёжзАБВГДЕЁЖЗ-", min_size=1))
def test_respelling_keeps_the_form(surface):
    assert respell(casefold_ru(surface), surface) == surface
