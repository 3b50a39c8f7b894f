"""Small PDFs written object by object, for what no typesetter writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(body: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(body)} {entries} >>\nstream\n".encode() + body + b"\nendstream"


def write(path: Path, objects: Sequence[bytes]) -> Path:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    path.write_bytes(made + tail.encode() + f"startxref\n{len(made)}\n%%EOF\n".encode())
    return path


def one_page(path: Path, content: bytes, font: bytes = HELVETICA, page: str = "", *more: bytes) -> Path:
    """A PDF of one A4 page with one font, called F; `page` are further entries of the page, `more` objects from the sixth on."""
    return write(
        path,
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> {page} >>".encode(),
            stream(content),
            font,
            *more,
        ],
    )


def lines(texts: Sequence[str], left: int = 60, top: int = 760, size: int = 11) -> bytes:
    """The drawing of lines of text, one under the other."""
    return "".join(
        f"BT /F {size} Tf {left} {top - (size + 4) * n} Td ({text}) Tj ET\n" for n, text in enumerate(texts)
    ).encode()
