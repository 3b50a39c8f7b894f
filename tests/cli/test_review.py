"""`scanglot review` and `scanglot evaluate` on the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch.content import content_hash
from pipeline.cli.main import application
from pipeline.cli.moved import remember
from pipeline.cli.rereading import RegionReading, Scans
from pipeline.cli.review import _bound, _import_told, _serving
from pipeline.errors import SettingsError, StoreError
from pipeline.records.base import BBox
from pipeline.settings import CleanSettings, Settings
from pipeline.store.database import default_url
from pipeline.store.desk import Desk
from pipeline.store.folder import Imported
from pipeline.store.journal import FinishedDocument, Journal
from pipeline.web.settings import Reread
from pipeline.writers.record_files import read_record, record_files
from tests.web.made_pages import make_out

RUN = CliRunner()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return make_out(tmp_path / "out")


def test_a_person_is_added(out: Path) -> None:
    arguments = ["review", str(out), "--add-person", "ann", "--role", "admin"]
    answer = RUN.invoke(application(), arguments, input="a long password\na long password\n")
    assert "ann may log in as admin" in answer.output
    desk = Desk(default_url(out))
    assert desk.people.login("ann", "a long password")
    assert _serving(desk, "0.0.0.0", "").login
    assert _serving(desk, "127.0.0.1", "", login=True).login
    desk.close()
    assert RUN.invoke(application(), [*arguments[:-1], "king"]).exit_code == 2


def test_only_loopback_is_served_without_a_login(out: Path) -> None:
    desk = Desk(default_url(out))
    assert not _serving(desk, "127.0.0.1", "ann").login
    with pytest.raises(SettingsError, match="nobody may log in"):
        _serving(desk, "0.0.0.0", "ann")
    desk.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert RUN.invoke(application(), ["review", str(tmp_path / "none")]).exit_code == 2


def test_a_port_is_taken_before_anybody_is_told_of_it() -> None:
    with _bound("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        assert port > 0
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port}: cannot be served on .* --port 0"):
            _bound("127.0.0.1", port)


@pytest.mark.live
def test_the_desk_is_where_it_says(out: Path) -> None:
    paths = os.pathsep.join(p for p in sys.path if p)
    desk = subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline", "review", str(out), "--port", "0"],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert desk.stdout is not None
        said = desk.stdout.readline()
        while not said.startswith("Review desk"):
            said = desk.stdout.readline()
        address = re.findall(r"http://127\.0\.0\.1:[1-9]\d*/", said)[0]
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.status == 200
    finally:
        desk.terminate()
        desk.communicate(timeout=30)


def test_what_was_taken_in_is_told() -> None:
    assert _import_told(Imported(new=3, unreadable=["x"])) == "Records: 3 new, 1 not records."
    assert _import_told(Imported()) == "Records: none."


def test_accuracy_from_reviews(out: Path) -> None:
    assert RUN.invoke(application(), ["evaluate", str(out), "--from-reviews"]).exit_code == 2
    desk = Desk(default_url(out))
    desk.take_in(out, record_files([out]), read_record)
    desk.records.decide("d" * 16, 1, "approved", "ann")
    desk.close()
    assert RUN.invoke(application(), ["evaluate", str(out)]).exit_code == 2
    table = RUN.invoke(application(), ["evaluate", str(out), "--from-reviews"]).output
    assert "1 approved record\n" in table
    told = json.loads(RUN.invoke(application(), ["evaluate", str(out), "--from-reviews", "--json"]).output)
    assert told["fields"]["doi"] == {"values": 1, "right": 1, "accuracy": 1.0, "character_error_rate": 0.0}


def test_a_source_that_is_gone_cannot_be_read_again(out: Path) -> None:
    wish = Reread(folder=out, path="scan.json", file="scan.pdf", sha256=None)
    with pytest.raises(StoreError, match="not where the run found it"):
        Scans().reread(wish, lambda share, stage: None)


def test_a_moved_scan_is_found_where_people_say_it_is_and_only_by_its_content(
    out: Path, tmp_path: Path
) -> None:
    place = tmp_path / "new place"
    (place / "deep").mkdir(parents=True)
    (place / "scan.pdf").write_bytes(b"another scan")
    (place / "deep" / "scan.pdf").write_bytes(b"the scan")
    wish = Reread(
        folder=out, path="scan.json", file="scan.pdf", sha256=content_hash(place / "deep" / "scan.pdf")
    )
    with pytest.raises(StoreError, match="no such place"):
        remember(wish, str(tmp_path / "nowhere"))
    for wrong, sha in ((place / "scan.pdf", wish.sha256), (place, None), (out, wish.sha256)):
        with pytest.raises(StoreError, match="content is another"):
            remember(replace(wish, sha256=sha), str(wrong))
    with pytest.raises(StoreError, match="not where the run found it"):
        Scans().source(wish)
    assert remember(wish, str(place)) == Scans().source(wish) == place / "deep" / "scan.pdf"


@pytest.mark.live
def test_a_region_is_read_again(out: Path, samples: Path) -> None:
    source = samples / "zh-office-scan.pdf"
    journal = Journal(out / ".scanglot" / "journal.sqlite")
    journal.put(FinishedDocument("scan", str(source), 1, 1, "", "", "ok"))
    journal.close()
    region = BBox(200, 100, 2300, 420)
    wish = Reread(
        folder=out, path="scan.json", file="scan.pdf", sha256=None, engine="tesseract", page=1, region=region
    )
    told: list[str] = []
    reading = Scans().reread(wish, lambda share, stage: told.append(stage))
    assert "1007-3841" in reading.text


@pytest.mark.live
def test_a_region_is_turned(samples: Path) -> None:
    settings = Settings(clean=CleanSettings(rotation=180))
    turned = RegionReading(settings, 1, BBox(200, 100, 2300, 420))(samples / "zh-office-scan.pdf")
    assert "1007-3841" not in turned
