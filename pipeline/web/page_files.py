"""Page pictures and page texts that a run left beside its records."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from pipeline.records.text import PageText
from pipeline.store.tables import Entry
from pipeline.web.reading import ReadPage, lay_out
from pipeline.writers.record_files import HIDDEN


def picture(entry: Entry, number: int) -> Path | None:
    """The JPEG of a page, if the run kept one."""
    path = _folder(entry) / f"p{number}.jpg"
    return path if path.is_file() else None


def page_text(entry: Entry, number: int) -> ReadPage | None:
    """The text of a page as glyphs, if the run kept it."""
    path = _folder(entry) / f"p{number}.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return None


def _folder(entry: Entry) -> Path:
    return Path(entry.root) / HIDDEN / "pages" / Path(entry.path).with_suffix("")


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> ReadPage | None:
    try:
        return lay_out(PageText.model_validate_json(path.read_bytes()))
    except ValidationError:
        return None
