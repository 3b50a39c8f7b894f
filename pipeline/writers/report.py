"""The HTML report after a run: what came out, how sure it is, and every field on its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader

from pipeline.errors import UnreadableFile
from pipeline.records.article import Flag, Severity, Status
from pipeline.records.record import ErrorInfo, Record
from pipeline.writers.record_files import HIDDEN, read_record, record_files

SHOWN = 300
"""So many documents are shown with pictures, those that need eyes first; the table lists all."""

GROUPS = (
    "title",
    "authors",
    "affiliations",
    "abstract",
    "keywords",
    "doi",
    "journal",
    "dates",
    "funding",
    "other",
)


class Row(NamedTuple):
    """One document in the table; `machine` says that some of it is machine text."""

    href: str
    file: str
    title: str
    status: Status
    score: float
    flags: tuple[Flag, ...]
    seconds: dict[str, float]
    machine: bool
    error: ErrorInfo | None

    @property
    def doubts(self) -> tuple[Flag, ...]:
        """The flags that want a person, the gravest first."""
        grave = [flag for flag in self.flags if flag.severity is not Severity.INFO]
        return tuple(sorted(grave, key=lambda flag: flag.severity is not Severity.ERROR))


class Cause(NamedTuple):
    """Why documents failed, with all that failed of it."""

    code: str
    message: str
    rows: list[Row]


class Box(NamedTuple):
    """A field's box on a page, in percent of the page's width and height."""

    path: str
    group: str
    left: float
    top: float
    width: float
    height: float
    confidence: float


class Page(NamedTuple):
    """A page picture with its boxes."""

    number: int
    href: str
    boxes: tuple[Box, ...]


class Bar(NamedTuple):
    """One bar of a chart; `share` is its length in percent of the longest."""

    label: str
    value: str
    share: float


class Detail(NamedTuple):
    """One document with its record and pages."""

    row: Row
    record: Record
    pages: tuple[Page, ...]


def write_report(out: Path, shown: int = SHOWN) -> Path:
    """Write `report.html` into a folder of records and return its path; the old report is replaced whole."""
    rows: list[tuple[Path, Row]] = []
    for path in record_files([out]):
        try:
            rows.append((path, row(read_record(path), path.relative_to(out))))
        except UnreadableFile:
            continue
    rows.sort(key=lambda item: _urgency(item[1]))
    read = [(path, entry) for path, entry in rows if entry.error is None]
    details = (_detail(out, path, entry) for path, entry in read[:shown])
    target = out / "report.html"
    aside = out / ".report.html.part"
    try:
        with aside.open("w", encoding="utf-8") as stream:
            stream.writelines(report_html([entry for _, entry in rows], details, shown))
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def _urgency(entry: Row) -> tuple[int, bool, float, str]:
    """What failed comes first, then what needs eyes: errors before warnings, the worst score first."""
    order = {Status.FAILED: 0, Status.NEEDS_REVIEW: 1, Status.OK: 2}
    harmless = not any(flag.severity is Severity.ERROR for flag in entry.flags)
    return order[entry.status], harmless, entry.score, entry.file


def row(record: Record, path: Path) -> Row:
    """The table row of a record whose file stands at `path` below the report."""
    return Row(
        href=quote(path.as_posix()),
        file=record.source.file,
        title=next(iter(record.title.values()), ""),
        status=record.status,
        score=record.quality.score,
        flags=record.quality.flags,
        seconds=record.provenance.seconds,
        machine=bool(record.translated),
        error=record.error,
    )


def report_html(rows: Sequence[Row], details: Iterator[Detail], shown: int = SHOWN) -> Iterator[str]:
    """The report, piece by piece; the first `shown` documents that were read have their details."""
    environment = Environment(
        loader=PackageLoader("pipeline.writers"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    read = [entry for entry in rows if entry.error is None]
    return environment.get_template("report.html").generate(
        count=len(rows),
        read=read,
        details=details,
        shown=shown,
        groups=GROUPS,
        statuses=Counter(entry.status.value for entry in rows),
        machine=sum(entry.machine for entry in read),
        causes=_causes(entry for entry in rows if entry.error is not None),
        stages=_stages(read),
        scores=_scores(read),
        flags=_bars(
            Counter(code for entry in read for code in {flag.code for flag in entry.doubts}),
        ),
    )


def _causes(failed: Iterable[Row]) -> list[Cause]:
    """Failures by their cause, the most frequent first: the message without the file's name, and its files."""
    found: dict[tuple[str, str], Cause] = {}
    for entry in failed:
        assert entry.error is not None
        place = rf"(?:[^ ]*/)?{re.escape(entry.file)}(?:, page \d+)?: "
        message = re.sub(f"^{place}", "", entry.error.message)
        key = entry.error.code, message
        found.setdefault(key, Cause(*key, [])).rows.append(entry)
    return sorted(found.values(), key=lambda cause: -len(cause.rows))


def _stages(rows: Sequence[Row]) -> tuple[Bar, ...]:
    totals: Counter[str] = Counter()
    for stage, seconds in chain.from_iterable(entry.seconds.items() for entry in rows):
        totals[stage] += seconds  # type: ignore[assignment]
    whole, longest = sum(totals.values()) or 1, max(totals.values(), default=0) or 1
    return tuple(
        Bar(stage, f"{value:.1f} s, {value / whole:.0%}", 100 * value / longest)
        for stage, value in totals.items()
    )


def _scores(rows: Sequence[Row]) -> tuple[Bar, ...]:
    bins = Counter(min(9, int(entry.score * 10)) for entry in rows)
    longest = max(bins.values(), default=1)
    return tuple(
        Bar(f"{n / 10:.1f}–{(n + 1) / 10:.1f}", str(bins[n]), 100 * bins[n] / longest) for n in range(10)
    )


def _bars(counts: Counter[str]) -> tuple[Bar, ...]:
    longest = max(counts.values(), default=1)
    return tuple(Bar(label, str(count), 100 * count / longest) for label, count in counts.most_common(15))


def _detail(out: Path, path: Path, entry: Row) -> Detail:
    record = read_record(path)
    folder = Path(HIDDEN) / "pages" / path.relative_to(out).with_suffix("")
    pages = tuple(
        Page(page.number, quote((folder / f"p{page.number}.jpg").as_posix()), _boxes(record, page.number))
        for page in record.source.pages
        if (out / folder / f"p{page.number}.jpg").exists()
    )
    return Detail(entry, record, pages)


def _boxes(record: Record, number: int) -> tuple[Box, ...]:
    page = next(p for p in record.source.pages if p.number == number)
    boxes = []
    for path, evidence in record.evidence.items():
        if evidence.page != number:
            continue
        left, top, right, bottom = evidence.bbox
        name = path.split(".")[0]
        boxes.append(
            Box(
                path,
                name if name in GROUPS else "other",
                100 * left / page.width,
                100 * top / page.height,
                100 * (right - left) / page.width,
                100 * (bottom - top) / page.height,
                evidence.confidence,
            )
        )
    return tuple(sorted(boxes, key=lambda b: -b.width * b.height))
