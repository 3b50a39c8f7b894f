"""The eight-bit recognition model beside the full one: what both read otherwise, and the processor seconds of both.

    python -m benchmarks.eight_bit [--every N] PDF...

Lines are those that are found on the first two pages of each PDF, of every Nth of which both read the strip.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.ctc import decode
from pipeline.engines.eight_bit import eight_bit
from pipeline.engines.onnx import Model
from pipeline.engines.rapidocr import RapidOcr, model_file
from pipeline.engines.recognition import in_doubt, inked_squares, likeliest
from pipeline.engines.strips import filled, slanted, strip
from pipeline.engines.toolbox import open_engines
from pipeline.settings import Settings
from pipeline.stages.clean import clean
from pipeline.stages.inspect import inspect
from pipeline.stages.render import render

PAGES = 2
Strip = NDArray[np.float32]


def strips(paths: Iterable[Path]) -> Iterator[Strip]:
    """The lines of pages as the model is given them."""
    settings = Settings()
    engines = open_engines(settings)
    reader = next(found for found in engines.readers if isinstance(found, RapidOcr))
    for path in paths:
        document = inspect(path, engines.pdf, settings.limits)
        for number in range(1, min(PAGES, len(document.pages)) + 1):
            page = render(document, number, engines.pdf, settings.render, settings.limits)
            pixels = clean(page, settings.clean, reader).pixels
            for box in reader.find_lines(pixels):
                yield filled(strip(pixels, slanted(box)))[0]


def compare(lines: Iterable[Strip]) -> None:
    """Print the lines that the models read otherwise, whether they are read again, and what both took."""
    path = model_file("rec")
    full, quick = Model(path, 1), Model(eight_bit(path), 1)
    characters = ["", *full.characters, " "]
    full_took = quick_took = 0.0
    count, letters, again, other = 0, 0, 0, 0
    for line in lines:
        start = time.process_time()
        one = decode(*likeliest(full, line), characters)
        between = time.process_time()
        best, sure = likeliest(quick, line)
        two = decode(best, sure, characters)
        full_took, quick_took = full_took + between - start, quick_took + time.process_time() - between
        texts = ["".join(glyph.text for glyph in found).strip() for found in (one, two)]
        doubt = in_doubt(best, sure, characters, inked_squares(line))
        count, letters, again = count + 1, letters + len(texts[0]), again + doubt
        if texts[0] != texts[1]:
            other += not doubt
            print(f"{'again' if doubt else 'kept'}\n  {texts[0]}\n  {texts[1]}", flush=True)
    print(f"{count} lines, {letters} characters: full {full_took:.1f} s, eight bits {quick_took:.1f} s")
    print(f"{again} in doubt; {other} of the others read otherwise")


def main() -> None:
    """Compare over the pages of the PDFs that are named."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pdfs", nargs="+", type=Path)
    ap.add_argument("--every", type=int, default=1, help="take every Nth line only")
    a = ap.parse_args()
    compare(islice(strips(a.pdfs), 0, None, a.every))


if __name__ == "__main__":
    main()
