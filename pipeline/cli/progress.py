"""How a batch shows itself: a bar on a terminal, plain lines elsewhere, JSON events for scripts."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipeline.batch.events import Began, DocumentEnded, Event, Listener, Summary
from pipeline.batch.state import State

_NAMES = {Began: "began", DocumentEnded: "document", Summary: "summary"}
_COLOURS = {"ok": "green", "needs_review": "yellow", "failed": "red"}
_SHOWN = 20

log = logging.getLogger("scanglot.batch")


@contextmanager
def show(kind: str, *, log_json: bool = False) -> Iterator[Listener]:
    """A listener that shows events as `bar`, `plain` or `json`; `auto` is a bar on a terminal and plain elsewhere."""
    _log_to_stderr(log_json)
    console = Console(stderr=True)
    if kind == "auto":
        kind = "bar" if console.is_terminal else "plain"
    if kind == "json":
        yield _also_log(_json)
    elif kind == "plain":
        yield _also_log(Plain())
    else:
        with Bar(console) as bar:
            yield _also_log(bar)


def _json(event: Event) -> None:
    print(json.dumps({"event": _NAMES[type(event)], **asdict(event)}, ensure_ascii=False), flush=True)  # noqa: T201


def _also_log(listener: Listener) -> Listener:
    def tell(event: Event) -> None:
        if isinstance(event, DocumentEnded):
            level = logging.WARNING if event.status == "failed" else logging.INFO
            log.log(
                level, "%s: %s", event.name, event.message or event.status, extra={"document": asdict(event)}
            )
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
        return json.dumps(line, ensure_ascii=False)


def _log_to_stderr(as_json: bool) -> None:
    ours = logging.getLogger("scanglot")
    ours.handlers.clear()
    ours.propagate = False
    if as_json:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_JsonLines())
        ours.addHandler(handler)
        ours.setLevel(logging.INFO)
    else:
        ours.addHandler(logging.NullHandler())


class Plain:
    """One line a document on standard error, the summary on standard output."""

    def __init__(self) -> None:
        self._count, self._todo = 0, 0

    def __call__(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, Began):
            self._todo = event.todo
            print(begun(event), file=sys.stderr, flush=True)  # noqa: T201
        elif isinstance(event, DocumentEnded):
            self._count += 1
            of = f"/{self._todo}" if self._todo else ""
            detail = (
                event.message if event.status == "failed" else f"{event.pages} pages, {event.seconds:.1f} s"
            )
            print(  # noqa: T201
                f"[{self._count}{of}] {event.status:12} {event.name}  {detail}", file=sys.stderr, flush=True
            )
        else:
            Console().print(summary_table(event))


class Bar:
    """A bar with counts, pages a minute, failures and the time left; the summary after it."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TextColumn("[red]{task.fields[failed]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=None, speed="", failed="")
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
            Console().print(summary_table(event))

    def _document(self, event: DocumentEnded) -> None:
        self._pages += event.pages
        speed = f"{60 * self._pages / (time.monotonic() - self._start):.1f} pages/min"
        if event.status == "failed":
            self._failed += 1
            self._bar.console.print(f"[red]failed[/] {escape(event.name)}  {escape(event.message)}")
        failed = f"{self._failed} failed" if self._failed else ""
        self._bar.update(
            self._task, advance=1, description=escape(event.name[-40:]), speed=speed, failed=failed
        )


def begun(event: Began) -> str:
    """How a batch begins, in a line."""
    done = event.total - event.todo
    earlier = f", {done} finished earlier" if done else ""
    return f"{event.total} documents{earlier}, {event.todo} to read"


def summary_table(summary: Summary) -> Table:
    """What came out, for people; the failures with their reasons, as far as a screen bears."""
    table = Table(title="scanglot", title_justify="left", show_header=False, box=None)
    table.add_column(style="bold")
    table.add_column()
    for label, count in (
        ("documents", summary.total),
        ("ok", summary.ok),
        ("needs_review", summary.needs_review),
        ("failed", summary.failed),
        ("finished earlier", summary.skipped),
        ("same content, copied", summary.copied),
        ("left undone", summary.left),
    ):
        if count or label in {"documents", "ok", "needs_review", "failed"}:
            colour = _COLOURS.get(label, "") if count else ""
            table.add_row(label, f"[{colour}]{count}[/]" if colour else str(count))
    table.add_row(
        "pages read", f"{summary.pages} in {summary.seconds:.1f} s, {summary.pages_per_minute:.1f} a minute"
    )
    for failure in summary.failures[:_SHOWN]:
        table.add_row(f"[red]{escape(failure.code)}[/]", escape(failure.message))
    if len(summary.failures) > _SHOWN:
        table.add_row("", f"and {len(summary.failures) - _SHOWN} more: see failed.csv")
    return table


def state_table(state: State) -> Table:
    """How far a folder has come, for people."""
    table = Table(title="scanglot", title_justify="left", show_header=False, box=None)
    table.add_column(style="bold")
    table.add_column()
    left = "" if state.seconds_left is None else f", about {state.seconds_left / 60:.0f} min left"
    table.add_row("last run", f"{state.run}, {state.done} of {state.todo} done{left}")
    table.add_row("speed", f"{state.pages_per_minute:.1f} pages a minute")
    for label, count in (("ok", state.ok), ("needs_review", state.needs_review), ("failed", state.failed)):
        table.add_row(label, f"[{_COLOURS[label]}]{count}[/]" if count else "0")
    for failure in state.failures[:_SHOWN]:
        table.add_row(f"[red]{escape(failure.code)}[/]", escape(failure.message))
    if len(state.failures) > _SHOWN:
        table.add_row("", f"and {len(state.failures) - _SHOWN} more: see failed.csv")
    return table
