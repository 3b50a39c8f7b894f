"""PDFs through poppler's programs, each page in a process of its own."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.engines.bbox import layer_of, pages_of
from pipeline.engines.complaints import complaints
from pipeline.engines.pdfium import Pdfium
from pipeline.engines.process import Finished, run
from pipeline.errors import EmptyPdf, EncryptedPdf, ToolFailed, ToolTimeout, UnreadableFile
from pipeline.ports import Drawn, LayerText, PdfFacts
from pipeline.records.page import Complaint, Pixels

_Read = tuple[bytes, tuple[Complaint, ...]]
"""A page of pdftotext's output, and what the program complained of."""

_NUMBER = r"(\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
_SIZE = re.compile(rf"Page\s+(\d{{1,7}}) size:\s+{_NUMBER} x {_NUMBER}")
_ROTATION = re.compile(r"Page\s+(\d{1,7}) rot:\s+(\d{1,7})")
_PAGES = re.compile(r"^Pages:\s+(\d{1,18})", re.MULTILINE)
_ATTACHED = re.compile(r"^\d+: (.+\S)", re.MULTILINE)
_NO_COPY = re.compile(r"^Encrypted:\s+yes.*\bcopy:no\b", re.MULTILINE)
_PORTABLE = re.compile(rb"P([56])\s(\d{1,9})\s(\d{1,9})\s255\s")
LAST = 1_000_000
AHEAD = 4
"""Pages whose text layers are read, and whose pictures are listed, by one call: as many as front matter mostly takes."""

_QUICK = 20.0
"""Seconds for the bare text of a file, which nothing depends on."""

_TEXTLESS = 0.01
"""Share of a page that pictures must cover to hold lines of text: poppler draws them, whose drawing the search for such lines is fitted to."""
_COVER, _BARE = 0.8, 0.5
"""Shares of a page: what pictures must cover for it to be a scan, and below what pdfium is believed that they do not."""


