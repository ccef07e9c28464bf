"""Spans with whole quotations."""

import pytest

from imena.components.quotes_in_spans import with_whole_quotes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[премию «] Золотая маска »", "[премию « Золотая маска »]"),
        ("премию « [Золотая маска »]", "премию « [Золотая маска] »"),
        ("[премию « Золотая] маска »", "[премию « Золотая маска »]"),
        ("премию [« Золотая маска »]", "премию [« Золотая маска »]"),
        ('роман " [Война и мир "]', 'роман " [Война и мир] "'),
        ('[роман "] Война и мир', '[роман] " Война и мир'),
        ("[орден Дружбы]", "[орден Дружбы]"),
        ("[»]", "[»]"),
    ],
)
def test_quotations_stay_whole(before, after):
    words = before.split()
    texts = [word.strip("[]") for word in words]
    start = next(i for i, word in enumerate(words) if word.startswith("["))
    end = next(i + 1 for i, word in enumerate(words) if word.endswith("]"))
    start, end = with_whole_quotes(texts, start, end)
    texts[start] = "[" + texts[start]
    texts[end - 1] += "]"
    assert " ".join(texts) == after
