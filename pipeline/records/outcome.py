"""What reading one document yields: the record, and what the report and the review page show beside it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.record import Record
from pipeline.records.text import PageText


@dataclass(frozen=True)
class PagePicture:
    """A page as a person sees it, JPEG; `scale` times the record's pixels gives the picture's pixels."""

    number: int
    jpeg: bytes
    scale: float


@dataclass(frozen=True)
class Outcome:
    """The record of one document, the text of the pages that were read, and their pictures."""

    record: Record
    pages: tuple[PageText, ...] = ()
    pictures: tuple[PagePicture, ...] = ()
