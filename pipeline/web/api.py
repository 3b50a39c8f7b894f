"""The REST API for indexers: records paged by change, one record, search. Reading only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field

from pipeline.records.record import Record, released
from pipeline.store.desk import Desk
from pipeline.store.filters import Filters
from pipeline.store.harvest import Sheaf
from pipeline.store.people import Someone
from pipeline.web.guard import READER
from pipeline.web.pages import Pages
from pipeline.web.strict import Moment, StrictRoute

State = Literal["pending", "approved", "rejected"]
FAULTS: dict[int | str, dict[str, Any]] = {}


class Fault(BaseModel):
    """What went wrong."""

    detail: str


class ListedRecord(BaseModel):
    """A record on the desk: where it stands, and what it says."""

    key: str
    etag: str
    state: State
    revision: int
    changed: str
    record: Record


class RecordPage(BaseModel):
    """A page of records, oldest change first; `next` is the cursor of the page after, null on the last."""

    items: list[ListedRecord]
    next: str | None


class SearchHit(BaseModel):
    """A record that was found; `snippet` has the hits between `**`."""

    key: str
    id: str
    state: State
    title: str
    snippet: str


class SearchPage(BaseModel):
    """A page of hits, best first."""

    total: int
    hits: list[SearchHit]
    next: str | None


FAULTS.update({code: {"model": Fault} for code in (401, 422, 429)})

# Two sources may share a DOI; control characters and lone surrogates never name a record.
_ID = r"^[^\x00-\x1f\x7f]+$"


def router(desk: Desk, pages: Pages) -> APIRouter:
    """Routes of the API and its page."""
    routes = APIRouter(route_class=StrictRoute)
    _listing(routes, desk)
    _streaming(routes, desk)
    _single(routes, desk)
    _searching(routes, desk)

    @routes.get("/api", include_in_schema=False)
    def documentation(request: Request, _: Someone = READER) -> Response:
        return pages.draw(request, "api.html", schema=request.app.openapi())

    return routes


class Asked(BaseModel):
    """Which records are asked for."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(pattern=r"^[0-9]{0,15}$", description="`next` of the page before.")] = ""
    state: State | None = None
    status: Literal["ok", "needs_review", "failed"] | None = None
    language: Annotated[str | None, Field(max_length=20, description="BCP 47 code of the document.")] = None
    journal: Annotated[str | None, Field(max_length=400)] = None
    year: Annotated[int | None, Field(ge=1000, le=9999)] = None
    flag: Annotated[str | None, Field(max_length=200, description="Only records with this flag.")] = None
    doubt: Literal["machine", "offered", "failed"] | None = None
    changed_since: Annotated[
        Moment | None,
        Field(
            description="Only records changed at or after this time (ISO 8601; UTC where it names no zone)."
        ),
    ] = None

    def filters(self) -> Filters:
        """The same as the queue's filters. Raises HTTPException 422 for a time before all times."""
        since = ""
        if self.changed_since is not None:
            aware = (
                self.changed_since if self.changed_since.tzinfo else self.changed_since.replace(tzinfo=UTC)
            )
            try:
                since = aware.astimezone(UTC).isoformat(timespec="microseconds")
            except (OverflowError, ValueError):
                raise HTTPException(422, "changed_since is out of range.") from None
        return Filters(
            state=self.state or "",
            status=self.status or "",
            language=_clean(self.language),
            journal=_clean(self.journal),
            year=self.year,
            flag=_clean(self.flag),
            doubt=self.doubt or "",
            changed_since=since,
        )


def _clean(text: str | None) -> str:
    """A text that a database takes: PostgreSQL has no NUL."""
    return (text or "").replace("\x00", "\ufffd")


def _listing(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/api/records",
        response_model=RecordPage,
        responses=FAULTS | {304: {"description": "Nothing changed since that ETag."}},
        summary="Records by time of change",
    )
    def records(request: Request, asked: Annotated[Asked, Query()], _: Someone = READER) -> Response:
        found = desk.harvest.page(asked.filters(), asked.limit + 1, int(asked.cursor or 0))
        shown, more = found[: asked.limit], len(found) > asked.limit
        following = f'"{shown[-1].entry.seq}"' if more else "null"
        items = ",".join(map(_item, shown))
        headers = {"ETag": f'W/"{shown[-1].entry.seq if shown else 0}-{len(shown)}-{int(more)}"'}
        if more:
            address = request.url.include_query_params(cursor=str(shown[-1].entry.seq))
            headers["Link"] = f'<{address}>; rel="next"'
        return _json(request, f'{{"items":[{items}],"next":{following}}}', headers)


