"""Exports over HTTP: the formats of `scanglot export`, streamed from the desk's records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response, StreamingResponse

from pipeline.records.article import Status
from pipeline.records.record import Record, released
from pipeline.store.desk import Desk
from pipeline.store.people import Someone
from pipeline.web.api import FAULTS, Fault
from pipeline.web.guard import READER
from pipeline.web.strict import Moment, StrictRoute
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.opensearch import TEMPLATES, template_text

MANY = tuple(name for name, chosen in FORMATS.items() if chosen.many)
Only = Literal["approved", "fit", "all"]
Wanted = Annotated[str, Query(max_length=400, description="One record only, by its id or key.")]


def router(desk: Desk) -> APIRouter:
    """`/api/export/{format}`."""
    routes = APIRouter(route_class=StrictRoute)

    @routes.get(
        "/api/export/{name}",
        response_class=Response,
        responses=FAULTS | {200: {"content": {"text/plain": {}}}, 404: {"model": Fault}},
        summary="Records in a library's format",
    )
    def export(
        name: str,
        _: Someone = READER,
        only: Annotated[Only, Query(description="Which records; fit: in order or approved.")] = "approved",
        changed_since: Moment | None = None,
        record: Wanted = "",
    ) -> Response:
        if name in TEMPLATES:
            return Response(template_text(name), media_type="application/json")
        if name not in FORMATS:
            raise HTTPException(404, f"no format '{name}'; there are {', '.join(FORMATS)}.")
        chosen = FORMATS[name]
        headers = {"Content-Disposition": f'attachment; filename="records{chosen.suffix}"'}
        media = f"{chosen.media_type}; charset=utf-8"
        if record:
            found = [_one(desk, record)]
            return Response("".join(stream(chosen, found)), media_type=media, headers=headers)
        if name not in MANY:
            raise HTTPException(422, f"{name} is one file a record: name it with record=ID.")
        since = _moment(changed_since)
        return StreamingResponse(stream(chosen, _good(desk, only, since)), media_type=media, headers=headers)

    return routes


def _good(desk: Desk, only: Only, since: str) -> Iterator[Record]:
    for record in desk.harvest.stream(only == "approved", since):
        if record.status is not Status.FAILED and (only != "fit" or released(record)):
            yield record


def _one(desk: Desk, name: str) -> Record:
    sheaf = desk.harvest.one(desk.records.find(name.replace("\x00", "")))
    if sheaf is None:
        raise HTTPException(404, "no record has this id.")
    return Record.model_validate_json(sheaf.record)


def _moment(changed_since: datetime | None) -> str:
    if changed_since is None:
        return ""
    aware = changed_since if changed_since.tzinfo else changed_since.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).isoformat(timespec="microseconds")
    except (OverflowError, ValueError):
        raise HTTPException(422, "changed_since is out of range.") from None
