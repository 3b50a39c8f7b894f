"""The memory of one worker over a long scan: resident MB page by page.

    python -m benchmarks.memory --scans DIR [--files "*.pdf"] [--pages 300] [--dpi 300] [--ocr auto] [--every 25]

A PDF of so many pages is made of the scans in DIR, again and again, and read whole (`--pages all`), in this process,
as a worker reads it. Printed are the resident memory each so many pages, its peak, and that of the largest program
that was started.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pikepdf

from pipeline.engines.toolbox import open_engines
from pipeline.flow import read
from pipeline.settings import (
    OcrEngine,
    OcrSettings,
    PageSettings,
    RenderSettings,
    Settings,
    TranslateSettings,
)
from pipeline.trace import announce


def long_scan(files: list[Path], pages: int, target: Path) -> None:
    """A PDF of so many pages, those of the files over and over."""
    with pikepdf.new() as out:
        while len(out.pages) < pages:
            for path in files:
                with pikepdf.open(path) as source:
                    out.pages.extend(source.pages)
        del out.pages[pages:]
        out.save(target)


def resident() -> float:
    """Resident MB of this process now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--scans", type=Path, required=True)
    ap.add_argument("--files", default="*.pdf")
    ap.add_argument("--pages", type=int, default=300)
    ap.add_argument("--dpi", type=int, default=300)
    ap.add_argument("--ocr", type=OcrEngine, default=OcrEngine.AUTO)
    ap.add_argument("--every", type=int, default=25)
    a = ap.parse_args()
    settings = Settings(
        render=RenderSettings(dpi=a.dpi),
        ocr=OcrSettings(engine=a.ocr),
        pages=PageSettings(pages="all"),
        translate=TranslateSettings(enabled=False),
    )
    engines = open_engines(settings)
    seen, start = 0, time.perf_counter()

    def watch(stage: str) -> None:
        nonlocal seen
        if stage == "layout":
            seen += 1
            if seen == 1 or seen % a.every == 0:
                print(
                    f"page {seen:4d}: {resident():6.0f} MB, {time.perf_counter() - start:7.1f} s", flush=True
                )

    announce.set(watch)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        files = sorted(a.scans.glob(a.files))
        with ProcessPoolExecutor(
            1, get_context("spawn")
        ) as apart:  # what it holds is not the worker's memory
            apart.submit(long_scan, files, a.pages, path).result()
        outcome = read(path, settings, engines)
    peak, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{len(outcome.pages)} pages; peak {peak:.0f} MB, largest program {child:.0f} MB")


if __name__ == "__main__":
    main()
