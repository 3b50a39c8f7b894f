"""Times the review desk over many records: what each page and API call takes at the server.

    python -m benchmarks.review [--records 10000] [--db URL]

Records are our samples' truths, each written many times over with other titles, authors, scores and flags, so that
queue, filters and search have something to choose from. Each request is made in process, 40 times, each time on another record and
after a change to it.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from pipeline.records.record import Record
from pipeline.store.desk import Desk
from pipeline.store.edits import Edit
from pipeline.web.app import create_app
from pipeline.web.settings import Serving

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
    options.add_argument("--db", default="")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = {f"r{number}.json": record for number, record in enumerate(records(chosen.records))}
        for name in made:
            (root / name).touch()
        desk = Desk(chosen.db or f"sqlite:///{root / 'desk.sqlite'}")
        start = time.perf_counter()
        desk.take_in(root, (root / name for name in made), lambda path: made[path.name])
        print(f"{chosen.records} records taken in: {time.perf_counter() - start:.1f} s")
        _ask(desk)
        desk.close()


def _change(desk: Desk, key: str, turn: int) -> None:
    """Someone saves something before each request, so that no count and no page comes from a cache."""
    number = desk.records.get(key).revision
    desk.records.edit(key, number, Edit(path="issue", value=str(turn)), "bench")


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
