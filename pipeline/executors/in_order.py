"""Results in the order of their tasks, whichever is done first: for outputs that are one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TypeVar, cast

from pipeline.executors import Done, Executor

T = TypeVar("T")
R = TypeVar("R")
Numbered = tuple[int, T]


def in_order(executor: Executor[Numbered[T], R], tasks: Iterable[T], ahead: int) -> Iterator[R]:
    """Yield the result of each task, in order; memory is that of `ahead` tasks, those at work among them.

    The work is given each task with its number. Raises the error of the first task that failed.
    """
    taken = 0

    def numbered() -> Iterator[Numbered[T] | None]:
        for number, task in enumerate(tasks):
            while number - taken >= ahead:
                yield None
            yield number, task

    waiting: dict[int, Done[Numbered[T], R]] = {}
    with closing(executor.run(numbered())) as running:
        for done in running:
            if done.error:
                raise done.error
            waiting[done.task[0]] = done
            while taken in waiting:
                result = waiting.pop(taken).result
                taken += 1
                yield cast("R", result)
