"""The rest of the document: pictures of pages that were not read, the scanned file itself, a second article in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import FileResponse, Response

from pipeline.errors import RecordNotFound, StoreError
from pipeline.store.people import Someone
from pipeline.store.repository import Stored
from pipeline.web.guard import ADMIN, READER, REVIEWER, csrf
from pipeline.web.pages import Pages
from pipeline.web.settings import Progress, ReadAgain, Reread
from pipeline.web.speech import spoken


def router(pages: Pages) -> APIRouter:
    """Routes of further pages and of the source."""
    routes = APIRouter(prefix="/records")

    @routes.get("/{key}/further/{number}.jpg")
    def further(key: str, number: int, _: Someone = READER) -> Response:
        stored = pages.desk.records.get(key)
        if pages.hands.page is None or not 1 <= number <= (stored.record.source.page_count or 0):
            raise RecordNotFound("there is no such page.", where=f"{key} page {number}")
        path = pages.hands.page(wish_of(stored, page=number))
        return FileResponse(path, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    @routes.get("/{key}/source")
    def source(key: str, _: Someone = READER) -> Response:
        stored = pages.desk.records.get(key)
        if pages.hands.source is None:
            raise RecordNotFound("this desk has no scans.", where=key)
        path = pages.hands.source(wish_of(stored))
        media = stored.record.source.media_type or "application/octet-stream"
        return FileResponse(
            path, media_type=str(media), filename=path.name, content_disposition_type="inline"
        )

    @routes.post("/{key}/place", dependencies=[Depends(csrf)])
    def place(
        request: Request,
        key: str,
        place: Annotated[str, Form(min_length=1, max_length=1000, pattern=r"^[^\x00-\x1f]*$")],
        _: Someone = ADMIN,
    ) -> Response:
        if pages.hands.place is None:
            raise RecordNotFound("this desk has no scans.", where=key)
        found = pages.hands.place(wish_of(pages.desk.records.get(key)), place)
        said = spoken(request).say("Found: %(file)s. The other scans are looked for there, too.", file=found)
        return pages.draw(request, "_notice.html", message=said, status=200)

    @routes.post("/{key}/split", dependencies=[Depends(csrf)])
    def split(
        request: Request, key: str, page: Annotated[int, Form(ge=2, le=100_000)], _: Someone = REVIEWER
    ) -> Response:
        part = pages.hands.split
        if part is None:
            raise StoreError("this desk cannot read again.", cure="Start it where the scans are.")
        wish = wish_of(pages.desk.records.get(key), page=page)

        def work(progress: Progress) -> ReadAgain:
            return ReadAgain(split=part(wish, progress))

        title = spoken(request).say("Reading the article from page %(n)s on", n=page)
        return pages.draw(request, "_task.html", task=pages.tasks.start(key, title, work))

    return routes


def wish_of(stored: Stored, page: int | None = None) -> Reread:
    """The document of a stored record, as hands are asked for it."""
    entry = stored.entry
    return Reread(
        folder=Path(entry.root),
        path=entry.path,
        file=entry.file,
        sha256=stored.record.source.sha256,
        page=page,
    )
