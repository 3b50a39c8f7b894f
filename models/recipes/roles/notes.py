"""What stands beside and below an article's first page: notes at its foot, and a column at its side."""

from __future__ import annotations

import random

from sheet import Sheet, Style
from writer import WORDS, Writer

_SIDE = 640
"""Pixels of a column at the side."""


class Notes:
    """Sets notes on a sheet."""

    def __init__(self, writer: Writer, draw: random.Random) -> None:
        self._writer, self._draw = writer, draw

    def foot(self, sheet: Sheet, code: str, style: Style) -> None:
        """Notes at the foot of a column: where people work, addresses, dates, thanks, licences."""
        draw, writer = self._draw, self._writer
        size = round(style.base * draw.choice([0.7, 0.8, 0.9, 1.0]))
        sheet.top = max(sheet.top, draw.randint(1900, 2900))
        marks = draw.choice(["raised", "signs", "digits", "letters", "brackets"])
        joined = False
        for n in range(draw.choice([0, 1, 1, 2, 3, 4])):
            mark = writer.mark(n, marks) + draw.choice(["", " "])
            owner = writer.phrase("owners", code) if draw.random() < 0.25 else ""
            text = f"{mark}{owner}{writer.place(code)}"
            if draw.random() < 0.3:
                text += f". E-mail: {writer.address()}"
            sheet.put(text, "affiliations", size, gap=0.3 if joined else 2, joined=joined)
            joined = draw.random() < 0.8
            if code != "en" and draw.random() < 0.2:
                sheet.put(writer.place("en"), "affiliations", size, gap=0.05, joined=True)
        for _ in range(draw.choice([0, 1, 1, 2])):
            sheet.put(writer.phrase("footnotes", code), "body", size, gap=0.3, joined=draw.random() < 0.5)
        if draw.random() < 0.3:
            text = writer.phrase("thanks", code).replace("&", writer.place(code))
            sheet.put(text, "body", size, gap=0.3, joined=draw.random() < 0.5)

    def english(self, sheet: Sheet, style: Style) -> None:
        """The English title, names and places at the foot of a page in another script."""
        draw, writer = self._draw, self._writer
        size = round(style.base * draw.choice([0.8, 0.9, 1.0]))
        sheet.top = max(sheet.top, draw.randint(1900, 2900))
        sheet.put(writer.text("en")[0], "title", size, gap=2)
        if draw.random() < 0.5:
            names = ", ".join(writer.name("en") for _ in range(draw.choice([1, 2, 3, 4])))
            sheet.put(names, "authors", size, gap=0.2, joined=draw.random() < 0.7)
            sheet.put(writer.place("en"), "affiliations", size, gap=0.1, joined=draw.random() < 0.7)
            return
        for n in range(draw.choice([1, 2, 3, 5])):
            mark = draw.choice(["", writer.mark(n, "signs"), writer.mark(n, "raised")])
            text = f"{mark} {writer.name('en')}, {writer.place('en')}".strip()
            sheet.put(text, "authors>affiliations", size, gap=0.1, joined=True)

    def side(self, sheet: Sheet, code: str, style: Style) -> None:
        """A narrow first column with the kind of article, the editor, dates, and the column for the article beside it."""
        draw, writer = self._draw, self._writer
        size, top = round(style.base * draw.choice([0.8, 0.9])), sheet.top
        sheet.top += draw.randint(0, 400)
        right, sheet.right, sheet.column = sheet.right, sheet.left + _SIDE, 1
        for _ in range(draw.randint(2, 6)):
            sheet.put(writer.fill(draw.choice(WORDS["heads"]["side"])), "other", size, gap=0.6)
            if draw.random() < 0.6:
                text = writer.name(code) if draw.random() < 0.4 else writer.phrase("footnotes", code)
                sheet.put(text[:60], "other", size, gap=0.1, joined=draw.random() < 0.5)
        sheet.left, sheet.right, sheet.top, sheet.column = sheet.right + 60, right, top, 2
