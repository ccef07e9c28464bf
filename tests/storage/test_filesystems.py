"""Test paths and URIs: their file systems, and how they are shown to users."""

import sys

import pytest
from pyarrow import fs

from imena.corpus.files import read_paths
from imena.corpus.inputs import total_size
from imena.errors import MissingExtraError, UsageError
from imena.options import ReadOptions
from imena.storage.filesystems import below, identity, is_remote, locate, reported, shown

S3 = "?region=eu-west-1"
OPTIONS = ReadOptions()


@pytest.mark.parametrize(
    "uri", ["a/b.txt", "/a", "file:///a", "FILE:///a", "C://a", "-", "", "a:b"]
)
def test_local_paths(uri):
    assert not is_remote(uri)


@pytest.mark.parametrize("uri", ["s3://b/a", "memory://a", "S3://b", "abfss://c@a/x", "x+y-1.z://"])
def test_remote_uris(uri):
    assert is_remote(uri)


def test_a_path_is_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for uri in (
        "a b.txt",
        "./a b.txt",
        (tmp_path / "a b.txt").as_uri(),
        f"file://{tmp_path}/a b.txt",
    ):
        filesystem, path = locate(uri)
        assert isinstance(filesystem, fs.LocalFileSystem)
        assert path == str(tmp_path / "a b.txt")
    assert locate(f"file://{tmp_path}/100%.txt")[1] == f"{tmp_path}/100%.txt"
    with pytest.raises(UsageError, match="three slashes"):
        locate("file://host/a")


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("s3://b/новости/a b.txt", "b/новости/a b.txt"),
        ("s3://b/100%.txt", "b/100%.txt"),
        ("s3://b/a%3Fb%25.txt", "b/a?b%.txt"),
        ("s3://b/a#b", "b/a#b"),
        ("s3://b/folder/", "b/folder"),
        ("S3://b", "b"),
        ("s3://key:secret@b/a", "b/a"),
    ],
)
def test_file_uris_in_common_spellings(uri, path):
    filesystem, found = locate(uri + S3)
    assert isinstance(filesystem, fs.S3FileSystem)
    assert found == path


@pytest.mark.parametrize("name", ["a.txt", "100%.txt", "a%20b", "q?.txt", "a#1", "ё ж", "x&y=z+"])
@pytest.mark.parametrize("folder", [f"s3://b/news{S3}", f"s3://b{S3}", "memory://news"])
def test_a_path_below_a_folder_is_located_again(folder, name):
    filesystem, path = locate(folder)
    again, inner = locate(below(folder, name))
    assert inner == f"{path}/{name}"
    assert again == filesystem
    assert shown(below(folder, name)).endswith(f"/{name}")


def test_a_connection_is_made_once():
    assert locate(f"s3://b/a{S3}")[0] is locate(f"s3://b/c/d{S3}")[0]


def test_the_shown_form_of_a_uri():
    assert shown(f"s3://key:secret@b/a%25.txt{S3}") == "s3://b/a%.txt"
    assert (
        shown("abfs://c@account.dfs.core.windows.net/a")
        == "abfs://c@account.dfs.core.windows.net/a"
    )
    assert shown("ftp://me:secret@host/a") == "ftp://host/a"
    assert shown("memory://a?b") == "memory://a?b"


def test_spellings_of_one_uri():
    ways = ["s3://b/100%.txt", "S3://b/100%25.txt", "s3://b/100%2E%74xt".replace("%2E%74", "%25.t")]
    assert {identity(way) for way in ways} == {"s3://b/100%.txt"}


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("s3://", "has no bucket"),
        ("s3:///a", "has no bucket"),
        ("s3://b/a?regio=x", "regio"),
        ("nonsense://a", "nonsense"),
    ],
)
def test_an_invalid_uri(uri, message):
    with pytest.raises(UsageError, match=message):
        locate(uri)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ("AWS Error ACCESS_DENIED during HeadObject operation: No response body.", "credentials"),
        ("AWS Error INVALID_ACCESS_KEY_ID during ListObjectsV2 operation: …", "credentials"),
        ("Bucket 'b' not found", "no such bucket"),
        ("AWS Error NO_SUCH_BUCKET during ListObjectsV2 operation: …", "no such bucket"),
        (
            "AWS Error NETWORK_CONNECTION during HeadBucket operation: curlCode: 6",
            "cannot be reached",
        ),
        ("Unable to load libjvm", "Hadoop"),
        ("something else", "cannot read s3://b/a"),
    ],
)
def test_library_errors_are_explained(error, message):
    with pytest.raises(UsageError, match=message) as caught, reported("s3://b/a"):
        raise OSError(error)
    assert error in str(caught.value)


