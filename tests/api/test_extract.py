"""Test `imena.extract` on every kind of input, and what `import imena` loads."""

import dataclasses
import inspect
import json
import subprocess
import sys
import typing
from pathlib import Path

import pandas as pd
import pytest

import imena
from imena.errors import UsageError
from imena.options import ExtractKeywords, ExtractOptions

TEXT = "Начальник Генштаба РФ Валерий Герасимов прилетел в Баку."
NAMES = ["Генштаб РФ", "РФ", "Валерий Герасимов", "Баку"]


def run(code):
    return subprocess.run(
        [sys.executable, "-W", "error::ImportWarning", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(TEXT, "utf-8")
    return path


KINDS = ["path", "string", "paths", "folder", "texts", "pairs", "dictionary", "frame"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_input(kind, path, nlp):
    docs = {
        "path": path,
        "string": str(path),
        "paths": [path],
        "folder": path.parent,
        "texts": [TEXT],
        "pairs": [("news.txt", TEXT)],
        "dictionary": {"news.txt": TEXT},
        "frame": pd.DataFrame({"id": ["news.txt"], "text": [TEXT]}),
    }[kind]
    tables = imena.extract(docs, model=nlp)
    assert tables.mentions["normal"].tolist() == NAMES
    assert tables.mentions["doc_id"].unique().tolist() == ["0" if kind == "texts" else "news.txt"]
    assert tables.tokens is None


def test_other_columns(nlp):
    frame = pd.DataFrame({"body": [TEXT], "key": ["k"], "id": ["no"]})
    tables = imena.extract(frame, model=nlp, text_column="body", id_column="key", tokens=True)
    assert tables.documents["doc_id"].tolist() == ["k"]
    assert "".join(tables.tokens["text"]) == TEXT.replace(" ", "")


def test_no_documents_give_empty_tables(nlp):
    tables = imena.extract([], model=nlp)
    assert [len(t) for t in (tables.mentions, tables.entities, tables.documents)] == [0, 0, 0]


def test_a_text_instead_of_a_path_is_an_error(nlp):
    with pytest.raises(UsageError, match="no such file"):
        imena.extract("В Баку тепло.", model=nlp)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"zones": ["sidebar"]}, "unknown zone 'sidebar'"),
        ({"labels": ["PERSON"]}, "unknown label 'PERSON': choose PER, ORG, LOC"),
        ({"spans": "round"}, "choose nested, outer, flat"),
        ({"dictionary": {"ORGS": {}}}, "ORGS"),
        ({"model": "ru"}, "ru_imena_sm"),
        ({"encoding": "ru"}, "cp1251"),
    ],
)
def test_wrong_usage(options, message, path):
    with pytest.raises(UsageError, match=message):
        imena.extract(path, **options)


def test_a_pipeline_without_the_components_of_imena_is_refused():
    import spacy

    with pytest.raises(UsageError, match=r"imena\.load"):
        imena.extract([TEXT], model=spacy.blank("ru"))


PROFESSIONS = "Министр обороны Сергей Шойгу сейчас в Баку."


def test_labels_choose_the_mentions():
    def found(**options):
        mentions = imena.extract([PROFESSIONS], **options).mentions
        types = [None if pd.isna(value) else value for value in mentions["type"]]
        return list(zip(mentions["label"], mentions["text"], types, strict=True))

    person, place = ("PER", "Сергей Шойгу", None), ("LOC", "Баку", None)
    assert found(labels="PER") == [person]
    assert found() == found(labels=["LOC", "ORG", "PER"]) == [person, place]
    profession, city = ("PROFESSION", "Министр обороны", None), ("LOC", "Баку", "CITY")
    assert found(labels="all") == [profession, person, city]
    assert found(labels=["PROFESSION"]) == [profession]
    assert found(labels="all", spans="flat") == [profession, person, city]


def test_a_mention_of_another_label_has_an_entity_and_inner_mentions():
    tables = imena.extract(["Президент США вышел к президенту США."], labels="all")
    rows = tables.mentions.set_index("text")
    assert rows.loc["президенту США", "normal"] == "президент США"
    assert rows.loc["США", "nested_in"].tolist() == [0, 2]
    (entity,) = tables.entities[tables.entities["label"] == "PROFESSION"].to_dict("records")
    assert entity["n_mentions"] == 2


def test_a_pipeline_without_the_labels_is_refused(nlp):
    with pytest.raises(UsageError, match=r"does not find PROFESSION: .*imena\.load\(labels="):
        imena.extract([TEXT], model=nlp, labels=["PER", "PROFESSION"])
    own = imena.load(labels=["PROFESSION"])
    assert len(imena.extract([PROFESSIONS], model=own, labels=["PROFESSION"]).mentions) == 1


@pytest.mark.parametrize("where", [{"before": "recognise"}, {"last": True}])
def test_a_pipeline_with_a_users_own_component(where, tmp_path):
    own = imena.load()
    own.add_pipe("entity_ruler", **where).add_patterns([{"label": "EVENT", "pattern": "прилетел"}])
    tables = imena.extract([TEXT], model=own)
    tables.write(tmp_path / "m.parquet")
    (row,) = tables.mentions[tables.mentions["label"] == "EVENT"].to_dict("records")
    assert (row["normal"].lower(), row["drawn_by"]) == ("прилетел", "rule")


