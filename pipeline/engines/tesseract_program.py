"""Tesseract as a program, through pytesseract: PGM input, since to encode PNG costs more than to read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import ToolFailed, ToolMissing, ToolTimeout
from pipeline.records.page import Pixels

SURE = 4.0
"""Confidence from which Tesseract's word on a script counts: its own data tell 10 to 34 for clean pages of ten lines."""


class Program:
    """Starts the program anew for each picture."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @property
    def version(self) -> str:
        """`5.3.0`."""
        return _version()

    def hocr(self, pixels: Pixels, codes: str, mode: int) -> bytes:
        """A grey picture as hOCR down to characters; `mode` is Tesseract's of page segmentation.

        Raises ToolMissing, ToolFailed, ToolTimeout.
        """
        import pytesseract

        try:
            with _pgm(pixels) as path:
                document: bytes = pytesseract.image_to_pdf_or_hocr(
                    str(path),
                    lang=codes,
                    config=f"--psm {mode} -c preserve_interword_spaces=1 -c hocr_char_boxes=1",
                    extension="hocr",
                    timeout=self._seconds,
                )
        except pytesseract.TesseractNotFoundError as error:
            raise _missing() from error
        except pytesseract.TesseractError as error:
            raise ToolFailed(f"tesseract failed: {error.message}.", cure="Report the file.") from error
        except RuntimeError as error:
            raise timeout(self._seconds) from error
        return document

    def orientation(self, pixels: Pixels) -> int:
        """Degrees (0, 90, 180, 270) that the page must be turned clockwise to stand upright; 0 where unsure."""
        found = self._osd(pixels)
        return int(found["rotate"]) if found and float(found["orientation_conf"]) >= 1.0 else 0

    def script(self, pixels: Pixels) -> str | None:
        """The English name of the script that a page is printed in; None where unsure."""
        found = self._osd(pixels)
        return str(found["script"]) if found and float(found["script_conf"]) >= SURE else None

    def _osd(self, pixels: Pixels) -> dict[str, Any] | None:
        """What Tesseract's own test tells of a page; None where it finds too little."""
        import pytesseract

        with _pgm(pixels) as path:
            try:
                told: dict[str, Any] = pytesseract.image_to_osd(
                    str(path), output_type=pytesseract.Output.DICT, timeout=self._seconds
                )
            except (pytesseract.TesseractError, RuntimeError):
                return None
        return told


def timeout(seconds: float) -> ToolTimeout:
    """What is raised where reading took longer than that."""
    return ToolTimeout(f"tesseract took longer than {seconds:.0f} s.", cure="Raise --timeout.")


def _missing() -> ToolMissing:
    return ToolMissing("tesseract is not installed.", cure="Run: apt-get install tesseract-ocr")


@cache
def installed_languages() -> frozenset[str]:
    """Language data that is here. Raises ToolMissing where Tesseract is not."""
    import pytesseract

    try:
        return frozenset(pytesseract.get_languages())
    except pytesseract.TesseractNotFoundError as error:
        raise _missing() from error


@cache
def _version() -> str:
    import pytesseract

    return str(pytesseract.get_tesseract_version())


@contextmanager
def _pgm(pixels: Pixels) -> Iterator[Path]:
    height, width = pixels.shape[:2]
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        file.write(f"P5 {width} {height} 255\n".encode())
        file.write(pixels.tobytes())
        file.flush()
        yield Path(file.name)
