"""Lines in a script that the first engine's models do not have (Hangul, Cyrillic): the second engine reads them.

The first engine leaves such characters out, so its reading is unsure or thin for the width of the line. Digits and
signs between them it reads better than the second, which has no `±` or `β`: these runs stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, same_family
from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.edits import READ_AGAIN, TWO_ENGINES, log
from pipeline.records.page import Pixels
from pipeline.records.text import Line, LineReading
from pipeline.stages.recognize.found import as_found
from pipeline.stages.recognize.glyphs import Glyph, glyphs_of, text_of
from pipeline.stages.recognize.holes import filled, holes
from pipeline.stages.recognize.ink import Ink, ink_of
from pipeline.stages.recognize.latin import share_in
from pipeline.stages.recognize.leftward import is_leftward, read_leftward
from pipeline.stages.recognize.mixed import asked_of, merged
from pipeline.stages.recognize.raised import sheet
from pipeline.stages.recognize.specks import without_specks
from pipeline.stages.recognize.votes import surer, surest
from pipeline.stages.recognize.weak import is_han, is_thin, is_weak

SHARE = 0.12
"""Share of a page's text, by width, that must be weakly read before the second engine is asked."""
FAINT = 0.5
"""Share of a page's text, by width, that is so read where each script is tried alone."""
TRIED = 4
ENOUGH = 0.25
"""Share of a line's letters that must be of the foreign script."""
EASTERN = 0.2
"""With so great a share of such lines a page is Chinese or Japanese."""
KNOWN = 0.5
"""Confidence that the second engine must have, on average, in lines of a language that is taken to be theirs."""
SHORT, ALONE = 14, 8
"""Lines no wider than so many times their height, in which no letter was found among the others, and any of which nothing
was; so many at most."""
SISTER, CLEARLY, LETTERS = 0.75, 0.02, 60
"""How surely a language must read a page, by how much more so than another one in its letters, and how many of them tell."""
DIRT = frozenset("‘‚`'|")
SHAKY = 0.88
"""Lines whose letters are read with less confidence on average are read again without specks."""
PAPER = 0.3
"""Blank paper on both sides of a stretch that is cut out, as a share of its height."""


def foreign_to(first: Recognizer, second: Recognizer | None, language: str | None) -> str | None:
    """The language where only `second` reads it, else None."""
    told = (
        language is not None and second is not None and second.reads(language) and not first.reads(language)
    )
    return language if told else None


def foreign_language(
    pixels: Pixels,
    lines: Sequence[Line],
    second: Recognizer,
    first: Recognizer,
    wanted: Sequence[str],
    *,
    surely: bool = False,
    found: Sequence[BBox] = (),
) -> str | None:
    """The language among those `first` cannot read that the page's weakly read lines are in, or None.

    `surely` asks for more than half of the text, by width, to be so read: there may be more to tell it by.
    """
    asked = [code for code in wanted if not first.reads(code) and second.reads(code)]
    if asked:
        return asked[0]
    if wanted:
        return None
    weak = sorted(
        (line for line in lines if is_weak(line) and not is_han(line)), key=lambda line: -line.bbox.width
    )
    eastern = sum(map(is_han, lines)) > EASTERN * len(lines)
    least = FAINT if surely else SHARE
    enough = sum(line.bbox.width for line in weak) >= least * sum(line.bbox.width for line in lines)
    unread = [code for code in languages() if not first.reads(code) and second.reads(code)]
    if eastern or not (enough and weak and unread):
        return None
    boxes = as_found([line.bbox for line in weak[:TRIED]], found)
    together = second.read_lines(pixels, boxes, (*unread, ENGLISH))
    likely = max(unread, key=lambda code: _likely(together, code))
    if _likely(together, likely):
        return _by_letters(pixels, boxes, second, likely, unread)
    mostly = sum(line.bbox.width for line in weak) >= FAINT * sum(line.bbox.width for line in lines)
    return _by_trial(pixels, boxes, second, unread) if mostly else None


def _by_trial(pixels: Pixels, boxes: Sequence[BBox], second: Recognizer, codes: Sequence[str]) -> str | None:
    """The language that alone reads most of the lines, where all together read them badly: a page is called illegible
    only after every script was tried.
    """
    scores = {code: _likely(second.read_lines(pixels, boxes, (code,)), code) for code in codes}
    best = max(codes, key=lambda code: scores[code])
    return best if scores[best] else None


