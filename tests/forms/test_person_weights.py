"""The table of weights."""

import math

from imena.data_tables import read_table
from imena.forms.declension import CASES
from imena.forms.person_names import GENDERS, IMPOSSIBLE
from imena.forms.person_weights import weight

ROWS = list(read_table("imena.forms", "person_weights"))


def test_all_weights_are_numbers_and_features_unique():
    assert len({row["feature"] for row in ROWS}) == len(ROWS) > 1000
    assert all(math.isfinite(weight(row["feature"])) for row in ROWS)


def test_an_unseen_feature_has_no_weight():
    assert weight("no such feature") == 0


def test_the_weights_say_what_grammar_says():
    assert weight("governed:True") > 0 > weight("governed:False")
    assert weight(IMPOSSIBLE) < 0
    assert weight("given_name@first") > 0


def test_every_case_has_a_weight():
    assert all(any(weight(f"slot:{case}:{gender}") for gender in GENDERS) for case in CASES)
