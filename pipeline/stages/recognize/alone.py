"""Reading with one engine that wants to be told the language: by line, never one language for the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

from pipeline.languages import languages
from pipeline.languages.families import CHINESE, ENGLISH, family, members
from pipeline.languages.scripts import Script, language_of, script_shares
from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.gutters import parted

FIRST = CHINESE
"""The language that a first page is first read in: its data read Han well and Latin letters fairly."""
SURE = 0.75
"""Median confidence of lines from which the first reading is taken to be in the right language."""
STROKES = 1.75
"""Strokes that a column crosses on the mean, below which a line is first read as Latin letters."""
LIGHT = 0.88
"""Pixels lighter than so much of the paper become white: in their noise Tesseract sees letters, and loses time."""
SPARSE = 8
"""One pixel of so many, both ways, tells how light the paper is."""
TRIED = 3
"""Lines on which the main language is found."""
SAMPLE, AGREED = 9, 3
"""Lines on which the language of Latin letters is found, and how many must be in one to be in it."""
LATIN = 0.7
"""Share of Latin letters that makes a line one to read again in its own language."""


def read_alone(
    pixels: Pixels, reader: Recognizer, wanted: Sequence[str], likely: str | None = None
) -> tuple[Line, ...]:
    """All lines of a page: the page in its main language, lines in Latin letters again in theirs.

    `likely` is the language that the pages before were in, and the first to be tried.
    """
    main = next((code for code in wanted if family(code) != Script.LATIN), None)
    if main is None and wanted:
        return reader.read_page(pixels, wanted)
    first = main or likely or FIRST
    boxes = parted(pixels, reader.find_lines(pixels))
    pixels = on_white(pixels)
    if boxes:
        return _by_lines(pixels, boxes, reader, first, wanted)
    lines = reader.read_page(pixels, (first,))
    if main is None:
        found = _main(pixels, lines, reader, first, (ENGLISH,))
        if found != (first,):
            lines = reader.read_page(pixels, found)
    return _latin_again(pixels, lines, reader, wanted)


def _by_lines(
    pixels: Pixels, boxes: Sequence[BBox], reader: Recognizer, first: str, wanted: Sequence[str]
) -> tuple[Line, ...]:
    """Lines of few strokes read as Latin letters; the others, and those unsure so, in the page's main language.

    A line that is overlooked among others is read by itself.
    """
    few = [box for box in boxes if strokes(pixels, box) < STROKES]
    read, latin = _by_sample(
        pixels, few, _spread(few, SAMPLE), reader, (ENGLISH,), lambda lines: _codes(_sure(lines), wanted)
    )
    before = {line.bbox: line for line in read}
    rest = [box for box in boxes if box not in before or before[box].confidence < SURE]
    many = [box for box in rest if box not in before]
    sample = _spread(many if 2 * len(many) >= len(rest) else rest, TRIED)
    other, main = _by_sample(
        pixels,
        rest,
        sample,
        reader,
        (first,),
        lambda lines: (first,) if first in wanted else _main(pixels, lines, reader, first, latin),
    )
    if main == latin:
        doubted = [line.bbox for line in other if line.confidence < SURE]
        again = reader.read_lines(pixels, doubted, (first,))
    else:
        again = _latin_again(pixels, [line for line in other if line.bbox not in before], reader, wanted)
    found: dict[BBox, Line] = {}
    for line in (*read, *other, *again):
        found[line.bbox] = _surer(found.get(line.bbox, line), line)
    for box in [line.bbox for line in found.values() if not line.text]:
        found[box] = reader.read_lines(pixels, [box], main)[0]
    return tuple(found.values())


def _sure(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.confidence >= SURE]


def _spread(boxes: Sequence[BBox], count: int) -> Sequence[BBox]:
    """So many long ones of the boxes, not all from one place; all where they are few."""
    return sorted(boxes, key=lambda box: -box.width)[: 2 * count : 2] if len(boxes) > count else boxes


def _by_sample(
    pixels: Pixels,
    boxes: Sequence[BBox],
    sample: Sequence[BBox],
    reader: Recognizer,
    first: tuple[str, ...],
    found: Callable[[Sequence[Line]], tuple[str, ...]],
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines in the languages `found` in a sample of them, read in `first`; and these languages."""
    lines = reader.read_lines(pixels, sample, first)
    codes = found(lines)
    if codes != first:
        return reader.read_lines(pixels, boxes, codes), codes
    return lines + reader.read_lines(pixels, [box for box in boxes if box not in sample], codes), codes


def _surer(first: Line, second: Line) -> Line:
    return second if second.confidence > first.confidence else first


def _codes(lines: Sequence[Line], wanted: Sequence[str]) -> tuple[str, ...]:
    """The languages that lines in Latin letters are to be read in: what is wanted or found, and English."""
    latin = members(Script.LATIN)
    named = [code for code in wanted if code in latin]
    if not named:
        found = Counter(language_of(line.text, ENGLISH) for line in lines)
        found[language_of(" ".join(line.text for line in lines), ENGLISH)] += AGREED
        named = [code for code, count in found.most_common() if code in latin and count >= AGREED]
        named = [code for code in named if code != ENGLISH][:1]
    return tuple(dict.fromkeys((*named, ENGLISH)))


def on_white(pixels: Pixels) -> Pixels:
    """A grey page with white paper."""
    paper = float(np.median(pixels[::SPARSE, ::SPARSE]))
    return np.where(pixels > LIGHT * paper, np.uint8(255), pixels)


def strokes(pixels: Pixels, box: BBox) -> float:
    """How many strokes a column of a line's ink crosses, on the mean: 1.5 to 1.8 in Latin print, 1.8 and more in Han."""
    import cv2

    cut = pixels[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
    if cut.shape[0] <= 1 or not cut.shape[1]:
        return 0.0
    _, ink = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    inked = ink[:, ink.any(axis=0)]
    if not inked.shape[1]:
        return 0.0
    edges = float(np.abs(np.diff(np.pad(inked, ((1, 1), (0, 0))).astype(np.int8), axis=0)).sum())
    return edges / 2 / int(inked.shape[1])


def _main(
    pixels: Pixels, lines: Sequence[Line], reader: Recognizer, first: str, latin: tuple[str, ...]
) -> tuple[str, ...]:
    """The main language of lines that were read in `first`, tried on the longest where that is unsure; it may be `latin`."""
    telling = [(line, shares) for line in lines if (shares := script_shares(line.text))]
    other = [
        line for line, shares in telling if line.confidence < SURE or shares.get(Script.LATIN, 0.0) < LATIN
    ]
    if telling and not other:
        return latin
    if not telling or median(line.confidence for line in other) >= SURE:
        return (first,)
    longest = sorted(other, key=lambda line: -line.bbox.width)[:TRIED]
    boxes = [line.bbox for line in longest]

    def score(codes: tuple[str, ...]) -> float:
        return sum(line.confidence for line in reader.read_lines(pixels, boxes, codes)) / len(boxes)

    scores = {(first,): sum(line.confidence for line in longest) / len(boxes), latin: score(latin)}
    if max(scores.values()) < SURE:
        tried = [code for code in languages() if family(code) != Script.LATIN]
        scores |= {(code,): score((code,)) for code in tried if code != first and reader.reads(code)}
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
