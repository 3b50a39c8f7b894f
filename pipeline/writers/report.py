"""The HTML report after a run: a list of all documents to search, filter and sort, and each page beside its record.

`report.html` holds the list. The documents themselves lie in parts in `.scanglot/report/`, and a part is loaded when one
of its documents is opened: parts are scripts, which a browser loads from a folder without any server. A report in one
file holds parts and pictures itself.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from pipeline.errors import UnreadableFile
from pipeline.languages.families import ENGLISH
from pipeline.records.article import Severity, Status
from pipeline.records.paths import FieldPath
from pipeline.records.record import ErrorInfo, Record
from pipeline.writers import report_figures as figures
from pipeline.writers.record_files import HIDDEN, read_record, record_files

PART = 50
"""Documents in one part: half a megabyte, which a browser takes at once."""

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


class Listed(NamedTuple):
    """One document of the list; `found` is what a search looks at, `flags` are the codes that want a person."""

    path: Path
    file: str
    title: str
    original: str
    status: Status
    score: float
    year: int | None
    language: str
    flags: tuple[str, ...]
    grave: bool
    machine: bool
    found: str
    seconds: dict[str, float]
    error: ErrorInfo | None

    @property
    def listed(self) -> list[object]:
        """What the page needs of it, in the order that report.js names."""
        return [
            self.path.as_posix(),
            self.file,
            self.title,
            self.original,
            self.status.value,
            self.score,
            self.year or 0,
            self.language,
            list(self.flags),
            int(self.machine),
            self.found,
        ]


class Box(NamedTuple):
    """A field's box on a page, in percent of the page's width and height."""

    path: str
    group: str
    left: float
    top: float
    width: float
    height: float
    confidence: float


class ReportPage(NamedTuple):
    """A page picture with its boxes."""

    number: int
    href: str
    boxes: tuple[Box, ...]


def write_report(out: Path, one_file: Path | None = None) -> Path:
    """Write the report of a folder of records and return its path; the old report is replaced whole.

    It is `report.html` in the folder with its parts beside it, or `one_file` with everything in it. Raises OSError.
    """
    rows = sorted(_listed_records(out), key=_urgency)
    if one_file is not None:
        _replace(one_file, index_html(rows, "".join(_scripts(out, rows, whole=True))))
        return one_file
    parts, fresh = out / HIDDEN / "report", out / HIDDEN / "report.part"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for number, part in enumerate(_scripts(out, rows)):
        (fresh / f"{number}.js").write_text(part, encoding="utf-8")
    shutil.rmtree(parts, ignore_errors=True)
    fresh.rename(parts)
    _replace(out / "report.html", index_html(rows))
    return out / "report.html"


def _replace(target: Path, text: str) -> None:
    aside = target.with_name(f".{target.name}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _listed_records(out: Path) -> Iterator[Listed]:
    for path in record_files([out]):
        try:
            yield row(read_record(path), path.relative_to(out))
        except UnreadableFile:
            continue


def _urgency(entry: Listed) -> tuple[int, bool, float, str]:
    """What failed comes first, then what needs eyes: errors before warnings, the worst score first."""
    order = {Status.FAILED: 0, Status.NEEDS_REVIEW: 1, Status.OK: 2}
    return order[entry.status], not entry.grave, entry.score, entry.file


def row(record: Record, path: Path) -> Listed:
    """The row of a record whose file stands at `path` below the folder."""
    doubts = sorted(
        (flag for flag in record.quality.flags if flag.severity is not Severity.INFO),
        key=lambda flag: flag.severity is not Severity.ERROR,
    )
    first = next(iter(record.title.values()), "")
    title = record.title.get(ENGLISH, first)
    names = [name for author in record.authors for name in author.name.values()]
    return Listed(
        path=path,
        file=record.source.file,
        title=title,
        original=first if first != title else "",
        status=record.status,
        score=record.quality.score,
        year=record.year,
        language=record.language or "",
        flags=tuple(dict.fromkeys(flag.code for flag in doubts)),
        grave=any(flag.severity is Severity.ERROR for flag in doubts),
        machine=bool(record.translated),
        found=" ".join([*names, *record.journal.values(), record.doi or "", record.issn or ""]).strip(),
        seconds=record.provenance.seconds,
        error=record.error,
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.writers"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def _asset(name: str) -> Markup:
    """A style sheet or script of ours, as it is."""
    source, _, _ = _templates().loader.get_source(_templates(), name)  # type: ignore[union-attr]
    return Markup(source)  # noqa: S704  (a file of the package)


def index_html(rows: list[Listed], inside: str = "") -> str:
    """The page with the list of documents in their order; `inside` holds the parts, where the report is one file."""
    read = [entry for entry in rows if entry.error is None]
    return (
        _templates()
        .get_template("report.html")
        .render(
            rows=[entry.listed for entry in rows],
            count=len(rows),
            part=PART,
            inside=Markup(inside.replace("</", "<\\/")),  # noqa: S704  (strings of JSON, which cannot end a script)
            style=_asset("report.css"),
            script=_asset("report.js"),
            statuses=Counter(entry.status.value for entry in rows),
            languages=Counter(entry.language for entry in read if entry.language).most_common(),
            machine=sum(entry.machine for entry in read),
            causes=figures.causes((entry.file, entry.error) for entry in rows if entry.error is not None),
            stages=figures.stages(entry.seconds for entry in read),
            scores=figures.scores(entry.score for entry in read),
            flags=figures.flags(entry.flags for entry in read),
        )
    )


def _scripts(out: Path, rows: list[Listed], *, whole: bool = False) -> Iterator[str]:
    """The parts, one script each; with their pictures in them where the report is one `whole` file."""
    template = _templates().get_template("report_record.html")
    for start in range(0, len(rows), PART):
        shown = {}
        for entry in rows[start : start + PART]:
            record = read_record(out / entry.path)
            pages = tuple(_pages(out, entry.path, record, whole=whole))
            shown[entry.path.as_posix()] = template.render(
                record=record,
                row=entry,
                href=quote(entry.path.as_posix()),
                pages=pages,
                groups=GROUPS,
                whole=whole,
            )
        yield f"shown({json.dumps(shown, ensure_ascii=False)});\n"


def _pages(out: Path, path: Path, record: Record, *, whole: bool) -> Iterator[ReportPage]:
    folder = Path(HIDDEN) / "pages" / path.with_suffix("")
    for page in record.source.pages:
        picture = folder / f"p{page.number}.jpg"
        if not (out / picture).exists():
            continue
        href = quote(picture.as_posix())
        if whole:
            href = "data:image/jpeg;base64," + base64.b64encode((out / picture).read_bytes()).decode()
        yield ReportPage(page.number, href, _boxes(record, page.number))


def _boxes(record: Record, number: int) -> tuple[Box, ...]:
    page = next(p for p in record.source.pages if p.number == number)
    boxes = []
    for path, evidence in record.evidence.items():
        if evidence.page != number:
            continue
        left, top, right, bottom = evidence.bbox
        name = FieldPath(path).top
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
