"""What `scanglot doctor` finds, on machines that lack this or that."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

from pipeline.engines import packages, probe
from pipeline.engines.probe import State


@pytest.fixture(autouse=True)
def _a_user_with_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_is_root", lambda: False)


def has(*names: str) -> probe.Which:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("manager", "cure"),
    [
        ("apt-get", "sudo apt-get install poppler-utils"),
        ("dnf", "sudo dnf install poppler-utils"),
        ("pacman", "sudo pacman -S poppler"),
        ("brew", "brew install poppler"),
        ("unknown", "sudo apt-get install poppler-utils"),
    ],
)
def test_missing_programs_come_with_the_command_of_this_system(manager: str, cure: str) -> None:
    found = {f.name: f for f in probe.programs(has(manager, "pdfinfo"))}
    assert found["pdfinfo"].state is State.OK
    assert (found["pdftoppm"].state, found["pdftoppm"].cure) == (State.MISSING, cure)
    assert "tesseract" in found["tesseract"].cure


def test_missing_language_data_is_named_by_package() -> None:
    found = {f.name: f for f in probe.tesseract_languages(has("apt-get"), lambda: frozenset({"eng", "deu"}))}
    assert found["deu"].state is State.OK
    assert (found["chi_sim"].state, found["chi_sim"].cure) == (
        State.PARTLY,
        "sudo apt-get install tesseract-ocr-chi-sim",
    )
    assert found["osd"].state is State.MISSING


def test_root_needs_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_is_root", lambda: True)
    assert packages.installs("tesseract", has("apt-get")) == "apt-get install tesseract-ocr"


def test_what_is_missing_is_one_command_a_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "translation_command", lambda _: "scanglot models fetch zh")
    found = [
        *probe.programs(has("pacman")),
        *probe.tesseract_languages(has("pacman"), lambda: frozenset({"osd", "eng", "deu"})),
        probe.Probed("library", "rapidocr", State.MISSING, cure="pip install rapidocr"),
        probe.Probed("library", "pikepdf", State.MISSING, cure="pip install pikepdf"),
        probe.Probed("model", "zh to en", State.PARTLY, cure="scanglot models fetch opus-mt-zh-en"),
    ]
    system, pip, models = probe.remedies(found)
    assert system.startswith("sudo pacman -S tesseract poppler tesseract-data-")
    assert "tesseract-data-chi_sim" in system.split()
    assert (pip, models) == ("pip install rapidocr pikepdf", "scanglot models fetch zh")


@pytest.mark.parametrize(
    ("command", "ran"),
    [
        ("sudo apt-get install poppler-utils", ["sudo", "apt-get", "install", "poppler-utils", "-y"]),
        ("brew install poppler", ["brew", "install", "poppler", "--quiet"]),
        ("pip install pikepdf", [sys.executable, "-m", "pip", "install", "pikepdf"]),
        ("scanglot models fetch zh", [sys.executable, "-m", "pipeline", "models", "fetch", "zh"]),
    ],
)
def test_a_command_that_was_agreed_to_is_run(
    command: str, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def run(words: list[str], check: bool) -> subprocess.CompletedProcess[bytes]:
        seen.append(words)
        return subprocess.CompletedProcess(words, 3)

    monkeypatch.setattr(packages.subprocess, "run", run)
    assert packages.runs(command) == 3
    assert seen == [ran]


def test_missing_libraries() -> None:
    def version(name: str) -> str:
        if name in {"rapidocr", "transformers"}:
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    found = {f.name: f for f in probe.libraries(version)}
    assert (found["rapidocr"].state, found["rapidocr"].cure) == (State.MISSING, "pip install rapidocr")
    assert found["torch"].detail == "1.0"
    assert found["transformers"].state is State.OK, "the reference engine is an extra"


def test_models_that_are_not_here_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(probe, "installed", lambda: iter(()))
    found = {f.name: f for f in probe.models()}
    assert found["zh to en"].cure == "scanglot models fetch opus-mt-zh-en"
    assert "en to en" not in found


def test_poppler_data_is_asked_for_by_reading_chinese() -> None:
    (found,) = probe.poppler_data(has("pdftotext", "apt-get"), lambda _: ["", "Missing language pack"])
    assert (found.state, found.cure) == (State.MISSING, "sudo apt-get install poppler-data")
    (found,) = probe.poppler_data(has("pdftotext"), lambda _: ["冠心病患者"])
    assert found.state is State.OK
    assert list(probe.poppler_data(has())) == []


@pytest.mark.live
def test_this_machine_has_poppler_data() -> None:
    (found,) = probe.poppler_data()
    assert found.state is State.OK
