"""Test the collection of names from mentions."""

import pyarrow as pa
import pytest

import imena
from imena.entities.names.collect import collect_names

TEXT = (
    "Председатель Объединенного комитета начальников штабов (ОКНШ) говорил в МИД Германии, "
    "а Генштаб Вооруженных сил РФ молчит. В МИД Германии ждут."
)


@pytest.fixture(scope="module")
def names(nlp):
    def found(spans):
        tables = imena.extract([("а", TEXT)], model=nlp, spans=spans)
        return collect_names(tables.arrow()["mentions"]).names

    return found


@pytest.mark.parametrize("spans", ["nested", "flat"])
def test_the_location_at_the_end_of_a_name_is_found(spans, names):
    tails = {name.normal: name.ending_location for name in names(spans) if name.label == "ORG"}
    head = "МИД Германии" if spans == "nested" else "МИД"
    assert tails[head] == "Германия"
    forces = "Вооруженные силы РФ" if spans == "nested" else "Вооруженные силы"
    assert tails[forces] == "РФ"
    if spans == "nested":
        assert tails["Генштаб Вооруженных сил РФ"] == "РФ"


def test_definitions_of_acronyms_are_found(names):
    found = names("nested")
    (acronym,) = (name for name in found if name.normal == "ОКНШ")
    assert [found[i].normal for i in acronym.defines] == ["Объединенный комитет начальников штабов"]


def test_counts_and_attested_nominatives():
    table = pa.table(
        {
            "doc_id": ["а", "а", "а", "б"],
            "label": ["LOC"] * 4,
            "normal": ["Баку", "Баку", "БАКУ", "Киев"],
            "text": ["Баку", "Баку", "БАКУ", "Киева"],
        }
    )
    found = collect_names(table)
    assert [(n.document, n.normal, n.mentions, n.is_attested) for n in found.names] == [
        (0, "Баку", 3, True),
        (1, "Киев", 1, False),
    ]
    assert found.rows.tolist() == [0, 0, 0, 1]


def test_no_mentions():
    empty = pa.table({name: pa.array([], pa.string()) for name in ("doc_id", "label", "normal")})
    assert collect_names(empty).names == []
