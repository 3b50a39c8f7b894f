"""`scanglot review`: the review desk over a folder of records."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.cli.rereading import Scans
    from pipeline.store.desk import Desk
    from pipeline.store.folder import Imported
    from pipeline.web.settings import Hands, Serving


LEAST_SECRET = 16


def review(
    out: Annotated[Path, typer.Argument(help="Folder that 'scanglot run' wrote.", file_okay=False)],
    db: Annotated[
        str,
        typer.Option(help="Database: sqlite:///FILE or postgresql://USER@HOST/NAME.", envvar="SCANGLOT_DB"),
    ] = "",
    host: Annotated[
        str, typer.Option(help="Address to serve on; any but loopback needs a login.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port to serve on; 0 takes one that is free.", min=0, max=65535)
    ] = 8765,
    login: Annotated[
        bool, typer.Option("--login", help="Demand a login on loopback, too (for a proxy in front).")
    ] = False,
    proxy: Annotated[
        str, typer.Option(help="Address of the proxy in front, whose X-Forwarded headers are believed.")
    ] = "",
    name: Annotated[str, typer.Option(help="Your name on revisions, where nobody logs in.")] = "",
    contact: Annotated[
        str, typer.Option(help="E-mail address that OAI-PMH harvesters are given.", envvar="SCANGLOT_CONTACT")
    ] = "library@example.org",
    translation_memory: Annotated[
        Path | None, typer.Option(help="Memory that sentence pairs are kept in (default: OUT's own).")
    ] = None,
    glossary: Annotated[
        Path | None, typer.Option(help="Glossary (CSV) that terms are kept in (default: OUT's own).")
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(help="Folder of the scans, where they are no longer where the run found them."),
    ] = None,
    add_person: Annotated[
        str, typer.Option(help="Add a person who may log in (the password is asked for), then exit.")
    ] = "",
    role: Annotated[str, typer.Option(help="Role of that person: reader, reviewer or admin.")] = "reviewer",
) -> None:
    """Review and correct records in the browser.

    Example: scanglot review outputs --port 0
    """
    from pipeline.cli.rereading import Scans
    from pipeline.stages.check.again import check_again
    from pipeline.store.database import default_url
    from pipeline.store.desk import Desk

    if not out.is_dir():
        raise SettingsError("there is no such folder.", where=str(out), cure="Run 'scanglot run' first.")
    desk = Desk(db or default_url(out), check_again)
    try:
        if add_person:
            _add_person(desk, add_person, role)
        else:
            hands = _hands(desk, out, Scans(sources, translation_memory, glossary))
            serving = _serving(desk, host, name, login=login or bool(proxy))
            facts = {"contact": contact, "proxy": proxy, **_programs()}
            _serve(desk, replace(serving, **facts), hands, (host, port))
    finally:
        desk.close()


def _programs() -> dict[str, Any]:
    """What the settings say of other programs: who may read the API, who is told of approvals. Raises SettingsError."""
    from pipeline.cli.configuration import configuration

    found = configuration().review
    if found.webhooks and len(found.webhook_secret) < LEAST_SECRET:
        raise SettingsError(
            "webhooks need a secret to be signed with.",
            cure=f"Set review.webhook_secret ({LEAST_SECRET} characters or more) in scanglot.toml or the environment.",
        )
    return {"origins": found.origins, "webhooks": found.webhooks, "secret": found.webhook_secret}


def _add_person(desk: Desk, name: str, role: str) -> None:
    from pipeline.store.people import DeskRole

    if role not in list(DeskRole):
        raise SettingsError(f"'{role}' is no role.", cure=f"Known: {', '.join(DeskRole)}.")
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    desk.people.add(name, password, DeskRole(role))
    typer.echo(f"{name} may log in as {role}.")


def _serving(desk: Desk, host: str, name: str, *, login: bool = False) -> Serving:
    """Without a login on loopback; with one anywhere else. Raises SettingsError where nobody could log in."""
    from pipeline.web.settings import LOOPBACK, Serving

    if host in LOOPBACK and not login:
        return Serving(name=name or getpass.getuser())
    if not desk.people.count():
        raise SettingsError(
            "a login is demanded, and nobody may log in yet.",
            where=host,
            cure="Add someone first: scanglot review OUT --add-person NAME --role admin.",
        )
    return Serving(login=True, hosts=())


def _serve(desk: Desk, serving: Serving, hands: Hands, address: tuple[str, int]) -> None:
    import uvicorn

    from pipeline.web.app import create_app

    with _bound(*address) as door:
        host, port = door.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"Review desk: http://{shown}:{port}/  (Ctrl+C ends it)")
        config = uvicorn.Config(
            create_app(desk, serving, hands),
            log_level="warning",
            server_header=False,
            proxy_headers=bool(serving.proxy),
            forwarded_allow_ips=serving.proxy or None,
        )
        uvicorn.Server(config).run([door])


def _bound(host: str, port: int) -> socket.socket:
    """The address, taken, before anybody is told of it. Raises SettingsError where it is not to be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        cure = "Take another with --port, or any that is free with --port 0."
        raise SettingsError(
            f"cannot be served on ({error.strerror}).", where=f"{host}:{port}", cure=cure
        ) from error


def _hands(desk: Desk, out: Path, scans: Scans) -> Hands:
    from pipeline.cli.moved import remember
    from pipeline.store.remembered import keep_sentence, keep_term
    from pipeline.web.settings import Hands
    from pipeline.writers.record_files import HIDDEN, put_reviewed, read_record, reading_file, record_files

    def refresh(told: Callable[[Imported], None]) -> Imported:
        found = desk.take_in(out, record_files([out]), read_record, reading_file, told)
        typer.echo(_import_told(found))
        return found

    pairs = scans.memory or out / HIDDEN / "memory.sqlite"
    terms = scans.glossary or out / HIDDEN / "glossary.csv"
    scans = replace(scans, memory=pairs, glossary=terms)
    return Hands(
        refresh=refresh,
        publish=lambda: desk.standing.write(put_reviewed),
        reread=scans.reread,
        split=partial(scans.split, desk),
        page=scans.page,
        source=scans.source,
        place=remember,
        sentence=lambda *said: keep_sentence(pairs, *said),
        term=lambda *said: keep_term(terms, *said),
    )


def _import_told(found: Imported) -> str:
    counts = {
        "new": found.new,
        "renewed": found.renewed,
        "offered beside reviewed ones": found.offered,
        "unchanged": found.unchanged,
        "duplicates": len(found.duplicates),
        "not records": len(found.unreadable),
    }
    return (
        "Records: "
        + (", ".join(f"{count} {what}" for what, count in counts.items() if count) or "none")
        + "."
    )
