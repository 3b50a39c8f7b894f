"""Lines of our own making, drawn as print and as bad copies of it: the truth that recognised lines are held against."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FAMILIES = (
    "lmroman10-regular",
    "lmsans10-regular",
    "DejaVuSerif",
    "DejaVuSans",
    "NotoSerifCJK-Regular",
    "NotoSansCJK-Regular",
)
SIZES = (24, 30, 38)
"""Heights of type in pixels, as nine to twelve points have them at 200 to 300 dpi."""
HEIGHT, WIDTH, MARGIN = 64, 1500, 12
_LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюя"
_SYLLABLES = [
    "li",
    "lin",
    "ling",
    "liu",
    "lu",
    "lv",
    "nie",
    "niu",
    "yin",
    "yun",
    "guo",
    "gao",
    "qi",
    "qiu",
    "hong",
    "hui",
    "jia",
    "jin",
    "jun",
    "wei",
    "wu",
    "xin",
    "zhou",
    "zou",
    "cui",
]
_GENES = [
    "IL",
    "TNF",
    "VEGF",
    "sFlt",
    "PlGF",
    "Bcl",
    "CD",
    "OR",
    "CI",
    "IU",
    "HbA",
    "LDL",
    "COL",
    "SOD",
    "miR",
]


def faces() -> list[Path]:
    """The files of the fonts that are installed, of those we draw with. Raises SystemExit where there is none."""
    found = [p for p in sorted(Path("/usr/share").rglob("*")) if p.suffix in {".otf", ".ttf", ".ttc"}]
    own = [p for p in found if p.stem in FAMILIES]
    return own or _none()


def _none() -> list[Path]:
    raise SystemExit("no font to draw with; apt-get install fonts-lmodern fonts-noto-cjk fonts-dejavu")


def texts(dice: random.Random, script: str) -> Iterator[str]:
    """Lines of what identifiers, numbers, names and short words look like, without end."""
    while True:
        yield "  ".join(_part(dice, script) for _ in range(5))


def _part(dice: random.Random, script: str) -> str:
    digits = "".join(dice.choice("0123456789") for _ in range(dice.randint(2, 8)))
    letters = CYRILLIC if script == "ru" else _LATIN
    word = "".join(dice.choice(letters) for _ in range(dice.randint(3, 9)))
    name = f"{dice.choice(_SYLLABLES)} {dice.choice(_SYLLABLES)}{dice.choice(_SYLLABLES)}"
    kinds = (
        f"10.{dice.randint(1000, 99999)}/j.{word}.{digits}",
        f"{digits[:4]:0<4}-{dice.randint(100, 999)}{dice.choice('0123456789X')}",
        f"{dice.choice(_GENES)}-{dice.randint(1, 29)}",
        f"{name.replace(' ', '')}{digits}@{dice.choice(('163', '126', 'sina', 'hosp'))}.com",
        name.title() if dice.random() < 0.5 else name.upper(),
        f"{dice.randint(1990, 2026)},{dice.randint(1, 80)}({dice.randint(1, 12)}):{dice.randint(1, 999)}-{digits[:4]}",
        word.capitalize() if dice.random() < 0.5 else word,
        word.upper(),
        f"{dice.randint(0, 99)}.{digits[:2]}%",
        f"R{digits[:3]}.{dice.randint(1, 9)}",
        "".join(dice.choice("QDBZSIOl01258") for _ in range(6)),
        "".join(dice.choice(letters + "0123456789") for _ in range(8)),
        "".join(dice.choice(letters.upper() + "0123456789") for _ in range(8)),
        f"{dice.choice(_SYLLABLES)}{dice.choice(_SYLLABLES)}@{word}.cn",
        f"{digits[:2]}.0{dice.randint(1, 9)}.{dice.randint(1990, 2026)} {word}",
        "".join(dice.choice(("rn", "cl", "vv", "nn", "ri", "m", "d", "w", "u", "h")) for _ in range(4)),
    )
    return dice.choice(kinds)


def holding(characters: str, script: str, dice: random.Random) -> Iterator[str]:
    """Lines, without end, of numbers, codes, words and addresses that hold one of some characters each."""
    while True:
        yield "  ".join(_around(dice.choice(characters), script, dice) for _ in range(6))


def _around(character: str, script: str, dice: random.Random) -> str:
    letters = CYRILLIC if script == "ru" else _LATIN
    forms = ("0123456789", letters, letters.upper())
    of = dice.choice(forms) if character.isdigit() else letters.upper() if character.isupper() else letters
    left, right = ("".join(dice.choice(of) for _ in range(dice.randint(1, 3))) for _ in range(2))
    if character == "@":
        return f"{dice.choice(_SYLLABLES)}{dice.choice(_SYLLABLES)}@{dice.choice(('163', 'sina', 'qq'))}.com"
    return f"{left}{character}{right}"


def drawn(text: str, face: Path, dice: random.Random) -> Image.Image:
    """The line as grey print on white, blurred, coarse or thinned as scans and faxes are."""
    font = ImageFont.truetype(str(face), dice.choice(SIZES))
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    ImageDraw.Draw(picture).text((MARGIN, MARGIN), text, font=font, fill=dice.randint(0, 60))
    return worn(picture, dice)


def worn(picture: Image.Image, dice: random.Random) -> Image.Image:
    """A grey picture as bad copies have it: coarse, blurred, grained, or thinned to black and white."""
    coarse = dice.choice((1.0, 0.6, 0.45, 0.38))
    small = picture.resize(
        (int(picture.width * coarse), int(picture.height * coarse)), Image.Resampling.BILINEAR
    )
    soft = small.resize(picture.size, Image.Resampling.BILINEAR).filter(
        ImageFilter.GaussianBlur(dice.choice((0.0, 0.6, 1.0)))
    )
    grain = np.random.default_rng(dice.randint(0, 1 << 30)).normal(
        0, dice.choice((2, 8, 18)), (picture.height, picture.width)
    )
    pixels = np.clip(np.asarray(soft, np.float32) + grain, 0, 255)
    if dice.random() < 0.25:
        pixels = np.where(pixels < dice.choice((110, 150, 190)), 0, 255)
    return Image.fromarray(pixels.astype(np.uint8))
