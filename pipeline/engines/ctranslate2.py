"""The same Marian weights through CTranslate2 in int8: the default engine. Converted once into a cache and proved there."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.engines.batching import LONGEST, batches, output_limit, padded
from pipeline.engines.manifest import REQUIRED, Quality, Weights, cache_place, sha256
from pipeline.engines.marian import NOTHING, MarianEngine
from pipeline.errors import ToolFailed
from pipeline.ports import Hypothesis

STAMP = "scanglot.json"
TOLERANCE = 0.15
"""Nats a piece by which int8 may differ from fp32 on the sample: quantisation costs under 0.05, a wrong layer several."""

_SCORED = 100
"""Letters of each translation of the sample that are scored."""

_SAMPLE = (
    "目的 探讨冠心病患者血清CRP水平。",
    "两组差异无统计学意义（P=0.05）。",
    "患者96例，平均年龄56.3岁。",
    "The median follow-up was 21.6 months.",
    "Results of 48 patients.",
)


class CTranslate2Engine:
    """A Translator on converted weights. Converts where the cache has none; raises ToolFailed where that goes wrong."""

    def __init__(self, weights: Weights, beam: int = 4, threads: int = 1) -> None:
        import ctranslate2
        import sentencepiece

        self._weights, self._beam = weights, beam
        folder = convert(weights)
        self._source = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "target.spm"))
        self._translator: Any = ctranslate2.Translator(
            str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
        )

    @property
    def model(self) -> str:
        """The weights' name in the manifest."""
        return self._weights.entry.name

    @property
    def revision(self) -> str:
        """The weights' revision."""
        return self._weights.revision

    @property
    def engine(self) -> str:
        """What runs the weights."""
        return "ctranslate2 int8"

    @property
    def draft(self) -> bool:
        """Whether the weights are only good for a first look."""
        return self._weights.entry.quality is Quality.DRAFT

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[list[Hypothesis]]:
        """For each sentence its best hypotheses, best first; an empty one for blanks and over-long sentences."""
        pieces = [self._pieces(sentence) for sentence in sentences]
        results = [[NOTHING] for _ in sentences]
        for batch in batches([len(p) for p in pieces]):
            rows = [pieces[i] for i in batch]
            width = min(padded(max(len(row) for row in rows)), LONGEST)
            found = self._translator.translate_batch(
                rows,
                beam_size=self._beam,
                num_hypotheses=min(n_best, self._beam),
                max_decoding_length=output_limit(width),
                max_batch_size=0,
                return_scores=True,
                disable_unk=True,
            )
            for i, result in zip(batch, found, strict=True):
                texts = [self._text(tokens) for tokens in result.hypotheses]
                results[i] = [Hypothesis(text=t, score=s) for t, s in zip(texts, result.scores, strict=True)]
        return results

    def _pieces(self, sentence: str) -> list[str]:
        return source_pieces(self._source, sentence, self._weights.entry.prefix)

    def _text(self, tokens: list[str]) -> str:
        text: str = self._target.decode_pieces(tokens)
        return text.replace("▁", " ").strip()


def source_pieces(spm: Any, sentence: str, prefix: str | None) -> list[str]:
    """A sentence as the model's pieces, ended; none for a blank sentence."""
    if not sentence.strip():
        return []
    return [*([prefix] if prefix else []), *spm.encode(sentence, out_type=str), "</s>"]


def converted_folder(weights: Weights) -> Path:
    """Where the cache holds (or would hold) these weights: another folder as soon as a file of the model changes."""
    import ctranslate2

    return (
        cache_place()
        / "ctranslate2"
        / f"{weights.entry.name}-{_fingerprint(weights)[:16]}-int8-{ctranslate2.__version__}"
    )


def _fingerprint(weights: Weights) -> str:
    """The checksum of all files of the model; kept in the cache by size and time, so that it costs nothing twice."""
    files = [*(weights.folder / name for name in REQUIRED), weights.file]
    seen = json.dumps([(str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files])
    notes = cache_place() / "fingerprints" / f"{weights.entry.name}.json"
    try:
        noted = json.loads(notes.read_text(encoding="utf-8"))
        if noted["seen"] == seen:
            return str(noted["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    import hashlib

    digest = hashlib.sha256("".join(sha256(f) for f in files).encode()).hexdigest()
    notes.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=notes.parent, prefix=notes.stem, suffix=".part", delete=False, encoding="utf-8"
    ) as part:
        json.dump({"seen": seen, "sha256": digest}, part)
    Path(part.name).replace(notes)
    return digest


def convert(weights: Weights, *, again: bool = False) -> Path:
    """Convert a Marian model to int8 in the cache unless it is there, and prove the result on a sample.

    Returns the converted folder. Raises ToolFailed where the conversion fails or its output is not the reference's.
    """
    try:
        folder = converted_folder(weights)
        if (folder / STAMP).is_file() and not again:
            return folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".converting-") as scratch:
            fresh = Path(scratch) / "model"
            _run_converter(weights, fresh)
            difference = _difference(weights, fresh)
            (fresh / STAMP).write_text(
                json.dumps({"model": weights.entry.name, "nats_a_piece_from_fp32": round(difference, 5)}),
                encoding="utf-8",
            )
            _put(fresh, folder)
    except OSError as error:
        raise ToolFailed(
            f"the converted weights cannot be written: {error}.",
            where=str(cache_place()),
            cure="Set XDG_CACHE_HOME to a folder that can be written, or use --engine transformers.",
        ) from error
    return folder


def _put(fresh: Path, folder: Path) -> None:
    """Move the finished conversion into place; where another process was faster, its result stays."""
    if folder.exists():
        old = folder.with_name(f".old-{folder.name}-{fresh.parent.name}")
        folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    try:
        fresh.rename(folder)
    except OSError:
        if not (folder / STAMP).is_file():
            raise


def _run_converter(weights: Weights, fresh: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    try:
        TransformersConverter(str(weights.folder)).convert(str(fresh), quantization="int8")
    except Exception as error:
        raise ToolFailed(
            f"the model {weights.entry.name} cannot be converted: {error}.",
            where=str(weights.folder),
            cure="Use --engine transformers, or fetch the model again.",
        ) from error


def _difference(weights: Weights, fresh: Path) -> float:
    """How far int8 is from fp32: mean absolute difference of log probability a piece on the sample's translations."""
    import ctranslate2
    import sentencepiece

    reference = MarianEngine(weights, beam=1)
    source = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "target.spm"))
    translator: Any = ctranslate2.Translator(str(fresh), device="cpu", compute_type="int8", intra_threads=1)
    targets = [found[0].text[:_SCORED] for found in reference.translate(_SAMPLE)]
    pairs = [(s, t) for s, t in zip(_SAMPLE, targets, strict=True) if t]
    scored = translator.score_batch(
        [source_pieces(source, s, weights.entry.prefix) for s, _ in pairs],
        [target.encode(t, out_type=str) for _, t in pairs],
    )
    mine = [sum(row.log_probs) / max(len(row.log_probs), 1) for row in scored]
    theirs = [reference.score(s, t) for s, t in pairs]
    difference = max((abs(a - b) for a, b in zip(mine, theirs, strict=True)), default=0.0)
    if not math.isfinite(difference) or difference > TOLERANCE:
        raise ToolFailed(
            f"the converted model {weights.entry.name} differs from the reference by {difference:.2f} nats a piece.",
            where=str(weights.folder),
            cure="Use --engine transformers. <pad> must be the last piece of the vocabulary with a zero row.",
        )
    return difference
