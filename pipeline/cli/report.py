"""`scanglot report`: the report of a folder of records, written again and opened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options


def report(
    out: Annotated[Path, typer.Argument(help="Folder that 'scanglot run' wrote.")] = Path("outputs"),
    one_file: Annotated[
        Path | None,
        typer.Option("--one-file", help="Write one file that holds every page and record, to be sent on."),
    ] = None,
    show: options.ShowReport = True,
) -> None:
    """Write the report of a folder of records and open it in the browser.

    Example: scanglot report outputs --one-file for-the-editor.html
    """
    import webbrowser

    from pipeline.cli.output import say
    from pipeline.errors import SettingsError
    from pipeline.writers.report import write_report

    if not out.is_dir():
        raise SettingsError("there is no such folder.", where=str(out), cure="Run 'scanglot run' first.")
    try:
        written = write_report(out, one_file)
    except OSError as error:
        raise SettingsError(
            f"the report cannot be written ({error.strerror}).", where=str(one_file or out)
        ) from error
    say(f"Report: {written}")
    if show and not webbrowser.open(written.resolve().as_uri()):
        say("No browser answers here; open that file in one.", err=True)
