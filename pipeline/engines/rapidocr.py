"""RapidOCR: PP-OCR models from the wheel, in this process, through onnxruntime."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from pipeline.languages import languages
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word


class RapidOcr:
    """The Recognizer port over RapidOCR."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    @property
    def version(self) -> str:
        """`rapidocr 3.10.0`."""
        return f"rapidocr {version('rapidocr')}"

    def reads(self, language: str) -> bool:
        """Whether the bundled models have the language's script."""
        known = languages()
        return language in known and known[language].ocr.rapidocr

    def orientation(self, pixels: Pixels) -> int:
        """RapidOCR does not judge whole pages."""
        return 0

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """All lines of a page, in no particular order."""
        result = self._engine(np.stack([pixels] * 3, axis=-1), use_cls=False, return_word_box=True)
        if result.boxes is None:
            return ()
        words = result.word_results or [()] * len(result.txts)
        return tuple(
            Line(text=text, bbox=_box(box), confidence=_share(score), engine=self.name, words=_words(parts))
            for box, text, score, parts in zip(result.boxes, result.txts, result.scores, words, strict=True)
        )

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box."""
        read = []
        for box in boxes:
            crop = pixels[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
            result = self._engine(np.stack([crop] * 3, axis=-1), use_det=False, use_cls=False)
            text = result.txts[0] if result.txts else ""
            score = _share(result.scores[0]) if result.txts else 0.0
            read.append(Line(text=text, bbox=box, confidence=score, engine=self.name))
        return tuple(read)


def _words(parts: Sequence[Any]) -> tuple[Word, ...]:
    return tuple(
        Word(text=text, bbox=_box(np.asarray(box)), confidence=_share(score))
        for text, score, box in parts
        if text and box is not None
    )


def _box(corners: Any) -> BBox:
    xs, ys = np.asarray(corners)[:, 0], np.asarray(corners)[:, 1]
    return BBox(int(xs.min()), int(ys.min()), int(np.ceil(xs.max())), int(np.ceil(ys.max())))


def _share(score: Any) -> float:
    return min(1.0, max(0.0, float(score)))
