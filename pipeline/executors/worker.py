"""The program of one worker process: read a task, do it, send the result, until the parent closes the line.

Started by path, not as a module, so that it imports nothing of ours before the parent has told it where modules are.
A second pipe, which only the parent holds open, tells the worker that the parent is gone, however it died: then the
worker ends itself, the programs it started, and its folder of temporary files.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import shutil
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any


def end_with_parent(life: int, folder: str) -> None:
    """Wait until the parent's end of the pipe closes, then leave nothing behind."""
    while os.read(life, 1):
        pass
    leave(folder)


def leave(folder: str) -> None:
    """End this process with all that it started and wrote."""
    from pipeline.executors.processes import descendants

    for process in descendants(os.getpid()):
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def limit_memory(amount: int | None) -> None:
    """Bound the data segment of this process and of the programs it starts, in bytes."""
    if amount is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (amount, amount))


def serve(line: Connection, work: Any) -> None:
    """Do tasks until the parent says None or hangs up."""
    from pipeline.executors.failures import explained
    from pipeline.trace import announce

    announce.set(lambda stage: line.send(("stage", stage, None)))
    while (message := line.recv()) is not None:
        try:
            answer: tuple[str, Any, str | None] = ("done", work(message), None)
        except Exception as error:
            answer = ("failed", *explained(error))
        line.send(answer)


def main(line_number: int, life: int, folder: str) -> None:
    """Make ready, then serve."""
    faulthandler.enable()
    faulthandler.register(signal.SIGUSR1, all_threads=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = Connection(line_number)
    sys.path[:], memory, content = line.recv()
    threading.Thread(target=end_with_parent, args=(life, folder), daemon=True).start()
    limit_memory(memory)
    try:
        work = pickle.loads(content)  # noqa: S301  (our own parent wrote it)
        work.prepare()
    except Exception as error:
        from pipeline.executors.failures import explained

        line.send(("broken", *explained(error)))
        return
    line.send(("ready", None, None))
    try:
        serve(line, work)
    except (EOFError, OSError):
        leave(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
