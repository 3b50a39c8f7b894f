"""What came out of batches, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.batch.events import Summary
from pipeline.batch.state import BatchState

_COLOURS = {"ok": "green", "needs_review": "yellow", "failed": "red"}
_ALWAYS = {"documents", *_COLOURS}
_SHOWN = 20
_REASONS = 6


def print_summary(summary: Summary, console: Console) -> None:
    """A batch at its end, and why documents failed."""
    table = _table()
    for label, count in (
        ("documents", summary.total),
        ("ok", summary.ok),
        ("needs_review", summary.needs_review),
        ("failed", summary.failed),
        ("finished earlier", summary.skipped),
        ("same content, copied", summary.copied),
        ("left undone", summary.left),
    ):
        if count or label in _ALWAYS:
            table.add_row(label, _coloured(label, count))
    speed = f"{summary.pages} in {summary.seconds:.1f} s, {summary.pages_per_minute:.1f} a minute"
    table.add_row("pages read", speed)
    console.print(table)
    _print_reasons(summary, console)
    _print_failures([(f.code, f.message) for f in summary.failures], console)


def _print_reasons(summary: Summary, console: Console) -> None:
    """Why records need review: the commonest doubts, and in how many documents each stands."""
    if summary.reasons:
        listed = ", ".join(f"{code} {count}" for code, count in summary.reasons[:_REASONS])
        more = f", and {len(summary.reasons) - _REASONS} more" if len(summary.reasons) > _REASONS else ""
        console.print(f"To be reviewed for: {listed}{more}.", soft_wrap=True, highlight=False)


def print_state(state: BatchState, console: Console) -> None:
    """How far a folder has come, and why documents failed."""
    table = _table()
    table.add_row("last run", _run(state))
    if state.done:
        table.add_row("speed", f"{state.pages_per_minute:.1f} pages a minute")
    table.add_row("documents", str(state.documents))
    for label, count in (("ok", state.ok), ("needs_review", state.needs_review), ("failed", state.failed)):
        table.add_row(label, _coloured(label, count))
    console.print(table)
    _print_failures([(f.code, f.message) for f in state.failures], console)


def _run(state: BatchState) -> str:
    began = (
        f" {datetime.fromtimestamp(state.started, UTC).astimezone():%Y-%m-%d %H:%M}" if state.started else ""
    )
    left = "" if state.seconds_left is None else f", about {state.seconds_left / 60:.0f} min left"
    of = f" of {state.todo}" if state.todo else ""
    return f"{state.run}, began{began}, {state.done}{of} done{left}" if state.run != "none" else "none"


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table() -> Table:
    table = Table(title="scanglot", title_justify="left", show_header=False, box=None)
    table.add_column(style="bold")
    table.add_column()
    return table


def _coloured(label: str, count: int) -> str:
    colour = _COLOURS.get(label)
    return f"[{colour}]{count}[/]" if colour and count else str(count)


def _print_failures(failures: Sequence[tuple[str, str]], console: Console) -> None:
    """Codes and messages, a line each, as many as a screen bears."""
    for code, message in failures[:_SHOWN]:
        console.print(f"[red]{escape(code)}[/]  {escape(message)}", soft_wrap=True, highlight=False)
    if len(failures) > _SHOWN:
        console.print(f"and {len(failures) - _SHOWN} more: see failed.csv")
