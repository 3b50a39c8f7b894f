"""A searchable PDF: our text, invisible, under the scan, in reading order.

Text is set in a font without glyphs (render mode 3, Identity-H, one code for each character that occurs, with a ToUnicode
map), as OCR programs do; viewers and indexers find it where it stands on the page.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

from pipeline.errors import EncryptedPdf, UnreadableFile
from pipeline.records.base import Transform
from pipeline.records.record import Record
from pipeline.records.text import Line, PageText, TextOrigin
from pipeline.writers.pdf_metadata import describe

if TYPE_CHECKING:
    import pikepdf

FONT = "/ScanglotText"
_TYPE = 0.8
"""Size of the type as a share of the height of the line's box, which has a margin round the ink."""
_SKEW = math.radians(10)
"""Lines that slant less than this are laid straight."""

ADVANCE = 500
"""Thousandths of the font size that a character advances; wide ones twice as much, a space half of it."""


def searchable_pdf(source: Path, pages: Iterable[PageText], record: Record | None = None) -> bytes:
    """The source PDF with the pages' text laid under it, and what the record says in its metadata.

    Raises UnreadableFile or EncryptedPdf.

    Pages whose text was read by OCR lose an old invisible text layer first, and are shown upright where the scan lay on
    its side; pages with a good layer stay as they are.
    """
    import pikepdf

    try:
        with pikepdf.open(source) as pdf:
            for text in pages:
                if text.origin is TextOrigin.OCR and text.number <= len(pdf.pages):
                    _lay_under(pdf, pdf.pages[text.number - 1], text)
            if record is not None:
                describe(pdf, record)
            buffer = io.BytesIO()
            pdf.save(buffer, deterministic_id=True)
            return buffer.getvalue()
    except pikepdf.PasswordError as error:
        raise EncryptedPdf("wants a password.", where=str(source), cure="Decrypt it first.") from error
    except (pikepdf.PdfError, OSError) as error:
        raise UnreadableFile(
            f"cannot be opened as PDF ({error}).",
            where=str(source),
            cure="Give the folder of scans with --source.",
        ) from error


def _lay_under(pdf: pikepdf.Pdf, page: pikepdf.Page, text: PageText) -> None:
    import pikepdf

    codes = {c: n for n, c in enumerate(sorted({c for line in text.lines for c in line.text}), start=1)}
    if not codes:
        return
    kept = _without_hidden_text(page)
    page.add_resource(_font(pdf, codes), pikepdf.Name.Font, pikepdf.Name(FONT), replace_existing=True)
    place = _Place(text.transform, text.dpi, *_frame(page))
    page.obj["/Rotate"] = place.upright(text.width, text.height)
    body = "\n".join(_placed(line, codes, place) for line in text.lines if line.text)
    stream = pdf.make_stream(f"q BT 3 Tr\n{body}\nET Q\n".encode())
    page.obj["/Contents"] = pikepdf.Array(
        [stream, pdf.make_stream(b"q\n"), pdf.make_stream(kept), pdf.make_stream(b"\nQ")]
    )


class _Place(NamedTuple):
    """From pixels of the cleaned page to PDF user space: the page's media box and its /Rotate."""

    transform: Transform
    dpi: float
    left: float
    bottom: float
    width: float
    height: float
    rotate: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A pixel's place in PDF user space."""
        a, b, c, d, e, f, g, h, i = self.transform
        w = g * x + h * y + i
        across = (a * x + b * y + c) / w * 72 / self.dpi
        down = (d * x + e * y + f) / w * 72 / self.dpi
        along, up = {
            0: (across, self.height - down),
            90: (down, across),
            180: (self.width - across, down),
            270: (self.width - down, self.height - across),
        }[self.rotate]
        return self.left + along, self.bottom + up

    def upright(self, width: int, height: int) -> int:
        """The page's /Rotate that shows lines of the cleaned page, of that size in pixels, level and the right way up."""
        left, right = self.point(0, height / 2), self.point(width, height / 2)
        return round(math.degrees(math.atan2(right[1] - left[1], right[0] - left[0])) / 90) * 90 % 360


def _frame(page: pikepdf.Page) -> tuple[float, float, float, float, int]:
    left, bottom, right, top = (float(v) for v in page.mediabox)
    rotate = int(page.obj.get("/Rotate", 0)) % 360
    return left, bottom, right - left, top - bottom, rotate if rotate in (0, 90, 180, 270) else 0


def _without_hidden_text(page: pikepdf.Page) -> bytes:
    """The page's content without text that is drawn invisibly."""
    import pikepdf

    kept: list[Any] = []
    hidden = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "Tr":
            hidden = int(instruction.operands[0]) == 3
        if hidden and operator in {"Tj", "TJ", "'", '"'}:
            continue
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def _placed(line: Line, codes: Mapping[str, int], place: _Place) -> str:
    """One line of text, from its box in cleaned pixels to the page's points.

    A line of a skewed scan is laid straight through the middle of its ink: readers that look at where characters stand
    (poppler's among them) break a slanting line into pieces and mix those with its neighbours, so that no phrase is found.
    """
    box = line.bbox
    margin = (1 - _TYPE) / 2 * box.height
    left, base = place.point(box.left, box.bottom - margin)
    right, base_end = place.point(box.right, box.bottom - margin)
    up_x, up_y = place.point(box.left, box.top + margin)
    length = max(1.0, math.hypot(right - left, base_end - base))
    size = max(1.0, math.hypot(up_x - left, up_y - base))
    turn = math.atan2(base_end - base, right - left)
    straight = round(turn / (math.pi / 2)) * math.pi / 2
    turn = straight if abs(turn - straight) < _SKEW else turn
    cos, sin = math.cos(turn), math.sin(turn)
    left, base = (left + right - length * cos) / 2, (base + base_end - length * sin) / 2
    stretch = 100 * length / (sum(map(_advance, line.text)) / 1000 * size)
    shown = "".join(f"{codes[c]:04x}" for c in line.text)
    return (
        f"{FONT} {size:.2f} Tf {stretch:.2f} Tz "
        f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {left:.2f} {base:.2f} Tm <{shown}> Tj"
    )


def _advance(character: str) -> int:
    if character == " ":
        return ADVANCE // 2
    return ADVANCE * 2 if east_asian_width(character) in "WF" else ADVANCE


def _font(pdf: pikepdf.Pdf, codes: Mapping[str, int]) -> pikepdf.Object:
    """A composite font without glyphs whose codes map to our characters."""
    import pikepdf

    name = pikepdf.Name(FONT)
    descriptor = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=pikepdf.Array([0, 0, ADVANCE, 1000]),
            ItalicAngle=0,
            Ascent=1000,
            Descent=0,
            CapHeight=1000,
            StemV=80,
        )
    )
    descendant = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            DW=ADVANCE,
            W=pikepdf.Array(
                [part for c, code in codes.items() for part in (code, pikepdf.Array([_advance(c)]))]
            ),
            FontDescriptor=descriptor,
        )
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([descendant]),
            ToUnicode=pdf.make_stream(_to_unicode(codes)),
        )
    )


def _to_unicode(codes: Mapping[str, int]) -> bytes:
    rows = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    return "\n".join([*parts, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()
