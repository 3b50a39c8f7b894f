"""Logging in, and the admin's list of people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.store.people import Role, Someone
from pipeline.web.guard import ADMIN, COOKIE, READER, Guard, csrf
from pipeline.web.pages import Pages

Name = Annotated[str, Form(max_length=60)]
Password = Annotated[str, Form(max_length=1000)]


def router(pages: Pages, guard: Guard) -> APIRouter:
    """Routes of logging in and of people."""
    routes = APIRouter()
    _sessions(routes, pages, guard)
    _people(routes, pages)
    return routes


def _sessions(routes: APIRouter, pages: Pages, guard: Guard) -> None:
    @routes.get("/login")
    def login_form(request: Request, back: str = "/") -> Response:
        return pages.draw(request, "login.html", back=_inside(back), failed=False)

    @routes.post("/login", dependencies=[Depends(csrf)])
    def login(request: Request, name: Name, password: Password, back: str = Form("/")) -> Response:
        client = request.client.host if request.client else "unknown"
        if guard.logins.full(f"from {client}") or guard.logins.full(f"as {name}"):
            raise HTTPException(429, "Too many failed logins: wait five minutes.", {"Retry-After": "300"})
        secret = pages.desk.people.login(name, password)
        if secret is None:
            guard.logins.count(f"from {client}")
            guard.logins.count(f"as {name}")
            return pages.draw(request, "login.html", 403, back=_inside(back), failed=True)
        response = RedirectResponse(_inside(back), 303)
        guard.set_cookie(response, secret)
        return response

    @routes.post("/logout", dependencies=[Depends(csrf)])
    def logout(request: Request, _: Someone = READER) -> Response:
        pages.desk.people.logout(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE)
        return response


def _people(routes: APIRouter, pages: Pages) -> None:
    people = pages.desk.people

    @routes.get("/people")
    def everyone(request: Request, _: Someone = ADMIN) -> Response:
        return pages.draw(request, "people.html", people=people.all(), roles=list(Role), token="")

    @routes.post("/people", dependencies=[Depends(csrf)])
    def add(name: Name, password: Password, role: Annotated[Role, Form()], _: Someone = ADMIN) -> Response:
        people.add(name.strip(), password, role)
        return RedirectResponse("/people", 303)

    @routes.post("/people/disable", dependencies=[Depends(csrf)])
    def disable(name: Name, who: Someone = ADMIN) -> Response:
        if name == who.name:
            raise HTTPException(422, "You cannot shut yourself out.")
        people.disable(name)
        return RedirectResponse("/people", 303)

    @routes.post("/people/token", dependencies=[Depends(csrf)])
    def token(request: Request, name: Name, _: Someone = ADMIN) -> Response:
        made = people.token(name, "issued on the people page")
        return pages.draw(request, "people.html", people=people.all(), roles=list(Role), token=made)


def _inside(back: str) -> str:
    """An address on this desk, whatever was asked for."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
