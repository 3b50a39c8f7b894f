"""`scanglot corpus`: the abstracts that pages print in two languages, as a translation memory and as TMX."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import SettingsError, UnreadableFile

if TYPE_CHECKING:
    from pipeline.records.record import Record
    from pipeline.store.memory import SentencePair


class CorpusFormat(StrEnum):
    """What a corpus can be written as."""

    TMX = "tmx"
    TSV = "tsv"


def corpus(
    records: Annotated[
        list[Path] | None, typer.Argument(help="Records, or folders of records, to learn from.")
    ] = None,
    memory: Annotated[
        Path | None, typer.Option(help="Translation memory to learn into (made where there is none).")
    ] = None,
    to: Annotated[CorpusFormat | None, typer.Option("--to", help="Write the pairs in this form.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write (default: standard output).")
    ] = None,
    target: Annotated[str, typer.Option("--target", help="Language of the translations.")] = "en",
) -> None:
    """Align the sentences of abstracts printed in two languages; keep them in a memory, or write them as TMX.

    Example: scanglot corpus outputs --to tmx --out pairs.tmx
    """
    from pipeline.store.memory import SqliteMemory, open_memory

    if not records and not memory:
        raise SettingsError(
            "there is nothing to take sentences from.", cure="Name records, or --memory FILE."
        )
    for path in records or []:
        if not path.exists():
            raise UnreadableFile(
                "there is no such file or folder.", where=str(path), cure="Name records, or folders of them."
            )
    found = _learn(records or [], target)
    if memory is not None:
        store = SqliteMemory(memory) if records else open_memory(memory)
        if records:
            typer.echo(f"{store.add(found)} new sentence pairs in {memory}", err=True)
        found = store.pairs()
    if to is not None or memory is None:
        _write(_lines(found, to or CorpusFormat.TMX), out)


def _learn(paths: list[Path], target: str) -> Iterator[SentencePair]:
    from pipeline.store.bilingual import sentence_pairs

    for record in _records(paths):
        yield from sentence_pairs(record, target)


def _records(paths: list[Path]) -> Iterator[Record]:
    """Every record in files and folders; other JSON files in folders are passed over. Raises UnreadableFile."""
    from pydantic import ValidationError

    from pipeline.records.record import Record

    for path in paths:
        files = (
            sorted(p for p in path.rglob("*.json") if not p.parent.name.startswith("."))
            if path.is_dir()
            else [path]
        )
        for file in files:
            try:
                yield Record.model_validate_json(file.read_bytes())
            except (ValidationError, OSError) as error:
                if not path.is_dir():
                    raise UnreadableFile("this is no record.", where=str(file)) from error


def _lines(pairs: Iterable[SentencePair], form: CorpusFormat) -> Iterator[str]:
    rows = ((p.source_language, p.source, p.target_language, p.target, p.origin) for p in pairs)
    if form is CorpusFormat.TMX:
        from pipeline.writers.tmx import tmx

        yield from tmx(rows, "*all*")
    else:
        for row in rows:
            yield "\t".join(" ".join(cell.split()) for cell in row) + "\n"


def _write(lines: Iterator[str], out: Path | None) -> None:
    """To standard output, or whole to a file: an interrupted run leaves no half file."""
    if out is None:
        for line in lines:
            typer.echo(line, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=out.parent, prefix=out.name, suffix=".part", delete=False, encoding="utf-8"
    ) as part:
        part.writelines(lines)
    Path(part.name).replace(out)
