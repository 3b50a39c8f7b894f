"""`scanglot learn`: what people approved teaches the model that tells the lines of front matter apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import SettingsError, UnreadableFile
from pipeline.records.paths import FieldPath

if TYPE_CHECKING:
    from pipeline.records.record import Record
    from pipeline.stages.segment.aligned import LabelledRun

LEAST = 5
"""Approved records that are needed: a fifth of them is left out in turn to measure on."""


def learn(
    out: Annotated[
        Path, typer.Argument(help="Folder of records that people have approved.", file_okay=False)
    ],
    weights: Annotated[
        Path | None, typer.Option(help="File to write (default: OUT/.scanglot/front.tsv).")
    ] = None,
    base: Annotated[
        Path | None, typer.Option(help="Weights to go on from (default: those that scanglot brings).")
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Write the weights also where they do not help on records left out."),
    ] = False,
) -> None:
    """Go on fitting the roles of lines on approved records; the weights are written where they help on records left out.

    Example: scanglot learn outputs
    """
    from pipeline.stages.segment.front import weights as read_weights
    from pipeline.stages.segment.learning import compared, learned, write
    from pipeline.writers.record_files import HIDDEN

    if not out.is_dir():
        raise UnreadableFile("there is no such folder.", where=str(out), cure="Name a folder of records.")
    known = list(_examples(out))
    groups = {example.group for example in known}
    if len(groups) < LEAST:
        raise SettingsError(
            f"{len(groups)} approved record(s) are too few to learn from.",
            where=str(out),
            cure=f"Approve at least {LEAST} records: scanglot review {out}",
        )
    start = read_weights(base)
    lines, before, after = compared(start, known)
    typer.echo(
        f"{len(groups)} approved records; of {lines} lines right before {before / lines:.3f}, "
        f"after {after / lines:.3f} (on records left out)."
    )
    if after <= before and not force:
        typer.echo("The weights do not help on records left out; nothing was written (--force writes them).")
        return
    target = weights or out / HIDDEN / "front.tsv"
    write(learned(start, known), target)
    typer.echo(f'{target}\nUse it in scanglot.toml: [segment] weights = "{target}"')


def _examples(out: Path) -> Iterator[LabelledRun]:
    from pipeline.stages.segment.aligned import examples
    from pipeline.writers.record_files import page_texts, read_record, record_files
    from pipeline.writers.trust import reviewed

    for path in record_files([out]):
        record = read_record(path)
        if reviewed(record) != "approved":
            continue
        try:
            pages = page_texts([out], path.relative_to(out))
        except UnreadableFile as error:
            typer.echo(f"Left out: {error}", err=True)
            continue
        yield from examples(pages, _printed(record), str(path))


def _printed(record: Record) -> dict[str, dict[str, list[str]]]:
    """Title, abstract, authors and affiliations by language, as far as the page prints them."""
    abstracts = {
        code: [one.text]
        for code, one in record.abstract.items()
        if FieldPath.of("abstract", code) not in record.translated
    }
    titles = {
        code: [text]
        for code, text in record.title.items()
        if FieldPath.of("title", code) not in record.translated
    }
    lists: dict[str, dict[str, list[str]]] = {
        "title": titles,
        "abstract": abstracts,
        "authors": {},
        "affiliations": {},
    }
    for field, held in (("authors", record.authors), ("affiliations", record.affiliations)):
        for one in held:
            for code, name in one.name.items():
                lists[field].setdefault(code, []).append(name)
    return lists
