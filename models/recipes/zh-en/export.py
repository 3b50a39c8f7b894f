"""Average the last kept weights and write the model folder that transformers and CTranslate2 load, its floors in its card.

python models/recipes/zh-en/export.py --out models/scanglot-zh-en-draft --last 4
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import torch
from checkpoint import last_weights, read_parts, read_shape
from floors import floors_of, write_floors
from network import FORBIDDEN, Shape, marian_config
from paths import work_folder
from torch import Tensor
from transformers import MarianMTModel
from vocabulary import target_size

LONGEST = 256


def average(paths: list[Path]) -> dict[str, Tensor]:
    """Mean of the weights of several files, in single precision."""
    total: dict[str, Tensor] = {}
    for path in paths:
        for name, value in read_parts(path).items():
            total[name] = total.get(name, 0) + value.float() / len(paths)
    return total


def build(weights: dict[str, Tensor], shape: Shape, targets: int) -> MarianMTModel:
    """The model in half precision, with the pieces that never occur in targets ruled out."""
    size = weights["model.shared.weight"].shape[0]
    model = MarianMTModel(marian_config(shape, size))
    model.load_state_dict(weights)
    with torch.no_grad():
        model.final_logits_bias[:, targets:] = FORBIDDEN
        model.final_logits_bias[:, 1] = FORBIDDEN
        model.get_input_embeddings().weight[size - 1] = 0
    generation = model.generation_config
    generation.num_beams, generation.max_length, generation.bad_words_ids = 4, LONGEST, [[size - 1]]
    return model.half().eval()


CARD = """\
# What scanglot knows of this model; it wins over the manifest beside the folder.

[[model]]
name = "{name}"
source = "zh"
target = "en"
quality = "draft"
revision = "{revision}"
licence = "cc-by-sa-4.0"
size = {size}
note = "Trained from nothing by this project: for finding out what a paper is about, not for clinical use."

[model.sha256]
"""


def write_card(out: Path, revision: str) -> None:
    """Write scanglot.toml: name, pair, quality, revision, and the checksum of every file."""
    files = sorted(p for p in out.iterdir() if p.suffix in {".json", ".spm", ".safetensors"})
    size = sum(p.stat().st_size for p in files)
    sums = [f'"{p.name}" = "{hashlib.sha256(p.read_bytes()).hexdigest()}"\n' for p in files]
    text = CARD.format(name=out.name, revision=revision, size=size) + "".join(sums)
    (out / "scanglot.toml").write_text(text, encoding="utf-8")


def write(model: MarianMTModel, folder: Path, out: Path) -> None:
    """Write weights, configuration and tokenizer files."""
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    (out / "model.safetensors").chmod(0o644)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copyfile(folder / name, out / name)
    tokenizer = {
        "source_lang": "zh", "target_lang": "en", "separate_vocabs": False, "model_max_length": LONGEST,
        "tokenizer_class": "MarianTokenizer", "unk_token": "<unk>", "eos_token": "</s>", "pad_token": "<pad>",
    }  # fmt: skip
    (out / "tokenizer_config.json").write_text(json.dumps(tokenizer, indent=2) + "\n", encoding="utf-8")


def export(folder: Path, out: Path, last: int, until: int = 10**9) -> list[Path]:
    """Write the mean of the last kept weights as a model folder; gives the files it is the mean of."""
    paths = last_weights(folder, last, until)
    shape = read_shape(folder)
    if shape is None or not paths:
        raise SystemExit(f"nothing to export: no weights in {folder}")
    write(build(average(paths), shape, target_size(folder / "target.spm")), folder, out)
    return paths


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=work_folder())
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--last", type=int, default=4)
    parser.add_argument("--until", type=int, default=10**9, help="leave out weights newer than this update")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat())
    args = parser.parse_args()
    paths = export(args.folder, args.out, args.last, args.until)
    write_card(args.out, f"{args.date}.{int(paths[-1].name)}")
    lines = args.folder / "raw" / "dev.zh"
    write_floors(args.out, floors_of(args.out, lines.read_text(encoding="utf-8").splitlines()))
    print(f"mean of {', '.join(p.name for p in paths)} written to {args.out}")


if __name__ == "__main__":
    main()
