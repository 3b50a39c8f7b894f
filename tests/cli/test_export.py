"""`scanglot export` from a folder of records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from pipeline.cli.export import Only, export
from pipeline.errors import SettingsError
from pipeline.store.database import default_url
from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_json import record_json
from tests.records.made import record
from tests.writers.test_page_formats import PAGES

GOLDEN = Path(__file__).parents[1] / "golden" / "records"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    (folder / ".scanglot").mkdir()
    (folder / "sub" / "a.json").write_text(record_json(record(status="ok")), encoding="utf-8")
    other = record(id="sha256:00", doi=None, source=record().source.model_copy(update={"sha256": "0" * 64}))
    (folder / "b.json").write_text(record_json(other), encoding="utf-8")
    failed = record(
        id="sha256:11", status="failed", source=record().source.model_copy(update={"sha256": "1" * 64})
    )
    (folder / "c.json").write_text(record_json(failed), encoding="utf-8")
    return folder


def test_one_file_of_many_records(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.ris"
    export([out], to="ris", out=target)
    assert target.read_text(encoding="utf-8").count("TY  - ") == 2
    export([out], to="ris", out=target, only=Only.OK)
    assert target.read_text(encoding="utf-8").count("TY  - ") == 1
    assert not list(tmp_path.glob(".*.part"))


def test_one_file_a_record_mirrors_the_folders(out: Path, tmp_path: Path) -> None:
    export([out], to="jats", out=tmp_path / "jats")
    assert sorted(
        p.relative_to(tmp_path / "jats").as_posix() for p in (tmp_path / "jats").rglob("*.xml")
    ) == [
        "b.xml",
        "sub/a.xml",
    ]


def test_only_approved_asks_the_desk(out: Path, tmp_path: Path) -> None:
    desk = Desk(default_url(out))
    desk.take_in(out, record_files([out]), read_record)
    key = desk.records.find("sha256:00")
    desk.records.decide(key, desk.records.get(key).revision, "approved", "librarian")
    desk.close()
    export([out], to="jsonl", out=tmp_path / "a.jsonl", only=Only.APPROVED)
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert '"sha256:00"' in lines[0]


def test_tmx_holds_the_printed_pairs(out: Path, tmp_path: Path) -> None:
    both = {
        "zh": {"text": "纳入96例患者。有效率为56.3%。", "sections": []},
        "en": {"text": "We enrolled 96 patients. The rate was 56.3%.", "sections": []},
    }
    (out / "b.json").write_text(record_json(record(abstract=both, translated=[])), encoding="utf-8")
    export([out], to="tmx", out=tmp_path / "memory.tmx")
    text = (tmp_path / "memory.tmx").read_text(encoding="utf-8")
    assert "We enrolled 96 patients." in text
    assert "To study the effect" not in text


def test_the_index_template_has_a_door(tmp_path: Path) -> None:
    export(to="opensearch-template-plugins", out=tmp_path / "template.json")
    assert json.loads((tmp_path / "template.json").read_text())["index_patterns"] == ["scanglot*"]
    with pytest.raises(typer.BadParameter):
        export(to="ris")


def test_deposits_take_what_is_fit_and_the_rest_is_told_of(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "deposit.xml"
    export([out], to="crossref", out=target)
    assert target.read_text(encoding="utf-8").count("<journal_article") == 1
    assert capsys.readouterr().err == (
        "scanglot: 1 record as crossref; left out 2: 1 needs_review and not approved (--only all takes them), 1 failed.\n"
    )
    export([out], to="datacite", out=target, only=Only.ALL)
    assert capsys.readouterr().err == (
        "scanglot: 1 record as datacite; left out 2: 1 without DOI, 1 failed.\n"
    )
    export([out], to="ris", out=target)
    assert "2 records as ris, 1 of them neither ok nor approved (marked so" in capsys.readouterr().err


def test_an_empty_result_is_no_success_and_leaves_no_file(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "none.csv"
    (out / "sub" / "a.json").unlink()
    with pytest.raises(typer.Exit) as raised:
        export([out], to="csv", out=target, only=Only.FIT)
    assert raised.value.exit_code == 1
    assert not target.exists()
    told = capsys.readouterr()
    assert told.out == ""
    assert "nothing was written as csv; left out 2: " in told.err


@pytest.mark.parametrize(("to", "target"), [("marc21", None), ("jats", None), ("pdf", None)])
def test_what_makes_no_sense_is_said(out: Path, to: str, target: Path | None) -> None:
    with pytest.raises(SettingsError):
        export([out], to=to, out=target)


def test_pages_without_references_make_no_empty_files(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, pages in (("b", PAGES[:1]), ("sub/a", PAGES)):
        folder = out / ".scanglot" / "pages" / name
        folder.mkdir(parents=True)
        for page in pages:
            (folder / f"p{page.number}.json").write_text(page.model_dump_json(), encoding="utf-8")
    export([out], to="references", out=tmp_path / "refs")
    (made,) = tmp_path.rglob("*.references.jsonl")
    assert made.name == "a.references.jsonl"
    assert made.read_text(encoding="utf-8").count("\n") == 3
    told = capsys.readouterr().err
    assert "1 record as references; left out 2: " in told
    assert "1 with nothing of that kind on the pages" in told


def test_workers_write_the_same_bytes_in_the_same_order(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    (folder / "sub").mkdir(parents=True)
    seeds = [path.read_text("utf-8") for path in record_files([GOLDEN])]
    for number in range(150):
        where = folder / "sub" if number % 3 else folder
        text = seeds[number % len(seeds)].replace("10.", f"10.{number:04d}", 1)
        (where / f"{number}.json").write_text("{}" if number == 77 else text, encoding="utf-8")
    for to in ("ris", "crossref", "parquet"):
        for jobs in (0, 2):
            export([folder], to=to, out=tmp_path / f"{to}.{jobs}", only=Only.ALL, jobs=jobs)
        written = (tmp_path / f"{to}.0").read_bytes()
        assert len(written) > 10_000
        assert written == (tmp_path / f"{to}.2").read_bytes(), to
    for jobs in (0, 2):
        export([folder], to="tei", out=tmp_path / f"tei.{jobs}", only=Only.ALL, jobs=jobs)
    once, twice = (
        {p.relative_to(d): p.read_bytes() for p in d.rglob("*.xml")}
        for d in (tmp_path / "tei.0", tmp_path / "tei.2")
    )
    assert once == twice
    assert len(once) == 149


def test_workers_tell_what_was_left_out_and_ask_the_desk(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(default_url(out))
    desk.take_in(out, record_files([out]), read_record)
    key = desk.records.find("sha256:00")
    desk.records.edit(key, 1, NewValue(path="volume", value="77"), "librarian")
    desk.close()
    (out / "d.json").write_text("no record", encoding="utf-8")
    told = {}
    for jobs in (0, 1):
        target = tmp_path / f"{jobs}.ris"
        export([out], to="ris", out=target, jobs=jobs)
        told[jobs] = (target.read_text("utf-8"), capsys.readouterr().err)
    assert told[0] == told[1]
    assert "VL  - 77" in told[0][0]
    assert "d.json" in told[0][1]
    assert "1 failed" in told[0][1]
    assert "1 no record" in told[0][1]
