"""Fuzz the readers: they return documents, perhaps failed ones, for any bytes, and terminate."""

import warnings
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imena.corpus.encoding.charset import decode
from imena.corpus.readers import ARCHIVES, READERS, documents
from imena.corpus.source import Source
from imena.corpus.standard_input import reader_of
from imena.errors import InputError
from imena.options import ReadOptions

SUFFIXES = sorted([*READERS, *ARCHIVES])
FUZZ = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(raw: bytes, suffix: str) -> None:
    name = f"a.txt{suffix}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries warn of broken files
        found = list(documents(Source(name, name, lambda: BytesIO(raw)), ReadOptions()))
    assert found
    for document in found:
        document.text.encode("utf-8")
        assert document.error is None or document.error.code != "unforeseen", document.error
        assert not (document.error and document.text)


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(raw=st.binary(max_size=2000))
def test_random_bytes(suffix, raw):
    check(raw, suffix)


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=30)), min_size=1, max_size=5
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(edits=EDITS)
def test_damaged_files(suffix, samples, edits):
    raw = samples[suffix if suffix in samples else ".jsonl"]
    for position, length, new in edits:
        start = int(position * len(raw))
        raw = raw[:start] + new + raw[start + length :]
    check(raw, suffix)


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "utf-16", "utf-7", "gbk"])
)
def test_bytes_are_decoded_or_refused(raw, encoding):
    try:
        found = decode(raw, encoding)
    except InputError:
        return
    assert isinstance(found.text, str)


@given(st.text(max_size=200))
def test_any_utf8_is_read_unchanged(text):
    try:
        found = decode(text.encode("utf-8", "replace"))
    except InputError:
        return
    if found.encoding == "utf-8":
        assert found.text == text.encode("utf-8", "replace").decode()


@given(st.binary(max_size=300))
def test_any_bytes_as_standard_input(raw):
    assert reader_of(raw, ReadOptions()) in READERS.values()
