"""Tagged word -> lemma."""

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
родном ADJ Case=Loc|Gender=Masc|Number=Sing -> родной
больших ADJ Case=Gen|Number=Plur -> большой
личном ADJ Case=Loc|Gender=Masc|Number=Sing -> личный
должна ADJ Gender=Fem|Number=Sing|Variant=Short -> должен
быстрее ADV Degree=Cmp -> быстро
больше ADV Degree=Cmp -> больше
сильнее ADJ Degree=Cmp -> сильный
создавались VERB Number=Plur|Tense=Past|VerbForm=Fin|Voice=Pass -> создавать
собирались VERB Number=Plur|Tense=Past|VerbForm=Fin|Voice=Mid -> собираться
счастья NOUN Case=Gen|Gender=Neut|Number=Sing -> счастье
деньгами NOUN Case=Ins|Number=Plur -> деньги
поднимитесь NOUN Case=Gen|Gender=Masc|Number=Sing -> подняться
Ледли PROPN Case=Nom -> ледли
всех PRON Case=Gen|Number=Plur -> все
всего PRON Case=Gen|Gender=Neut|Number=Sing -> всё
всех DET Case=Gen|Number=Plur -> весь
тем PRON Case=Ins|Gender=Neut|Number=Sing -> то
тем DET Case=Ins|Gender=Masc|Number=Sing -> тот
во ADP _ -> во
млн NOUN Case=Gen|Number=Plur -> миллион
В. PROPN _ -> в
#друзья X _ -> #друг
#активныйотдых X _ -> #активныйотдых
□ SYM _ -> □
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_lemma(case):
    tagged, expected = case.split(" -> ")
    assert lemma(*tagged.split()) == expected
