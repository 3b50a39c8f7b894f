"""Tesseract: lines by the library in this process, whole pages, whose segmentation is the part to fear, by the program."""

from __future__ import annotations

import os
from collections.abc import Sequence

from pipeline.engines.detection import Detector
from pipeline.engines.facing import Facing
from pipeline.engines.hocr import Token, tokens_of
from pipeline.engines.stack import stacked
from pipeline.engines.tesseract_library import Library, open_library
from pipeline.engines.tesseract_program import Program, installed_languages
from pipeline.errors import ToolFailed, ToolMissing
from pipeline.languages import languages
from pipeline.languages.direction import has_leftward, is_leftward, order
from pipeline.languages.strangers import strangers
from pipeline.languages.writing import join_pieces
from pipeline.records.base import BBox, around
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word
from pipeline.trace import tell

PAGE, BLOCK, LINE = 3, 6, 7
"""Tesseract's modes of page segmentation."""


class Tesseract:
    """The Recognizer port over Tesseract."""

    name = "tesseract"

    def __init__(
        self, seconds: float = 120.0, facing: Facing | None = None, detector: Detector | None = None
    ) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"
        self._program = Program(seconds)
        self._lines: Library | Program = open_library(seconds) or self._program
        self._facing = facing
        self._detector = detector
        self._installed = installed_languages()

    @property
    def version(self) -> str:
        """`tesseract 5.3.0`, of what reads lines."""
        return f"tesseract {self._lines.version}"

    leads = False

    def reads(self, language: str) -> bool:
        """Whether we know the language; its data may still be missing, which reading then says.

        One that we have no file for is read where its data are installed.
        """
        known = strangers().get(language)
        return language in languages() or (known is not None and known.tesseract in self._installed)

    def orientation(self, pixels: Pixels) -> int:
        """Degrees (0, 90, 180, 270) that the page must be turned clockwise to stand upright; 0 where unsure."""
        return (self._facing or self._program).orientation(pixels)

    def script(self, pixels: Pixels) -> str | None:
        """The English name of the script that a page is printed in; None where unsure."""
        return self._program.script(pixels)

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        """Boxes of the lines of text, in no particular order; none where only reading the page can tell."""
        return tuple(self._detector.find(pixels)) if self._detector else ()

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """All lines that Tesseract's own page segmentation finds. Raises ToolMissing, ToolFailed, ToolTimeout."""
        tell("engines.tesseract", "a page as %s", languages)
        return tuple(
            _line(tokens, around([token.bbox for token in tokens]))
            for tokens in _tokens(self._program, pixels, self._codes(languages), PAGE)
        )

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box. Raises ToolMissing, ToolFailed, ToolTimeout."""
        if not boxes:
            return ()
        tell("engines.tesseract", "%d lines as %s", len(boxes), languages)
        sheet = stacked(pixels, boxes)
        found: list[list[Token]] = [[] for _ in boxes]
        mode = BLOCK if len(boxes) > 1 else LINE
        for tokens in _tokens(self._lines, sheet.pixels, self._codes(languages), mode):
            for token in tokens:
                number = sheet.line_at(token.bbox)
                if number is not None:
                    place = sheet.places[number]
                    glyphs = (g.model_copy(update={"bbox": place.back(g.bbox)}) for g in token.glyphs)
                    found[number].append(Token(tuple(glyphs)))
        return tuple(_line(_side_by_side(tokens), box) for tokens, box in zip(found, boxes, strict=True))

    def _codes(self, wanted: Sequence[str]) -> str:
        named = {code: known.ocr.tesseract for code, known in languages().items()}
        named |= {code: known.tesseract for code, known in strangers().items()}
        codes = list(dict.fromkeys(named[code] for code in wanted if code in named)) or ["eng"]
        for code in codes:
            if code not in self._installed:
                package = f"tesseract-ocr-{code.replace('_', '-')}"
                raise ToolMissing(
                    f"Tesseract has no data for '{code}'.", cure=f"Run: apt-get install {package}"
                )
        return "+".join(codes)


def _tokens(
    reader: Library | Program, pixels: Pixels, codes: str, mode: int
) -> tuple[tuple[Token, ...], ...]:
    try:
        return tuple(tokens_of(reader.hocr(pixels, codes, mode)))
    except ValueError as error:
        raise ToolFailed("tesseract wrote no hOCR.", cure="Report the file.") from error


def _side_by_side(tokens: Sequence[Token]) -> list[Token]:
    """The words from left to right; of two in one place, which a tall line may have, the longer."""
    out: list[tuple[BBox, Token]] = []
    for token in sorted(tokens, key=lambda token: -len(token.glyphs)):
        box = token.bbox
        if not any(box.shares_columns(other) > 0.5 * box.width for other, _ in out):
            out.append((box, token))
    return [token for _, token in sorted(out, key=lambda placed: placed[0].left)]


def _line(tokens: Sequence[Token], box: BBox) -> Line:
    text = join_pieces([token.text for token in tokens])
    glyphs = tuple(glyph for token in tokens for glyph in token.glyphs)
    if has_leftward(text):
        text, glyphs = _read_leftward(tokens)
    return Line(
        text=text,
        bbox=box,
        confidence=sum(token.confidence for token in tokens) / len(tokens) if tokens else 0.0,
        engine=Tesseract.name,
        words=glyphs,
    )


def _read_leftward(tokens: Sequence[Token]) -> tuple[str, tuple[Word, ...]]:
    """Words from left to right in the order in which they are read; Tesseract gives the letters of one that runs leftward so."""
    shown: list[tuple[Word, ...]] = []
    for token in sorted(tokens, key=lambda token: token.bbox.left):
        shown += [()] * bool(shown)
        whole = has_leftward(token.text)
        shown += [token.glyphs] if whole else [(glyph,) for glyph in sorted(token.glyphs, key=_left)]
    signs = ["".join(glyph.text for glyph in part) for part in shown]
    chars = [next(filter(is_leftward, sign), sign) or " " for sign in signs]
    read = [place for place, _ in order(chars)]
    glyphs = tuple(glyph for place in read for glyph in shown[place])
    return "".join(signs[place] or " " for place in read), glyphs


def _left(glyph: Word) -> int:
    return glyph.bbox.left