class Poppler:
    """The Pdf port over pdfinfo, pdfimages, pdftotext and pdftoppm, which pdfium spares some of its calls."""

    def __init__(self, seconds: float = 120.0) -> None:
        self._seconds = seconds
        self._quick = Pdfium(seconds)
        self._ahead: dict[tuple[Path, int], _Read] = {}
        self._sizes: tuple[Path, tuple[tuple[float, float], ...]] = (Path(), ())
        self._turned: frozenset[int] = frozenset()
        self._listed: dict[tuple[Path, int], str] = {}

    def facts(self, path: Path) -> PdfFacts:
        """Page count and sizes. Raises EncryptedPdf, EmptyPdf, UnreadableFile or ToolError."""
        done = run(["pdfinfo", "-f", "1", "-l", str(LAST), path], self._seconds, where=path.name)
        _refuse_broken(done, path)
        info = done.output.decode("utf-8", "replace")
        pages = page_sizes(info)
        if not pages:
            raise EmptyPdf("has no pages that can be read.", where=path.name, cure="Scan it again.")
        self._sizes, self._listed, self._ahead = (path, pages), {}, {}
        self._turned = frozenset(int(n) for n, turn in _ROTATION.findall(info) if int(turn) % 360 == 180)
        return PdfFacts(
            pages=pages,
            copy_forbidden=bool(_NO_COPY.search(info)),
            attached=self._attached(path),
        )

    def _attached(self, path: Path) -> tuple[str, ...]:
        """The names of the files inside a PDF; none where they cannot be listed."""
        with contextlib.suppress(ToolFailed, ToolTimeout):
            done = run(["pdfdetach", "-list", path], self._seconds, where=path.name)
            return tuple(_ATTACHED.findall(done.output.decode("utf-8", "replace")))
        return ()

    def render(self, path: Path, page: int, dpi: int) -> Drawn:
        """One page as a BGR picture, or a grey one where it is a scan without colour. Raises UnreadableFile or ToolError."""
        where, number = f"{path.name}, page {page}", str(page)
        grey = colourless(self._pictures(path, page))
        argv = [
            "pdftoppm",
            "-cropbox",
            "-r",
            str(dpi),
            "-f",
            number,
            "-l",
            number,
            *(["-gray"] if grey else []),
        ]
        done = run([*argv, path], self._seconds, where=where)
        if done.code != 0 and not done.output:
            raise UnreadableFile("cannot be rendered.", where=where, cure="Repair it with qpdf.")
        pixels = pixels_of(done.output)
        if pixels is None:
            raise ToolFailed("pdftoppm made no picture.", where=where, cure="Repair the file with qpdf.")
        return Drawn(pixels, complaints(done.errors))

    def glance(self, path: Path, page: int, dpi: int) -> Drawn:
        """One page as a BGR picture by pdfium, or as `render` draws it where pdfium cannot, or pictures may hold text. Raises as that does."""
        pixels = None
        if self._pictures_below(_TEXTLESS, path, page):
            pixels = self._quick.drawn(path, page, dpi)
        return self.render(path, page, dpi) if pixels is None else Drawn(pixels)

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        """One page's text layer within its crop box, in pixels at `dpi`; `AHEAD` pages are read at once. Raises ToolError."""
        if (path, page) not in self._ahead:
            self._ahead = dict(self._read_ahead(path, page))
        xhtml, said = self._ahead[path, page]
        found = layer_of(xhtml, dpi)
        return found.model_copy(
            update={
                "complaints": (*said, *found.complaints),
                "scanned": bool(found.lines) and self._scanned(path, page),
                "turned": bool(found.lines) and self._is_turned(path, page),
            }
        )

    def texts(self, path: Path, last: int) -> tuple[str, ...]:
        """The bare text of each page up to the last one; none where that takes too long. Raises ToolMissing."""
        with contextlib.suppress(ToolFailed, ToolTimeout):
            done = run(["pdftotext", "-l", str(last), path, "-"], _QUICK, where=path.name)
            return tuple(done.output.decode("utf-8", "replace").split("\f")[:last])
        return ()

    def _read_ahead(self, path: Path, page: int) -> Iterator[tuple[tuple[Path, int], _Read]]:
        """The page and those after it, unparsed; the page alone where something is complained of, so that it is known where."""
        output, said = self._text(path, page, page + AHEAD - 1)
        pages = pages_of(output) or [b""]
        if said and len(pages) > 1:
            output, said = self._text(path, page, page)
            pages = pages_of(output)[:1] or [b""]
        for number, xhtml in enumerate(pages, start=page):
            yield (path, number), (xhtml, said)

    def _text(self, path: Path, first: int, last: int) -> tuple[bytes, tuple[Complaint, ...]]:
        span = ["-f", str(first), "-l", str(last)]
        argv: list[str | Path] = ["pdftotext", "-bbox-layout", "-cropbox", *span, path, "-"]
        done = run(argv, self._seconds, where=f"{path.name}, page {first}")
        return done.output, complaints(done.errors)

    def _is_turned(self, path: Path, page: int) -> bool:
        """Whether a page is turned by 180 degrees."""
        if self._sizes[0] != path:
            self.facts(path)
        return page in self._turned

    def _scanned(self, path: Path, page: int) -> bool:
        """Whether the page's pictures together cover most of it."""
        sizes = self._sizes[1] if self._sizes[0] == path else self.facts(path).pages
        if page > len(sizes):
            return False
        if self._pictures_below(_BARE, path, page):
            return False
        width, height = sizes[page - 1]
        return covered(self._pictures(path, page)) > _COVER * width * height

    def _pictures_below(self, share: float, path: Path, page: int) -> bool:
        """Whether pdfium finds that pictures cover less than so much of a page."""
        sizes = self._sizes[1] if self._sizes[0] == path else self.facts(path).pages
        seen = self._quick.pictured(path, page) if page <= len(sizes) else None
        return seen is not None and seen < share * math.prod(sizes[page - 1])

    def _pictures(self, path: Path, page: int) -> str:
        """The listing of a page's pictures; `AHEAD` pages are listed at once."""
        if (path, page) not in self._listed:
            last = page + AHEAD - 1
            argv = ["pdfimages", "-list", "-f", str(page), "-l", str(last)]
            done = run([*argv, path], self._seconds, where=f"{path.name}, page {page}")
            found = by_page(done.output.decode("utf-8", "replace"))
            self._listed = {(path, number): found.get(number, "") for number in range(page, last + 1)}
        return self._listed[path, page]


