"""spaCy's DocBin: entities, full names, and files that are none."""

import pickle

import pytest
import spacy
from spacy.tokens import DocBin, Span

from imena.errors import UsageError
from imena.evaluation.gold import read_gold


@pytest.fixture
def path(tmp_path):
    doc = spacy.blank("ru")("Минобороны России  молчит 😀 в Баку.")
    doc.set_ents([Span(doc, 0, 1, "ORG"), Span(doc, 1, 2, "GPE"), Span(doc, 6, 7, "GPE")])
    doc.spans["imena"] = [Span(doc, 0, 2, "ORG"), Span(doc, 1, 2, "LOC"), Span(doc, 6, 7, "LOC")]
    doc.user_data["doc_id"] = "a"
    bin_ = DocBin(store_user_data=True)
    bin_.add(doc)
    bin_.to_disk(tmp_path / "gold.spacy")
    return tmp_path / "gold.spacy"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ("flat", ["Минобороны", "России", "Баку"]),
        ("nested", ["Минобороны России", "России", "Баку"]),
    ],
)
def test_a_doc(path, spans, expected):
    (document,) = read_gold(path, spans=spans)
    assert document.doc_id == "a"
    assert [document.text[start:end] for start, end, _ in document.spans] == expected


class Hostile:
    def __reduce__(self):
        return print, ("unpickled",)


@pytest.mark.parametrize("content", [b"", b"Ivan", pickle.dumps(Hostile())])
def test_what_is_no_docbin(tmp_path, content, capsys):
    (tmp_path / "gold.spacy").write_bytes(content)
    with pytest.raises(UsageError, match=r"gold\.spacy cannot be read as a spaCy DocBin"):
        read_gold(tmp_path / "gold.spacy")
    assert "unpickled" not in capsys.readouterr().out
