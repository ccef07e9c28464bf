"""A word with its tag -> its lemma."""

import pytest

from imena.forms.lemma import lemma

CASES = """
Герасимова PROPN Case=Gen|Gender=Masc|Number=Sing -> герасимов
Герасимова PROPN Case=Nom|Gender=Fem|Number=Sing -> герасимова
Алексеевны PROPN Case=Gen|Gender=Fem|Number=Sing -> алексеевна
стали VERB Number=Plur|Tense=Past|VerbForm=Fin -> стать
стали NOUN Case=Gen|Gender=Fem|Number=Sing -> сталь
договорились VERB Aspect=Perf|Number=Plur|Tense=Past -> договориться
Баку PROPN Case=Loc|Gender=Masc|Number=Sing -> баку
ОКНШ PROPN Case=Nom|Gender=Masc|Number=Sing -> окнш
США PROPN Case=Gen|Number=Plur -> сша
19:14 NUM _ -> 19:14
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_lemma(case):
    tagged, expected = case.split(" -> ")
    assert lemma(*tagged.split()) == expected
