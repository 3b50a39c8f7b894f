"""`scanglot match`: what registries know of records. Nothing is asked but on this command, and nothing is overwritten."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.engines.polite import Polite
    from pipeline.engines.registries import Suggestion
    from pipeline.records.record import Record

_EXAMPLE = "example.org"


def match(
    paths: Annotated[list[Path], typer.Argument(help="Records, or folders of records.", exists=True)],
    contact: Annotated[
        str, typer.Option(help="Your e-mail address, which registries are given with every question.")
    ],
    registry: Annotated[
        str, typer.Option(help="Which to ask, of doi, crossref, openalex, ror, issn.")
    ] = "doi,crossref,openalex,ror,issn",
    out: Annotated[
        Path | None, typer.Option(help="File of suggestions, JSON lines. Default: standard output.")
    ] = None,
    cache: Annotated[
        Path, typer.Option(help="Folder that answers are kept in: nothing is asked twice.")
    ] = Path("outputs/.scanglot/registries"),
    pause: Annotated[float, typer.Option(help="Seconds between two questions to one host.", min=0)] = 1.0,
    offline: Annotated[bool, typer.Option("--offline", help="Answer from the cache alone.")] = False,
    at: Annotated[
        list[str] | None, typer.Option(help="Ask a mirror instead: REGISTRY=URL; may be repeated.")
    ] = None,
) -> None:
    """Suggest values that registries have for records, each with its source; records stay as they are.

    Example: scanglot match outputs --contact you@library.edu --registry crossref,issn --out suggestions.jsonl
    """
    from pipeline.cli.export_files import put
    from pipeline.engines.polite import Polite

    addresses = _addresses(at or [])
    names = _registries_named(registry, list(addresses))
    if "@" not in contact or contact.endswith(_EXAMPLE):
        raise SettingsError(
            f"'{contact}' is no e-mail address of yours.", cure="Registries want one: --contact."
        )
    tally: Counter[str] = Counter()
    polite = Polite(cache, contact, pause=pause, offline=offline)
    found = (s for record in _records(paths, tally) for s in _asked(record, names, polite, addresses, tally))
    lines = (json.dumps(one._asdict(), ensure_ascii=False) + "\n" for one in found)
    put(out, "match", lines)
    sys.stdout.flush()
    told = f"{tally['records']} records, {tally['agree']} values agree, {tally['differ']} differ or are new"
    typer.echo(f"scanglot: {told}; {tally['not reached']} questions without an answer.", err=True)
    if tally["not reached"]:
        raise typer.Exit(1)


def _asked(
    record: Record, names: list[str], polite: Polite, addresses: dict[str, str], tally: Counter[str]
) -> Iterator[Suggestion]:
    from pipeline.engines.polite import NotReached
    from pipeline.engines.registries import suggestions

    for name in names:
        try:
            for one in suggestions(name, record, polite, addresses):
                tally["agree" if one.agrees else "differ"] += 1
                yield one
        except NotReached as error:
            tally["not reached"] += 1
            typer.echo(f"scanglot: {name} gave no answer about {record.id} ({error}).", err=True)


def _records(paths: list[Path], tally: Counter[str]) -> Iterator[Record]:
    from pipeline.cli.export_records import Only, Tally, chosen

    for _, record in chosen(paths, Only.ALL, None, "", Tally()):
        tally["records"] += 1
        yield record


def _registries_named(registry: str, known: list[str]) -> list[str]:
    names = [name.strip() for name in registry.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise SettingsError(f"no registry '{', '.join(unknown)}'.", cure=f"Known: {', '.join(known)}.")
    return names


def _addresses(at: list[str]) -> dict[str, str]:
    from pipeline.engines.registries import ADDRESSES

    found = dict(ADDRESSES)
    for one in at:
        name, _, url = one.partition("=")
        if name not in found or not url.startswith(("http://", "https://")):
            raise SettingsError(f"--at {one} is no REGISTRY=URL.", cure=f"Registries: {', '.join(found)}.")
        found[name] = url
    return found
