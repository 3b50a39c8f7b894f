"""What the page formats share: a line's words with the spaces between them, boxes in words, what each block is."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.records.base import BBox, around
from pipeline.records.edits import origins
from pipeline.records.text import Line, PageText, Word

BASELINE = 0.1
"""How far above the bottom of a line's box its letters stand, as a share of its height."""


class Spaced(NamedTuple):
    """A word, and whether a space parts it from the word before it in its line."""

    word: Word
    space: bool


def spaced_words(line: Line) -> tuple[Spaced, ...]:
    """The line's words as rules left them, which together with their spaces are its text.

    Where its words do not spell what the engine gave, the whole line is one word.
    """
    text = " ".join(line.text.split())
    if not line.spelled or not text:
        return (Spaced(Word(text=text, bbox=line.bbox, confidence=line.confidence), False),)
    found: list[tuple[int, str, bool]] = []
    space = False
    for character, at in zip(line.text, origins(line.text, line.edits), strict=True):
        letter = None if at is None else line.spelled[at]
        number = letter[0] if letter else found[-1][0] if found else 0
        if character.isspace():
            space = True
        elif found and not space and found[-1][0] == number:
            found[-1] = (number, found[-1][1] + character, found[-1][2])
        else:
            found.append((number, character, space and bool(found)))
            space = False
    return tuple(Spaced(line.words[n].model_copy(update={"text": said}), gap) for n, said, gap in found)


class Whole(NamedTuple):
    """What stands between two spaces, and its characters where each has a place of its own (Han and the like)."""

    word: Word
    signs: tuple[Word, ...]


def wholes_of(line: Line) -> tuple[Whole, ...]:
    """The line's words so that they joined by single spaces are its text, as importers of ALTO and PAGE join them.

    Words that no space parts are one, its confidence their mean.
    """
    runs: list[list[Word]] = []
    for word, space in spaced_words(line):
        if space or not runs:
            runs.append([])
        runs[-1].append(word)
    return tuple(Whole(_joined(run), _signs(run)) for run in runs)


def _joined(run: list[Word]) -> Word:
    if len(run) == 1:
        return run[0]
    box = around([word.bbox for word in run])
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
