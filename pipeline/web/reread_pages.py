"""Reading a document or a region of a page again, in the background."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from pipeline.errors import StoreError
from pipeline.records.base import BBox
from pipeline.store.people import Someone
from pipeline.store.repository import Stored
from pipeline.web.further_pages import wish_of
from pipeline.web.guard import READER, REVIEWER, csrf
from pipeline.web.pages import Pages
from pipeline.web.settings import Progress, ReadAgain, Reread
from pipeline.web.speech import spoken


class Wish(BaseModel):
    """What the form asks for."""

    language: Annotated[str, Field(max_length=20)] = ""
    engine: Annotated[str, Field(pattern="^(|auto|tesseract|rapidocr)$")] = ""
    rotation: int = 0
    region: Annotated[str, Field(pattern=r"^(|\d{1,6}(,\d{1,6}){4})$")] = ""
    pages: Annotated[str, Field(max_length=40, pattern=r"^[0-9,\- ]*$")] = ""


def router(pages: Pages) -> APIRouter:
    """Routes of re-reading."""
    routes = APIRouter()

    @routes.post("/records/{key}/reread", dependencies=[Depends(csrf)])
    def reread(
        request: Request, key: str, asked: Annotated[Wish, Form()], who: Someone = REVIEWER
    ) -> Response:
        read = pages.hands.reread
        if read is None:
            raise StoreError("this desk cannot read again.", cure="Start it where the scans are.")
        stored = pages.desk.records.get(key)
        wish = _wish(stored, asked)

        def work(progress: Progress) -> ReadAgain:
            reading = read(wish, progress)
            if reading.record is not None:
                pages.desk.records.offer(key, reading.record, who.name, _settings(wish))
            return reading

        say = spoken(request).say
        title = say("page %(n)s, a region", n=wish.page) if wish.region else stored.entry.file
        task = pages.tasks.start(key, say("Reading %(what)s again", what=title), work)
        return pages.draw(request, "_task.html", task=task)

    @routes.get("/tasks/{number}")
    def task(request: Request, number: str, _: Someone = READER) -> Response:
        return pages.draw(request, "_task.html", task=pages.tasks.get(number))

    return routes


def _wish(stored: Stored, asked: Wish) -> Reread:
    numbers = [int(part) for part in asked.region.split(",")] if asked.region else []
    if asked.rotation not in {0, 90, 180, 270}:
        raise StoreError("a page is turned by 90, 180 or 270 degrees.", cure="Choose one of them.")
    if numbers and not (numbers[1] < numbers[3] and numbers[2] < numbers[4]):
        raise StoreError("the region is empty.", cure="Draw it again.")
    return replace(
        wish_of(stored, page=numbers[0] if numbers else None),
        language=asked.language,
        engine=asked.engine,
        rotation=asked.rotation,
        region=BBox(*numbers[1:]) if numbers else None,
        pages=asked.pages.replace(" ", ""),
    )


def _settings(wish: Reread) -> str:
    parts = (
        wish.language,
        wish.engine,
        f"turned by {wish.rotation}°" if wish.rotation else "",
        wish.pages and f"pages {wish.pages}",
    )
    return "read again: " + (", ".join(part for part in parts if part) or "same settings")
