"""What the typesetter writes: titles, texts, names, places and what stands above and between them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from faker import Faker

from pipeline.languages import languages

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
SCRIPTS = {"ru": "cyrillic", "uk": "cyrillic", "ko": "hangul", "ja": "kana", "zh": "han", "zh-Hant": "han"}
INITIALS = "ABCDEFGHJKLMPRST"
MARKS = "¹²³⁴⁵⁶"
LOCALES = {
    "en": ("en_US", "en_GB", "en_IN", "nl_NL", "tr_TR", "sv_SE", "pl_PL", "id_ID", "vi_VN"),
    "de": ("de_DE", "de_CH"),
    "fr": ("fr_FR", "fr_CA"),
    "es": ("es_ES", "es_MX", "es_CO"),
    "pt": ("pt_BR", "pt_PT"),
    "it": ("it_IT",),
    "ru": ("ru_RU",),
    "uk": ("uk_UA",),
    "ko": ("ko_KR",),
    "ja": ("ja_JP",),
    "zh-Hant": ("zh_TW",),
    "zh": ("zh_CN",),
}
"""Countries whose names and addresses stand in an article of a language."""
SIGNS = ("†", "‡", "††", "§", "*", "**")


class Writer:
    """Draws texts in a language; `texts` gives titles and abstracts by language."""

    def __init__(self, texts: dict[str, Sequence[tuple[str, str]]], draw: random.Random, seed: int) -> None:
        self._texts, self._draw, self.native = texts, draw, "en"
        self._faker = Faker(sorted({one for own in LOCALES.values() for one in own}))
        self._faker.seed_instance(seed)

    def _country(self, code: str) -> Any:
        return self._faker[self._draw.choice(LOCALES.get(code) or LOCALES["en"])]

    def words(self, kind: str, code: str) -> list[str]:
        """The phrases of a kind in a language, else in English."""
        found: dict[str, list[str]] = WORDS[kind]
        return found.get(code) or found["en"]

    def phrase(self, kind: str, code: str) -> str:
        """One phrase of a kind in a language, filled in."""
        return self.fill(self._draw.choice(self.words(kind, code)))

    def text(self, code: str) -> tuple[str, str]:
        """A title and an abstract."""
        return self._draw.choice(self._texts.get(code) or self._texts["en"])

    def fill(self, form: str) -> str:
        """A form with years, numbers, words and the name of a serial."""
        draw = self._draw
        word = draw.choice(self.text("en")[0].split() or ["Science"]).strip(",.:;()").title()
        han = (self.text("zh")[0] + "肿瘤防治研究")[:4]
        short = " ".join(part[:4].title() for part in self.text("en")[0].split()[:4] if part.isalpha())
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
            "iD": "-".join(f"{draw.randint(0, 9999):04}" for _ in range(4)),
        }
        serial = draw.choice(WORDS["heads"]["serial"]).format(**values)
        return form.format(serial=serial, **values)

    def mark(self, n: int, marks: str) -> str:
        """The mark of the n-th place."""
        return {
            "raised": MARKS[n],
            "digits": str(n + 1),
            "letters": "abcdef"[n],
            "signs": SIGNS[n],
            "brackets": f"{n + 1})",
            "none": "",
        }[marks]

    def name(self, code: str, *, turned: bool = False) -> str:
        """A person; `turned` puts the surname first, with a comma, where the script has no order of its own."""
        draw = self._draw
        kind = SCRIPTS.get(code, "western")
        if kind == "western" and self.native in WORDS["romanised"] and draw.random() < 0.85:
            return self._romanised(WORDS["romanised"][self.native])
        names = WORDS[kind]
        if kind == "han":
            surname = draw.choice(languages()[code].surnames or "王李张刘陈")
            return surname + draw.choice([" ", ""]) * (draw.random() < 0.15) + draw.choice(names["given"])
        given, family = draw.choice(names["given"]), draw.choice(names["family"])
        if draw.random() < 0.8:
            country = self._country(code)
            given, family = country.first_name(), country.last_name()
        if kind in {"hangul", "kana"}:
            return family + draw.choice(["", "", " "]) + given
        if kind == "cyrillic":
            return self._cyrillic(given, draw.choice(names["middle"]), family, turned=turned)
        if code in {"es", "pt"} and draw.random() < 0.6:
            family = f"{family} {draw.choice(names['family'])}"
        if turned:
            return draw.choice([f"{family}, {given}", f"{family}, {given[0]}.", f"{family} {given[0]}."])
        forms = [f"{given} {family}"] * 6 + [
            f"{given[0]}. {family}",
            f"{given} {draw.choice(INITIALS)}. {family}",
            f"{family} {given[0]}",
            f"{given} {family.upper()}",
        ]
        return draw.choice(forms)

    def _romanised(self, names: dict[str, list[str]]) -> str:
        """A name of another script in Latin letters, as journals of its country print it."""
        family, first, second = self._draw.choice(names["family"]), *self._draw.sample(names["given"], 2)
        given = self._draw.choice([first, first, f"{first}-{second.lower()}", first + second.lower()])
        forms = [
            f"{family} {given}",
            f"{family.upper()} {given}",
            f"{given} {family}",
            f"{given} {family.upper()}",
        ]
        return self._draw.choice(
            [*forms, *forms, f"{family}, {given}", f"{given[0]}. {family}", f"{family} {given[0]}."]
        )

    def _cyrillic(self, given: str, middle: str, family: str, *, turned: bool) -> str:
        last = [f"{family} {given[0]}.{middle[0]}.", f"{family} {given[0]}. {middle[0]}."]
        forms = [f"{given[0]}. {middle[0]}. {family}", f"{given[0]}.{middle[0]}.{family}"]
        forms += [f"{given[0]}.{middle[0]}. {family}", f"{family} {given} {middle}", f"{given} {family}"]
        return self._draw.choice(last if turned else [*last, *forms, forms[0].upper()])

    def place(self, code: str) -> str:
        """An affiliation."""
        draw = self._draw
        kind = {"western": "latin", "kana": "han"}.get(
            SCRIPTS.get(code, "western"), SCRIPTS.get(code, "latin")
        )
        cities = WORDS["cities"][kind]
        form = draw.choice(self.words("places", code))
        place = form.format(draw.choice(cities), draw.choice(cities))
        if draw.random() < 0.6:
            place += (
                draw.choice([", ", " ", "，"])
                + draw.choice(cities)
                + draw.choice(["", f" {draw.randint(10000, 999999)}"])
            )
        if draw.random() < 0.2:
            place += ", " + self._country(code).address().replace("\n", ", ")
        return place + (", " + draw.choice(WORDS["cities"]["countries"]) if draw.random() < 0.4 else "")

    def address(self) -> str:
        """An e-mail address, after a label or none."""
        draw = self._draw
        lead = draw.choice(["", "", "e-mail: ", "E-mail: ", "(", "* "])
        name = draw.choice([f"author{draw.randint(1, 99)}", self._faker["en_US"].user_name()])
        return f"{lead}{name}@example.org" + (")" if lead == "(" else "")
