"""Test reading dictionaries: valid ones, and the message and line for every kind of mistake."""

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.paths import ROOT

from imena.dictionary.dictionary import EMPTY, Dictionary, Entry, read_dictionary
from imena.errors import DictionaryError, UsageError

FULL = """\
ORG:
  Росатом: [Госкорпорация «Росатом», РОСАТОМ]     # canonical name: aliases
  Газпром: {aliases: [ПАО «Газпром»], wikidata: Q102673}
  ОКНШ:                                            # no aliases
PER:
  Джозеф Данфорд: [генерал Данфорд, Данфорд]
LOC:
  Баку: {geonames: 587084}
  Норвегия: {iso: 'NO'}
merge:
  - [Минобороны России, Министерство обороны]
split:
  - [Сергей Скрипаль, Юлия Скрипаль]
ignore: [Спутник V]
"""

PATTERNS = """\
{"label": "ORG", "pattern": "Росатом"}
{"label": "ORG", "pattern": "Госкорпорация «Росатом»", "id": "Росатом"}

{"label": "LOC", "pattern": [{"LOWER": {"IN": ["баку", "бакы"]}}, {"IS_PUNCT": true, "OP": "?"}]}
{"label": "PER", "pattern": [{"LENGTH": 9}], "id": "Джозеф Данфорд"}
"""

