"""What the page formats share: a line's words with the spaces between them, boxes in words, what each block is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.records.base import BBox
from pipeline.records.text import Line, PageText, Word

BASELINE = 0.1
"""How far above the bottom of a line's box its letters stand, as a share of its height."""


class Spaced(NamedTuple):
    """A word, and whether a space parts it from the word before it in its line."""

    word: Word
    space: bool


def words_of(line: Line) -> tuple[Spaced, ...]:
    """The line's words, which together with their spaces are its text.

    Where a repair has made the text another than its words say, the whole line is one word.
    """
    found = tuple(_placed(line))
    text = "".join((" " if space else "") + word.text for word, space in found)
    if found and text == " ".join(line.text.split()):
        return found
    return (
        Spaced(Word(text=" ".join(line.text.split()), bbox=line.bbox, confidence=line.confidence), False),
    )


def _placed(line: Line) -> Iterator[Spaced]:
    at, text = 0, " ".join(line.text.split())
    for word in line.words:
        start = text.find(word.text, at)
        if start < 0 or not word.text:
            return
        yield Spaced(word, start > at and text[at:start] == " ")
        at = start + len(word.text)


class Whole(NamedTuple):
    """What stands between two spaces, and its characters where each has a place of its own (Han and the like)."""

    word: Word
    signs: tuple[Word, ...]


def wholes_of(line: Line) -> tuple[Whole, ...]:
    """The line's words so that they joined by single spaces are its text, as importers of ALTO and PAGE join them.

    Words that no space parts are one, its confidence their mean.
    """
    runs: list[list[Word]] = []
    for word, space in words_of(line):
        if space or not runs:
            runs.append([])
        runs[-1].append(word)
    return tuple(Whole(_joined(run), _signs(run)) for run in runs)


def _joined(run: list[Word]) -> Word:
    if len(run) == 1:
        return run[0]
    boxes = [word.bbox for word in run]
    box = BBox(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
    confidence = sum(word.confidence for word in run) / len(run)
    return Word(text="".join(word.text for word in run), bbox=box, confidence=confidence)


def _signs(run: list[Word]) -> tuple[Word, ...]:
    return tuple(run) if len(run) > 1 and all(len(word.text) == 1 for word in run) else ()


def points(box: BBox) -> str:
    """The box's corners, clockwise from the upper left: `x,y x,y x,y x,y`."""
    left, top, right, bottom = _within(box)
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


def baseline(box: BBox) -> tuple[int, int, int, int]:
    """Where the letters stand, from left to right: x, y, x, y."""
    left, _, right, bottom = _within(box)
    y = max(0, round(bottom - BASELINE * box.height))
    return left, y, right, y


def _within(box: BBox) -> tuple[int, int, int, int]:
    """No edge lies outside the picture's upper left corner."""
    left, top, right, bottom = (max(0, edge) for edge in box)
    return left, top, max(left, right), max(top, bottom)


def picture_of(stem: str, page: PageText) -> str:
    """The name that a page's picture has beside its text: `stem.p1.jpg`."""
    return f"{stem}.p{page.number}.jpg"