def _by_letters(
    pixels: Pixels, boxes: Sequence[BBox], second: Recognizer, found: str, codes: Sequence[str]
) -> str:
    """Which of the languages in the letters of the one found: that which alone reads the lines, and most of them (not a head), most surely."""
    sisters = [code for code in codes if same_family(code, found)]
    if len(sisters) == 1:
        return found
    read = {code: second.read_lines(pixels, boxes, (code,)) for code in sisters}
    sure = {code: _sureness(lines) for code, lines in read.items()}
    best = max(sisters, key=lambda code: sure[code])
    telling = sum(len(line.text) for line in read[best]) >= LETTERS
    surer = [a.confidence > b.confidence for a, b in zip(read[best], read[found], strict=True)]
    clearly = sure[best] >= max(SISTER, sure[found] + CLEARLY) and sum(surer) > len(surer) / 2
    return best if telling and clearly else found


def _sureness(read: Sequence[Line]) -> float:
    """How surely the letters of lines were read, on average."""
    return sum(line.confidence * len(line.text) for line in read) / max(
        1, sum(len(line.text) for line in read)
    )


def _likely(read: Sequence[Line], code: str) -> float:
    """How likely lines are in a language: the share of its letters in them by how surely they were read; 0 below what counts."""
    sure = sum(line.confidence for line in read) / max(1, len(read))
    mine = share_in("".join(line.text for line in read), code)
    return mine * sure if sure >= KNOWN and mine > 2 * ENOUGH else 0.0


def with_foreign(
    lines: Sequence[Line],
    pixels: Pixels,
    first: Recognizer,
    second: Recognizer,
    language: str,
    found: Sequence[BBox] = (),
) -> tuple[Line, ...]:
    """The lines with those in `language` read by the second engine, and by the first what holds none of its letters.

    Their words are single characters. `found` are the boxes of the lines as an engine found them, which can tell their slant.
    """
    places = [
        number
        for number, line in enumerate(lines)
        if not is_han(line) and (is_weak(line) or is_thin(line, pixels))
    ]
    boxes = as_found([lines[number].bbox for number in places], found)
    read = _read_twice(pixels, boxes, second, language)
    mine = [
        _Read(number, line, _without_dirt(glyphs_of(line)), ink_of(pixels, line))
        for number, line in zip(places, read, strict=True)
        if line.words and share_in(line.text, language) >= ENOUGH and _is_surer(line, lines[number], language)
    ]
    asked = [asked_of(one.glyphs, one.ink, language) for one in mine]
    cuts = [
        _cut(stretch.bbox, one.line.bbox, pixels)
        for one, ask in zip(mine, asked, strict=True)
        for stretch in ask.stretches
    ]
    told = _read_alone(pixels, cuts, first, language)
    answers = iter(map(read_leftward, told) if is_leftward(language) else told)
    glyphs = [merged(ask, [next(answers) for _ in ask.stretches], language) for ask in asked]
    missing = [holes(line, one.ink) for line, one in zip(glyphs, mine, strict=True)]
    cuts = [
        _cut(hole, one.line.bbox, pixels) for one, lost in zip(mine, missing, strict=True) for hole in lost
    ]
    again = iter([line for cut in cuts for line in _read_alone(pixels, [cut], second, language)])
    out = list(lines)
    for one, line, lost in zip(mine, glyphs, missing, strict=True):
        out[one.number] = _line(filled(line, lost, [next(again) for _ in lost]), one.line, TWO_ENGINES)
    return _in_full(out, pixels, first)


def _is_surer(line: Line, first: Line, language: str) -> bool:
    """Whether the second engine's reading is to be believed: no letter of a leftward script looks like a Latin one."""
    return not is_leftward(language) or line.confidence > first.confidence


def _in_full(lines: Sequence[Line], pixels: Pixels, first: Recognizer) -> tuple[Line, ...]:
    """The lines, those without text, of which there was but a glimpse, read by the first engine after all."""
    blank = [line.bbox for line in lines if not line.text]
    read = iter(first.read_lines(pixels, blank, ()) if blank else ())
    return tuple(line if line.text else next(read) for line in lines)


