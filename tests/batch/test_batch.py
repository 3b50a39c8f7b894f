"""A batch over real files with a stand-in for reading: nothing lost, nothing twice, nothing overwritten."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import Batch
from pipeline.batch.events import Event, Summary
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item, Redo
from pipeline.batch.sources import collect, left_out, listed
from pipeline.errors import SettingsError, StoreError
from pipeline.executors import Executor, WorkLimits
from pipeline.executors.here import Here
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from pipeline.settings import RenderSettings, Settings
from tests.batch.reading import FakeReading


class Desk:
    """A folder of sources, an output folder, and the documents that were really read."""

    def __init__(self, root: Path) -> None:
        self.inputs, self.out, self.log = root / "in", root / "out", root / "log"
        self.inputs.mkdir()
        self.events: list[Event] = []

    def file(self, name: str, text: str) -> Path:
        path = self.inputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(
        self,
        *given: str,
        redo: Redo | None = None,
        settings: Settings | None = None,
        workers: int = 0,
        models: tuple[str, ...] = (),
    ) -> Summary:
        settings = settings or Settings()
        self.log.write_text("")
        self.events = []
        work = FakeReading(self.log, settings)
        executor: Executor[Item, Outcome] = Pool(work, workers, WorkLimits()) if workers else Here(work)
        with OutputFolder(self.out) as folder:
            batch = Batch(folder, settings, executor, self.events.append, redo or Redo(), models.__contains__)
            return batch.run(collect(given or [str(self.inputs)], self.out))

    @property
    def read(self) -> list[str]:
        return sorted(self.log.read_text().split())

    def record(self, name: str) -> Any:
        return json.loads((self.out / f"{name}.json").read_text(encoding="utf-8"))

    @property
    def records(self) -> dict[str, str]:
        """Every record: its name, and the title that it has of its source's text."""
        found = {}
        for path in sorted(self.out.rglob("*.json")):
            if ".scanglot" not in path.parts:
                found[path.relative_to(self.out).with_suffix("").as_posix()] = json.loads(path.read_bytes())[
                    "title"
                ].get("en", "failed")
        return found

    @property
    def scraps(self) -> list[Path]:
        """Files that should not be there when a run is over."""
        return [p for p in self.out.rglob("*") if p.name in {"next", "probe"} or "aside" in p.name]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_folders_are_mirrored_and_pages_kept(desk: Desk) -> None:
    desk.file("a.txt", "one")
    desk.file("sub/deep/b.txt", "two")
    summary = desk.run()
    assert (summary.total, summary.ok, summary.failed, summary.pages) == (2, 2, 0, 2)
    assert desk.records == {"a": "one", "sub/deep/b": "two"}
    assert (desk.out / ".scanglot/pages/sub/deep/b/p1.jpg").read_bytes() == b"jpeg"
    assert (desk.out / ".scanglot/pages/sub/deep/b/p1.json").exists()
    assert (desk.out / "report.html").exists()
    assert desk.scraps == []


def test_a_second_run_reads_nothing(desk: Desk) -> None:
    desk.file("a.txt", "one")
    desk.run()
    before = (desk.out / "a.json").stat()
    summary = desk.run()
    assert desk.read == []
    assert (summary.skipped, summary.ok) == (1, 1)
    assert (desk.out / "a.json").stat().st_ino == before.st_ino


def test_what_changed_is_read_again(desk: Desk) -> None:
    for name in ("a", "b", "c", "d"):
        desk.file(f"{name}.txt", f"text {name}")
    desk.run()
    desk.file("a.txt", "new text")
    (desk.out / "b.json").unlink()
    os.utime(desk.inputs / "c.txt", (1, 1))
    desk.run()
    assert desk.read == ["a", "b"]
    assert desk.records["a"] == "new text"
    desk.run(settings=Settings(render=RenderSettings(dpi=200)))
    assert desk.read == ["a", "b", "c", "d"]
    desk.run(redo=Redo(everything=True))
    assert desk.read == ["a", "b", "c", "d"]


def test_a_new_model_has_only_those_read_again_that_lack_it(desk: Desk) -> None:
    desk.file("a.txt", "untranslated one")
    desk.file("b.txt", "two")
    assert desk.run().untranslated == (("zh", 1),)
    assert desk.run(models=("ja",)).untranslated == (("zh", 1),)
    assert desk.read == []
    desk.file("c.txt", "untranslated one")
    desk.run(models=("zh",))
    assert desk.read == ["a", "c"]


