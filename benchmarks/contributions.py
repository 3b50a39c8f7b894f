"""What each engine contributes: the same cleaned first pages read by each alone and by both.

    python -m benchmarks.contributions TRUTH NAME...

TRUTH holds NAME.pdf and NAME.json. Printed per document: the character error of the printed abstract (the window of the
page's text that fits best) with RapidOCR alone, Tesseract alone on the same line boxes, and both; then how many lines
each engine reads where both are asked, and in how many lines the second reading has other digits.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.layout import error, plain, running_text
from pipeline.engines.poppler import Poppler
from pipeline.engines.rapidocr import RapidOcr
from pipeline.engines.tesseract import Tesseract
from pipeline.records.page import CleanPage
from pipeline.records.text import Line, PageLines, TextOrigin
from pipeline.settings import Settings
from pipeline.stages.clean import clean
from pipeline.stages.inspect import inspect
from pipeline.stages.layout import layout
from pipeline.stages.recognize import recognize
from pipeline.stages.recognize.fine import finished
from pipeline.stages.render import render


def first_page(pdf: Path, settings: Settings, engine: RapidOcr) -> CleanPage:
    poppler = Poppler()
    document = inspect(pdf, poppler, settings.limits)
    return clean(render(document, 1, poppler, settings.render, settings.limits), settings.clean, engine)


def page_of(page: CleanPage, lines: Sequence[Line]) -> PageLines:
    height, width = page.pixels.shape[:2]
    kept = tuple(line for line in lines if line.text)
    return PageLines(number=1, width=width, height=height, dpi=page.dpi, origin=TextOrigin.OCR, lines=kept)


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("truth", type=Path)
    parser.add_argument("names", nargs="+")
    asked = parser.parse_args()
    settings, rapidocr, tesseract = Settings(), RapidOcr(), Tesseract()
    readers: Counter[str] = Counter()
    other = changed = 0
    for name in asked.names:
        truth = json.loads((asked.truth / f"{name}.json").read_text(encoding="utf-8"))
        language = truth["lang"]
        page = first_page(asked.truth / f"{name}.pdf", settings, rapidocr)
        found = rapidocr.read_page(page.pixels, ())
        alone = tesseract.read_lines(page.pixels, [line.bbox for line in found], (language,))
        both = recognize(page, (rapidocr, tesseract), settings.ocr)
        spaced = language not in ("zh", "zh-Hant", "ja")
        wanted = plain(truth["abstract"]["src"]["text"], spaced)
        told = [
            f"{system} {error(wanted, plain(running_text([layout(read)]), spaced)):.4f}"
            for system, read in (
                ("rapidocr", page_of(page, finished(found, page.pixels, rapidocr))),
                ("tesseract", page_of(page, finished(alone, page.pixels, None))),
                ("both", both),
            )
        ]
        print(f"{name:20} {'  '.join(told)}", flush=True)
        readers.update(line.engine for line in both.lines)
        seconds = [(line.text, line.other.text) for line in both.lines if line.other]
        other += len(seconds)
        changed += sum(digits(first) != digits(second) for first, second in seconds)
    print(f"lines {dict(readers)}; with another reading {other}, of these with other digits {changed}")


if __name__ == "__main__":
    main()
