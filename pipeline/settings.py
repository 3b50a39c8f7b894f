"""Every option of a run, in frozen sections: each stage takes only its own."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field

from pipeline.records.base import Frozen


class OcrEngine(StrEnum):
    """Which engine reads: `auto` lets both read and decides line by line."""

    AUTO = "auto"
    TESSERACT = "tesseract"
    RAPIDOCR = "rapidocr"


class MtEngine(StrEnum):
    """Which program runs the Marian weights."""

    AUTO = "auto"
    CTRANSLATE2 = "ctranslate2"
    TRANSFORMERS = "transformers"


class Limits(Frozen):
    """Bounds against hostile or monstrous files. Bytes, pixels, pages, seconds."""

    file_bytes: int = 1 << 30
    text_bytes: int = 2 << 20
    page_pixels: int = 120_000_000
    pages: int = 5000
    tool_seconds: float = 120.0


class RenderSettings(Frozen):
    """Dots per inch that pages are rendered at."""

    dpi: int = Field(default=300, ge=72, le=600)


class CleanSettings(Frozen):
    """Which cleaning steps run. `rotation` (degrees) turns every page by so much instead of judging it."""

    orientation: bool = True
    rotation: Literal[0, 90, 180, 270] | None = None
    deskew: bool = True
    perspective: bool = True
    border: bool = True
    seal: bool = True
    shading: bool = True
    show_through: bool = True
    speckle: bool = True
    smooth: bool = False


class OcrSettings(Frozen):
    """Which engine reads, and which languages are expected (BCP 47; empty: find out)."""

    engine: OcrEngine = OcrEngine.AUTO
    languages: tuple[str, ...] = ()
    threads: int = Field(default=1, ge=1)


class PageSettings(Frozen):
    """Which pages are read: `auto` (as far as the front matter goes), `all`, or ranges such as `1-3,7`."""

    pages: str = "auto"
    auto_limit: int = 4


class SegmentSettings(Frozen):
    """The weights that tell the lines of front matter apart: a file that `scanglot learn` wrote, or None for our own."""

    weights: Path | None = None


class TranslateSettings(Frozen):
    """What is translated into which language, by which model and engine; `glossary` and `memory` are files."""

    enabled: bool = True
    target: str = "en"
    model: str | None = None
    engine: MtEngine = MtEngine.AUTO
    beam: int = Field(default=4, ge=1, le=16)
    threads: int = Field(default=1, ge=1)
    glossary: Path | None = None
    memory: Path | None = None


class Settings(Frozen):
    """All that decides what a record says."""

    limits: Limits = Limits()
    render: RenderSettings = RenderSettings()
    clean: CleanSettings = CleanSettings()
    ocr: OcrSettings = OcrSettings()
    pages: PageSettings = PageSettings()
    segment: SegmentSettings = SegmentSettings()
    translate: TranslateSettings = TranslateSettings()

    def fingerprint(self) -> str:
        """SHA-256 of the settings that can change a record (threads and tool time limits cannot)."""
        content = self.model_dump_json(
            exclude={"limits": {"tool_seconds"}, "ocr": {"threads"}, "translate": {"threads"}}
        )
        return hashlib.sha256(content.encode()).hexdigest()


class RunSettings(Frozen):
    """Where a batch writes, and within which bounds it reads; None is what the machine can bear. Seconds, megabytes."""

    out: Path = Path("outputs")
    jobs: int | None = Field(default=None, ge=0)
    timeout: float | None = Field(default=None, ge=1)
    memory: int | None = Field(default=None, ge=200)
    cluster: str | None = None


class ReviewSettings(Frozen):
    """Where the review desk keeps its records and serves them, and the address that harvesters are given.

    `origins` may read the API from their pages; `webhooks` are told of approvals, signed with `webhook_secret`.
    """

    db: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    contact: str = "library@example.org"
    origins: tuple[str, ...] = ()
    webhooks: tuple[str, ...] = ()
    webhook_secret: str = ""


class Configuration(Settings):
    """Every setting that a file or the environment can give: what decides a record, and how runs and the desk go."""

    run: RunSettings = RunSettings()
    review: ReviewSettings = ReviewSettings()
