"""The weights of natasha's wheel load, and errors name what is wrong with a file."""

import subprocess
import sys
import tarfile

import pytest

from imena.errors import WeightsError
from imena.nets import archive


def test_natasha_weights_load():
    data = archive.natasha_data()
    ner = archive.read_slovnet(data / archive.NER)
    morph = archive.read_slovnet(data / archive.MORPH)
    navec = archive.read_navec(data / archive.NAVEC)
    assert set(ner.tags) == {
        "<pad>",
        "O",
        *(f"{p}-{t}" for p in "BI" for t in ("PER", "ORG", "LOC")),
    }
    assert ner.transitions.shape == (len(ner.tags), len(ner.tags))
    assert morph.transitions is None
    assert len(morph.tags) > 700
    assert len(navec.word_ids) == len(navec.indexes)
    assert navec.id == ner.navec_id == morph.navec_id


def test_the_weights_are_found_without_importing_natasha():
    code = (
        "import sys; from imena.nets.archive import natasha_data; natasha_data();"
        "sys.exit('natasha' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_natasha_the_error_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(archive.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(WeightsError, match="pip install"):
        archive.natasha_data()


@pytest.mark.parametrize("read", [archive.read_navec, archive.read_slovnet])
def test_a_file_that_is_no_archive_is_named(read, tmp_path):
    path = tmp_path / "weights.tar"
    with pytest.raises(WeightsError, match=r"weights\.tar"):
        read(path)
    path.write_bytes(b"not a tar")
    with pytest.raises(WeightsError, match=r"weights\.tar"):
        read(path)
    with tarfile.open(path, "w"):
        pass
    with pytest.raises(WeightsError, match=r"meta\.json"):
        read(path)
