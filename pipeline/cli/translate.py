"""`scanglot translate`: lines in, lines out, with the same checks as in a run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import SettingsError, ToolMissing, UnreadableFile
from pipeline.settings import MtEngine, TranslateSettings

if TYPE_CHECKING:
    from pipeline.stages.translate import Tools, Translated

_LINES = 64
"""Lines translated at a time: full batches, flat memory."""


def translate(
    file: Annotated[
        Path | None,
        typer.Argument(help="Text to translate, a line at a time (default, or -: standard input)."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", help="Language of the text (default: by its script).")
    ] = None,
    target: Annotated[str, typer.Option("--to", help="Language to translate into.")] = "en",
    model: Annotated[
        str | None, typer.Option(help="Name or folder of a model (default: the best that is here).")
    ] = None,
    engine: Annotated[MtEngine, typer.Option(help="What runs the model.")] = MtEngine.AUTO,
    beam: Annotated[int, typer.Option(min=1, max=16, help="Beam size.")] = 4,
    threads: Annotated[int, typer.Option(min=1, help="Threads.")] = 2,
    glossary: Annotated[Path | None, typer.Option(help="CSV of terms: source,target,domain.")] = None,
    memory: Annotated[
        Path | None, typer.Option(help="Translation memory, made by `scanglot corpus`.")
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(help="Translate nothing: check pairs, source TAB target a line. Needs no model."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="An object a line: source, target, flags, matches.")
    ] = False,
) -> None:
    """Translate lines of text; doubts go to standard error, or into each object with --json.

    Example: echo "目的 探讨疗效。" | scanglot translate --to en
    """
    if check is not None:
        _check(check, source, target, as_json)
        return
    settings = TranslateSettings(
        target=target,
        model=model,
        engine=engine,
        beam=beam,
        threads=threads,
        glossary=glossary,
        memory=memory,
    )
    lines = _lines(file)
    chunk = list(islice(lines, _LINES))
    if not chunk:
        return
    tools = _tools(source or _language(chunk), settings)
    number = 0
    while chunk:
        number = _put_out(chunk, number, tools, as_json)
        chunk = list(islice(lines, _LINES))


def _check(pairs: Path, source: str | None, target: str, as_json: bool) -> None:
    """Put out what the guards find in each pair of a file. Raises UnreadableFile where a line has no tab."""
    from pipeline.stages.translate.findings import SEVERITIES, LanguagePair
    from pipeline.stages.translate.guards import findings

    pair = None
    for number, line in enumerate(_lines(pairs), start=1):
        if not line.strip():
            continue
        ours, tab, theirs = line.partition("\t")
        if not tab:
            raise UnreadableFile("no tab sets source and target apart.", where=f"{pairs}, line {number}")
        pair = pair or LanguagePair(source=source or _language([ours]), target=target)
        flags = [
            {"code": f.code, "severity": SEVERITIES[f.code], "message": f.message}
            for f in findings(ours, theirs, pair)
        ]
        if as_json:
            row = {"line": number, "source": ours, "target": theirs, "flags": flags}
            typer.echo(json.dumps(row, ensure_ascii=False))
        for flag in () if as_json else flags:
            typer.echo(f"line {number}: {flag['severity']}: {flag['code']}: {flag['message']}")


def _lines(file: Path | None) -> Iterator[str]:
    try:
        if file is None or str(file) == "-":
            if sys.stdin.isatty():
                typer.echo("Type lines to translate; Ctrl+D ends them.", err=True)
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
            yield from (line.rstrip("\r\n") for line in sys.stdin)
        else:
            with file.open(encoding="utf-8-sig", errors="replace") as text:
                yield from (line.rstrip("\r\n") for line in text)
    except OSError as error:
        raise UnreadableFile(f"the text cannot be read: {error.strerror}.", where=str(file)) from error


def _language(lines: list[str]) -> str:
    """The language of the lines, where their script tells it. Raises SettingsError for Latin letters."""
    from pipeline.languages.families import family
    from pipeline.languages.scripts import Script, language_of

    found = language_of("\n".join(lines))
    if family(found) in {"", Script.LATIN}:
        raise SettingsError("which language is this?", cure="Say it with --from, e.g. --from de.")
    return found


def _tools(source: str, settings: TranslateSettings) -> Tools:
    from pipeline.engines.weights import open_translators
    from pipeline.stages.translate import model_cure, tools_for
    from pipeline.store.memory import open_memory

    translator = open_translators(settings).find(source, settings.target)
    if translator is None:
        raise ToolMissing(
            f"there is no model from {source} to {settings.target} here.",
            cure=f"{model_cure(source, settings.target)}.",
        )
    memory = open_memory(settings.memory) if settings.memory else None
    return tools_for(translator, source, settings, memory)


def _put_out(lines: list[str], number: int, tools: Tools, as_json: bool) -> int:
    from pipeline.stages.translate import translate_lines

    for line, sentences in zip(lines, translate_lines(lines, tools), strict=True):
        number += 1
        typer.echo(_object(line, sentences, tools) if as_json else _shown(sentences, tools))
        if not as_json:
            for finding in (f for sentence in sentences for f in sentence.findings):
                typer.echo(f"line {number}: {finding.code}: {finding.message}", err=True)
    sys.stdout.flush()
    return number


def _shown(sentences: list[Translated], tools: Tools) -> str:
    from pipeline.languages import languages

    file = languages().get(tools.pair.target)
    return (" " if file is None or file.spaced else "").join(s.shown for s in sentences)


def _object(line: str, sentences: list[Translated], tools: Tools) -> str:
    flags = [
        {"code": f.code, "message": f.message, "sentence": s.source} for s in sentences for f in s.findings
    ]
    if tools.translator.draft and any(s.way == "model" for s in sentences):
        flags.insert(
            0, {"code": "translation.draft_model", "message": tools.translator.model, "sentence": ""}
        )
    near = [m for s in sentences for m in (tools.memory.matches(*_ask(s, tools)) if tools.memory else ())]
    return json.dumps(
        {
            "source": line,
            "target": _shown(sentences, tools),
            "flags": flags,
            "matches": [m.model_dump() for m in near],
        },
        ensure_ascii=False,
    )


def _ask(sentence: Translated, tools: Tools) -> tuple[str, str, str]:
    return tools.pair.source, tools.pair.target, sentence.source
