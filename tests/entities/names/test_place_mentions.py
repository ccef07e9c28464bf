"""Test what the text around places says; places are marked with brackets."""

import re

import pyarrow as pa
import pytest

from imena.entities.group import group

MARKED = re.compile(r"\[([^\]|]+)(?:\|([^\]]+))?\]")


def entities(*documents):
    """Resolve texts with marks such as «в [Баку]» or «в [Тамбове|Тамбов]», by the normal form."""
    rows = []
    for number, marked in enumerate(documents):
        text, end = "", 0
        for match in MARKED.finditer(marked):
            text += marked[end : match.start()]
            end = match.end()
            rows.append((f"d{number}", len(text), len(text) + len(match[1]), match[1], match[2]))
            text += match[1]
        sentence = text + marked[end:]
        rows = [(*row[:5], sentence) if row[0] == f"d{number}" else row for row in rows]
    columns = zip(*rows, strict=True)
    names = ("doc_id", "start", "end", "text", "normal", "sentence")
    table = pa.table(dict(zip(names, map(list, columns), strict=True)))
    normals = [row[4] or row[3] for row in rows]
    table = table.set_column(4, "normal", pa.array(normals))
    table = table.append_column("label", pa.array(["LOC"] * table.num_rows))
    mentions, found = group(table)
    ids = dict(zip(found.column("name").to_pylist(), found.to_pylist(), strict=True))
    return mentions.column("normal").to_pylist(), ids


REGIONS = [
    ("в [Пермском|Пермь] и [Камчатском краях]", ["Пермский край", "Камчатский край"]),
    (
        "из [Липецкой], [Курской] и [Орловской областей]",
        ["Липецкая область", "Курская область", "Орловская область"],
    ),
    ("в [Липецке|Липецк], [Курской] и [Орловской областях]", ["Липецк", "Курская область"]),
    ("в [Курской|Курская] да [Орловской областях]", ["Курская", "Орловская область"]),
]


@pytest.mark.parametrize(("text", "expected"), REGIONS)
def test_regions_that_share_a_noun(text, expected):
    normals, ids = entities(text)
    assert normals[: len(expected)] == expected
    for name in normals:
        if name.endswith(("область", "край")):
            assert ids[name]["iso"].startswith("RU-")


@pytest.mark.parametrize(
    "text",
    [
        "уроженец села [Павлово]",
        "родился в д. [Павлово]",
        "жил в хуторе [Павлово] и уехал из [Павлово]",
        "родился в [Павлово] [Малмыжского района|Малмыжский район]",
        "из [Павлово] [Малмыжского у|Малмыжский у.]",
    ],
)
def test_a_village_has_no_id_of_a_town(text):
    _, ids = entities(text)
    assert ids["Павлово"]["geonames"] is ids["Павлово"]["wikidata"] is None


@pytest.mark.parametrize(
    "text",
    [
        "уехал в [Павлово]",
        "уехал с [Павлово]",
        "[Павлово] [Павловского района|Павловский район]",
        "[Павлово] [Нижегородской области|Нижегородская область]",
    ],
)
def test_a_town_has_its_id(text):
    _, ids = entities(text)
    assert ids["Павлово"]["geonames"] is not None


def test_a_region_in_short_is_the_region():
    _, ids = entities("в [Тверской обл.|Тверская обл.] и [Тверской области|Тверская область]")
    assert list(ids) == ["Тверская область"]
    assert ids["Тверская область"]["iso"] == "RU-TVE"
    _, ids = entities("в [Щёкинском р-не|Щёкинский р-н] и [Щёкинском районе|Щёкинский район]")
    assert list(ids) == ["Щёкинский район"]


STATES = [
    ("из штата [Вашингтон]", "US-WA"),
    ("в городе [Вашингтон]", None),
    ("в [Нью-Йорк], штат [Нью-Йорк]", None),  # one name of a document means one place
    ("в округе [Колумбия]", "US-DC"),
    ("и [Колумбия]", "CO"),
    ("в провинции [Онтарио]", "CA-ON"),
    ("в штате [Техас]", "US-TX"),
]


@pytest.mark.parametrize(("text", "iso"), STATES)
def test_words_before_parts_of_states(text, iso):
    _, ids = entities(text)
    assert [entity["iso"] for entity in ids.values()] == [iso]
