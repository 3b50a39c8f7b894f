"""The eight-bit recognition model: made from the full one, reading as it does, and giving way to it in doubt."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.engines import eight_bit as made
from pipeline.engines import onnx_file, recognition
from pipeline.engines.rapidocr import RapidOcr, model_file
from pipeline.engines.recognition import DOUBT, Recognition, in_doubt
from pipeline.engines.strips import HEIGHT, filled

TEXTS = ("Hamburg 2023, p = 0.024", "sarcopenia (n = 137)")
ALPHABET = ["", "a", " ", ",", "b"]


def _line(text: str) -> np.ndarray:
    strip = np.full((HEIGHT, 24 * len(text)), 255, np.uint8)
    cv2.putText(strip, text, (8, 34), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    return filled(strip)[0]


def _read(reader: Recognition, text: str) -> str:
    return "".join(glyph.text for glyph in reader(_line(text))).strip()


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(not made.fit_for_eight_bits(), reason="eight-bit products overflow on this processor")
def test_both_models_read_the_same(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = Recognition(model_file("rec"), 1)
    assert quick.kind == "int8"
    monkeypatch.setattr(recognition, "DOUBT", 0.0)
    read = [_read(quick, text) for text in TEXTS]
    assert "_full" not in vars(quick)
    monkeypatch.setattr(recognition, "fit_for_eight_bits", lambda: False)
    full = Recognition(model_file("rec"), 1)
    assert full.kind == "float32"
    assert read == [_read(full, text) for text in TEXTS]


def test_no_model_is_made_or_opened_before_a_line_is_read(empty_cache: Path) -> None:
    reader = RapidOcr()
    assert reader.version.startswith("rapidocr ")
    assert not list(empty_cache.rglob("*.onnx"))


def test_it_is_written_once_and_small(empty_cache: Path) -> None:
    path = made.eight_bit(model_file("rec"))
    assert isinstance(path, Path)
    assert path.is_relative_to(empty_cache)
    assert path.stat().st_size < model_file("rec").stat().st_size / 3
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert made.eight_bit(model_file("rec")) == path


def test_a_cache_that_cannot_be_written_is_done_without(empty_cache: Path) -> None:
    (empty_cache / "scanglot").write_text("a file where the folder would be", encoding="utf-8")
    assert isinstance(made.eight_bit(model_file("rec")), bytes)


def test_a_file_that_is_read_is_written_as_it_was() -> None:
    content = model_file("cls").read_bytes()
    model = onnx_file.read(content)
    assert onnx_file.read(model.SerializeToString()) == model
    assert len(model.SerializeToString()) == pytest.approx(len(content), rel=0.01)


@pytest.mark.parametrize("kind", [np.float32, np.uint8, np.int8, np.int32, np.int64])
def test_values_come_back_from_an_initializer(kind: type[np.generic]) -> None:
    values = np.arange(6).reshape(2, 3).astype(kind)
    found = onnx_file.array(onnx_file.tensor("weights", values))
    assert found.dtype == kind
    assert (found == values).all()


@pytest.mark.parametrize(
    ("best", "unsure", "squares", "doubted"),
    [
        ([0, 1, 0, 4, 0], (), 0.5, False),
        ([0, 1, 0, 4, 0, 1, 0, 4], (1,), 0.5, True),
        ([0, 1, 2, 4, 0], (2,), 0.5, False),
        ([0, 1, 3, 4, 0], (2,), 0.5, False),
        ([0, 1, 0, 4, 0], (2,), 0.5, False),
        ([0, 1, 0, 0, 0, 4], (3,), 0.5, True),
        ([0, 0, 1], (0,), 0.5, True),
        ([0, 0, 0], (), 0.5, False),
        ([0, 1, 0, 4, 0, 1, 0, 4], (1, 3, 5), 0.5, False),
        ([0, 1, 0, 4, 0, 1, 0, 4], (1,), 9.0, False),
        ([0, 0, 0, 0, 0, 0, 0, 0], (4,), 9.0, False),
    ],
    ids=[
        "sure",
        "a letter",
        "a space",
        "a sign of two widths",
        "between letters",
        "a gap",
        "before the first",
        "nothing there",
        "a script that the models lack",
        "a script of which a letter here and there is known",
        "ink in which nothing is known",
    ],
)
def test_what_is_read_again_in_full(
    best: list[int], unsure: tuple[int, ...], squares: float, doubted: bool
) -> None:
    sure = np.full(len(best), 0.99, np.float32)
    sure[list(unsure)] = DOUBT - 0.1
    assert in_doubt(np.array(best), sure, ALPHABET, squares) is doubted
