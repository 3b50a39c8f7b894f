"""A watched folder: whole files only, once each, nothing from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch import Batch
from pipeline.batch.events import DocumentEnded, Event
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item
from pipeline.batch.sources import SourceFile
from pipeline.batch.watching import appearing
from pipeline.errors import SettingsError
from pipeline.executors import WorkLimits
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from pipeline.settings import Settings
from tests.batch.reading import FakeReading


class Look:
    """Looks at a folder at times that the test decides."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.now = 0.0
        self._found = appearing(folder, out, settle=3.0, clock=lambda: self.now)

    def found(self) -> SourceFile | None:
        """The next thing that is given out now."""
        return next(self._found)

    def after(self, seconds: float) -> list[str]:
        """What is given out at a look that many seconds later."""
        self.now += seconds
        names = []
        while (found := next(self._found)) is not None:
            names.append(found.relative.as_posix())
        return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_a_growing_file_waits_until_it_is_whole(folder: Path) -> None:
    look = Look(folder, folder / "out")
    scan = folder / "sub" / "scan.pdf"
    scan.parent.mkdir()
    scan.write_bytes(b"")
    assert look.after(5) == []
    scan.write_bytes(b"%PDF")
    assert look.after(5) == []
    scan.write_bytes(b"%PDF-1.7")
    assert look.after(5) == []
    assert look.after(2) == []
    assert look.after(2) == ["sub/scan.pdf"]
    assert look.after(5) == []
    scan.write_bytes(b"%PDF-1.7 again")
    assert look.after(5) == []
    assert look.after(5) == ["sub/scan.pdf"]


def test_a_long_reading_does_not_put_off_the_next_look(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"one")
    look = Look(folder, folder / "out")
    look.after(1)
    look.now += 4
    given = look.found()
    assert given is not None
    look.now += 60
    (folder / "b.pdf").write_bytes(b"two")
    assert look.after(1) == look.after(1) == []
    assert look.after(4) == ["b.pdf"]


def test_links_that_lead_out_and_other_kinds_are_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"outside")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.pdf").write_bytes(b"outside")
    (folder / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    (folder / "folder").symlink_to(tmp_path / "outside")
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    (folder / "good.pdf").write_bytes(b"inside")
    (folder / "within.pdf").symlink_to(folder / "good.pdf")
    (folder / ".hidden.pdf").write_bytes(b"hidden")
    (folder / "notes.docx").write_bytes(b"other")
    (folder / "out").mkdir()
    (folder / "out" / "record.txt").write_bytes(b"ours")
    os.mkfifo(folder / "pipe.pdf")
    look = Look(folder, folder / "out")
    look.after(1)
    assert look.after(5) == ["good.pdf", "within.pdf"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no folder"):
        appearing(tmp_path / "none", tmp_path / "out", 1.0)


def test_what_appears_is_read_until_the_batch_is_stopped(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("one")
    ended: list[str] = []
    executor: Pool[Item, Outcome] = Pool(FakeReading(), 1, WorkLimits())

    def tell(event: Event) -> None:
        if not isinstance(event, DocumentEnded):
            return
        ended.append(f"{event.name} {event.pages}")
        if len(ended) == 1:
            (folder / "b.txt").write_text("two")
        elif len(ended) == 2:
            (folder / "a.txt").write_text("one, changed")
        else:
            executor.stop.drain = True

    with OutputFolder(tmp_path / "out") as out:
        Batch(out, Settings(), executor, tell).follow(appearing(folder, tmp_path / "out", settle=0.2))
    assert ended == ["a 1", "b 1", "a 1"]
    assert "one, changed" in (tmp_path / "out" / "a.json").read_text()
    assert (tmp_path / "out" / "report.html").exists()
