"""Numbers that sheet after sheet prints by themselves and that count on: pages, though they look like years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.records.base import Same
from pipeline.stages.extract.passages import Passage, Zone, split_lines

_ALONE = re.compile(r"[\s·*.\-]*(\d{1,5})[\s·*.\-]*")


def counted(read: tuple[Passage, ...]) -> frozenset[tuple[int, int]]:
    """The sheet and number of lone numbers in heads that the sheet before or behind counts on: 2007 on one, 2008 on the next."""
    return _counted(Same(read))


@lru_cache(maxsize=2)
def _counted(key: Same[tuple[Passage, ...]]) -> frozenset[tuple[int, int]]:
    found = set(_lone(key.it))
    return frozenset(
        (page, number)
        for page, number in found
        if (page + 1, number + 1) in found or (page - 1, number - 1) in found
    )


def _lone(read: Iterable[Passage]) -> Iterable[tuple[int, int]]:
    for passage in read:
        for line in split_lines(passage) if passage.zone is Zone.HEAD else ():
            if match := _ALONE.fullmatch(line.text):
                yield line.page, int(match[1])


def is_counted(line: Passage, sheets: frozenset[tuple[int, int]]) -> bool:
    """Whether a line is nothing but such a number."""
    match = _ALONE.fullmatch(line.text)
    return match is not None and (line.page, int(match[1])) in sheets
