"""Names and places set on a sheet, in the ways in which journals arrange them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sheet import Sheet, Style
from writer import SCRIPTS, Writer

FORMS = ("listed",) * 5 + ("each", "described", "row", "glossed", "placed", "coded", "both")
DESCRIBED = {"ru", "uk", "es", "de", "fr", "pt"}
"""Languages in which degrees stand after names."""
_JOINED = 0.12
"""How often names stand in one block with the title above them."""


@dataclass(frozen=True)
class PeopleSetter:
    """Sets the people of one article on a sheet, in a language."""

    sheet: Sheet
    writer: Writer
    code: str
    style: Style
    draw: random.Random

    def put(self, *, alone: bool = False, twin: str | None = None) -> None:
        """Set names and places; `alone` sets the names only, `twin` is the language of a second title above them."""
        draw, form = self.draw, self.draw.choice(FORMS)
        count = draw.choice([1, 1, 2, 3, 3, 4, 5, 6, 9])
        size = round(self.style.base * draw.uniform(0.85, 1.25))
        if form == "described" and self.code in DESCRIBED and not alone:
            self._described(min(count, 3), size)
        elif form == "row" and count > 1:
            self._row(min(count, 5), size, alone=alone)
        elif form == "glossed" and self.code in SCRIPTS:
            self._glossed(count, size)
        elif form == "coded":
            self._coded(min(count, 4), size)
        elif form == "both" and twin is not None:
            self._both(min(count, 3), size, twin)
        elif form in {"each", "placed"} and not alone:
            (self._each if form == "each" else self._placed)(min(count, 4), size)
        else:
            self._listed(count, size, alone=alone)

    def like_the_title(self, size: int) -> None:
        """Names in the type of the title, in one block with it: what students hand in."""
        turned = self.draw.random() < 0.5
        names = [self.writer.name(self.code, turned=turned) for _ in range(self.draw.choice([1, 1, 2, 2, 3]))]
        parting = self.draw.choice([", ", ", ", " ", "; "])
        self.sheet.put(
            parting.join(names),
            "authors",
            size,
            centred=self.style.centred,
            gap=0.1,
            joined=self.draw.random() < 0.6,
        )

    def _glossed(self, count: int, size: int) -> None:
        """Names in their script, each with its Latin form in brackets, and the places below."""
        names = [
            f"{self.writer.name(self.code)}{self.draw.choice(['', ' '])}({self.writer.name('en')})"
            for _ in range(count)
        ]
        self.sheet.put(
            ", ".join(names), "authors", size, centred=self.style.centred, gap=self.draw.uniform(0.3, 1.4)
        )
        for _ in range(self.draw.choice([0, 1, 1, 2])):
            self.sheet.put(
                self.writer.place(self.code), "affiliations", size, centred=self.style.centred, gap=0.2
            )

    def _placed(self, count: int, size: int) -> None:
        """Each name with its place on one line, after a mark or none."""
        marks, centred = self.draw.choice(["none", "raised", "signs"]), self.style.centred
        comma = "，" if SCRIPTS.get(self.code) in {"han", "kana"} else ", "
        for n in range(count):
            name = self.writer.mark(n, marks) + self.writer.name(self.code, turned=self.draw.random() < 0.15)
            text = f"{name}{comma}{self.writer.place(self.code)}"
            self.sheet.put(text, "authors>affiliations", size, centred=centred, gap=0.3, joined=n > 0)

    def _coded(self, count: int, size: int) -> None:
        """Each name with its iD or another code beside or below it."""
        beside = self.draw.random() < 0.6
        for n in range(count):
            name, code = self.writer.name(self.code), self.writer.phrase("codes", self.code)
            marked = name + self.writer.mark(n, self.draw.choice(["none", "raised"]))
            if beside:
                self.sheet.put_in_row([marked, code], "authors", size, gap=0.5, beside="other")
            else:
                self.sheet.put(marked, "authors", size, gap=0.8)
                self.sheet.put(code, "other", round(size * 0.9), gap=self.draw.uniform(0.1, 0.8))
        for _ in range(self.draw.choice([0, 0, 1, 2])):
            self.sheet.put(self.writer.place(self.code), "affiliations", size, gap=0.4)

    def _both(self, count: int, size: int, twin: str) -> None:
        """Names and places in one language, each followed by those in the other."""
        centred = self.style.centred
        places = [self.writer.mark(n, "raised") for n in range(self.draw.choice([1, 1, 2]))]
        for code in (self.code, twin):
            names = "  ".join(
                self.writer.name(code) + self.writer.mark(n % len(places), "raised") for n in range(count)
            )
            self.sheet.put(names, "authors", size, centred=centred, gap=0.4, joined=code == twin)
        for mark in places:
            for code in (self.code, twin):
                text = f"{mark} {self.writer.place(code)}"
                self.sheet.put(text, "affiliations", size, centred=centred, gap=0.2, joined=True)
            if self.draw.random() < 0.4:
                self.sheet.put(
                    f"E-mail: {self.writer.address()}", "other", size, centred=centred, gap=0.2, joined=True
                )

    def _each(self, count: int, size: int) -> None:
        """Each name with its place, and often its address, below."""
        turned, centred, mailed = self.draw.random() < 0.35, self.style.centred, self.draw.random() < 0.5
        joined, small = self.draw.random() < 0.5, round(size * self.draw.choice([1, 0.9]))
        for _ in range(count):
            name = self.writer.name(self.code, turned=turned)
            self.sheet.put(name, "authors", size, centred=centred, gap=self.draw.uniform(0.2, 1))
            self.sheet.put(
                self.writer.place(self.code), "affiliations", small, centred=centred, gap=0.1, joined=joined
            )
            if mailed:
                self.sheet.put(self.writer.address(), "other", small, centred=centred, gap=0.1, joined=joined)

    def _described(self, count: int, size: int) -> None:
        """Each name in a paragraph with a degree and the place: `Name, degree, place`."""
        joined, own = self.draw.random() < 0.5, self.draw.random() < 0.5
        for _ in range(count):
            name, degree = self.writer.name(self.code), self.writer.phrase("degrees", self.code)
            self.sheet.put(f"{name}, {degree}", "authors", size, gap=self.draw.uniform(0.1, 1))
            place = self.writer.place(self.code) + (
                f", {self.writer.address()}" if own and self.draw.random() < 0.3 else ""
            )
            self.sheet.put(place, "affiliations", size, gap=0.05, joined=joined)

    def _row(self, count: int, size: int, *, alone: bool) -> None:
        """Names side by side, set far apart, with the places in a row or in lines below."""
        marks = self.draw.choice(["none", "raised", "signs", "brackets", "digits"])
        places = [self.writer.place(self.code) for _ in range(self.draw.choice([1, 2, 2, 3]))]
        space = " " if self.draw.random() < 0.3 else ""
        names = [
            self.writer.name(self.code) + space + self.writer.mark(n % len(places), marks)
            for n in range(count)
        ]
        loose = self.draw.choice(["", "", ",", "，"])
        for start in range(0, count, 3 if count > 4 else 5):
            own = names[start : start + (3 if count > 4 else 5)]
            self.sheet.put_in_row(own, "authors", size, gap=self.draw.uniform(0.3, 1.2), loose=loose)
        if alone:
            return
        if self.draw.random() < 0.3 and len(places) > 1:
            self.sheet.put_in_row(
                [place[:24] + self.writer.mark(n, marks) for n, place in enumerate(places)],
                "affiliations",
                size,
                gap=0.3,
            )
            return
        for n, place in enumerate(places):
            text = (
                f"{self.writer.mark(n, marks)}{space}{place}"
                if marks != "signs"
                else place + self.writer.mark(n, marks)
            )
            self.sheet.put(text, "affiliations", round(size * 0.9), centred=self.style.centred, gap=0.3)

    def _listed(self, count: int, size: int, *, alone: bool) -> None:
        """The names in a list, the places below."""
        places = [self.writer.place(self.code) for _ in range(min(count, self.draw.choice([1, 1, 2, 3])))]
        marks = (
            self.draw.choice(["raised", "raised", "none", "digits", "letters", "brackets", "signs"])
            if len(places) > 1
            else self.draw.choice(["none", "none", "raised", "signs"])
        )
        size = size if self.draw.random() < 0.8 else self.style.title
        turned = self.draw.random() < 0.12
        names = [
            self.writer.name(self.code, turned=turned)
            + self.writer.mark(n % len(places), marks if not alone else "none")
            for n in range(count)
        ]
        eastern = self.code in SCRIPTS and SCRIPTS[self.code] != "cyrillic"
        separator = (
            self.draw.choice([", ", ", ", "，", "  ", " · ", "; ", "、"])
            if eastern
            else self.draw.choice([", ", ", ", "; ", " · ", "  "])
            if not turned
            else "; "
        )
        last = (
            separator
            if eastern
            else self.draw.choice([separator, f" {self.writer.phrase('and', self.code)} "])
        )
        text = separator.join(names[:-1]) + (last if count > 1 else "") + names[-1]
        joined = self.draw.random() < _JOINED
        self.sheet.put(
            text,
            "authors",
            size,
            centred=self.style.centred,
            gap=self.draw.uniform(0.1, 0.5) if joined else self.draw.uniform(0.3, 1.4),
            joined=joined,
        )
        if not alone and self.draw.random() < 0.85:
            self._places(places, marks, size)
        if self.draw.random() < 0.25:
            self.sheet.put(
                self.writer.address(), "other", round(size * 0.9), centred=self.style.centred, gap=0.3
            )

    def _places(self, places: list[str], marks: str, size: int) -> None:
        small = round(min(size, 1.25 * self.style.base) * self.draw.choice([1, 0.95, 0.85, 0.75]))
        lead = "" if marks != "none" else self.draw.choice(["", "", "("])
        space, together = self.draw.choice(["", "", " "]), self.draw.random() < 0.5
        if len(places) > 1 and self.draw.random() < 0.3:
            numbered = [
                f"{n + 1}{self.draw.choice(['.', '. ', ' '])}{place}" for n, place in enumerate(places)
            ]
            paragraph = f"({self.draw.choice(['; ', '；', ' ; ', ', ']).join(numbered)})"
            self.sheet.put(
                paragraph,
                "affiliations",
                small,
                centred=self.style.centred,
                gap=self.draw.uniform(0.1, 0.8),
                joined=together,
            )
            return
        for n, place in enumerate(places):
            mark = f"({n + 1})" if marks == "digits" and together else self.writer.mark(n, marks)
            text = f"{mark}{space}{lead}{place}" + (")" if lead else "")
            self.sheet.put(
                text,
                "affiliations",
                small,
                centred=self.style.centred,
                gap=self.draw.uniform(0.1, 0.8),
                joined=self.draw.random() < 0.5,
            )
