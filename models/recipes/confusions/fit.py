"""Fits `pipeline/languages/rules/confusions.tsv`: which character each engine reads for which, and how often.

    python models/recipes/confusions/fit.py [--lines N] [--records OUT --truth DIR] [--layers PDF ...] [--keep FILE] [--out FILE]
    python models/recipes/confusions/fit.py --lines N --pairs 8B 3З ... [--keep FILE] [--out FILE]

Lines of our own making are drawn and read by every engine (`lines.py`); OUT, the folder of a run with the truth of its
documents in DIR, adds the lines of its pages as engines gave them, before any rule; PDFs with a good text layer add lines of
their first pages, drawn and worn like bad copies: the layer says what they print. A character counts as taken for another
where those on both sides were read right. What happened once, by one engine, is chance and is left out. `--keep` adds the readings to a file
and counts all that is in it, so that they can be had some at a time.

`--pairs` decides of pairs that somebody has met: lines that hold their characters are drawn and read, and what is counted of
these pairs goes into the table, of which all other rows stay.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from lines import CYRILLIC, HEIGHT, WIDTH, drawn, faces, holding, texts, worn
from PIL import Image
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.engines.toolbox import open_engines
from pipeline.errors import ScanglotError
from pipeline.languages.scripts import language_of
from pipeline.records.base import BBox
from pipeline.records.text import PageText
from pipeline.settings import Settings
from pipeline.stages.inspect import inspect
from pipeline.stages.layer import read_layer
from pipeline.stages.render import render

OUT = Path(__file__).parents[3] / "pipeline" / "languages" / "rules" / "confusions.tsv"
ON_A_PAGE = 40
LEAST = 2
"""Times that two characters must have been taken for one another."""
SHARE = 0.001
"""And the share of the printed one's places, at least."""
ALIKE = 80
"""Likeness, in percent, of a line and the truth below which it is not that line."""
SHORTEST = 8
SIZES = {(1, 1), (1, 2), (2, 1), (1, 0)}
"""Characters printed and read of a confusion; none read: it was overlooked."""


class Read(NamedTuple):
    """What an engine read, and what is printed there."""

    engine: str
    printed: str
    read: str


class Counts(NamedTuple):
    """How often each character was printed, and taken for each other, by engine."""

    printed: Counter[tuple[str, str]]
    taken: Counter[tuple[str, str, str]]


