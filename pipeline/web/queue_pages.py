"""The queue and the search page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.store.people import Someone
from pipeline.store.queue import Filters
from pipeline.web.guard import READER, REVIEWER, csrf
from pipeline.web.pages import Pages, filters

SIZE = 50
Chosen = Annotated[Filters, Depends(filters)]


def router(pages: Pages) -> APIRouter:
    """Routes of the queue and the search."""
    routes = APIRouter()

    @routes.get("/")
    def queue(request: Request, chosen: Chosen, after: str = "", _: Someone = READER) -> Response:
        if not request.query_params:
            chosen = Filters(state="pending")
        rows = pages.desk.queue.page(chosen, SIZE + 1, _cursor(after))
        last = rows[SIZE - 1].entry if len(rows) > SIZE else None
        return pages.draw(
            request,
            "queue.html",
            rows=rows[:SIZE],
            more=f"{last.need}:{last.number}" if last else "",
            filters=chosen,
            overview=pages.desk.queue.overview(chosen),
            threshold=pages.serving.threshold,
            approvable=pages.desk.queue.approvable(chosen, pages.serving.threshold),
            refreshable=pages.hands.refresh is not None,
        )

    @routes.get("/search")
    def search(
        request: Request,
        q: Annotated[str, Query(max_length=400)] = "",
        page: Annotated[int, Query(ge=1, le=1000)] = 1,
        _: Someone = READER,
    ) -> Response:
        found = pages.desk.search.find(q, SIZE, (page - 1) * SIZE)
        return pages.draw(request, "search.html", q=q, found=found, page=page, size=SIZE)

    @routes.post("/refresh", dependencies=[Depends(csrf)])
    def refresh(_: Someone = REVIEWER) -> Response:
        if pages.hands.refresh is not None:
            pages.hands.refresh()
        return RedirectResponse("/", 303)

    return routes


def _cursor(after: str) -> tuple[float, int] | None:
    need, _, number = after.partition(":")
    try:
        return float(need), int(number)
    except ValueError:
        return None
