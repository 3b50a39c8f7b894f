"""The API: pages, filters, ETags, harvesting, and every path under schemathesis."""

from __future__ import annotations

import json

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import GenerationMode

from pipeline.records.record import Record
from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.web.app import create_app
from pipeline.web.settings import Serving
from tests.web.conftest import KEY, here


def test_records_are_paged_by_change(client: TestClient, desk: Desk) -> None:
    first = client.get("/api/records?limit=2")
    assert len(first.json()["items"]) == 2
    assert 'rel="next"' in first.headers["link"]
    rest = client.get("/api/records", params={"limit": 2, "cursor": first.json()["next"]}).json()
    assert (len(rest["items"]), rest["next"]) == (1, None)
    desk.records.edit(KEY, 1, NewValue(path="year", value="2024"), "ann")
    last = client.get("/api/records").json()["items"][-1]
    assert (last["key"], last["record"]["year"], last["revision"]) == (KEY, 2024, 2)


def test_filters_and_changed_since(client: TestClient, desk: Desk) -> None:
    desk.records.decide(KEY, 1, "approved", "ann")
    approved = client.get("/api/records?state=approved").json()["items"]
    assert [item["key"] for item in approved] == [KEY]
    changed = approved[0]["changed"]
    since = client.get("/api/records", params={"changed_since": changed}).json()["items"]
    assert [item["key"] for item in since] == [KEY]
    assert client.get("/api/records?changed_since=2100-01-01T00:00:00Z").json()["items"] == []
    assert len(client.get("/api/records?flag=title.odd").json()["items"]) == 1
    for wrong in ("state=sold", "limit=0", "limit=9999", "cursor=x", "changed_since=yesterday", "year=1"):
        assert client.get(f"/api/records?{wrong}").status_code == 422


def test_a_record_by_id_or_key_with_its_etag(client: TestClient, desk: Desk) -> None:
    answer = client.get("/api/records/doi:10.1234/j.issn.1007-3841.2023.22.1057")
    assert Record.model_validate_json(answer.text) == desk.records.get(KEY).record
    etag = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"/api/records/{KEY}", headers=etag).status_code == 304
    desk.records.edit(KEY, 1, NewValue(path="year", value="2024"), "ann")
    assert client.get(f"/api/records/{KEY}", headers=etag).status_code == 200
    assert client.get("/api/records/doi:10.1/none").json()["detail"]
    listed = client.get("/api/records")
    again = client.get("/api/records", headers={"If-None-Match": listed.headers["etag"]})
    assert again.status_code == 304


def test_search(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "结节"}).json()
    assert (found["total"], found["hits"][0]["snippet"]) == (1, "肺**结节**随访")
    paged = client.get("/api/search", params={"q": "1007-3841", "limit": 2}).json()
    assert paged["next"] == "2"
    rest = client.get("/api/search", params={"q": "1007-3841", "limit": 2, "cursor": "2"}).json()
    assert (len(rest["hits"]), rest["next"]) == (1, None)


def test_the_page_about_it(client: TestClient) -> None:
    page = client.get("/api").text
    assert "GET /api/records" in page
    assert client.get("/api/openapi.json").json()["info"]["title"] == "scanglot"


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_answer_is_outside_the_schema(desk: Desk, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(desk, Serving(hosts=())))
    probed = []
    for operation in (result.ok() for result in schema.get_all_operations()):

        @settings(
            max_examples=6,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case: schemathesis.Case) -> None:
            # A schema has no word for "no NUL", which every address is refused for.
            assume("\\x00" not in repr((case.query, case.path_parameters)))
            case.call_and_validate()

        probe()
        probed.append(operation.path)
    assert len(probed) >= 3


def test_unknown_parameters_are_refused_with_a_near_miss(client: TestClient) -> None:
    for path, near in (
        ("/api/records?changed_sinse=2026-01-01", "changed_since"),
        ("/api/records.ndjson?changedsince=2026-01-01", "changed_since"),
        ("/api/search?q=a&limt=3", "limit"),
        ("/api/export/ris?onli=all", "only"),
    ):
        answer = client.get(path)
        assert answer.status_code == 422
        assert f"Did you mean '{near}'?" in answer.json()["detail"]
    assert client.get("/api/records/x?y=1").json()["detail"] == "no parameter 'y'. It takes none."
    assert client.get("/?y=1").status_code == 200


def test_answers_are_compressed_but_no_page_with_a_form_is(client: TestClient) -> None:
    assert client.get("/api/records").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/").headers
    assert (
        "content-encoding" not in client.get("/api/records", headers={"Accept-Encoding": "identity"}).headers
    )


def test_other_origins_only_by_setting(desk: Desk, client: TestClient) -> None:
    asked = {"Origin": "https://opac.example"}
    assert "access-control-allow-origin" not in client.get("/api/records", headers=asked).headers
    opened = here(create_app(desk, Serving(name="ann", origins=("https://opac.example",))))
    assert (
        opened.get("/api/records", headers=asked).headers["access-control-allow-origin"]
        == "https://opac.example"
    )
    assert "access-control-allow-origin" not in opened.get("/", headers=asked).headers
    wanted = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization, if-none-match",
    }
    assert opened.options("/api/records", headers=asked | wanted).status_code == 200
    assert (
        opened.options(
            "/api/records", headers=asked | {"Access-Control-Request-Method": "DELETE"}
        ).status_code
        == 400
    )
    stranger = opened.get("/api/records", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_the_stream_gives_what_is_fit_and_tells_of_what_is_so_no_longer(
    client: TestClient, desk: Desk
) -> None:
    before = [json.loads(line) for line in client.get("/api/records.ndjson").text.splitlines()]
    assert KEY not in {line["key"] for line in before}
    desk.records.decide(KEY, 1, "approved", "ann")
    last = before[-1]["cursor"] if before else ""
    new = [json.loads(line) for line in client.get(f"/api/records.ndjson?cursor={last}").text.splitlines()]
    assert [(line["key"], line["deleted"], line["record"]["year"]) for line in new] == [(KEY, False, 2023)]
    desk.records.decide(KEY, 2, "rejected", "ann")
    gone = client.get("/api/records.ndjson", params={"changed_since": new[0]["changed"]}).text.splitlines()
    assert [(line["key"], line["deleted"], "record" in line) for line in map(json.loads, gone)] == [
        (KEY, True, False)
    ]
