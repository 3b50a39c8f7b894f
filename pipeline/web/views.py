"""The parts of the record page: fields, pairs of languages, authors, pages, and the whole."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.article import Flag
from pipeline.records.record import Correction, Record, RecordEvidence
from pipeline.store.contents import Change
from pipeline.store.repository import Step
from pipeline.store.tables import Entry
from pipeline.web.reading import Spot, ValueRun


@dataclass(frozen=True)
class FieldView:
    """One editable value. A cell of an abstract has its stretch's `start`; whole values have none."""

    path: str
    label: str
    lang: str | None
    value: str
    runs: tuple[ValueRun, ...] = ()
    places: tuple[Spot, ...] = ()
    machine: bool = False
    corrected: bool = False
    confirmed: bool = False
    flags: tuple[Flag, ...] = ()
    evidence: RecordEvidence | None = None
    start: int | None = None
    by: Correction | None = None

    @property
    def boxes(self) -> str:
        """The places as `page,left,top,right,bottom` joined by blanks, for the page's script."""
        return " ".join(",".join(map(str, (place.page, *place.bbox))) for place in self.places)

    @property
    def outline(self) -> str:
        """The box of the whole field, once: a cell of an abstract has it only where the abstract begins."""
        if self.evidence is None or self.start:
            return ""
        return ",".join(map(str, (self.evidence.page, *self.evidence.bbox)))

    @property
    def node(self) -> str:
        """A name for the element that shows it."""
        return "f-" + self.path.replace(".", "-") + (f"-{self.start}" if self.start is not None else "")


@dataclass(frozen=True)
class BothLanguages:
    """A field in both languages; `sections` are the paths of the abstract sections that begin here."""

    label: str
    source: FieldView | None
    target: FieldView | None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuthorView:
    """One author's fields."""

    number: int
    names: tuple[FieldView, ...]
    others: tuple[FieldView, ...]


@dataclass(frozen=True)
class PageView:
    """A page that was read, and whether its picture is there."""

    number: int
    width: int
    height: int
    pictured: bool


@dataclass(frozen=True)
class RecordView:
    """Everything on the record page."""

    entry: Entry
    record: Record
    revision: int
    source: str
    target: str
    pages: tuple[PageView, ...]
    title: BothLanguages
    abstract: tuple[FieldView, ...]
    rows: tuple[BothLanguages, ...]
    keywords: BothLanguages
    journal: BothLanguages
    authors: tuple[AuthorView, ...]
    affiliations: tuple[BothLanguages, ...]
    singles: tuple[FieldView, ...]
    sections: tuple[FieldView, ...]
    flags: tuple[Flag, ...]
    all_flags: tuple[Flag, ...]
    offers: tuple[Change, ...]
    touched: frozenset[str]
    undoes: Step | None
    twins: tuple[Entry, ...]
    further: tuple[int, ...]
    unknown: tuple[tuple[str, str], ...]
    other_reader: str

    @property
    def languages(self) -> tuple[str, str]:
        """The document's language and the one beside it."""
        return self.source, self.target
