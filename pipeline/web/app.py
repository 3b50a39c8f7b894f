"""The desk as a web application: pages, API, static files, one way to say what went wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as AnyHttpException

from pipeline import __version__
from pipeline.errors import RecordNotFound, RevisionConflict, ScanglotError
from pipeline.store.database import BadValue
from pipeline.store.desk import Desk
from pipeline.web import (
    api,
    batch_pages,
    desk_pages,
    exports,
    further_pages,
    oai,
    people_pages,
    queue_pages,
    record_pages,
    reread_pages,
)
from pipeline.web.guard import Guard
from pipeline.web.pages import Pages
from pipeline.web.publishing import Publisher
from pipeline.web.settings import Hands, Serving
from pipeline.web.speech import spoken
from pipeline.web.strict import open_to_programs
from pipeline.web.tasks import Tasks
from pipeline.web.webhooks import Webhooks

Next = Callable[[Request], Awaitable[Response]]


def create_app(desk: Desk, serving: Serving | None = None, hands: Hands | None = None) -> FastAPI:
    """The application over a desk."""
    serving, hands = serving or Serving(), hands or Hands()
    publisher = Publisher(hands.publish)
    pages = Pages(desk, serving, hands, Tasks())
    webhooks = Webhooks(desk, serving.webhooks, serving.secret)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        pages.intake.start()
        yield
        await run_in_threadpool(publisher.close)
        await run_in_threadpool(webhooks.close)

    app = FastAPI(
        lifespan=living,
        title="scanglot",
        version=__version__,
        description="Bilingual abstract records as they stand on the review desk.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    guard = Guard(desk, serving)
    app.middleware("http")(guard)
    app.middleware("http")(_published(publisher, webhooks))
    open_to_programs(app, serving.origins)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.include_router(api.router(desk, pages))
    app.include_router(exports.router(desk))
    app.include_router(oai.router(desk, serving.contact))
    for room in (queue_pages, desk_pages, batch_pages, record_pages, reread_pages, further_pages):
        app.include_router(room.router(pages), include_in_schema=False)
    app.include_router(people_pages.router(pages, guard), include_in_schema=False)
    _say_what_went_wrong(app, pages)
    return app


def _published(*told: Publisher | Webhooks) -> Callable[[Request, Next], Awaitable[Response]]:
    async def tell(request: Request, call_next: Next) -> Response:
        response = await call_next(request)
        if request.method == "POST" and response.status_code < 400:
            for one in told:
                one.changed()
        return response

    return tell


def _say_what_went_wrong(app: FastAPI, pages: Pages) -> None:
    @app.exception_handler(ScanglotError)
    def ours(request: Request, error: ScanglotError) -> Response:
        code = (
            404 if isinstance(error, RecordNotFound) else 409 if isinstance(error, RevisionConflict) else 422
        )
        return _answer(request, code, str(error) if _is_api(request) else spoken(request).refusal(error))

    @app.exception_handler(OverflowError)
    @app.exception_handler(BadValue)
    def beyond(request: Request, _: Exception) -> Response:
        return _answer(request, 422, "A value is larger than the database can take.")

    @app.exception_handler(AnyHttpException)
    def http(request: Request, error: HTTPException) -> Response:
        page = request.method == "GET" and "hx-request" not in request.headers
        if error.status_code == 401 and page and not _is_api(request):
            back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?back={quote(back)}", 303)
        return _answer(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return _answer(request, 422, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")

    def _answer(request: Request, code: int, message: str, headers: object = None) -> Response:
        if _is_api(request):
            return JSONResponse({"detail": message}, code, dict(headers or {}))  # type: ignore[call-overload]
        return pages.error(request, code, spoken(request).told(message))


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(("/api/", "/oai"))
