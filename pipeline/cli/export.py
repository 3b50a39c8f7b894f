"""`scanglot export`: records in the formats that libraries and indexes take."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.records.record import Record

Dated = tuple[Path, "Record"]


class Only(StrEnum):
    """Which records are taken."""

    ALL = "all"
    OK = "ok"
    APPROVED = "approved"


def export(
    paths: Annotated[list[Path], typer.Argument(help="Records, or folders of records.", exists=True)],
    to: Annotated[str, typer.Option("--to", help="Format; an unknown one lists them all.")],
    out: Annotated[
        Path | None,
        typer.Option(help="File, or folder for formats of one file a record. Default: standard output."),
    ] = None,
    only: Annotated[
        Only, typer.Option(help="Take all records, those that are ok, or approved ones.")
    ] = Only.ALL,
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
) -> None:
    """Write records as JSON lines, JATS, PubMed, Crossref, DataCite, CSL, RIS, BibTeX, MARCXML, PDF and more."""
    from pipeline.writers.formats import find, stream

    records = (
        _approved(paths, db, changed_since) if only is Only.APPROVED else _records(paths, only, changed_since)
    )
    if to == "pdf":
        _searchable(paths, records, _folder(out, to), source)
        return
    if to == "tmx":
        _put(out, to, _tmx(records))
        return
    chosen = find(to)
    if not chosen.many:
        folder = _folder(out, to)
        for path, record in records:
            _write(folder / path.with_suffix(chosen.suffix), chosen.write(record))
    else:
        _put(out, to, stream(chosen, (record for _, record in records)))


def _records(paths: list[Path], only: Only, since: datetime | None) -> Iterator[Dated]:
    """The wanted records with the path they have below the folder they were found in."""
    from pipeline.errors import UnreadableFile
    from pipeline.records.article import Status
    from pipeline.writers.record_files import read_record, record_files

    moment = since.replace(tzinfo=UTC).timestamp() if since else 0.0
    for root in paths:
        for path in record_files([root]):
            if path.stat().st_mtime < moment:
                continue
            try:
                record = read_record(path)
            except UnreadableFile as error:
                typer.echo(f"scanglot: {error}", err=True)
                continue
            if record.status is Status.FAILED or (only is Only.OK and record.status is not Status.OK):
                continue
            yield (path.relative_to(root) if root.is_dir() else Path(path.name)), record


def _approved(paths: list[Path], db: str, since: datetime | None) -> Iterator[Dated]:
    """Approved records as they stand on the review desks of the folders."""
    from pipeline.records.record import Record
    from pipeline.store.database import default_url
    from pipeline.store.desk import Desk
    from pipeline.store.queue import Filters

    moment = since.replace(tzinfo=UTC).isoformat(timespec="microseconds") if since else ""
    filters = Filters(state="approved", changed_since=moment)
    for url in dict.fromkeys([db] if db else [default_url(path) for path in paths]):
        desk = Desk(url)
        try:
            after = 0
            while found := desk.harvest.page(filters, 200, after):
                yield from ((Path(s.entry.path), Record.model_validate_json(s.record)) for s in found)
                after = found[-1].entry.seq
        finally:
            desk.close()


def _tmx(records: Iterator[Dated]) -> Iterator[str]:
    """The sentence pairs of abstracts that are printed in two languages."""
    from pipeline.store.bilingual import sentence_pairs
    from pipeline.writers.tmx import tmx

    pairs = (pair for _, record in records for pair in sentence_pairs(record, "en"))
    return tmx(((p.source_language, p.source, p.target_language, p.target, p.origin) for p in pairs), "*all*")


def _put(out: Path | None, to: str, pieces: Iterator[str]) -> None:
    """To standard output, or whole to a file."""
    from pipeline.errors import SettingsError

    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.writelines(pieces)
    elif out.is_dir():
        raise SettingsError(f"--out {out} is a folder, but {to} is one file.", cure="Name a file.")
    else:
        _stream_to(out, pieces)


def _folder(out: Path | None, to: str) -> Path:
    from pipeline.errors import SettingsError

    if out is None or out.is_file():
        raise SettingsError(f"{to} is one file a record.", cure="Name a folder with --out.")
    return out


def _write(path: Path, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(data)
    aside.replace(path)


def _stream_to(path: Path, pieces: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as target:
            target.writelines(pieces)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _searchable(roots: list[Path], records: Iterator[Dated], folder: Path, scans: Path | None) -> None:
    from pipeline.errors import ScanglotError, SettingsError
    from pipeline.writers.record_files import page_texts
    from pipeline.writers.searchable_pdf import searchable_pdf

    if scans is None:
        raise SettingsError("pdf needs the scans.", cure="Name the folder they were read from with --source.")
    for path, record in records:
        try:
            pages = page_texts(roots, path)
            content = searchable_pdf(_scan(scans, record), pages)
        except ScanglotError as error:
            typer.echo(f"scanglot: {error}", err=True)
            continue
        _write(folder / path.with_suffix(".pdf"), content)


def _scan(scans: Path, record: Record) -> Path:
    """The file that a record was read from: by its name, or by name anywhere below the folder."""
    from pipeline.errors import UnreadableFile

    named = scans if scans.is_file() else scans / record.source.file
    if named.is_file():
        return named
    found = next(iter(sorted(scans.rglob(Path(record.source.file).name))), None)
    if found is None:
        raise UnreadableFile(
            "is not there.", where=str(named), cure="Give the folder of the scans with --source."
        )
    return found
