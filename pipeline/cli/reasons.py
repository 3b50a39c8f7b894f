"""`scanglot inspect --why`: what spoke for and against the value of a field, what was edited, what is doubted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import SettingsError
from pipeline.records.catalogue import EVERY
from pipeline.records.paths import DATES, FieldPath
from pipeline.records.record import Record

_LONGEST = 160


class _Listener(logging.Handler):
    def __init__(self, said: list[logging.LogRecord]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record)


@contextmanager
def heard() -> Iterator[list[logging.LogRecord]]:
    """What stages say of their choices while a document is read."""
    said: list[logging.LogRecord] = []
    listener, logger = _Listener(said), logging.getLogger("scanglot.reasons")
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)


def field_of(path: str) -> str:
    """The field that a record path belongs to. Raises SettingsError where it is none."""
    name = FieldPath(path).field if FieldPath(path).top == DATES else FieldPath(path).top
    if name not in EVERY:
        raise SettingsError(f"no field is called {path!r}.", cure=f"Fields are {', '.join(sorted(EVERY))}.")
    return name


def reasons(record: Record, path: str, said: list[logging.LogRecord]) -> Iterator[str]:
    """The lines that tell why a field of a record is what it is; `path` is a field or a record path."""
    field = field_of(path)
    known = {place: found for place, found in record.evidence.items() if _of(place, path)}
    yield f"{path}: {'no value' if not known else ''}".rstrip()
    for place, found in known.items():
        yield f"  {place}: page {found.page} at {tuple(found.bbox)}, by {found.engine}, confidence {found.confidence:.2f}"
        yield f"    read as {_short(found.raw)!r}"
        yield from (f"    edited: {repair}" for repair in found.repairs)
    told = list(dict.fromkeys(each.getMessage() for each in said if getattr(each, "about", "") == field))
    yield from ("  considered:", *(f"    {each}" for each in told)) if told else ()
    doubts = [flag for flag in record.quality.flags if _of(flag.path, path)]
    yield from (f"  doubted: {flag.severity.value} {flag.code}: {flag.message}" for flag in doubts)


def _of(place: str, path: str) -> bool:
    return FieldPath(place).within(path) or place == f"{DATES}.{path}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
