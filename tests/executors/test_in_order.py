"""Results in the order of their tasks."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

import pytest

from pipeline.errors import ToolFailed
from pipeline.executors import Done, Stop
from pipeline.executors.in_order import in_order

Task = tuple[int, str]


class Backwards:
    """Draws so many tasks as there are, and does the last one first."""

    def __init__(self, failing: str = "") -> None:
        self.stop, self.failing, self.most, self.closed = Stop(), failing, 0, False

    def run(self, tasks: Iterable[Task | None]) -> Generator[Done[Task, str], None, None]:
        rest, drawn = iter(tasks), list[Task]()
        try:
            while True:
                task = next(rest, (-1, ""))
                if task is not None and task[0] >= 0:
                    drawn.append(task)
                    self.most = max(self.most, len(drawn))
                    continue
                if not drawn:
                    return
                last = drawn.pop()
                error = ToolFailed("no") if last[1] == self.failing else None
                yield Done(last, result=last[1].upper(), error=error)
        finally:
            self.closed = True


def letters(count: int) -> Iterator[str]:
    yield from (chr(97 + number) for number in range(count))


def test_order_and_bound() -> None:
    executor = Backwards()
    assert "".join(in_order(executor, letters(20), 4)) == "ABCDEFGHIJKLMNOPQRST"
    assert executor.most == 4


def test_the_first_error_ends_all() -> None:
    executor = Backwards(failing="f")
    found: list[str] = []
    with pytest.raises(ToolFailed):
        found.extend(in_order(executor, letters(20), 4))
    assert executor.closed


def test_whoever_stops_listening_ends_the_work() -> None:
    executor = Backwards()
    results = in_order(executor, letters(20), 4)
    assert next(results) == "A"
    results.close()
    assert executor.closed
