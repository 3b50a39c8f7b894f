"""The record page: one document beside its picture, corrected field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, Field

from pipeline.errors import RecordNotFound, StoreError
from pipeline.languages import languages
from pipeline.records.article import Kind
from pipeline.records.paths import FieldPath
from pipeline.store.contents import contents
from pipeline.store.edits import NewValue
from pipeline.store.people import DeskRole, Someone
from pipeline.store.repository import EditConflict, Stored
from pipeline.store.sectioning import LABELS
from pipeline.web import page_files
from pipeline.web.claims import free_before
from pipeline.web.guard import READER, REVIEWER, csrf
from pipeline.web.labels import JUMPS, REASONS
from pipeline.web.pages import Pages
from pipeline.web.queue_pages import Chosen
from pipeline.web.record_view import record_view
from pipeline.web.speech import spoken

Base = Annotated[int, Form(ge=1, le=2**31 - 1)]
Path = Annotated[str, Form(max_length=200, pattern=r"^[^\x00]*$")]


class EditForm(BaseModel):
    """A correction as the page sends it."""

    base: Annotated[int, Field(ge=1, le=2**31 - 1)]
    path: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
    value: Annotated[str, Field(max_length=100_000)] = ""
    start: Annotated[int | None, Field(ge=0)] = None
    expected: Annotated[str, Field(max_length=100_000)] = ""

    def wish(self) -> NewValue:
        """The edit; browsers send line ends as CR LF."""
        return NewValue(
            path=self.path,
            value=self.value.replace("\r\n", "\n"),
            start=self.start,
            expected=self.expected.replace("\r\n", "\n"),
        )


def router(pages: Pages) -> APIRouter:
    """Routes of the record page."""
    routes = APIRouter(prefix="/records")
    _showing(routes, pages)
    _editing(routes, pages)
    _deciding(routes, pages)
    return routes


def panel(pages: Pages, request: Request, key: str) -> Response:
    """The right half of the record page, anew."""
    return pages.draw(request, "_panel.html", **_facts(pages, request, pages.desk.records.get(key)))


def _facts(pages: Pages, request: Request, stored: Stored) -> dict[str, Any]:
    reader = request.state.someone.name if request.state.someone else ""
    return {
        "view": record_view(stored, spoken(request).say, reader),
        "hands": pages.hands,
        "section_labels": LABELS,
        "journals": pages.desk.journals.offers(stored.record),
        "codes": tuple(languages()),
    }


def _offers(pages: Pages, key: str, path: str) -> tuple[str, ...]:
    """What approved records of the same or a like journal have for a journal's name or ISSN."""
    top, code = FieldPath(path).top, FieldPath(path).language or ""
    if top not in {"journal", "issn"}:
        return ()
    found = pages.desk.journals.offers(pages.desk.records.get(key).record)
    values = (j.issn if top == "issn" else j.names.get(code) for j in found)
    return tuple(dict.fromkeys(v for v in values if v))


