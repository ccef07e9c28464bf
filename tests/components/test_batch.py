"""Different rows of integers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from imena.components.batch import unique_rows

NUMBERS = st.sampled_from([0, 1, 7, 2**64 - 1])


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=20))
def test_each_row_is_one_of_the_different(rows):
    different, which = unique_rows(np.array(rows, np.uint64).reshape(-1, 3))
    found = list(map(tuple, different.tolist()))
    assert len(set(found)) == len(found)
    assert [found[i] for i in which] == rows