def own_lines(number: int, seed: int) -> Iterator[Read]:
    """Lines of our own making as each engine reads them."""
    dice = random.Random(seed)
    scripts = ["ru" if turn // ON_A_PAGE % 5 == 4 else "en" for turn in range(0, number, ON_A_PAGE)]
    yield from _drawn_and_read(((script, texts(dice, script)) for script in scripts), dice)


def lines_of_pairs(number: int, seed: int, pairs: Sequence[str]) -> Iterator[Read]:
    """Lines that hold the first character of each pair, in the script of the second, as each engine reads them."""
    dice = random.Random(seed)
    held = {
        script: "".join(sorted({one for one, other in pairs if _script(other) == script}))
        for script in ("en", "ru")
    }
    scripts = [script for script, characters in held.items() if characters]
    turns = [scripts[turn // ON_A_PAGE % len(scripts)] for turn in range(0, number, ON_A_PAGE)]
    yield from _drawn_and_read(((script, holding(held[script], script, dice)) for script in turns), dice)


def _script(character: str) -> str:
    return "ru" if character.casefold() in CYRILLIC else "en"


def _drawn_and_read(sources: Iterable[tuple[str, Iterator[str]]], dice: random.Random) -> Iterator[Read]:
    engines, fonts = open_engines(Settings()), faces()
    for script, source in sources:
        able = [f for f in fonts if script == "en" or "DejaVu" in f.stem or "Noto" in f.stem]
        said = [next(source) for _ in range(ON_A_PAGE)]
        page = np.vstack([np.asarray(drawn(text, dice.choice(able), dice)) for text in said])
        boxes = [BBox(0, n * HEIGHT, WIDTH, (n + 1) * HEIGHT) for n in range(ON_A_PAGE)]
        for reader in engines.readers:
            if script == "en" or reader.reads(script):
                lines = reader.read_lines(page, boxes, (script,))
                yield from (
                    Read(reader.name, text, line.text) for text, line in zip(said, lines, strict=True)
                )


def layer_lines(pdfs: Sequence[Path], seed: int) -> Iterator[Read]:
    """Lines of the PDFs' first pages, drawn and worn, as each engine reads them; of pages without a good text layer none."""
    settings, engines, dice = Settings(), open_engines(Settings()), random.Random(seed)
    for pdf in pdfs:
        try:
            document = inspect(pdf, engines.pdf, settings.limits)
            page = read_layer(document, 1, engines.pdf, settings.render.dpi).page
        except ScanglotError as error:
            print(f"{pdf.name}: {error}")
            continue
        lines = [line for line in page.lines if len(line.text) >= SHORTEST] if page else []
        if not lines:
            continue
        rendered = render(document, 1, engines.pdf, settings.render, settings.limits)
        pixels = np.asarray(worn(Image.fromarray(rendered.pixels).convert("L"), dice))
        lines = dice.sample(lines, min(len(lines), ON_A_PAGE))
        language = language_of(" ".join(line.text for line in lines))
        for reader in engines.readers:
            if reader.reads(language):
                read = reader.read_lines(pixels, [line.bbox for line in lines], (language,))
                yield from (
                    Read(reader.name, one.text, other.text) for one, other in zip(lines, read, strict=True)
                )


def page_lines(out: Path, truths: Path) -> Iterator[Read]:
    """The lines of a run's pages that the truth of their document prints, by both readings."""
    for truth in sorted(truths.glob("*.json")):
        known = " ".join(_texts(json.loads(truth.read_text("utf-8"))))
        for file in sorted((out / ".scanglot" / "pages" / truth.stem).glob("p*.json")):
            for line in PageText.model_validate_json(file.read_bytes()).lines:
                yield from _held(line.engine, line.raw, known)
                if line.other:
                    yield from _held(line.other.engine, line.other.text, known)


def _texts(truth: Any) -> Iterator[str]:
    if isinstance(truth, str):
        yield truth
    for part in truth.values() if isinstance(truth, dict) else truth if isinstance(truth, list) else ():
        yield from _texts(part)


def _held(engine: str, read: str, known: str) -> Iterator[Read]:
    found = partial_ratio_alignment(read, known) if len(read) >= SHORTEST else None
    if found and found.score >= ALIKE:
        yield Read(engine, known[found.dest_start : found.dest_end], read[found.src_start : found.src_end])


def counted(reads: Iterable[Read]) -> Counts:
    """The confusions of lines that were mostly read right."""
    counts = Counts(Counter(), Counter())
    for engine, *sides in reads:
        printed, read = (re.sub(r"\s", "", side) for side in sides)
        if Levenshtein.normalized_similarity(printed, read) < ALIKE / 100:
            continue
        counts.printed.update((engine, c) for c in printed)
        for one, other in _taken(printed, read):
            counts.taken[engine, one, other] += 1
    return counts


def _taken(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """What stands between two characters that were read right: one for one, one for two, two for one, or nothing for one."""
    blocks = Levenshtein.opcodes(printed, read).as_matching_blocks()
    for left, right in itertools.pairwise(blocks):
        one, other = printed[left.a + left.size : right.a], read[left.b + left.size : right.b]
        if left.size and right.size and (len(one), len(other)) in SIZES:
            yield one, other


def rows(counts: Counts) -> Iterator[str]:
    """The table, the commonest first."""
    yield "printed\tread\tengine\ttimes\tof"
    for (engine, one, other), times in sorted(counts.taken.items(), key=lambda item: (-item[1], item[0])):
        of = min(counts.printed[engine, c] for c in one)
        enough = times >= LEAST and times >= SHARE * of
        if (enough or _by_both(one, other, counts)) and _told_apart(one, other):
            yield f"{one}\t{other}\t{engine}\t{times}\t{of}"


def _by_both(one: str, other: str, counts: Counts) -> bool:
    """Whether two engines took one for the other, either way: what both do is no chance."""
    found = {engine for engine, a, b in counts.taken if {a, b} == {one, other}}
    return len(found) > 1


def _told_apart(one: str, other: str) -> bool:
    """Whether two characters are more than forms of one another, and no signs alone, of which print has too many shapes."""
    forms = {unicodedata.normalize("NFKC", side).casefold() for side in (one, other)}
    return len(forms) == 2 and any(c.isalnum() or c in "[]〔〕［］" for side in forms for c in side)


def kept(file: Path, found: Sequence[str]) -> list[str]:
    """The rows of the table before, without its head and those that were counted anew."""
    counted_anew = {tuple(row.split("\t")[:3]) for row in found}
    old = file.read_text("utf-8").splitlines()[1:] if file.exists() else []
    return [row for row in old if tuple(row.split("\t")[:3]) not in counted_anew]


def _is_of(row: str, pairs: Sequence[str]) -> bool:
    one, other, *_ = row.split("\t")
    return one + other in pairs or other + one in pairs


def main() -> None:
    """Read, count, write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=480)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--layers", type=Path, nargs="*", default=())
    parser.add_argument("--pairs", nargs="*", default=())
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    if args.pairs:
        reads = list(lines_of_pairs(args.lines, args.seed, args.pairs))
    else:
        reads = [*own_lines(args.lines, args.seed), *layer_lines(args.layers, args.seed)]
    if args.records and args.truth:
        reads += page_lines(args.records, args.truth)
    if args.keep:
        with args.keep.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(read, ensure_ascii=False) + "\n" for read in reads)
        reads = [Read(*json.loads(line)) for line in args.keep.read_text("utf-8").splitlines()]
    print(f"{len(reads)} readings")
    head, *found = rows(counted(reads))
    if args.pairs:
        found = [row for row in found if _is_of(row, args.pairs)]
        found = sorted([*kept(args.out, found), *found], key=lambda row: -int(row.split("\t")[3]))
    table = [head, *found]
    args.out.write_text("\n".join(table) + "\n", encoding="utf-8")
    print(f"{len(table) - 1} confusions in {args.out}")


if __name__ == "__main__":
    main()
