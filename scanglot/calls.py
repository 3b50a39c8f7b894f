"""Reading documents and translating text, as functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.batch.plan import Item
from pipeline.batch.reading import ReadDocument
from pipeline.errors import ScanglotError, SettingsError, ToolMissing
from pipeline.flow import failed
from pipeline.records.article import Flag, Severity
from pipeline.records.outcome import Outcome
from pipeline.settings import Settings, TranslateSettings
from pipeline.stages.translate import Tools, Way, model_cure, tools_for, translate_lines
from scanglot.reading import Reading, reading_of

_SECONDS = 900.0
"""How long one document may take in a process of its own."""


class Translation(NamedTuple):
    """Translated text, always a machine's, and what is in doubt about it."""

    text: str
    flags: tuple[Flag, ...]
    model: str


def read(source: str | Path | bytes, settings: Settings | None = None, *, name: str | None = None) -> Reading:
    """Read one document: a PDF, a picture or a text file, by its path or its bytes.

    `name` is how the record calls it (default: the file's name). Engines are kept for the next call with the same
    settings. Raises ScanglotError for what kills the document; what is only doubtful is a flag on the record.
    """
    with _file(source, name) as item:
        return reading_of(ReadDocument(settings or Settings())(item))


def read_many(
    sources: Iterable[str | Path | bytes], settings: Settings | None = None, *, processes: int = 1
) -> Iterator[Reading]:
    """Read many documents, yielding each as it is done; one that fails gives a record whose `error` says why.

    With more than one process, documents (paths only) come as they are finished, and none may take longer than 15 minutes.
    """
    chosen = settings or Settings()
    if processes > 1:
        yield from _in_processes(sources, chosen, processes)
        return
    for source in sources:
        try:
            yield read(source, chosen)
        except ScanglotError as error:
            yield _failed(Path("document") if isinstance(source, bytes) else Path(source), error, chosen)


def translate(
    text: str, *, source: str | None = None, target: str = "en", settings: TranslateSettings | None = None
) -> Translation:
    """Translate text, line by line, checked as in a run. `source` is its language (default: found by script and words).

    Raises ToolMissing where no model for the pair is here, SettingsError where the language cannot be told.
    """
    chosen = (settings or TranslateSettings()).model_copy(update={"target": target})
    tools = _tools(source or _language(text), chosen)
    lines = translate_lines(text.splitlines(), tools)
    flags = [
        Flag(code=f.code, path="", severity=Severity.WARNING, message=f.message)
        for line in lines
        for sentence in line
        for f in sentence.findings
    ]
    if tools.translator.draft and any(s.way is Way.MODEL for line in lines for s in line):
        message = f"{tools.translator.model} is good for a first look only."
        flags.insert(
            0, Flag(code="translation.draft_model", path="", severity=Severity.WARNING, message=message)
        )
    joined = "\n".join(_between(target).join(s.target for s in line) for line in lines)
    return Translation(joined, tuple(flags), tools.translator.model)


@contextmanager
def _file(source: str | Path | bytes, name: str | None) -> Iterator[Item]:
    if not isinstance(source, bytes):
        path = Path(source)
        yield Item(path, path.stem, name or path.name)
        return
    with TemporaryDirectory(prefix="scanglot-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(source)
        yield Item(path, "document", name or "document")


def _in_processes(
    sources: Iterable[str | Path | bytes], settings: Settings, processes: int
) -> Iterator[Reading]:
    from pipeline.executors import WorkLimits
    from pipeline.executors.pool import Pool

    paths = [Path(source) for source in sources if not isinstance(source, bytes)]
    pool: Pool[Item, Outcome] = Pool(ReadDocument(settings), processes, WorkLimits(_SECONDS))
    try:
        for done in pool.run([Item(path, path.stem, path.name) for path in paths]):
            if done.error is not None:
                yield _failed(done.task.path, done.error, settings)
            elif done.result is not None:
                yield reading_of(done.result)
    finally:
        pool.close()


def _failed(path: Path, error: ScanglotError, settings: Settings) -> Reading:
    return reading_of(Outcome(failed(path, error, settings)))


def _language(text: str) -> str:
    from pipeline.languages.families import UNKNOWN
    from pipeline.languages.scripts import language_of

    found = language_of(text)
    if found == UNKNOWN:
        raise SettingsError("which language is this text?", cure="Say it: translate(text, source='de').")
    return found


def _between(target: str) -> str:
    """What stands between two sentences of a language."""
    from pipeline.languages import languages

    known = languages().get(target)
    return " " if known is None or known.spaced else ""


@cache
def _tools(source: str, settings: TranslateSettings) -> Tools:
    from pipeline.engines.weights import open_translators

    translator = open_translators(settings).find(source, settings.target)
    if translator is None:
        raise ToolMissing(
            f"there is no model from {source} to {settings.target} here.",
            cure=f"{model_cure(source, settings.target)}.",
        )
    return tools_for(translator, source, settings)
