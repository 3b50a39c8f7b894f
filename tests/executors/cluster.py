"""A real Dask cluster on this machine, for tests and figures: one scheduler, workers of one thread, free ports."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LocalCluster:
    """Processes of a cluster; `workers` may be killed at will."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        port = self.address.rpartition(":")[2]
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        dask = Path(sys.executable).with_name("dask")
        paths = os.pathsep.join(dict.fromkeys(["", *sys.path]))
        log = (self.folder / f"{words[0]}.log").open("ab")
        with log:
            return subprocess.Popen(
                [str(dask), *words],
                cwd=self.folder,
                env=os.environ | {"PYTHONPATH": paths.strip(os.pathsep)},
                stdout=log,
                stderr=log,
            )

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker of one process and one thread, without the nanny that would start it anew."""
        options = (
            "--nworkers",
            "1",
            "--nthreads",
            "1",
            "--no-dashboard",
            "--local-directory",
            str(self.folder),
        )
        worker = self._start("worker", self.address, *options, "--no-nanny")
        self.workers.append(worker)
        return worker

    def wait_for(self, count: int, seconds: float = 60.0) -> None:
        """Until so many workers are connected."""
        from distributed import Client

        with Client(self.address, timeout=seconds, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=seconds)

    def close(self) -> None:
        """End every process."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[LocalCluster]:
    """A running cluster with that many workers connected."""
    cluster = LocalCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
            time.sleep(0.1)
        cluster.wait_for(workers)
        yield cluster
    finally:
        cluster.close()
