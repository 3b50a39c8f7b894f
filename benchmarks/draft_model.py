"""The embedded Chinese-English draft model on the medical development lines, beside two baselines.

    python -m benchmarks.draft_model --archive ../shared/mt/zh-en.tar.xz

Prints a table and JSON: chrF and BLEU of sacrebleu with their signatures, the share of sentences whose numbers are all
kept, how equal the outputs of transformers and CTranslate2 are.
"""

from __future__ import annotations

import argparse
import json
import tarfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path

import sacrebleu

from pipeline.engines.ctranslate2 import CTranslate2Engine
from pipeline.engines.manifest import weights_in
from pipeline.engines.marian import MarianEngine
from pipeline.languages.agreement import compare
from pipeline.languages.quantities import quantities
from pipeline.languages.sentences import clauses, split
from pipeline.ports import Translator
from pipeline.stages.translate import Tools, Translated, translate_sentences
from pipeline.stages.translate.guards import LanguagePair
from pipeline.stages.translate.ladder import DRAFT_LENGTH

MODEL = Path(__file__).parents[1] / "models" / "scanglot-zh-en-draft"
ARCHIVE = Path("../shared/mt/zh-en.tar.xz")
LONGEST_WORD = 12


@dataclass(frozen=True)
class Figures:
    """One system's figures; shares are 0..1 and of the sentences that have numbers, `seconds` the time for all lines.

    `numbers_kept`: all of the source's numbers, with their units and comparators, stand in the translation;
    `none_added`: and no other; `unflagged`: how often a number is lost or added and no flag says so (None without guards).
    """

    system: str
    chrf: float
    bleu: float
    numbers_kept: float
    none_added: float
    seconds: float
    unflagged: int | None = None


def read_lines(archive: Path, name: str) -> list[str]:
    """The lines of one file of the archive."""
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if f"/{m.name}".endswith(f"/{name}"))
        file = tar.extractfile(member)
        if file is None:
            raise FileNotFoundError(name)
        return file.read().decode("utf-8").splitlines()


def glossed(lines: Sequence[str], glosses: dict[str, str]) -> list[str]:
    """Word by word from the dictionary: the longest word at each place, its first meaning."""
    return [" ".join(_words(line, glosses)) for line in lines]


def _words(line: str, glosses: dict[str, str]) -> list[str]:
    found: list[str] = []
    place, copy_from = 0, 0
    while place < len(line):
        size = next((n for n in range(LONGEST_WORD, 0, -1) if line[place : place + n] in glosses), 0)
        if size:
            found += [line[copy_from:place].strip(), glosses[line[place : place + size]]]
            copy_from = place + size
        place += size or 1
    return [word for word in [*found, line[copy_from:].strip()] if word]


def first_meanings(zh: Sequence[str], en: Sequence[str]) -> dict[str, str]:
    """The first gloss of each dictionary word."""
    meanings: dict[str, str] = {}
    for word, gloss in zip(zh, en, strict=True):
        meanings.setdefault(word.strip(), gloss.strip())
    return meanings


Groups = list[list[str]]
"""The sentences of each line."""


def plainly(translator: Translator, groups: Groups) -> Groups:
    """Sentence by sentence, the model's best output as it is."""
    flat = translator.translate([sentence for group in groups for sentence in group])
    texts = iter([hypotheses[0].text for hypotheses in flat])
    return [[next(texts) for _ in group] for group in groups]


def guarded(translator: Translator, groups: Groups) -> list[list[Translated]]:
    """As the translate stage does it: several hypotheses, checks, further attempts."""
    tools = Tools(translator=translator, pair=LanguagePair(source="zh", target="en"))
    done = iter(translate_sentences([sentence for group in groups for sentence in group], tools))
    return [[next(done) for _ in group] for group in groups]


def numbers(source: str, target: str) -> tuple[bool, bool]:
    """Whether every number of the source stands in the target, with unit and comparator; and whether none was added.

    Equal are 三 and three, 10 000 and 10,000, 百分之五 and 5 %, 3月 and March.
    """
    differences = [d for d in compare(source, "zh", target, "en") if d.kind == "number"]
    return not any(d.source for d in differences), not differences


def measure(system: str, make: Callable[[], Groups], zh: Groups, en: Sequence[str]) -> Figures:
    """Run a system and score it against the references."""
    began = time.perf_counter()
    made = make()
    spent = time.perf_counter() - began
    return score(system, made, zh, en, spent)


