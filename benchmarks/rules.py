"""What the rules of mending, and those of the ink, did on recognised pages: how often each fired, and how often it was right and wrong.

    python -m benchmarks.rules --records OUT [OUT ...] --truth DIR [DIR ...]

OUT is the folder of a run (`scanglot run --out OUT`), whose page texts keep the log of edits and whose records tell what was
mended, or one where `benchmarks.real` keeps laid-out pages. DIR has a truth as `NAME.json`, or what the page prints as
`NAME.txt`. An edit is right where the truth prints what it wrote, with what stands beside it, and not what it found; wrong
the other way round; else nobody knows: most lines of a page belong to no field of the truth. A rule that never fires, or
does more harm than good, is to be deleted.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.languages.lookalikes import lookalikes
from pipeline.languages.mending import ink_rules, mendings
from pipeline.records.edits import Edit
from pipeline.records.record import Record
from pipeline.records.text import PageText

MARKING = "raised digit"
MARKS = frozenset("¹²³⁴⁵⁶⁷⁸⁹*†‡")
"""What stands after the names of authors, which no truth prints: a digit raised there is raised rightly."""
_BESIDE = 4
"""Characters on either side of an edit that the truth must print too."""


def exact(text: str) -> str:
    """A text as it is compared: without spaces."""
    return re.sub(r"\s", "", text)


def plain(text: str) -> str:
    """The same where the truth has its raised digits on the line."""
    return unicodedata.normalize("NFKC", exact(text)).replace("−", "-")


def spaced(text: str) -> str:
    """The same with its spaces, for edits that write nothing else; the end of a line is one."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


def printed(truth: Any) -> Iterator[str]:
    """Every text of a truth."""
    if isinstance(truth, str):
        yield truth
    for part in truth.values() if isinstance(truth, dict) else truth if isinstance(truth, list) else ():
        yield from printed(part)


def verdict(text: str, edit: Edit, known: str) -> str:
    """`right`, `wrong` or `unknown`: what the truth says of an edit of a line or a value."""
    if edit.rule == MARKING and follows_a_name(text[: edit.at], known):
        return "right"
    left, right = text[max(0, edit.at - _BESIDE) : edit.at], text[edit.end : edit.end + _BESIDE]
    for form in (exact, plain, spaced):
        now, then = (form(left + middle + right) in form(known) for middle in (edit.after, edit.before))
        if now != then:
            return "right" if now else "wrong"
    return "unknown"


def follows_a_name(text: str, known: str) -> bool:
    """Whether a line so far ends in a name that the truth has as a line of its own, with or without marks: what follows is one more."""
    bare = exact(text).rstrip("".join(MARKS) + ",，、").casefold()
    return any(bare.endswith(exact(name).casefold()) for name in known.split("\n") if len(name) > 1)


def pages(out: Path) -> Iterator[tuple[str, PageText]]:
    """The page texts of a run, or those that are kept laid out, with the names of their documents."""
    for file in sorted(out.glob(".scanglot/pages/*/p*.json")):
        yield file.parent.name, PageText.model_validate_json(file.read_bytes())
    for file in sorted(out.glob("*.*.json")):
        kept = json.loads(file.read_bytes())
        if "pages" in kept:
            yield from ((file.name.split(".")[0], PageText.model_validate(page)) for page in kept["pages"])


def known_of(name: str, truths: list[Path]) -> str:
    """All that the truth of a document prints; empty where it has none."""
    for folder in truths:
        if (file := folder / f"{name}.json").exists():
            return "\n".join(printed(json.loads(file.read_text("utf-8"))))
        if (file := folder / f"{name}.txt").exists():
            return file.read_text("utf-8")
    return ""


def counted(outs: list[Path], truths: list[Path]) -> tuple[dict[str, Counter[str]], dict[str, list[str]]]:
    """Verdicts by rule over all runs, and examples of what was wrong."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, list[str]] = defaultdict(list)
    for name, page in (found for out in outs for found in pages(out)):
        known = known_of(name, truths)
        for line in page.lines:
            for edit in line.edits:
                said = verdict(line.text, edit, known)
                counts[edit.rule][said] += 1
                if said == "wrong":
                    wrong[edit.rule].append(f"{name}: {edit} in {line.text!r}")
            for rule in lookalikes():
                if rule.number:
                    counts[rule.id]["flagged"] += sum(1 for _ in rule.changes(line.text))
    for name, text, edit in (found for out in outs for found in mended(out)):
        said = verdict(text, edit, known_of(name, truths))
        counts[edit.rule][said] += 1
        if said == "wrong":
            wrong[edit.rule].append(f"{name}: {edit} in {text!r}")
    return counts, wrong


def mended(out: Path) -> Iterator[tuple[str, str, Edit]]:
    """What the rules of `mend` wrote in the values of a run's records: document, value, edit."""
    for file in sorted(out.glob("*.json")):
        if "schema_version" not in (content := json.loads(file.read_bytes())):
            continue
        for evidence in Record.model_validate(content).evidence.values():
            yield from (
                (file.stem, evidence.text, edit) for edit in evidence.edits if edit.rule in mendings()
            )


def main() -> None:
    """Print the table, rules that never fired too."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--truth", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    counts, wrong = counted(args.records, args.truth)
    names = dict.fromkeys([*(rule.id for rule in lookalikes()), *ink_rules(), *mendings(), *counts])
    print("| rule | fired | right | wrong | unknown | left and flagged |\n|---|---|---|---|---|---|")
    for name in names:
        found = counts[name]
        fired = sum(found[said] for said in ("right", "wrong", "unknown"))
        print(
            f"| {name} | {fired} | {found['right']} | {found['wrong']} | {found['unknown']} | {found['flagged']} |"
        )
    for name, examples in wrong.items():
        for example in examples[:5]:
            print(f"wrong, {name}: {example}")


if __name__ == "__main__":
    main()
