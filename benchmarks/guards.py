"""The guards of translations against faults of meaning put into good human translations, and their false alarms.

    python -m benchmarks.guards --archive ../shared/mt/zh-en.tar.xz [--part fresh] [--missed missed.tsv]

Sets: TICO-19, terms of the Human Phenotype Ontology, printed bilingual abstracts and titles of ChinaXiv, printed
abstracts of the dev pages, archetypes of openEHR, guides to open source. A line goes to one half by the checksum of its
Chinese: rules were worked out on `tuning`, on `seen` (400 lines a set of the other half) and on `read` (half of what that
sample left of the other half, and 400 terms and 400 lines of the guides). `fresh` is what
none of these have, and `learnt` and `unseen` are what all four leave, a half each, with abstracts of the other sciences of ChinaXiv
(which the lexicon was counted over): rules were worked out on `learnt` as well. `kept` is what the sample of `unseen` left, and titles of
the other sciences. The figures of docs/measuring.md are of `fresh`, `unseen` and `kept`, on which nothing was worked out. Seed and sample are fixed. Pairs whose own numbers differ or whose
English an OCR glued together are no good translations and stay out; no guard chooses the pairs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tarfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.faults import KINDS
from benchmarks.translation import good_pairs
from pipeline.stages.translate.guards import SEVERITIES, Finding, LanguagePair, findings

ARCHIVE, MORE = Path("../shared/mt/zh-en.tar.xz"), Path("../shared/mt/zh-en-more.tar.xz")
PAGES = Path("../shared/eval/dev")
PARTS = ("tuning", "seen", "read", "fresh", "learnt", "unseen", "kept")
ZH_EN = LanguagePair(source="zh", target="en")
MOST = 400
_GLUED = re.compile(
    r"[a-z]{22,}|[a-z][.,;][a-z]{2}|\b(?:inthe|ofthe|onthe|tothe|andthe|wasthe|typeof)\w*|[a-z][A-Z][a-z]{3}|\d[A-Za-z]*[a-z]{3,}"
)
_LETTERS = re.compile(r"[a-z]{3,}")


class GoodPair(NamedTuple):
    """A good pair and the set it is of."""

    name: str
    source: str
    target: str


def good_lines(archive: Path, pages: Path, part: str, most: int = MOST, more: Path = MORE) -> list[GoodPair]:
    """The good pairs of one part, at most so many a set."""
    read = _reader(archive)
    often = Counter(
        word
        for kind in ("abs", "titles", "captions", "keywords")
        for _, target in (*read(f"chinaxiv_med_{kind}"), *read(f"chinaxiv_sci_{kind}"))
        for word in set(_LETTERS.findall(target.lower()))
    )
    named = {
        "TICO-19": read("tico19_dev"),
        "HPO": read("hpo_zh_terms"),
        "printed abstracts": [
            p for p in (*read("chinaxiv_med_abs"), *read("dev")) if _printed_well(*p, often)
        ],
    }
    if part in ("read", "fresh"):
        others = _reader(more)
        left = {name: _left_over(pairs, most) for name, pairs in named.items()}
        left |= {"openEHR": _tidied(others("openehr")), "guides": _tidied(others("opensource_guide"))}
        left = {name: _read(name, pairs, fresh=part == "fresh") for name, pairs in left.items()}
        if part == "fresh":
            left["TICO-19"] += _rest(_half(named["TICO-19"], held_out=False))
        return [GoodPair(name, s, t) for name, pairs in left.items() for s, t in _some(pairs, most)]
    if part in ("learnt", "unseen", "kept"):
        used = {x.source for p in PARTS[:4] for x in good_lines(archive, pages, p, MOST, more)}
        sciences = [p for p in read("chinaxiv_sci_abs") if _counted(p[0]) and _printed_well(*p, often)]
        sets = {
            "HPO": named["HPO"],
            "printed abstracts": named["printed abstracts"],
            "other sciences": sciences,
            "guides": _reader(more)("opensource_guide"),
        }
        left = {
            name: [p for p in _tidied(pairs) if p[0] not in used and _drawn(p[0], learnt=part == "learnt")]
            for name, pairs in sets.items()
        }
        if part == "kept":
            titles = [p for p in read("chinaxiv_sci_titles") if _printed_well(*p, often)]
            left = {name: _rest(pairs) for name, pairs in left.items()}
            left["titles of sciences"] = _half(titles, held_out=True)
        return [GoodPair(name, s, t) for name, pairs in left.items() if pairs for s, t in _some(pairs, most)]
    named["printed titles"] = [p for p in read("chinaxiv_med_titles") if _printed_well(*p, often)]
    named["dev pages"] = [(s, t) for language, s, t in good_pairs(pages) if language == "zh"]
    halves = {name: _half(pairs, held_out=part == "seen") for name, pairs in named.items()}
    return [GoodPair(name, s, t) for name, pairs in halves.items() for s, t in _some(pairs, most)]


@cache
def _reader(archive: Path) -> Callable[[str], list[tuple[str, str]]]:
    """A function that gives the pairs of a file of an archive by its name."""
    with tarfile.open(archive) as tar:
        files = {Path(m.name).name: tar.extractfile(m) for m in tar if m.isfile()}
        texts = {name: file.read().decode().splitlines() for name, file in files.items() if file}
    return lambda name: list(zip(texts[f"{name}.zh"], texts[f"{name}.en"], strict=True))


def _half(pairs: Sequence[tuple[str, str]], held_out: bool) -> list[tuple[str, str]]:
    return _tidied([(s, t) for s, t in pairs if _counted(s) == held_out])


def _tidied(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(_tidy(s), _tidy(t)) for s, t in dict.fromkeys(pairs)]


def _left_over(pairs: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """What the sample of `seen` left of the held-out half."""
    return _rest(_half(pairs, held_out=True), max(most, MOST))


def _rest(pairs: Sequence[tuple[str, str]], most: int = MOST) -> list[tuple[str, str]]:
    """What a sample of pairs leaves of them."""
    seen = {source for source, _ in _some(pairs, most)}
    return [(source, target) for source, target in pairs if source not in seen]


def _read(name: str, pairs: Sequence[tuple[str, str]], *, fresh: bool) -> list[tuple[str, str]]:
    """The pairs that were read, or (`fresh`) those that were not: a sample of the large sets, a half of the others."""
    if name in ("HPO", "guides"):
        return _rest(pairs) if fresh else _some(pairs, MOST)
    return [(s, t) for s, t in pairs if (zlib.crc32(s.encode()) // 2 % 2 == 1) == fresh]


def _some(pairs: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    return random.Random(7).sample(pairs, min(most, len(pairs)))


def _drawn(source: str, *, learnt: bool) -> bool:
    """Whether a line that no earlier part has is one to learn from, or one that is not looked at."""
    return (zlib.crc32(source.encode()) // 4 % 2 == 0) == learnt


def _counted(source: str) -> bool:
    """The half: even checksums are held out. Abstracts and titles of it are not in the lexicon; short HPO terms all are."""
    return zlib.crc32(source.encode()) % 2 == 0


def _tidy(text: str) -> str:
    """Without the spaces that a reader of formulas left."""
    text = unicodedata.normalize("NFC", text).replace("\u3000", " ")
    text = re.sub(r"(?<=[(\[（]) +| +(?=[)\],;%）])", "", text)
    return re.sub(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])", "", text).strip()


def _printed_well(source: str, target: str, often: Counter[str]) -> bool:
    numbers = [
        Counter(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", side)))
        for side in (source, target)
    ]
    letters = len(re.sub(r"[^A-Za-z0-9\u3400-\u9fff]", "", source))
    return (
        numbers[0] == numbers[1]
        and not _GLUED.search(target)
        and all(often[word] >= 3 for word in _LETTERS.findall(target.lower()))
        and not re.search(
            r"[{}~!$\\_]|[A-Za-z] [A-Za-z] [A-Za-z]\b| · |- [α-ωβ\d]|[A-Za-z] [α-ω] |\d [A-Z] [A-Z]",
            source + target,
        )
        and 1.6 <= len(target) / max(1, letters) <= 5.5
    )


def alarms(source: str, target: str) -> list[Finding]:
    """The findings that ask for a reader: warnings and errors."""
    return [f for f in findings(source, target, ZH_EN) if SEVERITIES[f.code] != "info"]


def measure(lines: Sequence[GoodPair], seed: int, missed: list[str]) -> dict[str, dict[str, list[int]]]:
    """Lines with false alarms by set, then by guard and set; faults caught by kind and set; each as [number, of].

    A fault is caught where it adds an alarm to those of the good pair. Of a line that is accused already, often rightly
    (it negates what its source does not), that says little: the last rows are of lines that were silent before.
    """
    dice = random.Random(seed)
    false: dict[str, list[int]] = {}
    false_by: dict[str, dict[str, list[int]]] = {}
    caught: dict[str, dict[str, list[int]]] = {kind: {} for kind in (*KINDS, "another sentence")}
    silent: dict[str, dict[str, list[int]]] = {f"{kind}, silent before": {} for kind in caught}
    by_set = {name: [x for x in lines if x.name == name] for name in dict.fromkeys(x.name for x in lines)}
    for line in lines:
        found = alarms(line.source, line.target)
        _count(false, line.name, bool(found))
        if found:
            for code in {f.code for f in found}:
                _count(false_by.setdefault(code.removeprefix("translation."), {}), line.name, True)
            codes = " ".join(f"{f.code.removeprefix('translation.')}: {f.message};" for f in found)
            missed.append(f"ALARM\t{line.name}\t{codes}\t{line.source}\t{line.target}")
        wrong = {kind: inject(line.target, dice) for kind, inject in KINDS.items()}
        wrong["another sentence"] = dice.choice(by_set[line.name]).target
        for kind, target in wrong.items():
            if target is None or target.lower() == line.target.lower():
                continue
            seen = alarms(line.source, target)
            _count(caught[kind], line.name, bool({_key(f) for f in seen} - {_key(f) for f in found}))
            if not found:
                _count(silent[f"{kind}, silent before"], line.name, bool(seen))
            if not seen:
                missed.append(f"MISSED\t{line.name}\t{kind}\t{line.source}\t{target}")
    by_guard = {
        f"false: {code}": {name: [counts.get(name, [0])[0], false[name][1]] for name in false}
        for code, counts in sorted(false_by.items(), key=lambda item: -sum(c[0] for c in item[1].values()))
    }
    return {"false alarms": false, **by_guard, **caught, **silent}


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _count(counts: dict[str, list[int]], name: str, hit: bool) -> None:
    entry = counts.setdefault(name, [0, 0])
    entry[0] += hit
    entry[1] += 1


def table(report: dict[str, dict[str, list[int]]]) -> str:
    """The figures as a Markdown table, a row a kind, a column a set."""
    sets = list(report["false alarms"])
    rows = ["| | all | " + " | ".join(sets) + " |", "|---|---:|" + "---:|" * len(sets)]
    for kind, counts in report.items():
        hits, total = (sum(c[i] for c in counts.values()) for i in (0, 1))
        cells = [f"{counts[s][0]} of {counts[s][1]}" if s in counts else "" for s in sets]
        rows.append(
            f"| {kind} | {hits} of {total} ({hits / max(1, total):.1%}) | " + " | ".join(cells) + " |"
        )
    return "\n".join(rows)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder of dev truths")
    parser.add_argument(
        "--more", type=Path, default=MORE, help="archive of the sets of `fresh` that are no papers"
    )
    parser.add_argument("--part", choices=PARTS, default="fresh")
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--missed", type=Path, help="write alarms and missed faults to this file, to be read")
    parser.add_argument("--sample", type=int, default=MOST, help="lines a set at most")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    missed: list[str] = []
    lines = good_lines(args.archive, args.pages, args.part, args.sample, args.more)
    report = measure(lines, args.seed, missed)
    print(json.dumps(report, ensure_ascii=False) if args.json else table(report))
    if args.missed:
        args.missed.write_text("\n".join(missed) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