def test_failures_have_records_a_list_and_their_own_second_try(desk: Desk) -> None:
    desk.file("good.txt", "one")
    locked = desk.file("locked.txt", "encrypted")
    desk.file("broken.txt", "bug")
    summary = desk.run()
    assert (summary.ok, summary.failed) == (1, 2)
    assert desk.record("locked")["status"] == "failed"
    assert desk.record("locked")["error"]["code"] == "input.encrypted"
    assert desk.record("locked")["source"]["sha256"]
    rows = list(csv.DictReader((desk.out / "failed.csv").read_text(encoding="utf-8").splitlines()))
    assert [(r["record"], r["code"]) for r in rows] == [
        ("broken.json", "stage"),
        ("locked.json", "input.encrypted"),
    ]
    assert rows[1]["source"] == str(locked)
    assert "ZeroDivisionError" in (desk.out / ".scanglot/traces/broken.txt").read_text()
    summary = desk.run()
    assert desk.read == []
    assert (summary.failed, summary.skipped) == (2, 3)
    desk.file("locked.txt", "open")
    desk.run(redo=Redo(failed=True))
    assert desk.read == ["broken", "locked"]
    shutil.copy(desk.inputs / "good.txt", desk.inputs / "broken.txt")
    assert desk.run(redo=Redo(failed=True)).failed == 0
    assert not (desk.out / "failed.csv").exists()


def test_two_sources_of_one_stem_have_two_records(desk: Desk) -> None:
    desk.file("x.txt", "text")
    desk.run()
    desk.file("x.PDF", "earlier in the alphabet")
    desk.file("X.tif", "another case")
    desk.file("x.png", "a fourth")
    desk.run()
    assert desk.records == {
        "X.tif": "another case",
        "x": "text",
        "x.PDF": "earlier in the alphabet",
        "x.png": "a fourth",
    }
    desk.run()
    assert desk.read == []


def test_files_of_one_name_from_two_folders(desk: Desk) -> None:
    one, two = desk.file("one/x.txt", "one"), desk.file("two/x.txt", "two")
    desk.run(str(one), str(two))
    assert desk.records == {"x": "one", "x.txt": "two"}
    three = desk.file("three/x.txt", "three")
    desk.run(str(three))
    assert desk.records == {"x": "one", "x.txt": "two", "x.txt~2": "three"}


def test_a_document_and_a_folder_of_its_name(desk: Desk) -> None:
    desk.file("a/b.txt", "below")
    desk.file("a.txt", "beside")
    desk.file("c.json/d.txt", "in a folder called as a record")
    desk.file("c.txt", "the record")
    desk.file("a/p1.jpg.txt", "called as a page picture")
    desk.run()
    desk.run(redo=Redo(everything=True))
    assert desk.records == {
        "a": "beside",
        "a/b": "below",
        "a/p1.jpg": "called as a page picture",
        "c": "the record",
        "c.json~/d": "in a folder called as a record",
    }
    assert (desk.out / ".scanglot/pages/a/b/p1.jpg").exists()
    assert (desk.out / ".scanglot/pages/a/p1.json").exists()


def test_what_cannot_be_written_is_a_failure_of_its_document(desk: Desk) -> None:
    desk.file("a.txt", "surrogate")
    desk.file("b.txt", "two")
    summary = desk.run()
    assert [f.name for f in summary.failures] == ["a"]
    assert desk.records == {"a": "failed", "b": "two"}


def test_a_damaged_record_is_not_copied(desk: Desk) -> None:
    desk.file("a.txt", "same")
    desk.run()
    (desk.out / "a.json").write_text("{")
    desk.file("b.txt", "same")
    assert desk.run().ok == 2
    assert desk.read == ["b"]


def test_a_stranger_s_file_is_never_overwritten(desk: Desk) -> None:
    desk.out.mkdir()
    (desk.out / "a.json").write_text('{"title": {"en": "mine"}}')
    desk.file("a.txt", "one")
    desk.run()
    assert desk.records == {"a": "mine", "a.txt": "one"}


def test_the_same_content_is_read_once(desk: Desk) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        desk.file(name, "same")
    summary = desk.run()
    assert desk.read == ["a"]
    assert (summary.ok, summary.copied, summary.pages) == (3, 2, 1)
    assert desk.record("sub/c")["source"]["file"] == "c.txt"
    assert (desk.out / ".scanglot/pages/b/p1.jpg").exists()
    desk.file("later.txt", "same")
    assert desk.run().copied == 1
    assert desk.read == []
    assert desk.record("later")["source"]["file"] == "later.txt"


def test_the_same_bad_content_fails_under_each_name(desk: Desk) -> None:
    desk.file("a.txt", "encrypted")
    desk.file("b.txt", "encrypted")
    assert desk.run(workers=1).failed == 2
    assert desk.read == ["a"]
    assert desk.record("b")["error"]["message"].startswith("b.txt")


def test_a_moved_folder_is_recognised(desk: Desk) -> None:
    desk.file("a.txt", "one")
    desk.run()
    desk.inputs.rename(desk.inputs.with_name("elsewhere"))
    summary = desk.run(str(desk.inputs.with_name("elsewhere")))
    assert (desk.read, summary.skipped) == ([], 1)
    assert desk.records == {"a": "one"}


def test_a_renamed_file_gets_its_own_record_without_being_read(desk: Desk) -> None:
    desk.file("a.txt", "one").rename(desk.inputs / "b.txt")
    desk.run()
    (desk.inputs / "b.txt").rename(desk.inputs / "c.txt")
    desk.run()
    assert desk.read == []
    assert desk.records == {"b": "one", "c": "one"}


