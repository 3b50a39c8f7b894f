"""The systems that benchmarks/ocr.py lets read: what each makes of one document, as text."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

TESSERACT = {
    "zh": "chi_sim+eng",
    "zh-Hant": "chi_tra+eng",
    "ja": "jpn+eng",
    "ko": "kor+eng",
    "ru": "rus+eng",
    "de": "deu+eng",
    "fr": "fra+eng",
    "es": "spa+eng",
}
PATIENT = "3600"
"""Seconds. OCRmyPDF leaves out, without a word in its exit code, a page that takes Tesseract longer (180 by default)."""
SKIPPED = "[skipped page]"


Read = Callable[[Path, str], str]
"""A document in a language to its text."""


def open_scanglot(engine: str) -> Read:
    """The text of the pages that an `auto` run reads, in reading order, by engines that stay open as a worker's do."""
    from pipeline.engines.toolbox import open_engines
    from pipeline.flow import lay_out
    from pipeline.settings import OcrEngine, OcrSettings, Settings

    settings = Settings(ocr=OcrSettings(engine=OcrEngine(engine)))
    engines = open_engines(settings)
    return lambda pdf, _: "\n".join(
        line.text for page, _ in lay_out(pdf, settings, engines) for line in page.lines
    )


def read_ocrmypdf(pdf: Path, language: str) -> str:
    """OCRmyPDF's sidecar text, as its manual advises for scans. Raises RuntimeError where it leaves a page out."""
    program = Path(sys.executable).parent / "ocrmypdf"
    options = ["--rotate-pages", "--deskew", "--force-ocr", "--jobs", "1", "--output-type", "none", "--quiet"]
    options += ["--tesseract-timeout", PATIENT, "--tesseract-non-ocr-timeout", PATIENT]
    with tempfile.TemporaryDirectory() as folder:
        sidecar = Path(folder) / "text.txt"
        argv = [str(program) if program.exists() else "ocrmypdf", *options, "-l", TESSERACT[language]]
        argv += ["--sidecar", str(sidecar), str(pdf), "-"]
        subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        text = sidecar.read_text(encoding="utf-8")
    if SKIPPED in text:
        raise RuntimeError("OCRmyPDF left a page out")
    return text


def pictures(pdf: Path) -> list[Any]:
    """Every page at 300 dpi, grey."""
    from pdf2image import convert_from_path

    return list(convert_from_path(pdf, dpi=300, grayscale=True, fmt="ppm"))


def read_tesseract(pdf: Path, _: str) -> str:
    """Plain Tesseract as most people call it: both languages for the whole page."""
    import pytesseract

    text = []
    with tempfile.TemporaryDirectory() as folder:
        for number, picture in enumerate(pictures(pdf)):
            path = Path(folder) / f"{number}.pgm"
            picture.save(path)
            text.append(pytesseract.image_to_string(str(path), lang="chi_sim+eng"))
    return "\n".join(text)


def open_rapidocr() -> Read:
    """Plain RapidOCR in its own order, opened once."""
    import numpy as np
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def read(pdf: Path, _: str) -> str:
        text: list[str] = []
        for picture in pictures(pdf):
            result = engine(np.stack([np.asarray(picture)] * 3, axis=-1))
            text += result.txts or ()
        return "\n".join(text)

    return read


SYSTEMS: dict[str, Callable[[], Read]] = {
    "scanglot": partial(open_scanglot, "auto"),
    "scanglot --ocr tesseract": partial(open_scanglot, "tesseract"),
    "ocrmypdf": lambda: read_ocrmypdf,
    "tesseract chi_sim+eng": lambda: read_tesseract,
    "rapidocr": open_rapidocr,
}
