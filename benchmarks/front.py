"""Front matters by the thousand, as text: how many records hold values that cannot be right, and how many of these say so.

    python -m benchmarks.front ARCHIVE.jsonl.xz [--every N] [--json FILE] [--before FILE] [--show TEST]

There is no truth beside the archive, so what is counted are values that break a test which this program makes by itself
(not by the stages that it measures): an author who is a word of the abstract, a title that is an e-mail address, an
abstract that ends in mid-sentence, a label without a value. `flagged` are those which the record warns of; the rest is
silent. `--json` writes the counts, `--before` prints those of an earlier run beside them, `--show` lists what breaks one.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.front_matters import Paragraph, document_of, front_matters, set_pages
from pipeline import flow
from pipeline.engines.toolbox import open_engines
from pipeline.errors import ScanglotError
from pipeline.languages.labels import leading_label
from pipeline.settings import Settings, TranslateSettings
from pipeline.trace import Trace
from pipeline.writers.record_json import record_json

SETTINGS = Settings(translate=TranslateSettings(enabled=False))
Found = tuple[str, str, str]
"""The test that a value breaks, the path that a flag would name, and the value."""

MAIL = re.compile(r"\S+@\S+\.\w")
DATE = re.compile(r"(?:收稿|修回|录用|接收|投稿)日?期?|(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}")
SERIAL = re.compile(r"第\s?\d+\s?[卷期]|\bvol(?:ume|\.)\s?\d|\bISSN\b|\bno\.\s?\d", re.IGNORECASE)
LABELLED = re.compile(
    r"^\W*(?:摘\s*要|关\s*键\s*词|abstract\b|key\s?words?\b|中图分类号|文章编号|DOI\b)", re.IGNORECASE
)
OPEN = re.compile(r"[,，、:：;；(（]$|\b(?:of|the|and|in|for|on|with|by|to|a|an)$", re.IGNORECASE)
ENDED = re.compile(r"[.。!！?？…][\s)）\]】”\"'’$}]*$")
UNIT = re.compile(
    r"大学|学院|研究|医院|公司|中心|实验室|Universit|Institut|College|Academy|Laborator|Hospital|Department",
    re.IGNORECASE,
)
WORD_OF_TEXT = re.compile(
    r"[的了是在与及对为]|和(?!$)|方法|结果|分析|模型|系统|摘要|关键|\d{2}|[=%@:：。？?]|\b(?:the|of|for|with|is|are)\b",
    re.IGNORECASE,
)
LEAST, MOST = 60, 3500
"""Letters that an abstract has, at least and at most."""
MANY = 25
"""Authors of one paper, at most."""
SEEN = {
    "abstract": "abstract",
    "keywords": "keywords",
    "clc": "clc",
    "doi": "doi",
    "article_number": "article_number",
    "document_code": "document_code",
    "received": "dates",
    "funding": "funding",
}
"""Labels that a block may begin with, and the field of the record that should then hold something."""


def broken(record: dict[str, Any], paragraphs: list[Paragraph]) -> Iterator[Found]:
    """Every value of a record that breaks a test."""
    for code, title in record["title"].items():
        yield from _title(code, title)
    if not record["title"]:
        yield "title: none", "title", paragraphs[0][2]
    yield from _authors(record)
    for code, abstract in record["abstract"].items():
        yield from _abstract(code, abstract["text"])
    for field in _labels(paragraphs):
        value = record[field]
        if not (any(value.values()) if isinstance(value, dict) else value):
            yield f"{field}: label without value", field, record["id"]


def _title(code: str, title: str) -> Iterator[Found]:
    tests: dict[str, Callable[[str], object]] = {
        "an e-mail address": MAIL.search,
        "a date": DATE.search,
        "a running head": SERIAL.search,
        "a label": LABELLED.search,
        "open at its end": OPEN.search,
        "a word or two": lambda text: len(re.sub(r"\W", "", text)) < 5,
        "a paragraph": lambda text: len(text) > 300,
    }
    for name, test in tests.items():
        if test(title):
            yield f"title: {name}", f"title.{code}", title


def _authors(record: dict[str, Any]) -> Iterator[Found]:
    texts = " ".join(abstract["text"] for abstract in record["abstract"].values())
    names = [(n, code, name) for n, a in enumerate(record["authors"]) for code, name in a["name"].items()]
    for n, code, name in names:
        path = f"authors.{n}.name.{code}"
        if UNIT.search(name):
            yield "author: an institution", path, name
        elif WORD_OF_TEXT.search(name):
            yield "author: words of a text", path, name
        elif name in texts and not re.search(r"\s", name):
            yield "author: a word of the abstract", path, name
    if not names:
        yield "authors: none", "authors", record["id"]
    if len(record["authors"]) > MANY:
        yield "authors: very many", "authors", str(len(record["authors"]))
    counts = Counter(code for _, code, _ in names)
    if len(set(counts.values())) > 1:
        yield "authors: lists of unlike length", "authors", str(dict(counts))


def _abstract(code: str, text: str) -> Iterator[Found]:
    path = f"abstract.{code}"
    if not ENDED.search(text):
        yield "abstract: ends in mid-sentence", path, text[-60:]
    if re.match(r"\s*(?:[a-z,，。.;；、)）]|的)", text):
        yield "abstract: begins in mid-sentence", path, text[:60]
    if len(text) < LEAST:
        yield "abstract: very short", path, text
    if len(text) > MOST:
        yield "abstract: very long", path, text[:60]
    if re.search(r"(?:关\s?键\s?词|key\s?words?)\s?[:：]|中图分类号", text, re.IGNORECASE):
        yield "abstract: swallows the keywords", path, text[-60:]


def _labels(paragraphs: list[Paragraph]) -> set[str]:
    """The fields whose labels begin a paragraph of the first page, with text after them."""
    found = set()
    for page, _, text in paragraphs:
        label = leading_label(text) if page == 1 else None
        if label and label.firm and label.field in SEEN and text[label.end :].strip():
            found.add(SEEN[label.field])
    return found


def measured(archive: Path, every: int) -> Iterator[tuple[str, dict[str, Any], list[tuple[Found, bool]]]]:
    """(id, record, what it breaks and whether it is flagged) of every n-th front matter."""
    engines = open_engines(SETTINGS)
    for name, paragraphs in front_matters(archive, every):
        pages = set_pages(paragraphs)
        try:
            read = flow.understand(document_of(name, pages), pages, (), SETTINGS, engines, Trace(name), name)
        except ScanglotError as error:
            print(f"{name}: {error}")
            continue
        record: dict[str, Any] = json.loads(record_json(read))
        warned = {f["path"] for f in record["quality"]["flags"] if f["severity"] != "info"}
        yield name, record, [(one, _warned(one[1], warned)) for one in broken(record, paragraphs)]


def _warned(path: str, warned: set[str]) -> bool:
    parts = path.split(".")
    above = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
    return bool(above & warned) or any(w.startswith(f"{path}.") for w in warned)


def report(total: int, counts: dict[str, list[int]], before: dict[str, Any] | None) -> None:
    """Print the table, an earlier run's columns beside it."""
    extra = " before | before, silent |" if before else ""
    print(
        f"\n{total} front matters\n\n| test | broken | silent |{extra}\n|---|---:|---:|{'---:|---:|' if before else ''}"
    )
    for test in sorted({*counts, *(before["counts"] if before else ())}):
        row = [*counts.get(test, [0, 0]), *(before["counts"].get(test, [0, 0]) if before else [])]
        print(f"| {test} | {' | '.join(map(str, row))} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--every", type=int, default=10, help="every n-th paper (default 10)")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--show", default="", help="list what breaks the tests whose names hold this")
    given = parser.parse_args()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    total, fine, start = 0, 0, time.perf_counter()
    for name, record, found in measured(given.archive, given.every):
        total += 1
        fine += record["status"] == "ok" and any(not flagged for _, flagged in found)
        for (test, path, value), flagged in found:
            counts[test][0] += 1
            counts[test][1] += not flagged
            if given.show and given.show in test:
                print(f"{name} {path}{' (flagged)' if flagged else ''}: {value[:120]}")
    counts["a record that is `ok` with any of these, silent"] = [fine, fine]
    if given.json:
        given.json.write_text(
            json.dumps({"total": total, "counts": counts}, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    before = json.loads(given.before.read_text(encoding="utf-8")) if given.before else None
    report(total, counts, before)
    print(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
