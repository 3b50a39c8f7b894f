"""What all pages share: templates, who is looking, filters in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.store.desk import Desk
from pipeline.store.people import Role, Someone
from pipeline.store.queue import DOUBTS, STATES, Filters
from pipeline.web.guard import csrf_token
from pipeline.web.labels import label_of
from pipeline.web.settings import Hands, Serving
from pipeline.web.tasks import Tasks
from pipeline.writers.formats import FORMATS


class Pages:
    """Draws templates, and holds what routes need."""

    def __init__(self, desk: Desk, serving: Serving, hands: Hands, tasks: Tasks) -> None:
        self.desk, self.serving, self.hands, self.tasks = desk, serving, hands, tasks
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["label"] = label_of
        self._templates.filters["when"] = lambda at: at[:16].replace("T", " ")
        self._templates.filters["query"] = query_of
        self._templates.filters["zip"] = zip
        self._templates.globals["formats"] = tuple(FORMATS)
        self._templates.globals["many"] = {name for name, chosen in FORMATS.items() if chosen.many}

    def draw(self, request: Request, template: str, code: int = 200, **facts: object) -> Response:
        """A template as an answer."""
        someone: Someone | None = getattr(request.state, "someone", None)
        content = self._templates.get_template(template).render(
            request=request,
            someone=someone,
            may_edit=someone is not None and someone.role.covers(Role.REVIEWER),
            may_rule=someone is not None and someone.role.covers(Role.ADMIN),
            login=self.serving.login,
            csrf=csrf_token(request),
            **facts,
        )
        return HTMLResponse(content, code, {"Cache-Control": "no-store"})

    def error(self, request: Request, code: int, message: str) -> Response:
        """What went wrong, as a page or as a notice inside one."""
        partial = "hx-request" in request.headers
        return self.draw(
            request, "_notice.html" if partial else "error.html", code, message=message, status=code
        )


def filters(
    state: Annotated[str, Query()] = "",
    status: Annotated[str, Query()] = "",
    language: Annotated[str, Query()] = "",
    journal: Annotated[str, Query()] = "",
    year: Annotated[str, Query()] = "",
    flag: Annotated[str, Query()] = "",
    doubt: Annotated[str, Query()] = "",
) -> Filters:
    """The queue's filters from the address; values that make no sense are left out."""
    return Filters(
        state=state if state in STATES else "",
        status=status[:40],
        language=language[:40],
        journal=journal[:400],
        year=int(year) if year.isascii() and year.isdecimal() and len(year) <= 4 else None,
        flag=flag[:200],
        doubt=doubt if doubt in DOUBTS else "",
    )


def query_of(chosen: Filters, **changes: object) -> str:
    """The filters as the end of an address: `?state=pending`, or nothing."""
    values: Mapping[str, object] = asdict(chosen) | changes
    text = urlencode({name: str(value) for name, value in values.items() if value})
    return f"?{text}" if text else ""
