"""Front matters drawn at random, as laid-out lines with boxes: any order, columns or none, labels or none.

No page is painted: what the model sees of a page are lines, their boxes and their blocks, and these are drawn.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from covers import Covers
from notes import Notes
from sheet import Labels, Sheet, Style
from writer import SCRIPTS, Writer

from pipeline.records.text import PageText

_KINDS = ("article",) * 14 + (
    "preprint",
    "preprint",
    "cover_page",
    "cover_page",
    "chapter",
    "chapter",
    "title_page",
    "document",
)
_OFTEN = ("zh", "en", "en", "es", "pt", "ru", "ja", "de", "fr")
"""Languages that are drawn more often than others; preprints are mostly Russian."""


@dataclass(frozen=True)
class DrawnPages:
    """Pages and the labels of their lines."""

    pages: tuple[PageText, ...]
    labels: Labels


class Typesetter:
    """Draws front matters; `texts` gives titles and abstracts by language.

    `kinds` are the kinds of documents, each as often as it stands there; `plain` is the share of texts without type.
    """

    def __init__(
        self,
        texts: dict[str, Sequence[tuple[str, str]]],
        seed: int = 7,
        kinds: Sequence[str] = _KINDS,
        plain: float = 0.12,
    ) -> None:
        self._texts, self._draw = texts, random.Random(seed)
        self._kinds, self._plain = kinds, plain
        self._writer = Writer(texts, self._draw, seed)
        self._parts, self._notes = Covers(self._writer, self._draw), Notes(self._writer, self._draw)

    def document(self) -> DrawnPages:
        """The first pages of a document of a kind drawn at random."""
        draw = self._draw
        kind = draw.choice(self._kinds)
        code = draw.choice([*self._texts, *(("ru",) * 3 if kind == "preprint" else _OFTEN)])
        self._writer.native = code
        style = Style(draw, draw.randint(34, 46), plain=draw.random() < self._plain)
        made = {
            "article": self._article,
            "chapter": self._chapter,
            "document": self._document,
            "title_page": self._title_page,
            "preprint": self._parts.preprint,
            "cover_page": self._parts.cover_page,
        }[kind](code, style)
        labels = {(sheet.number, top): label for sheet in made for top, label in sheet.labels.items()}
        return DrawnPages(tuple(sheet.done() for sheet in made), labels)

    def _article(self, code: str, style: Style) -> list[Sheet]:
        draw, parts, sheet = self._draw, self._parts, self._parts.sheet(style)
        parts.heads(sheet, code, style)
        if draw.random() < 0.05 and not style.plain:
            self._notes.side(sheet, code, style)
        second = self._second(code)
        if draw.random() < 0.12:
            code, second = (second or code), (code if second else None)
        early = second is not None and draw.random() < 0.5
        parts.front(sheet, code, style, twin=second if early and draw.random() < 0.6 else None)
        if early and draw.random() < 0.5:
            parts.front(sheet, second or code, style, twin=None, smaller=draw.random() < 0.6)
        if draw.random() >= 0.06:
            parts.abstract(sheet, code, style, labelled=draw.random() < 0.85)
        if second is not None and not early:
            if draw.random() < 0.8:
                parts.front(sheet, second, style, twin=None, smaller=draw.random() < 0.6)
            if draw.random() < 0.85:
                parts.abstract(sheet, second, style, labelled=draw.random() < 0.9)
        parts.body(sheet, code, style, headed=draw.random() < 0.7)
        self._foot(sheet, code, style, english=second is None)
        return [sheet, *parts.more_pages(code, style, 2)]

    def _foot(self, sheet: Sheet, code: str, style: Style, *, english: bool) -> None:
        draw = self._draw
        if code in SCRIPTS and english and draw.random() < 0.35:
            self._notes.english(sheet, style)
        elif draw.random() < 0.45:
            self._notes.foot(sheet, code, style)

    def _second(self, code: str) -> str | None:
        others = (
            [None, None, "en", "en", "en", "es", "de"]
            if code != "en"
            else [None, None, None, "es", "zh", "pt", "fr"]
        )
        second = self._draw.choice(others)
        return second if second in self._texts and second != code else None

    def _chapter(self, code: str, style: Style) -> list[Sheet]:
        """A chapter or a plain paper: title, people, and often an abstract, all without labels."""
        draw, parts, sheet = self._draw, self._parts, self._parts.sheet(style)
        if draw.random() < 0.5:
            parts.heads(sheet, code, style)
        parts.front(sheet, code, style, twin=None, alone=draw.random() < 0.6)
        if draw.random() < 0.75:
            parts.abstract(sheet, code, style, labelled=draw.random() < 0.1, keyed=draw.random() < 0.2)
        parts.body(sheet, code, style, headed=draw.random() < 0.9)
        return [sheet, *parts.more_pages(code, style, 2)]

    def _title_page(self, code: str, style: Style) -> list[Sheet]:
        """A page with title and people alone, and the title once more over the abstract on the next one."""
        draw, parts, first = self._draw, self._parts, self._parts.sheet(style)
        before = draw.random() < 0.3
        if before:
            parts.heads(first, code, style)
        parts.front(first, code, style, twin=self._second(code))
        for _ in range(draw.randint(0, 4)):
            first.put(self._writer.phrase("footnotes", code), "body", style.base, gap=0.8)
        second = parts.sheet(style, 2)
        parts.title(second, code, style, style.title)
        parts.abstract(second, code, style, labelled=draw.random() < 0.9)
        parts.body(second, code, style, headed=True)
        return [first, second]

    def _document(self, code: str, style: Style) -> list[Sheet]:
        """A page that is no article: a title, headings and text."""
        draw, sheet = self._draw, self._parts.sheet(style)
        if draw.random() < 0.5:
            self._parts.rubric(sheet, style)
        sheet.put(self._writer.text(code)[0], "title", style.title, centred=style.centred, gap=0.5)
        if draw.random() < 0.4:
            sheet.put(self._writer.phrase("days", code), "body", style.base, gap=0.5)
        if draw.random() < 0.5:
            sheet.put(self._writer.text(code)[1][:300], "body", style.base, gap=0.5)
        for _ in range(draw.randint(2, 5)):
            sheet.put(self._writer.text(code)[0][:40], "body", style.base, gap=1)
            if draw.random() < 0.5:
                sheet.put(self._writer.text(code)[1][:600], "body", style.base, gap=0.5)
                continue
            for sentence in self._writer.text(code)[1][:600].split(". "):
                sheet.put(sentence, "body", style.base, gap=0.3)
        return [sheet]
