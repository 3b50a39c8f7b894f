"""Logging in, and the admin's list of people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.store.people import DeskRole, Someone
from pipeline.web.guard import ADMIN, COOKIE, READER, Guard, csrf, over_tls
from pipeline.web.pages import Pages, inside

Name = Annotated[str, Form(max_length=60, pattern=r"^[^\x00]*$")]
Password = Annotated[str, Form(max_length=1000)]
Number = Annotated[str, Form(pattern=r"^[0-9a-f]{16}$")]


def router(pages: Pages, guard: Guard) -> APIRouter:
    """Routes of logging in and of people."""
    routes = APIRouter()
    _sessions(routes, pages, guard)
    _oneself(routes, pages, guard)
    _people(routes, pages)
    return routes


def _sessions(routes: APIRouter, pages: Pages, guard: Guard) -> None:
    @routes.get("/login")
    def login_form(request: Request, back: str = "/") -> Response:
        return pages.draw(request, "login.html", back=inside(back), failed=False)

    @routes.post("/login", dependencies=[Depends(csrf)])
    def login(request: Request, name: Name, password: Password, back: str = Form("/")) -> Response:
        # By name and place: who guesses at a name elsewhere does not lock its owner out.
        client = request.client.host if request.client else "unknown"
        here = f"{name} from {client}"
        if guard.logins.full(here) or guard.doors.full(client):
            raise HTTPException(429, "Too many failed logins: wait five minutes.", {"Retry-After": "300"})
        secret = pages.desk.people.login(name, password)
        if secret is None:
            guard.logins.count(here)
            guard.doors.count(client)
            return pages.draw(request, "login.html", 403, back=inside(back), failed=True)
        response = RedirectResponse(inside(back), 303)
        guard.set_cookie(response, secret, over_tls(request))
        return response

    @routes.post("/logout", dependencies=[Depends(csrf)])
    def logout(request: Request, _: Someone = READER) -> Response:
        pages.desk.people.logout(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE)
        return response


def _oneself(routes: APIRouter, pages: Pages, guard: Guard) -> None:
    people = pages.desk.people

    @routes.get("/me")
    def me(request: Request, who: Someone = READER) -> Response:
        return pages.draw(request, "me.html", tokens=people.tokens(who.name), token="")

    @routes.post("/me/password", dependencies=[Depends(csrf)])
    def password(request: Request, old: Password, new: Password, who: Someone = READER) -> Response:
        client = request.client.host if request.client else "unknown"
        if guard.logins.full(f"{who.name} from {client}"):
            raise HTTPException(429, "Too many failed logins: wait five minutes.", {"Retry-After": "300"})
        secret = people.change_password(who.name, old, new)
        if secret is None:
            guard.logins.count(f"{who.name} from {client}")
            raise HTTPException(422, "The old password is wrong.")
        response = RedirectResponse("/me", 303)
        guard.set_cookie(response, secret, over_tls(request))
        return response

    @routes.post("/me/token", dependencies=[Depends(csrf)])
    def token(request: Request, label: Name, who: Someone = READER) -> Response:
        made = people.token(who.name, label)
        return pages.draw(request, "me.html", tokens=people.tokens(who.name), token=made)

    @routes.post("/me/withdraw", dependencies=[Depends(csrf)])
    def withdraw(number: Number, who: Someone = READER) -> Response:
        people.withdraw(number, who.name)
        return RedirectResponse("/me", 303)


def _people(routes: APIRouter, pages: Pages) -> None:
    people = pages.desk.people

    def page(request: Request, token: str = "") -> Response:
        return pages.draw(
            request,
            "people.html",
            people=people.all(),
            roles=list(DeskRole),
            tokens=people.tokens(),
            token=token,
        )

    @routes.get("/people")
    def everyone(request: Request, _: Someone = ADMIN) -> Response:
        return page(request)

    @routes.post("/people", dependencies=[Depends(csrf)])
    def add(
        name: Name, password: Password, role: Annotated[DeskRole, Form()], _: Someone = ADMIN
    ) -> Response:
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
        return page(request, people.token(name, "issued on the people page"))

    @routes.post("/people/withdraw", dependencies=[Depends(csrf)])
    def withdraw(number: Number, _: Someone = ADMIN) -> Response:
        people.withdraw(number)
        return RedirectResponse("/people", 303)
