"""A program that stands by: started at the first question, it answers one after the other until it is let go."""

from __future__ import annotations

import json
import os
import select
import struct
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from subprocess import Popen
from typing import Any

from pipeline.engines.process import MEMORY, end, limit, started
from pipeline.errors import ToolFailed, ToolTimeout

_HEAD = struct.Struct("!I")


class StandingProgram:
    """Asks a program by lines of JSON, and has for each a JSON object and the bytes that it announces.

    One that fails to answer is killed, and started anew at the next question.
    """

    def __init__(self, argv: Sequence[str], seconds: float, memory: int = MEMORY) -> None:
        self._argv, self._seconds, self._memory = argv, seconds, memory
        self._process: Popen[bytes] | None = None
        self._let_go: Callable[[], object] = bool
        self._one_at_a_time = threading.Lock()

    def ask(self, *asked: object) -> tuple[dict[str, Any], bytearray]:
        """One question. Raises ToolMissing; ToolTimeout or ToolFailed where there is no answer, or it says `failed`."""
        with self._one_at_a_time:
            try:
                about, body = self._asked(json.dumps(asked).encode() + b"\n")
            except BaseException:
                self.close()
                raise
        if "failed" in about:
            raise ToolFailed(f"{about['failed']}.")
        return about, body

    def close(self) -> None:
        """End the program, if it stands."""
        self._let_go()
        self._process = None

    def _asked(self, line: bytes) -> tuple[dict[str, Any], bytearray]:
        process = self._process or self._begun()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(line)
            process.stdin.flush()
        except OSError as error:
            raise ToolFailed("the program ended.") from error
        pipe, until = process.stdout.fileno(), time.monotonic() + self._seconds
        (size,) = _HEAD.unpack(self._take(pipe, _HEAD.size, until))
        about: dict[str, Any] = json.loads(bytes(self._take(pipe, size, until)))
        return about, self._take(pipe, int(about["bytes"]), until)

    def _begun(self) -> Popen[bytes]:
        self._process = process = started(self._argv, listens=True)
        self._let_go = weakref.finalize(self, end, process)
        limit(process.pid, None, self._memory)
        return process

    def _take(self, pipe: int, count: int, until: float) -> bytearray:
        """So many bytes of what the program writes."""
        found, at = bytearray(count), 0
        view = memoryview(found)
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN)
        while at < count:
            if not waiting.poll(max(0.0, 1000 * (until - time.monotonic()))):
                raise ToolTimeout(f"the program took longer than {self._seconds:g} s.")
            got = os.readv(pipe, [view[at:]])
            if not got:
                raise ToolFailed("the program ended.")
            at += got
        return found
