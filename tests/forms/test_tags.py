"""OpenCorpora grammemes to Universal Dependencies."""

from imena.forms.analyse import parses
from imena.forms.tags import features, parse_features, part_of_speech


def test_a_noun():
    grammemes = parses("сестрой")[0].tag.grammemes
    assert part_of_speech(grammemes) == "NOUN"
    assert features(grammemes) == {
        "Animacy": "Anim",
        "Case": "Ins",
        "Gender": "Fem",
        "Number": "Sing",
    }


def test_a_pronoun_that_stands_as_adjective_is_a_determiner():
    assert part_of_speech(parses("который")[0].tag.grammemes) == "DET"


def test_parse_features():
    assert parse_features("Case=Nom|Number=Sing") == {"Case": "Nom", "Number": "Sing"}
    assert parse_features("") == {}
