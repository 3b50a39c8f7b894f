"""Times the review desk over many records: what each page and API call takes at the server.

    python -m benchmarks.review [--records 10000] [--people 20] [--db URL]

Records are our samples' truths, each written many times over with other titles, authors, scores and flags, so that
queue, filters and search have something to choose from. They are read from files while the desk answers. Then each
request is made in process, 40 times, each time on another record and after a change to it; then many people work at once,
over sockets, on a desk in a process of its own: a list, a record, a search, an edit, again and again.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from fastapi.testclient import TestClient

from pipeline.records.record import Record
from pipeline.stages.check.again import check_again
from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.store.folder import Imported
from pipeline.web.app import create_app
from pipeline.web.settings import Hands, Serving
from pipeline.writers.record_files import read_record, reading_file, record_files
from pipeline.writers.record_json import record_json

TRUTHS = Path(__file__).parents[1] / "tests" / "golden" / "truth"
FLAGS = ("doi.one_witness", "abstract.short", "translation.draft_model", "email.repaired", "dates.order")
ASKED = {
    "queue, first page": "/?state=pending",
    "queue, filtered by flag and language": "/?state=pending&flag=doi.one_witness&language=zh",
    "record page": "/records/{key}",
    "search 肺癌 (two characters)": "/search?q=肺癌",
    "search 非小细胞肺癌": "/search?q=非小细胞肺癌",
    "search a rare word": "/search?q=sample4711",
    'search "progression-free survival"': '/search?q="progression-free survival"',
    "API, 50 records": "/api/records?limit=50",
    "API, one record": "/api/records/{key}",
    "API search": "/api/search?q=肺癌&limit=20",
}


def records(count: int) -> Iterator[Record]:
    """Records made of our samples' truths."""
    chance = random.Random(1)
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TRUTHS.glob("*.json"))]
    for number in range(count):
        yield _record(truths[number % len(truths)], number, chance)


def _record(truth: dict[str, Any], number: int, chance: random.Random) -> Record:
    own = truth["lang"]

    def both(values):
        return {code: values[side] for code, side in ((own, "src"), ("en", "en")) if values.get(side)}

    flags = [
        {"code": code, "path": "doi", "severity": chance.choice(("info", "warning")), "message": "A doubt."}
        for code in chance.sample(FLAGS, chance.randrange(3))
    ]
    names = both(truth["authors"])
    return Record.model_validate(
        {
            "id": f"doi:10.5555/sample{number}",
            "doi": f"10.5555/sample{number}",
            "kind": "journal-article",
            "status": "needs_review" if flags else "ok",
            "language": own,
            "source": {
                "file": f"sample{number}.pdf", "sha256": f"{number:064x}"[::-1], "media_type": "application/pdf",
                "page_count": 1, "pages_read": [1], "text_origin": "ocr",
                "pages": [{"number": 1, "width": 2480, "height": 3508, "dpi": 300, "origin": "ocr",
                           "transform": [1, 0, 0, 0, 1, 0, 0, 0, 1]}],
            },
            "title": {code: f"{text} {number}" for code, text in both(truth["title"]).items()},
            "journal": both(truth["journal"]),
            "year": 2000 + number % 25,
            "authors": [
                {"name": {code: people[at] for code, people in names.items() if at < len(people)},
                 "affiliations": [], "corresponding": at == 0, "email": None, "orcid": None}
                for at in range(len(truth["authors"]["src"]))
            ],
            "abstract": {
                code: {"text": said["text"],
                       "sections": [{"label": "other", **part} for part in said.get("sections") or []]}
                for code, said in both(truth["abstract"]).items()
            },
            "keywords": both(truth["keywords"]),
            "translated": chance.choice(([], ["abstract.en"])),
            "quality": {"score": round(chance.uniform(0.5, 1), 3), "grade": "good", "flags": flags},
            "provenance": {"scanglot": "0", "settings_sha256": "", "ocr": [], "translation": None, "seconds": {}},
        }
    )  # fmt: skip


