"""Test which format a path has, and the errors for paths that have none."""

import subprocess
import sys
from importlib import import_module

import pytest

from imena import schema
from imena.errors import MissingExtraError, UsageError
from imena.tables import formats
from imena.tables.tables import check_target, format_of


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("out", "folder"),
        ("m.parquet", "parquet"),
        ("m.csv", "csv"),
        ("m.jsonl", "jsonl"),
        ("M.XLSX", "xlsx"),
        ("m.sqlite", "sqlite"),
        ("m.sqlite3", "sqlite"),
        ("m.db", "sqlite"),
        ("m.duckdb", "duckdb"),
        ("m.gexf", "gexf"),
        ("m.graphml", "graphml"),
        ("m.spacy", "spacy"),
        ("m.conll", "conll"),
        ("m.iob2", "conll"),
        ("m.jsonld", "web-annotation"),
    ],
)
def test_the_suffix_decides(path, name):
    assert format_of(path).name == name


@pytest.mark.parametrize(
    ("path", "name"), [("m.jsonl", "doccano"), ("m.json", "label-studio"), ("out", "brat")]
)
def test_the_name_decides_if_the_suffix_is_ambiguous(path, name):
    assert format_of(path, name).name == name
    check_target(path, format=name)


@pytest.mark.parametrize(
    ("path", "name", "message"),
    [
        ("m.xls", None, r"cannot write \.xls files \(did you mean \.xlsx\?\): end the output in "),
        (
            "m.pdf",
            None,
            r"cannot write \.pdf files: .* omit the suffix for a folder .* writes brat, doc",
        ),
        ("m.json", None, r"e.g. `imena export FOLDER -o NAME\.json --format label-studio`"),
        ("", None, "the output path is empty"),
        ("m.csv", "xslx", r"unknown format 'xslx' \(did you mean xlsx\?\): choose folder, parquet"),
        ("m.json", "labelstudio", r"did you mean label-studio\?"),
        ("m.json", "Doccano", r"did you mean doccano\?"),
        ("m.txt", "doccano", r"files of the format doccano end in \.jsonl"),
        (
            "m.csv",
            "folder",
            r"folder is written to a folder, whose name cannot end in \.csv: remove the suffix",
        ),
        ("m.xlsx", "brat", r"whose name cannot end in \.xlsx"),
        ("m", "sqlite", r"end in \.sqlite or \.sqlite3 or \.db"),
        ("m.spacy", None, r"spacy needs the texts, .* repeat it without --no-texts"),
    ],
)
def test_an_invalid_format_is_an_error_with_a_remedy(path, name, message):
    with pytest.raises(UsageError, match=message):
        check_target(path, format=name, texts=False)


def test_a_missing_library(monkeypatch):
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r'duckdb: pip install "imena\[duckdb\]"'):
        check_target("m.duckdb")
    check_target("m.sqlite")


@pytest.mark.parametrize("format", formats.FORMATS, ids=lambda format: format.name)
def test_every_format_has_a_writer_and_a_description(format):
    assert callable(import_module(f"imena.tables.{format.module}").write)
    assert format.meaning
    assert set(format.tables) <= set(schema.SCHEMAS)
    assert not format.needs_texts or "texts" in format.tables


def test_suffixes_are_unique():
    decided = [s for format in formats.FORMATS if format.by_suffix for s in format.suffixes]
    assert len(decided) == len(set(decided))


NEEDS_TEXTS = [format for format in formats.FORMATS if format.needs_texts]


@pytest.mark.parametrize("format", NEEDS_TEXTS, ids=lambda format: format.name)
def test_formats_that_need_texts_raise_and_write_nothing(format, silent, tmp_path):
    output = tmp_path / ("out" + "".join(format.suffixes[:1]))
    with pytest.raises(UsageError, match="repeat it without --no-texts"):
        silent.write(output, format.name)
    assert list(tmp_path.iterdir()) == []


# Except DuckDB, whose files contain a random id.
SAME = [format for format in formats.FORMATS if format.name != "duckdb"]


@pytest.mark.parametrize("format", SAME, ids=lambda format: format.name)
def test_the_same_tables_give_the_same_bytes(format, news, tmp_path):
    written = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        news.write(tmp_path / name / ("out" + "".join(format.suffixes[:1])), format.name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        written.append([(p.relative_to(tmp_path / name), p.read_bytes()) for p in files])
    assert written[0] == written[1]
    assert written[0]
    assert not [path for path, _ in written[0] if "part" in path.suffix]


FULL = """
import resource, signal, sys
import imena
from imena.errors import UsageError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
tables = imena.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
for given in sys.argv[2:]:
    path, _, name = given.partition(",")
    try:
        tables.write(path, name)
    except UsageError as error:
        assert str(error).startswith(f"cannot write {path}: "), error
    else:
        raise AssertionError(f"{given} was written")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for files")
def test_a_full_disk_is_an_error_and_leaves_no_file(news_folder, tmp_path):
    places = [
        f"{tmp_path / 'out'}{''.join(format.suffixes[:1])},{format.name}"
        for format in formats.FORMATS
        if format is not formats.FOLDER
    ]
    subprocess.run([sys.executable, "-c", FULL, str(news_folder), *places], check=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", formats.FORMATS, ids=lambda format: format.name)
def test_tables_without_documents_are_written(format, nlp, tmp_path):
    import imena

    imena.extract([], model=nlp).write(
        tmp_path / ("out" + "".join(format.suffixes[:1])), format.name
    )
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")]