@pytest.mark.parametrize("name", ["segment", "normalise"])
def test_a_pipeline_without_a_component_is_refused_before_any_work(name):
    with pytest.raises(UsageError, match=f"imena_{name}"):
        imena.extract([TEXT], model=imena.load(disable=[name]))


def test_a_list_of_file_names_is_not_a_list_of_texts(path):
    with pytest.raises(UsageError, match=r"pathlib\.Path"):
        imena.extract([str(path)])
    with pytest.raises(UsageError, match="docs is None"):
        imena.extract(None)


def test_a_sentence_without_an_end_stays_small(nlp):
    tables = imena.extract(["Баку, Москва и " * 3000], model=nlp)
    assert len(tables.mentions) > 5000
    assert tables.mentions["sentence"].str.len().max() <= 1000
    assert all(row.text in row.sentence for row in tables.mentions.head(50).itertuples())


def test_the_manifest_records_what_was_left_out(tables, tmp_path):
    few = dataclasses.replace(tables, mentions=tables.mentions.head(3))
    few.write(tmp_path / "few")
    tables.write(tmp_path / "all")
    paths = [tmp_path / name / "manifest.json" for name in ("few", "all")]
    manifests = [json.loads(path.read_text("utf-8")) for path in paths]
    assert manifests[0]["counts"]["mentions"] == 3
    assert manifests[0]["filtered"] is True
    assert "filtered" not in manifests[1]
    assert repr(few).startswith("Tables(3 mentions, 33 entities, 1 documents")


def test_progress_adds_up(nlp):
    seen = []
    imena.extract([TEXT] * 300, model=nlp, progress=lambda *numbers: seen.append(numbers))
    assert [sum(column) for column in zip(*seen, strict=True)] == [300, 300 * len(TEXT), 1200]


def test_bad_input_never_loses_good_input(tmp_path, path, nlp):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "long.jsonl").write_text('{"text": "' + "х" * 25_000_000 + '"}', "utf-8")
    (tmp_path / "lines.jsonl").write_text(
        '{"id": "a", "text": "\\ud800"}\n{"id": "b", "text": "Баку\\u0000, \\u202eстолица"}\n'
        "not JSON\n",
        "utf-8",
    )
    (tmp_path / "table.csv").write_text("body\nБаку\n", "utf-8")
    tables = imena.extract(tmp_path, model=nlp)
    status = dict(zip(tables.documents["doc_id"], tables.documents["status"], strict=True))
    assert status == {
        "binary.txt": "failed",
        "empty.txt": "empty",
        "a": "empty",
        "b": "ok",
        "lines.jsonl:3": "failed",
        "long.jsonl:1": "failed",
        "news.txt": "ok",
        "table.csv": "failed",
    }
    failed = tables.documents[tables.documents["status"] == "failed"]
    assert failed["error"].str.len().min() > 20
    assert tables.mentions[tables.mentions["doc_id"] == "news.txt"]["normal"].tolist() == NAMES
    tables.write(tmp_path / "out")


def test_importing_loads_nothing_but_the_standard_library():
    code = (
        "import sys; before = set(sys.modules); import imena\n"
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "sys.exit(str(loaded - {'imena'} - sys.stdlib_module_names) "
        "if loaded - {'imena'} - sys.stdlib_module_names else 0)"
    )
    done = run(code)
    assert done.returncode == 0, done.stderr


def test_pymorphy2_is_never_imported():
    code = (
        "import sys\n"
        "class Forbid:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'pymorphy2':\n"
        "            raise SystemExit(f'{name} was imported')\n"
        "sys.meta_path.insert(0, Forbid())\n"
        "import pkgutil, importlib, imena, ru_imena_sm\n"
        "for module in pkgutil.walk_packages(imena.__path__, 'imena.'):\n"
        "    importlib.import_module(module.name)\n"
        f"tables = imena.extract([{TEXT!r}], tokens=True)\n"
        f"assert tables.mentions['normal'].tolist() == {NAMES!r}\n"
        "assert 'natasha' not in sys.modules\n"
    )
    done = run(code)
    assert done.returncode == 0, done.stderr


def test_public_names():
    assert set(imena.__all__) <= set(dir(imena))
    assert imena.Tables.__module__ == "imena.tables.tables"
    with pytest.raises(AttributeError, match="nothing"):
        _ = imena.nothing
    assert Path(imena.__file__).with_name("py.typed").exists()


@pytest.mark.parametrize("function", [imena.extract, imena.extract_corpus])
def test_a_misspelt_option_names_the_function_and_the_options(function):
    with pytest.raises(TypeError, match=rf"{function.__name__}\(\) .*'tokns'; .*tokens"):
        function(["Баку"], tokns=True)


@pytest.mark.parametrize("function", [imena.extract, imena.extract_corpus])
def test_the_signature_lists_all_options(function):
    names = set(inspect.signature(function).parameters)
    assert set(ExtractKeywords.__annotations__) <= names
    assert "options" not in names
    assert "options" not in typing.get_type_hints(function)


def test_keywords_for_type_checkers_are_the_options():
    options = [field.name for field in dataclasses.fields(ExtractOptions)]
    assert list(ExtractKeywords.__annotations__) == options
