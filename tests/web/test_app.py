"""Test the API of a running server."""

import asyncio
import gzip
import io
import json
import re
import shlex
import shutil
import subprocess

import httpx
import numpy as np
import openpyxl
import pandas as pd
import pytest
from tests.helpers.hostile import MARK, TEXTS
from tests.helpers.paths import ROOT

import imena
from imena.web.app import PROBLEMS, create_app
from imena.web.worker import Worker

TEXT = "Валерия Герасимова ждут в Баку. Герасимов летит из Минобороны России."
CHIEF = {
    "label": "PER",
    "name": "Валерий Герасимов",
    "names": ["Валерий Герасимов", "Герасимов"],
}
RENAMED = {"action": "rename", "entity": CHIEF, "to": "Начальник"}


def test_the_tables_are_those_of_extract(server, page):
    found = server.post("/api/extract", json={"text": page}).json()
    tables = imena.extract([("text", page)])
    for name in ("mentions", "entities"):
        rows = tables.arrow()[name].to_pylist()
        own = [{key: value for key, value in row.items() if key != "names"} for row in found[name]]
        for row in own:
            for column in {"score", "score_mean"} & row.keys():
                # the words that a process has seen before change the seventh digit
                row[column] = pytest.approx(row[column], abs=1e-5)
        assert own == rows
    assert found["documents"][0]["text"] == page


def test_corrections_and_a_dictionary_are_used(server):
    question = {"text": TEXT, "dictionary": "ignore: [Баку]", "corrections": [RENAMED]}
    found = server.post("/api/extract", json=question).json()
    names = [entity["name"] for entity in found["entities"]]
    assert names == ["Начальник", "Минобороны России", "Россия"]
    made = server.post(
        "/api/dictionary", json={key: question[key] for key in ("dictionary", "corrections")}
    )
    assert made.headers["content-disposition"] == 'attachment; filename="names.yaml"'
    again = server.post("/api/extract", json={"text": TEXT, "dictionary": made.text}).json()
    assert again == found


def test_the_three_ways_to_mark_mentions(server):
    found = {
        spans: server.post("/api/extract", json={"text": TEXT, "spans": spans}).json()["mentions"]
        for spans in ("nested", "outer", "flat")
    }
    assert [len(found[spans]) for spans in ("nested", "outer", "flat")] == [5, 4, 5]


def test_several_documents(server):
    documents = [{"doc_id": "а", "text": "Москва"}, {"doc_id": "б", "text": ""}]
    found = server.post("/api/extract", json={"documents": documents}).json()
    assert [document["status"] for document in found["documents"]] == ["ok", "empty"]
    assert [mention["doc_id"] for mention in found["mentions"]] == ["а"]


def test_a_file(server):
    content = "id,words\nа,Москва\nб,Баку\n".encode()
    found = server.post(
        "/api/extract-file",
        files={"file": ("../a.csv", content)},
        data={"text_column": "words", "dictionary": "ignore: [Баку]"},
    ).json()
    assert [document["doc_id"] for document in found["documents"]] == ["а", "б"]
    assert [mention["text"] for mention in found["mentions"]] == ["Москва"]


def test_document_metadata_is_sent_and_returned(server, tmp_path):
    lines = '{"text": "Москва", "title": "\\ud800", "n": [1]}\n{"text": 5}\n{"text": ""}'
    files = {"file": ("a.jsonl", lines)}
    first = server.post("/api/extract-file", files=files).json()["documents"]
    assert [document["status"] for document in first] == ["ok", "failed", "empty"]
    assert [document["source"] for document in first] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert json.loads(first[0]["meta"])["n"] == [1]
    assert "instead of text" in first[1]["error"]
    sent = [
        {key: value for key, value in document.items() if key not in ("status", "blocks")}
        for document in first
    ]
    again = server.post("/api/extract", json={"documents": sent}).json()["documents"]
    assert again == first
    path = tmp_path / "tables.xlsx"
    path.write_bytes(server.post("/api/export/xlsx", json={"documents": sent}).content)
    sheet = pd.read_excel(path, sheet_name="documents").replace({np.nan: None})
    for column in ("doc_id", "source", "encoding", "meta", "status", "error", "note"):
        assert sheet[column].tolist() == [document[column] for document in first]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "xlsx"])
