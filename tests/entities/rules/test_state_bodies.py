"""Test state bodies without a country; each case is a corpus and its entities."""

import pyarrow as pa
import pytest
from tests.helpers.written_corpora import ordered, resolve, resolve_table

CASES = [
    # The only country in the document, if the body has no usual short name or the country is
    # Russia.
    (
        "а: ORG Верховный суд; LOC Пакистан | б: ORG Верховный суд Пакистана; LOC Пакистан",
        {"Верховный суд = Верховный суд Пакистана", "Пакистан"},
    ),
    (
        "а: ORG МИД; LOC Россия | б: ORG МИД России; LOC Россия",
        {"МИД = МИД России", "Россия"},
    ),
    # The only country in the document that has such a body in the corpus.
    (
        "а: ORG МИД; LOC Пакистан, Франция | б: ORG МИД Пакистана; LOC Пакистан",
        {"МИД = МИД Пакистана", "Пакистан", "Франция"},
    ),
    ("а: ORG МИД; LOC Пакистан, Франция", {"МИД", "Пакистан", "Франция"}),
    (
        "а: ORG МИД; LOC Пакистан, Россия | б: ORG МИД Пакистана; LOC Пакистан",
        {"МИД", "МИД Пакистана", "Пакистан", "Россия"},
    ),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_bodies_of_state(corpus, expected):
    assert resolve(corpus) == ordered(expected)


SENTENCES = [
    ("МИД Польши вызвал посла. МИД ответил нотой.", {"МИД", "МИД Польши"}),
    ("МИД Польши вызвал посла. МИД отвечает нотой.", {"МИД", "МИД Польши"}),
    ("МИД Польши вызвал посла. МИД готовит ноту.", {"МИД = МИД Польши"}),
    ("МИД России вызвал посла. МИД ответил нотой.", {"МИД = МИД России"}),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_body_that_replies_is_not_that_of_the_other_state(text, expected):
    full = " ".join(text.split()[:2])
    bare = text.index("МИД", 1)
    rows = [
        (0, 0, len(full), "ORG", full, None),
        (1, 4, len(full), "LOC", full[4:], 0),
        (2, bare, bare + 3, "ORG", "МИД", None),
    ]
    columns = dict(
        zip(
            ("mention_id", "start", "end", "label", "text", "nested_in"),
            map(list, zip(*rows, strict=True)),
            strict=True,
        )
    )
    nominative = {"Польши": "Польша", "России": "Россия"}
    columns["normal"] = [nominative.get(name, name) for name in columns["text"]]
    columns["doc_id"], columns["sentence"] = ["а"] * 3, [text] * 3
    entities = resolve_table(pa.table(columns))
    assert {names for names in entities if "МИД" in names} == expected
