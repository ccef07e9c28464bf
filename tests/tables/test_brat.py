"""Test folders for brat, parsed as its manual describes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.hostile import TEXTS
from tests.helpers.made import made
from tests.helpers.spans_in import texts_with_spans

import imena
from imena.errors import UsageError
from imena.tables.brat import file_name


def read(folder):
    """Return each document's text and mentions: label, pieces, surface, reference and note."""
    index = (folder / "index.tsv").read_text("utf-8").split("\n")
    assert index[0] == "file\tdoc_id"
    found = {}
    for line in index[1:-1]:
        name, doc_id = line.split("\t")
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        mentions = {}
        # As brat does: str.splitlines would also split at other line ends.
        for annotation in (folder / f"{name}.ann").read_bytes().decode("utf-8").splitlines():
            id_, content, rest = annotation.split("\t")
            if id_[0] == "T":
                label, bounds = content.split(" ", 1)
                pieces = [tuple(map(int, piece.split())) for piece in bounds.split(";")]
                mentions[id_] = [label, pieces, rest, None, None]
            else:
                kind, target, *reference = content.split(" ")
                assert kind == {"N": "Reference", "#": "AnnotatorNotes"}[id_[0]]
                mentions[target][3 if id_[0] == "N" else 4] = (*reference, rest)
        found[doc_id] = text, list(mentions.values())
    return found


def assert_pieces_fit(text, mentions, spans):
    for (_, pieces, surface, *_), (start, end) in zip(mentions, spans, strict=True):
        assert " ".join(text[s:e] for s, e in pieces) == surface
        assert all(start <= s < e <= end for s, e in pieces)
        kept = "".join(text[s:e] for s, e in pieces)
        assert "".join(kept.split()) == "".join(text[start:end].split())


def test_texts_and_mentions(news, tmp_path):
    news.write(tmp_path / "brat", "brat")
    found = read(tmp_path / "brat")
    assert list(found) == news.texts["doc_id"].tolist()
    for doc_id, text in zip(news.texts["doc_id"], news.texts["text"], strict=True):
        rows = news.mentions[news.mentions["doc_id"] == doc_id]
        assert found[doc_id][0] == text
        assert [m[0] for m in found[doc_id][1]] == rows["label"].tolist()
        assert_pieces_fit(*found[doc_id], zip(rows["start"], rows["end"], strict=True))


def test_normal_forms_and_wikidata(news, tmp_path):
    news.write(tmp_path / "brat", "brat")
    mentions = {m[2]: m for m in read(tmp_path / "brat")["../2"][1]}
    assert mentions["Валерия Герасимова"][3] == ("Wikidata:Q36073", "Валерий Герасимов")
    assert mentions["Валерия Герасимова"][4][0].startswith("Валерий Герасимов | Валерий Гер")
    assert mentions["США"][3][0] == "Wikidata:Q30"


@given(texts_with_spans())
def test_a_name_across_lines_is_in_pieces(tmp_path_factory, example):
    folder = tmp_path_factory.mktemp("brat") / "out"
    made({"a": example}).write(folder, "brat")
    ((text, mentions),) = read(folder).values()
    assert text == example[0]
    assert_pieces_fit(text, mentions, [(start, end) for start, end, _ in example[1]])


def test_a_name_on_two_lines(tmp_path):
    text = "в Совете\r\n  Безопасности ООН"
    made({"a": (text, [(2, len(text), "ORG")])}).write(tmp_path / "brat", "brat")
    ((_, (mention,)),) = read(tmp_path / "brat").values()
    assert mention[:3] == ["ORG", [(2, 8), (12, 28)], "Совете Безопасности ООН"]


def test_a_blank_mention_is_left_out(tmp_path):
    made({"a": ("Баку \n ", [(0, 4, "LOC"), (4, 7, "LOC")])}).write(tmp_path / "brat", "brat")
    ((_, mentions),) = read(tmp_path / "brat").values()
    assert [mention[2] for mention in mentions] == ["Баку"]


def test_hostile_texts(tmp_path):
    tables = imena.extract(TEXTS)
    tables.write(tmp_path / "brat", "brat")
    found = read(tmp_path / "brat")
    assert {id_: text for id_, (text, _) in found.items()} == TEXTS
    assert sum(len(mentions) for _, mentions in found.values()) == len(tables.mentions)


@given(st.text(), st.integers(1, 99999))
def test_file_names_are_safe(doc_id, number):
    name = file_name(number, doc_id, 5)
    assert name[:5] == f"{number:05}"
    assert name.isascii()
    assert Path(name).name == name
    assert not set(name) & set('<>:"/\\|?*.\x00 \n')
    assert len(name) <= 70


def test_similar_ids_have_different_files(tmp_path):
    texts = {"a/b": "Баку.", "a_b": "Киев.", "a b": "Рим.", "CON": "Тула.", "../../x": "Омск."}
    imena.extract(texts).write(tmp_path / "brat", "brat")
    assert {id_: text for id_, (text, _) in read(tmp_path / "brat").items()} == texts
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brat"]
    assert (tmp_path / "brat" / "005-x.txt").exists()


def test_the_setup_contains_the_labels(tmp_path):
    text = "Баку и Москва"
    made({"a": (text, [(0, 4, "река"), (7, 13, "мой тип")])}).write(tmp_path / "brat", "brat")
    lines = (tmp_path / "brat" / "annotation.conf").read_text("utf-8").splitlines()
    types = ["u0440u0435u043Au0430", "u043Cu043Eu0439_u0442u0438u043F"]
    assert lines[:7] == ["[entities]", "PER", "ORG", "LOC", *types, ""]
    ((_, mentions),) = read(tmp_path / "brat").values()
    assert [label for label, *_ in mentions] == types
    shown = (tmp_path / "brat" / "visual.conf").read_text("utf-8").splitlines()
    assert shown[:6] == [
        "[labels]", "PER | Person", "ORG | Organisation", "LOC | Place",
        f"{types[0]} | река", f"{types[1]} | мой тип",
    ]  # fmt: skip
    for section in ("[relations]", "[events]", "[attributes]"):
        assert section in lines
    assert "<OVL-TYPE>:contain" in lines[lines.index("[relations]") + 1]
    assert "PER bgColor:#ffd27f" in (tmp_path / "brat" / "visual.conf").read_text("utf-8")


def test_annotations_are_never_overwritten(news, tmp_path):
    (tmp_path / "brat").mkdir()
    news.write(tmp_path / "brat", "brat")
    (tmp_path / "brat" / "001-1_txt.ann").write_text("T1\tPER 0 1\tx\n", "utf-8")
    with pytest.raises(UsageError, match=r"is not empty.*give a new folder"):
        news.write(tmp_path / "brat", "brat")
    assert (tmp_path / "brat" / "001-1_txt.ann").read_text("utf-8") == "T1\tPER 0 1\tx\n"
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        news.write(tmp_path / "file", "brat")


def test_a_failure_leaves_nothing(news, tmp_path, monkeypatch):
    monkeypatch.setattr("imena.tables.brat._standoff", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        news.write(tmp_path / "brat", "brat")
    assert list(tmp_path.iterdir()) == []
