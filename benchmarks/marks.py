"""How many notes by hand and stamps on printed pages are left out, and what print goes with them.

    python -m benchmarks.marks PRINT.ttf HAND.ttf

Draws title pages in PRINT, with six short notes in HAND over each, leaning, in blue and in black, and with a coloured and a
black round stamp; reads them, and prints per kind what was put, what was left out, what stayed, and how many lines of print are there.
"""

from __future__ import annotations

import argparse

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipeline.engines.rapidocr import RapidOcr
from pipeline.engines.tesseract import Tesseract
from pipeline.records.page import Pixels, RenderedPage
from pipeline.settings import CleanSettings, OcrSettings
from pipeline.stages.clean import clean
from pipeline.stages.recognize import recognize

SIZE, TOP, LEFT = (2480, 3508), 620, 260
PRINTED = {
    "en": (
        *("Effects of the water level on the growth of reed", "Anna Martin, Paul Durand"),
        *("Institute of Lake Ecology, Northern University", "Abstract"),
        *("The levels of twelve shallow lakes were measured from 2015 to 2019",) * 5,
        *("and the growth of reed was seen to fall where the level rose.",) * 5,
    ),
    "ru": (
        *("Влияние уровня воды на рост тростника", "А. И. Петров, Б. В. Сидоров"),
        *("Институт экологии озер, Северный университет", "Аннотация"),
        *("Измерены уровни двенадцати мелких озер с 2015 по 2019 год и рост",) * 5,
        *("тростника, который падал там, где уровень поднимался.",) * 5,
    ),
    "zh": (
        *("水位变化对湖岸芦苇生长的影响", "李明，王芳", "北方大学湖泊生态研究所", "摘要"),
        *("二〇一五年至二〇一九年测量了十二个浅水湖泊的水位，并观察芦苇",) * 5,
        *("的生长。结果表明，水位升高时生长减慢，东西两岸没有差别。",) * 5,
    ),
}
NOTES = ("C 4178", "12/IV 77", "No 356", "sent 3.5.", "P-82", "Ivanov")
PLACES = ((200, 120), (1000, 120), (1800, 120), (1000, 2400), (200, 2700), (1000, 2700))
STAMPS = {(1750, 2300): ((150, 30, 120), "LIBRARY\nNo 417\nOF LAKES"), (300, 2300): ((40, 40, 40), "LIBRARY\n1978")}  # fmt: skip
INKS = {"blue notes": (30, 50, 170), "black notes": (40, 40, 40)}


def page(lines: tuple[str, ...], font: str) -> tuple[Image.Image, int]:
    """The page, and where its print ends."""
    picture, y = Image.new("RGB", SIZE, (252, 250, 244)), TOP
    for n, text in enumerate(lines):
        type_ = ImageFont.truetype(font, 48 if n else 74)
        x = LEFT if n > 3 else (SIZE[0] - type_.getlength(text)) / 2
        ImageDraw.Draw(picture).text((x, y), text, font=type_, fill=(25, 25, 25))
        y += 84 if n > 3 else 130
    return picture, y


def write(picture: Image.Image, font: str, ink: tuple[int, int, int], rng: np.random.Generator) -> None:
    for text, place in zip(NOTES, PLACES, strict=True):
        pen = ImageFont.truetype(font, int(rng.integers(76, 110)))
        note = Image.new("RGBA", (int(pen.getlength(text)) + 20, int(pen.size * 1.7)))
        ImageDraw.Draw(note).text((8, 4), text, font=pen, fill=(*ink, 255))
        note = note.rotate(float(rng.uniform(4, 10)), expand=True, resample=Image.Resampling.BICUBIC)
        picture.paste(note, place, note)


def stamp(picture: Image.Image, font: str) -> None:
    for (x, y), (ink, text) in STAMPS.items():
        draw = ImageDraw.Draw(picture)
        draw.ellipse((x, y, x + 420, y + 420), outline=ink, width=6)
        type_ = ImageFont.truetype(font, 34)
        draw.multiline_text((x + 210, y + 210), text, font=type_, fill=ink, anchor="mm", align="center")


def scanned(picture: Image.Image, rng: np.random.Generator) -> Pixels:
    noisy = np.array(picture)[:, :, ::-1] + rng.normal(0, 6, (*picture.size[::-1], 1))
    found: Pixels = np.ascontiguousarray(noisy.clip(0, 255).astype(np.uint8))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("print")
    parser.add_argument("hand")
    asked = vars(parser.parse_args())
    readers = RapidOcr(), Tesseract()
    for name, lines in PRINTED.items():
        for kind in ("plain", *INKS, "stamps"):
            rng = np.random.default_rng(5)
            picture, end = page(lines, asked["print"])
            if kind in INKS:
                write(picture, asked["hand"], INKS[kind], rng)
            elif kind == "stamps":
                stamp(picture, asked["print"])
            shown = RenderedPage(1, scanned(picture, rng), 300.0)
            read = recognize(clean(shown, CleanSettings(orientation=False), None), readers, OcrSettings())
            inside = [line for line in read.lines if TOP - 50 <= line.bbox.top < end and line.text.strip()]
            stayed = [line.text for line in read.lines if line not in inside and line.text.strip()]
            print(f"{name} {kind}: left out {list(read.marks)}, stayed {stayed}, print {len(inside)} of {len(lines)}")  # fmt: skip


if __name__ == "__main__":
    main()