def test_files_to_download(server, tmp_path, kind):
    found = server.post(f"/api/export/{kind}", json={"text": TEXT, "corrections": [RENAMED]})
    assert found.headers["content-disposition"] == f'attachment; filename="mentions.{kind}"'
    path = tmp_path / f"mentions.{kind}"
    path.write_bytes(found.content)
    if kind == "xlsx":
        entities = {row[9].value for row in openpyxl.load_workbook(path)["mentions"].rows}
        assert "Валерий Герасимов" in entities
        return
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "jsonl": pd.read_json}[kind]
    frame = read(path, lines=True) if kind == "jsonl" else read(path)
    assert frame["entity"].tolist()[:3] == ["Начальник", "Баку", "Начальник"]


@pytest.mark.parametrize("name", TEXTS)
def test_no_cell_of_a_hostile_text_is_a_formula(server, name):
    found = server.post("/api/export/csv", json={"text": TEXTS[name]})
    cells = pd.read_csv(io.StringIO(found.content.decode("utf-8-sig")), dtype=str).stack()
    assert not cells.str.match(r"[=+@\t\r]|-\D").any()


@pytest.mark.parametrize(
    ("path", "content", "status", "error"),
    [
        ("extract", {}, 422, "give either text or documents"),
        ("extract", {"text": "a", "documents": [{"doc_id": "a", "text": "b"}]}, 422, "either"),
        ("extract", {"txt": "a"}, 422, "txt: extra inputs are not permitted"),
        (
            *("extract", {"text": "a" * 1_000_001}, 422),
            "text: more than 1,000,000 characters: use imena extract on the command line",
        ),
        (
            "extract",
            {"documents": [{"doc_id": "a", "text": "б" * 600_000}] * 2},
            422,
            "more than 1,000,000 characters in total",
        ),
        ("extract", {"text": "a", "spans": "x"}, 422, "spans: input should be 'nested'"),
        ("extract", {"text": "a", "dictionary": "PERSON: {}"}, 400, "did you mean PER?"),
        ("extract", {"text": "a", "corrections": [{"action": "x"}]}, 422, "corrections.0"),
        ("dictionary", {"corrections": [RENAMED | {"to": "!"}]}, 400, "a name is empty"),
        ("export/exe", {"text": "a"}, 422, "kind: input should be 'csv'"),
        ("nothing", {}, 404, "this address does not exist"),
        ("health", {}, 405, "this address accepts only GET: see /docs"),
        (
            *("extract", {"documents": [{"doc_id": "a", "text": "b", "meta": "[1]"}]}, 422),
            "documents.0.meta: is not a JSON object",
        ),
    ],
)
def test_an_invalid_request_has_a_one_sentence_error(server, path, content, status, error):
    found = server.post(f"/api/{path}", json=content)
    assert (found.status_code, list(found.json())) == (status, ["error"])
    assert error in found.json()["error"]


def test_a_body_that_is_not_json(server):
    for content in (b"{", b"\xff", b'{"text": "\\ud800"}', b"[" * 100_000):
        found = server.post(
            "/api/extract", content=content, headers={"content-type": "application/json"}
        )
        assert found.status_code in (400, 422)
        assert list(found.json()) == ["error"]


def test_a_file_that_cannot_be_read(server):
    found = server.post("/api/extract-file", files={"file": ("a.exe", b"MZ")})
    assert found.status_code == 400
    assert found.json()["error"].startswith("a.exe: imena cannot read .exe")


def test_the_page_without_scripts_has_a_note_in_both_languages(server):
    page = httpx.get(server.url).text
    assert "This page needs JavaScript" in page
    assert '<p class="card" lang="ru">Странице нужен JavaScript' in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", bytes(range(8)) * 100, "binary"),
        ("a.csv", b"id,words\n1,a\n", "noColumn"),
        ("a.txt", b"a" * 1_000_001, "fileTooLong"),
        ("a.txt.gz", gzip.compress(b"a" * 60_000_000), "unpackedTooLarge"),
    ],
)
def test_errors_of_files_name_a_string_of_the_page(server, name, content, words):
    found = server.post("/api/extract-file", files={"file": (name, content)})
    assert found.status_code == 400
    assert found.json()["words"] == words
    assert "--" not in found.json()["error"]
    values = {"column": "text", "columns": "'id', 'words'"}
    assert found.json().get("values") == (values if words == "noColumn" else None)