# A file, the line of its mistake, and a part of the message
WRONG = [
    ("ORG:\n  Росатом: [a\n", 3, "not valid YAML"),
    ('ORG:\n  "Газпром" ПАО:\n', 2, "not valid YAML"),
    ("ORG:\n  Росатом: *all\n", 2, "not valid YAML"),
    ("ORG:\n  Росатом:\n---\nPER:\n", 3, "not valid YAML"),
    ("ORG:\n\tРосатом:\n", 2, "not valid YAML"),
    ("ORG:\n  Рос\0атом:\n", 2, "not allowed in YAML"),
    ("- Росатом\n", 1, "each followed by a colon: PER, ORG, LOC"),
    ("Росатом\n", 1, "must have fields"),
    ("ORG:\nPERSON:\n  Иван:\n", 2, "did you mean PER? choose PER, ORG, LOC"),
    ("GPE:\n  Баку:\n", 1, "did you mean LOC?"),
    ("org:\n  Росатом:\n", 1, "did you mean ORG?"),
    ("ignored: [Спутник V]\n", 1, "did you mean ignore?"),
    ("Росатом: [РОСАТОМ]\n", 1, "unknown field Росатом in the dictionary: choose PER, ORG, LOC"),
    ("entries: []\n", 1, "unknown field entries"),
    ("? [a, b]\n: c\n", 1, "unknown field a list"),
    ("ORG:\nPER:\nORG:\n", 3, "ORG occurs twice, line 1"),
    ("ORG: [Росатом]\n", 1, "each followed by a colon"),
    ("ORG:\n  Росатом:\n  росатом:\n", 3, "«росатом» occurs twice, line 2"),
    ("ORG:\n  Росатом:\nLOC:\n  Росатом:\n", 4, "«Росатом» (ORG, line 2): keep it in one"),
    (
        "ORG:\n  Росатом: [РАО]\n  Газпром:\n    - ПАО\n    - «рао»\n",
        5,
        "belongs to two entries, «Газпром» (ORG) and «Росатом» (ORG, line 2)",
    ),
    ("ORG:\n  Газпром: [Росатом]\n  Росатом:\n", 3, "«Росатом» belongs to two entries"),
    ("ORG:\n  Росатом: [РАО]\nignore: [рао]\n", 3, "of «Росатом», line 2: keep one"),
    ("ignore:\n  - Росатом\nORG:\n  Росатом:\n", 4, "«Росатом», line 2: keep one"),
    ("ORG:\n  Росатом: [РАО, '']\n", 2, "empty"),
    ("ORG:\n  Росатом: [«»]\n", 2, "empty"),
    ("ORG:\n  Росатом:\n    -\n", 3, "empty"),
    ("ORG:\n  ~: [РАО]\n", 2, "empty"),
    ("ORG:\n  No: [Норникель]\n", 2, "as yes or no, not as a name: put it in quotes, 'No'"),
    ("ORG:\n  '1990': [1990]\n", 2, "YAML reads «1990» as a number"),
    ("ORG:\n  Росатом: 2020-01-01\n", 2, "as a date"),
    ("ORG:\n  Росатом: [[РАО]]\n", 2, "expected a name"),
    ("ORG:\n  Росатом: [a: b]\n", 2, "a colon"),
    ("ORG:\n  Росатом: ['${x}']\n", 2, "remove it"),
    ("ORG:\n  Росатом: {wikipedia: Q1}\n", 2, "did you mean wikidata?"),
    ("ORG:\n  Росатом: {wikidata: 1}\n", 2, "write a Wikidata id, such as Q102673"),
    ("LOC:\n  Баку: {geonames: Q1}\n", 2, "write a GeoNames id"),
    ("LOC:\n  Баку: {geonames: [1]}\n", 2, "cannot be a list"),
    ("LOC:\n  Баку: {iso: az}\n", 2, "write a code of ISO 3166"),
    ("LOC:\n  Норвегия: {iso: NO}\n", 2, "in quotes, 'NO'"),
    ("LOC:\n  Баку: {iso: AZ, iso: RU}\n", 2, "iso occurs twice"),
    ("merge: [РФ, Россия]\n", 1, "merge must be a list, such as merge: [["),
    ("merge: РФ\n", 1, "merge must be a list"),
    ("merge:\n  - [РФ]\n", 2, "at least two names"),
    ("split:\n  - []\n", 2, "at least two names"),
    ("split:\n  - [РФ, рф]\n", 2, "all of them different"),
    (
        "merge:\n  - [РФ, Россия]\nsplit:\n  - [Россия, рф]\n",
        4,
        "are split here, but joined elsewhere",
    ),
    ("merge:\n- [а, б]\n- [б, в]\nsplit:\n- [в, а]\n", 5, "«в» and «а» are split here"),
    ("PER:\n  Иван Данфорд: [Данфорд]\nsplit:\n- [Данфорд, Иван Данфорд]\n", 4, "are split here"),
    ("ignore: Спутник V\n", 1, "such as ignore: [Спутник V]"),
]
WRONG_PATTERNS = [
    ('{"label": "ORG"}', 1, "a pattern must have a label and a pattern"),
    (
        '\n{"label": "GPE", "pattern": "Баку"}',
        2,
        "unknown label GPE, did you mean LOC? choose PER, ORG, LOC",
    ),
    ('{"label": "per", "pattern": "Иван"}', 1, "did you mean PER?"),
    ('{"label": "ORG", "patern": "Иван"}', 1, "did you mean pattern?"),
    ('{"label": "ORG", "pattern": "Росатом"', 1, "not valid JSON"),
    ('["ORG", "Росатом"]', 1, "a pattern must have fields"),
    ('{"label": "ORG", "pattern": []}', 1, "a token pattern must be a list such as"),
    ('{"label": "ORG", "pattern": ["росатом"]}', 1, "a token pattern must be a list such as"),
    ('{"label": "ORG", "pattern": 5}', 1, "as a number"),
    (
        '{"label": "ORG", "pattern": "РАО", "id": "Росатом"}\n'
        '{"label": "ORG", "pattern": "РАО", "id": "Газпром"}',
        2,
        "«РАО» belongs to two entries, «Газпром» (ORG) and «Росатом» (ORG, line 1)",
    ),
]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a text to a file and reads it as a dictionary."""

    def read(text, name="names.yaml"):
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return read_dictionary(path)

    return read


def test_all_parts_of_a_file(written):
    found = written(FULL)
    assert found.entries == (
        Entry("Росатом", "ORG", ("Госкорпорация «Росатом»", "РОСАТОМ")),
        Entry("Газпром", "ORG", ("ПАО «Газпром»",), wikidata="Q102673"),
        Entry("ОКНШ", "ORG"),
        Entry("Джозеф Данфорд", "PER", ("генерал Данфорд", "Данфорд")),
        Entry("Баку", "LOC", geonames="587084"),
        Entry("Норвегия", "LOC", iso="NO"),
    )
    assert found.merge == (("Минобороны России", "Министерство обороны"),)
    assert found.split == (("Сергей Скрипаль", "Юлия Скрипаль"),)
    assert found.ignore == ("Спутник V",)


def test_a_mapping_is_read_like_a_file(written):
    assert read_dictionary(yaml.safe_load(FULL)) == written(FULL)
    assert read_dictionary({"ORG": {"Росатом": ("РАО",)}}).find("ORG", "РАО")


@pytest.mark.parametrize("text", ["", "\n", "# none yet\n", "ORG:\n", "ORG: {}\nignore: []\n", "~"])
def test_an_empty_dictionary(written, text):
    assert written(text) == EMPTY == read_dictionary(None) == read_dictionary({})


def test_a_dictionary_is_returned_and_a_list_is_refused():
    dictionary = Dictionary((Entry("Баку", "LOC"),))
    assert read_dictionary(dictionary) is dictionary
    with pytest.raises(DictionaryError, match="pass a path or a mapping"):
        read_dictionary(["Баку"])


@pytest.mark.parametrize(
    ("label", "name", "found"),
    [
        ("ORG", "Росатом", "Росатом"),
        ("ORG", "росатом", "Росатом"),
        ("ORG", 'госкорпорация  "росатом"', "Росатом"),
        ("PER", "Данфорд", "Джозеф Данфорд"),
        ("LOC", "Росатом", None),
        ("ORG", "Роснефть", None),
    ],
)
def test_find(written, label, name, found):
    entry = written(FULL).find(label, name)
    assert (entry and entry.name) == found


def test_to_dict_and_from_dict_are_inverse(written):
    for dictionary in (written(FULL), written(PATTERNS, "patterns.jsonl"), EMPTY):
        plain = dictionary.to_dict()
        assert json.loads(json.dumps(plain)) == plain
        assert Dictionary.from_dict(plain) == read_dictionary(plain) == dictionary


def test_patterns_of_an_entity_ruler(written):
    found = written(PATTERNS, "patterns.jsonl")
    assert found.entries == (Entry("Росатом", "ORG", ("Госкорпорация «Росатом»",)),)
    tokens, named = found.patterns
    assert tokens["pattern"][1] == {"IS_PUNCT": True, "OP": "?"}
    assert "id" not in tokens
    assert named == {"label": "PER", "pattern": [{"LENGTH": 9}], "id": "Джозеф Данфорд"}


def test_spaces_in_a_name_are_one_space(written):
    assert written("ORG:\n  ? |\n    ПАО\n    Газпром\n  :\n").entries[0].name == "ПАО Газпром"


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_an_error_in_a_file_names_its_line(written, text, line, message):
    with pytest.raises(DictionaryError, match=re.escape(message)) as error:
        written(text)
    assert f"names.yaml, line {line}: " in str(error.value)


@pytest.mark.parametrize(("text", "line", "message"), WRONG_PATTERNS)
def test_an_error_in_patterns_names_its_line(written, text, line, message):
    with pytest.raises(DictionaryError, match=re.escape(message)) as error:
        written(text, "patterns.jsonl")
    assert f"patterns.jsonl, line {line}: " in str(error.value)


def test_a_missing_file_and_one_that_is_not_utf8(tmp_path):
    with pytest.raises(
        UsageError, match=r"the dictionary .*names\.yaml does not exist: check the path"
    ):
        read_dictionary(tmp_path / "names.yaml")
    with pytest.raises(DictionaryError, match="cannot read"):
        read_dictionary(tmp_path)
    path = tmp_path / "cp1251.yaml"
    path.write_bytes("ORG:\n  Росатом:\n".encode("cp1251"))
    with pytest.raises(DictionaryError, match="line 2: not valid UTF-8: save the file as UTF-8"):
        read_dictionary(str(path))
    path.write_bytes(b"\xef\xbb\xbf" + FULL.encode())
    assert read_dictionary(path).ignore == ("Спутник V",)


def assert_read_or_refused(source, where):
    try:
        found = read_dictionary(source)
    except DictionaryError as error:
        message = str(error)
    else:
        assert read_dictionary(found.to_dict()) == found
        return
    assert where in message


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["ORG", "PER", "merge", "ignore", "entries", "name", "label", "patterns"]
            )
            | st.text(max_size=3)
            | st.integers(),
            inner,
            max_size=4,
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["ORG", "merge", "split", "ignore", "patterns"]), PLAIN))
def test_any_mapping_is_a_dictionary_or_a_dictionary_error(mapping):
    assert_read_or_refused(mapping, "the dictionary: ")


@given(
    st.binary(max_size=30)
    | st.text(max_size=40).map(str.encode)
    | PLAIN.map(lambda value: yaml.dump({"ORG": value}, allow_unicode=True).encode())
    | st.text("ORGPE:merge [],{}-\n'\"#&*!|>?№аб", max_size=60).map(str.encode)
)
def test_any_file_is_a_dictionary_or_a_dictionary_error(tmp_path_factory, data):
    for name in ("names.yaml", "patterns.jsonl"):
        path = tmp_path_factory.mktemp("any") / name
        path.write_bytes(data)
        assert_read_or_refused(path, str(path))


def test_the_examples_of_the_documentation(written):
    page = (ROOT / "docs" / "dictionary.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 3
    assert all(written(block) != EMPTY for block in blocks)
