"""Test runs over a corpus on Dask."""

import os
import signal
from pathlib import Path

import pytest

import imena
from imena.api.extract_corpus import extract_corpus
from imena.corpus import parts
from imena.errors import UsageError
from imena.options import ExtractOptions
from imena.run import cluster
from imena.run.cluster import Cluster
from imena.run.corpus import Run
from imena.run.folder import Folder
from imena.run.part_tasks import Settings, prepare

distributed = pytest.importorskip("distributed", reason='needs Dask: pip install "imena[dask]"')
pytestmark = pytest.mark.filterwarnings("ignore")

TEXTS = {f"{i:02}": f"Валерий Герасимов прилетел в Баку {i} мая." for i in range(60)}
SETTINGS = Settings("ru_imena_sm", "{}", ExtractOptions())


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", 5)


@pytest.fixture
def undisturbed(tmp_path):
    extract_corpus(TEXTS, tmp_path / "local", jobs=1)
    return contents(tmp_path / "local")


def contents(folder):
    files = sorted(path for path in folder.rglob("*.parquet") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_killing_a_worker_does_not_change_the_tables(undisturbed, tmp_path):
    killed = []
    with Cluster(None, 2, prepare, SETTINGS) as workers:
        pids = list(workers._client.run(os.getpid).values())

        def kill(status):
            if status.documents >= 5 and not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        run = Run(Folder(str(tmp_path / "out")), SETTINGS, workers, kill)
        run(parts.plan(TEXTS, SETTINGS.options))
    assert killed
    assert contents(tmp_path / "out") == undisturbed


def test_a_scheduler_is_given_by_its_address(undisturbed, tmp_path):
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None
    ) as cluster:
        extract_corpus(TEXTS, tmp_path / "out", engine="dask", scheduler=cluster.scheduler_address)
    assert contents(tmp_path / "out") == undisturbed


def test_local_workers_keep_the_default_malloc_settings(monkeypatch):
    """Dask changes how workers free memory, which makes them slower; this must not happen here."""
    monkeypatch.delenv("MALLOC_TRIM_THRESHOLD_", raising=False)
    with Cluster(None, 1, int) as cluster:
        assert list(cluster.run(os.environ.get, [("MALLOC_TRIM_THRESHOLD_",)])) == [None]


def test_a_missing_scheduler_is_an_error(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", "1s")
    with pytest.raises(UsageError, match="no Dask scheduler at tcp:"):
        extract_corpus(["Баку"], Path("out"), engine="dask", scheduler="tcp://127.0.0.1:1")


def test_the_result_can_be_opened(tmp_path):
    tables = extract_corpus(["Он прилетел в Баку."], tmp_path / "out", engine="dask", jobs=1)
    assert isinstance(tables, imena.Tables)
    assert tables.mentions["normal"].tolist() == ["Баку"]
