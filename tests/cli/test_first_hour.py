"""docs/first-hour.md says what slips of the hand say: every command of its table is given here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from pipeline.cli.main import application

DOCS = Path(__file__).parents[2] / "docs" / "first-hour.md"
ROW = re.compile(r"^\| `(?P<command>.+?)` \| (?P<code>\d+) \| (?P<said>.+?) \|$", re.MULTILINE)
ROWS = [m.group("command", "code", "said") for m in ROW.finditer(DOCS.read_text("utf-8"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("first-hour")
    text = "Serum CRP in coronary disease\n\nLI Peng\n\nAbstract: Objective To study CRP.\n"
    for name in ("scans", "empty"):
        (here / name).mkdir()
    for name in ("paper.txt", "scans/paper.txt"):
        (here / name).write_text(text, "utf-8")
    (here / "german.txt").write_text("Guten Tag\n", "utf-8")
    (here / "terms.csv").write_text("nothing,of,the,kind\n", "utf-8")
    (here / "data.txt").write_text("x" * 200_000, "utf-8")
    (here / "zero.pdf").touch()
    (here / "broken.pdf").write_bytes(b"this is text")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(here / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="other"))
    return here


def test_the_table_has_forty_slips() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(("command", "code", "said"), ROWS, ids=[command for command, _, _ in ROWS])
def test_a_slip_is_one_message_and_its_code(
    command: str, code: str, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before, _, arguments = command.partition("scanglot ") if " scanglot " in command else ("", "", "")
    for name, value in (each.split("=") for each in before.split()):
        monkeypatch.setenv(name, value)
    words = shlex.split(arguments) if before else shlex.split(command)[1:]
    done = CliRunner().invoke(application(), words)
    assert done.exit_code == int(code), done.output
    assert said in " ".join(done.output.split())
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_a_path_that_leads_nowhere_leaves_no_failed_record_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(application(), ["run", "papper.txt", "--out", str(tmp_path / "out")])
    assert done.exit_code == 3
    assert not (tmp_path / "out").exists()
