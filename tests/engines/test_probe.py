"""What `scanglot doctor` finds, on machines that lack this or that."""

from __future__ import annotations

from importlib import metadata

import pytest

from pipeline.engines import probe
from pipeline.engines.probe import State


def has(*names: str) -> probe.Which:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("manager", "cure"),
    [
        ("apt-get", "sudo apt-get install poppler-utils"),
        ("dnf", "sudo dnf install poppler-utils"),
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
