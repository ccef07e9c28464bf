"""Test corrected normal forms; each line is a mention, «document: surface > normal form»."""

import pyarrow as pa
import pytest

from imena.entities.group import group


def mentions(label, lines):
    rows = []
    for line in lines:
        doc, rest = line.split(": ")
        text, normal = rest.split(" > ")
        rows.append((doc, label, text, normal))
    columns = map(list, zip(*rows, strict=True))
    return pa.table(dict(zip(("doc_id", "label", "text", "normal"), columns, strict=True)))


@pytest.mark.parametrize(
    ("label", "lines", "expected"),
    [
        ("PER", ["0: Асия Биби > Асия Биби", "1: Асии Биби > Асий Биби"], {1: "Асия Биби"}),
        ("PER", ["0: Асии Биби > Асий Биби"], {}),
        ("PER", [f"{i}: Асия Биби > Асия Биби" for i in range(5)] + ["5: Асии Биби > Асии Биби"],
         {5: "Асия Биби"}),
        ("PER", [f"{i}: Александр Попов > Александр Попов" for i in range(9)]
         + ["9: Александра Попова > Александра Попова"], {}),
        ("PER", ["0: Елена Карпова > Елена Карпова", "0: Карповой > Карпов"], {1: "Карпова"}),
        ("PER", ["0: Карпов > Карпов", "0: Карпова > Карпов"], {}),
        ("LOC", ["0: Черновцов > Черновцов"], {0: "Черновцы"}),
        ("LOC", ["0: Баку > Баку", "0: Москве > Москва"], {}),
    ],
)  # fmt: skip
def test_corrected_normal_forms(label, lines, expected):
    table = mentions(label, lines)
    before, after = (t.column("normal").to_pylist() for t in (table, group(table)[0]))
    assert {
        i: new for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new
    } == expected
