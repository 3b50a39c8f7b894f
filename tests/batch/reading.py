"""A stand-in for reading documents: what a file says decides how it ends."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.plan import Item
from pipeline.errors import EncryptedPdf
from pipeline.records.article import Flag, Kind, Severity, Status
from pipeline.records.base import BBox
from pipeline.records.outcome import Outcome, PagePicture
from pipeline.records.page import MediaType
from pipeline.records.record import Provenance, Quality, Record, SourceInfo
from pipeline.records.text import Block, Line, PageText, TextOrigin
from pipeline.settings import Settings

SETTINGS = Settings()


def record(file: str, text: str, settings: Settings = SETTINGS) -> Record:
    """A record that holds a text file's text as its title."""
    return Record(
        id="sha256:0",
        kind=Kind.DOCUMENT,
        status=Status.OK,
        language="en",
        source=SourceInfo(
            file=file,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type=MediaType.TEXT,
            page_count=1,
            pages_read=(1,),
            text_origin=TextOrigin.TEXT_FILE,
        ),
        title={"en": text},
        quality=Quality(score=1.0, grade="excellent", flags=()),
        provenance=Provenance(
            scanglot="0", settings_sha256=settings.fingerprint(), ocr=(), translation=None, seconds={}
        ),
    )


@dataclass(frozen=True)
class FakeReading:
    """Writes each file's name to `log` and does what its text says."""

    log: Path | None = None
    settings: Settings = SETTINGS

    def prepare(self) -> None: ...

    def __call__(self, item: Item) -> Outcome:
        if self.log is not None:
            with self.log.open("a") as stream:
                stream.write(f"{item.name}\n")
        text = item.path.read_text(encoding="utf-8")
        word, _, rest = text.partition(" ")
        if word == "sleep":
            time.sleep(float(rest.split()[0]))
        elif word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "encrypted":
            where = item.path.name if rest == "by its path" else item.file
            raise EncryptedPdf("wants a password.", where=where)
        elif word == "bug":
            raise ZeroDivisionError
        made = record(item.file, text, self.settings)
        if word == "untranslated":
            flag = Flag(
                code="translation.model_missing",
                path="title.en",
                severity=Severity.WARNING,
                message="no model.",
            )
            quality = made.quality.model_copy(update={"flags": (flag,)})
            made = made.model_copy(update={"quality": quality, "language": "zh"})
        line = Line(text=word, bbox=BBox(0, 0, 9, 9), confidence=1.0, engine="text_file")
        if word == "surrogate":
            line = line.model_copy(update={"text": "\ud800"})
        blocks = (Block(lines=(line,), bbox=line.bbox),)
        page = PageText(number=1, width=10, height=10, dpi=300, origin=TextOrigin.TEXT_FILE, blocks=blocks)
        return Outcome(made, (page,), (PagePicture(1, b"jpeg", 1.0),))
