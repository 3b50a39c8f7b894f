"""How far each field can be trusted: records against the truth, by the confidence that they claim.

    python -m benchmarks.fields --truth DIR --records DIR                       judge records that were made before
    python -m benchmarks.fields --truth DIR --records DIR --lines DIR           make them from recognised lines first
    python -m benchmarks.fields ... --noise 0.01                                with that share of characters misread

`--lines` holds the recognised lines of each page, `NAME.pN.json` (PageLines as JSON): everything after recognition then
runs in seconds. `--noise` puts in the mistakes that recognition makes (l for 1, O for 0, a lost dot), so that
there are enough wrong values to draw a reliability curve from. `--svg FILE` draws it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.records.catalogue import Shape, named

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)
LOOK_ALIKE = {
    "1": "lI7", "0": "O6", "5": "S6", "8": "B3", "2": "Z7", "6": "5b", "3": "8", "9": "g", "4": "A", "7": "1",
    "l": "1I", "o": "0", "s": "5", "i": "l", "n": "m", "c": "e", "e": "c", "a": "o", ".": ", ", "-": "_.", "@": "©",
    "u": "v", "日": "目", "己": "已", "未": "末", "王": "玉", "文": "丈", "人": "入", "土": "士",
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One printed value of a record: which field, how sure, whether right, and whether its record was flagged."""

    document: str
    field: str
    confidence: float
    right: bool
    flagged: bool
    want: str
    got: str


def plain(value: object) -> str:
    """A value as the judge compares it."""
    return re.sub(r"[\s]+", "", unicodedata.normalize("NFKC", str(value))).casefold()


def judged(stem: str, truth: dict[str, Any], record: dict[str, Any]) -> Iterator[Judged]:
    """Every value of a record that the truth knows, with its confidence."""
    flags = {f["path"] for f in record["quality"]["flags"] if f["severity"] != "info"}
    for field, path, want, got in [*_identifiers(truth, record), *_names(truth, record)]:
        if want is not None and got is not None:
            sure = record["evidence"].get(path, {}).get("confidence", 0.0)
            yield Judged(stem, field, sure, plain(want) == plain(got), path in flags, str(want), str(got))


def _identifiers(truth: dict[str, Any], record: dict[str, Any]) -> Iterator[tuple[str, str, object, object]]:
    for name in named(Shape.ONE):
        yield name, name, truth.get(name), record[name]
    yield "received", "dates.received", truth.get("received"), record["dates"]["received"]
    clc = ";".join(sorted(truth.get("clc") or [])), ";".join(sorted(record["clc"]))
    yield "clc", "clc.0", *(value or None for value in clc)
    for n, author in enumerate(record["authors"]):
        yield "email", f"authors.{n}.email", truth.get("email"), author["email"]


def _names(truth: dict[str, Any], record: dict[str, Any]) -> Iterator[tuple[str, str, object, object]]:
    for side, code in (("src", truth["lang"]), ("en", "en")):
        yield f"journal.{side}", f"journal.{code}", truth["journal"][side], record["journal"].get(code)
        if f"title.{code}" not in record["translated"]:
            yield f"title.{side}", f"title.{code}", truth["title"][side], record["title"].get(code)
        for n, (name, author) in enumerate(
            zip(truth["authors"][side] or [], record["authors"], strict=False)
        ):
            yield f"authors.{side}", f"authors.{n}.name.{code}", name, author["name"].get(code)


def misread(text: str, rate: float, dice: random.Random) -> str:
    """A text with characters taken for others that look like them."""
    return "".join(
        dice.choice(LOOK_ALIKE[c]) if c in LOOK_ALIKE and dice.random() < rate else c for c in text
    )


def make_records(lines: Path, truth: Path, out: Path, noise: float) -> None:
    """Records from recognised lines: layout, segment, extract, check, without translation."""
    from pipeline.ports import Engines
    from pipeline.records.article import Bilingual
    from pipeline.records.page import Document, MediaType, PageInfo, Source
    from pipeline.records.text import PageLines
    from pipeline.settings import Settings
    from pipeline.stages.check import check
    from pipeline.stages.extract import extract
    from pipeline.stages.layout import layout
    from pipeline.stages.mend import mend
    from pipeline.stages.segment import segment
    from pipeline.writers.record_json import record_json, to_record

    out.mkdir(parents=True, exist_ok=True)
    for known in sorted(truth.glob("*.json")):
        files = sorted(lines.glob(f"{known.stem}.p*.json"))
        if not files:
            continue
        dice = random.Random(known.stem)
        pages = []
        for file in files:
            page = PageLines.model_validate_json(file.read_text(encoding="utf-8"))
            if noise:
                spoilt = (
                    line.model_copy(update={"text": misread(line.text, noise, dice)}) for line in page.lines
                )
                page = page.model_copy(update={"lines": tuple(spoilt)})
            pages.append(layout(page))
        segments = segment(pages)
        checked = check(Bilingual(article=mend(extract(segments), segments), target="en"), segments)
        source = Source(path=known.stem, name=known.stem, sha256="0" * 64, media_type=MediaType.PDF, size=0)
        sizes = tuple(PageInfo(number=p.number, width=595, height=842) for p in pages)
        record = to_record(
            checked,
            Document(source=source, pages=sizes),
            pages,
            Engines(None, (), None),
            Settings(),
            {},  # type: ignore[arg-type]
        )
        (out / f"{known.stem}.json").write_text(record_json(record), encoding="utf-8")


