"""What every route of the API keeps to: no unknown parameters, answers compressed, other origins only by setting."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from datetime import datetime
from difflib import get_close_matches
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.routing import APIRoute
from pydantic import BeforeValidator
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

LEAST = 1000
"""Bytes from which an answer is compressed."""
_OPEN = ("/api/", "/oai")
"""Paths that hold no forms or tokens: compressed, and for other origins where these are named."""


def _no_number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[\d._]+(?:e[+-]?\d+)?\s*", value, re.IGNORECASE):
        raise ValueError("a time is written as in 2026-11-01 or 2026-11-01T12:00:00Z.")
    return value


Moment = Annotated[datetime, BeforeValidator(_no_number)]
"""An ISO 8601 time; a bare number, which might be seconds or a slip, is none."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRoute(APIRoute):
    """Refuses query parameters that it does not know, so that a misspelt filter is no silent \"all\"."""

    def get_route_handler(self) -> Handler:
        """The route's handler behind the check."""
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            known = self._parameters(request.app)
            for name in request.query_params:
                if name not in known:
                    near = get_close_matches(name, known, n=1)
                    raise HTTPException(422, f"no parameter '{name}'." + _hint(near, known))
            return await handle(request)

        return checked

    def _parameters(self, app: FastAPI) -> list[str]:
        described = app.openapi()["paths"].get(self.path_format, {})
        method = next(iter(self.methods or {"GET"})).lower()
        return [p["name"] for p in described.get(method, {}).get("parameters", ()) if p["in"] == "query"]


def _hint(near: list[str], known: list[str]) -> str:
    if near:
        return f" Did you mean '{near[0]}'?"
    return f" There are: {', '.join(known)}." if known else " It takes none."


class OnlyApi:
    """A middleware for the API's paths; the others pass by."""

    def __init__(self, app: ASGIApp, inner: Callable[[ASGIApp], ASGIApp]) -> None:
        self._app, self._inner = app, inner(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Through the middleware, or past it."""
        ours = scope["type"] == "http" and scope["path"].startswith(_OPEN)
        await (self._inner if ours else self._app)(scope, receive, send)


def open_to_programs(app: FastAPI, origins: tuple[str, ...]) -> None:
    """Compress the API's answers, and let pages of these origins read them (`*`: of any); none without."""
    app.add_middleware(OnlyApi, inner=lambda inner: GZipMiddleware(inner, minimum_size=LEAST))
    if origins:
        app.add_middleware(
            OnlyApi,
            inner=lambda inner: CORSMiddleware(
                inner,
                allow_origins=origins,
                allow_methods=("GET",),
                allow_headers=("Authorization", "If-None-Match"),
                expose_headers=("ETag", "Link", "Last-Modified"),
            ),
        )