def main() -> None:
    """Fill a desk, ask it, print medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--db", default="")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number, record in enumerate(records(chosen.records)):
            (root / f"r{number}.json").write_text(record_json(record), encoding="utf-8")
        url = chosen.db or f"sqlite:///{root / 'desk.sqlite'}"
        desk = Desk(url)
        _take_in(desk, root, chosen.records)
        _ask(desk)
        desk.close()
        _together(url, chosen.people)


def _take_in(desk: Desk, root: Path, count: int) -> None:
    """Take the records in, and see how long the queue takes to answer meanwhile."""

    def refresh(told: Callable[[Imported], None]) -> Imported:
        return desk.take_in(root, record_files([root]), read_record, reading_file, told)

    app = create_app(desk, Serving(hosts=()), Hands(refresh=refresh))
    waits = []
    start, busy = time.perf_counter(), time.process_time()
    with TestClient(app) as client:
        while True:
            before = time.perf_counter()
            client.get("/?state=pending")
            waits.append(time.perf_counter() - before)
            if "hx-get" not in client.get("/intake").text:
                break
            time.sleep(0.5)
    wall, work = time.perf_counter() - start, time.process_time() - busy
    middle, worst = 1000 * statistics.median(waits), 1000 * max(waits)
    print(
        f"{count} records taken in: {wall:.1f} s, {work:.1f} s of processor time; "
        f"meanwhile the queue answered in {middle:.0f} ms (median), {worst:.0f} ms at the most"
    )


def _together(url: str, people: int) -> None:
    """Many at once: the median of all requests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(url, port), daemon=True)
    server.start()
    address = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=address) as client:
        for _ in range(600):
            try:
                keys = [item["key"] for item in client.get("/api/records?limit=200").json()["items"]]
                break
            except httpx.TransportError:
                time.sleep(0.1)
    with ThreadPoolExecutor(people) as pool:
        found = sorted(
            s for each in pool.map(lambda n: _person(address, keys, n), range(people)) for s in each
        )
    server.terminate()
    middle, worst = 1000 * statistics.median(found), 1000 * found[int(0.95 * len(found))]
    print(
        f"{people} people at once, {len(found)} requests: median {middle:.0f} ms, 95th percentile {worst:.0f} ms"
    )


def _serve(url: str, port: int) -> None:
    import uvicorn

    app = create_app(Desk(url, check_again), Serving(hosts=()), Hands())
    uvicorn.run(app, port=port, log_level="error", proxy_headers=False)


def _person(address: str, keys: list[str], number: int) -> list[float]:
    """One person's requests, in seconds each, with a second of thought between them."""
    took = []
    chance = random.Random(number)
    with httpx.Client(base_url=address, timeout=60) as client:
        token = client.get("/").text.split('name="csrf" content="')[1].split('"')[0]
        for turn in range(8):
            key = keys[(number * 8 + turn) % len(keys)]
            panel = client.get(f"/records/{key}/panel").text
            base = panel.split('data-revision="')[1].split('"')[0]
            edit = {"base": base, "path": "issue", "value": str(turn)}
            for verb, path, values in (
                ("GET", "/?state=pending", None),
                ("GET", f"/records/{key}", None),
                ("GET", "/search?q=肺癌", None),
                ("POST", f"/records/{key}/edit", edit),
            ):
                time.sleep(chance.uniform(0.5, 1.5))
                start = time.perf_counter()
                answer = client.request(
                    verb, path, data=values, headers={"X-CSRF-Token": token, "HX-Request": "true"}
                )
                took.append(time.perf_counter() - start)
                assert answer.status_code == 200, answer.text
    return took


def _change(desk: Desk, key: str, turn: int) -> None:
    """Someone saves something before each request, so that no count and no page comes from a cache."""
    number = desk.records.get(key).revision
    desk.records.edit(key, number, NewValue(path="issue", value=str(turn)), "bench")


def _ask(desk: Desk) -> None:
    client = TestClient(create_app(desk, Serving(hosts=())))
    keys = [item["key"] for item in client.get("/api/records?limit=40").json()["items"]]
    print("| request | median ms | 95th percentile ms | median ms of processor time |\n|---|---|---|---|")
    for name, path in ASKED.items():
        seconds, work = [], []
        for turn in range(40):
            key = keys[turn % len(keys)]
            _change(desk, key, turn)
            start, busy = time.perf_counter(), time.process_time()
            answer = client.get(path.format(key=key))
            seconds.append(time.perf_counter() - start)
            work.append(time.process_time() - busy)
            assert answer.status_code == 200, answer.text
        seconds.sort()
        middle, worst, own = statistics.median(seconds), seconds[37], statistics.median(work)
        print(f"| {name} | {1000 * middle:.0f} | {1000 * worst:.0f} | {1000 * own:.0f} |")


if __name__ == "__main__":
    main()
