"""Reading with one engine that wants to be told the language: by line, never one language for the page."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.languages import languages
from pipeline.languages.scripts import Script, language_of, script_shares
from pipeline.ports import Recognizer
from pipeline.records.page import Pixels
from pipeline.records.text import Line

FIRST = "zh"
"""The language that a page is first read in: its data read Han well and Latin letters fairly."""
SURE = 0.75
"""Median confidence of lines from which the first reading is taken to be in the right language."""
TRIED = 5
LATIN = 0.7
"""Share of Latin letters that makes a line one to read again in its own language."""


def read_alone(pixels: Pixels, reader: Recognizer, wanted: Sequence[str]) -> tuple[Line, ...]:
    """All lines of a page: the page in its main language, lines in Latin letters again in theirs."""
    main = next((code for code in wanted if "Latin" not in languages()[code].scripts), None)
    if main is None and wanted:
        return reader.read_page(pixels, wanted)
    lines = reader.read_page(pixels, (main or FIRST,))
    if main is None:
        main = _main(pixels, lines, reader)
        if main != FIRST:
            lines = reader.read_page(pixels, (main,))
    return _latin_again(pixels, lines, reader, wanted)


def _main(pixels: Pixels, lines: Sequence[Line], reader: Recognizer) -> str:
    """The page's main language, tried on its longest lines where the first reading is unsure."""
    other = [line for line in lines if script_shares(line.text).get(Script.LATIN, 0.0) < LATIN]
    if not other or median(line.confidence for line in other) >= SURE:
        return FIRST
    boxes = [line.bbox for line in sorted(other, key=lambda line: -line.bbox.width)[:TRIED]]
    scores = {}
    for code, known in languages().items():
        if "Latin" not in known.scripts and reader.reads(code):
            read = reader.read_lines(pixels, boxes, (code,))
            scores[code] = sum(line.confidence for line in read)
    return max(scores, key=lambda code: scores[code], default=FIRST)


def _latin_again(
    pixels: Pixels, lines: Sequence[Line], reader: Recognizer, wanted: Sequence[str]
) -> tuple[Line, ...]:
    places = [n for n, line in enumerate(lines) if script_shares(line.text).get(Script.LATIN, 0.0) >= LATIN]
    if not places:
        return tuple(lines)
    found = language_of(" ".join(lines[n].text for n in places), "en")
    codes = [code for code in wanted if "Latin" in languages()[code].scripts] or [
        found if found in languages() else "en"
    ]
    if "en" not in codes:
        codes.append("en")
    read = reader.read_lines(pixels, [lines[n].bbox for n in places], codes)
    out = list(lines)
    for number, line in zip(places, read, strict=True):
        if line.confidence >= lines[number].confidence:
            out[number] = line
    return tuple(out)
