"""OAI-PMH as a validator looks at it: all verbs and errors, every answer against the protocol's schema."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pymarc
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from pipeline.records.article import Status
from pipeline.store.database import default_url
from pipeline.store.desk import Desk
from pipeline.web import oai
from pipeline.web.app import create_app
from pipeline.web.settings import Serving
from pipeline.writers.oai import JATS, TRUST, Resumption
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_json import record_json
from tests.records.hostile import CASES
from tests.records.made import record
from tests.writers.official import SCHEMAS, by_dtd, jats_dtd, mods_faults

O = "{http://www.openarchives.org/OAI/2.0/}"  # noqa: E741
COUNT = 5
DC = "http://purl.org/dc/elements/1.1/"
ELEMENTS = frozenset(
    [
        "title",
        "creator",
        "subject",
        "description",
        "publisher",
        "contributor",
        "date",
        "type",
        "format",
        "identifier",
        "source",
        "language",
        "relation",
        "coverage",
        "rights",
    ]
)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The protocol's schema; what stands in `metadata` is checked by its own format's rules."""
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "OAI-PMH.xsd")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for number, made in enumerate(
        [*(record(title={"zh": f"题名{n}"}) for n in range(COUNT - 1)), CASES["nasty"]]
    ):
        own = record().source.model_copy(update={"sha256": str(number + 1).ljust(64, "0")})
        put = made.model_copy(update={"id": f"doi:10.1234/a.{number}", "source": own, "status": Status.OK})
        (tmp_path / f"a{number}.json").write_text(record_json(put), encoding="utf-8")
    (tmp_path / ".scanglot").mkdir()
    found = Desk(default_url(tmp_path))
    found.take_in(tmp_path, record_files([tmp_path]), read_record)
    yield found
    found.close()


class Asker:
    """Asks and validates each answer."""

    def __init__(self, http: TestClient, schema: etree.XMLSchema) -> None:
        self._http, self._schema = http, schema

    def __call__(self, *pairs: tuple[str, str], post: bool = False, **asked: str) -> etree._Element:
        given = [(name.rstrip("_"), value) for name, value in asked.items()] + list(pairs)
        if post:
            form = "&".join(f"{name}={value}" for name, value in given)
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            response = self._http.post("/oai", content=form, headers=headers)
        else:
            response = self._http.get("/oai", params=given)
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/xml; charset=utf-8"
        root = etree.fromstring(response.content)
        assert self._schema.validate(root), self._schema.error_log
        return root


