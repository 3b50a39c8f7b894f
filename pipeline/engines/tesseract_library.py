"""Tesseract in this process, through tesserocr: language data are loaded once, not for every picture."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.engines.process import run
from pipeline.engines.tesseract_program import timeout
from pipeline.errors import ToolFailed, ToolMissing, ToolTimeout
from pipeline.records.page import Pixels

KEPT = 3
"""Sets of languages that stay loaded: the eldest makes room for a new one."""
_FOLDER = re.compile(r'"([^"]+)"')


class Library:
    """Keeps an instance of Tesseract for each set of languages."""

    def __init__(self, data: Path, seconds: float) -> None:
        self._data, self._seconds = data, seconds
        self._open: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    @property
    def version(self) -> str:
        """`5.5.4`."""
        import tesserocr

        return str(tesserocr.tesseract_version()).split()[1]

    def hocr(self, pixels: Pixels, codes: str, mode: int) -> bytes:
        """A grey picture as hOCR down to characters; `mode` is Tesseract's of page segmentation.

        Raises ToolFailed, ToolTimeout.
        """
        height, width = pixels.shape
        with self._lock:
            reader = self._reader(codes)
            try:
                reader.SetPageSegMode(mode)
                reader.SetImageBytes(pixels.tobytes(), width, height, 1, width)
                start = time.perf_counter()
                if not reader.Recognize(round(self._seconds * 1000)):
                    if time.perf_counter() - start >= self._seconds:
                        raise timeout(self._seconds)
                    raise ToolFailed("tesseract failed.", cure="Report the file.")
                return str(reader.GetHOCRText(0)).encode()
            except RuntimeError as error:
                raise ToolFailed(f"tesseract failed: {error}.", cure="Report the file.") from error
            finally:
                reader.Clear()

    def _reader(self, codes: str) -> Any:
        import tesserocr

        if codes in self._open:
            self._open.move_to_end(codes)
            return self._open[codes]
        while len(self._open) >= KEPT:
            self._open.popitem(last=False)[1].End()
        try:
            reader = tesserocr.PyTessBaseAPI(path=f"{self._data}/", lang=codes)
        except RuntimeError as error:
            raise ToolFailed(
                f"tesseract cannot load '{codes}': {error}.", cure="Install its data anew."
            ) from error
        reader.SetVariable("preserve_interword_spaces", "1")
        reader.SetVariable("hocr_char_boxes", "1")
        self._open[codes] = reader
        return reader


def open_library(seconds: float) -> Library | None:
    """Tesseract in this process; None where tesserocr is not installed or the program does not say where its data lie."""
    data = data_folder() if find_spec("tesserocr") else None
    return Library(data, seconds) if data else None


@cache
def data_folder() -> Path | None:
    """Where the program has its language data, from the first line of its list of languages; None where it is silent."""
    try:
        said = run(("tesseract", "--list-langs"), 20.0)
    except (ToolMissing, ToolTimeout, ToolFailed):
        return None
    found = _FOLDER.search(said.output.decode("utf-8", "replace") + said.errors)
    return Path(found[1]) if found and Path(found[1]).is_dir() else None
