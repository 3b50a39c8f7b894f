"""The `scanglot` command: a table of commands, each imported only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

import typer

from pipeline import __version__
from pipeline.errors import ScanglotError


class Entry(NamedTuple):
    """A command: the module that has it (as a function of the command's name, or as a Typer `app`), and its help."""

    module: str
    help: str


COMMANDS: dict[str, Entry] = {
    "run": Entry("pipeline.cli.run", "Read scans, PDFs and texts into bilingual records."),
    "inspect": Entry(
        "pipeline.cli.inspect", "Draw what is read on a document's pages: blocks, lines, order."
    ),
    "translate": Entry(
        "pipeline.cli.translate", "Translate lines of text, with the same checks as in a run."
    ),
    "export": Entry("pipeline.cli.export", "Write records as JATS, PubMed, RIS, MARCXML, PDF and more."),
    "review": Entry("pipeline.cli.review", "Review and correct records in the browser."),
    "evaluate": Entry("pipeline.cli.evaluate", "Measure records against approved ones."),
    "watch": Entry("pipeline.cli.watch", "Read files as a scanner drops them into a folder."),
    "status": Entry("pipeline.cli.status", "Tell how far a run has come."),
    "models": Entry("pipeline.cli.models", "List, fetch, add, verify and convert translation models."),
    "corpus": Entry("pipeline.cli.corpus", "Export the translation memory as TMX."),
    "glossary": Entry("pipeline.cli.glossary", "Check a glossary of terms."),
    "schema": Entry("pipeline.cli.schema", "Print the JSON Schema of the record."),
    "languages": Entry("pipeline.cli.languages", "List the languages that can be read and translated."),
    "doctor": Entry("pipeline.cli.doctor", "Tell which tools, languages and models are missing."),
}

PASS_ON = {"ignore_unknown_options": True, "allow_extra_args": True, "allow_interspersed_args": False}


def command(name: str) -> Any:
    """The real command behind a name, imported now. Raises KeyError for an unknown name."""
    module: Any = import_module(COMMANDS[name].module)
    app: typer.Typer | None = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name)(getattr(module, name))
    found = typer.main.get_command(app)
    found.name = name
    return found


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"scanglot {__version__}")
        raise typer.Exit


def _say(text: str) -> None:
    from pipeline.cli.output import say

    say(text, err=True)


def _forward(name: str) -> Any:
    def forward(ctx: typer.Context) -> None:
        try:
            code = command(name).main(args=ctx.args, prog_name=f"scanglot {name}", standalone_mode=False)
        except ScanglotError as error:
            _say(f"scanglot: {error}")
            raise typer.Exit(error.exit_code) from None
        except typer.Abort:
            _say("scanglot: interrupted.")
            raise typer.Exit(130) from None
        raise typer.Exit(code if isinstance(code, int) else 0)

    return forward


def application() -> typer.Typer:
    """The whole command line; the commands themselves are not imported yet."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="Scanned journal pages in, clean bilingual abstract records out.",
    )

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ) -> None: ...

    for name, entry in COMMANDS.items():
        app.command(name, help=entry.help, context_settings=PASS_ON, add_help_option=False)(_forward(name))
    return app


def main() -> None:
    """Run the command line; every error of ours is one line on standard error and its documented exit code."""
    application()(prog_name="scanglot")
