"""OAI-PMH 2.0 over the desk's records: `/oai`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from pipeline.errors import RecordNotFound
from pipeline.records.record import Record
from pipeline.store.desk import Desk
from pipeline.store.filters import Filters
from pipeline.store.harvest import Sheaf
from pipeline.store.people import Someone
from pipeline.web.guard import READER
from pipeline.writers import oai
from pipeline.writers.oai import ChosenSet, Header, OaiFault, Resumption

PAGE = 100
_LISTS = ("ListRecords", "ListIdentifiers")
_ALLOWED = {
    "Identify": set[str](),
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "GetRecord": {"identifier", "metadataPrefix"},
    **{verb: {"metadataPrefix", "from", "until", "set", "resumptionToken"} for verb in _LISTS},
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
_PREFIX = "oai:scanglot:"
ANY = ChosenSet()
_MOST = 100_000
"""Bytes of arguments, at most."""


def router(desk: Desk, contact: str) -> APIRouter:
    """The one route of the protocol, by GET or by POST, as it asks."""
    routes = APIRouter()

    @routes.get("/oai", include_in_schema=False)
    def harvest(request: Request, _: Someone = READER) -> Response:
        return _response(desk, contact, request, list(request.query_params.multi_items()))

    @routes.post("/oai", include_in_schema=False)
    async def harvest_by_form(request: Request, _: Someone = READER) -> Response:
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST:
                return Response("too long", 413)
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        return await run_in_threadpool(_response, desk, contact, request, pairs)

    return routes


def _response(desk: Desk, contact: str, request: Request, pairs: list[tuple[str, str]]) -> Response:
    base = str(request.url.replace(query=""))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    asked = {name: value.replace("\x00", "") for name, value in pairs}
    try:
        body: Element | OaiFault = _body(desk, (base, contact), asked, [name for name, _ in pairs])
    except OaiFault as fault:
        body = fault
    return Response(oai.answer(base, now, asked, body), media_type="text/xml; charset=utf-8")


def _body(desk: Desk, us: tuple[str, str], asked: dict[str, str], names: list[str]) -> Element:
    verb = _verb(asked, names)
    if verb == "Identify":
        first = desk.harvest.page(Filters(), 1)
        earliest = _stamp(first[0].entry.changed) if first else "1970-01-01T00:00:00Z"
        return oai.identify(us[0], earliest, us[1])
    if verb == "ListMetadataFormats":
        if "identifier" in asked:
            _one(desk, asked["identifier"])
        return oai.formats()
    if verb == "ListSets":
        if "resumptionToken" in asked:
            raise OaiFault("badResumptionToken", "the list of sets is given whole")
        facets = desk.queue.overview(Filters()).facets
        return oai.sets(*([f.value for f in facets[name]] for name in ("language", "journal")))
    if verb == "GetRecord":
        if not asked.get("identifier"):
            raise OaiFault("badArgument", "identifier is missing")
        prefix = _prefix(asked)
        return oai.listing(verb, [_pair(_one(desk, asked["identifier"]))], prefix, None, None)
    return _list(desk, verb, asked)


def _verb(asked: dict[str, str], names: list[str]) -> str:
    """The verb, once it is known that it may have these arguments."""
    verb = asked.get("verb", "")
    if verb not in _ALLOWED or names.count("verb") > 1:
        raise OaiFault("badVerb", "the verb is missing, unknown or repeated")
    unknown = set(asked) - _ALLOWED[verb] - {"verb"}
    if unknown:
        raise OaiFault("badArgument", f"{verb} takes no {', '.join(sorted(unknown))}")
    if len(asked) != len(names):
        raise OaiFault("badArgument", "an argument was given twice")
    return verb


def _list(desk: Desk, verb: str, asked: dict[str, str]) -> Element:
    resumed = "resumptionToken" in asked
    token = _resumed(asked) if resumed else _asked(asked)
    filters = _filters(token)
    if not resumed:
        token = token._replace(total=desk.harvest.count(filters))
    found = desk.harvest.page(filters, PAGE + 1, token.after)
    if resumed and not found:
        # What was left has changed since, past `until`: given all the same, or a harvest would end in an error.
        found = desk.harvest.page(replace(filters, changed_until=""), PAGE + 1, token.after)
    if not found:
        raise OaiFault("badResumptionToken" if resumed else "noRecordsMatch", "nothing changed in that time")
    shown = found[:PAGE]
    given = token.given + len(shown)
    following = token._replace(after=shown[-1].entry.seq, given=given) if len(found) > PAGE else None
    pairs = [_pair(sheaf, ChosenSet.parse(token.chosen)) for sheaf in shown]
    return oai.listing(verb, pairs, token.prefix, following, token if resumed else None)


def _filters(token: Resumption) -> Filters:
    """What a list takes: records that are fit or once were, in the set, changed in that time."""
    chosen = ChosenSet.parse(token.chosen)
    approved = chosen.kind == oai.APPROVED
    return Filters(
        once_approved=approved,
        once_fit=not approved,
        language=chosen.value if chosen.kind == "language" else "",
        journal=chosen.value if chosen.kind == "journal" else "",
        changed_since=token.since,
        changed_until=token.until,
    )


def _resumed(asked: dict[str, str]) -> Resumption:
    if len(asked) > 2:
        raise OaiFault("badArgument", "resumptionToken stands alone")
    return Resumption.parse(asked["resumptionToken"])


def _asked(asked: dict[str, str]) -> Resumption:
    since, until = _date(asked, "from"), _date(asked, "until")
    if since and until and len(since) != len(until):
        raise OaiFault("badArgument", "from and until are not of one granularity")
    if since and until and since > until:
        raise OaiFault("badArgument", "from is later than until")
    chosen = asked.get("set", "")
    token = Resumption(_prefix(asked), 0, since, until, chosen)
    ChosenSet.parse(chosen)
    return token


def _prefix(asked: dict[str, str]) -> str:
    prefix = asked.get("metadataPrefix")
    if not prefix:
        raise OaiFault("badArgument", "metadataPrefix is missing")
    if prefix not in oai.PREFIXES:
        raise OaiFault("cannotDisseminateFormat", f"no format '{prefix}'")
    return prefix


def _date(asked: dict[str, str], name: str) -> str:
    text = asked.get(name)
    if text is None:
        return ""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        text = ""
    if not _DATE.fullmatch(text):
        raise OaiFault("badArgument", f"{name} is no UTC date")
    return text.rstrip("Z")


def _one(desk: Desk, identifier: str) -> Sheaf:
    try:
        sheaf = desk.harvest.one(desk.records.find(identifier.removeprefix(_PREFIX)))
    except RecordNotFound:
        sheaf = None
    if sheaf is None or not identifier.startswith(_PREFIX):
        raise OaiFault("idDoesNotExist", "no record has this identifier")
    return sheaf


def _pair(sheaf: Sheaf, chosen: ChosenSet = ANY) -> tuple[Header, Record | None]:
    """Header and record; what is not fit for use is deleted, and to who harvests the approved, what is no longer one."""
    entry = sheaf.entry
    approved = entry.state == "approved"
    gone = entry.status == "failed" or not (approved or (entry.state == "pending" and entry.status == "ok"))
    gone = gone or (chosen.kind == oai.APPROVED and not approved)
    sets = [ChosenSet(oai.APPROVED)] if approved or chosen.kind == oai.APPROVED else []
    sets += [ChosenSet(kind, value) for kind in ("language", "journal") if (value := getattr(entry, kind))]
    header = Header(_PREFIX + entry.key, _stamp(entry.changed), tuple(one.spec for one in sets), gone)
    return header, None if gone else Record.model_validate_json(sheaf.record)


def _stamp(changed: str) -> str:
    return changed[:19] + "Z"