def test_without_fsspec(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingExtraError, match=r"imena\[remote\]"):
        locate("memory://a")


@pytest.fixture
def memory():
    """Return an in-memory file system of fsspec."""
    fsspec = pytest.importorskip("fsspec", reason='pip install "imena[remote]"')
    filesystem = fsspec.filesystem("memory")
    filesystem.store.clear()
    filesystem.pseudo_dirs[:] = [""]
    yield filesystem
    filesystem.store.clear()


def test_a_library_that_fsspec_needs_is_named(memory, monkeypatch):
    from fsspec.registry import known_implementations

    one = {"class": "no_such_module.One", "err": "install it"}
    monkeypatch.setitem(known_implementations, "nowhere", one)
    with pytest.raises(MissingExtraError, match="install it"):
        locate("nowhere://a")


def test_remote_files_are_read_like_local_ones(memory, samples, tmp_path):
    folder = tmp_path / "news"
    for n, (suffix, raw) in enumerate(samples.items()):
        for name in (f"{n % 3}/a.txt{suffix}", f"{n % 3}.b/100%.txt{suffix}", f".hidden/{suffix}"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
            memory.pipe(f"/news/{name}", raw)
    for suffix in samples:
        (folder / f"short{suffix}").write_bytes(b"PK\3\4 garbage")
        memory.pipe(f"/news/short{suffix}", b"PK\3\4 garbage")
    here = list(read_paths([folder], OPTIONS))
    there = list(read_paths(["memory://news"], OPTIONS))
    assert len(here) == 3 * len(samples)
    assert [_rest(d) for d in there] == [_rest(d) for d in here]
    assert sum(d.error is None for d in there) >= 2 * len(samples)
    ends = [d.source.removeprefix(str(folder)) for d in here]
    assert [d.source.removeprefix("memory://news") for d in there] == ends
    assert total_size("memory://news") == sum(2 * len(raw) + 12 for raw in samples.values())


def _rest(document):
    return document.doc_id, document.text, document.encoding, document.meta, document.error


def test_lines_of_a_remote_file(memory):
    lines = "".join(f'{{"id": "{i}", "text": "Баку {i}"}}\n' for i in range(1000))
    memory.pipe("/a.jsonl", lines.encode())
    memory.pipe("/b.csv", b"id,text\n" + b"".join(b"x%d,Baku\n" % i for i in range(1000)))
    found = list(read_paths(["memory://a.jsonl", "memory://b.csv"], OPTIONS))
    assert len(found) == 2000
    assert (found[999].text, found[1999].doc_id) == ("Баку 999", "x999")


def test_a_remote_file_given_twice_is_read_once(memory):
    memory.pipe("/news/a.txt", b"1")
    places = ["memory://news/a.txt", "memory://news", "memory://news/a.txt"]
    assert [d.doc_id for d in read_paths(places, OPTIONS)] == ["a.txt"]


def test_a_missing_remote_path_is_wrong_usage(memory):
    memory.pipe("/news/.hidden", b"1")
    for uri, message in [
        ("memory://nothing", "memory://nothing does not exist$"),
        ("memory://news/*.txt", "cannot be globs: give the folder"),
        ("memory://news", "contains no files"),
    ]:
        with pytest.raises(UsageError, match=message):
            read_paths([uri], OPTIONS)


def test_a_deleted_remote_file_is_a_failed_document(memory):
    memory.pipe("/news/a.txt", b"1")
    memory.pipe("/news/b.txt", b"2")
    found = read_paths(["memory://news"], OPTIONS)
    assert next(found).text == "1"
    memory.rm("/news/b.txt")
    assert "leave it out" in str(next(found).error)
