"""Reading a document or a region of a page again, in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from pipeline.errors import StoreError
from pipeline.records.base import BBox
from pipeline.store.people import Someone
from pipeline.store.repository import Stored
from pipeline.web.guard import READER, REVIEWER, csrf
from pipeline.web.pages import Pages
from pipeline.web.settings import Progress, Reading, Reread


def router(pages: Pages) -> APIRouter:
    """Routes of re-reading."""
    routes = APIRouter()

    @routes.post("/records/{key}/reread", dependencies=[Depends(csrf)])
    def reread(
        request: Request,
        key: str,
        language: Annotated[str, Form(max_length=20)] = "",
        engine: Annotated[str, Form(pattern="^(|auto|tesseract|rapidocr)$")] = "",
        rotation: Annotated[int, Form()] = 0,
        region: Annotated[str, Form(pattern=r"^(|\d+(,\d+){4})$")] = "",
        who: Someone = REVIEWER,
    ) -> Response:
        read = pages.hands.reread
        if read is None:
            raise StoreError("this desk cannot read again.", cure="Start it with --sources FOLDER.")
        stored = pages.desk.records.get(key)
        wish = _wish(stored, language, engine, rotation, region)

        def work(progress: Progress) -> Reading:
            reading = read(wish, progress)
            if reading.record is not None:
                pages.desk.records.offer(key, reading.record, who.name, _settings(wish))
            return reading

        title = f"page {wish.page}, a region" if wish.region else stored.entry.file
        task = pages.tasks.start(key, f"Reading {title} again", work)
        return pages.draw(request, "_task.html", task=task)

    @routes.get("/tasks/{number}")
    def task(request: Request, number: str, _: Someone = READER) -> Response:
        return pages.draw(request, "_task.html", task=pages.tasks.get(number))

    return routes


def _wish(stored: Stored, language: str, engine: str, rotation: int, region: str) -> Reread:
    numbers = [int(part) for part in region.split(",")] if region else []
    if rotation not in {0, 90, 180, 270}:
        raise StoreError("a page is turned by 90, 180 or 270 degrees.", cure="Choose one of them.")
    if numbers and not (numbers[1] < numbers[3] and numbers[2] < numbers[4]):
        raise StoreError("the region is empty.", cure="Draw it again.")
    return Reread(
        folder=Path(stored.entry.root),
        path=stored.entry.path,
        file=stored.entry.file,
        sha256=stored.record.source.sha256,
        language=language,
        engine=engine,
        rotation=rotation,
        page=numbers[0] if numbers else None,
        region=BBox(*numbers[1:]) if numbers else None,
    )


def _settings(wish: Reread) -> str:
    parts = (wish.language, wish.engine, f"turned by {wish.rotation}°" if wish.rotation else "")
    return "read again: " + (", ".join(part for part in parts if part) or "same settings")
