"""Test the detection of exact and near duplicates of earlier documents."""

import io
import json
import random
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.corpus import duplicates as room
from imena.corpus.duplicate_tracker import DuplicateTracker
from imena.corpus.duplicates import (
    SHINGLE,
    WORDS_MIN,
    Duplicates,
    originals,
    shingles,
    signature,
    signature_table,
)
from imena.errors import MissingExtraError

EXCERPT = Path(__file__).resolve().parents[1] / "data" / "nerel_excerpt.jsonl"
PAGES = Path(__file__).resolve().parents[1] / "data" / "pages"
SHORT = "В Заозёрске открыли причал, сообщил глава порта Артём Лукошин."


def report(seed, sentences=20):
    rng = random.Random(seed)
    words = [
        "порт",
        "глава",
        "сообщил",
        "причал",
        "река",
        "город",
        "судно",
        "ремонт",
        "лето",
        "год",
    ]
    return [
        " ".join(rng.choice(words) + str(rng.randrange(90)) for _ in range(9)).capitalize() + "."
        for _ in range(sentences)
    ]


def seen(duplicates, doc_id, text):
    return duplicates.seen(doc_id, signature(text))


A, B = report(1), report(2)
COPIES = {
    "the same": A,
    "in capitals, on one line": [" ".join(A).upper().replace(".", " —")],
    "another headline": [B[0], *A[1:]],
    "without its end": A[:-2],
    "another ending": [*A[:-2], *B[-2:]],
    "a sentence added": [*A[:9], B[3], *A[9:]],
}
OTHERS = {
    "another text": B,
    "half of it from another": A[:10] + B[:10],
    "its sentences, each in another order": [" ".join(sorted(line.split())) for line in A],
    "one sentence of it": A[:1],
    "nothing": [""],
}


@pytest.mark.parametrize("name", COPIES)
def test_duplicates(name):
    duplicates = Duplicates()
    assert seen(duplicates, "b", "\n".join(report(3))) is None
    assert seen(duplicates, "a", "\n".join(A)) is None
    assert seen(duplicates, "copy", "\n".join(COPIES[name])) == "a"


@pytest.mark.parametrize("name", OTHERS)
def test_different_documents(name):
    duplicates = Duplicates()
    assert seen(duplicates, "a", "\n".join(A)) is None
    assert seen(duplicates, "other", "\n".join(OTHERS[name])) is None


def test_the_first_document_of_the_input_is_the_original():
    duplicates = Duplicates()
    texts = ["\n".join(A), "\n".join(A[:-1]), "\n".join(A[:-2]), "\n".join(A)]
    assert [seen(duplicates, str(i), text) for i, text in enumerate(texts)] == [None, "0", "0", "0"]


def test_a_copy_is_not_the_original_of_another():
    """Each document is compared with the original and not with its last copy, so that small changes
    do
    not add up.
    """
    duplicates = Duplicates()
    found = [seen(duplicates, str(n), "\n".join(A[:n] + B[n:])) for n in range(0, 21)]
    assert found[0] is None
    assert found[1:3] == ["0", "0"]
    assert found[20] not in (None, "0")
    originals = {i for i, original in enumerate(found) if original is None}
    assert {int(original) for original in found if original is not None} <= originals


def test_short_texts_must_be_equal():
    duplicates = Duplicates()
    assert seen(duplicates, "a", SHORT) is None
    assert seen(duplicates, "b", SHORT.replace("порта", "города")) is None
    assert seen(duplicates, "c", SHORT.upper() + "\n") == "a"
    assert seen(duplicates, "d", "") is None
    assert seen(duplicates, "e", "") is None


def test_real_texts_are_not_duplicates():
    texts = [json.loads(line)["text"] for line in EXCERPT.read_text("utf-8").splitlines()]
    texts += [path.read_text("utf-8") for path in sorted(PAGES.glob("*.txt"))]
    duplicates = Duplicates()
    assert [seen(duplicates, str(i), text) for i, text in enumerate(texts)] == [None] * len(texts)
    for i, text in enumerate(texts):
        assert seen(duplicates, f"{i}+", " ".join(text.split())) == str(i)


def test_shingles_are_sequences_of_five_words():
    words = " ".join(A).split()
    runs = {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    assert len(shingles(words)) == len(runs)
    assert not set(shingles(words).tolist()) & set(shingles(words[::-1]).tolist())
    assert shingles(words).max() < 2**32
    assert shingles(["один", "два"]).shape == (1,)


@given(st.lists(st.text(max_size=40) | st.integers(0, 9).map(lambda n: "слово " * (n * 20))))
def test_any_text(texts):
    duplicates = Duplicates()
    first = [seen(duplicates, str(i), text) for i, text in enumerate(texts)]
    for i, original in enumerate(first):
        assert original is None or (int(original) < i and first[int(original)] is None)


def test_lone_surrogates():
    duplicates = Duplicates()
    text = "слово \ud800слово " * WORDS_MIN
    assert seen(duplicates, "a", text) is None
    assert seen(duplicates, "b", text) == "a"


def test_the_signature_estimates_the_jaccard_index():
    left, right = " ".join(A).split(), " ".join(A[:16] + B[16:]).split()
    a, b = set(shingles(left).tolist()), set(shingles(right).tolist())
    estimate = np.mean(_minhash(left) == _minhash(right))
    assert estimate == pytest.approx(len(a & b) / len(a | b), abs=0.13)  # three standard deviations


def _minhash(words):
    return signature(" ".join(words)).minhash


@given(
    st.lists(st.sampled_from([SHORT, SHORT.upper(), "", "—", "\n".join(A), "\n".join(A[:-2])])),
    st.integers(1, 5),
)
def test_signatures_of_parts_give_the_same_duplicates_as_the_stream(texts, size):
    pairs = [(str(i), text) for i, text in enumerate(texts)]
    duplicates = Duplicates()
    stream = [seen(duplicates, *pair) for pair in pairs]
    tables = [signature_table(pairs[i : i + size]) for i in range(0, len(pairs), size)]
    found = list(originals(through_parquet(table) for table in tables))
    assert [len(part) for part in found] == [table.num_rows for table in tables]
    assert [original for part in found for original in part] == stream


def through_parquet(table):
    file = io.BytesIO()
    pq.write_table(table, file)
    return pq.read_table(file)


def test_a_signature_has_a_fixed_size_or_is_missing_without_words():
    table = signature_table([("a", SHORT), ("b", "\n".join(A)), ("c", "—"), ("d", "")])
    assert table["digest"].is_null().to_pylist() == [False, False, True, True]
    assert table["minhash"].is_null().to_pylist() == [True, False, True, True]
    assert [table.schema.field(name).type.byte_width for name in ("digest", "minhash")] == [16, 500]
    assert signature_table([]).num_rows == 0


def test_a_missing_datasketch_is_reported_before_anything_is_read(monkeypatch):
    monkeypatch.setitem(sys.modules, "datasketch", None)
    room._no_words.cache_clear()
    for call in (DuplicateTracker, room.check_installed, lambda: signature("слово")):
        with pytest.raises(MissingExtraError, match=r"imena\[duplicates\]"):
            call()
