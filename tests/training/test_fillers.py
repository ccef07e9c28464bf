"""Names for training texts."""

import random

import pytest

from imena.forms.analyse import parses

# They read the whole dictionary, which takes half a minute.
pytest.importorskip("torch", reason="training needs it: models/training/requirements.txt")

from models.training.fillers import Fillers


@pytest.fixture(scope="module")
def fillers():
    return Fillers(["трамп", "меркель"], random.Random(0))


@pytest.mark.parametrize("case", ["Gen", "Dat", "Ins", "Loc"])
def test_places_are_in_the_case_that_is_asked_for(fillers, case):
    for _ in range(50):
        cases = {parse.tag.features.get("Case") for parse in parses(fillers.place(case))}
        assert case in cases


def test_persons_come_in_many_shapes(fillers):
    names = [fillers.person("Nom", "Masc") for _ in range(300)]
    assert len(set(names)) > 250
    assert any(name.isascii() for name in names)
    assert any("." in name for name in names)
    assert {1, 2, 3} <= {len(name.split()) for name in names}