def _streaming(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/api/records.ndjson",
        response_class=Response,
        responses=FAULTS | {200: {"content": {"application/x-ndjson": {}}}},
        summary="All records that are fit for use, as lines of JSON, oldest change first",
    )
    def stream(
        changed_since: Annotated[
            Moment | None, Query(description="Only what changed at or after this time.")
        ] = None,
        cursor: Annotated[
            str, Query(pattern=r"^[0-9]{0,15}$", description="`cursor` of the last line that arrived.")
        ] = "",
        _: Someone = READER,
    ) -> Response:
        since = Asked(changed_since=changed_since).filters().changed_since
        lines = _lines(desk, Filters(once_fit=True, changed_since=since), int(cursor or 0))
        return StreamingResponse(lines, media_type="application/x-ndjson")


def _lines(desk: Desk, filters: Filters, after: int) -> Iterator[str]:
    """A line a record with its `cursor`; what is fit no longer is a line with `deleted` and without record."""
    while found := desk.harvest.page(filters, 200, after):
        for sheaf in found:
            entry = sheaf.entry
            record = Record.model_validate_json(sheaf.record)
            known = f'"cursor":"{entry.seq}","key":"{entry.key}","changed":"{entry.changed}"'
            if released(record):
                yield f'{{{known},"deleted":false,"record":{sheaf.record}}}\n'
            else:
                yield f'{{{known},"deleted":true}}\n'
        after = found[-1].entry.seq


def _single(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/api/records/{name:path}",
        response_model=Record,
        responses=FAULTS | {304: {"description": "Not changed since that ETag."}, 404: {"model": Fault}},
        summary="One record by its id or its key",
    )
    def record(
        request: Request,
        name: Annotated[str, InPath(pattern=_ID, min_length=1, max_length=400, examples=["doi:10.1234/abc"])],
        _: Someone = READER,
    ) -> Response:
        sheaf = desk.harvest.one(desk.records.find(name))
        if sheaf is None:
            raise HTTPException(404, "no record has this id.")
        changed = datetime.fromisoformat(sheaf.entry.changed)
        modified = changed.strftime("%a, %d %b %Y %H:%M:%S GMT")
        return _json(request, sheaf.record, {"ETag": _etag(sheaf), "Last-Modified": modified})


def _searching(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/api/search",
        response_model=SearchPage,
        responses=FAULTS,
        summary="Full-text search in all languages",
    )
    def search(
        q: Annotated[str, Query(max_length=400, description='Words; "phrases"; beginnings*.')],
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        cursor: Annotated[str, Query(pattern=r"^[0-9]{0,6}$")] = "",
        _: Someone = READER,
    ) -> SearchPage:
        start = int(cursor or 0)
        found = desk.search.find(q, limit, start)
        end = start + len(found.hits)
        return SearchPage(
            total=found.total,
            hits=[
                SearchHit.model_validate(
                    {
                        "key": hit.entry.key,
                        "id": hit.entry.id,
                        "state": hit.entry.state,
                        "title": hit.entry.title,
                        "snippet": "".join(f"**{t}**" if on else t for t, on in hit.snippet.pieces),
                    }
                )
                for hit in found.hits
            ],
            next=str(end) if found.hits and end < found.total else None,
        )


def _etag(sheaf: Sheaf) -> str:
    return f'"{sheaf.entry.key}-{sheaf.entry.head}"'


def _item(sheaf: Sheaf) -> str:
    """An Item as JSON around the record's JSON as it is stored."""
    entry = sheaf.entry
    etag = _etag(sheaf).replace('"', '\\"')
    return (
        f'{{"key":"{entry.key}","etag":"{etag}","state":"{entry.state}","revision":{entry.head},'
        f'"changed":"{entry.changed}","record":{sheaf.record}}}'
    )


def _json(request: Request, content: str, headers: dict[str, str]) -> Response:
    """JSON with its ETag, or 304 where the asker has it."""
    headers |= {"Cache-Control": "private, no-cache"}
    known = re.findall(r'(?:W/)?("[^"]*")', request.headers.get("if-none-match", ""))
    if headers["ETag"].removeprefix("W/") in known:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
