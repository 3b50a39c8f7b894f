"""OAI-PMH harvested by a real client (sickle) from a real server on loopback."""

from __future__ import annotations

import csv
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from sickle import Sickle
from sickle.oaiexceptions import CannotDisseminateFormat, IdDoesNotExist, NoRecordsMatch

from pipeline.store.database import default_url
from pipeline.store.desk import Desk
from pipeline.web import oai
from pipeline.web.app import create_app
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_json import record_json
from tests.records.made import record

COUNT = 7


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for number in range(COUNT):
        made = record(
            status="ok",
            id=f"doi:10.1234/a.{number}",
            doi=f"10.1234/a.{number}",
            source=record().source.model_copy(
                update={"sha256": f"{number + 1}".ljust(64, "0"), "file": f"a{number}.pdf"}
            ),
        )
        (tmp_path / f"a{number}.json").write_text(record_json(made), encoding="utf-8")
    (tmp_path / ".scanglot").mkdir()
    found = Desk(default_url(tmp_path))
    found.take_in(tmp_path, record_files([tmp_path]), read_record)
    yield found
    found.close()


def decide(desk: Desk, name: str, state: str) -> None:
    key = desk.records.find(name)
    desk.records.decide(key, desk.records.get(key).revision, state, "librarian")


@pytest.fixture
def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sickle]:
    monkeypatch.setattr(oai, "PAGE", 3)
    server = uvicorn.Server(uvicorn.Config(create_app(desk), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Sickle(f"http://127.0.0.1:{port}/oai")
    server.should_exit = True
    thread.join(5)


@pytest.mark.parametrize("prefix", ["oai_dc", "jats", "marcxml", "mods"])
def test_everything_is_harvested_over_resumption_tokens(client: Sickle, prefix: str) -> None:
    found = list(client.ListRecords(metadataPrefix=prefix))
    assert len({r.header.identifier for r in found}) == COUNT
    assert all("联合治疗的疗效" in r.raw for r in found)


def test_withdrawn_records_are_deleted_headers_and_sets_hold_the_approved(desk: Desk, client: Sickle) -> None:
    decide(desk, "doi:10.1234/a.1", "rejected")
    decide(desk, "doi:10.1234/a.2", "approved")
    headers = list(client.ListIdentifiers(metadataPrefix="oai_dc"))
    assert sum(h.deleted for h in headers) == 1
    approved = list(client.ListRecords(metadataPrefix="oai_dc", set="approved"))
    assert [r.metadata["identifier"] for r in approved] == [["https://doi.org/10.1234/a.2"]]


def test_single_record_dates_and_faults(client: Sickle) -> None:
    first = next(iter(client.ListIdentifiers(metadataPrefix="oai_dc")))
    assert (
        client.GetRecord(identifier=first.identifier, metadataPrefix="jats").header.identifier
        == first.identifier
    )
    assert client.Identify().granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert [f.metadataPrefix for f in client.ListMetadataFormats()] == ["oai_dc", "jats", "marcxml", "mods"]
    with pytest.raises(NoRecordsMatch):
        client.ListRecords(metadataPrefix="oai_dc", until="2001-01-01")
    with pytest.raises(IdDoesNotExist):
        client.GetRecord(identifier="oai:scanglot:none", metadataPrefix="oai_dc")
    with pytest.raises(CannotDisseminateFormat):
        client.ListRecords(metadataPrefix="marc21")


def test_exports_stream_from_the_desk(desk: Desk) -> None:
    decide(desk, "doi:10.1234/a.3", "approved")
    with TestClient(create_app(desk), base_url="http://127.0.0.1") as http:
        queue = http.get("/?state=").text
        assert '<a href="/api/export/ris" download>ris</a>' in queue
        assert "/api/export/jats" not in queue
        key = desk.records.find("doi:10.1234/a.3")
        link = f"/api/export/jats?record={key}"
        assert link in http.get(f"/records/{key}").text
        assert "<article" in http.get(link).text
        approved = http.get("/api/export/ris")
        assert approved.text.count("TY  - JOUR") == 1
        assert http.get("/api/export/csv?only=all").text.count("\n") == COUNT + 1
        fit = list(csv.DictReader(http.get("/api/export/csv?only=fit").text.splitlines()))
        assert {row["status"] == "ok" or row["review"] == "approved" for row in fit} == {True}
        assert approved.text.count("ER  - ") < len(fit) <= COUNT
        assert "<article" in http.get("/api/export/jats?record=doi:10.1234/a.3").text
        assert http.get("/api/export/jats").status_code == 422
        assert http.get("/api/export/marc21").status_code == 404
