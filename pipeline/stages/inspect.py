"""inspect: what a source file is, by its content and never by its name alone."""

from __future__ import annotations

import hashlib
import re
import warnings
from pathlib import Path

from pipeline.errors import EmptyPdf, TooLarge, UnreadableFile, UnsupportedType
from pipeline.ports import Pdf
from pipeline.records.formats import other_of
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.settings import Limits

_SPACE, _ODD = 32, 0.02
"""Bytes below this one are controls; a text has no larger share of them."""
_INCHES = 3, 20
"""Sides of a scanned page, in inches, that its stated resolution may give."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),
    (b"MM\x00+", MediaType.TIFF),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", MediaType.JPEG2000),
    (b"\xff\x4f\xff\x51", MediaType.JPEG2000),
)
_READS = "PDF, PNG, JPEG, TIFF, WebP, JPEG 2000 or plain text"
HEAD = 1024
BOMBS = ("Decompressed data too large", "Too much memory used in text chunks")
"""What Pillow says of a PNG whose packed comments or profile are bombs."""
_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
"""How every object of a PDF begins."""


def inspect(path: Path, pdf: Pdf, limits: Limits) -> Document:
    """Tell a file's type, hash, pages and sizes. Raises InputError, or ToolError from the PDF port."""
    source = _source(path, limits)
    forbidden, attached = False, tuple[str, ...]()
    if source.media_type is MediaType.PDF:
        facts = pdf.facts(path)
        pages, forbidden, attached = facts.pages, facts.copy_forbidden, facts.attached
    elif source.media_type is MediaType.TEXT:
        pages = ((595.0, 842.0),)
    else:
        pages = _picture_sizes(path, limits)
    if not pages:
        raise EmptyPdf("has no pages.", where=source.name, cure="Scan it again.")
    if len(pages) > limits.pages:
        raise TooLarge(
            f"has {len(pages)} pages, more than {limits.pages}.",
            where=source.name,
            cure="Split it with qpdf.",
        )
    numbered = enumerate(pages, start=1)
    return Document(
        source=source,
        pages=tuple(PageInfo(number=n, width=w, height=h) for n, (w, h) in numbered),
        copy_forbidden=forbidden,
        attached=attached,
    )


def _source(path: Path, limits: Limits) -> Source:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableFile("is no regular file.", where=path.name, cure="Name a file or a folder.")
        if size > limits.file_bytes:
            raise TooLarge(
                f"has {size} bytes, more than {limits.file_bytes}.",
                where=path.name,
                cure="Split or shrink it.",
            )
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            f"cannot be read ({error.strerror or error}).",
            where=path.name,
            cure="Check the path and its permissions.",
        ) from error
    if size == 0:
        raise UnreadableFile("is empty.", where=path.name, cure="Copy or scan it again.")
    media_type = _media_type(head, path)
    if media_type is MediaType.TEXT and size > limits.text_bytes:
        raise TooLarge(
            f"is a text of {size} bytes, more than {limits.text_bytes}.",
            where=path.name,
            cure="Cut out the article's pages.",
        )
    return Source(path=str(path), name=path.name, sha256=digest, media_type=media_type, size=size)


def _media_type(head: bytes, path: Path) -> MediaType:
    if b"%PDF-" in head[:HEAD]:
        return MediaType.PDF
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if other := other_of(head, path.suffix.lower()):
        raise UnsupportedType(f"is {other.name}, which is not read.", where=path.name, cure=other.cure)
    if path.suffix.lower() == ".pdf":
        return _headless(head, path)
    if _is_text(head):
        return MediaType.TEXT
    if path.suffix.lower() == ".txt":
        raise UnreadableFile(
            "is called .txt but holds no plain text.", where=path.name, cure="Save it as UTF-8."
        )
    raise UnsupportedType(f"is none of {_READS}.", where=path.name, cure="Convert it to PDF first.")


def _headless(head: bytes, path: Path) -> MediaType:
    """What is called .pdf without a PDF's first line: one whose beginning is damaged, or something else."""
    if _OBJECT.search(head):
        return MediaType.PDF
    if re.search(rb"<(?:!doctype\s+)?html", head[:HEAD], re.IGNORECASE):
        raise UnreadableFile(
            "is called .pdf but is a web page.", where=path.name, cure="Download the PDF itself again."
        )
    what = "is called .pdf but holds text." if _is_text(head) else "is called .pdf but is no PDF."
    raise UnreadableFile(what, where=path.name, cure="Rename it, or scan it again.")


def _is_text(head: bytes) -> bool:
    """Whether bytes are text of some encoding: a mark of UTF-16, or no zero byte and hardly any control."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return (
        b"\x00" not in head and sum(c < _SPACE and c not in b"\t\n\r\f\x1b" for c in head) <= len(head) * _ODD
    )


def _picture_sizes(path: Path, limits: Limits) -> tuple[tuple[float, float], ...]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    sizes: list[tuple[float, float]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                for frame in ImageSequence.Iterator(picture):
                    width, height = frame.size
                    if width * height > limits.page_pixels:
                        raise TooLarge(
                            f"has {width} x {height} pixels, more than {limits.page_pixels}.",
                            where=f"{path.name}, page {len(sizes) + 1}",
                            cure="Shrink the picture.",
                        )
                    dpi = picture_dpi(frame.info.get("dpi"), width, height)
                    sizes.append((width * 72 / dpi, height * 72 / dpi))
                    if len(sizes) > limits.pages:
                        break
    except TooLarge:
        raise
    except Image.DecompressionBombError as error:
        raise TooLarge(
            "unpacks to more pixels than a page has.", where=path.name, cure="Shrink the picture."
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        if any(words in str(error) for words in BOMBS):
            raise TooLarge(
                "unpacks to more than it may.",
                where=path.name,
                cure="Save the picture anew, without comments.",
            ) from error
        raise UnreadableFile(
            f"is a broken picture ({type(error).__name__}).", where=path.name, cure="Scan it again."
        ) from error
    return tuple(sizes)


def picture_dpi(stated: object, width: int, height: int) -> float:
    """A picture's dots per inch: as stated where that makes a page of sane size, else as if it were an A4 page."""
    if (
        isinstance(stated, tuple)
        and stated
        and _INCHES[0] < min(width, height) / max(float(stated[0]), 1.0) < _INCHES[1]
    ):
        return float(stated[0])
    return max(72.0, min(600.0, min(width, height) / 8.27))