def test_an_invalid_form_prints_nothing(server):
    """The fixture checks at the end that the server printed nothing."""
    body = "--x\r\nContent-Disposition\u00e0: form-data\r\n\r\n\r\n--x--"
    kind = {"content-type": "multipart/form-data; boundary=x"}
    found = server.post("/api/extract-file", content=body.encode("latin-1"), headers=kind)
    assert (found.status_code, list(found.json())) == (400, ["error"])


def test_too_large(server):
    found = server.post("/api/extract", json={"text": "б" * 3_000_000})
    assert (found.status_code, found.json()["error"][:16]) == (413, "larger than 5 MB")
    found = server.post("/api/extract-file", files={"file": ("a.txt", b"a" * 6_000_000)})
    assert found.status_code == 413


def test_the_guard_protects_the_application(server):
    assert httpx.get(server.url, headers={"host": "evil.example"}).status_code == 400
    found = server.post("/api/extract", json={"text": "a"}, headers={"origin": "http://x.example"})
    assert found.status_code == 403


@pytest.mark.parametrize("path", ["/", "/docs", "/static/main.js", "/static/mentions.css"])
def test_the_files_of_the_page(server, path):
    found = httpx.get(server.url + path)
    assert found.status_code == 200
    assert found.headers["content-security-policy"].startswith("default-src 'none'")
    outside = re.findall(
        r"""(?:src|href|url\(|from|import)\s*[=("']+\s*(?:https?:)?//""", found.text
    )
    assert outside == []


def test_no_path_leads_out_of_the_static_files(server):
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/"):
        assert httpx.get(server.url + path).status_code == 404


@pytest.mark.parametrize(
    ("waiting", "seconds", "status", "header"), [(-1, 1.0, 503, "5"), (1, 0.0, 504, None)]
)
def test_a_busy_server_and_a_timeout(waiting, seconds, status, header):
    async def ask():
        busy = create_app("ru_imena_sm", worker=Worker(waiting=waiting, seconds=seconds))
        transport = httpx.ASGITransport(busy)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/api/extract", json={"text": TEXT})

    found = asyncio.run(ask())
    assert (found.status_code, found.headers.get("retry-after")) == (status, header)
    assert list(found.json()) == ["error"]


def test_models_and_health(server):
    models = httpx.get(server.url + "/api/models").json()
    assert [model["name"] for model in models if model["used"]] == ["ru_imena_sm"]
    health = httpx.get(server.url + "/api/health").json()
    assert health == {"status": "ok", "version": imena.__version__, "model": "ru_imena_sm"}


def test_every_path_documents_its_errors(server):
    paths = httpx.get(server.url + "/openapi.json").json()["paths"]
    posts = [path for path, operations in paths.items() if "post" in operations]
    assert len(posts) == 4
    for path in posts:
        assert {str(status) for status in PROBLEMS} < set(paths[path]["post"]["responses"])


CURLS = re.findall(r"^```\n(curl .*?)^```$", (ROOT / "docs/web.md").read_text("utf-8"), re.M | re.S)


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("block", CURLS)
def test_the_examples_of_the_documentation(server, tmp_path, block):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "names.yaml").write_text("ignore: [Баку]\n", "utf-8")
    block = block.replace("http://127.0.0.1:8000", server.url).replace("\\\n", " ")
    for line in block.splitlines():
        done = subprocess.run(
            shlex.split(line.replace("curl ", "curl --fail-with-body ", 1)),
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_server_keeps_and_prints_nothing_of_a_text(server):
    server.post("/api/export/xlsx", json={"text": TEXTS["tag"]})
    server.post("/api/extract-file", files={"file": ("a.txt", TEXTS["tag"].encode() * 20_000)})
    assert list(server.folder.iterdir()) == []
    assert MARK in TEXTS["tag"]
