"""Many records at once: approving all that is above a threshold, and what is done to selected rows; both taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from pipeline.errors import StoreError
from pipeline.store.bulk import BulkResult
from pipeline.store.people import Someone
from pipeline.web.guard import REVIEWER, csrf
from pipeline.web.labels import REASONS
from pipeline.web.pages import Pages
from pipeline.web.queue_pages import Chosen

Threshold = Annotated[float, Query(ge=0.0, le=1.0)]
Text = Annotated[str, Form(max_length=2000, pattern=r"^[^\x00]*$")]
MOST = 500
"""Rows that are changed at once, at most."""


def router(pages: Pages) -> APIRouter:
    """Routes of the batch approval and of bulk changes."""
    routes = APIRouter(prefix="/batch")
    _above_a_threshold(routes, pages)

    @routes.post("/rows", dependencies=[Depends(csrf)])
    def rows(
        request: Request,
        chosen: Chosen,
        keys: Annotated[list[str], Form(max_length=MOST)],
        act: Annotated[str, Form(pattern="^(approved|rejected|pending|assign|edit)$")],
        path: Text = "",
        value: Text = "",
        who: Someone = REVIEWER,
    ) -> Response:
        clean = [key.replace("\x00", "") for key in keys]
        if act == "assign":
            return _assigned(pages, request, clean, value.strip(), chosen)
        done = _do(pages, clean, act, path, value, who.name)
        return _done_page(pages, request, done, "changed" if act == "edit" else act, chosen)

    @routes.post("/{batch}/undo", dependencies=[Depends(csrf)])
    def undo(request: Request, batch: str, chosen: Chosen, who: Someone = REVIEWER) -> Response:
        undone = pages.desk.queue.unapprove(batch, who.name)
        return pages.draw(request, "_batch_undone.html", undone=undone, filters=chosen)

    return routes


def _above_a_threshold(routes: APIRouter, pages: Pages) -> None:
    @routes.get("")
    def count(request: Request, chosen: Chosen, threshold: Threshold, _: Someone = REVIEWER) -> Response:
        approvable = pages.desk.queue.approvable(chosen, threshold)
        return pages.draw(request, "_batch.html", filters=chosen, threshold=threshold, approvable=approvable)

    @routes.post("", dependencies=[Depends(csrf)])
    def approve(
        request: Request,
        chosen: Chosen,
        threshold: Annotated[float, Form(ge=0.0, le=1.0)],
        who: Someone = REVIEWER,
    ) -> Response:
        batch, approved = pages.desk.queue.approve(chosen, threshold, who.name)
        return _done_page(pages, request, BulkResult(batch, approved), "approved", chosen)


def _do(pages: Pages, keys: list[str], act: str, path: str, value: str, who: str) -> BulkResult:
    if act != "edit":
        return pages.desk.bulk.decide(keys, act, who, "" if value == REASONS[0] else value)
    if not path:
        raise StoreError("no field was chosen.", cure="Choose the field to change.")
    return pages.desk.bulk.edit(keys, path, value, who)


def _assigned(pages: Pages, request: Request, keys: list[str], name: str, chosen: Chosen) -> Response:
    many = pages.desk.bulk.assign(keys, name)
    return pages.draw(request, "_batch_assigned.html", many=many, name=name, filters=chosen)


def _done_page(pages: Pages, request: Request, done: BulkResult, deed: str, chosen: Chosen) -> Response:
    facts = {"batch": done.batch, "approved": done.changed, "refused": done.refused, "filters": chosen}
    return pages.draw(request, "_batch_done.html", deed_done=deed, **facts)  # type: ignore[arg-type]
