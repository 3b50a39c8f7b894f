"""Work for worker processes to do in tests: each kind of task ends in its own way."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EncryptedPdf, ToolMissing
from pipeline.trace import Trace


@dataclass(frozen=True)
class Ways:
    """Does what the task's first word says."""

    broken: str = ""

    def prepare(self) -> None:
        if self.broken == "tool":
            raise ToolMissing("tesseract is not installed.")
        if self.broken == "crash":
            os._exit(7)

    def __call__(self, task: str) -> str:
        word, _, rest = task.partition(" ")
        with Trace(task)("render"):
            return str(getattr(self, f"_{word}")(rest) or task)

    def _echo(self, rest: str) -> None: ...

    def _pid(self, rest: str) -> str:
        return str(os.getpid())

    def _environ(self, rest: str) -> str:
        return os.environ[rest]

    def _sleep(self, rest: str) -> None:
        time.sleep(float(rest.split(maxsplit=1)[0]))

    def _parent(self, rest: str) -> str:
        """Number of the process that started this one, after a while."""
        time.sleep(float(rest.split(maxsplit=1)[0]))
        return str(os.getppid())

    def _encrypted(self, rest: str) -> None:
        raise EncryptedPdf("wants a password.", where=rest)

    def _bug(self, rest: str) -> None:
        raise ZeroDivisionError(rest)

    def _kill(self, rest: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def _segfault(self, rest: str) -> None:
        ctypes.string_at(0)

    def _leave(self, rest: str) -> None:
        os._exit(int(rest))

    def _hang(self, rest: str) -> None:
        """Start a program that never ends, note its number and a temporary file, and wait."""
        scrap = tempfile.mkstemp()[1]
        program = subprocess.Popen(["sleep", "600"])
        Path(rest).write_text(f"{program.pid} {scrap}")
        time.sleep(600)

    def _allocate(self, rest: str) -> None:
        hoard = []
        for _ in range(int(rest)):
            hoard.append(b"x" * (1 << 20))
            time.sleep(0.001)

    def _grab(self, rest: str) -> int:
        return len(bytearray(int(rest) << 20))

    def _child_grabs(self, rest: str) -> None:
        program = f"import time; b = b'x' * ({rest} << 20); time.sleep(60)"
        subprocess.run([sys.executable, "-c", program], check=True)
