"""Our Chinese-English glossary against the outside sources that its rows name, and its terms by field and source.

    python -m benchmarks.glossary --archive ../shared/mt/zh-en.tar.xz

A row is held by HPO, CC-CEDICT or TICO-19 where an entry of that source has its Chinese and one of its English forms; by
ChinaXiv where two texts or keywords of papers have both; by DrugBank where the list of drugs has the English name (which
tells nothing of the Chinese one). Rows of `scanglot` are ours and need none. Exit code 1 where a row is not held.
"""

from __future__ import annotations

import argparse
import csv
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks.guards import ARCHIVE
from pipeline.languages.vocabulary import is_drug

GLOSSARY = Path("pipeline/languages/glossaries/zh-en.csv")
OURS = "scanglot"
ENTRIES = {"HPO": "hpo_zh_terms", "CC-CEDICT": "cc_cedict", "TICO-19": "tico19_terminology"}
PAPERS = tuple(
    f"chinaxiv_{field}_{kind}"
    for field in ("med", "sci")
    for kind in ("keywords", "titles", "captions", "abs")
)
ENOUGH = 2
"""Texts of papers that must have both sides of a term."""
Row = Mapping[str, str]
Pairs = list[tuple[str, str]]
Holds = Callable[[Row], bool]


def sources(archive: Path) -> dict[str, Holds]:
    """For each source whether it holds a row."""
    with tarfile.open(archive) as tar:
        names = {Path(name).name: name for name in tar.getnames()}

        def read(name: str) -> Pairs:
            found = [tar.extractfile(names[f"{name}.{side}"]) for side in ("zh", "en")]
            zh, en = (file.read().decode().splitlines() if file else [] for file in found)
            return [(_key(s), _plain(t)) for s, t in zip(zh, en, strict=True)]

        held = {source: _in_entries(read(name)) for source, name in ENTRIES.items()}
        papers = [pair for name in PAPERS for pair in read(name)]
    return {**held, "ChinaXiv": _in_papers(papers), "DrugBank": _named, OURS: lambda _: True}


def _in_entries(pairs: Pairs) -> Holds:
    entries: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        entries[source].append(target)
    return lambda row: any(_says(row, english) for english in entries[_key(row["source"])])


def _in_papers(pairs: Pairs) -> Holds:
    def holds(row: Row) -> bool:
        source = _key(row["source"])
        both = (1 for chinese, english in pairs if source in chinese and _says(row, english))
        return sum(1 for _, _ in zip(both, range(ENOUGH), strict=False)) == ENOUGH

    return holds


def _named(row: Row) -> bool:
    words = re.findall("[a-z]{4,}", row["target"].lower())
    return any(is_drug(word) for word in words)


def _says(row: Row, english: str) -> bool:
    return any(
        re.search(rf"(?<![a-z]){re.escape(_plain(form))}(?:e?s)?(?![a-z])", english)
        for form in row["target"].split("|")
    )


def _key(source: str) -> str:
    return re.sub(r"\s", "", source).lower()


def _plain(target: str) -> str:
    return re.sub("[^a-z0-9]+", " ", target.lower()).strip()


def rows_of(glossary: Path) -> list[Row]:
    """The rows of a glossary with the columns source, target, domain and checked."""
    with glossary.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def not_held(rows: Iterable[Row], held: Mapping[str, Holds]) -> list[Row]:
    """Rows whose source is none of ours, or does not have them."""
    return [row for row in rows if row["checked"] not in held or not held[row["checked"]](row)]


def table(rows: Iterable[Row]) -> str:
    """Terms by field and source, as a Markdown table."""
    counts = Counter((row["domain"], row["checked"]) for row in rows)
    names = sorted({name for _, name in counts}, key=lambda name: -_sum(counts, 1, name))
    fields = sorted({field for field, _ in counts}, key=lambda field: -_sum(counts, 0, field))
    lines = ["| field | all | " + " | ".join(names) + " |", "|---|---:|" + "---:|" * len(names)]
    for field in fields:
        cells = [str(counts[field, name] or "") for name in names]
        lines.append(f"| {field} | {_sum(counts, 0, field)} | " + " | ".join(cells) + " |")
    totals = [str(_sum(counts, 1, name)) for name in names]
    return "\n".join([*lines, f"| all | {sum(counts.values())} | " + " | ".join(totals) + " |"])


def _sum(counts: Counter[tuple[str, str]], at: int, name: str) -> int:
    return sum(times for key, times in counts.items() if key[at] == name)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--glossary", type=Path, default=GLOSSARY)
    args = parser.parse_args()
    rows = rows_of(args.glossary)
    print(table(rows))
    lost = not_held(rows, sources(args.archive))
    for row in lost:
        print(f"not in {row['checked'] or 'any source'}: {row['source']}, {row['target']}")
    raise SystemExit(1 if lost else 0)


if __name__ == "__main__":
    main()
