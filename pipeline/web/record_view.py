"""What the record page shows: every field with its marks, flags, repairs and place on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.languages.families import CHINESE, ENGLISH
from pipeline.records.catalogue import Shape, named
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record, RecordEvidence
from pipeline.store.contents import Change, contents, offers, under
from pipeline.store.repository import Stored
from pipeline.web import page_files
from pipeline.web.align import Side, TextStretch, aligned, differing
from pipeline.web.claims import other_reader
from pipeline.web.labels import by_harm, label_of, single_paths, unknown
from pipeline.web.reading import ReadPage, Spot, ValueOnPage, ValueRun, read_from
from pipeline.web.speech import Say
from pipeline.web.views import AuthorView, BothLanguages, FieldView, PageView, RecordView


def record_view(stored: Stored, say: Say, reader: str = "") -> RecordView:
    """Lay a stored record out for the page, its labels in the language of `say`, for the person `reader`."""
    return _Layout(stored, say, reader).view()


class _Layout:
    """Looks fields up once, and keeps what every field needs: contents, pages, reviews."""

    def __init__(self, stored: Stored, say: Say, reader: str) -> None:
        self.stored, self.record, self.say, self.reader = stored, stored.record, say, reader
        self.values = contents(self.record)
        numbers = [page.number for page in self.record.source.pages]
        read = (page_files.page_text(stored.entry, number) for number in numbers)
        self.pages: list[ReadPage] = [page for page in read if page is not None]
        self.source, self.target = _languages(self.record)
        self.placed: set[str] = set()

    def view(self) -> RecordView:
        record, entry = self.record, self.stored.entry
        offered = self.stored.offered
        found = offers(record, offered) if offered else ()
        parts = {
            "title": self.pair("title"),
            "keywords": self.pair("keywords"),
            "journal": self.pair("journal"),
            "abstract": tuple(f for f in (self.abstract(self.source), self.abstract(self.target)) if f),
            "rows": tuple(self.rows()),
            "authors": tuple(self.author(n) for n in range(len(record.authors))),
            "affiliations": tuple(
                self.pair(FieldPath.of("affiliations", n, "name"), f"{a.id}")
                for n, a in enumerate(record.affiliations)
            ),
            "singles": tuple(self.field(path) for path in single_paths(record)),
            "sections": tuple(
                self.field(FieldPath.of("sections", n, part))
                for n in range(len(record.sections))
                for part in ("heading", "text")
            ),
        }
        return RecordView(
            entry=entry,
            record=record,
            revision=self.stored.revision,
            source=self.source,
            target=self.target,
            pages=tuple(
                PageView(p.number, p.width, p.height, page_files.picture(entry, p.number) is not None)
                for p in record.source.pages
            ),
            flags=by_harm(f for f in record.quality.flags if f.path not in self.placed),
            all_flags=by_harm(record.quality.flags),
            offers=found,
            touched=self.touched(found),
            undoes=self.stored.undoes,
            twins=self.stored.twins,
            further=self.further(),
            unknown=unknown(record),
            other_reader=other_reader(entry, self.reader),
            **parts,  # type: ignore[arg-type]
        )

    def touched(self, found: Sequence[Change]) -> frozenset[str]:
        """Which of the offered groups hold something that a person gave or confirmed."""
        review = self.record.review
        mine = (*review.corrected, *review.confirmed) if review else ()
        return frozenset(c.path for c in found if any(under(path, c.path) for path in mine))

    def further(self) -> tuple[int, ...]:
        """Pages of the document that were not read."""
        read = {page.number for page in self.record.source.pages}
        return tuple(n for n in range(1, (self.record.source.page_count or 0) + 1) if n not in read)

    def field(self, path: str, label: str = "") -> FieldView:
        """A whole value."""
        value = self.values.get(path, "")
        reading = self.reading(path, value)
        evidence = self.evidence(path)
        places = reading.places() or ((Spot(evidence.page, evidence.bbox),) if evidence else ())
        return self._field(path, label or label_of(path, self.say), value, reading.runs(), places)

    def _field(
        self, path: str, label: str, value: str, runs: tuple[ValueRun, ...], places: tuple[Spot, ...]
    ) -> FieldView:
        review = self.record.review
        self.placed.add(path)
        return FieldView(
            path=path,
            label=label,
            lang=_language_of(path),
            value=value,
            runs=runs,
            places=places,
            machine=any(under(path, p) for p in self.record.translated),
            corrected=review is not None and path in review.corrected,
            confirmed=review is not None and path in review.confirmed,
            flags=by_harm(f for f in self.record.quality.flags if f.path == path),
            by=review.corrections.get(path) if review else None,
            evidence=self.evidence(path),
        )

    def reading(self, path: str, value: str) -> ValueOnPage:
        return read_from(value, self.evidence(path), self.pages)

    def evidence(self, path: str) -> RecordEvidence | None:
        found = self.record.evidence.get(path)
        if found is None and path in named(Shape.MANY):
            found = self.record.evidence.get(path + ".0")
        return found

    def pair(self, path: str, label: str = "") -> BothLanguages:
        one, other = self.field(f"{path}.{self.source}"), self.field(f"{path}.{self.target}")
        one, other = _numbered(one, other)
        return BothLanguages(label or label_of(path, self.say), one, other)

    def abstract(self, code: str) -> FieldView | None:
        """The abstract's marks and flags; its text is shown by sentences."""
        path = FieldPath.of("abstract", code)
        return self.field(path) if path in self.values else None

    def rows(self) -> Iterator[BothLanguages]:
        codes = (self.source, self.target)
        readings = [
            self.reading(FieldPath.of("abstract", code), self.values.get(FieldPath.of("abstract", code), ""))
            for code in codes
        ]
        begun = 0
        for row in aligned(*(Side(self.record.abstract.get(code), code) for code in codes)):
            sections = self.sections(codes, begun) if row.label else ()
            begun += bool(row.label)
            cells = [
                self.cell(FieldPath.of("abstract", code), reading, span)
                for code, reading, span in zip(codes, readings, (row.source, row.target), strict=True)
            ]
            if cells[0] and cells[1]:
                cells = list(_numbered(cells[0], cells[1]))
            yield BothLanguages(row.label, cells[0], cells[1], sections)

    def sections(self, codes: tuple[str, str], number: int) -> tuple[str, ...]:
        """The paths of the sections of that number in both abstracts."""
        return tuple(
            FieldPath.of("abstract", code, "sections", number)
            for code in codes
            if (abstract := self.record.abstract.get(code)) and number < len(abstract.sections)
        )

    def cell(self, path: str, reading: ValueOnPage, span: TextStretch | None) -> FieldView | None:
        if span is None:
            return None
        start, end = span
        runs, places = reading.runs(start, end), reading.places(start, end)
        whole = self._field(path, label_of(path, self.say), reading.value[start:end], runs, places)
        return FieldView(**(whole.__dict__ | {"start": start, "flags": ()}))

    def author(self, number: int) -> AuthorView:
        path = FieldPath.of("authors", number)
        return AuthorView(
            number,
            tuple(self.field(f"{path}.name.{code}") for code in (self.source, self.target)),
            tuple(
                self.field(f"{path}.{part}") for part in ("affiliations", "corresponding", "email", "orcid")
            ),
        )


