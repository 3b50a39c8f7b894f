"""PDFs through poppler's programs, each page in a process of its own."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from lxml import etree

from pipeline.engines.process import Finished, run
from pipeline.errors import EmptyPdf, EncryptedPdf, ToolFailed, ToolMissing, ToolTimeout, UnreadableFile
from pipeline.ports import LayerText, PdfFacts
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line

_SIZE = re.compile(r"Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+)")
_ROTATION = re.compile(r"Page\s+(\d+) rot:\s+(\d+)")
_PAGES = re.compile(r"^Pages:\s+(\d+)", re.MULTILINE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LAST = 1_000_000


class Poppler:
    """The Pdf port over pdfinfo, pdftoppm (through pdf2image) and pdftohtml."""

    def __init__(self, seconds: float = 120.0) -> None:
        self._seconds = seconds

    def facts(self, path: Path) -> PdfFacts:
        """Page count and sizes. Raises EncryptedPdf, EmptyPdf, UnreadableFile or ToolError."""
        done = run(["pdfinfo", "-f", "1", "-l", str(LAST), path], self._seconds, where=path.name)
        _refuse_broken(done, path)
        text = done.output.decode("utf-8", "replace")
        rotations = {int(n): int(turn) for n, turn in _ROTATION.findall(text)}
        sizes = {int(n): (float(w), float(h)) for n, w, h in _SIZE.findall(text)}
        pages = tuple(
            (h, w) if rotations.get(n, 0) % 180 == 90 else (w, h) for n, (w, h) in sorted(sizes.items())
        )
        if not pages:
            raise EmptyPdf("has no pages that can be read.", where=path.name, cure="Scan it again.")
        return PdfFacts(pages=pages)

    def render(self, path: Path, page: int, dpi: int) -> Pixels:
        """One page as a BGR picture. Raises UnreadableFile or ToolError."""
        from pdf2image import convert_from_path
        from pdf2image.exceptions import (
            PDFInfoNotInstalledError,
            PDFPageCountError,
            PDFPopplerTimeoutError,
            PDFSyntaxError,
        )

        where = f"{path.name}, page {page}"
        try:
            pictures = convert_from_path(
                path, dpi=dpi, first_page=page, last_page=page, fmt="ppm", timeout=int(self._seconds)
            )
        except PDFPopplerTimeoutError as error:
            raise ToolTimeout(
                f"rendering took longer than {self._seconds:.0f} s.", where=where, cure="Raise --timeout."
            ) from error
        except PDFInfoNotInstalledError as error:
            raise ToolMissing(
                "poppler is not installed.", cure="Run: apt-get install poppler-utils"
            ) from error
        except (PDFPageCountError, PDFSyntaxError) as error:
            raise UnreadableFile("cannot be rendered.", where=where, cure="Repair it with qpdf.") from error
        if not pictures:
            raise ToolFailed("pdftoppm made no picture.", where=where, cure="Repair the file with qpdf.")
        return np.asarray(pictures[0].convert("RGB"))[:, :, ::-1].copy()

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        """One page's text layer, one line a run of one font, in pixels at `dpi`. Raises ToolError."""
        number = str(page)
        argv = ["pdftohtml", "-xml", "-i", "-hidden", "-stdout", "-zoom", f"{dpi / 72:.6f}"]
        done = run(
            [*argv, "-f", number, "-l", number, path], self._seconds, where=f"{path.name}, page {page}"
        )
        return parse_layer(done.output)


def parse_layer(xml: bytes) -> LayerText:
    """pdftohtml's XML as runs of text with boxes; whatever cannot be parsed is left out."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_CONTROL.sub(b"", xml), parser)
    except (etree.XMLSyntaxError, ValueError):
        return LayerText(lines=())
    if root is None:
        return LayerText(lines=())
    runs = [_run(element) for element in root.iter("text")]
    fonts = {str(font.get("family")) for font in root.iter("fontspec") if font.get("family")}
    return LayerText(lines=tuple(r for r in runs if r is not None), fonts=tuple(sorted(fonts)))


def _run(element: etree._Element) -> Line | None:
    text = "".join(str(part) for part in element.itertext())
    try:
        left, top, width, height = (int(element.get(key, "")) for key in ("left", "top", "width", "height"))
    except ValueError:
        return None
    if not text.strip() or width < 0 or height < 0:
        return None
    return Line(
        text=text, bbox=BBox(left, top, left + width, top + height), confidence=1.0, engine="text_layer"
    )


def _refuse_broken(done: Finished, path: Path) -> None:
    if "Incorrect password" in done.errors:
        raise EncryptedPdf(
            "is encrypted and wants a password.",
            where=path.name,
            cure="Decrypt it first: qpdf --decrypt --password=...",
        )
    found = _PAGES.search(done.output.decode("utf-8", "replace"))
    if done.code != 0 or not found:
        said = done.errors.splitlines()[-1] if done.errors else f"pdfinfo ended with {done.code}"
        raise UnreadableFile(
            f"is no readable PDF ({said}).", where=path.name, cure="Repair it with qpdf, or scan it again."
        )
    if int(found[1]) == 0:
        raise EmptyPdf("has no pages.", where=path.name, cure="Scan it again.")