def table(values: list[Judged]) -> list[tuple[float, float, int, float, float]]:
    """(from, to, values, mean confidence, share right) for every bin that holds values."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        inside = [v for v in values if low <= v.confidence < high]
        if inside:
            mean = sum(v.confidence for v in inside) / len(inside)
            rows.append((low, min(high, 1.0), len(inside), mean, sum(v.right for v in inside) / len(inside)))
    return rows


def threshold(values: list[Judged], share: float = 0.99) -> tuple[float, float]:
    """(the lowest confidence above which that share of values is right, share of the values above it)."""
    best, right = (1.0, 0.0), 0
    ordered = sorted(values, key=lambda v: -v.confidence)
    for n, value in enumerate(ordered, start=1):
        right += value.right
        if right / n >= share:
            best = (value.confidence, n / len(ordered))
    return best


def curve(rows: list[tuple[float, float, int, float, float]]) -> str:
    """The reliability curve as SVG: claimed confidence across, share right upwards; a dot's size is how many."""
    dots = "".join(
        f'<circle cx="{40 + 260 * mean:.1f}" cy="{280 - 260 * right:.1f}" r="{3 + min(12.0, n**0.4):.1f}" '
        f'fill="#1f6f8b" fill-opacity=".7"><title>{n} values, claimed {mean:.3f}, right {right:.3f}</title></circle>'
        for _, _, n, mean, right in rows
    )
    ticks = "".join(
        f'<text x="{40 + 260 * v}" y="296" text-anchor="middle">{v:g}</text>'
        f'<text x="34" y="{284 - 260 * v}" text-anchor="end">{v:g}</text>'
        for v in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" font-family="sans-serif" font-size="11">'
        '<rect width="320" height="320" fill="#fff"/><rect x="40" y="20" width="260" height="260" fill="none" stroke="#999"/>'
        f'<line x1="40" y1="280" x2="300" y2="20" stroke="#bbb" stroke-dasharray="4 3"/>{dots}{ticks}'
        '<text x="170" y="312" text-anchor="middle">confidence claimed</text>'
        '<text x="12" y="150" text-anchor="middle" transform="rotate(-90 12 150)">share right</text></svg>\n'
    )


def report(values: list[Judged]) -> None:
    """Print the tables, and every wrong value."""
    for value in sorted((v for v in values if not v.right), key=lambda v: (v.field, v.document)):
        mark = "flagged" if value.flagged else "NOT FLAGGED"
        print(
            f"wrong  {value.document:14} {value.field:14} {value.confidence:.3f} {mark}: {value.want} / {value.got}"
        )
    by_field: dict[str, list[Judged]] = defaultdict(list)
    for value in values:
        by_field[value.field].append(value)
    print("\n| field | values | right | mean confidence |\n|---|---|---|---|")
    for field, found in sorted(by_field.items()):
        mean = sum(v.confidence for v in found) / len(found)
        print(f"| {field} | {len(found)} | {sum(v.right for v in found) / len(found):.3f} | {mean:.3f} |")
    texts = [v for v in values if v.field.startswith(("title", "authors"))]
    for name, group in (("Identifiers", [v for v in values if v not in texts]), ("Titles and names", texts)):
        print(f"\n{name}:\n\n| confidence | values | mean claimed | right |\n|---|---|---|---|")
        for low, high, n, mean, right in table(group):
            print(f"| {low:.2f}-{high:.2f} | {n} | {mean:.3f} | {right:.3f} |")
        least, kept = threshold(group)
        silent = sum(not v.right and not v.flagged for v in group)
        print(
            f"\n99 % of those at or above {least:.3f} are right, {kept:.1%} of all; wrong without a flag: {silent}."
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--truth", type=Path, required=True, action="append")
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    values = []
    for truth in given.truth:
        if given.lines:
            make_records(given.lines, truth, given.records, given.noise)
        for known in sorted(truth.glob("*.json")):
            made = given.records / known.name
            if made.exists():
                texts = known.read_text(encoding="utf-8"), made.read_text(encoding="utf-8")
                values += judged(known.stem, *map(json.loads, texts))
    report(values)
    if given.svg:
        given.svg.write_text(curve(table(values)), encoding="utf-8")


if __name__ == "__main__":
    main()
