"""OAI-PMH 2.0 over the desk's records: `/oai`."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from lxml import etree

from pipeline.errors import RecordNotFound
from pipeline.records.record import Record
from pipeline.store.desk import Desk
from pipeline.store.harvest import Sheaf
from pipeline.store.people import Someone
from pipeline.store.queue import Filters
from pipeline.web.guard import READER
from pipeline.writers import oai
from pipeline.writers.oai import Fault, Header, Token

PAGE = 100
CONTACT = "library@example.org"
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


def router(desk: Desk) -> APIRouter:
    """The one route of the protocol."""
    routes = APIRouter()

    @routes.get("/oai", include_in_schema=False)
    def harvest(request: Request, _: Someone = READER) -> Response:
        base = str(request.url.replace(query=""))
        pairs = list(request.query_params.multi_items())
        asked = dict(pairs)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            if len(asked) != len(pairs):
                raise Fault("badArgument", "an argument was given twice")
            body: etree._Element | Fault = _body(desk, base, asked)
        except Fault as fault:
            body = fault
        return Response(oai.answer(base, now, asked, body), media_type="text/xml; charset=utf-8")

    return routes


def _body(desk: Desk, base: str, asked: dict[str, str]) -> etree._Element:
    verb = asked.get("verb", "")
    if verb not in _ALLOWED:
        raise Fault("badVerb", "the verb is missing or unknown")
    unknown = set(asked) - _ALLOWED[verb] - {"verb"}
    if unknown:
        raise Fault("badArgument", f"{verb} takes no {', '.join(sorted(unknown))}")
    if verb == "Identify":
        first = desk.harvest.page(Filters(), 1)
        earliest = _stamp(first[0].entry.changed) if first else "1970-01-01T00:00:00Z"
        return oai.identify(base, earliest, CONTACT)
    if verb == "ListMetadataFormats":
        if "identifier" in asked:
            _one(desk, asked["identifier"])
        return oai.formats()
    if verb == "ListSets":
        return oai.sets()
    if verb == "GetRecord":
        prefix = _prefix(asked)
        return oai.listing(verb, [_pair(_one(desk, asked.get("identifier", "")))], prefix, None, False)
    return _list(desk, verb, asked)


def _list(desk: Desk, verb: str, asked: dict[str, str]) -> etree._Element:
    resumed = asked.get("resumptionToken")
    if resumed is not None:
        if len(asked) > 2:
            raise Fault("badArgument", "resumptionToken stands alone")
        token = Token.parse(resumed)
    else:
        since, until = _date(asked, "from"), _date(asked, "until")
        if since and until and len(since) != len(until):
            raise Fault("badArgument", "from and until are not of one granularity")
        token = Token(_prefix(asked), 0, since, until, asked.get("set", ""))
    if token.chosen not in ("", oai.APPROVED):
        raise Fault("noRecordsMatch", "there is no such set")
    filters = Filters(state="approved" if token.chosen else "", changed_since=token.since)
    found = desk.harvest.page(filters, PAGE + 1, token.after)
    shown = [sheaf for sheaf in found[:PAGE] if _before(sheaf, token.until)]
    if not shown:
        raise Fault("noRecordsMatch", "nothing changed in that time")
    following = None
    if len(found) > PAGE and len(shown) == PAGE:
        following = token._replace(after=shown[-1].entry.seq)
    return oai.listing(verb, [_pair(s) for s in shown], token.prefix, following, resumed is not None)


def _before(sheaf: Sheaf, until: str) -> bool:
    """Whether it changed no later than `until`, a day or a second, which it includes."""
    return not until or sheaf.entry.changed[: len(until.rstrip("Z"))] <= until.rstrip("Z")


def _prefix(asked: dict[str, str]) -> str:
    prefix = asked.get("metadataPrefix")
    if not prefix:
        raise Fault("badArgument", "metadataPrefix is missing")
    if prefix not in oai.PREFIXES:
        raise Fault("cannotDisseminateFormat", f"no format '{prefix}'")
    return prefix


def _date(asked: dict[str, str], name: str) -> str:
    text = asked.get(name, "")
    if text and not _DATE.fullmatch(text):
        raise Fault("badArgument", f"{name} is no UTC date")
    return text.rstrip("Z")


def _one(desk: Desk, identifier: str) -> Sheaf:
    try:
        sheaf = desk.harvest.one(desk.records.find(identifier.removeprefix(_PREFIX)))
    except RecordNotFound:
        sheaf = None
    if sheaf is None or not identifier.startswith(_PREFIX):
        raise Fault("idDoesNotExist", "no record has this identifier")
    return sheaf


def _pair(sheaf: Sheaf) -> tuple[Header, Record | None]:
    entry = sheaf.entry
    gone = entry.state == "rejected" or entry.status == "failed"
    header = Header(
        _PREFIX + entry.key,
        _stamp(entry.changed),
        (oai.APPROVED,) if entry.state == "approved" else (),
        gone,
    )
    return header, None if gone else Record.model_validate_json(sheaf.record)


def _stamp(changed: str) -> str:
    return changed[:19] + "Z"
