"""How a batch shows itself: a bar on a terminal, plain lines elsewhere, JSON events for scripts."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
)

from pipeline.batch.events import Began, DocumentEnded, Event, Listener, Summary
from pipeline.cli.output import Screen, StderrLog, any_text, json_for, unless_closed
from pipeline.cli.tables import counted, print_summary

_EVERY, _MINUTE = 10, 90.0
"""Plain lines tell at every so many documents how long the run still takes; from so many seconds on in minutes."""
_NAMES = {Began: "began", DocumentEnded: "document", Summary: "summary"}

log = logging.getLogger("scanglot.batch")


@contextmanager
def show(kind: str, *, log_json: bool = False) -> Iterator[Listener]:
    """A listener that shows events as `bar`, `plain` or `json`; `auto` is a bar on a terminal and plain elsewhere.

    With `log_json` standard error holds JSON lines alone, but where a bar is asked for.
    """
    any_text()
    _log_to_stderr(log_json)
    console = Screen(stderr=True)
    if kind == "auto":
        kind = "bar" if console.is_terminal and not log_json else "plain"
    if kind == "json":
        yield _also_log(_json)
    elif kind == "plain":
        yield _also_log(Plain(lines=not log_json))
    else:
        with Bar(console) as bar:
            yield _also_log(bar)


def _json(event: Event) -> None:
    print(json_for(sys.stdout, {"event": _NAMES[type(event)], **asdict(event)}), flush=True)  # noqa: T201


def _also_log(listener: Listener) -> Listener:
    def tell(event: Event) -> None:
        if isinstance(event, DocumentEnded):
            level = logging.WARNING if event.status == "failed" else logging.INFO
            log.log(
                level, "%s: %s", event.name, event.message or event.status, extra={"document": asdict(event)}
            )
        with unless_closed():
            listener(event)

    return tell


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        document = getattr(record, "document", None)
        if document is not None:
            line["document"] = document
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json_for(sys.stderr, line)


def _log_to_stderr(as_json: bool) -> None:
    ours = logging.getLogger("scanglot")
    ours.handlers.clear()
    ours.propagate = False
    if as_json:
        handler = StderrLog(sys.stderr)
        handler.setFormatter(_JsonLines())
        ours.addHandler(handler)
        ours.setLevel(logging.INFO)
    else:
        ours.addHandler(logging.NullHandler())


class Plain:
    """One line a document on standard error unless the log tells them there, the summary on standard output."""

    def __init__(self, *, lines: bool = True) -> None:
        self._count, self._todo, self._lines = 0, 0, lines

    def __call__(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, Summary):
            print_summary(event, Screen())
        elif not self._lines:
            return
        elif isinstance(event, Began):
            self._todo = event.todo
            print(begun(event), file=sys.stderr, flush=True)  # noqa: T201
        else:
            self._count += 1
            of = f"/{self._todo}" if self._todo else ""
            told = f"  {left(event)}" if self._count % _EVERY == 0 and left(event) else ""
            print(  # noqa: T201
                f"[{self._count}{of}] {event.status:12} {event.name}  {_detail(event)}{told}",
                file=sys.stderr,
                flush=True,
            )


class Bar:
    """A bar with counts, pages a minute, failures and the time left; the summary after it."""

    def __init__(self, console: Screen) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TextColumn("[red]{task.fields[failed]}"),
            TextColumn("{task.fields[left]}"),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=None, speed="", failed="", left="")
        self._pages, self._failed, self._start = 0, 0, time.monotonic()

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, Began):
            self._bar.update(self._task, total=event.todo)
            self._bar.console.print(escape(begun(event)))
        elif isinstance(event, DocumentEnded):
            self._document(event)
        else:
            self._bar.stop()
            print_summary(event, Screen())

    def _document(self, event: DocumentEnded) -> None:
        self._pages += event.pages
        speed = f"{60 * self._pages / (time.monotonic() - self._start):.1f} pages/min"
        if event.status == "failed":
            self._failed += 1
            self._bar.console.print(f"[red]failed[/] {escape(event.name)}  {escape(event.message)}")
        failed = f"{self._failed} failed" if self._failed else ""
        self._bar.update(
            self._task,
            advance=1,
            description=escape(event.name[-40:]),
            speed=speed,
            failed=failed,
            left=left(event),
        )


def _detail(event: DocumentEnded) -> str:
    if event.status == "failed":
        return event.message
    if event.copied:
        return "same content as another, copied"
    return f"{counted(event.pages, 'page')}, {event.seconds:.1f} s"


def left(event: DocumentEnded) -> str:
    """How long the run still takes, in words; nothing where it is over or cannot be foretold."""
    if not event.left:
        return ""
    return (
        f"about {event.left / 60:.0f} min left" if event.left >= _MINUTE else f"about {event.left:.0f} s left"
    )


def begun(event: Began) -> str:
    """How a batch begins, in a line."""
    done = event.total - event.todo
    earlier = f", {done} finished earlier" if done else ""
    return f"{counted(event.total, 'document')}{earlier}, {event.todo} to read"
