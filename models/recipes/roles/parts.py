"""The parts of an article set on a sheet: what stands over the title, titles and people, abstract, text."""

from __future__ import annotations

import random

from people import PeopleSetter
from sheet import WIDTH, Sheet, Style
from writer import WORDS, Writer

from pipeline.languages import languages
from pipeline.records.text import BlockKind

CYRILLIC = {"ru", "uk"}
"""Languages whose journals print a class number first, and often the people above the title."""


class Parts:
    """Sets parts of articles with what a writer draws."""

    def __init__(self, writer: Writer, draw: random.Random) -> None:
        self._writer, self._draw = writer, draw

    def sheet(self, style: Style, number: int = 1) -> Sheet:
        """An empty page."""
        draw = self._draw
        margin = draw.randint(180, 420)
        right = WIDTH - margin if draw.random() < 0.85 else WIDTH // 2
        sheet = Sheet(draw, margin, right, draw.randint(120, 400), number)
        sheet.noise = draw.choice([0.03, 0.03, 0.03, 0.2])
        if style.plain:
            sheet.right = 100_000
        return sheet

    def heads(self, sheet: Sheet, code: str, style: Style) -> None:
        """Running heads, names of serials, rubrics, class numbers: what stands over a title."""
        draw = self._draw
        forms = WORDS["heads"]["any"] + (WORDS["heads"]["zh"] * 2 if code.startswith("zh") else [])
        if code in CYRILLIC and draw.random() < 0.4:
            sheet.put(self._writer.fill(draw.choice(WORDS["heads"]["class"])), "other", style.base, gap=0.5)
        for _ in range(draw.choice([0, 1, 1, 2, 2, 3, 4, 6])):
            big = draw.random() < 0.2
            kind = BlockKind.HEADER if draw.random() < 0.25 else BlockKind.BODY
            size = round(style.base * (draw.uniform(1.1, 1.9) if big else draw.uniform(0.7, 1.05)))
            sheet.put(
                self._writer.fill(draw.choice(forms)),
                "other",
                size,
                centred=draw.random() < 0.4,
                gap=draw.uniform(0.1, 1.5),
                joined=draw.random() < 0.3,
                kind=kind,
            )
        if draw.random() < 0.35:
            self.rubric(sheet, style)
        if draw.random() < 0.05:
            self.junk(sheet, style)
        sheet.top += draw.randint(0, 120)

    def rubric(self, sheet: Sheet, style: Style) -> None:
        """What kind of article follows, at times with a second word at the right edge."""
        draw = self._draw
        size = round(style.base * draw.uniform(0.8, 1.5))
        text = self._writer.fill(draw.choice(WORDS["heads"]["rubric"]))
        if draw.random() < 0.3:
            beside = self._writer.fill(draw.choice(WORDS["heads"]["rubric"]))
            sheet.put_in_row([text, beside], "other", size, gap=draw.uniform(0.2, 2))
        else:
            sheet.put(text, "other", size, centred=draw.random() < 0.4, gap=draw.uniform(0.2, 2))

    def junk(self, sheet: Sheet, style: Style, label: str = "other") -> None:
        """What is stamped or written by hand on old pages, as OCR reads it."""
        for _ in range(self._draw.choice([0, 0, 1, 2, 4])):
            size = round(style.base * self._draw.uniform(0.8, 3))
            sheet.put(self._writer.phrase("junk", "en"), label, size, gap=0.5)

    def front(
        self,
        sheet: Sheet,
        code: str,
        style: Style,
        twin: str | None,
        *,
        smaller: bool = False,
        alone: bool = False,
    ) -> None:
        """A title, `twin` in another language below it, and people; `alone` without places."""
        draw = self._draw
        size = round(style.title * (0.85 if smaller else 1.0))
        before = draw.random() < (0.3 if code in CYRILLIC else 0.08)
        people = PeopleSetter(sheet, self._writer, code, style, draw)
        if before:
            people.put(alone=alone)
        self.title(sheet, code, style, size)
        if twin is not None:
            second = round(size * draw.choice([1.0, 1.0, 0.9, 0.8, 0.7]))
            gap, joined = draw.uniform(0.2, 1.2), draw.random() < 0.3
            text = self._writer.text(twin)[0]
            sheet.put(text, "title", second, centred=style.centred, gap=gap, joined=joined)
        if not before and draw.random() < 0.1:
            people.like_the_title(size)
        elif not before and draw.random() < 0.95:
            people.put(alone=alone, twin=twin)
        if draw.random() < 0.08:
            sheet.put(self._writer.fill("{issue}.{issue}.{year}"), "other", style.base, centred=True, gap=0.5)

    def title(self, sheet: Sheet, code: str, style: Style, size: int) -> None:
        """A title, in capitals or with a mark at times, and a subtitle at times."""
        draw, centred = self._draw, style.centred
        title = self._writer.text(code)[0]
        if draw.random() < 0.15 and code in languages() and languages()[code].spaced:
            title = title.upper()
        if draw.random() < 0.1:
            title += draw.choice(["*", "∗", "¹", " *", "†"])
        sheet.put(title, "title", size, centred=centred, gap=draw.uniform(0.3, 1.5))
        if draw.random() < 0.15:
            sheet.put(
                self._writer.phrase("subtitles", code),
                "subtitle",
                round(size * draw.choice([1, 1, 0.8, 0.65, 0.55])),
                centred=centred,
                gap=draw.uniform(0, 0.4),
                joined=draw.random() < 0.5,
            )

    def abstract(
        self, sheet: Sheet, code: str, style: Style, *, labelled: bool, keyed: bool | None = None
    ) -> None:
        """An abstract and keywords; `keyed` says whether they are there."""
        draw = self._draw
        known = languages()[code].labels if code in languages() else languages()["en"].labels
        label = draw.choice(known.get("abstract", ("abstract",))).title() if labelled else ""
        text = self._writer.text(code)[1]
        size = round(style.base * draw.choice([1, 0.95, 0.9]))
        with sheet.narrowed(draw.choice([0, 0, 80, 160])):
            if label and draw.random() < 0.4:
                sheet.put(label, "body", size, centred=draw.random() < 0.5, gap=1)
                sheet.put(text, "abstract", size, gap=0.3)
            else:
                sheet.put(f"{label}: {text}" if label else text, "abstract", size, gap=1)
            if keyed if keyed is not None else draw.random() < 0.8:
                key = draw.choice(known.get("keywords", ("keywords",))).capitalize()
                keywords = f"{key}: {text[:12]}; {text[20:30]}; {text[40:52]}"
                sheet.put(keywords, "body", size, gap=0.5)

    def body(self, sheet: Sheet, code: str, style: Style, *, headed: bool) -> None:
        """The beginning of the article: a heading or none, and text with headings between."""
        draw, writer = self._draw, self._writer
        if headed:
            size = round(style.base * draw.choice([1, 1, 1.15, 1.3]))
            plain = draw.random() < 0.4
            heading = (
                f"{draw.choice(['1', '1.', 'I.', ''])} {writer.text(code)[0][:36]}"
                if plain
                else writer.phrase("headings", code)
            )
            sheet.put(heading.strip(), "body", size, centred=draw.random() < 0.2, gap=1.2)
        for number in range(draw.choice([0, 1, 2, 3, 5])):
            text = writer.text(code)[1]
            sheet.put(text, "body", style.base, gap=0.5, joined=number > 0 and draw.random() < 0.6)
            if draw.random() < 0.2:
                size = round(style.base * draw.choice([1, 1, 1.15]))
                sheet.put(f"{number + 1}.1 {text[:30]}", "body", size, gap=1)

    def more_pages(self, code: str, style: Style, number: int) -> list[Sheet]:
        """A page of running text, after some articles."""
        draw = self._draw
        if draw.random() < 0.5:
            return []
        sheet = self.sheet(style, number)
        if draw.random() < 0.5:
            sheet.put(self._writer.fill(draw.choice(WORDS["heads"]["any"])), "other", style.base, gap=0.5)
        for _ in range(draw.randint(1, 4)):
            self.body(sheet, code, style, headed=draw.random() < 0.4)
        return [sheet]
