"""What each cleaning step is worth: pages spoilt in the way that it is for, read with the step on and off.

    python -m benchmarks.cleaning --truth DIR [--pages d09,d18,d10] [--steps speckle,border] [--out FILE.jsonl]
    python -m benchmarks.cleaning --truth DIR --touched        which steps change which pages as they are; nothing is read

The first page of each document is rendered, spoilt (`plain`: not at all), cleaned with the step on and off and read
with the default engines. Printed per step: character error of title and abstract as `benchmarks.ocr` judges
them. Where a step leaves the cleaned page as it was, the page is not read twice.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.matching import judge
from pipeline.engines.toolbox import open_engines
from pipeline.records.page import CleanPage, Pixels, RenderedPage
from pipeline.settings import CleanSettings, Settings
from pipeline.stages.clean import clean
from pipeline.stages.inspect import inspect
from pipeline.stages.layout import layout
from pipeline.stages.recognize import recognize
from pipeline.stages.render import render

Spoil = Callable[[Pixels], Pixels]
DICE = 20_261_122
ENLARGE = "enlarge"


def tilted(pixels: Pixels) -> Pixels:
    """Seen askew: the upper edge 6 %, the right one 4 % shorter, the desk about it dark."""
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + np.array(
        [
            [0.05 * width, 0.03 * height],
            [-0.03 * width, 0.05 * height],
            [0, -0.03 * height],
            [0.01 * width, 0],
        ],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(corners, moved)
    return cv2.warpPerspective(pixels, matrix, (width, height), borderValue=(60, 60, 60))


def bordered(pixels: Pixels) -> Pixels:
    """A book on a copier: black at the left and below, ragged."""
    height, width = pixels.shape[:2]
    out, dice = pixels.copy(), np.random.default_rng(DICE)
    left = (0.035 * width + 0.008 * width * np.cumsum(dice.normal(0, 0.02, height))).astype(int)
    for row in range(height):
        out[row, : max(0, left[row])] = 15
    out[int(0.965 * height) :] = 20
    return out


def shone_through(pixels: Pixels) -> Pixels:
    """The back page, mirrored, at 24 %."""
    back = cv2.GaussianBlur(pixels[:, ::-1], (0, 0), 1.5).astype(np.float32)
    return np.clip(pixels - 0.24 * (255 - np.roll(back, 37, axis=0)), 0, 255).astype(np.uint8)


def peppered(pixels: Pixels) -> Pixels:
    """Salt and pepper, 3 % of the pixels."""
    out, dice = pixels.copy(), np.random.default_rng(DICE)
    hit = dice.random(pixels.shape[:2])
    out[hit < 0.015] = 0
    out[hit > 0.985] = 255
    return out


def shaded(pixels: Pixels) -> Pixels:
    """The book's fold: from paper to 35 % of its light."""
    light = np.interp(
        np.arange(pixels.shape[1]), [0, 0.25 * pixels.shape[1], pixels.shape[1]], [0.35, 0.8, 1.0]
    )
    return (pixels * (light[:, None] if pixels.ndim == 3 else light)).astype(np.uint8)


