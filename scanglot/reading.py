"""A record that was just read, with its pages, as a notebook shows them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from pydantic import PrivateAttr

from pipeline.records.outcome import Outcome
from pipeline.records.record import Record
from pipeline.store.contents import contents


@dataclass(frozen=True)
class Page:
    """A page that was read: its text in reading order, its picture (JPEG, where there is one), a box for each field.

    Boxes are (record path, left, top, right, bottom) in pixels of the upright page, `width` by `height`.
    """

    number: int
    width: int
    height: int
    text: str
    jpeg: bytes | None = None
    boxes: tuple[tuple[str, int, int, int, int], ...] = ()

    def _repr_html_(self) -> str:
        """The picture with the boxes of the fields over it, or the text where there is no picture."""
        if self.jpeg is None:
            return f"<pre>{escape(self.text)}</pre>"
        marks = "".join(
            f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" fill="#38f2" stroke="#36c" '
            f'stroke-width="3"><title>{escape(path)}</title></rect>'
            for path, left, top, right, bottom in self.boxes
        )
        return (
            f'<svg viewBox="0 0 {self.width} {self.height}" style="max-width:48em;border:1px solid #ccc">'
            f'<image width="{self.width}" height="{self.height}" '
            f'href="data:image/jpeg;base64,{b64encode(self.jpeg).decode()}"/>{marks}</svg>'
        )


class Reading(Record):
    """A record as `Record` is (docs/record.md), with the pages that it was read from."""

    _pages: tuple[Page, ...] = PrivateAttr(default=())

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were read."""
        return self._pages

    def _repr_html_(self) -> str:
        """Every value in a table: machine text in italics, confidence beside it, flags above."""
        flags = "".join(
            f"<li><b>{escape(f.severity)}</b> <code>{escape(f.code)}</code> {escape(f.path)} {escape(f.message)}</li>"
            for f in self.quality.flags
        )
        return (
            f"<p><b>{escape(self.source.file)}</b>: {self.status.value}, {self.quality.grade} "
            f"({self.quality.score:.2f})</p><ul>{flags}</ul>"
            f'<table><tbody style="text-align:left">{"".join(self._rows())}</tbody></table>'
        )

    def _rows(self) -> Iterator[str]:
        for path, value in contents(self).items():
            said = self.evidence.get(path)
            shown = escape(value)
            if path in self.translated:
                shown = f"<i>{shown}</i> (machine)"
            sure = f"{said.confidence:.0%}" if said else ""
            yield f"<tr><th>{escape(path)}</th><td>{shown}</td><td>{sure}</td></tr>"


def reading_of(outcome: Outcome) -> Reading:
    """The record of an outcome with its pages."""
    record = outcome.record
    found = Reading(**{name: getattr(record, name) for name in Record.model_fields})
    pictures = {picture.number: picture.jpeg for picture in outcome.pictures}
    found._pages = tuple(
        Page(
            number=page.number,
            width=page.width,
            height=page.height,
            text="\n".join(line.text for line in page.lines),
            jpeg=pictures.get(page.number),
            boxes=tuple((path, *e.bbox) for path, e in record.evidence.items() if e.page == page.number),
        )
        for page in outcome.pages
    )
    return found
