"""Sixty sentences and titles of dev with source, output, reference and flags, laid out to be read by a person.

    python -m benchmarks.reading_translation --archive ../shared/mt/zh-en.tar.xz --pages ../shared/eval/dev > reading.txt

Whoever reads writes a letter before each number: u (usable), g (gist), x (useless), m (misleading). `--judged FILE` counts
the letters of such a file, of what is shown and of what carries no flag.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

from benchmarks.draft_model import ARCHIVE, MODEL, read_lines
from benchmarks.translation import good_pairs
from pipeline.engines.ctranslate2 import CTranslate2Engine
from pipeline.engines.manifest import weights_in
from pipeline.languages.terms import glossary
from pipeline.stages.translate import Tools, Translated, translate_sentences
from pipeline.stages.translate.guards import LanguagePair

SENTENCES, TITLES, SEED = 45, 15, 60
_JUDGED = re.compile(r"^([ugxm])\s*(\d+) (shown|figures|withheld)(.*)$", re.MULTILINE)


Item = tuple[bool, str, str]
"""Whether it is a title, the source, and the reference."""


def chosen(archive: Path, pages: Path) -> list[Item]:
    """The sixty: sentences of up to 120 characters and titles of the dev pages."""
    sentences, titles = _all(archive, pages)
    dice = random.Random(SEED)
    return dice.sample(sentences, min(SENTENCES, len(sentences))) + dice.sample(
        titles, min(TITLES, len(titles))
    )


def further(archive: Path, pages: Path) -> list[Item]:
    """All that the sixty leave, and the sentences of the dev pages' printed abstracts; each source once."""
    sentences, titles = _all(archive, pages)
    sentences += [(False, zh, en) for language, zh, en in good_pairs(pages) if language == "zh"]
    seen = {source for _, source, _ in chosen(archive, pages)}
    return list({item[1]: item for item in (*sentences, *titles) if item[1] not in seen}.values())


def _all(archive: Path, pages: Path) -> tuple[list[Item], list[Item]]:
    lines = zip(read_lines(archive, "dev.zh"), read_lines(archive, "dev.en"), strict=True)
    sentences = [(False, zh, en) for zh, en in lines if 10 <= len(zh) <= 120]
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(pages.glob("*.json"))]
    titles = [
        (True, t["title"]["src"], t["title"]["en"])
        for t in truths
        if t["lang"] == "zh" and t["title"].get("en")
    ]
    return sentences, titles


def state(done: Translated, title: bool) -> str:
    """How a reader of the record meets it: shown, marked, as figures alone, or withheld."""
    if not done.errors:
        return "shown"
    return "withheld" if title else "figures"


def laid_out(pairs: list[Item], model: Path) -> str:
    """Everything that there is to read."""
    translator = CTranslate2Engine(weights_in(model))
    pair = LanguagePair(source="zh", target="en")
    tools = Tools(translator=translator, pair=pair, glossary=glossary(pair.source, pair.target))
    done = translate_sentences([source for _, source, _ in pairs], tools)
    blocks = [f"{translator.model} {translator.revision}\n"]
    for number, ((title, source, reference), made) in enumerate(zip(pairs, done, strict=True), start=1):
        flags = "; ".join(f"{f.code.removeprefix('translation.')}: {f.message}" for f in made.findings)
        blocks.append(
            f"  {number} {state(made, title)}{' title' if title else ''}\n    {source}\n    = {made.target}\n"
            f"    {'shown as ' + made.shown if made.errors and not title else ''}\n    ref {reference}\n    {flags}\n"
        )
    return "\n".join(blocks)


def table(text: str) -> str:
    """The letters of a judged file, as a Markdown table."""
    counts = Counter((letter, kind) for letter, _, kind, _ in _JUDGED.findall(text))
    rows = ["| | usable | gist | useless | misleading |", "|---|---:|---:|---:|---:|"]
    rows += [
        f"| {kind} | " + " | ".join(str(counts[letter, kind]) for letter in "ugxm") + " |"
        for kind in ("shown", "figures", "withheld")
    ]
    return "\n".join(rows)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--pages", type=Path, default=Path("../shared/eval/dev"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument(
        "--further", action="store_true", help="all other sentences and titles, in place of the sixty"
    )
    parser.add_argument("--judged", type=Path)
    args = parser.parse_args()
    if args.judged:
        print(table(args.judged.read_text(encoding="utf-8")))
    else:
        items = further if args.further else chosen
        print(laid_out(items(args.archive, args.pages), args.model))


if __name__ == "__main__":
    main()
