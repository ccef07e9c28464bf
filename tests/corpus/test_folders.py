"""Test which files a path stands for, and their order."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imena.corpus import folders
from imena.corpus.folders import expand
from imena.errors import UsageError
from imena.storage import disk_sort

NAMES = ["a", "a-b", "a b", "a.b", "б", "Б", "ё", "0", "😀", "\ue000", ".hidden"]


def make_tree(root, rng, depth=3):
    """Create a random tree of files and folders."""
    root.mkdir()
    for name in rng.sample(NAMES, 5):
        if depth and rng.random() < 0.5:
            make_tree(root / name, rng, depth - 1)
        else:
            (root / f"{name}.txt").touch()


def sorted_paths(root):
    """List the files in order, the slow and obvious way."""
    found = [Path(parent, name) for parent, _, names in os.walk(root) for name in names]
    names = sorted(path.relative_to(root) for path in found)
    return [name.as_posix() for name in names if not any(p.startswith(".") for p in name.parts)]


@pytest.mark.parametrize("held", [2, 1000])  # number of names held in memory
@pytest.mark.parametrize("seed", range(5))
def test_files_are_in_the_order_of_their_paths(tmp_path, seed, held, monkeypatch):
    monkeypatch.setattr(disk_sort, "IN_MEMORY", held)
    root = tmp_path / "root"
    make_tree(root, random.Random(seed))
    files = list(expand([root]))
    assert [file.name for file in files] == sorted_paths(root)
    assert [file.path for file in files] == [str(root / file.name) for file in files]
    assert len(files) > 5


def test_folders_are_listed_lazily(tmp_path, monkeypatch):
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").touch()
    files = expand([tmp_path])
    listed = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))
    assert listed == []
    assert next(files).name == "a/x.txt"
    assert listed == [str(tmp_path), str(tmp_path / "a")]
    (tmp_path / "c" / "y.txt").touch()  # found, because the folder is listed only now
    assert [file.name for file in files] == ["b/x.txt", "c/x.txt", "c/y.txt"]


def test_size_and_time_of_a_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Баку", "utf-8")
    os.utime(path, ns=(1, 1_234_567_890_123_456_700))
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    for way in (tmp_path, tmp_path / "*.txt"):
        first, gone = expand([way])
        assert (first.size, first.stamp) == (8, path.stat().st_mtime_ns)
        assert (gone.size, gone.stamp, gone.kind) == (0, 0, "file")


def test_paths_below_the_current_folder_are_relative(tmp_path, monkeypatch):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.txt").touch()
    monkeypatch.chdir(tmp_path)
    for way in (".", "./", "b", "./b/", "b/*", "b/a.txt"):
        (file,) = expand([way])
        assert file.path == str(Path("b", "a.txt"))
    (file,) = expand([(tmp_path / "b").as_uri()])
    assert file.path == str(tmp_path / "b" / "a.txt")


def test_a_folder_precedes_a_deeper_link_to_it(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").touch()
    (tmp_path / "a" / "link").symlink_to(tmp_path / "b")
    (tmp_path / "a" / "x.txt").symlink_to(tmp_path / "b" / "x.txt")
    assert [file.name for file in expand([tmp_path])] == ["a/x.txt"]  # the first of its two names
    (tmp_path / "a" / "x.txt").unlink()
    assert [file.name for file in expand([tmp_path])] == ["b/x.txt"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=8))
def test_each_file_is_found_once_through_any_links(links, tmp_path_factory):
    root = tmp_path_factory.mktemp("links") / "root"
    make_tree(root, random.Random(1))
    everything = [path for path in sorted(root.rglob("*")) if "/." not in path.as_posix()]
    inside = [path for path in everything if path.is_dir()]
    for n, (where, choice) in enumerate(links):
        target = everything[choice % len(everything)]
        (inside[where % len(inside)] / f"{n % 3}link{n}").symlink_to(target)
    files = list(expand([root, root, *inside]))
    real = {file.real for file in files}
    assert len(real) == len(files)
    assert real == {os.path.realpath(path) for path in everything if path.is_file()}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such permissions on this system")
def test_a_folder_that_cannot_be_listed_is_a_failed_document(tmp_path, monkeypatch):
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").touch()
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = [(file.name, file.kind) for file in expand([tmp_path])]
    assert found == [("a/x.txt", "file"), ("b", "unlisted folder"), ("c/x.txt", "file")]
    ((name, kind),) = [(file.name, file.kind) for file in expand([tmp_path / "b"])]
    assert (name, kind) == ("b", "unlisted folder")


def test_a_glob_skips_empty_folders_but_must_match(tmp_path):
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    with pytest.raises(UsageError, match="no file matches"):
        expand([tmp_path / "*"])
    (tmp_path / "a.txt").touch()
    assert [file.name for file in expand([tmp_path / "*"])] == ["a.txt"]


def test_an_existing_name_with_glob_characters_is_not_a_glob(tmp_path):
    for name in ("[a].txt", "a.txt"):
        (tmp_path / name).touch()
    assert [file.name for file in expand([tmp_path / "[a].txt"])] == ["[a].txt"]


@pytest.mark.parametrize("bad", ["nothing.txt", "", " ", "a\0b", "empty", "no*thing"])
def test_all_paths_are_checked_before_the_first_file(tmp_path, bad, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    (tmp_path / "a.txt").touch()
    with pytest.raises(UsageError):
        expand(["a.txt", bad])


def test_standard_input_is_not_a_file(tmp_path):
    (file,) = expand(["-", "-"])
    assert (file.kind, file.name) == ("standard input", "stdin")
    assert folders.STDIN == "-"
