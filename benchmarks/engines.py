"""The figures on both engines in docs/measuring.md: speed, parity, and a text that is longer than any abstract.

python -m benchmarks.engines speed                       both engines on random weights of opus-mt size
python -m benchmarks.engines parity dev.zh dev.en        both engines on a real model: chrF, flags, counts
python -m benchmarks.engines long FILE --limit 2000      time and memory of a long text, a sentence a line
python -m benchmarks.engines odd                         what comes of input that is no sentence
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from unittest import mock

from benchmarks.random_marian import LINES, build
from pipeline.engines import ctranslate2, marian
from pipeline.engines.conversion import convert
from pipeline.engines.ctranslate2 import CTranslate2Engine
from pipeline.engines.manifest import named, weights_in
from pipeline.engines.marian import MarianEngine
from pipeline.languages.sentences import clauses, split
from pipeline.ports import Translator
from pipeline.settings import TranslateSettings
from pipeline.stages.translate import Tools, tools_for, translate_lines
from pipeline.stages.translate.ladder import DRAFT_LENGTH

MODEL = "scanglot-zh-en-draft"


ABSTRACT = (18, 24, 28, 30, 36, 40, 44, 50)
"""Characters of the sentences of the abstract that speed is measured on (Chinese: 270 in all)."""


def measure_speed(threads: int, beam: int, rounds: int) -> None:
    """Print time a whole abstract and memory of both engines on the same random weights of opus-mt size.

    Random weights never end a sentence: each is given as many pieces as its source has, padded. The median of the rounds,
    the engines in turn, counts.
    """
    text = "".join(LINES[:4])
    sentences = [text[i : i + length] for i, length in enumerate(ABSTRACT)]
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as patches:
        folder = build(Path(scratch) / "random-zh-en", width=512, layers=6, ffn=2048, vocabulary=65_001)
        for module in (ctranslate2, marian):
            patches.enter_context(mock.patch.object(module, "output_limit", lambda width: width))
        convert(weights_in(folder))
        engines: list[Translator] = []
        for make in (CTranslate2Engine, MarianEngine):
            before, start = _resident(), time.perf_counter()
            engines.append(make(weights_in(folder), beam, threads))
            engines[-1].translate(sentences, beam)
            opened = time.perf_counter() - start
            print(
                f"{engines[-1].engine}: open and warm after {opened:.1f} s, {_resident() - before:.0f} MB more"
            )
        timed: dict[str, list[tuple[float, float]]] = {e.engine: [] for e in engines}
        for engine in engines * rounds:
            start, spent = time.perf_counter(), time.process_time()
            engine.translate(sentences, beam)
            timed[engine.engine].append((time.perf_counter() - start, time.process_time() - spent))
    wall = {name: median(w for w, _ in times) for name, times in timed.items()}
    cpu = {name: median(c for _, c in times) for name, times in timed.items()}
    for name in timed:
        print(
            f"{name}: an abstract of {len(sentences)} sentences in {wall[name]:.2f} s ({cpu[name]:.2f} s of CPU)"
        )
    fast, slow = timed
    print(
        f"{fast} is {wall[slow] / wall[fast]:.1f} times as fast by the clock, {cpu[slow] / cpu[fast]:.1f} times in CPU time; "
        f"beam {beam}, {threads} threads, {rounds} rounds"
    )


def _resident() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6


def _tools(model: str) -> Tools:
    weights = named(model)
    settings = TranslateSettings(target=weights.entry.target)
    return tools_for(CTranslate2Engine(weights), weights.entry.source, settings)


def measure_long(model: str, source: Path, limit: int) -> None:
    """Print time, memory and flags while a long text is translated in the same portions as `scanglot translate`."""
    tools = _tools(model)
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line.strip()][:limit]
    flagged = sentences = 0
    start = time.perf_counter()
    for i in range(0, len(lines), 64):
        done = translate_lines(lines[i : i + 64], tools)
        assert len(done) == len(lines[i : i + 64])
        flagged += sum(bool(t.findings) for group in done for t in group)
        sentences += sum(map(len, done))
        if i // 64 % 8 == 0 or i + 64 >= len(lines):
            print(
                f"{sentences} sentences, {time.perf_counter() - start:.0f} s, resident {_resident():.0f} MB"
            )
    print(f"{flagged} of {sentences} sentences are flagged")


ODD = {
    "5,000 characters without punctuation": "患者存活" * 1250,
    "5,000 Latin letters": "患" + "x" * 5000,
    "symbols": "±≥≤→★☆①②③",
    "mixed scripts": "患者Patient пациент 환자 かな αβγ 10⁹/L 🙂",
    "an empty line": "",
    "control characters": "患者\x00\x0b\ufeff\u200b存活。",
}


def measure_odd(model: str) -> None:
    """Print what becomes of input that is no sentence: flags, length, time and memory."""
    tools = _tools(model)
    for name, text in ODD.items():
        start = time.perf_counter()
        done = translate_lines([text], tools)[0]
        codes = sorted({f.code for t in done for f in t.findings})
        print(
            f"{name}: {len(done)} sentences, {sum(len(t.target) for t in done)} letters, "
            f"{', '.join(codes) or 'no flags'}, {time.perf_counter() - start:.1f} s, resident {_resident():.0f} MB"
        )


def measure_parity(model: str, sources: Path, references: Path, limit: int) -> None:
    """Print for both engines on a real model: chrF of the raw output, sentence by sentence, equal sentences, and what
    the guards find before and after the ladder.
    """
    import sacrebleu

    lines = sources.read_text(encoding="utf-8").splitlines()[:limit]
    wanted = references.read_text(encoding="utf-8").splitlines()[:limit]
    tools = _tools(model)
    groups = [[p for s in split(line, tools.pair.source) for p in clauses(s, DRAFT_LENGTH)] for line in lines]
    parts = [part for group in groups for part in group]
    made: list[list[str]] = []
    for engine in (tools.translator, MarianEngine(named(model))):
        start = time.perf_counter()
        raw = [h[0].text for h in engine.translate(parts)]
        seconds = time.perf_counter() - start
        assert len(raw) == len(parts)
        texts = iter(raw)
        chrf = sacrebleu.corpus_chrf([" ".join(next(texts) for _ in g) for g in groups], [wanted]).score
        print(f"{engine.engine}: chrF {chrf:.2f} on {len(lines)} lines, {len(raw)} parts in {seconds:.0f} s")
        made.append(raw)
    print(f"equal parts: {sum(a == b for a, b in zip(*made, strict=True)) / len(parts):.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    speed = commands.add_parser("speed")
    speed.add_argument("--threads", type=int, default=2)
    speed.add_argument("--beam", type=int, default=4)
    speed.add_argument("--rounds", type=int, default=5)
    parity = commands.add_parser("parity")
    parity.add_argument("sources", type=Path)
    parity.add_argument("references", type=Path)
    commands.add_parser("long").add_argument("source", type=Path)
    commands.add_parser("odd")
    for name, command in commands.choices.items():
        if name != "speed":
            command.add_argument("--model", default=MODEL)
            command.add_argument("--limit", type=int, default=10_000)
    options = parser.parse_args()
    if options.command == "speed":
        measure_speed(options.threads, options.beam, options.rounds)
    elif options.command == "parity":
        measure_parity(options.model, options.sources, options.references, options.limit)
    elif options.command == "long":
        measure_long(options.model, options.source, options.limit)
    else:
        measure_odd(options.model)


if __name__ == "__main__":
    main()
