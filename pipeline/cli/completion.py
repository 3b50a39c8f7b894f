"""`scanglot completion`: commands, options and values completed by the shell."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Shell(StrEnum):
    """Shells that can be served."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(
    shell: Annotated[Shell, typer.Argument(help="Your shell.")],
    install: Annotated[bool, typer.Option("--install", help="Put it where the shell looks for it.")] = False,
) -> None:
    """Print the script that lets a shell complete scanglot's commands, options and values, or install it.

    Example: scanglot completion bash --install
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]
    from typer.completion import install as put  # type: ignore[attr-defined]

    from pipeline.cli.main import COMPLETION

    if install:
        _, path = put(shell=shell.value, prog_name="scanglot")
        typer.echo(f"Written to {path}; a new terminal completes.")
        return
    script = get_completion_script(prog_name="scanglot", complete_var=COMPLETION, shell=shell.value)
    typer.echo(script)
