"""What was done in a week, and the journals that approved records name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from pipeline.store.people import Someone
from pipeline.web.guard import READER
from pipeline.web.pages import Pages


def router(pages: Pages) -> APIRouter:
    """Routes of the week's figures and of the journals."""
    routes = APIRouter()

    @routes.get("/week")
    def week(
        request: Request, day: Annotated[date | None, Query(ge=date(2000, 1, 1))] = None, _: Someone = READER
    ) -> Response:
        found = pages.desk.week(day or datetime.now(UTC).date())
        step = timedelta(days=7)
        return pages.draw(
            request, "week.html", week=found, before=found.monday - step, after=found.monday + step
        )

    @routes.get("/journals")
    def journals(request: Request, _: Someone = READER) -> Response:
        return pages.draw(request, "journals.html", journals=pages.desk.journals.all())

    return routes