class _Read(NamedTuple):
    """A line as the second engine reads it, with its number on the page."""

    number: int
    line: Line
    glyphs: tuple[Glyph, ...]
    ink: Ink


def _read_twice(pixels: Pixels, boxes: Sequence[BBox], reader: Recognizer, language: str) -> list[Line]:
    """The lines as read; those read with doubt word by word as on the page or as on one without specks."""
    read = list(reader.read_lines(pixels, boxes, (language,)))
    in_pieces = "Hangul" in languages()[language].scripts or is_leftward(language)
    vote = surer if in_pieces else surest
    shaky = [number for number, line in enumerate(read) if _own(line, language) < SHAKY]
    if shaky:
        again = reader.read_lines(without_specks(pixels), [boxes[number] for number in shaky], (language,))
        for number, line in zip(shaky, again, strict=True):
            glyphs = vote(glyphs_of(read[number]), glyphs_of(line))
            read[number] = _line(glyphs, read[number], READ_AGAIN).model_copy(update={"other": None})
    short = [
        n
        for n in shaky
        if not _own(read[n], language) and (not read[n].text or boxes[n].width < SHORT * boxes[n].height)
    ]
    for number in short[:ALONE]:
        read[number] = reader.read_lines(pixels, [boxes[number]], (language,))[0]
    return read


def _without_dirt(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs without the quotation marks and bars that the second engine sees in specks."""
    out: list[Glyph] = []
    spaced = False
    for glyph in glyphs:
        spaced = spaced or glyph.spaced
        if glyph.text not in DIRT:
            out.append(glyph._replace(spaced=spaced))
            spaced = False
    return tuple(out)


def _own(line: Line, language: str) -> float:
    """How surely the line's words in the language are read."""
    own = [glyph.confidence for glyph in line.words if share_in(glyph.text, language)]
    return sum(own) / len(own) if own else 0.0


def _cut(stretch: BBox, line: BBox, pixels: Pixels) -> BBox:
    """The stretch as high as its line, within the page."""
    height, width = pixels.shape[:2]
    return BBox(
        max(0, stretch.left - 2), max(0, line.top), min(width, stretch.right + 2), min(height, line.bottom)
    )


def _read_alone(pixels: Pixels, boxes: Sequence[BBox], reader: Recognizer, language: str) -> list[Line]:
    """What is read in each box, cut out and put on blank paper."""
    if not boxes:
        return []
    page, places = sheet([_on_paper(pixels, box) for box in boxes])
    out = []
    for line, place, box in zip(reader.read_lines(page, places, (language,)), places, boxes, strict=True):
        right = box.left - place.left - _margin(box)
        words = [
            word.model_copy(
                update={"bbox": BBox(word.bbox.left + right, box.top, word.bbox.right + right, box.bottom)}
            )
            for word in line.words
        ]
        out.append(line.model_copy(update={"bbox": box, "words": tuple(words)}))
    return out


def _on_paper(pixels: Pixels, box: BBox) -> Pixels:
    cut = pixels[box.top : box.bottom, box.left : box.right]
    margin = _margin(box)
    return np.pad(cut, ((0, 0), (margin, margin)), constant_values=int(np.percentile(cut, 95)))


def _margin(box: BBox) -> int:
    return round(PAPER * box.height)


def _line(glyphs: Sequence[Glyph], read: Line, rule: str) -> Line:
    """The line with the characters that were chosen for it, the changes logged; its words, of one each, spell its text."""
    text = text_of(glyphs)
    confidence = sum(glyph.word.confidence for glyph in glyphs) / max(1, len(glyphs))
    other = LineReading(engine=read.engine, text=read.text, confidence=read.confidence)
    return read.model_copy(
        update={
            "text": text,
            "confidence": confidence,
            "words": tuple(glyph.word for glyph in glyphs),
            "edits": log(read.raw, text, rule, read.edits),
            "other": other if plain_of(text) != plain_of(read.text) else None,
        }
    )


def plain_of(text: str) -> str:
    """Letters and digits alone."""
    return "".join(char for char in text if char.isalnum())