def sealed(pixels: Pixels) -> Pixels:
    """A red stamp over the upper half of the page's middle."""
    out = pixels if pixels.ndim == 3 else cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR)
    height, width = out.shape[:2]
    ink = np.full_like(out, 255)
    middle = (width // 2, int(0.38 * height))
    for radius in (0.11, 0.10, 0.04):
        cv2.circle(ink, middle, int(radius * width), (60, 40, 215), 16)
    cv2.putText(
        ink, "LIBRARY", (middle[0] - 190, middle[1] - 120), cv2.FONT_HERSHEY_DUPLEX, 3, (60, 40, 215), 12
    )
    return np.minimum(out, ink)


def turned_over(pixels: Pixels) -> Pixels:
    """On its head."""
    return np.ascontiguousarray(pixels[::-1, ::-1])


def skewed(pixels: Pixels) -> Pixels:
    """Three degrees askew."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 3.0, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


def coarse(pixels: Pixels) -> Pixels:
    """Half as many dots: a page of 300 dpi as if scanned at 150."""
    small: Pixels = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return small


def enlarged(page: RenderedPage) -> RenderedPage:
    """Twice as many dots, by cubic interpolation. There is no such cleaning step: whether there should be is the question."""
    return RenderedPage(
        page.number, cv2.resize(page.pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), 2 * page.dpi
    )


def faxed(pixels: Pixels) -> Pixels:
    """A coarse fax: 204 x 98 dots an inch, black and white."""
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    small = cv2.resize(grey, (round(width * 0.68), round(height * 0.49)), interpolation=cv2.INTER_AREA)
    _, black = cv2.threshold(small, 150, 255, cv2.THRESH_BINARY)
    return cv2.resize(black, (width, height), interpolation=cv2.INTER_NEAREST)


def untouched(pixels: Pixels) -> Pixels:
    """As it is."""
    return pixels


SPOILT: dict[str, tuple[str, Spoil]] = {
    "orientation": ("on its head", turned_over),
    "deskew": ("3 degrees askew", skewed),
    "perspective": ("edges 4 and 6 % shorter", tilted),
    "border": ("black borders of a copied book", bordered),
    "seal": ("a red stamp", sealed),
    "shading": ("the fold's shadow", shaded),
    "show_through": ("back page at 24 %", shone_through),
    "speckle": ("3 % salt and pepper", peppered),
    "smooth": ("fax of 204 x 98 dpi", faxed),
    ENLARGE: ("scanned at 150 dpi", coarse),
}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--truth", type=Path, required=True)
    ap.add_argument("--pages", default="d09,d18,d10")
    ap.add_argument("--steps", default=",".join(SPOILT))
    ap.add_argument("--spoil", choices=("yes", "no"), default="yes")
    ap.add_argument("--out", type=Path)
    ap.add_argument("--touched", action="store_true")
    a = ap.parse_args()
    if a.touched:
        touched(a.truth, a.steps.split(","))
        return
    rows = [json.loads(line) for line in a.out.open(encoding="utf-8")] if a.out and a.out.exists() else []
    done = {(row["step"], row["pages"], row["document"]) for row in rows}
    reader = BothCleanings()
    for step in a.steps.split(","):
        kind, spoil = SPOILT[step] if a.spoil == "yes" else ("as they are", untouched)
        for name in a.pages.split(","):
            path = next(a.truth.glob(f"{name}*.json"))
            if (step, kind, path.stem) in done:
                continue
            row = {"step": step, "pages": kind, "document": path.stem, **reader.both(path, step, spoil)}
            rows.append(row)
            line = json.dumps(row, ensure_ascii=False)
            print(line, flush=True)
            if a.out:
                with a.out.open("a", encoding="utf-8") as stream:
                    stream.write(line + "\n")
    print(table(rows))


def touched(truths: Path, steps: list[str]) -> None:
    """Print for each step the documents whose first page it changes."""
    reader = BothCleanings()
    found: dict[str, list[str]] = {step: [] for step in steps}
    paths = sorted(truths.glob("*.json"))
    for path in paths:
        page = reader.page(path)
        for step in steps:
            on, off = reader.ways(page, step)
            if not np.array_equal(on.pixels, off.pixels):
                found[step].append(path.stem)
    for step, names in found.items():
        print(f"{step}: {len(names)} of {len(paths)}: {' '.join(names)}")


class BothCleanings:
    """Renders a page once, and reads it cleaned in two ways."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._engines = open_engines(self._settings)

    def both(self, truth: Path, step: str, spoil: Spoil) -> dict[str, tuple[int, int]]:
        """Edits and characters with the step on and off."""
        page = self.page(truth)
        spoilt = spoil(page.pixels)
        dpi = page.dpi * spoilt.shape[1] / page.pixels.shape[1]
        cleaned = self.ways(RenderedPage(1, spoilt, dpi), step)
        wanted = json.loads(truth.read_text(encoding="utf-8"))
        on = self._edits(cleaned[0], wanted)
        same = np.array_equal(cleaned[0].pixels, cleaned[1].pixels)
        return {"on": on, "off": on if same else self._edits(cleaned[1], wanted)}

    def page(self, truth: Path) -> RenderedPage:
        """The first page of the document beside a truth."""
        document = inspect(truth.with_suffix(".pdf"), self._engines.pdf, self._settings.limits)
        return render(document, 1, self._engines.pdf, self._settings.render, self._settings.limits)

    def ways(self, page: RenderedPage, step: str) -> tuple[CleanPage, CleanPage]:
        """The page cleaned with the step on and off."""
        if step == ENLARGE:
            engine = self._engines.readers[0]
            return clean(enlarged(page), CleanSettings(), engine), clean(page, CleanSettings(), engine)
        on, off = (
            clean(page, CleanSettings.model_validate({step: way}), self._engines.readers[0])
            for way in (True, False)
        )
        return on, off

    def _edits(self, page: CleanPage, wanted: dict[str, Any]) -> tuple[int, int]:
        lines = recognize(page, self._engines.readers, self._settings.ocr)
        marks = judge(wanted, "\n".join(line.text for line in layout(lines).lines))
        pairs = [pair for field, pair in marks.items() if field != "numbers"]
        return sum(edits for edits, _ in pairs), sum(length for _, length in pairs)


def table(rows: list[dict[str, Any]]) -> str:
    """One line a step and kind of page."""
    by: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by[row["step"], row["pages"]].append(row)
    lines = ["| step | pages | number | CER on | CER off |", "|---|---|---:|---:|---:|"]
    for (step, kind), mine in by.items():
        rates = [f"{sum(r[k][0] for r in mine) / sum(r[k][1] for r in mine):.4f}" for k in ("on", "off")]
        lines.append(f"| {step} | {kind} | {len(mine)} | {' | '.join(rates)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
