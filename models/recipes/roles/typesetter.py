"""Front matters drawn at random, as laid-out lines with boxes: any order, columns or none, labels or none.

No page is painted: what the model sees of a page are lines, their boxes and their blocks, and these are drawn.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.languages import languages
from pipeline.records.base import BBox, around
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.segment.front import BEGIN_TITLE
from pipeline.stages.segment.pieces import _em

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
WIDTH, HEIGHT = 2480, 3508
SCRIPTS = {"ru": "cyrillic", "ko": "hangul", "ja": "kana", "zh": "han", "zh-Hant": "han"}
MARKS = "¹²³⁴⁵⁶"
INITIALS = "ABCDEFGHJKLMPRST"


@dataclass
class Sheet:
    """A page while it is drawn: where the next line goes, and the label of each line."""

    draw: random.Random
    left: int
    right: int
    top: int
    blocks: list[Block] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    noise: float = 0.03
    """By which share of its type size the box of a line is off."""

    def put(
        self,
        text: str,
        label: str,
        size: int,
        *,
        centred: bool,
        gap: float,
        joined: bool = False,
        kind: BlockKind = BlockKind.BODY,
    ) -> None:
        """Set a paragraph: wrapped to the width, a block of its own or joined to the one above."""
        self.top += round(gap * size)
        lines = []
        for number, part in enumerate(wrapped(text, size, self.right - self.left)):
            width = round(sum(map(_em, part)) * size / 1.3)
            left = (self.left + self.right - width) // 2 if centred else self.left
            height = round(size * self.draw.uniform(1 - self.noise, 1 + self.noise))
            box = BBox(left, self.top, left + width, self.top + height)
            lines.append(Line(text=part, bbox=box, confidence=0.98, engine="drawn"))
            first = label == "title" and number == 0
            self.labels[box.top] = BEGIN_TITLE if first else "title" if label == "subtitle" else label
            self.top += round(size * self.draw.uniform(1.15, 1.4))
        if joined and self.blocks and self.blocks[-1].kind is kind:
            lines = [*self.blocks.pop().lines, *lines]
        self.blocks.append(Block(lines=tuple(lines), bbox=around([line.bbox for line in lines]), kind=kind))


def wrapped(text: str, size: int, width: int) -> Iterator[str]:
    """A text in lines of a width in pixels."""
    spaced = " " in text
    line = ""
    for word in text.split(" ") if spaced else text:
        longer = f"{line} {word}" if spaced and line else line + word
        if line and sum(map(_em, longer)) * size / 1.3 > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


class Typesetter:
    """Draws front matters; `texts` gives titles and abstracts by language."""

    def __init__(self, texts: dict[str, Sequence[tuple[str, str]]], seed: int = 7) -> None:
        self._texts, self._draw = texts, random.Random(seed)

    def page(self) -> tuple[PageText, dict[int, str]]:
        """A page, and the label of each line by the top of its box."""
        draw = self._draw
        margin = draw.randint(180, 420)
        right = WIDTH - margin if draw.random() < 0.85 else WIDTH // 2
        sheet = Sheet(draw, margin, right, draw.randint(120, 400))
        sheet.noise = draw.choice([0.03, 0.03, 0.03, 0.2])
        code = draw.choice([*self._texts, "zh", "en", "en", "es", "ru"])
        base = draw.randint(34, 46)
        style = _Style(draw, base, plain=draw.random() < 0.12)
        if style.plain:
            sheet.right = 100_000
        if draw.random() < 0.06:
            return self._document(sheet, code, style)
        self._heads(sheet, code, style)
        second = (
            draw.choice([None, None, "en", "en", "es", "de"])
            if code != "en"
            else draw.choice([None, None, None, "es", "zh", "fr"])
        )
        second = second if second in self._texts and second != code else None
        if draw.random() < 0.12:
            code, second = (second or code), (code if second else None)
        early = second is not None and draw.random() < 0.5
        self._front(sheet, code, style, twin=second if early and draw.random() < 0.6 else None)
        if early and draw.random() < 0.5:
            self._front(sheet, second or code, style, twin=None, smaller=draw.random() < 0.6)
        self._abstract(sheet, code, style)
        if second is not None and not early:
            if draw.random() < 0.8:
                self._front(sheet, second, style, twin=None, smaller=draw.random() < 0.6)
            self._abstract(sheet, second, style)
        if draw.random() < 0.7:
            sheet.put(
                draw.choice(
                    ["1 Introduction", "1 引言", "Введение", "1. Introducción", "Introduction", "0 引言"]
                ),
                "body",
                round(base * 1.15),
                centred=False,
                gap=1.2,
            )
            sheet.put(self._text(code)[1] * 2, "body", base, centred=False, gap=0.5)
        return self._done(sheet)

    def _document(self, sheet: Sheet, code: str, style: _Style) -> tuple[PageText, dict[int, str]]:
        """A page that is no article: a title, headings and text."""
        sheet.put(self._text(code)[0], "title", style.title, centred=style.centred, gap=0.5)
        for _ in range(self._draw.randint(2, 5)):
            sheet.put(self._text(code)[0][:40], "body", style.base, centred=False, gap=1)
            for sentence in self._text(code)[1][:600].split(". "):
                sheet.put(sentence, "body", style.base, centred=False, gap=0.3)
        return self._done(sheet)

    def _done(self, sheet: Sheet) -> tuple[PageText, dict[int, str]]:
        page = PageText(
            number=1,
            width=WIDTH,
            height=HEIGHT,
            dpi=300,
            origin=TextOrigin.TEXT_LAYER,
            blocks=tuple(sheet.blocks),
        )
        return page, sheet.labels

    def _text(self, code: str) -> tuple[str, str]:
        return self._draw.choice(self._texts.get(code) or self._texts["en"])

    def _fill(self, form: str) -> str:
        draw = self._draw
        word = draw.choice(self._text("en")[0].split() or ["Science"]).strip(",.:;()").title()
        han = (self._text("zh")[0] + "肿瘤防治研究")[:4]
        short = " ".join(part[:4].title() for part in self._text("en")[0].split()[:4] if part.isalpha())
        values = {
            "short": short or "Acta Sci",
            "year": draw.randint(1965, 2025),
            "volume": draw.randint(1, 90),
            "issue": draw.randint(1, 12),
            "page": draw.randint(1, 999),
            "word": word,
            "han": han,
            "hangul": draw.choice(["정보", "의료", "교육", "내과"]),
            "authors": draw.choice(WORDS["western"]["family"]),
        }
        serial = draw.choice(WORDS["heads"]["serial"]).format(**values)
        return form.format(serial=serial, **values)

    def _heads(self, sheet: Sheet, code: str, style: _Style) -> None:
        draw = self._draw
        forms = WORDS["heads"]["any"] + (WORDS["heads"]["zh"] * 2 if code.startswith("zh") else [])
        for _ in range(draw.choice([0, 1, 1, 2, 2, 3, 4])):
            big = draw.random() < 0.2
            kind = BlockKind.HEADER if draw.random() < 0.25 else BlockKind.BODY
            size = round(style.base * (draw.uniform(1.1, 1.9) if big else draw.uniform(0.7, 1.05)))
            sheet.put(
                self._fill(draw.choice(forms)),
                "other",
                size,
                centred=draw.random() < 0.4,
                gap=draw.uniform(0.1, 1.5),
                joined=draw.random() < 0.3,
                kind=kind,
            )
        if draw.random() < 0.35:
            sheet.put(
                self._fill(draw.choice(WORDS["heads"]["rubric"])),
                "other",
                round(style.base * draw.uniform(0.8, 1.5)),
                centred=draw.random() < 0.4,
                gap=draw.uniform(0.5, 2),
            )
        sheet.top += draw.randint(0, 120)

    def _front(
        self, sheet: Sheet, code: str, style: _Style, twin: str | None, *, smaller: bool = False
    ) -> None:
        draw = self._draw
        scale = 0.85 if smaller else 1.0
        title = self._text(code)[0]
        if draw.random() < 0.15 and code in languages() and languages()[code].spaced:
            title = title.upper()
        size = round(style.title * scale)
        people = lambda: self._people(sheet, code, style)  # noqa: E731
        before = draw.random() < 0.08
        if before:
            people()
        sheet.put(title, "title", size, centred=style.centred, gap=draw.uniform(0.3, 1.5))
        if draw.random() < 0.12:
            sheet.put(
                self._fill(draw.choice(WORDS["subtitles"]["any"])),
                "subtitle",
                round(size * draw.uniform(0.6, 1)),
                centred=style.centred,
                gap=draw.uniform(0, 0.4),
                joined=draw.random() < 0.6,
            )
        if twin is not None:
            second = round(size * draw.choice([1.0, 1.0, 0.9, 0.8, 0.7]))
            sheet.put(
                self._text(twin)[0],
                "title",
                second,
                centred=style.centred,
                gap=draw.uniform(0.2, 1.2),
                joined=draw.random() < 0.3,
            )
        if not before and draw.random() < 0.95:
            people()

    def _people(self, sheet: Sheet, code: str, style: _Style) -> None:
        draw = self._draw
        count = draw.choice([1, 1, 2, 3, 3, 4, 5, 6, 9])
        places = [self._place(code) for _ in range(min(count, draw.choice([1, 1, 2, 3])))]
        marks = (
            draw.choice(["raised", "raised", "none", "digits", "letters"])
            if len(places) > 1
            else draw.choice(["none", "none", "raised"])
        )
        names = [self._name(code) for _ in range(count)]
        form = draw.random()
        size = round(style.base * draw.uniform(0.85, 1.25))
        if form < 0.15 and count < 4:
            for name in names:
                sheet.put(name, "authors", size, centred=style.centred, gap=draw.uniform(0.2, 1))
                for place in places[:1]:
                    sheet.put(
                        place,
                        "affiliations",
                        round(size * draw.choice([1, 0.9])),
                        centred=style.centred,
                        gap=0.1,
                        joined=draw.random() < 0.5,
                    )
                if draw.random() < 0.4:
                    sheet.put(
                        f"{draw.choice(['', 'e-mail: ', 'E-mail: '])}author{draw.randint(1, 9)}@example.org",
                        "other",
                        round(size * 0.9),
                        centred=style.centred,
                        gap=0.1,
                        joined=draw.random() < 0.5,
                    )
            return
        separator = (
            draw.choice([", ", ", ", "，", "  ", " · ", "; ", "、"])
            if code in SCRIPTS
            else draw.choice([", ", ", ", "; ", " · "])
        )
        last = (
            draw.choice([separator, " and ", " y ", " e ", " et ", " und "])
            if code not in SCRIPTS
            else separator
        )
        marked = [name + self._mark(n % len(places), marks) for n, name in enumerate(names)]
        text = separator.join(marked[:-1]) + (last if count > 1 else "") + marked[-1]
        sheet.put(
            text,
            "authors",
            size,
            centred=style.centred,
            gap=draw.uniform(0.3, 1.4),
            joined=draw.random() < 0.1,
        )
        if draw.random() < 0.85:
            small = round(size * draw.choice([1, 0.95, 0.85, 0.75]))
            for n, place in enumerate(places):
                lead = (
                    self._mark(n, marks) + (" " if draw.random() < 0.3 else "")
                    if marks != "none"
                    else draw.choice(["", "", "("])
                )
                tail = ")" if lead == "(" else ""
                sheet.put(
                    lead + place + tail,
                    "affiliations",
                    small,
                    centred=style.centred,
                    gap=draw.uniform(0.1, 0.8),
                    joined=draw.random() < 0.5,
                )
        if draw.random() < 0.25:
            sheet.put(
                f"{draw.choice(['', 'E-mail: ', '*Correspondence: '])}a.author@example.org",
                "other",
                round(size * 0.9),
                centred=style.centred,
                gap=0.3,
            )
        if draw.random() < 0.15:
            sheet.put(
                self._fill(
                    draw.choice(
                        [
                            "Received {page} May {year}",
                            "Recibido: {page}/05/{year}",
                            "收稿日期: {year}-05-1{issue}",
                            "Получено {page}.05.{year}",
                        ]
                    )
                ),
                "other",
                round(size * 0.9),
                centred=style.centred,
                gap=0.5,
            )

    def _mark(self, n: int, marks: str) -> str:
        return {"raised": MARKS[n], "digits": str(n + 1), "letters": "abcdef"[n], "none": ""}[marks]

    def _name(self, code: str) -> str:
        draw = self._draw
        kind = SCRIPTS.get(code, "western")
        names = WORDS[kind]
        if kind == "han":
            surname = draw.choice(languages()[code].surnames or "王李张刘陈")
            return surname + draw.choice([" ", ""]) * (draw.random() < 0.15) + draw.choice(names["given"])
        given, family = draw.choice(names["given"]), draw.choice(names["family"])
        if kind in {"hangul", "kana"}:
            return family + draw.choice(["", "", " "]) + given
        if kind == "cyrillic":
            middle = draw.choice(names["middle"])
            return draw.choice(
                [
                    f"{family} {given[0]}.{middle[0]}.",
                    f"{given[0]}. {middle[0]}. {family}",
                    f"{given[0]}.{middle[0]}. {family}",
                    f"{family} {given} {middle}",
                ]
            )
        forms = [f"{given} {family}"] * 6 + [
            f"{given[0]}. {family}",
            f"{given} {draw.choice(INITIALS)}. {family}",
            f"{family} {given[0]}",
            f"{given} {family.upper()}",
        ]
        return draw.choice(forms)

    def _place(self, code: str) -> str:
        draw = self._draw
        kind = {"western": "latin", "kana": "han"}.get(
            SCRIPTS.get(code, "western"), SCRIPTS.get(code, "latin")
        )
        cities = WORDS["cities"][kind]
        form = draw.choice(WORDS["places"].get(code) or WORDS["places"]["en"])
        place = form.format(draw.choice(cities), draw.choice(cities))
        if draw.random() < 0.6:
            place += (
                draw.choice([", ", " ", "，"])
                + draw.choice(cities)
                + draw.choice(["", f" {draw.randint(10000, 999999)}"])
            )
        return place + (", " + draw.choice(WORDS["cities"]["countries"]) if draw.random() < 0.4 else "")

    def _abstract(self, sheet: Sheet, code: str, style: _Style) -> None:
        draw = self._draw
        labels = (
            languages()[code].labels.get("abstract", ("abstract",)) if code in languages() else ("abstract",)
        )
        label = draw.choice(labels).title() if draw.random() < 0.85 else ""
        text = self._text(code)[1]
        size = round(style.base * draw.choice([1, 0.95, 0.9]))
        if label and draw.random() < 0.4:
            sheet.put(label, "body", size, centred=draw.random() < 0.5, gap=1)
            sheet.put(text, "body", size, centred=False, gap=0.3)
        else:
            sheet.put(f"{label}{': ' if label else ''}{text}", "body", size, centred=False, gap=1)
        if draw.random() < 0.8:
            keys = (
                languages()[code].labels.get("keywords", ("keywords",))
                if code in languages()
                else ("keywords",)
            )
            sheet.put(
                f"{draw.choice(keys).capitalize()}: {text[:12]}; {text[20:30]}; {text[40:52]}",
                "body",
                size,
                centred=False,
                gap=0.5,
            )


@dataclass(frozen=True)
class _Style:
    """Type sizes and placing of one journal."""

    draw: random.Random
    base: int
    plain: bool = False
    """Whether nothing tells parts apart but their words, as in a text file."""

    @property
    def title(self) -> int:
        """Pixels of the title's type."""
        if self.plain:
            return self.base
        return round(self.base * self.draw.choice([1.0, 1.15, 1.3, 1.4, 1.6, 1.8, 2.0, 2.3]))

    @property
    def centred(self) -> bool:
        """Whether this part is centred."""
        return not self.plain and self.draw.random() < 0.5
