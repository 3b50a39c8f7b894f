"""The embedded Chinese-English draft model on the medical development lines, beside two baselines.

    python -m benchmarks.draft_model --archive ../shared/mt/zh-en.tar.xz

Prints a table and JSON: chrF and BLEU of sacrebleu with their signatures, the share of lines whose numbers are all
kept, how equal the outputs of transformers and CTranslate2 are.
"""

from __future__ import annotations

import argparse
import json
import tarfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import sacrebleu

from pipeline.engines.ctranslate2 import CTranslate2Engine
from pipeline.engines.manifest import weights_in
from pipeline.engines.marian import MarianEngine
from pipeline.languages.agreement import compare
from pipeline.languages.sentences import clauses, split
from pipeline.ports import Translator
from pipeline.stages.translate.decode import DRAFT_LENGTH, Tools, translate_sentences
from pipeline.stages.translate.guards import Pair

MODEL = Path(__file__).parents[1] / "models" / "scanglot-zh-en-draft"
ARCHIVE = Path("../shared/mt/zh-en.tar.xz")
LONGEST_WORD = 12


@dataclass(frozen=True)
class Row:
    """One system's figures; shares are 0..1, `seconds` the time for all lines."""

    system: str
    chrf: float
    bleu: float
    numbers_kept: float
    seconds: float


def read_lines(archive: Path, name: str) -> list[str]:
    """The lines of one file of the archive."""
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if f"/{m.name}".endswith(f"/{name}"))
        file = tar.extractfile(member)
        if file is None:
            raise FileNotFoundError(name)
        return file.read().decode("utf-8").splitlines()


def copied(lines: Sequence[str]) -> list[str]:
    """The source itself."""
    return list(lines)


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


def plainly(translator: Translator, lines: Sequence[str]) -> list[str]:
    """Sentence by sentence, the model's best output as it is."""
    groups = [split(line, "zh") for line in lines]
    flat = translator.translate([sentence for group in groups for sentence in group])
    texts = iter([hypotheses[0].text for hypotheses in flat])
    return [" ".join(next(texts) for _ in group) for group in groups]


def guarded(translator: Translator, lines: Sequence[str]) -> list[str]:
    """As the translate stage does it: several hypotheses, checks, further attempts."""
    tools = Tools(translator=translator, pair=Pair(source="zh", target="en"))
    groups = [split(line, "zh") for line in lines]
    done = translate_sentences([sentence for group in groups for sentence in group], tools)
    texts = iter([translated.target for translated in done])
    return [" ".join(next(texts) for _ in group) for group in groups]


def keeps_numbers(source: str, target: str) -> bool:
    """Whether every number, unit and comparator of the source stands in the target, and no other."""
    return not any(d.kind == "number" for d in compare(source, "zh", target, "en"))


def measure(system: str, make: Callable[[], list[str]], zh: Sequence[str], en: Sequence[str]) -> Row:
    """Run a system and score it against the references."""
    began = time.perf_counter()
    made = make()
    spent = time.perf_counter() - began
    kept = sum(map(keeps_numbers, zh, made)) / len(zh)
    chrf = sacrebleu.corpus_chrf(made, [list(en)]).score
    bleu = sacrebleu.corpus_bleu(made, [list(en)]).score
    return Row(system, round(chrf, 1), round(bleu, 1), round(kept, 3), round(spent, 1))


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
    rows = [
        measure("the human references", lambda: list(en), zh, en),
        measure("copying", lambda: copied(zh), zh, en),
        measure("CC-CEDICT word by word", lambda: glossed(zh, words), zh, en),
        measure("the model, whole sentences", lambda: plainly(quick, zh), zh, en),
        measure("the model with the guards", lambda: guarded(quick, zh), zh, en),
    ]
    lines = [part for line in zh[:compared] for s in split(line, "zh") for part in clauses(s, DRAFT_LENGTH)]
    return {
        "model": weights.entry.name,
        "revision": weights.revision,
        "lines": len(zh),
        "signatures": signatures(),
        "rows": [asdict(row) for row in rows],
        "compared": len(lines),
        "engines": agreement(plainly(quick, lines), plainly(reference, lines)),
    }


def table(report: dict[str, object]) -> str:
    """The rows as a Markdown table."""
    lines = ["| system | chrF | BLEU | lines with all numbers kept | seconds |", "|---|---:|---:|---:|---:|"]
    rows = report["rows"]
    if isinstance(rows, list):
        lines += [
            f"| {r['system']} | {r['chrf']:.1f} | {r['bleu']:.1f} | {r['numbers_kept']:.1%} | {r['seconds']:.0f} |"
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
