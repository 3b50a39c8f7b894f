"""A source document, its pages, and the pictures of pages on their way to recognition."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pipeline.records.base import IDENTITY, Frozen, PageNumber, Transform

Pixels = NDArray[np.uint8]
"""A picture: (height, width) grey or (height, width, 3) BGR."""


class MediaType(StrEnum):
    """What kinds of source we read, by content and never by file name alone."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    JPEG2000 = "image/jp2"
    TEXT = "text/plain"


class Source(Frozen):
    """The file a record comes from: `path` as given, `name` its last part, its content's hash and size in bytes."""

    path: str
    name: str
    sha256: str
    media_type: MediaType
    size: int


class PageInfo(Frozen):
    """One page before it is rendered: its size in PDF points as displayed."""

    number: PageNumber
    width: float
    height: float


class Document(Frozen):
    """A source that can be read, with all its pages; `copy_forbidden` where its owner forbids to take out its text.

    `attached` are the names of files inside it, as a portfolio has them; they are not read.
    """

    source: Source
    pages: tuple[PageInfo, ...]
    copy_forbidden: bool = False
    attached: tuple[str, ...] = ()


class Complaint(Frozen):
    """What a program said of a page that may have cost text: a flag's code, what is wrong, and what to do."""

    code: str
    what: str
    cure: str


@dataclass(frozen=True)
class RenderedPage:
    """A page as rendered: the picture, how many pixels an inch has, and what the renderer complained of."""

    number: int
    pixels: Pixels
    dpi: float
    complaints: tuple[Complaint, ...] = ()


@dataclass(frozen=True)
class CleanPage:
    """A page upright and cleaned for recognition; `pixels` is grey.

    `picture` is the same upright page as a person wants to see it (grey or BGR, same size as `pixels`).
    `transform` takes pixels of this page to pixels of the rendered page; `steps` names what was done.
    """

    number: int
    pixels: Pixels
    picture: Pixels
    dpi: float
    transform: Transform = IDENTITY
    steps: tuple[str, ...] = field(default=())
