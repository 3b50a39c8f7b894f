"""What of the outside world is here: programs, their languages, libraries, models; and how to get what is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata, resources
from pathlib import Path

from pipeline.engines.manifest import ModelQuality, Weights, best, installed
from pipeline.engines.offers import command
from pipeline.engines.packages import Which, installs, merged
from pipeline.languages import languages

POPPLER = ("pdfinfo", "pdftoppm", "pdftotext", "pdfdetach", "pdfimages")
LIBRARIES = ("rapidocr", "onnxruntime", "opencv-python-headless", "ctranslate2", "pikepdf", "pypdfium2")
EXTRAS = ("transformers", "torch", "fxtranslate")
"""The reference engine of translation, and the one of Firefox's models: nothing is missing without them."""


class State(StrEnum):
    """`missing` keeps documents from being read; `partly` only some of them, or their translation."""

    OK = "ok"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True)
class Probed:
    """One thing that was looked for: its kind and name, how it stands, a detail, and the command that gets it."""

    kind: str
    name: str
    state: State
    detail: str = ""
    cure: str = ""


def _says(*command: str) -> list[str]:
    """The lines that a program prints, none where it cannot be run."""
    try:
        ran = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=20,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return (ran.stdout + ran.stderr).splitlines()


def _tesseract_data() -> frozenset[str]:
    """The language data that Tesseract finds."""
    return frozenset(line.strip() for line in _says("tesseract", "--list-langs")[1:] if line.strip())


def programs(which: Which = shutil.which) -> Iterator[Probed]:
    """Tesseract and poppler's tools."""
    wanted = [("tesseract", "--version", "tesseract"), *((name, "-v", "poppler") for name in POPPLER)]
    for name, option, package in wanted:
        if which(name):
            version = re.search(r"\d+(\.\d+)+", " ".join(_says(name, option)[:2]))
            yield Probed("program", name, State.OK, version[0] if version else "")
        else:
            yield Probed("program", name, State.MISSING, cure=installs(package, which))


def poppler_data(
    which: Which = shutil.which,
    said: Callable[[Path], list[str]] = lambda path: _says("pdftotext", str(path), "-"),
) -> Iterator[Probed]:
    """Poppler's data for Chinese, Japanese and Korean fonts, by asking for a line of Chinese in a font that is not embedded."""
    if not which("pdftotext"):
        return
    with resources.as_file(resources.files("pipeline.engines") / "unembedded.pdf") as path:
        read = any("冠心病" in line for line in said(path))
    if read:
        yield Probed("poppler data", "CJK fonts", State.OK)
    else:
        cure = installs("poppler-data", which)
        detail = "without it the Chinese, Japanese or Korean of many PDFs vanishes from text and picture"
        yield Probed("poppler data", "CJK fonts", State.MISSING, detail, cure)


def tesseract_languages(
    which: Which = shutil.which, data: Callable[[], frozenset[str]] = _tesseract_data
) -> Iterator[Probed]:
    """Tesseract's data for each of our languages, and for finding out which way up a page is."""
    here = data()
    wanted = [(language.ocr.tesseract, language.name) for language in languages().values()]
    for code, name in (("osd", "orientation of pages"), *wanted):
        if code in here:
            yield Probed("Tesseract data", code, State.OK, name)
        else:
            state = State.MISSING if code in {"osd", "eng"} else State.PARTLY
            yield Probed("Tesseract data", code, state, name, installs(code, which))


def libraries(version: Callable[[str], str] = metadata.version) -> Iterator[Probed]:
    """The Python libraries that read and translate."""
    for name in LIBRARIES:
        try:
            yield Probed("library", name, State.OK, version(name))
        except metadata.PackageNotFoundError:
            yield Probed("library", name, State.MISSING, cure=f"pip install {name}")
    for name in EXTRAS:
        try:
            yield Probed("library", name, State.OK, version(name))
        except metadata.PackageNotFoundError:
            yield Probed("library", name, State.OK, "not installed, and not needed by the default engine")


def models(target: str = "en") -> Iterator[Probed]:
    """The best translation model that is here for each language."""
    here = list(installed())
    for language in languages().values():
        names = language.translation.get(target, ())
        if not names:
            continue
        pair = f"{language.code} to {target}"
        weights = best(here, language.code, target)
        if weights is None:
            yield Probed(
                "model", pair, State.PARTLY, "text is not translated", f"scanglot models fetch {names[0]}"
            )
        elif weights.entry.quality is ModelQuality.DRAFT:
            detail = f"{weights.entry.name}, for a first look only"
            yield Probed("model", pair, State.PARTLY, detail, f"scanglot models fetch {names[0]}")
        else:
            yield Probed("model", pair, State.OK, weights.entry.name)


def translation_command(target: str = "en") -> str:
    """The one command that gets a full model for each language that has none here; empty where none is lacking."""
    here = list(installed())
    lacking = [code for code in languages() if not _has_full(best(here, code, target))]
    return command(lacking, target)


def remedies(findings: Iterable[Probed], target: str = "en") -> list[str]:
    """The commands after which nothing is lacking, as few as there can be; the models' comes last."""
    cures = [f.cure for f in findings if f.cure and f.kind != "model"]
    return [*merged(cures), *filter(None, [translation_command(target)])]


def _has_full(weights: Weights | None) -> bool:
    return weights is not None and weights.entry.quality is not ModelQuality.DRAFT
