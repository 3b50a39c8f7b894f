"""Tesseract in this process and as a program."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.engines import tesseract_library
from pipeline.engines.hocr import tokens_of
from pipeline.engines.process import Finished
from pipeline.engines.tesseract import BLOCK, Tesseract
from pipeline.engines.tesseract_library import KEPT, Library, data_folder, open_library
from pipeline.engines.tesseract_program import Program
from pipeline.errors import ToolFailed, ToolTimeout
from pipeline.records.base import BBox
from pipeline.records.page import Pixels

LINES = ("Survival of 128 patients", "was 42.5 percent (P<0.05)")


@pytest.fixture(scope="module")
def page() -> Pixels:
    drawn = np.full((240, 900), 255, np.uint8)
    for number, text in enumerate(LINES):
        cv2.putText(drawn, text, (40, 80 + 90 * number), cv2.FONT_HERSHEY_COMPLEX, 1.5, 0, 3, cv2.LINE_AA)
    return drawn


@pytest.fixture
def library() -> Library:
    opened = open_library(60.0)
    if opened is None:
        pytest.skip("tesserocr is not installed")
    return opened


def words(document: bytes) -> list[str]:
    return [token.text for line in tokens_of(document) for token in line]


@pytest.mark.live
def test_library_and_program_read_alike(page: Pixels, library: Library) -> None:
    read = words(library.hocr(page, "eng", BLOCK))
    assert read == words(Program(60.0).hocr(page, "eng", BLOCK)) == " ".join(LINES).split()


@pytest.mark.live
@pytest.mark.parametrize("seen", [True, False])
def test_lines_are_read_where_they_stand(page: Pixels, seen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not seen:
        monkeypatch.setattr(tesseract_library, "find_spec", lambda _: None)
    boxes = [BBox(20, 120, 880, 200), BBox(20, 30, 880, 110)]
    reader = Tesseract()
    read = reader.read_lines(page, boxes, ("en",))
    assert [line.text for line in read] == [LINES[1], LINES[0]]
    assert [abs(line.words[0].bbox.left - 40) < 8 for line in read] == [True, True]
    assert [line.text for line in reader.read_page(page, ("en",))] == list(LINES)


@pytest.mark.live
def test_few_sets_of_languages_stay_loaded(page: Pixels, library: Library) -> None:
    here = ["eng", "fra", "deu", "eng+fra", "spa"]
    assert all(words(library.hocr(page, codes, BLOCK)) for codes in [*here, *here])
    assert list(library._open) == here[-KEPT:]


@pytest.mark.live
def test_what_takes_too_long_is_ended(page: Pixels) -> None:
    data = data_folder()
    assert data is not None
    with pytest.raises(ToolTimeout, match="took longer"):
        Library(data, 0.001).hocr(np.tile(page, (8, 2)), "eng", BLOCK)


@pytest.mark.live
def test_missing_data_are_an_error_with_a_cure(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match="cannot load 'eng'"):
        Library(tmp_path, 1.0).hocr(np.full((50, 50), 255, np.uint8), "eng", BLOCK)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('List of available languages in "{folder}/" (3):\nchi_sim\neng\nosd\n', True),
        ('List of available languages in "/nowhere/tessdata/" (1):\neng\n', False),
        ("List of available languages (2):\neng\nosd\n", False),
    ],
)
def test_the_program_says_where_its_data_lie(
    said: str, found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Finished(0, said.format(folder=tmp_path).encode(), "")
    monkeypatch.setattr(tesseract_library, "run", lambda *_: answer)
    assert data_folder.__wrapped__() == (tmp_path if found else None)


def test_without_the_library_the_program_reads_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_library, "find_spec", lambda _: None)
    assert open_library(60.0) is None
    assert isinstance(Tesseract()._lines, Program)
