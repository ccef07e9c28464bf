"""Test reading and writing a dictionary as YAML text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.dictionary.dictionary import EMPTY, read_dictionary
from imena.dictionary.yaml_text import read_text, write_text
from imena.errors import DictionaryError

NAMES = (
    st.text(min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda name: any(map(str.isalnum, name)) and "${" not in name)
)


@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=lambda n: n.casefold()))
def test_names_are_read_as_they_were_written(names):
    mapping = {"LOC": {names[0]: names[1:]}, "merge": [["Баку", "Бакы"]]}
    try:
        expected = read_dictionary(mapping)
    except DictionaryError:  # two spellings that the dictionary treats as one name
        return
    assert read_text(write_text(mapping)) == expected


def test_extract_reads_the_written_file(tmp_path):
    mapping = {"LOC": {"Норвегия": {"iso": "NO", "geonames": "3144096"}}, "ignore": ["1990", "No"]}
    path = tmp_path / "names.yaml"
    path.write_text(write_text(mapping), "utf-8")
    assert read_dictionary(path) == read_dictionary(mapping)


def test_empty_texts_are_the_empty_dictionary():
    assert read_text(None) == read_text("") == read_text(write_text({})) == EMPTY


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("PER:\n  Иван: [Ваня\n", "the dictionary, line 3: not valid YAML"),
        ("PERSON: {Иван: }", "did you mean PER?"),
        ({"PER": ["Иван"]}, "PER must list one name a line"),
        ({"PER": {"Ива\ud800н": None}}, "lone surrogate"),
        ("split:\n  - [" + ", ".join(f"И{i}" for i in range(3_000)) + "]", "more than 100 names"),
        ("# " * 500_001, "more than 1,000,000 characters"),
        ({"PER": {"И" * 1_000_001: None}}, "more than 1,000,000 characters"),
        ({"patterns": [{"label": "PER", "pattern": [{"LOWER": "x"}]}]}, "token patterns"),
    ],
)
def test_errors_in_yaml_text(source, message):
    with pytest.raises(DictionaryError) as raised:
        read_text(source)
    assert message in str(raised.value)