@pytest.fixture
def ask(desk: Desk, schema: etree.XMLSchema, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    monkeypatch.setattr(oai, "PAGE", 2)
    with TestClient(
        create_app(desk, Serving(contact="desk@library.example")), base_url="http://127.0.0.1"
    ) as http:
        yield Asker(http, schema)


def decide(desk: Desk, name: str, state: str) -> None:
    key = desk.records.find(name)
    desk.records.decide(key, desk.records.get(key).revision, state, "librarian")


def error(root: etree._Element) -> str | None:
    found = root.find(f"{O}error")
    return found.get("code") if found is not None else None


def token(root: etree._Element) -> str:
    return root.findtext(f".//{O}resumptionToken") or ""


def identifiers(root: etree._Element) -> list[str]:
    return [e.text or "" for e in root.iter(f"{O}identifier")]


def test_the_six_verbs_by_get_and_post(ask: Asker) -> None:
    first = identifiers(ask(verb="ListIdentifiers", metadataPrefix="oai_dc"))[0]
    for post in (False, True):
        who = ask(verb="Identify", post=post)
        assert who.findtext(f".//{O}granularity") == "YYYY-MM-DDThh:mm:ssZ"
        assert who.findtext(f".//{O}adminEmail") == "desk@library.example"
        assert len(ask(verb="ListMetadataFormats", post=post).findall(f".//{O}metadataFormat")) == 4
        assert ask(verb="ListSets", post=post).findtext(f".//{O}setSpec") == "approved"
        assert identifiers(ask(verb="ListIdentifiers", metadataPrefix="jats", post=post))
        assert identifiers(ask(verb="ListRecords", metadataPrefix="jats", post=post))
        got = ask(verb="GetRecord", identifier=first, metadataPrefix="oai_dc", post=post)
        assert identifiers(got)[0] == first
        assert got.find(f"{O}request").get("verb") == "GetRecord"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("badVerb", {}),
        ("badVerb", {"verb": "Nothing"}),
        ("badArgument", {"verb": "Identify", "set": "approved"}),
        ("badArgument", {"verb": "GetRecord", "metadataPrefix": "oai_dc"}),
        ("badArgument", {"verb": "GetRecord", "identifier": "oai:scanglot:x"}),
        ("badArgument", {"verb": "ListRecords"}),
        ("badArgument", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "yesterday"}),
        ("badArgument", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-13-40"}),
        ("badArgument", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": ""}),
        (
            "badArgument",
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "2026-01-01T00:00:00+01:00"},
        ),
        (
            "badArgument",
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from_": "2026-01-01",
                "until": "2026-01-02T00:00:00Z",
            },
        ),
        (
            "badArgument",
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-02-01", "until": "2026-01-01"},
        ),
        ("badArgument", {"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "x"}),
        ("badResumptionToken", {"verb": "ListSets", "resumptionToken": "x"}),
        (
            "badResumptionToken",
            {"verb": "ListRecords", "resumptionToken": Resumption("oai_dc", 2**70).encoded()},
        ),
        (
            "badResumptionToken",
            {"verb": "ListRecords", "resumptionToken": Resumption("oai_dc", 10**6).encoded()},
        ),
        ("cannotDisseminateFormat", {"verb": "ListRecords", "metadataPrefix": "marc21"}),
        (
            "idDoesNotExist",
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:scanglot:no\x00ne"},
        ),
        ("idDoesNotExist", {"verb": "ListMetadataFormats", "identifier": "urn:x"}),
        ("noRecordsMatch", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "2001-01-01"}),
        (
            "noRecordsMatch",
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2101-01-01T00:00:00Z"},
        ),
        ("noRecordsMatch", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "no:such"}),
    ],
)
def test_errors_by_their_names(ask: Asker, code: str, asked: dict[str, str]) -> None:
    root = ask(**asked)
    assert error(root) == code
    silent = code in ("badVerb", "badArgument")
    assert bool(root.find(f"{O}request").attrib) != silent  # type: ignore[union-attr]


def test_repeated_arguments(ask: Asker) -> None:
    assert error(ask(("verb", "Identify"), ("verb", "Identify"))) == "badVerb"
    twice = [("verb", "ListRecords"), ("metadataPrefix", "jats"), ("metadataPrefix", "jats")]
    assert error(ask(*twice)) == "badArgument"


def test_what_is_disseminated_satisfies_its_own_format(ask: Asker) -> None:
    for prefix in ("oai_dc", "jats", "marcxml", "mods"):
        root, count = ask(verb="ListRecords", metadataPrefix=prefix), 0
        while True:
            for metadata in root.iter(f"{O}metadata"):
                count += 1
                _check(metadata[0], prefix)
            if not token(root):
                break
            root = ask(verb="ListRecords", resumptionToken=token(root))
        assert count == COUNT


def _check(written: etree._Element, prefix: str) -> None:
    where = written.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation") or ""
    assert where.startswith(etree.QName(written).namespace or "?")
    if prefix == "oai_dc":
        names = [etree.QName(child) for child in written]
        assert all(name.namespace == DC and name.localname in ELEMENTS for name in names)
        return
    if prefix == "marcxml":
        assert len(pymarc.parse_xml_to_array(io.BytesIO(etree.tostring(written)), strict=True)) == 1
        return
    if prefix == "mods":
        assert list(mods_faults(written)) == []
        return
    assert etree.QName(written).namespace == JATS
    bare = etree.fromstring(etree.tostring(written).replace(f' xmlns="{JATS}"'.encode(), b""))
    for key in [k for k in bare.attrib if str(k).endswith("schemaLocation")]:
        del bare.attrib[key]
    assert list(by_dtd(jats_dtd(), bare)) == []


def test_a_list_goes_on_while_records_change(desk: Desk, ask: Asker) -> None:
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
    seen = identifiers(root)
    decide(desk, "doi:10.1234/a.4", "approved")
    while token(root):
        root = ask(verb="ListIdentifiers", resumptionToken=token(root))
        seen += identifiers(root)
    assert len(set(seen)) == COUNT


