"""`scanglot export`: records in the formats that libraries and indexes take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.export_files import folder_for, put, scan_of, whole_file, write
from pipeline.cli.export_records import Located, Only, Tally, chosen, found_records
from pipeline.cli.export_work import PARQUET, Converted, Written, converted

if TYPE_CHECKING:
    from pipeline.records.record import Record


class Extent(StrEnum):
    """Whether the record is written, or the text of all its pages with it."""

    RECORD = "record"
    ALL = "all"


def export(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Records, or folders of records.", exists=True)
    ] = None,
    *,
    to: Annotated[str, typer.Option("--to", help="Format; an unknown one lists them all.")],
    out: Annotated[
        Path | None,
        typer.Option(help="File, or folder for formats of one file a record. Default: standard output."),
    ] = None,
    only: Annotated[
        Only | None,
        typer.Option(
            help="Take all records, those fit for use (ok or approved), those that are ok, or approved ones. "
            "Default: fit for deposits (crossref, datacite, pubmed), else all but those that a person has rejected."
        ),
    ] = None,
    changed_since: Annotated[
        datetime | None, typer.Option(help="Only records written since that date.")
    ] = None,
    db: Annotated[
        str,
        typer.Option(help="For --only approved: the review desk's database.", envvar="SCANGLOT_DB"),
    ] = "",
    source: Annotated[
        Path | None, typer.Option(help="For pdf: the folder that the scans were read from.")
    ] = None,
    pages: Annotated[
        Extent,
        typer.Option(help="all: the whole text of the pages that were read, as markdown, tei or text."),
    ] = Extent.RECORD,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            help="Worker processes for many records, which come out in the same order; 0: none. Default: one a core.",
        ),
    ] = None,
) -> None:
    """Write records as JSON lines, JATS, PubMed, Crossref, DataCite, CSL, RIS, BibTeX, MARCXML, PDF and more.

    Example: scanglot export outputs --to ris --out records.ris
    """
    from pipeline.writers.formats import DEPOSITS, PAGE_FORMATS, WHOLE
    from pipeline.writers.opensearch import TEMPLATES, template_text

    if to in TEMPLATES:
        put(out, to, iter([template_text(to)]))
        return
    if not paths:
        raise typer.BadParameter("name records, or folders of records.", param_hint="PATHS")
    tally = Tally()
    wanted = only or (Only.FIT if to in DEPOSITS else None)
    records = chosen(paths, wanted, changed_since, db, tally)
    if to in PAGE_FORMATS or (pages is Extent.ALL and to in WHOLE):
        _files(_paged(paths, _all(records, tally), to), folder_for(out, to), tally)
    elif pages is Extent.ALL:
        raise typer.BadParameter(f"all pages go into {', '.join(WHOLE)} only.", param_hint="--pages")
    elif to == "pdf":
        _files(_searchable(paths, _all(records, tally), source), folder_for(out, to), tally)
    elif to == "tmx":
        put(out, to, _tmx(_all(records, tally)))
    else:
        found = found_records(paths, wanted, changed_since, db, tally)
        results = converted(found, to, wanted, jobs)
        (_parquet if to == PARQUET else _format)(to, results, out, tally)
    typer.echo(f"scanglot: {tally.told(to)}", err=True)
    if not tally.taken:
        raise typer.Exit(1)


def _format(to: str, results: Iterator[Converted], out: Path | None, tally: Tally) -> None:
    """The records in a format of the table."""
    from pipeline.writers.formats import find, joined

    one = find(to)
    if one.many:
        texts = (made.text for result in results for made in _kept(result, tally))
        put(out, to, joined(one, texts, empty=False))
        return
    folder = folder_for(out, to)
    for result in results:
        for made in _kept(result, tally):
            write(folder / Path(made.path).with_suffix(one.suffix), made.text)


def _kept(result: Converted, tally: Tally) -> Iterator[Written]:
    """What was taken, counted; the rest is told of."""
    for made in result.made:
        if made.told:
            typer.echo(f"scanglot: {made.told}", err=True)
        if made.left:
            tally.left[made.left] += 1
        else:
            tally.count(doubtful=made.doubtful)
            yield made


def _all(records: Iterable[Located], tally: Tally) -> Iterator[Located]:
    """Every record, counted."""
    for path, record in records:
        tally.take(record)
        yield path, record


def _parquet(to: str, results: Iterator[Converted], out: Path | None, tally: Tally) -> None:
    """All records in one Parquet file."""
    from pipeline.errors import SettingsError
    from pipeline.writers.parquet import write_rows

    if out is None or out.is_dir():
        raise SettingsError(f"{to} is one file.", cure="Name it with --out.")
    rows = (result.rows for result in results if list(_kept(result, tally)))
    with whole_file(out, rows) as (target, found):
        write_rows(found, target)


def _tmx(records: Iterator[Located]) -> Iterator[str]:
    """The sentence pairs of abstracts that are printed in two languages."""
    from pipeline.store.bilingual import sentence_pairs
    from pipeline.writers.tmx import tmx

    pairs = (pair for _, record in records for pair in sentence_pairs(record, "en"))
    return tmx(((p.source_language, p.source, p.target_language, p.target, p.origin) for p in pairs), "*all*")


Files = list[tuple[str, str | bytes]]
Made = tuple[Path, "Record", Callable[[], Files]]
"""A record with its path, and what makes its files: what they add to its stem, and what is in them."""


def _files(made: Iterator[Made], folder: Path, tally: Tally) -> None:
    """One file a record; what one of them lacks costs only that one."""
    from pipeline.errors import ScanglotError

    for path, record, content in made:
        try:
            files = [(suffix, text) for suffix, text in content() if text]
            for suffix, text in files:
                write(folder / path.with_suffix(suffix), text)
            if not files:
                tally.give_back(record, "with nothing of that kind on the pages")
        except ScanglotError as error:
            typer.echo(f"scanglot: {error}", err=True)
            tally.give_back(record, "could not be made (named above)")


def _paged(roots: list[Path], records: Iterator[Located], to: str) -> Iterator[Made]:
    from pipeline.writers.formats import PAGE_FORMATS, WHOLE
    from pipeline.writers.record_files import page_texts

    chosen = PAGE_FORMATS.get(to) or WHOLE[to]
    for path, record in records:

        def made(path: Path = path, record: Record = record) -> Files:
            pages = page_texts(roots, path)
            _say_unread(record)
            if not chosen.each_page:
                return [(chosen.suffix, chosen.write(record, pages, path.stem))]
            return [(f".p{p.number}{chosen.suffix}", chosen.write(record, [p], path.stem)) for p in pages]

        yield path, record, made


def _say_unread(record: Record) -> None:
    """Name the pages of which an `auto` run left lines unread: whole texts lack them."""
    lacking = [
        f"{page.number} ({page.lines_found - (page.lines_read or 0)} lines)"
        for page in record.source.pages
        if page.lines_found is not None and page.lines_found != page.lines_read
    ]
    if lacking:
        typer.echo(
            f"scanglot: {record.source.file}: not read on page {', '.join(lacking)}. Read all with: scanglot run --pages all.",
            err=True,
        )


def _searchable(roots: list[Path], records: Iterator[Located], scans: Path | None) -> Iterator[Made]:
    from pipeline.errors import SettingsError
    from pipeline.writers.record_files import page_texts
    from pipeline.writers.searchable_pdf import searchable_pdf

    if scans is None:
        raise SettingsError("pdf needs the scans.", cure="Name the folder they were read from with --source.")
    for path, record in records:

        def made(path: Path = path, record: Record = record) -> Files:
            _say_unread(record)
            return [(".pdf", searchable_pdf(scan_of(scans, record), page_texts(roots, path), record))]

        yield path, record, made
