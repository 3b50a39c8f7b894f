"""The program that looks at pages with pdfium as `Pdfium` asks it, document by document; it imports nothing of ours.

A request is a line of JSON, `["drawn", path, page, dpi]` or `["pictured", path, page]`. An answer is four bytes of
length, that much JSON, then as many bytes of a picture as the JSON says.
"""

from __future__ import annotations

import json
import math
import os
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

_DEPTH = 8
"""Forms within forms that are looked into."""
_WIDENED = 1 << 20
"""Bytes that the pipe to the asking process shall hold: a page passes in few steps."""


class OpenedPdf:
    """The document asked for last, and its page asked for last, held open."""

    def __init__(self) -> None:
        self._named: tuple[str, int, int] | None = None
        self._document: Any = None
        self._number, self._page = 0, None

    def drawn(self, path: str, number: int, dpi: int) -> tuple[dict[str, Any], Any]:
        """A page as BGR pixels: height, width, bytes of a row, and the rows."""
        page = self._at(path, number)
        bitmap = page.render(scale=dpi / 72)
        about = {"height": bitmap.height, "width": bitmap.width, "stride": bitmap.stride}
        return about, bitmap.buffer

    def pictured(self, path: str, number: int) -> tuple[dict[str, Any], bytes]:
        """The square points that pictures take up on a page, each for itself."""
        return {"area": sum(_areas(self._at(path, number).raw))}, b""

    def _at(self, path: str, number: int) -> Any:
        about = os.stat(path)  # noqa: PTH116  (a path is a string here)
        named = (path, about.st_mtime_ns, about.st_size)
        if named != self._named:
            self._close()
            self._document, self._named = pypdfium2.PdfDocument(path), named
        if number != self._number:
            if self._page is not None:
                self._page.close()
            self._page, self._number = self._document[number - 1], number
        return self._page

    def _close(self) -> None:
        """Let go of the document, which closes its pages."""
        if self._document is not None:
            self._document.close()
        self._named, self._document, self._number, self._page = None, None, 0, None


def _areas(page: Any) -> Iterator[float]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _of_object(raw.FPDFPage_GetObject(page, index), 1.0, _DEPTH)


def _of_object(thing: Any, scale: float, depth: int) -> Iterator[float]:
    """The areas of a picture, or of the pictures in a form, which its matrix scales."""
    kind = raw.FPDFPageObj_GetType(thing)
    if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
        return
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        raise ValueError("an object has no matrix")
    scale *= math.hypot(matrix.a, matrix.b) * math.hypot(matrix.c, matrix.d)
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        yield scale
    elif depth:
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _of_object(raw.FPDFFormObj_GetObject(thing, index), scale, depth - 1)
    else:
        raise ValueError("forms stand too deep in one another")


def main() -> None:
    """Answer until nobody asks any more."""
    reader, out = OpenedPdf(), sys.stdout.buffer
    answers: dict[str, Callable[..., tuple[dict[str, Any], Any]]] = {
        "drawn": reader.drawn,
        "pictured": reader.pictured,
    }
    _widen(out.fileno())
    for line in sys.stdin:
        body: Any = b""
        try:
            what, *asked = json.loads(line)
            about, body = answers[what](*asked)
        except Exception as error:
            about = {"failed": f"{type(error).__name__}: {error}"}
        head = json.dumps({**about, "bytes": len(body)}).encode()
        out.write(struct.pack("!I", len(head)) + head)
        out.write(body)
        out.flush()


def _widen(pipe: int) -> None:
    """Let the pipe hold more than it does at first, where the system can do that."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDENED)
    except (ImportError, AttributeError, OSError):
        return


if __name__ == "__main__":
    main()