def test_a_list_with_an_end_does_not_end_in_an_error(desk: Desk, ask: Asker) -> None:
    last = max(s.entry.changed for s in desk.harvest.page(oai.Filters(), 10))
    end = last[:19] + "Z"
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", until=end)
    seen = identifiers(root)
    for number in range(COUNT):
        decide(desk, f"doi:10.1234/a.{number}", "approved")
    while token(root):
        root = ask(verb="ListIdentifiers", resumptionToken=token(root))
        seen += identifiers(root)
    assert error(root) is None
    # What was decided after the end of that second belongs to the next harvest, which begins there.
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=end)
    seen += identifiers(root)
    while token(root):
        root = ask(verb="ListIdentifiers", resumptionToken=token(root))
        seen += identifiers(root)
    assert len(set(seen)) == COUNT


def test_the_last_page_before_until_has_no_token(desk: Desk, ask: Asker) -> None:
    entries = [s.entry for s in desk.harvest.page(oai.Filters(), 10)]
    day = entries[0].changed[:10]
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", until=day)
    assert token(root)
    for form in (day, entries[-1].changed[:19] + "Z"):
        assert error(ask(verb="ListIdentifiers", metadataPrefix="oai_dc", until=form)) is None


def test_who_harvests_the_approved_learns_what_was_taken_back(desk: Desk, ask: Asker) -> None:
    for number, state in enumerate(("approved", "approved", "rejected")):
        decide(desk, f"doi:10.1234/a.{number}", state)
    decide(desk, "doi:10.1234/a.1", "rejected")
    headers = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set="approved").iter(f"{O}header")
    assert [(h.findtext(f"{O}setSpec"), h.get("status")) for h in headers] == [
        ("approved", None),
        ("approved", "deleted"),
    ]


def test_a_list_says_how_long_it_is(ask: Asker) -> None:
    root, sizes = ask(verb="ListIdentifiers", metadataPrefix="oai_dc"), []
    while True:
        part = root.find(f".//{O}resumptionToken")
        sizes.append((part.get("completeListSize"), part.get("cursor")))  # type: ignore[union-attr]
        if not token(root):
            break
        root = ask(verb="ListIdentifiers", resumptionToken=token(root))
    assert sizes == [("5", "0"), ("5", "2"), ("5", "4")]


def test_sets_by_language_and_journal(ask: Asker) -> None:
    sets = {
        e.findtext(f"{O}setName"): e.findtext(f"{O}setSpec") for e in ask(verb="ListSets").iter(f"{O}set")
    }
    assert sets["Articles in zh"] == "language:zh"
    journal = sets["胸部肿瘤诊疗杂志"] or ""
    assert journal.startswith("journal:!E8!83!B8")
    for spec in ("language:zh", journal):
        root = ask(verb="ListIdentifiers", metadataPrefix="mods", set=spec)
        assert {spec} <= {e.text for e in root.iter(f"{O}setSpec")}
    for none in ("language:ja", "journal:none"):
        assert error(ask(verb="ListIdentifiers", metadataPrefix="mods", set=none)) == "noRecordsMatch"


def test_only_what_is_fit_is_given_and_trust_stands_beside_it(tmp_path: Path, ask: Asker, desk: Desk) -> None:
    doubtful = record(
        id="sha256:ff", doi=None, source=record().source.model_copy(update={"sha256": "f" * 64})
    )
    (tmp_path / "f.json").write_text(record_json(doubtful), encoding="utf-8")
    desk.take_in(tmp_path, record_files([tmp_path]), read_record)

    def all_headers() -> list[str | None]:
        root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
        found = [h.get("status") for h in root.iter(f"{O}header")]
        while token(root):
            root = ask(verb="ListIdentifiers", resumptionToken=token(root))
            found += [h.get("status") for h in root.iter(f"{O}header")]
        return found

    assert all_headers() == [None] * COUNT
    decide(desk, "sha256:ff", "approved")
    assert all_headers() == [None] * (COUNT + 1)
    decide(desk, "sha256:ff", "rejected")
    decide(desk, "doi:10.1234/a.0", "rejected")
    assert sorted(all_headers(), key=str) == [None] * (COUNT - 1) + ["deleted"] * 2
    trust = ask(verb="ListRecords", metadataPrefix="oai_dc").find(f".//{{{TRUST}}}trust")
    assert trust is not None
    assert (trust.get("status"), trust.get("score"), trust.get("review")) == ("ok", "0.81", "none")
    assert "translation.draft_model" in (trust[0].text or "")