def _languages(record: Record) -> tuple[str, str]:
    """The two languages shown side by side: the document's own, and English or whatever else there is."""
    own = record.language or ENGLISH
    known = [*record.title, *record.abstract, *record.keywords, *record.journal]
    others = [code for code in dict.fromkeys(known) if code != own]
    if own != ENGLISH:
        return own, ENGLISH if ENGLISH in others or not others else others[0]
    return own, others[0] if others else CHINESE


def _language_of(path: str) -> str | None:
    return FieldPath(path).language


def _numbered(one: FieldView, other: FieldView) -> tuple[FieldView, FieldView]:
    """Both fields with the numbers marked that the other does not have."""
    if not one.value or not other.value:
        return one, other
    lonely = differing(one.value, one.lang or "", other.value, other.lang or "")
    first, second = (
        FieldView(**(field.__dict__ | {"runs": _marked(field.runs, stretches, field.start or 0)}))
        for field, stretches in zip((one, other), lonely, strict=True)
    )
    return first, second


def _marked(runs: Sequence[ValueRun], stretches: Sequence[TextStretch], start: int) -> tuple[ValueRun, ...]:
    """Runs cut where marked numbers begin and end."""
    cuts = sorted({start + place for stretch in stretches for place in stretch})
    found: list[ValueRun] = []
    for run in runs:
        edges = [run.start, *(c for c in cuts if run.start < c < run.start + len(run.text))]
        for edge, after in zip(edges, [*edges[1:], run.start + len(run.text)], strict=True):
            lonely = any(s.start <= edge - start < s.end for s in stretches)
            text = run.text[edge - run.start : after - run.start]
            found.append(run._replace(start=edge, text=text, lonely=lonely))
    return tuple(found)
