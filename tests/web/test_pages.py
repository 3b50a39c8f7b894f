"""Pages in process: what they show, what they change, what they escape."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from pipeline.store.desk import Desk
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, ReadAgain, Reread, Serving
from tests.web.conftest import KEY, finished, here, token, until
from tests.web.made_pages import HOSTILE, main_record

HOSTILE_KEY = "c" * 16


def test_the_queue_shows_what_needs_eyes_first(client: TestClient) -> None:
    page = client.get("/").text
    links = re.findall(r'href="/records/(\w+)', page)
    assert links == [HOSTILE_KEY, KEY, "d" * 16]
    assert "machine text" in page
    assert "0 of 3 records decided" in page


def test_the_queue_is_filtered(client: TestClient) -> None:
    page = client.get("/?state=pending&flag=title.odd&year=2023&language=zh&journal=&doubt=").text
    assert re.findall(r'href="/records/(\w+)', page) == [HOSTILE_KEY]
    assert "Nothing here" in client.get("/?state=rejected").text
    assert client.get("/?year=abc&state=odd").status_code == 200
    assert client.get("/?after=x:y").status_code == 422


def test_the_record_page_marks_everything_that_is_doubtful(client: TestClient) -> None:
    page = client.get(f"/records/{KEY}").text
    assert page.count("field machine") == 4
    assert re.search(r'<mark class="doubt"[^>]*data-other="人"[^>]*>入</mark>', page)
    assert re.findall(r'<mark class=" number"[^>]*>([^<]*)</mark>', page) == ["56.3%", "53.6%"]
    assert "repaired</b> l→1" in page
    assert 'data-boxes="1,' in page
    assert client.get(f"/records/{KEY}/pages/1.jpg").headers["content-type"] == "image/jpeg"
    assert client.get(f"/records/{KEY}/pages/2.jpg").status_code == 404
    assert client.get("/records/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/", f"/records/{HOSTILE_KEY}", "/search?q=script", "/?flag=title.odd"])
def test_what_documents_say_stays_text(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page
    assert HOSTILE not in page


def _post(client: TestClient, path: str, /, **values: object) -> tuple[int, str]:
    answer = client.post(
        f"/records/{KEY}/{path}", data=values, headers=token(client) | {"HX-Request": "true"}
    )
    return answer.status_code, answer.text


def test_a_field_is_edited_and_credited(client: TestClient, desk: Desk) -> None:
    form = client.get(f"/records/{KEY}/edit?base=1&path=abstract.zh&start=0&length=8").text
    assert "目的 探讨疗效。</textarea>" in form
    code, panel = _post(
        client, "edit", base=1, path="abstract.zh", value="97例", start=15, expected="96例"
    )  # fmt: skip
    assert code == 200
    assert 'data-revision="2"' in panel
    assert "纳入97例" in desk.records.get(KEY).record.abstract["zh"].text
    assert desk.records.history(KEY)[0].author == "ann"


def test_the_second_sees_the_difference(client: TestClient, desk: Desk) -> None:
    _post(client, "edit", base=1, path="year", value="2024")
    code, shown = _post(client, "edit", base=1, path="title.en", value="Mine")
    assert code == 409
    assert "2024" in shown
    assert 'name="base" value="2"' in shown
    assert _post(client, "edit", base=2, path="title.en", value="Mine")[0] == 200
    assert desk.records.get(KEY).record.year == 2024


def test_decisions_are_made_undone_and_told(client: TestClient, desk: Desk) -> None:
    answer = client.post(
        f"/records/{KEY}/decide", data={"base": 1, "state": "approved"},
        headers=token(client) | {"HX-Request": "true"},
    )  # fmt: skip
    assert answer.headers["x-revision"] == "2"
    assert desk.records.get(KEY).entry.state == "approved"
    assert _post(client, "undo", base=2)[0] == 200
    assert desk.records.get(KEY).entry.state == "pending"
    assert "ann approved the record" in client.get(f"/records/{KEY}/history").text
    assert _post(client, "restore", base=3, number=2)[0] == 200
    assert _post(client, "decide", base=4, state="pending")[0] == 204
    assert _post(client, "decide", base=5, state="sold")[0] == 422


def test_flags_repairs_and_machine_marks_are_settled(client: TestClient, desk: Desk) -> None:
    assert _post(client, "settle", base=1, code="translation.draft_model", path="abstract.en")[0] == 200
    assert _post(client, "unrepair", base=2, path="doi")[0] == 200
    assert desk.records.get(KEY).record.doi == "10.1234/j.issn.l007-3841.2023.22.1057"
    assert _post(client, "undo", base=3)[0] == 200
    assert "repaired</b>" not in _post(client, "confirm", base=4, path="doi")[1]
    assert _post(client, "printed", base=5, path="abstract.en")[0] == 200
    assert "machine" not in _post(client, "undo", base=1)[1]
    assert _post(client, "unrepair", base=6, path="title.zh")[0] == 422


def test_batch_approval_and_its_undo(client: TestClient, desk: Desk) -> None:
    headers = token(client)
    assert "Approve 1 record<" in client.get("/batch?threshold=0.9").text
    done = client.post("/batch", data={"threshold": "0.9"}, headers=headers).text
    assert "1 record approved" in done
    assert desk.records.get("d" * 16).entry.state == "approved"
    batch = re.findall(r"/batch/(\w+)/undo", done)[0]
    assert "1 change undone" in client.post(f"/batch/{batch}/undo", headers=headers).text


def test_search_in_both_languages(client: TestClient) -> None:
    page = client.get("/search?q=结节").text
    assert "<mark>结节</mark>" in page
    assert "1 record for" in page
    assert "1 record for" in client.get("/search?q=follow-up").text


def test_reading_again_offers_what_differs(desk: Desk) -> None:
    wishes: list[Reread] = []

    def reread(wish: Reread, progress: object) -> ReadAgain:
        wishes.append(wish)
        if wish.region:
            return ReadAgain(text="区域")
        return ReadAgain(record=main_record().model_copy(update={"year": 2020}))

    client = here(create_app(desk, Serving(name="ann"), Hands(reread=reread)))
    code, shown = _post(client, "reread", language="zh-Hant", engine="tesseract", rotation=90)
    assert code == 200
    assert "Show what differs" in finished(client, shown)
    assert (wishes[0].language, wishes[0].engine, wishes[0].rotation) == ("zh-Hant", "tesseract", 90)
    panel = client.get(f"/records/{KEY}/panel").text
    assert "A newer reading is waiting" in panel
    assert _post(client, "take", base=1, paths="year")[0] == 200
    assert desk.records.get(KEY).record.year == 2020
    assert _post(client, "reread", region="1,10,20,300,400")[0] == 200
    assert _post(client, "reread", region="1,30,20,10,40")[0] == 422
    assert _post(client, "reread", rotation=45)[0] == 422
    until(lambda: len(wishes) == 2)
    assert wishes[1].region is not None
    assert wishes[1].region.right == 300


def test_terms_and_sentences_are_kept_on_the_librarians_word(desk: Desk) -> None:
    kept: list[tuple[str, ...]] = []
    hands = Hands(
        sentence=lambda *a: kept.append(("sentence", *a)), term=lambda *a: kept.append(("term", *a))
    )
    client = here(create_app(desk, Serving(name="ann"), hands))
    values = {"source": "疗效", "target": "efficacy", "languages": "zh>en"}
    assert "glossary" in _post(client, "remember", kind="term", **values)[1]
    assert "translation memory" in _post(client, "remember", kind="sentence", **values)[1]
    assert kept == [(kind, "疗效", "efficacy", "zh", "en") for kind in ("term", "sentence")]
    bare = here(create_app(desk, Serving(name="ann"), Hands()))
    assert _post(bare, "remember", kind="term", **values)[0] == 422
    assert _post(bare, "reread")[0] == 422