def pixels_of(portable: bytes) -> Pixels | None:
    """A portable grey map as grey pixels, a pixel map as BGR, in memory of their own; None where there is none."""
    import cv2

    found = _PORTABLE.match(portable)
    if found is None:
        return None
    wide, high, planes = int(found[2]), int(found[3]), 3 if found[1] == b"6" else 1
    flat = np.frombuffer(portable, np.uint8, wide * high * planes, found.end())
    if planes == 1:
        return flat.reshape(high, wide).copy()
    return np.asarray(cv2.cvtColor(flat.reshape(high, wide, 3), cv2.COLOR_RGB2BGR), np.uint8)


def by_page(listing: str) -> dict[int, str]:
    """The rows of pdfimages' listing by the page that they begin with, without its two lines of heads."""
    rows: dict[int, list[str]] = {}
    for row in listing.splitlines()[2:]:
        number = row.split(maxsplit=1)[:1]
        if number and number[0].isdigit():
            rows.setdefault(int(number[0]), []).append(row)
    return {number: "\n".join(found) for number, found in rows.items()}


def colourless(listing: str) -> bool:
    """Whether pdfimages' listing has pictures and all of them are grey or black and white."""
    kinds = [
        parts[5] for parts in map(str.split, listing.splitlines()) if len(parts) >= 14 and parts[0].isdigit()
    ]
    return bool(kinds) and all(kind == "gray" for kind in kinds)


def page_sizes(info: str) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in pdfinfo's output, in points as the page is turned; 0 where it has none."""
    rotations = {int(n): int(turn) for n, turn in _ROTATION.findall(info)}
    sizes = {int(n): (float(w), float(h)) for n, w, h in _SIZE.findall(info)}
    found = [sizes.get(n, (0.0, 0.0)) for n in range(1, min(max(sizes, default=0), LAST) + 1)]
    return tuple(
        (h, w) if rotations.get(n, 0) % 180 == 90 else (w, h) for n, (w, h) in enumerate(found, start=1)
    )


def covered(listing: str) -> float:
    """Square points that the pictures in pdfimages' listing take up; masks are left out."""
    area = 0.0
    for line in listing.splitlines():
        parts = line.split()
        if len(parts) < 14 or parts[2] not in ("image", "stencil"):
            continue
        try:
            width, height, across, down = (float(parts[k]) for k in (3, 4, -4, -3))
        except ValueError:
            continue
        if all(0 < measure < 1e9 for measure in (width, height, across, down)):
            area += (width / across) * (height / down) * 72 * 72
    return area


def _refuse_broken(done: Finished, path: Path) -> None:
    if "Incorrect password" in done.errors:
        raise EncryptedPdf(
            "is encrypted and wants a password.",
            where=path.name,
            cure="Decrypt it first: qpdf --decrypt --password=...",
        )
    if "Adobe.PubSec" in done.errors:
        raise EncryptedPdf(
            "is encrypted with a certificate.", where=path.name, cure="Ask its sender for an open copy."
        )
    if "Wrong page range" in done.errors:
        raise EmptyPdf(
            "has no page that can be found.", where=path.name, cure="Repair it with qpdf, or scan it again."
        )
    found = _PAGES.search(done.output.decode("utf-8", "replace"))
    if (done.code != 0 or not found) and _is_cut_off(path):
        raise UnreadableFile(
            "is cut off: its end is missing.", where=path.name, cure="Fetch or scan it again."
        )
    if done.code != 0 or not found:
        said = done.errors.splitlines()[-1] if done.errors else f"pdfinfo ended with {done.code}"
        raise UnreadableFile(
            f"is no readable PDF ({said}).", where=path.name, cure="Repair it with qpdf, or scan it again."
        )
    if int(found[1]) == 0:
        raise EmptyPdf("has no pages.", where=path.name, cure="Scan it again.")


def _is_cut_off(path: Path) -> bool:
    """Whether a file lacks the mark at its end that every PDF has."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 2048))
        return b"%%EOF" not in stream.read()
