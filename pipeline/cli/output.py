"""What a run prints while it goes: where nobody reads it any more, it falls silent and the run goes on."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

import typer
from rich.console import Console


@contextmanager
def unless_closed() -> Iterator[None]:
    """Print in here: an output whose reader is gone, or whose disk is full, is silent from then on."""
    try:
        yield
    except OSError:
        hush()


def any_text() -> None:
    """Let standard output take every character: what its encoding lacks is written as an escape."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def json_for(stream: TextIO | None, value: object) -> str:
    """JSON on one line, in characters that the stream's encoding has."""
    every = stream is not None and (stream.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not every)


def hush() -> None:
    """Send what is left to print on every standard stream that cannot be written any more to nowhere."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            _to_nowhere(stream)


def _to_nowhere(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say(text: str, *, err: bool = False) -> None:
    """Print a line on standard output, or standard error."""
    with unless_closed():
        typer.echo(text, err=err)


def log_everything() -> None:
    """Tell on standard error what stages and engines say of their work, with document and page."""
    ours, handler = logging.getLogger("scanglot"), StderrLog(sys.stderr)
    handler.setFormatter(
        logging.Formatter(
            "%(document)s page %(page)s %(name)s: %(message)s", defaults={"document": "", "page": ""}
        )
    )
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG)
    ours.propagate = False


class Screen(Console):
    """A rich console that does not end the program when its reader does."""

    def on_broken_pipe(self) -> None:
        """Fall silent."""
        self.quiet = True
        hush()


class StderrLog(logging.StreamHandler[TextIO]):
    """A log on standard error that falls silent when its reader ends."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        """Called where a line could not be written."""
        if isinstance(sys.exc_info()[1], OSError):
            hush()
        else:
            super().handleError(record)
