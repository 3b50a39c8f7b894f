"""The cataloguer's tools over HTTP: languages, sorting, bulk, claims, a week's figures, journals, further pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Progress, Reread, Serving
from tests.web.conftest import BOTH, KEY, PASSWORD, finished, here, token

pytestmark = BOTH
CLEAN = "d" * 16
HOSTILE = "c" * 16


def _keys(page: str) -> list[str]:
    return re.findall(r'class="open" href="/records/(\w+)', page)


def test_the_interface_speaks_the_readers_language(client: TestClient) -> None:
    chinese = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
    for path, said in (
        ("/", "审校台"),
        (f"/records/{KEY}", "批准"),
        ("/search?q=疗效", "条记录"),
        ("/week", "本周"),
    ):
        page = client.get(path, headers=chinese).text
        assert '<html lang="zh">' in page
        assert said in page
    assert "草稿模型" in client.get(f"/records/{KEY}", headers=chinese).text
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "fr, de;q=0.5"}).text
    assert '<html lang="zh">' in client.get("/", headers={"Accept-Language": "en;q=0.1, zh;q=0.7"}).text


def test_refusals_are_told_in_the_readers_language(client: TestClient) -> None:
    chinese = {"Accept-Language": "zh", "HX-Request": "true"} | token(client)
    wrong = client.post(
        f"/records/{KEY}/edit", data={"base": 1, "path": "year", "value": "20x3"}, headers=chinese
    )
    assert (wrong.status_code, "“20x3”不是年份。" in wrong.text) == (422, True)
    assert "检索不能只有排除词" in client.get("/search?q=-x", headers=chinese).text
    assert "请刷新" in client.post("/refresh", headers={"Accept-Language": "zh"}).text


def test_history_is_told_in_the_readers_language(client: TestClient, desk: Desk) -> None:
    flag = desk.records.get(KEY).record.quality.flags[0]
    desk.records.settle(KEY, 1, flag.code, flag.path, "ann")
    desk.records.edit(KEY, 2, NewValue(path="year", value="2024"), "bob")
    desk.records.undo(KEY, 3, "ann")
    desk.records.restore(KEY, 4, 2, "ann")
    page = client.get(f"/records/{KEY}/history", headers={"Accept-Language": "zh"}).text
    for said in ("ann 撤销了：bob 的“更改”", "第 2 版", "由草稿模型翻译，仅供了解大意 ("):
        assert said in page, page


def test_the_language_can_be_switched_and_is_kept(client: TestClient) -> None:
    answer = client.post("/language", data={"to": "zh", "back": "//evil.example"}, headers=token(client))
    assert answer.headers["location"] == "/"
    assert '<html lang="zh">' in client.get("/").text
    client.post("/language", data={"to": "en", "back": "/"}, headers=token(client))
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "zh"}).text
    client.post("/language", data={"to": "../etc", "back": "/"}, headers=token(client))
    assert '<html lang="en">' in client.get("/").text


def test_the_queue_is_sorted(client: TestClient, desk: Desk) -> None:
    by_title = _keys(client.get("/?state=&sort=title").text)
    assert by_title == _keys(client.get("/?state=&sort=-title").text)[::-1]
    assert _keys(client.get("/?state=&sort=-score").text)[0] == CLEAN
    assert _keys(client.get("/?state=&sort=id;DROP").text)[0] == HOSTILE
    assert _keys(client.get("/?state=&sort=score&after=~2").text) == [CLEAN]


def test_selected_rows_are_changed_and_undone_as_one(client: TestClient, desk: Desk) -> None:
    rows = {"keys": [KEY, CLEAN], "act": "edit", "path": "journal.zh", "value": "肿瘤学杂志"}
    done = client.post("/batch/rows", data=rows, headers=token(client)).text
    assert "2 records changed" in done
    assert desk.records.get(CLEAN).record.journal["zh"] == "肿瘤学杂志"
    batch = re.findall(r"/batch/(\w+)/undo", done)[0]
    assert "2 changes undone" in client.post(f"/batch/{batch}/undo", headers=token(client)).text
    assert desk.records.get(CLEAN).record.journal["zh"] == "胸部肿瘤诊疗杂志"
    rejected = {"keys": [KEY], "act": "rejected", "value": "a duplicate"}
    assert "1 record rejected" in client.post("/batch/rows", data=rejected, headers=token(client)).text
    assert desk.records.history(KEY)[0].note == "a duplicate"
    wrong = {"keys": [KEY, CLEAN], "act": "edit", "path": "year", "value": "20x3"}
    assert "is not a year" in client.post("/batch/rows", data=wrong, headers=token(client)).text


def test_records_are_handed_to_someone(client: TestClient, desk: Desk) -> None:
    rows = {"keys": [CLEAN], "act": "assign", "value": "li"}
    assert "1 record is for li" in client.post("/batch/rows", data=rows, headers=token(client)).text
    assert _keys(client.get("/?assigned=li").text) == [CLEAN]


def test_who_has_a_record_open_is_said(desk: Desk) -> None:
    from pipeline.store.people import DeskRole

    for name in ("ann", "bob"):
        desk.people.add(name, PASSWORD, DeskRole.REVIEWER)
    app = create_app(desk, Serving(login=True, hosts=()), Hands())
    people = []
    for name in ("ann", "bob"):
        client = here(app)
        client.get("/login")
        client.post("/login", data={"name": name, "password": PASSWORD}, headers=token(client))
        people.append(client)
    assert "has this record open" not in people[0].get(f"/records/{KEY}").text
    assert "ann has this record open" in people[1].get(f"/records/{KEY}").text
    assert "open: ann" in people[1].get("/").text
    assert "has this record open" not in people[0].get(f"/records/{KEY}").text


def test_a_weeks_figures(client: TestClient, desk: Desk) -> None:
    desk.records.edit(KEY, 1, NewValue(path="year", value="2024"), "bob")
    desk.records.decide(KEY, 2, "rejected", "bob", "not an article")
    page = client.get("/week").text
    assert "bob" in page
    assert "not an article 1" in page
    assert "Year 1" in page
    assert "Nothing was done" in client.get("/week?day=2001-01-01").text
    assert client.get("/week?day=0001-01-01").status_code == 422


def test_journals_grow_from_approved_records_and_are_offered(client: TestClient, desk: Desk) -> None:
    assert "No record is approved" in client.get("/journals").text
    desk.records.decide(CLEAN, 1, "approved", "ann")
    assert "胸部肿瘤诊疗杂志" in client.get("/journals").text
    desk.records.edit(KEY, 1, NewValue(path="journal.zh", value="胸部肿瘤诊疗杂忐"), "ann")
    page = client.get(f"/records/{KEY}").text
    assert "Approved records have:" in page
    form = client.get(f"/records/{KEY}/edit?base=2&path=journal.zh").text
    assert 'value="胸部肿瘤诊疗杂志"' in form
    desk.records.undo(CLEAN, 2, "ann")
    assert "No record is approved" in client.get("/journals").text


def test_flags_come_errors_first_and_lead_to_their_field(client: TestClient) -> None:
    page = client.get(f"/records/{KEY}").text
    assert 'data-act="lead" data-lead="abstract.en"' in page


def test_fields_that_the_page_does_not_know_are_shown(
    monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    from pipeline.web import labels

    monkeypatch.setattr(labels, "LABELS", {k: v for k, v in labels.LABELS.items() if k != "funding"})
    monkeypatch.setattr(labels, "single_paths", lambda _: ())
    assert "<dt>funding</dt>" in client.get(f"/records/{KEY}").text


def test_further_pages_the_scan_and_a_second_article(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "p.jpg"
    Image.new("L", (50, 70), 200).save(picture)
    wishes: list[Reread] = []

    def split(wish: Reread, progress: Progress) -> str:
        wishes.append(wish)
        return CLEAN

    hands = Hands(page=lambda wish: picture, source=lambda wish: picture, split=split)
    client = here(create_app(desk, Serving(name="ann"), hands))
    client.get("/")
    assert '<option value="7">7</option>' in client.get(f"/records/{KEY}").text
    assert client.get(f"/records/{KEY}/further/3.jpg").headers["content-type"] == "image/jpeg"
    assert client.get(f"/records/{KEY}/further/8.jpg").status_code == 404
    assert client.get(f"/records/{KEY}/source").headers["content-disposition"].startswith("inline")
    shown = client.post(f"/records/{KEY}/split", data={"page": 3}, headers=token(client)).text
    assert f'href="/records/{CLEAN}"' in finished(client, shown)
    assert wishes[0].page == 3


def test_a_moved_scan_is_given_a_new_place_on_the_page(desk: Desk) -> None:
    said: list[str] = []

    def place(wish: Reread, where: str) -> Path:
        said.append(where)
        return Path("/new/scan.pdf")

    client = here(create_app(desk, Serving(name="ann"), Hands(place=place)))
    client.get("/")
    assert f'hx-post="/records/{KEY}/place"' in client.get(f"/records/{KEY}").text
    answer = client.post(f"/records/{KEY}/place", data={"place": "/new"}, headers=token(client))
    assert "Found: /new/scan.pdf" in answer.text
    assert said == ["/new"]
    assert client.post(f"/records/{KEY}/place", data={"place": ""}, headers=token(client)).status_code == 422


def test_search_refuses_in_words_and_filters(client: TestClient) -> None:
    assert "OR stands between two words" in client.get("/search?q=OR").text
    assert "1 record for" in client.get("/search?q=随访&language=zh").text
    assert "0 records for" in client.get("/search?q=随访&language=ja").text
    assert client.get("/api/search?q=-x").status_code == 422
