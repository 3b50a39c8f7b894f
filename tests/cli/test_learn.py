"""`scanglot learn`: approved records teach the roles of lines, where that helps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import flow
from pipeline.cli.main import application
from pipeline.engines.toolbox import open_engines
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.record import Review
from pipeline.records.segment import Role
from pipeline.settings import SegmentSettings, Settings, TranslateSettings
from pipeline.stages.segment import segment
from pipeline.trace import Trace
from pipeline.writers.record_json import record_json
from tests.stages.segment.test_learning import NAMES, TITLES, odd

SETTINGS = Settings(translate=TranslateSettings(enabled=False))
APPROVED = Review(state="approved", revision=1, by="ann", at="2026-11-01T10:00:00Z")


def library(out: Path, count: int, review: Review | None = APPROVED) -> None:
    """A folder of records with their page texts, as a person approved them."""
    for n in range(count):
        printed, _ = odd(n)
        source = Source(path=f"{n}.pdf", name=f"{n}.pdf", sha256="0" * 64, media_type=MediaType.PDF, size=1)
        document = Document(source=source, pages=(PageInfo(number=1, width=595, height=842),))
        read = flow.understand(
            document, (printed,), (), SETTINGS, open_engines(SETTINGS), Trace("t"), f"{n}.pdf"
        )
        author = {"name": {"en": NAMES[n]}, "affiliations": [], "corresponding": False}
        values = read.model_dump(mode="json") | {
            "title": {"en": TITLES[n]},
            "authors": [author],
            "review": review and review.model_dump(mode="json"),
        }
        record = type(read).model_validate(values)
        pages = out / ".scanglot" / "pages" / str(n)
        pages.mkdir(parents=True)
        (out / f"{n}.json").write_text(record_json(record), encoding="utf-8")
        (pages / "p1.json").write_text(printed.model_dump_json(), encoding="utf-8")


def learn(*arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(application(), ["learn", *arguments])
    return found.exit_code, found.output + str(found.exception or "")


def test_approved_records_teach_the_roles_and_the_settings_take_the_weights(tmp_path: Path) -> None:
    library(tmp_path, 5)
    code, told = learn(str(tmp_path))
    assert code == 0, told
    before, after = re.findall(r"\d\.\d{3}", told)[:2]
    assert after > before
    taught = SegmentSettings(weights=tmp_path / ".scanglot" / "front.tsv")
    assert _titles_right(taught) > _titles_right(SegmentSettings())


def _titles_right(settings: SegmentSettings) -> int:
    titles = [segment([odd(n)[0]], settings).of(Role.TITLE) for n in range(5)]
    return sum([s.text for s in found] == [TITLES[n]] for n, found in enumerate(titles))


@pytest.mark.parametrize("review", [None, APPROVED.model_copy(update={"state": "rejected"})])
def test_what_nobody_approved_teaches_nothing(tmp_path: Path, review: Review | None) -> None:
    library(tmp_path, 3, review)
    code, told = learn(str(tmp_path))
    assert code != 0
    assert "too few" in told
    assert not (tmp_path / ".scanglot" / "front.tsv").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    code, told = learn(str(tmp_path / "none"))
    assert code != 0
    assert "no such folder" in told
