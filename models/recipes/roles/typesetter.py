"""Front matters drawn at random, as laid-out lines with boxes: any order, columns or none, labels or none.

No page is painted: what the model sees of a page are lines, their boxes and their blocks, and these are drawn.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from people import People
from sheet import WIDTH, Sheet, Style
from writer import WORDS, Writer

from pipeline.languages import languages
from pipeline.records.text import BlockKind, PageText

Labels = dict[tuple[int, int], str]
"""The label of each line by its page and the top of its box."""

_KINDS = ("article",) * 13 + (
    "preprint",
    "preprint",
    "cover_page",
    "cover_page",
    "chapter",
    "chapter",
    "document",
)


@dataclass(frozen=True)
class Drawn:
    """Pages and the labels of their lines."""

    pages: tuple[PageText, ...]
    labels: Labels


class Typesetter:
    """Draws front matters; `texts` gives titles and abstracts by language."""

    def __init__(self, texts: dict[str, Sequence[tuple[str, str]]], seed: int = 7) -> None:
        self._texts, self._draw = texts, random.Random(seed)
        self._writer = Writer(texts, self._draw)

    def document(self) -> Drawn:
        """The first pages of a document of a kind drawn at random."""
        draw = self._draw
        kind = draw.choice(_KINDS)
        more = ("ru", "ru", "ru") if kind == "preprint" else ("zh", "en", "en", "es", "ru", "ja", "de", "fr")
        code = draw.choice([*self._texts, *more])
        style = Style(draw, draw.randint(34, 46), plain=draw.random() < 0.12)
        drawn = getattr(self, f"_{kind}")(code, style)
        pages = tuple(sheet.done() for sheet in drawn)
        labels = {(sheet.number, top): label for sheet in drawn for top, label in sheet.labels.items()}
        return Drawn(pages, labels)

    def _sheet(self, style: Style, number: int = 1) -> Sheet:
        draw = self._draw
        margin = draw.randint(180, 420)
        right = WIDTH - margin if draw.random() < 0.85 else WIDTH // 2
        sheet = Sheet(draw, margin, right, draw.randint(120, 400), number)
        sheet.noise = draw.choice([0.03, 0.03, 0.03, 0.2])
        if style.plain:
            sheet.right = 100_000
        return sheet

    def _article(self, code: str, style: Style) -> list[Sheet]:
        draw, sheet = self._draw, self._sheet(style)
        self._heads(sheet, code, style)
        second = self._second(code)
        if draw.random() < 0.12:
            code, second = (second or code), (code if second else None)
        early = second is not None and draw.random() < 0.5
        self._front(sheet, code, style, twin=second if early and draw.random() < 0.6 else None)
        if early and draw.random() < 0.5:
            self._front(sheet, second or code, style, twin=None, smaller=draw.random() < 0.6)
        bare = draw.random() < 0.06
        if not bare:
            self._abstract(sheet, code, style, labelled=draw.random() < 0.85)
        if second is not None and not early:
            if draw.random() < 0.8:
                self._front(sheet, second, style, twin=None, smaller=draw.random() < 0.6)
            if draw.random() < 0.85:
                self._abstract(sheet, second, style, labelled=draw.random() < 0.9)
        self._body(sheet, code, style, headed=draw.random() < 0.7)
        return [sheet, *self._next(code, style, 2)]

    def _second(self, code: str) -> str | None:
        others = (
            [None, None, "en", "en", "en", "es", "de"]
            if code != "en"
            else [None, None, None, "es", "zh", "fr"]
        )
        second = self._draw.choice(others)
        return second if second in self._texts and second != code else None

    def _chapter(self, code: str, style: Style) -> list[Sheet]:
        """A chapter or a plain paper: title, people, and often an abstract, all without labels."""
        draw, sheet = self._draw, self._sheet(style)
        if draw.random() < 0.5:
            self._heads(sheet, code, style)
        self._front(sheet, code, style, twin=None, alone=draw.random() < 0.6)
        if draw.random() < 0.75:
            self._abstract(sheet, code, style, labelled=draw.random() < 0.1, keyed=draw.random() < 0.2)
        self._body(sheet, code, style, headed=draw.random() < 0.9)
        return [sheet, *self._next(code, style, 2)]

    def _preprint(self, code: str, style: Style) -> list[Sheet]:
        """A preprint: a cover, often another, and a card with an abstract without label, in one language or two."""
        draw = self._draw
        title = self._writer.text(code)[0]
        names = [self._writer.name(code) for _ in range(draw.choice([1, 2, 2, 3, 4, 6]))]
        sheets = []
        for number in range(1, draw.choice([2, 2, 3])):
            sheet = self._sheet(style, number)
            self._cover(sheet, code, style, title, names)
            sheets.append(sheet)
        card = self._sheet(style, len(sheets) + 1) if draw.random() < 0.8 else sheets[-1]
        for own in (code, *(["en"] if code != "en" and draw.random() < 0.7 else [])):
            self._card(card, own, style)
        if card is not sheets[-1]:
            sheets.append(card)
        if draw.random() < 0.5:
            card.left, card.right = card.right + 100, 2 * card.right - card.left + 100
            card.top = draw.randint(200, 600)
        self._body(card, code, style, headed=draw.random() < 0.7)
        return sheets

    def _cover(self, sheet: Sheet, code: str, style: Style, title: str, names: list[str]) -> None:
        draw, writer = self._draw, self._writer
        self._junk(sheet, style)
        for _ in range(draw.randint(1, 4)):
            sheet.put(writer.phrase("publishers", code), "other", style.base, centred=style.centred, gap=1)
        sheet.top += draw.randint(0, 400)
        over, capitals = draw.random() < 0.7, draw.random() < 0.7
        parts = [(", ".join(names), "authors"), (title.upper() if capitals else title, "title")]
        for text, label in parts if over else reversed(parts):
            size = round(style.base * draw.choice([1, 1, 1.1, 1.3])) if label == "title" else style.base
            sheet.put(text, label, size, centred=style.centred, gap=draw.uniform(0.5, 5))
        if draw.random() < 0.2:
            sheet.put(
                writer.phrase("subtitles", code),
                "subtitle" if not over else "other",
                style.base,
                centred=style.centred,
                gap=0.5,
            )
        sheet.top += draw.randint(0, 400)
        for kind in draw.sample(["notes", "publishers", "publishers"], draw.randint(0, 3)):
            sheet.put(writer.phrase(kind, code), "body", style.base, centred=style.centred, gap=2)
        self._junk(sheet, style, label="body")

    def _card(self, sheet: Sheet, code: str, style: Style) -> None:
        draw, writer = self._draw, self._writer
        names = ", ".join(writer.name(code, turned=True) for _ in range(draw.choice([1, 2, 2, 3])))
        inset = draw.choice([0, 60, 120])
        if draw.random() < 0.8:
            with sheet.narrowed(inset):
                sheet.put(names, "authors", style.base, centred=False, gap=2)
        if draw.random() < 0.6:
            sheet.put(writer.fill("P{issue} - {page}{page}"), "other", style.base, centred=False, gap=0.2)
        title, text = writer.text(code)
        with sheet.narrowed(inset):
            sheet.put(title, "title", style.base, centred=draw.random() < 0.3, gap=0.8)
        sheet.put(text[: draw.randint(180, 700)], "abstract", style.base, centred=False, gap=0.7)
        for _ in range(draw.choice([0, 1, 1, 2])):
            sheet.put(writer.phrase("notes", code), "body", style.base, centred=False, gap=0.6)

    def _cover_page(self, code: str, style: Style) -> list[Sheet]:
        """The cover of a thesis or report: where it was written, its title in one language or two, who wrote it."""
        draw, writer, sheet = self._draw, self._writer, self._sheet(style)
        for _ in range(draw.randint(1, 3)):
            size = round(style.base * draw.choice([1, 1, 1.3, 1.6]))
            sheet.put(writer.phrase("publishers", code), "other", size, centred=style.centred, gap=1.5)
        size = round(style.base * draw.choice([1, 1.3, 1.6]))
        sheet.put(writer.text(code)[0], "title", size, centred=style.centred, gap=draw.uniform(1, 4))
        if code != "en" and draw.random() < 0.6:
            small = round(size * draw.choice([1, 0.85, 0.7]))
            sheet.put(writer.text("en")[0], "title", small, centred=style.centred, gap=draw.uniform(0.5, 2))
        if draw.random() < 0.6:
            sheet.put(writer.name(code), "authors", style.base, centred=style.centred, gap=2)
        for kind in ("notes", "publishers"):
            sheet.put(writer.phrase(kind, code), "body", style.base, centred=style.centred, gap=2)
        return [sheet]

    def _document(self, code: str, style: Style) -> list[Sheet]:
        """A page that is no article: a title, headings and text."""
        sheet = self._sheet(style)
        if self._draw.random() < 0.5:
            self._rubric(sheet, style)
        sheet.put(self._writer.text(code)[0], "title", style.title, centred=style.centred, gap=0.5)
        for _ in range(self._draw.randint(2, 5)):
            sheet.put(self._writer.text(code)[0][:40], "body", style.base, centred=False, gap=1)
            for sentence in self._writer.text(code)[1][:600].split(". "):
                sheet.put(sentence, "body", style.base, centred=False, gap=0.3)
        return [sheet]

    def _heads(self, sheet: Sheet, code: str, style: Style) -> None:
        draw = self._draw
        forms = WORDS["heads"]["any"] + (WORDS["heads"]["zh"] * 2 if code.startswith("zh") else [])
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
            self._rubric(sheet, style)
        if draw.random() < 0.05:
            self._junk(sheet, style)
        sheet.top += draw.randint(0, 120)

    def _rubric(self, sheet: Sheet, style: Style) -> None:
        draw = self._draw
        size = round(style.base * draw.uniform(0.8, 1.5))
        text = self._writer.fill(draw.choice(WORDS["heads"]["rubric"]))
        sheet.put(text, "other", size, centred=draw.random() < 0.4, gap=draw.uniform(0.2, 2))

    def _junk(self, sheet: Sheet, style: Style, label: str = "other") -> None:
        """What is stamped or written by hand on old pages, as OCR reads it."""
        for _ in range(self._draw.choice([0, 0, 1, 2, 4])):
            size = round(style.base * self._draw.uniform(0.8, 3))
            sheet.put(self._writer.phrase("junk", "en"), label, size, centred=False, gap=0.5)

    def _front(
        self,
        sheet: Sheet,
        code: str,
        style: Style,
        twin: str | None,
        *,
        smaller: bool = False,
        alone: bool = False,
    ) -> None:
        draw, writer = self._draw, self._writer
        title = writer.text(code)[0]
        if draw.random() < 0.15 and code in languages() and languages()[code].spaced:
            title = title.upper()
        size, centred = round(style.title * (0.85 if smaller else 1.0)), style.centred
        before = draw.random() < 0.08
        if before:
            People(sheet, writer, code, style, draw).put(alone=alone)
        sheet.put(title, "title", size, centred=centred, gap=draw.uniform(0.3, 1.5))
        if draw.random() < 0.15:
            sheet.put(
                writer.phrase("subtitles", code),
                "subtitle",
                round(size * draw.choice([1, 1, 0.8, 0.65, 0.55])),
                centred=centred,
                gap=draw.uniform(0, 0.4),
                joined=draw.random() < 0.5,
            )
        if twin is not None:
            second = round(size * draw.choice([1.0, 1.0, 0.9, 0.8, 0.7]))
            sheet.put(
                writer.text(twin)[0],
                "title",
                second,
                centred=centred,
                gap=draw.uniform(0.2, 1.2),
                joined=draw.random() < 0.3,
            )
        if not before and draw.random() < 0.95:
            People(sheet, writer, code, style, draw).put(alone=alone)

    def _abstract(
        self, sheet: Sheet, code: str, style: Style, *, labelled: bool, keyed: bool | None = None
    ) -> None:
        """An abstract and keywords; `keyed` says whether they are there."""
        draw = self._draw
        known = languages()[code].labels if code in languages() else languages()["en"].labels
        label = draw.choice(known.get("abstract", ("abstract",))).title() if labelled else ""
        text = self._writer.text(code)[1]
        size = round(style.base * draw.choice([1, 0.95, 0.9]))
        inset = draw.choice([0, 0, 80, 160])
        with sheet.narrowed(inset):
            if label and draw.random() < 0.4:
                sheet.put(label, "body", size, centred=draw.random() < 0.5, gap=1)
                sheet.put(text, "abstract", size, centred=False, gap=0.3)
            else:
                sheet.put(f"{label}: {text}" if label else text, "abstract", size, centred=False, gap=1)
            if keyed if keyed is not None else draw.random() < 0.8:
                key = draw.choice(known.get("keywords", ("keywords",))).capitalize()
                keywords = f"{key}: {text[:12]}; {text[20:30]}; {text[40:52]}"
                sheet.put(keywords, "body", size, centred=False, gap=0.5)

    def _body(self, sheet: Sheet, code: str, style: Style, *, headed: bool) -> None:
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
            sheet.put(
                text, "body", style.base, centred=False, gap=0.5, joined=number > 0 and draw.random() < 0.6
            )
            if draw.random() < 0.2:
                size = round(style.base * draw.choice([1, 1, 1.15]))
                sheet.put(f"{number + 1}.1 {text[:30]}", "body", size, centred=False, gap=1)

    def _next(self, code: str, style: Style, number: int) -> list[Sheet]:
        """A page of running text, after some articles."""
        draw = self._draw
        if draw.random() < 0.5:
            return []
        sheet = self._sheet(style, number)
        for _ in range(draw.choice([0, 1])):
            sheet.put(
                self._writer.fill(draw.choice(WORDS["heads"]["any"])),
                "other",
                style.base,
                centred=False,
                gap=0.5,
            )
        for _ in range(draw.randint(1, 4)):
            self._body(sheet, code, style, headed=draw.random() < 0.4)
        return [sheet]
