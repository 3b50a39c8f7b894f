"""The queue and the search page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.store.filters import Filters
from pipeline.store.people import Someone
from pipeline.store.query import QueryFault
from pipeline.store.queue import Queued
from pipeline.store.search import Hits
from pipeline.web.claims import other_reader
from pipeline.web.guard import READER, REVIEWER, csrf
from pipeline.web.labels import BULK, REASONS
from pipeline.web.pages import Pages, filters, inside
from pipeline.web.speech import COOKIE, languages, spoken

SIZE = 50
Chosen = Annotated[Filters, Depends(filters)]


def router(pages: Pages) -> APIRouter:
    """Routes of the queue and the search."""
    routes = APIRouter()

    @routes.get("/")
    def queue(request: Request, chosen: Chosen, after: str = "", _: Someone = READER) -> Response:
        if not request.query_params:
            chosen = Filters(state="pending")
        place, offset = _cursor(after)
        rows = pages.desk.queue.page(chosen, SIZE + 1, place, offset)
        return pages.draw(
            request,
            "queue.html",
            rows=rows[:SIZE],
            more=_more(rows, chosen, offset),
            filters=chosen,
            overview=pages.desk.queue.overview(replace(chosen, sort="")),
            threshold=pages.serving.threshold,
            approvable=pages.desk.queue.approvable(chosen, pages.serving.threshold),
            intake=pages.intake,
            polled=False,
            reasons=REASONS,
            bulk_fields=BULK,
            names=[p.name for p in pages.desk.people.all() if not p.disabled],
            other_reader=other_reader,
        )

    @routes.get("/search")
    def search(
        request: Request,
        chosen: Chosen,
        q: Annotated[str, Query(max_length=400)] = "",
        page: Annotated[int, Query(ge=1, le=1000)] = 1,
        _: Someone = READER,
    ) -> Response:
        found, fault = Hits((), 0), ""
        try:
            found = pages.desk.search.find(q, SIZE, (page - 1) * SIZE, chosen)
        except QueryFault as error:
            fault = spoken(request).refusal(error)
        facts: dict[str, Any] = {
            "q": q,
            "found": found,
            "page": page,
            "size": SIZE,
            "fault": fault,
            "filters": chosen,
        }
        return pages.draw(request, "search.html", overview=pages.desk.queue.overview(Filters()), **facts)

    @routes.post("/refresh", dependencies=[Depends(csrf)])
    def refresh(_: Someone = REVIEWER) -> Response:
        pages.intake.start()
        return RedirectResponse("/", 303)

    @routes.get("/intake")
    def intake(request: Request, _: Someone = READER) -> Response:
        return pages.draw(request, "_intake.html", intake=pages.intake, polled=True)

    @routes.post("/language", dependencies=[Depends(csrf)])
    def language(
        to: Annotated[str, Form(max_length=20)], back: Annotated[str, Form(max_length=2000)] = "/"
    ) -> Response:
        response = RedirectResponse(inside(back), 303)
        if to in languages():
            response.set_cookie(COOKIE, to, max_age=365 * 86400, httponly=True, samesite="strict")
        return response

    return routes


def _more(rows: list[Queued], chosen: Filters, offset: int) -> str:
    """Where the next page of the list begins, or "" on the last."""
    if len(rows) <= SIZE:
        return ""
    last = rows[SIZE - 1].entry
    return f"~{offset + SIZE}" if chosen.sort else f"{last.need}:{last.number}"


def _cursor(after: str) -> tuple[tuple[float, int] | None, int]:
    """The place in the queue that an address names: after a (need, number), or how many rows on.

    Raises HTTPException 422 for one that there cannot be.
    """
    if not after:
        return None, 0
    if found := re.fullmatch(r"~(\d{1,7})", after):
        return None, int(found[1])
    found = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,6})?):(\d{1,9})", after)
    if not found:
        raise HTTPException(422, "There is no such place in the queue.")
    return (float(found[1]), int(found[2])), 0
