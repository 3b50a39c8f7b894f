"""Marian weights as CTranslate2 reads them: converted once into a cache, and proved there against the reference."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from pathlib import Path
from typing import Any

from pipeline.engines.manifest import Weights, cache_place, sha256
from pipeline.engines.marian import MarianEngine, reference_here
from pipeline.engines.marian_layers import convert_weights
from pipeline.errors import ToolFailed

STAMP = "scanglot.json"
FORM = 3
"""Number of the form in which conversions are kept: another one is made where this has changed."""
TOLERANCE = 0.15
"""Nats a piece by which int8 may differ from fp32 on the sample: quantisation costs under 0.05, a wrong layer several."""

SMALL = 100_000_000
"""Bytes of weights up to which a model runs in float32: on a small one int8 changes words, and there is little to gain."""

_VOCABULARY_MAP = "vmap.txt"

_SCORED = 100
"""Letters of each translation of the sample that are scored."""

_SAMPLE = (
    "目的 探讨冠心病患者血清CRP水平。",
    "两组差异无统计学意义（P=0.05）。",
    "患者96例，平均年龄56.3岁。",
    "The median follow-up was 21.6 months.",
    "Results of 48 patients.",
)


def compute_type(weights: Weights) -> str:
    """The type that CTranslate2 computes in: int8, but float32 for a small model (SMALL)."""
    return "float32" if weights.file.stat().st_size <= SMALL else "int8"


def source_pieces(spm: Any, sentence: str, prefix: str | None) -> list[str]:
    """A sentence as the model's pieces, ended."""
    return [*([prefix] if prefix else []), *spm.encode(sentence, out_type=str), "</s>"]


def converted_folder(weights: Weights) -> Path:
    """Where the cache holds (or would hold) these weights: another folder as soon as a file of the model changes."""
    import ctranslate2

    return (
        cache_place()
        / "ctranslate2"
        / f"{weights.entry.name}-{_fingerprint(weights)[:16]}-{compute_type(weights)}-{ctranslate2.__version__}-{FORM}"
    )


def _fingerprint(weights: Weights) -> str:
    """The checksum of all files of the model; kept in the cache by size and time, so that it costs nothing twice."""
    files = [weights.folder / name for name in weights.files.names]
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
    """Convert a Marian model for CTranslate2 in the cache unless it is there, and prove the result on a sample.

    Returns the converted folder. Without transformers there is no reference to prove it by: the stamp then says null.
    Raises ToolFailed where the conversion fails or its output is not the reference's, ToolMissing where only
    transformers could convert.
    """
    try:
        folder = converted_folder(weights)
        if (folder / STAMP).is_file() and not again:
            return folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".converting-") as scratch:
            fresh = Path(scratch) / "model"
            _run_converter(weights, fresh)
            _allow_targets_only(weights, fresh)
            difference = _difference(weights, fresh) if reference_here() else None
            (fresh / STAMP).write_text(
                json.dumps({"model": weights.entry.name, "nats_a_piece_from_fp32": difference}),
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
    try:
        convert_weights(weights.folder, weights.file, fresh, compute_type(weights))
    except Exception as error:
        raise ToolFailed(
            f"the model {weights.entry.name} cannot be converted: {error}.",
            where=str(weights.folder),
            cure="Use --engine transformers, or fetch the model again.",
        ) from error


def _allow_targets_only(weights: Weights, fresh: Path) -> None:
    """Let the output layer weigh only pieces that translations can have: those of `target.spm`.

    Marian's vocabulary joins the pieces of both languages, and in training only those of the target's own
    SentencePiece model occur in translations. Without the others the output layer, the costliest one, is half as big.
    """
    import sentencepiece

    target = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "target.spm"))
    known = json.loads((weights.folder / "vocab.json").read_text(encoding="utf-8"))
    pieces = [p for p in map(target.id_to_piece, range(target.get_piece_size())) if p in known]
    (fresh / _VOCABULARY_MAP).write_text(f"\t{' '.join(pieces)}\n", encoding="utf-8")


def _difference(weights: Weights, fresh: Path) -> float:
    """How far the conversion is from fp32: mean absolute difference of log probability a piece on the sample's translations."""
    import ctranslate2
    import sentencepiece

    reference = MarianEngine(weights, beam=1)
    source = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(weights.folder / "target.spm"))
    translator: Any = ctranslate2.Translator(
        str(fresh), device="cpu", compute_type=compute_type(weights), intra_threads=1
    )
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
    return round(difference, 5)
