"""Test gold in spaCy's DocBin: entities, span groups and invalid files."""

import pickle

import pytest
import spacy
from spacy.tokens import DocBin, Span

from imena.errors import UsageError
from imena.evaluation.gold import read_gold
from imena.evaluation.gold.docbin import GROUP


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
def test_an_invalid_docbin(tmp_path, content, capsys):
    (tmp_path / "gold.spacy").write_bytes(content)
    with pytest.raises(UsageError, match=r"cannot read .*gold\.spacy as a spaCy DocBin"):
        read_gold(tmp_path / "gold.spacy")
    assert "unpickled" not in capsys.readouterr().out


def docs_with_groups(path, **groups):
    doc, other = spacy.blank("ru").pipe(["Он в Баку", "Тихо"])
    for name, bounds in groups.items():
        doc.spans[name] = [Span(doc, start, end, "LOC") for start, end in bounds]
    DocBin(docs=[doc, other]).to_disk(path)
    return path


@pytest.mark.parametrize("spans", ["flat", "nested"])
def test_without_ents_the_only_span_group_is_gold(tmp_path, spans):
    gold = read_gold(docs_with_groups(tmp_path / "gold.spacy", sc=[(2, 3)], other=[]), spans=spans)
    assert [document.spans for document in gold] == [((5, 9, "LOC"),), ()]
    assert gold.notes == (f"{GROUP.format('sc')}: 2",)


def test_several_span_groups_are_an_error(tmp_path):
    path = docs_with_groups(tmp_path / "gold.spacy", sc=[(2, 3)], imena=[(2, 3), (0, 1)])
    with pytest.raises(
        UsageError, match=r"has no doc\.ents, but several groups in doc\.spans \(imena, sc\): keep"
    ):
        read_gold(path)
    nested = read_gold(path, spans="nested")
    assert nested[0].spans == ((0, 2, "LOC"), (5, 9, "LOC"))
    assert nested.notes == ()


def test_docs_without_spans_have_no_mentions(tmp_path):
    gold = read_gold(docs_with_groups(tmp_path / "gold.spacy", sc=[]))
    assert [document.spans for document in gold] == [(), ()]
    assert gold.notes == ()
