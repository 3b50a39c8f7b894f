"""Born-digital PDFs: how many a minute of one core's processor time, how much memory, and beside what a user would run instead.

    python -m benchmarks.born PDF... [--documents 300] [--every 50] [--peers 4] [--stages]

The documents are read one after the other, over and over until so many are read, as a worker reads them, and their
records and page texts written to a folder. What is counted is processor time of this process, of the programs it
starts and of the one that stands by, without the opening of engines; the first document is left out of it. `--peers N`
also has the first N made by `ocrmypdf --skip-text --output-type pdf`, which leaves text layers as they are, and their text taken out by
pdftotext. `--stages` adds seconds by stage. Translation is off. A document that a page was recognised of is named: it is none.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import psutil

from benchmarks.memory import resident
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item
from pipeline.batch.reading import ReadDocument
from pipeline.records.text import TextOrigin
from pipeline.settings import Settings, TranslateSettings

SETTINGS = Settings(translate=TranslateSettings(enabled=False))


def used() -> tuple[float, float]:
    """Processor seconds of this process, and of all programs that it started, those that stand by among them."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    standing = sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children())
    return own.ru_utime + own.ru_stime, ended.ru_utime + ended.ru_stime + standing


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """What a piece of work used, here and in programs."""
    before = used()
    work()
    return tuple(after - first for after, first in zip(used(), before, strict=True))  # type: ignore[return-value]


def read_all(pdfs: list[Path], documents: int, every: int, *, stages: bool) -> float:
    """Read and write so many documents, tell what it took, and return processor seconds a document."""
    read, spent, pages, seen = ReadDocument(SETTINGS), Counter[str](), 0, set[Path]()
    read.prepare()
    read(Item(pdfs[0], "first", pdfs[0].name))
    own = programs = 0.0
    with tempfile.TemporaryDirectory() as folder, OutputFolder(Path(folder) / "out") as out:
        for number, pdf in enumerate(islice(cycle(pdfs), documents), start=1):

            def work(name: str = f"d{number}", pdf: Path = pdf) -> None:
                nonlocal pages
                outcome = read(Item(pdf, name, pdf.name))
                out.save(name, replace(outcome, pictures=()))
                pages += len(outcome.pages)
                spent.update(outcome.record.provenance.seconds)
                if pdf not in seen and any(p.origin is TextOrigin.OCR for p in outcome.pages):
                    print(f"{pdf.name}: a page was recognised", flush=True)

            mine, theirs = measured(work)
            own, programs = own + mine, programs + theirs
            seen.add(pdf)
            if number == 1 or number % every == 0:
                standing = sum(child.memory_info().rss for child in psutil.Process().children()) >> 20
                print(f"{number} documents: {resident():.0f} MB, and {standing} MB stand by", flush=True)
    each = (own + programs) / documents
    print(
        f"{documents} documents, {pages} pages: {1000 * own / documents:.0f} ms here and {1000 * programs / documents:.0f} ms "
        f"in programs a document, {60 / each:.0f} documents a minute of processor time"
    )
    for stage, seconds in spent.items() if stages else ():
        print(f"{stage:10} {1000 * seconds / documents:6.1f} ms by the clock a document")
    return each


def peers(pdfs: list[Path]) -> float:
    """Processor seconds a document of OCRmyPDF that leaves text layers alone, and of pdftotext after it."""
    program = Path(sys.executable).parent / "ocrmypdf"
    name = str(program) if program.exists() else "ocrmypdf"
    with tempfile.TemporaryDirectory() as folder:
        made = str(Path(folder) / "made.pdf")

        def work() -> None:
            for pdf in pdfs:
                subprocess.run(
                    [name, "--skip-text", "--output-type", "pdf", "--jobs", "1", "--quiet", str(pdf), made],
                    check=True,
                )
                subprocess.run(["pdftotext", made, "-"], check=True, stdout=subprocess.DEVNULL)

        return sum(measured(work)) / len(pdfs)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pdfs", type=Path, nargs="+")
    ap.add_argument("--documents", type=int, default=300)
    ap.add_argument("--every", type=int, default=50)
    ap.add_argument("--peers", type=int, default=0)
    ap.add_argument("--stages", action="store_true")
    a = ap.parse_args()
    each = read_all(a.pdfs, a.documents, a.every, stages=a.stages)
    if a.peers:
        other = peers(a.pdfs[: a.peers])
        print(
            f"ocrmypdf --skip-text and pdftotext: {1000 * other:.0f} ms a document; scanglot {each / other:.2f} of it"
        )


if __name__ == "__main__":
    main()
