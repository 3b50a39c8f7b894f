"""Where a run's time went."""

from __future__ import annotations

import io

from rich.console import Console

from pipeline.batch.events import Began, DocumentEnded, Event
from pipeline.cli.profile import Profile


def test_seconds_are_added_up_by_stage_and_shared_out_by_page() -> None:
    heard: list[Event] = []
    profile = Profile(heard.append)
    events = [
        Began(3, 3),
        DocumentEnded("a", "a", "ok", 7.0, 2, stages={"recognize": 5.0, "layout": 1.0}),
        DocumentEnded("b", "b", "ok", 3.0, 1, stages={"recognize": 2.0, "layout": 0.0}),
        DocumentEnded("c", "c", "failed"),
    ]
    for event in events:
        profile(event)
    assert heard == events
    shown = io.StringIO()
    profile.show(Console(file=shown, width=100))
    lines = [line.split() for line in shown.getvalue().splitlines()]
    assert ["recognize", "7.00", "88%", "2.333", "3.500"] in lines
    assert ["all", "8.00", "100%", "2.667", "4.000"] in lines
    assert shown.getvalue().index("a: 7.0 s, 2 p.") < shown.getvalue().index("b: 3.0 s")


def test_a_run_that_read_nothing_shows_nothing() -> None:
    shown = io.StringIO()
    Profile(lambda _: None).show(Console(file=shown))
    assert shown.getvalue() == ""
