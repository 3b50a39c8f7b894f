"""Tasks on a real Dask cluster: a scheduler and two workers, one of them killed in mid-run."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import Crashed, EncryptedPdf, ToolMissing, ToolTimeout
from pipeline.executors import WorkLimits
from pipeline.executors.dask import Cluster
from tests.executors.cluster import LocalCluster, free_port, local_cluster
from tests.executors.works import Ways

pytest.importorskip("distributed", reason="the optional extra 'cluster' is not installed")
pytestmark = [pytest.mark.live, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    with local_cluster(tmp_path_factory.mktemp("cluster"), 2) as running:
        yield running


def executor(cluster: LocalCluster, limits: WorkLimits | None = None) -> Cluster[str, str]:
    return Cluster(Ways(), cluster.address, limits or WorkLimits())


def test_tasks_end_on_a_cluster_as_they_end_at_home(cluster: LocalCluster) -> None:
    tasks = ["echo 1", "encrypted a.pdf", "kill", "hang " + str(cluster.folder / "note"), "echo 2"]
    done = {d.task: d for d in executor(cluster, WorkLimits(seconds=2)).run(tasks)}
    assert (done["echo 1"].result, done["echo 2"].result) == ("echo 1", "echo 2")
    assert isinstance(done["encrypted a.pdf"].error, EncryptedPdf)
    assert isinstance(done["kill"].error, Crashed)
    assert isinstance(done[tasks[3]].error, ToolTimeout)
    assert len(done) == len(tasks)


def test_a_killed_worker_s_tasks_are_done_elsewhere_and_none_twice(cluster: LocalCluster) -> None:
    tasks = [f"parent 0.3 {n}" for n in range(10)]
    ended = []
    for done in executor(cluster).run(tasks):
        ended.append(done)
        if len(ended) == 2:
            victim = next(w for w in cluster.workers if str(w.pid) in {d.result for d in ended})
            victim.send_signal(signal.SIGKILL)
    assert Counter(d.task for d in ended) == Counter(tasks)
    assert all(d.error is None for d in ended)
    by_worker = Counter(d.result for d in ended)
    assert by_worker[str(victim.pid)] < 5
    assert len(by_worker) == 2


def test_no_scheduler_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.executors.dask.CONNECT", 1.0)
    with pytest.raises(ToolMissing, match="no Dask scheduler") as told:
        list(Cluster(Ways(), f"tcp://127.0.0.1:{free_port()}", WorkLimits()).run(["echo 1"]))
    assert told.value.exit_code == 4
