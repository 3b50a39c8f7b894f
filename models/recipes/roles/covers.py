"""Booklets and covers: preprints with a title page and a card, theses and reports with a cover."""

from __future__ import annotations

from parts import Parts
from sheet import Sheet, Style


class Covers(Parts):
    """Sets what is no article of a journal."""

    def preprint(self, code: str, style: Style) -> list[Sheet]:
        """A preprint: a cover, often another, and a card with an abstract without label, in one language or two."""
        draw = self._draw
        title = self._writer.text(code)[0]
        names = [self._writer.name(code) for _ in range(draw.choice([1, 2, 2, 3, 4, 6]))]
        sheets = []
        for number in range(1, draw.choice([2, 2, 3])):
            sheet = self.sheet(style, number)
            self._cover(sheet, code, style, title, names)
            sheets.append(sheet)
        card = self.sheet(style, len(sheets) + 1) if draw.random() < 0.8 else sheets[-1]
        for own in (code, *(["en"] if code != "en" and draw.random() < 0.7 else [])):
            self._card(card, own, style)
        if card is not sheets[-1]:
            sheets.append(card)
        if draw.random() < 0.5:
            card.left, card.right = card.right + 100, 2 * card.right - card.left + 100
            card.top = draw.randint(200, 600)
        self.body(card, code, style, headed=draw.random() < 0.7)
        return sheets

    def _cover(self, sheet: Sheet, code: str, style: Style, title: str, names: list[str]) -> None:
        draw, writer = self._draw, self._writer
        self.junk(sheet, style)
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
        self.junk(sheet, style, label="body")

    def _card(self, sheet: Sheet, code: str, style: Style) -> None:
        draw, writer = self._draw, self._writer
        names = ", ".join(writer.name(code, turned=True) for _ in range(draw.choice([1, 2, 2, 3])))
        inset = draw.choice([0, 60, 120])
        if draw.random() < 0.8:
            with sheet.narrowed(inset):
                sheet.put(names, "authors", style.base, gap=2)
        if draw.random() < 0.6:
            sheet.put(writer.fill("P{issue} - {page}{page}"), "other", style.base, gap=0.2)
        title, text = writer.text(code)
        with sheet.narrowed(inset):
            sheet.put(title, "title", style.base, centred=draw.random() < 0.3, gap=0.8)
        sheet.put(text[: draw.randint(180, 700)], "abstract", style.base, gap=0.7)
        for _ in range(draw.choice([0, 1, 1, 2])):
            sheet.put(writer.phrase("notes", code), "body", style.base, gap=0.6)

    def cover_page(self, code: str, style: Style) -> list[Sheet]:
        """The cover of a thesis or report: where it was written, its title in one language or two, who wrote it."""
        draw, writer, sheet = self._draw, self._writer, self.sheet(style)
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
