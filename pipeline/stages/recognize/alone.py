"""Reading with one engine that wants to be told the language: by line, never one language for the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

from pipeline.languages import languages
from pipeline.languages.scripts import Script, language_of, script_shares
from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line

FIRST = "zh"
"""The language that a page is first read in: its data read Han well and Latin letters fairly."""
SURE = 0.75
"""Median confidence of lines from which the first reading is taken to be in the right language."""
STROKES = 1.75
"""Strokes that a column crosses on the mean, below which a line is first read as Latin letters."""
TRIED = 5
SAMPLE, AGREED = 9, 3
"""Lines on which a language is found, and how many in Latin letters must be in one to be in it."""
LATIN = 0.7
"""Share of Latin letters that makes a line one to read again in its own language."""


def read_alone(pixels: Pixels, reader: Recognizer, wanted: Sequence[str]) -> tuple[Line, ...]:
    """All lines of a page: the page in its main language, lines in Latin letters again in theirs."""
    main = next((code for code in wanted if "Latin" not in languages()[code].scripts), None)
    if main is None and wanted:
        return reader.read_page(pixels, wanted)
    boxes = reader.find_lines(pixels)
    if boxes:
        return _by_lines(pixels, boxes, reader, main, wanted)
    lines = reader.read_page(pixels, (main or FIRST,))
    if main is None:
        found = _main(pixels, lines, reader, ("en",))
        if found != (FIRST,):
            lines = reader.read_page(pixels, found)
    return _latin_again(pixels, lines, reader, wanted)


def _by_lines(
    pixels: Pixels, boxes: Sequence[BBox], reader: Recognizer, main: str | None, wanted: Sequence[str]
) -> tuple[Line, ...]:
    """Lines of few strokes read as Latin letters; the others, and those unsure so, in the page's main language."""
    few = [box for box in boxes if strokes(pixels, box) < STROKES]
    read, codes = _latin(pixels, few, reader, wanted)
    latin = {line.bbox: line for line in read}
    sure = [line for line in latin.values() if line.confidence >= SURE]
    known = {line.bbox for line in sure}
    rest = [box for box in boxes if box not in known]
    other = (
        reader.read_lines(pixels, rest, (main,))
        if main
        else _others(pixels, rest, [box for box in rest if box not in latin], reader, codes)
    )
    again = _latin_again(pixels, other, reader, wanted)
    return (*sure, *(_surer(line, latin.get(line.bbox, line)) for line in again))


def _others(
    pixels: Pixels, boxes: Sequence[BBox], many: Sequence[BBox], reader: Recognizer, latin: tuple[str, ...]
) -> tuple[Line, ...]:
    """The lines that are not in Latin letters, in the language of a sample of those of `many` strokes."""
    lines, _ = _by_sample(
        pixels, boxes, many, reader, (FIRST,), lambda read: _main(pixels, read, reader, latin)
    )
    return lines


def _latin(
    pixels: Pixels, boxes: Sequence[BBox], reader: Recognizer, wanted: Sequence[str]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines read as Latin letters, in the language of a sample of them; and the languages they were read in."""
    return _by_sample(
        pixels,
        boxes,
        boxes,
        reader,
        ("en",),
        lambda read: _codes([line for line in read if line.confidence >= SURE], wanted),
    )


def _by_sample(
    pixels: Pixels,
    boxes: Sequence[BBox],
    telling: Sequence[BBox],
    reader: Recognizer,
    first: tuple[str, ...],
    found: Callable[[Sequence[Line]], tuple[str, ...]],
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines in the languages `found` in some long ones of the `telling`, not all from one place, read in `first`."""
    long = sorted(telling, key=lambda box: -box.width)[: 2 * SAMPLE : 2]
    sample = long if len(telling) > SAMPLE else telling
    lines = reader.read_lines(pixels, sample, first)
    codes = found(lines)
    if codes != first:
        return reader.read_lines(pixels, boxes, codes), codes
    return lines + reader.read_lines(pixels, [box for box in boxes if box not in sample], codes), codes


def _surer(first: Line, second: Line) -> Line:
    return second if second.confidence > first.confidence else first


def _codes(lines: Sequence[Line], wanted: Sequence[str]) -> tuple[str, ...]:
    """The languages that lines in Latin letters are to be read in: what is wanted or found, and English."""
    latin = {code for code, known in languages().items() if "Latin" in known.scripts}
    named = [code for code in wanted if code in latin]
    if not named:
        found = Counter(language_of(line.text, "en") for line in lines)
        found[language_of(" ".join(line.text for line in lines), "en")] += AGREED
        named = [code for code, count in found.most_common() if code in latin and count >= AGREED]
        named = [code for code in named if code != "en"][:1]
    return tuple(dict.fromkeys((*named, "en")))


def strokes(pixels: Pixels, box: BBox) -> float:
    """How many strokes a column of a line's ink crosses, on the mean: 1.5 to 1.8 in Latin print, 1.8 and more in Han."""
    import cv2

    cut = pixels[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
    if cut.shape[0] < 2 or not cut.shape[1]:
        return 0.0
    _, ink = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    inked = ink[:, ink.any(axis=0)]
    if not inked.shape[1]:
        return 0.0
    edges = float(np.abs(np.diff(np.pad(inked, ((1, 1), (0, 0))).astype(np.int8), axis=0)).sum())
    return edges / 2 / int(inked.shape[1])


def _main(
    pixels: Pixels, lines: Sequence[Line], reader: Recognizer, latin: tuple[str, ...]
) -> tuple[str, ...]:
    """The page's main language, tried on its longest lines where the first reading is unsure; it may be `latin`."""
    shares = [script_shares(line.text) for line in lines]
    other = [
        line
        for line, share in zip(lines, shares, strict=True)
        if share and share.get(Script.LATIN, 0.0) < LATIN
    ]
    if not other or median(line.confidence for line in other) >= SURE:
        return (FIRST,)
    boxes = [line.bbox for line in sorted(other, key=lambda line: -line.bbox.width)[:TRIED]]
    tried = [
        (code,) for code, known in languages().items() if "Latin" not in known.scripts and reader.reads(code)
    ]
    scores = {
        codes: sum(line.confidence for line in reader.read_lines(pixels, boxes, codes))
        for codes in (*tried, latin)
    }
    return max(scores, key=lambda codes: scores[codes])


def _latin_again(
    pixels: Pixels, lines: Sequence[Line], reader: Recognizer, wanted: Sequence[str]
) -> tuple[Line, ...]:
    places = [n for n, line in enumerate(lines) if script_shares(line.text).get(Script.LATIN, 0.0) >= LATIN]
    if not places:
        return tuple(lines)
    codes = _codes([lines[n] for n in places], wanted)
    read = reader.read_lines(pixels, [lines[n].bbox for n in places], codes)
    out = list(lines)
    for number, line in zip(places, read, strict=True):
        out[number] = _surer(line, lines[number])
    return tuple(out)
