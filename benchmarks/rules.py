"""What the rules of mending did on recognised pages: how often each fired, and how often it was right and wrong.

    python -m benchmarks.rules --records OUT [OUT ...] --truth DIR [DIR ...]

OUT is the folder of a run (`scanglot run --out OUT`), whose page texts keep the log of edits; DIR has a truth as
`NAME.json`. An edit is right where the truth prints what it wrote, with what stands beside it, and not what it found; wrong
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
from pipeline.records.edits import Edit
from pipeline.records.text import Line, PageText

_BESIDE = 4
"""Characters on either side of an edit that the truth must print too."""


def plain(text: str) -> str:
    """A text as it is compared: NFKC, without spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(truth: Any) -> Iterator[str]:
    """Every text of a truth."""
    if isinstance(truth, str):
        yield truth
    for part in truth.values() if isinstance(truth, dict) else truth if isinstance(truth, list) else ():
        yield from printed(part)


def verdict(line: Line, edit: Edit, known: str) -> str:
    """`right`, `wrong` or `unknown`: what the truth says of an edit of a line."""
    left, right = line.text[max(0, edit.at - _BESIDE) : edit.at], line.text[edit.end : edit.end + _BESIDE]
    now, then = (plain(left + middle + right) in known for middle in (edit.after, edit.before))
    if now == then:
        return "unknown"
    return "right" if now else "wrong"


def counted(outs: list[Path], truths: list[Path]) -> tuple[dict[str, Counter[str]], dict[str, list[str]]]:
    """Verdicts by rule over all runs, and examples of what was wrong."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, list[str]] = defaultdict(list)
    for file in sorted(page for out in outs for page in out.glob(".scanglot/pages/*/p*.json")):
        truth = next((t for d in truths if (t := d / f"{file.parent.name}.json").exists()), None)
        known = plain("\n".join(printed(json.loads(truth.read_text("utf-8"))))) if truth else ""
        for line in PageText.model_validate_json(file.read_bytes()).lines:
            for edit in line.edits:
                said = verdict(line, edit, known)
                counts[edit.rule][said] += 1
                if said == "wrong":
                    wrong[edit.rule].append(f"{file.parent.name}: {edit} in {line.text!r}")
            for rule in lookalikes():
                if rule.number:
                    counts[rule.id]["flagged"] += sum(1 for _ in rule.changes(line.text))
    return counts, wrong


def main() -> None:
    """Print the table, rules that never fired too."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--truth", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    counts, wrong = counted(args.records, args.truth)
    names = dict.fromkeys([*(rule.id for rule in lookalikes()), *counts])
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
