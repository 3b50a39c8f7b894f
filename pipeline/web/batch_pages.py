"""Approving all that is above a threshold, and taking it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from pipeline.store.people import Someone
from pipeline.web.guard import REVIEWER, csrf
from pipeline.web.pages import Pages
from pipeline.web.queue_pages import Chosen

Threshold = Annotated[float, Query(ge=0.0, le=1.0)]


def router(pages: Pages) -> APIRouter:
    """Routes of the batch approval."""
    routes = APIRouter(prefix="/batch")

    @routes.get("")
    def count(request: Request, chosen: Chosen, threshold: Threshold, _: Someone = REVIEWER) -> Response:
        return pages.draw(
            request,
            "_batch.html",
            filters=chosen,
            threshold=threshold,
            approvable=pages.desk.queue.approvable(chosen, threshold),
        )

    @routes.post("", dependencies=[Depends(csrf)])
    def approve(
        request: Request,
        chosen: Chosen,
        threshold: Annotated[float, Form(ge=0.0, le=1.0)],
        who: Someone = REVIEWER,
    ) -> Response:
        batch, approved = pages.desk.queue.approve(chosen, threshold, who.name)
        return pages.draw(request, "_batch_done.html", batch=batch, approved=approved, filters=chosen)

    @routes.post("/{batch}/undo", dependencies=[Depends(csrf)])
    def undo(request: Request, batch: str, chosen: Chosen, who: Someone = REVIEWER) -> Response:
        undone = pages.desk.queue.unapprove(batch, who.name)
        return pages.draw(request, "_batch_undone.html", undone=undone, filters=chosen)

    return routes
