"""scanglot from Python, as a user calls it; and from an installed wheel in another folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import scanglot

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "samples" / "fr-born-digital.pdf"
SETTINGS = scanglot.Settings.model_validate({"translate": {"enabled": False}})


@pytest.fixture(scope="module")
def reading() -> scanglot.Reading:
    return scanglot.read(PAGE, SETTINGS)


def test_a_document_is_read_by_path_and_by_bytes(reading: scanglot.Reading) -> None:
    assert reading.title["fr"].startswith("Télésurveillance")
    assert reading.source.file == PAGE.name
    again = scanglot.read(PAGE.read_bytes(), SETTINGS, name="b.pdf")
    assert again.source.file == "b.pdf"
    assert again.title == reading.title


def test_a_notebook_shows_record_and_page(reading: scanglot.Reading) -> None:
    shown = reading._repr_html_()
    assert "Télésurveillance" in shown
    assert "<script" not in shown
    page = reading.pages[0]
    assert page.text
    assert {path for path, *_ in page.boxes} <= set(reading.evidence)
    picture = page._repr_html_()
    assert picture.startswith("<svg")
    assert picture.count("<rect") == len(page.boxes) > 3


def test_markup_in_a_value_is_text() -> None:
    page = scanglot.Page(number=1, width=1, height=1, text="<b>bold</b>")
    assert "<b>" not in page._repr_html_()


def test_many_documents_and_one_that_fails(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Abstract: To study the effect of treatment.\nKeywords: lung cancer", encoding="utf-8")
    found = list(scanglot.read_many([text, tmp_path / "none.pdf", text.read_bytes()], SETTINGS))
    assert [record.error.code if record.error else "" for record in found] == ["", "input.unreadable", ""]
    assert found[0].id == found[2].id


def test_documents_in_processes_of_their_own(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Abstract: The effect of {name}.", encoding="utf-8")
    found = scanglot.read_many(sorted(tmp_path.glob("*.txt")), SETTINGS, processes=2)
    assert {record.source.file for record in found} == {"a.txt", "b.txt"}


def test_text_is_translated_and_its_doubts_told() -> None:
    found = scanglot.translate("目的 探讨疗效。")
    assert found.text.isascii()
    assert found.model
    if "draft" in found.model:
        assert found.flags[0].code == "translation.draft_model"


def test_a_pair_without_a_model_says_how_to_get_one() -> None:
    with pytest.raises(scanglot.ScanglotError, match="models"):
        scanglot.translate("Резюме лечения", source="ru", target="ko")


def test_every_public_name_is_there() -> None:
    assert all(getattr(scanglot, name) is not None for name in dir(scanglot))
    with pytest.raises(AttributeError, match="'reed'"):
        _ = scanglot.reed  # type: ignore[attr-defined]


def test_an_installed_wheel_is_imported_anywhere_without_anything_heavy(tmp_path: Path) -> None:
    """Under 0.3 s of processor time, and it reads from a folder in which nothing of ours lies."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    copied = tmp_path / "source"
    for name in (
        "pipeline",
        "scanglot",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "models/manifest.toml",
        "models/README.md",
    ):
        target = copied / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-r", str(ROOT / name), str(target)], check=True)
    subprocess.run(
        [
            *pip,
            "install",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "--target",
            str(tmp_path / "site"),
            str(copied),
        ],
        check=True,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("Abstract: To study the effect.", encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=elsewhere,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == [str(tmp_path / "site" / "scanglot" / "__init__.py"), "a.txt", "en"]
    for words in (["run", "a.txt", "--ocr", "tesseract", "--jobs", "1"], ["report", "--no-open"]):
        subprocess.run(
            [sys.executable, "-m", "pipeline", *words],
            cwd=elsewhere,
            env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
            check=True,
        )
    assert (elsewhere / "outputs" / ".scanglot" / "report" / "0.js").exists()


PROGRAM = """
import sys, time
start = time.process_time()
import scanglot
assert time.process_time() - start < 0.3
assert not {"pydantic", "numpy", "cv2", "torch", "onnxruntime"} & set(sys.modules)
record = scanglot.read("a.txt", scanglot.Settings.model_validate({"translate": {"enabled": False}}))
print(scanglot.__file__, record.source.file, record.language)
"""