def test_vanished_and_odd_files_fail_by_name(desk: Desk) -> None:
    os.mkfifo(desk.inputs / "pipe.txt")
    (desk.inputs / "loop.txt").symlink_to("loop.txt")
    desk.file("good.txt", "one")
    summary = desk.run(str(desk.inputs / "gone.pdf"), str(desk.inputs))
    assert {f.name: f.code for f in summary.failures} == {
        "gone": "input.unreadable",
        "loop": "input.unreadable",
        "pipe": "input.unreadable",
    }
    assert summary.ok == 1


def test_names_of_any_bytes_and_length(desk: Desk) -> None:
    odd = os.fsencode(desk.inputs) + b"/\xff\n[red].txt"
    Path(os.fsdecode(odd)).write_text("odd")
    desk.file("长" * 80 + ".txt", "long")
    desk.file("\u202egpj.txt", "turned")
    Path(os.fsdecode(os.fsencode(desk.inputs) + b"/\xfe\n.txt")).write_text("encrypted by its path")
    summary = desk.run()
    assert (summary.ok, summary.failed) == (3, 1)
    assert summary.failures[0].message == "\ufffd\ufffd.txt: wants a password."
    assert set(desk.records.values()) == {"odd", "long", "turned", "failed"}
    assert not any("\u202e" in name for name in desk.records)
    desk.run()
    assert desk.read == []


def test_an_output_folder_inside_the_source_is_no_source(desk: Desk) -> None:
    desk.out = desk.inputs / "out"
    desk.file("a.txt", "one")
    desk.file("out/notes.txt", "not a source")
    assert desk.run().total == 1


def test_files_of_other_kinds_are_counted(desk: Desk) -> None:
    desk.out = desk.inputs / "out"
    for name in ("a.txt", "b.docx", "sub/c.DOCX", "README", ".hidden.gif", "out/report.html"):
        desk.file(name, "x")
    assert left_out([str(desk.inputs), str(desk.inputs / "b.docx")], desk.out) == {".docx": 2, "README": 1}


def test_a_folder_with_nothing_to_read_says_what_lies_there(desk: Desk) -> None:
    for name in ("b.docx", "sub/c.DOCX", "table.xlsx"):
        desk.file(name, "x")
    with pytest.raises(SettingsError) as raised:
        collect([str(desk.inputs)])
    said = str(raised.value)
    assert "What lies there: .docx (2), .xlsx." in said
    assert "a Word document" in said
    many = Counter({f".k{number:02d}": 1 for number in range(10)})
    assert listed(many).endswith(".k07, and 2 other kinds")


def test_records_beside_their_sources(desk: Desk) -> None:
    desk.out = desk.inputs
    desk.file("a.txt", "one")
    desk.file("sub/b.txt", "two")
    assert desk.run().total == 2
    assert desk.run(str(desk.inputs / "sub")).total == 1
    assert desk.run(str(desk.inputs / "**" / "*.txt")).total == 2
    assert sorted(desk.records) == ["a", "sub/b"]


def test_two_runs_do_not_share_an_output_folder(desk: Desk) -> None:
    desk.file("a.txt", "one")
    with OutputFolder(desk.out), pytest.raises(SettingsError, match="another run"):
        desk.run()


def test_an_output_that_is_no_folder(desk: Desk) -> None:
    desk.file("a.txt", "one")
    desk.out.write_text("a file")
    with pytest.raises(SettingsError, match="cannot be written"):
        desk.run()


def test_a_full_disk_ends_the_run_and_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        desk.file(f"{n}.txt", f"text {n}")
    real = os.fsync
    syncs: Sequence[int] = iter(range(100))  # type: ignore[assignment]

    def full(number: int) -> None:
        if next(syncs) >= 2:  # type: ignore[call-overload]
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        desk.run()
    monkeypatch.undo()
    assert desk.scraps == []
    done = desk.records
    assert len(done) == 2
    desk.run()
    assert len(desk.read) == 2
    assert len(desk.records) == 4


def test_the_report_is_written_again_only_for_new_records_or_after_a_kill(desk: Desk) -> None:
    desk.file("a.txt", "one")
    desk.run()
    report = desk.out / "report.html"
    report.write_text("old")
    desk.run()
    assert report.read_text() == "old"
    with OutputFolder(desk.out) as folder:
        folder.journal.begin(1, 1, 1)
    desk.run()
    assert "a.txt" in report.read_text()


def test_a_folder_that_may_not_be_searched_is_a_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.file("a.txt", "one")
    closed = desk.file("closed/b.txt", "two").parent
    real = os.scandir

    def scandir(path: str) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    summary = desk.run()
    assert [(f.name, f.message) for f in summary.failures] == [
        ("closed", "closed: is a folder that cannot be searched. Check its permissions.")
    ]
    assert desk.records == {"a": "one", "closed": "failed"}


def test_a_lost_journal_is_made_again_from_the_records(desk: Desk) -> None:
    desk.file("a.txt", "one")
    desk.run()
    shutil.rmtree(desk.out / ".scanglot")
    desk.run()
    assert desk.records == {"a": "one"}


def test_nothing_to_read(desk: Desk) -> None:
    with pytest.raises(SettingsError, match="nothing to read"):
        desk.run()