def score(system: str, made: Groups, zh: Groups, en: Sequence[str], spent: float) -> Figures:
    """The figures of translations that are there; of a line that has one text for all sentences, counted whole."""
    lines = [" ".join(group) for group in made]
    pairs = [
        pair
        for ours, theirs in zip(zh, made, strict=True)
        for pair in (
            zip(ours, theirs, strict=True) if len(ours) == len(theirs) else [("".join(ours), theirs[0])]
        )
    ]
    chrf = sacrebleu.corpus_chrf(lines, [list(en)]).score
    bleu = sacrebleu.corpus_bleu(lines, [list(en)]).score
    return Figures(system, round(chrf, 1), round(bleu, 1), *shares_kept(pairs), round(spent, 1))


def shares_kept(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Of the pairs with numbers in the source, the shares whose numbers are all kept, and with none added."""
    found = [numbers(s, t) for s, t in pairs if quantities(s, "zh")]
    kept, exact = (sum(f[i] for f in found) / max(1, len(found)) for i in (0, 1))
    return round(kept, 3), round(exact, 3)


def measure_guarded(translator: Translator, zh: Groups, en: Sequence[str]) -> list[Figures]:
    """The guarded translation, and what of it is shown: besides the figures, faults in numbers that no flag names."""
    began = time.perf_counter()
    done = guarded(translator, zh)
    spent = time.perf_counter() - began
    made = score("the model with the guards", [[t.target for t in group] for group in done], zh, en, spent)
    shown = score("as it is shown", [[t.shown for t in group] for group in done], zh, en, spent)
    flat = [t for group in done for t in group]
    silent = sum(not numbers(t.source, t.target)[1] and not t.findings for t in flat)
    passed = [t for t in flat if not t.errors]
    kept, exact = shares_kept([(t.source, t.target) for t in passed])
    name = f"as it is shown ({len(passed)} of {len(flat)} sentences passed, numbers of these)"
    return [
        replace(made, unflagged=silent),
        replace(shown, system=name, numbers_kept=kept, none_added=exact),
    ]


def agreement(one: Sequence[str], other: Sequence[str]) -> dict[str, float]:
    """Share of equal lines of two engines, and chrF of the one against the other."""
    equal = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    return {"equal": round(equal, 3), "chrf": round(sacrebleu.corpus_chrf(one, [other]).score, 1)}


def signatures() -> dict[str, str]:
    """sacrebleu's signatures of both metrics for one reference."""
    chrf, bleu = sacrebleu.CHRF(), sacrebleu.BLEU()
    for metric in (chrf, bleu):
        metric.corpus_score(["a"], [["a"]])
    return {"chrF": str(chrf.get_signature()), "BLEU": str(bleu.get_signature())}


def run(archive: Path, model: Path, limit: int, compared: int) -> dict[str, object]:
    """All rows, the signatures, and the agreement of both engines on the first `compared` lines."""
    zh, en = read_lines(archive, "dev.zh")[:limit], read_lines(archive, "dev.en")[:limit]
    words = first_meanings(
        read_lines(archive, "train/cc_cedict.zh"), read_lines(archive, "train/cc_cedict.en")
    )
    weights = weights_in(model)
    quick, reference = CTranslate2Engine(weights), MarianEngine(weights)
    groups = [split(line, "zh") for line in zh]
    rows = [
        measure("the human references", lambda: [[line] for line in en], groups, en),
        measure("copying", lambda: groups, groups, en),
        measure("CC-CEDICT word by word", lambda: [glossed(g, words) for g in groups], groups, en),
        measure("the model, whole sentences", lambda: plainly(quick, groups), groups, en),
        *measure_guarded(quick, groups, en),
    ]
    parts = [[p for s in group for p in clauses(s, DRAFT_LENGTH)] for group in groups[:compared]]
    one, other = plainly(quick, parts), plainly(reference, parts)
    return {
        "model": weights.entry.name,
        "revision": weights.revision,
        "lines": len(zh),
        "sentences": sum(map(len, groups)),
        "signatures": signatures(),
        "rows": [asdict(row) for row in rows],
        "compared": sum(map(len, parts)),
        "engines": agreement(list(chain.from_iterable(one)), list(chain.from_iterable(other)))
        | {
            name: round(sacrebleu.corpus_chrf([" ".join(g) for g in made], [en[:compared]]).score, 2)
            for name, made in ((quick.engine, one), (reference.engine, other))
        },
    }


def table(report: dict[str, object]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| system | chrF | BLEU | sentences with all numbers kept | and none added | seconds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    rows = report["rows"]
    if isinstance(rows, list):
        lines += [
            f"| {r['system']} | {r['chrf']:.1f} | {r['bleu']:.1f} | {r['numbers_kept']:.1%} | {r['none_added']:.1%} | {r['seconds']:.0f} |"
            for r in rows
        ]
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--compared", type=int, default=60, help="lines that transformers translates too")
    args = parser.parse_args()
    report = run(args.archive, args.model, args.limit, args.compared)
    print(table(report))
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
