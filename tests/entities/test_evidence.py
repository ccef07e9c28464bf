"""Normal forms that the corpus knows better: a mention a line, «document: surface > normal»."""

import pytest

from imena.entities.evidence import better_normals
from imena.entities.keys import entity_key
from imena.entities.names import Name


def names(label, lines):
    found = []
    for line in lines:
        doc, rest = line.split(": ")
        text, normal = rest.split(" > ")
        seen = entity_key(text) == entity_key(normal)
        found.append(Name(int(doc), label, normal, entity_key(normal), 1, None, text, seen))
    return found


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
def test_better_normals(label, lines, expected):
    assert better_normals(names(label, lines)) == expected
