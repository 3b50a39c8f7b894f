"""Translate the development lines with the newest weights and note the figures beside the training's log.

python models/recipes/zh-en/evaluate.py --last 1
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece
from clauses import split_zh
from export import export
from paths import work_folder

from pipeline.languages.normal import normalised

SHORT = 30


def packed(line: str, longest: int) -> list[str]:
    """A line in parts that end where clauses end, each at most about `longest` characters."""
    parts: list[str] = []
    for clause in split_zh(line):
        if parts and len(parts[-1]) + len(clause) <= longest:
            parts[-1] += clause
        else:
            parts.append(clause)
    return parts or [line]


def translator(model: Path, beam: int) -> Callable[[list[str]], list[str]]:
    """A function that translates lines with a model folder, through CTranslate2 in int8."""
    ctranslate2.converters.TransformersConverter(str(model)).convert(
        str(model / "int8"), quantization="int8", force=True
    )
    engine = ctranslate2.Translator(str(model / "int8"), compute_type="int8", intra_threads=1)
    source = sentencepiece.SentencePieceProcessor(model_file=str(model / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(model / "target.spm"))

    def translate(lines: list[str]) -> list[str]:
        rows = [[*source.encode(line, out_type=str), "</s>"] for line in lines]
        options = {"beam_size": beam, "max_batch_size": 1500, "batch_type": "tokens"}
        found = engine.translate_batch(rows, max_decoding_length=160, disable_unk=True, **options)
        return [target.decode_pieces(result.hypotheses[0]) for result in found]

    return translate


def in_parts(lines: list[str], longest: int, translate: Callable[[list[str]], list[str]]) -> list[str]:
    """Translate lines part by part and join the parts again."""
    groups = [packed(line, longest) for line in lines]
    texts = iter(translate([part for group in groups for part in group]))
    return [" ".join(next(texts) for _ in group) for group in groups]


def pieces_seen(folder: Path, update: int) -> int:
    """Target pieces that the weights of an update had seen, by the newest row of the log that is near."""
    rows = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    return int(min(reversed(rows), key=lambda row: abs(row["update"] - update))["tokens"])


def evaluate(folder: Path, last: int, until: int, beam: int) -> dict[str, float | int | str]:
    """chrF and BLEU of whole lines and of parts of about thirty characters, for the mean of the last weights."""
    zh = [normalised(z) for z in (folder / "raw" / "dev.zh").read_text(encoding="utf-8").splitlines()]
    en = (folder / "raw" / "dev.en").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as made:
        used = export(folder, Path(made), last, until)
        translate = translator(Path(made), beam)
        parts, whole = in_parts(zh, SHORT, translate), translate(zh)
    update = int(used[-1].name)
    figures: dict[str, float | int | str] = {"update": update, "tokens": pieces_seen(folder, update)}
    figures |= {"mean_of": len(used), "beam": beam}
    for name, made_lines in (("parts", parts), ("lines", whole)):
        figures[f"chrf_{name}"] = round(sacrebleu.corpus_chrf(made_lines, [en]).score, 2)
        figures[f"bleu_{name}"] = round(sacrebleu.corpus_bleu(made_lines, [en]).score, 2)
    return figures


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=work_folder())
    parser.add_argument("--last", type=int, default=1)
    parser.add_argument("--until", type=int, default=10**9, help="leave out weights newer than this update")
    parser.add_argument("--beam", type=int, default=2)
    args = parser.parse_args()
    figures = evaluate(args.folder, args.last, args.until, args.beam)
    with (args.folder / "evaluations.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures) + "\n")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
