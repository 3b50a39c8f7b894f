"""OAI-PMH answers."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.writers.oai import NAMESPACE, Header, OaiFault, Resumption, answer, formats, listing
from tests.records.made import record

O = f"{{{NAMESPACE}}}"  # noqa: E741
HEADER = Header("oai:scanglot:a", "2026-11-22T10:00:00Z", ("approved",), False)


def test_a_token_survives_the_way_there_and_back() -> None:
    token = Resumption("jats", 200, "2026-01-01", "", "approved")
    assert Resumption.parse(token.encoded()) == token


@pytest.mark.parametrize("text", ["", "x", "bm90IGpzb24=", Resumption("marc21").encoded()])
def test_a_foreign_token_is_refused(text: str) -> None:
    with pytest.raises(OaiFault) as raised:
        Resumption.parse(text)
    assert raised.value.code == "badResumptionToken"


def test_records_carry_only_what_is_printed_in_dublin_core() -> None:
    text = answer(
        "http://x/oai",
        "now",
        {"verb": "ListRecords"},
        listing("ListRecords", [(HEADER, record())], "oai_dc", None, None),
    )
    assert "联合治疗的疗效" in text
    assert "To study the effect" not in text


def test_a_withdrawn_record_is_a_header_only() -> None:
    element = listing(
        "ListRecords", [(HEADER._replace(deleted=True), None)], "jats", Resumption("jats", 9), None
    )
    assert element.find(f".//{O}header").get("status") == "deleted"  # type: ignore[union-attr]
    assert element.find(f".//{O}metadata") is None
    assert element.findtext(f"{O}resumptionToken")


def test_errors_and_formats() -> None:
    text = answer("http://x/oai", "now", {"verb": "No"}, OaiFault("badVerb", "the verb is unknown"))
    root = etree.fromstring(text.encode())
    assert root.find(f"{O}error").get("code") == "badVerb"  # type: ignore[union-attr]
    assert dict(root.find(f"{O}request").attrib) == {}  # type: ignore[union-attr]
    assert [e.text for e in formats().iter(f"{O}metadataPrefix")] == ["oai_dc", "jats", "marcxml", "mods"]
