"""What all pages share: templates, who is looking, filters in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.store.desk import Desk
from pipeline.store.filters import DOUBTS, SORTS, Filters
from pipeline.store.people import DeskRole, Someone
from pipeline.store.queue import STATES
from pipeline.web.deeds import deed, sentence
from pipeline.web.guard import csrf_token
from pipeline.web.intake import Intake
from pipeline.web.labels import label_of
from pipeline.web.settings import Hands, Serving
from pipeline.web.speech import languages, spoken
from pipeline.web.tasks import Tasks
from pipeline.writers.formats import FORMATS


@cache
def _templates() -> Environment:
    """The templates, read once for all desks of a process."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"when": lambda at: at[:16].replace("T", " "), "query": query_of, "zip": zip}
    found.globals["formats"] = tuple(FORMATS)
    found.globals["many"] = {name for name, chosen in FORMATS.items() if chosen.many}
    return found


class Pages:
    """Draws templates, and holds what routes need."""

    def __init__(self, desk: Desk, serving: Serving, hands: Hands, tasks: Tasks) -> None:
        self.desk, self.serving, self.hands, self.tasks = desk, serving, hands, tasks
        self.intake = Intake(hands.refresh)

    def draw(self, request: Request, template: str, code: int = 200, **facts: object) -> Response:
        """A template as an answer."""
        someone: Someone | None = getattr(request.state, "someone", None)
        speech = spoken(request)
        content = (
            _templates()
            .get_template(template)
            .render(
                request=request,
                someone=someone,
                may_edit=someone is not None and someone.role.covers(DeskRole.REVIEWER),
                may_rule=someone is not None and someone.role.covers(DeskRole.ADMIN),
                login=self.serving.login,
                csrf=csrf_token(request),
                speech=speech,
                languages=languages(),
                _=speech.say,
                count=speech.count,
                label=partial(label_of, say=speech.say),
                sentence=partial(sentence, say=speech.say),
                deed=partial(deed, say=speech.say),
                **facts,
            )
        )
        return HTMLResponse(content, code, {"Cache-Control": "no-store"})

    def error(self, request: Request, code: int, message: str) -> Response:
        """What went wrong, as a page or as a notice inside one."""
        partial = "hx-request" in request.headers
        return self.draw(
            request, "_notice.html" if partial else "error.html", code, message=message, status=code
        )


def filters(request: Request) -> Filters:
    """The queue's filters from the address; values that make no sense are left out."""

    def asked(name: str, known: Sequence[str] = (), most: int = 40) -> str:
        value = request.query_params.get(name, "")[:most]
        return value if not known or value.removeprefix("-") in known else ""

    year = asked("year")
    return Filters(
        state=asked("state", STATES),
        status=asked("status"),
        language=asked("language"),
        journal=asked("journal", most=400),
        year=int(year) if year.isascii() and year.isdecimal() and len(year) <= 4 else None,
        flag=asked("flag", most=200),
        doubt=asked("doubt", DOUBTS),
        assigned=asked("assigned", most=60),
        sort=asked("sort", SORTS),
    )


def query_of(chosen: Filters, **changes: object) -> str:
    """The filters as the end of an address: `?state=pending`, or nothing."""
    values: Mapping[str, object] = vars(chosen) | changes
    text = urlencode({name: str(value) for name, value in values.items() if value})
    return f"?{text}" if text else ""


def inside(back: str) -> str:
    """An address on this desk, whatever was asked for."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
