"""Who is asking and what they may do: sessions, roles, CSRF, rates, and the headers every answer carries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from threading import Lock
from urllib.parse import unquote, urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from pipeline.store.desk import Desk
from pipeline.store.people import SESSION_HOURS, DeskRole, Someone
from pipeline.web.settings import Serving

COOKIE = "scanglot_desk"
OAI = "/oai"
"""Where harvesters ask; what they ask wrongly is answered in the protocol's own words."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_PROXIED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


class RateLimit:
    """At most `most` events in `seconds` for each name."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._seen: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def full(self, name: str) -> bool:
        """Whether the name has used up its events."""
        with self._lock:
            return len(self._recent(name)) >= self._most

    def count(self, name: str) -> bool:
        """Count an event; False where it is one too many."""
        with self._lock:
            recent = self._recent(name)
            if len(recent) >= self._most:
                return False
            recent.append(self._clock())
            if len(self._seen) > 10_000:
                self._seen = defaultdict(deque, {n: d for n, d in self._seen.items() if self._recent(n)})
            return True

    def _recent(self, name: str) -> deque[float]:
        recent = self._seen[name]
        while recent and recent[0] < self._clock() - self._seconds:
            recent.popleft()
        return recent


class Guard:
    """Stands before every request."""

    def __init__(self, desk: Desk, serving: Serving) -> None:
        self._desk, self._serving = desk, serving
        self.logins = RateLimit(5, 300.0)
        self.doors = RateLimit(30, 300.0)
        self._requests = RateLimit(600, 60.0)

    async def __call__(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Refuse strange hosts and floods, find out who asks, and put the security headers on the answer."""
        refused = self._refused(request)
        if refused is not None:
            return _headed(refused)
        secret = request.cookies.get(COOKIE, "")
        fresh = "" if secret else secrets.token_urlsafe(32)
        request.state.secret = secret or fresh
        request.state.someone = self._someone(request, secret)
        response = await call_next(request)
        if fresh and not request.url.path.startswith(("/api/", "/static/")) and COOKIE not in _set(response):
            self.set_cookie(response, fresh, over_tls(request))
        return _headed(response)

    def set_cookie(self, response: Response, secret: str, secure: bool) -> None:
        """Hand the browser its session; under TLS it is never sent without."""
        response.set_cookie(
            COOKIE,
            secret,
            max_age=SESSION_HOURS * 3600,
            httponly=True,
            samesite="strict",
            secure=secure,
        )

    def _refused(self, request: Request) -> Response | None:
        if request.url.path != OAI and "\x00" in unquote(request.url.path + (request.url.query or "")):
            return JSONResponse({"detail": "An address holds no NUL."}, 422)
        if not self._serving.login and _forwarded(request):
            return PlainTextResponse(
                "This desk asks nobody to log in, and a proxy passes strangers on to it: start it with --login.",
                403,
            )
        name = (urlsplit("//" + request.headers.get("host", "")).hostname or "").lower()
        if self._serving.hosts and name not in self._serving.hosts:
            return PlainTextResponse("This desk does not answer to that host name.", 400)
        if self._serving.login and not self._requests.count(_client(request)):
            return PlainTextResponse("Too many requests: wait a minute.", 429, {"Retry-After": "60"})
        return None

    def _someone(self, request: Request, secret: str) -> Someone | None:
        if not self._serving.login:
            return Someone(self._serving.name, DeskRole.ADMIN)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self._desk.people.whose(token, token=True)
        return self._desk.people.whose(secret) if secret else None


def over_tls(request: Request) -> bool:
    """Whether the browser speaks TLS, by our own socket or by the word of the named proxy."""
    return request.url.scheme == "https"


def _forwarded(request: Request) -> bool:
    """Whether a proxy stands between: by its headers, or by HTTP/1.0, which nginx speaks and no browser does."""
    spoken: str = request.scope.get("http_version", "1.1")
    return spoken == "1.0" or any(name in request.headers for name in _PROXIED)


def _set(response: Response) -> str:
    return response.headers.get("set-cookie", "")


def _headed(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _client(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def csrf_token(request: Request) -> str:
    """The token that forms of this session carry: a one-way image of the session's secret."""
    return hashlib.sha256(b"csrf:" + str(request.state.secret).encode()).hexdigest()


async def csrf(request: Request) -> None:
    """Refuse a change that no page of ours asked for."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "This request comes from another site.")
    sent = request.headers.get("x-csrf-token") or (await request.form()).get("csrf")
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), csrf_token(request).encode()):
        raise HTTPException(403, "The page is out of date: reload it.")


def at_least(role: DeskRole) -> Callable[[Request], Someone]:
    """A dependency that yields who asks, if their role covers `role`."""

    def check(request: Request) -> Someone:
        someone: Someone | None = request.state.someone
        if someone is None:
            raise HTTPException(401, "Log in first.")
        if not someone.role.covers(role):
            raise HTTPException(403, f"This needs the role {role.value}.")
        return someone

    return check


READER = Depends(at_least(DeskRole.READER))
REVIEWER = Depends(at_least(DeskRole.REVIEWER))
ADMIN = Depends(at_least(DeskRole.ADMIN))
