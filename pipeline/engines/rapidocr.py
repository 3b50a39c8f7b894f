"""RapidOCR: its PP-OCR models from the wheel, in this process, through onnxruntime."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.engines.ctc import Glyph, decode
from pipeline.engines.facing import orientation
from pipeline.engines.strips import HEIGHT, Slanted, batches, strip, upright
from pipeline.errors import ToolFailed, ToolMissing
from pipeline.languages import languages
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word

DETECTED = 1408
"""The longer side, in pixels, of the page as the detection model sees it."""


class RapidOcr:
    """The Recognizer port over RapidOCR's detection and recognition models."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        self._detector, self._recognizer, self._classifier = _models(threads)
        self._characters: list[str] = self._recognizer.postprocess_op.character

    @property
    def version(self) -> str:
        """Name, version and models."""
        return f"rapidocr {version('rapidocr')} PP-OCRv6 small"

    def reads(self, language: str) -> bool:
        """Whether the bundled models have the language's script."""
        known = languages()
        return language in known and known[language].ocr.rapidocr

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        """Boxes of the lines of text, in no particular order."""
        return tuple(found.bbox for found in self._find(pixels))

    def orientation(self, pixels: Pixels) -> int:
        """Degrees (0, 90, 180, 270) that the page must be turned clockwise to stand upright; 0 where unsure."""
        return orientation(pixels, self._upside_down)

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """All lines of a page, in no particular order."""
        return self._read(pixels, self._find(pixels))

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box, in the order of the boxes."""
        return self._read(pixels, [upright(box) for box in boxes])

    def _upside_down(self, strips: Sequence[Pixels]) -> float:
        if not strips:
            return 0.0
        content = np.stack([_framed(cut) for cut in strips])
        try:
            return float(self._classifier.session(content)[:, 1].mean())
        except Exception as error:
            raise _failed(error) from error

    def _find(self, pixels: Pixels) -> list[Slanted]:
        import cv2

        scale = min(1.0, DETECTED / max(pixels.shape))
        small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        try:
            found = self._detector(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
        except Exception as error:
            raise _failed(error) from error
        boxes = () if found.boxes is None else found.boxes
        return [Slanted(np.asarray(box, np.float32) / scale) for box in boxes]

    def _read(self, pixels: Pixels, places: Sequence[Slanted]) -> tuple[Line, ...]:
        strips = [strip(pixels, place) for place in places]
        read: list[Line | None] = [None] * len(places)
        for batch in batches(strips):
            try:
                scores = self._recognizer.session(batch.content)
            except Exception as error:
                raise _failed(error) from error
            for number, share, line in zip(batch.numbers, batch.shares, scores, strict=True):
                glyphs = decode(line, self._characters)
                read[number] = _line(glyphs, share, places[number].bbox)
        return tuple(line for line in read if line is not None)


def _framed(cut: Pixels) -> Any:
    """A strip as the classifier wants it: 3 x 48 x 192 in -1..1."""
    import cv2

    width = min(192, max(1, round(cut.shape[1] * HEIGHT / cut.shape[0])))
    content = np.zeros((3, HEIGHT, 192), np.float32)
    content[:, :, :width] = cv2.resize(cut, (width, HEIGHT)).astype(np.float32) / 127.5 - 1.0
    return content


def _models(threads: int) -> tuple[Any, Any, Any]:
    """The detection, recognition and line-direction models. Raises ToolMissing where the wheel is not as we know it."""
    try:
        import rapidocr
        from rapidocr.ch_ppocr_cls import TextClassifier
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer
    except ImportError as error:
        raise ToolMissing(
            "RapidOCR is not installed.", cure="Run: pip install rapidocr onnxruntime"
        ) from error
    folder = Path(rapidocr.__file__).parent / "models"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        config = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Det.model_path": _model(folder, "det"),
                "Rec.model_path": _model(folder, "rec"),
                "Cls.model_path": _model(folder, "cls"),
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            }
        ).cfg
        for part in (config.Det, config.Rec, config.Cls):
            part.engine_cfg = config.EngineConfig.onnxruntime
            part.model_root_dir = folder
        config.Rec.font_path = None
        return TextDetector(config.Det), TextRecognizer(config.Rec), TextClassifier(config.Cls)


def _model(folder: Path, part: str) -> str:
    found = sorted(folder.glob(f"*_{part}_*.onnx"))
    if not found:
        raise ToolMissing(
            f"RapidOCR's wheel has no {part} model inside.", cure="Run: pip install 'rapidocr>=3.10'"
        )
    return str(found[-1])


def _failed(error: Exception) -> ToolFailed:
    return ToolFailed(f"RapidOCR failed ({type(error).__name__}).", cure="Report the file.")


def _line(glyphs: Sequence[Glyph], share: float, box: BBox) -> Line:
    text = "".join(glyph.text for glyph in glyphs).strip()
    inked = [glyph.confidence for glyph in glyphs if glyph.text.strip()]
    return Line(
        text=text,
        bbox=box,
        confidence=sum(inked) / len(inked) if inked else 0.0,
        engine=RapidOcr.name,
        words=tuple(_words(glyphs, share, box)),
    )


def _words(glyphs: Sequence[Glyph], share: float, box: BBox) -> Iterator[Word]:
    """One word a glyph, its box from the middle between its neighbours' peaks."""
    middles = [min(1.0, (g.start + g.end) / 2 / share) for g in glyphs]
    for number, glyph in enumerate(glyphs):
        if not glyph.text.strip():
            continue
        before = middles[number - 1] if number else 0.0
        after = middles[number + 1] if number + 1 < len(middles) else 1.0
        here = middles[number]
        left = box.left + int((before + here) / 2 * box.width) if number else box.left
        right = box.left + int((here + after) / 2 * box.width) if number + 1 < len(middles) else box.right
        place = BBox(left, box.top, max(left, right), box.bottom)
        yield Word(text=glyph.text, bbox=place, confidence=glyph.confidence)
