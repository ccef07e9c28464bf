"""Bodies of state in lower case: [a name by itself], {in need of its owner's name}."""

import pytest

from imena.components.doc_columns import DocColumns
from imena.components.state_bodies import find_state_bodies


@pytest.mark.parametrize(
    "marked",
    [
        "Об этом сообщили в [украинском министерстве обороны] вчера.",
        "Решение принял [верховный суд] страны.",
        "В {мэрии} ответили, что в суде не были.",
        "Он пришёл в [министерство иностранных дел] утром.",
        "Он работал в старом доме.",
    ],
)
def test_state_bodies(nlp, marked):
    text = marked.translate(dict.fromkeys(map(ord, "[]{}")))
    doc = nlp(text, disable=["recognise", "compose", "normalise"])
    found = text
    for start, end, is_name in reversed(list(find_state_bodies(DocColumns(doc)))):
        left, right = "[]" if is_name else "{}"
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        found = found[:first] + left + found[first:last] + right + found[last:]
    assert found == marked