def _showing(routes: APIRouter, pages: Pages) -> None:
    @routes.get("/{key}")
    def record(request: Request, key: str, chosen: Chosen, who: Someone = READER) -> Response:
        if pages.serving.login and who.role.covers(DeskRole.REVIEWER):
            pages.desk.records.claim(key, who.name, until=free_before())
        stored = pages.desk.records.get(key)
        before, after = pages.desk.queue.neighbours(stored.entry, chosen)
        return pages.draw(
            request,
            "record.html",
            **_facts(pages, request, stored),
            jumps=JUMPS,
            reasons=REASONS,
            filters=chosen,
            before=before,
            after=after,
        )

    @routes.get("/{key}/panel")
    def again(request: Request, key: str, _: Someone = READER) -> Response:
        return panel(pages, request, key)

    @routes.get("/{key}/pages/{number}.jpg")
    def picture(key: str, number: int, _: Someone = READER) -> Response:
        path = page_files.picture(pages.desk.records.get(key).entry, number)
        if path is None:
            raise RecordNotFound("there is no picture of that page.", where=f"{key} page {number}")
        return FileResponse(path, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    @routes.get("/{key}/history")
    def history(request: Request, key: str, _: Someone = READER) -> Response:
        stored = pages.desk.records.get(key)
        steps = pages.desk.records.history(key)
        return pages.draw(request, "_history.html", steps=steps, key=key, revision=stored.revision)


def _editing(routes: APIRouter, pages: Pages) -> None:
    desk = pages.desk

    @routes.get("/{key}/edit")
    def form(
        request: Request,
        key: str,
        base: Annotated[int, Query(ge=1, le=2**31 - 1)],
        path: Annotated[str, Query(max_length=200)],
        start: Annotated[int | None, Query(ge=0)] = None,
        length: Annotated[int, Query(ge=0)] = 0,
        _: Someone = REVIEWER,
    ) -> Response:
        # The value as the page showed it, however many revisions came since: saving it then tells of them.
        value = contents(desk.records.at(key, base)).get(path, "")
        if start is not None:
            value = value[start : start + length]
        facts: dict[str, Any] = {"key": key, "revision": base, "path": path, "start": start}
        choices = tuple(Kind) if path == "kind" else ()
        offers = _offers(pages, key, path) if start is None else ()
        return pages.draw(request, "_edit.html", value=value, choices=choices, offers=offers, **facts)

    @routes.post("/{key}/edit", dependencies=[Depends(csrf)])
    def edit(
        request: Request, key: str, form: Annotated[EditForm, Form()], who: Someone = REVIEWER
    ) -> Response:
        wish = form.wish()
        try:
            desk.records.edit(key, form.base, wish, who.name)
        except EditConflict as conflict:
            return pages.draw(request, "_conflict.html", 409, conflict=conflict, wish=wish, key=key)
        return panel(pages, request, key)

    _settling(routes, pages)


def _settling(routes: APIRouter, pages: Pages) -> None:
    desk = pages.desk

    def simple(name: str, act: Callable[[str, int, str, str], int]) -> None:
        @routes.post(f"/{{key}}/{name}", dependencies=[Depends(csrf)], name=name)
        def do(request: Request, key: str, base: Base, path: Path, who: Someone = REVIEWER) -> Response:
            act(key, base, path, who.name)
            return panel(pages, request, key)

    simple("confirm", desk.records.confirm)
    simple("printed", desk.records.printed)

    @routes.post("/{key}/unrepair", dependencies=[Depends(csrf)])
    def unrepair(request: Request, key: str, base: Base, path: Path, who: Someone = REVIEWER) -> Response:
        record = desk.records.get(key).record
        evidence = record.evidence.get(path)
        if evidence is None or not evidence.repairs:
            raise StoreError(f"{path} was not repaired.", cure="Reload the page.")
        said = evidence.saying(contents(record).get(path, ""))
        desk.records.edit(key, base, NewValue(path=path, value=said.unmended), who.name)
        return panel(pages, request, key)

    @routes.post("/{key}/settle", dependencies=[Depends(csrf)])
    def settle(
        request: Request, key: str, base: Base, code: Path, path: Path = "", who: Someone = REVIEWER
    ) -> Response:
        desk.records.settle(key, base, code, path, who.name)
        return panel(pages, request, key)

    @routes.post("/{key}/take", dependencies=[Depends(csrf)])
    def take(
        request: Request,
        key: str,
        base: Base,
        paths: Annotated[list[str] | None, Form()] = None,
        who: Someone = REVIEWER,
    ) -> Response:
        desk.records.take(key, base, tuple(paths or ()), who.name)
        return panel(pages, request, key)


def _deciding(routes: APIRouter, pages: Pages) -> None:
    desk = pages.desk

    @routes.post("/{key}/decide", dependencies=[Depends(csrf)])
    def decide(
        key: str,
        base: Base,
        state: Annotated[str, Form(pattern="^(approved|rejected|pending)$")],
        note: Annotated[str, Form(max_length=400, pattern=r"^[^\x00]*$")] = "",
        who: Someone = REVIEWER,
    ) -> Response:
        made = desk.records.decide(key, base, state, who.name, "" if note == REASONS[0] else note)
        return Response(status_code=204, headers={"X-Revision": str(made)})

    @routes.post("/{key}/undo", dependencies=[Depends(csrf)])
    def undo(request: Request, key: str, base: Base, who: Someone = REVIEWER) -> Response:
        desk.records.undo(key, base, who.name)
        return panel(pages, request, key)

    @routes.post("/{key}/restore", dependencies=[Depends(csrf)])
    def restore(
        request: Request,
        key: str,
        base: Base,
        number: Annotated[int, Form(ge=1, le=2**31 - 1)],
        who: Someone = REVIEWER,
    ) -> Response:
        desk.records.restore(key, base, number, who.name)
        return panel(pages, request, key)

    @routes.post("/{key}/remember", dependencies=[Depends(csrf)])
    def remember(
        request: Request,
        key: str,
        kind: Annotated[str, Form(pattern="^(sentence|term)$")],
        source: Annotated[str, Form(min_length=1, max_length=2000)],
        target: Annotated[str, Form(min_length=1, max_length=4000)],
        languages: Annotated[str, Form(pattern=r"^[A-Za-z-]{2,20}>[A-Za-z-]{2,20}$")],
        _: Someone = REVIEWER,
    ) -> Response:
        desk.records.find(key)
        keep = pages.hands.sentence if kind == "sentence" else pages.hands.term
        if keep is None:
            raise StoreError(
                "this desk has no translation memory.", cure="Start it with --memory or --glossary."
            )
        one, other = languages.split(">")
        keep(source.strip(), target.strip(), one, other)
        say, pair = spoken(request).say, f"{source} = {target}"
        sentence = kind == "sentence"
        said = (
            say("Kept in the translation memory: %(pair)s", pair=pair)
            if sentence
            else say("Kept in the glossary: %(pair)s", pair=pair)
        )
        return pages.draw(request, "_notice.html", message=said, status=200)
