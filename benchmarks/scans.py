"""Articles with a text layer as a scanner would give them: pictures of their first pages, without any text.

    python -m benchmarks.scans PDFS OUT [--pages 3] [--only PART] [--seed 0]

Each PDF of the folder `PDFS` is drawn at 300 dpi, grey, turned by up to 0.8 degrees, a little out of focus, with noise and
compressed as JPEG, the same way each time for the same `--seed`. `benchmarks.real --pdf OUT --keep FOLDER` then measures what reading loses.
"""

from __future__ import annotations

import argparse
import io
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

DPI = 300
TURN, BLUR, NOISE, QUALITY = 0.8, 0.7, 6.0, 70
"""Degrees, pixels, grey levels and the quality of JPEG."""
INK, PAPER = 12, 0.9
"""How light black becomes, and how dark white."""


def scanned(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    """A drawn page as a scan of it."""
    turned = page.convert("L").rotate(
        float(rng.uniform(-TURN, TURN)), fillcolor=255, resample=Image.Resampling.BICUBIC
    )
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(BLUR)), np.float32)
    grey = soft * PAPER + INK + rng.normal(0, NOISE, soft.shape)
    kept = io.BytesIO()
    Image.fromarray(grey.clip(0, 255).astype(np.uint8)).save(kept, "JPEG", quality=QUALITY)
    return Image.open(kept)


def as_scan(pdf: Path, target: Path, pages: int, seed: int = 0) -> None:
    """Write the first pages of a PDF as a PDF of pictures; another seed turns and spoils them otherwise."""
    from pdf2image import convert_from_path

    rng = np.random.default_rng(zlib.crc32(pdf.stem.encode(), seed))
    first, *more = (scanned(page, rng) for page in convert_from_path(pdf, dpi=DPI, last_page=pages))
    first.save(target, "PDF", save_all=True, append_images=more, resolution=DPI)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--only", default="", help="only documents whose names hold this")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for pdf in sorted(p for p in asked.pdfs.glob("*.pdf") if asked.only in p.stem):
        as_scan(pdf, asked.out / pdf.name, asked.pages, asked.seed)


if __name__ == "__main__":
    main()
