"""The `scanglot` command: a table of commands, each imported only when it is called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from pipeline import __version__
from pipeline.errors import ScanglotError


class Command(NamedTuple):
    """A command: the module that has it (as a function of the command's name, or as a Typer `app`), and its help."""

    module: str
    help: str


COMMANDS: dict[str, Command] = {
    "run": Command("pipeline.cli.run", "Read scans, PDFs and texts into bilingual records."),
    "inspect": Command(
        "pipeline.cli.inspect", "Draw what is read on a document's pages: blocks, lines, order."
    ),
    "translate": Command(
        "pipeline.cli.translate", "Translate lines of text, with the same checks as in a run."
    ),
    "export": Command("pipeline.cli.export", "Write records as JATS, PubMed, RIS, MARCXML, PDF and more."),
    "match": Command(
        "pipeline.cli.match", "Ask registries about records: Crossref, OpenAlex, ROR, DOI, ISSN."
    ),
    "report": Command("pipeline.cli.report", "Write the report of a folder of records again, and open it."),
    "review": Command("pipeline.cli.review", "Review and correct records in the browser."),
    "evaluate": Command("pipeline.cli.evaluate", "Measure records against approved ones."),
    "learn": Command("pipeline.cli.learn", "Teach the roles of lines from approved records."),
    "watch": Command("pipeline.cli.watch", "Read files as a scanner drops them into a folder."),
    "status": Command("pipeline.cli.status", "Tell how far a run has come."),
    "settings": Command("pipeline.cli.settings", "Show every setting, its value and where it comes from."),
    "models": Command("pipeline.cli.models", "List, fetch, add, verify and convert translation models."),
    "corpus": Command("pipeline.cli.corpus", "Export the translation memory as TMX."),
    "glossary": Command("pipeline.cli.glossary", "Check a glossary of terms."),
    "schema": Command("pipeline.cli.schema", "Print the JSON Schema of the record."),
    "languages": Command("pipeline.cli.languages", "List the languages that can be read and translated."),
    "doctor": Command("pipeline.cli.doctor", "Tell which tools, languages and models are missing."),
    "completion": Command("pipeline.cli.completion", "Print or install completion for your shell."),
}

INTERRUPTED = 130
"""Exit code of a command that Ctrl+C ended, as shells give it."""

COMPLETION = "_SCANGLOT_COMPLETE"
"""The variable with which a shell asks for completions."""

HELP = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """The table as a command group: names and help come from it, and a command's module only when it is called."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names to be near to; get_command has the commands

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of a name, imported now; None for an unknown one."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the table into the help, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:
        """Call the command; an error of ours is one line on standard error and its documented exit code."""
        from pipeline.cli.output import say

        try:
            return super().invoke(ctx)
        except ScanglotError as error:
            raise typer.Exit(_exit_code(error)) from None
        except (typer.Abort, KeyboardInterrupt):
            say("scanglot: interrupted.", err=True)
            raise typer.Exit(INTERRUPTED) from None


def command(name: str) -> Any:
    """The real command behind a name, imported now. Raises KeyError for an unknown name."""
    module: Any = import_module(COMMANDS[name].module)
    app: typer.Typer | None = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name, context_settings=HELP)(getattr(module, name))
    found = typer.main.get_command(app)
    found.name = name
    found.context_settings = {**found.context_settings, **HELP}
    return found


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"scanglot {__version__}")
        raise typer.Exit


def application() -> typer.Typer:
    """The whole command line; the commands themselves are not imported yet."""
    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=HELP,
        help="Scanned journal pages in, clean bilingual abstract records out.",
    )

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ) -> None: ...

    return app


def main() -> None:
    """Run the command line; options that are not given take their values from the environment and scanglot.toml."""
    from pipeline.cli.configuration import defaults

    try:
        known = defaults()
    except ScanglotError as error:
        raise SystemExit(_exit_code(error)) from None
    if COMPLETION in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    application()(prog_name="scanglot", default_map=known)


def _exit_code(error: ScanglotError) -> int:
    from pipeline.cli.output import say

    say(f"scanglot: {error}", err=True)
    return error.exit_code
