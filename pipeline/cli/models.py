"""`scanglot models`: which translation models are here, and how they come here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)

Into = Annotated[
    Path | None, typer.Option("--into", help="The folder of models to put it in (default: the user's own).")
]


@app.callback()
def models() -> None:
    """List, fetch, add, verify and convert translation models.

    Example: scanglot models fetch zh ja ko
    """


@app.command("list")
def list_models() -> None:
    """Show every model that is here or can be fetched; a star marks the one that its language pair gets.

    Example: scanglot models list
    """
    from rich.console import Console
    from rich.table import Table

    from pipeline.engines.manifest import best, installed, known

    here = {weights.entry.name: weights for weights in installed()}
    table = Table("", "name", "from", "to", "quality", "size", "licence", "where", box=None, pad_edge=False)
    for name, entry in sorted(({n: w.entry for n, w in here.items()} | known()).items()):
        weights = here.get(name)
        winner = best(here.values(), entry.source, entry.target) if weights else None
        where = (
            str(weights.folder) if weights else (f"scanglot models fetch {name}" if entry.hub else "not here")
        )
        star = "*" if winner is weights and weights else ""
        size = f"{entry.size / 1e6:.0f} MB" if entry.size else ""
        table.add_row(star, name, entry.source, entry.target, entry.quality.value, size, entry.licence, where)
    console = Console()
    (console if console.is_terminal else Console(width=200)).print(table)


@app.command()
def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]", help="Names from `scanglot models list`, or languages: zh ja ko."
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="One model for each of our languages.")] = False,
    to: Annotated[str, typer.Option("--to", help="Language that they write.")] = "en",
    into: Into = None,
) -> None:
    """Get models from their hub: the only command that ever downloads one. Again, it goes on where it stopped.

    Example: scanglot models fetch zh ja ko --to en
    """
    from pipeline.cli.output import say
    from pipeline.engines.hub import HuggingFace, is_here
    from pipeline.engines.hub import fetch as fetch_model
    from pipeline.engines.manifest import user_place
    from pipeline.engines.offers import offers, wanted
    from pipeline.errors import ScanglotError, SettingsError

    entries = offers(to) if everything else wanted(names or (), to)
    if not entries:
        raise SettingsError("no model is named.", cure="Say names, languages (zh ja ko), or --all.")
    place, failed = into or user_place(), 0
    for entry in entries:
        if is_here(entry, place):
            say(f"{entry.name} is in {place / entry.name} already")
            continue
        try:
            weights = fetch_model(entry, place, HuggingFace())
            say(f"{weights.entry.name} {weights.revision} is in {weights.folder}")
        except ScanglotError as error:
            failed = error.exit_code
            say(f"scanglot: {error}", err=True)
    raise typer.Exit(failed)


@app.command()
def add(
    folder: Annotated[
        Path, typer.Argument(help="A folder that holds a MarianMT or a Firefox Translations model.")
    ],
    name: Annotated[str | None, typer.Option(help="What to call it (default: the folder's name).")] = None,
    source: Annotated[str | None, typer.Option("--from", help="Language that it reads, e.g. zh.")] = None,
    target: Annotated[str | None, typer.Option("--to", help="Language that it writes, e.g. en.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="It is only good for a first look.")] = False,
    revision: Annotated[str, typer.Option(help="Its revision, for the records' provenance.")] = "",
    licence: Annotated[str, typer.Option(help="Its licence.")] = "",
    prefix: Annotated[
        str | None, typer.Option(help="What it wants before a sentence, e.g. '>>fra<<'.")
    ] = None,
    into: Into = None,
) -> None:
    """Take in a model from a folder that was brought here by hand.

    Example: scanglot models add opus-mt-zh-en/ --from zh --to en --licence CC-BY-4.0
    """
    from pipeline.engines.hub import add as add_model
    from pipeline.engines.manifest import ModelQuality, user_place, weights_in

    stated = {
        "name": name,
        "source": source,
        "target": target,
        "quality": ModelQuality.DRAFT if draft else None,
        "revision": revision,
        "licence": licence,
        "prefix": prefix,
    }
    entry = weights_in(folder).entry.model_copy(update={k: v for k, v in stated.items() if v})
    weights = add_model(folder, into or user_place(), entry)
    typer.echo(f"{entry.name} ({entry.source} to {entry.target}) is in {weights.folder}")


@app.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="One model (default: all that are here).")] = None,
) -> None:
    """Compare the files of models with their checksums; exit 1 where one differs.

    Example: scanglot models verify scanglot-zh-en-draft
    """
    from pipeline.engines.manifest import faults, installed, named

    wrong = False
    for weights in [named(name)] if name else installed():
        found = faults(weights)
        wrong = wrong or bool(found)
        state = "; ".join(found) or ("good" if weights.entry.sha256 else "no checksums known")
        typer.echo(f"{weights.entry.name}: {state}")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def convert(
    name: Annotated[str | None, typer.Argument(help="One model (default: all that are here).")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also where it is converted already.")] = False,
) -> None:
    """Convert models for CTranslate2 into the cache, and check that they translate as before.

    Example: scanglot models convert scanglot-zh-en-draft --again
    """
    from pipeline.engines.conversion import convert as convert_model
    from pipeline.engines.forms import Form
    from pipeline.engines.manifest import installed, named

    for weights in [named(name)] if name else installed():
        if weights.files.form is Form.MARIAN:
            typer.echo(f"{weights.entry.name}: {convert_model(weights, again=again)}")
        else:
            typer.echo(f"{weights.entry.name}: needs no conversion")
