"""Text files as sources: OCR dumps and texts saved from the web, in whatever encoding they come."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

from pipeline.errors import EmptyPdf, TooLarge, UnreadableFile
from pipeline.languages.scripts import Script, script_of
from pipeline.languages.writing import tidy
from pipeline.records.base import BBox
from pipeline.records.page import Document
from pipeline.records.text import Line, PageLines, TextOrigin

_DPI = 100.0
_HEIGHT, _PITCH, _GAP = 20, 26, 12
"""Height of a line, step to the next, and what a blank line adds, in pixels of the made-up page."""

_CHAR_WIDTH = 10
_UNWRAPPED = 160
"""A file with a line longer than this was not broken at a margin: each of its lines is a paragraph."""

_FRONT = 40
"""Lines at the front of a file of which any is blank where its parts are set apart."""

_LONGEST = 100_000
"""No paragraph of an article has more characters: a longer line is data, and would be searched for hours."""

_TOLD = 200
"""Bytes of good UTF-8 that show that a broken end is cut off, and no other encoding."""
_LEAST = 0.5
"""How much like writing the likeliest reading must look."""
_ENCODINGS = ("gb18030", "big5", "shift_jis", "euc_kr", "cp1251", "cp1252")
_ASSIGNED = ("L", "N", "P", "S", "Z", "M")


def read_text(document: Document) -> PageLines:
    """The file's lines as one page: a box for each text line, blank lines as gaps, so that layout keeps the order.

    Form feeds count as blank lines, and so does every line end in a text
    that was not broken at a margin, or has no blank lines. Raises UnreadableFile where no encoding makes text of the bytes, EmptyPdf
    where there is no text, TooLarge where a line is longer than any paragraph.
    """
    content = Path(document.source.path).read_bytes()
    text = decode(content, document.source.name)
    lines: list[Line] = []
    top = _PITCH
    rows = text.replace("\f", "\n\n").splitlines()
    _refuse_endless(rows, document.source.name)
    step = _PITCH + (_GAP if _is_dense(rows) else 0)
    for raw in rows:
        said = tidy(raw.replace("\t", " "))
        if not said:
            top += _GAP
            continue
        indent = _CHAR_WIDTH * (len(raw) - len(raw.lstrip()))
        box = BBox(indent, top, indent + max(1, _CHAR_WIDTH * len(said)), top + _HEIGHT)
        lines.append(Line(text=said, bbox=box, confidence=1.0, engine="text_file"))
        top += step
    if not lines:
        raise EmptyPdf("the file holds no text.", where=document.source.name, cure="Leave it out.")
    width = max(line.bbox.right for line in lines)
    return PageLines(
        number=1, width=width, height=top, dpi=_DPI, origin=TextOrigin.TEXT_FILE, lines=tuple(lines), rules=()
    )


def _is_dense(rows: list[str]) -> bool:
    """Whether only the line ends of a text part anything: it has no blank lines at its front, or whole paragraphs as lines."""
    front = "\n".join(rows).strip().splitlines()[:_FRONT]
    return all(row.strip() for row in front) or any(len(row) > _UNWRAPPED for row in rows)


def _refuse_endless(rows: list[str], where: str) -> None:
    for number, row in enumerate(rows, start=1):
        if len(row) > _LONGEST:
            raise TooLarge(
                f"line {number} has {len(row)} characters; a paragraph has no more than {_LONGEST}.",
                where=where,
                cure="Break it into paragraphs, or leave it out.",
            )


def decode(content: bytes, where: str = "") -> str:
    """The bytes as text: byte order mark, UTF-8, UTF-16 by its zero bytes, then the likeliest of national encodings.

    Raises UnreadableFile where all fail or the result is no text.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if (wide := _utf16(content)) is not None:
        return wide
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > _TOLD and content.count(b"\n") and error.reason == "unexpected end of data":
            return content.decode("utf-8", errors="ignore")
    found = max(
        ((_plausible(text), text) for text in _readings(content)), default=(0.0, ""), key=lambda f: f[0]
    )
    if found[0] < _LEAST:
        raise UnreadableFile("no text encoding fits this file.", where=where, cure="Save it as UTF-8.")
    return found[1]


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: its line feeds and spaces have a zero byte on one side."""
    little = content[: len(content) & ~1].count(b"\n\x00") + content.count(b" \x00")
    big = content.count(b"\x00\n") + content.count(b"\x00 ")
    if max(little, big) <= 1:
        return None
    return content[: len(content) & ~1].decode(
        "utf-16-le" if little >= big else "utf-16-be", errors="replace"
    )


def _readings(content: bytes) -> list[str]:
    found = []
    for encoding in _ENCODINGS:
        try:
            found.append(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return found


def _plausible(text: str) -> float:
    """How far decoded bytes look like writing, 0..1: common Han, Kana, Hangul, letters; no controls, no rare Han.

    A wrong double-byte encoding gives Han outside every national set's first level, half-width Kana or private use.
    """
    if not text:
        return 0.0
    sample = text[:20000]
    mixed = sum(
        1 for a, b in pairwise(sample) if {script_of(a), script_of(b)} == {Script.LATIN, Script.CYRILLIC}
    )
    return (sum(_weight(char) for char in sample) - 2 * mixed) / len(sample)


def _weight(char: str) -> float:
    if char in "\n\r\t\f":
        return 1.0
    kind = unicodedata.category(char)
    if kind[0] not in _ASSIGNED or "\uff61" <= char <= "\uff9f":
        return -1.0
    if script_of(char) is Script.HAN:
        return 1.0 if _common(char) else 0.2
    return 1.0 if char.isascii() or kind in ("Lo", "Ll", "Po", "Ps", "Pe") else 0.7


def _common(char: str) -> bool:
    """Whether a Han character stands in the first level of GB 2312 or of Big5."""
    for codec, last in (("gb2312", b"\xd7\xff"), ("big5", b"\xc6\x7e")):
        try:
            if char.encode(codec) <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False
