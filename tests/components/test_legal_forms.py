"""Firms in quotes behind their legal form."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "[ОАО «ОГК-4»]ORG подало иск.",
    '[ООО "Рога и копыта"]ORG закрыто.',
    "[АО «Ласточка»]ORG и [ТОО «Семь ветров»]ORG",
    "Сказку «Ласточка» издали.",
    "АО «» и «",
]


@pytest.mark.parametrize("case", CASES)
def test_firms_with_their_legal_forms(nlp, case):
    text, expected = parse(case)
    doc = nlp(text)
    found = [(span.start_char, span.end_char, span.label_) for span in doc.spans["imena"]]
    assert mark(text, found) == mark(text, expected)
