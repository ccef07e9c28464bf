"""Test formatting merge reasons as text and parsing them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.entities import merge_reasons
from imena.entities.merge_reasons import (
    MergeReason,
    ReasonPair,
    Scope,
    format_reasons,
    parse_reasons,
)

REASONS = st.sampled_from([r for r in MergeReason if r is not MergeReason.SAME_NAME])
NAMES = st.text("АБ ;:вг", min_size=1, max_size=8)


def test_no_two_reasons_have_one_text():
    assert len({reason.text for reason in MergeReason}) == len(MergeReason)


def test_pairs_are_one_kind_of_evidence_in_two_scopes():
    pairs = [pair for pair in vars(merge_reasons).values() if isinstance(pair, ReasonPair)]
    assert len(pairs) == 10
    for document, corpus in pairs:
        assert (document.scope, corpus.scope) == (Scope.DOCUMENT, Scope.CORPUS)
        kind = document.name.removesuffix("_IN_DOCUMENT")
        assert corpus.name == f"{kind}_IN_CORPUS"


@given(st.lists(st.tuples(st.text("АБвг ", min_size=1, max_size=8), REASONS), max_size=4))
def test_parse_is_the_inverse_of_format(reasons):
    expected = reasons or [("", MergeReason.SAME_NAME)]
    assert parse_reasons(format_reasons(reasons)) == (expected, "")


@given(st.lists(st.tuples(NAMES, REASONS), min_size=1, max_size=4))
def test_names_with_separators_are_parsed(reasons):
    parsed, rest = parse_reasons(format_reasons(reasons))
    assert rest == ""
    assert [reason for _, reason in parsed] == [reason for _, reason in reasons]


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("same label and normal form", [""], ""),
        ("А; Б: в: another name of the same place", ["А; Б: в"], ""),
        ("РФ: one edit apart; Икс: of a newer version", ["РФ"], "Икс: of a newer version"),
        ("Икс: of a newer version", [], "Икс: of a newer version"),
        ("", [], ""),
    ],
)
def test_unknown_reasons_are_kept(text, names, rest):
    parsed, left = parse_reasons(text)
    assert [name for name, _ in parsed] == names
    assert left == rest
