"""The cases behind prepositions."""

import pytest

from imena.forms.declension import CASES
from imena.forms.government import GOVERNMENT


@pytest.mark.parametrize(
    "line", ["к Dat", "для Gen", "над Ins", "о Loc", "через Acc", "в Loc Acc", "с Ins Gen"]
)
def test_a_preposition_governs(line):
    preposition, *cases = line.split()
    assert GOVERNMENT[preposition] == cases


def test_no_preposition_governs_the_nominative():
    governed = {case for cases in GOVERNMENT.values() for case in cases}
    assert governed == set(CASES) - {"Nom"}
