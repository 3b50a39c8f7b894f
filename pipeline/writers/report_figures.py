"""The report's figures: how documents came out, their scores and flags, where the time went, and why some failed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from pipeline.records.record import ErrorInfo


class ChartBar(NamedTuple):
    """One bar of a chart; `share` is its length in percent of the longest."""

    label: str
    value: str
    share: float


class Cause(NamedTuple):
    """Why documents failed, with the files that failed of it."""

    code: str
    message: str
    files: list[str]


def causes(failed: Iterable[tuple[str, ErrorInfo]]) -> list[Cause]:
    """Failures (file, error) by their cause, the most frequent first; messages without the file's name."""
    found: dict[tuple[str, str], Cause] = {}
    for file, error in failed:
        place = rf"(?:[^ ]*/)?{re.escape(file)}(?:, page \d+)?: "
        message = re.sub(f"^{place}", "", error.message)
        key = error.code, message
        found.setdefault(key, Cause(*key, [])).files.append(file)
    return sorted(found.values(), key=lambda cause: -len(cause.files))


def stages(seconds: Iterable[Mapping[str, float]]) -> tuple[ChartBar, ...]:
    """Time by stage, over all documents."""
    totals: Counter[str] = Counter()
    for stage, value in chain.from_iterable(one.items() for one in seconds):
        totals[stage] += value  # type: ignore[assignment]
    whole, longest = sum(totals.values()) or 1, max(totals.values(), default=0) or 1
    return tuple(
        ChartBar(stage, f"{value:.1f} s, {value / whole:.0%}", 100 * value / longest)
        for stage, value in totals.items()
    )


def scores(found: Iterable[float]) -> tuple[ChartBar, ...]:
    """How many documents have which score, in tenths."""
    bins = Counter(min(9, int(score * 10)) for score in found)
    longest = max(bins.values(), default=1)
    return tuple(
        ChartBar(f"{n / 10:.1f}–{(n + 1) / 10:.1f}", str(bins[n]), 100 * bins[n] / longest) for n in range(10)
    )


def flags(found: Iterable[Iterable[str]], most: int = 15) -> tuple[ChartBar, ...]:
    """In how many documents each flag stands, the most frequent ones."""
    counts = Counter(code for codes in found for code in set(codes))
    longest = max(counts.values(), default=1)
    return tuple(
        ChartBar(code, str(count), 100 * count / longest) for code, count in counts.most_common(most)
    )
