"""Unpack, repair and filter the text; take or train the vocabularies; count the lexicon.

python models/recipes/zh-en/prepare.py --archive ../shared/mt/zh-en.tar.xz --more ../shared/mt/zh-en-more.tar.xz
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tarfile
from dataclasses import dataclass, fields
from pathlib import Path

import torch
from batches import encode, pack, read_pairs
from clauses import Aligner, agreement, clause_pairs
from cleaning import Pair, is_sound, word_counts
from gluedwords import word_splitter
from lexicon import first_embedding, lexicon, sentence_vectors
from paths import work_folder
from synthetic import synthetic_pairs
from vocabulary import Encoder, target_size, train_pieces, write_vocabulary

from pipeline.languages.normal import normalised

LEAST_AGREEMENT = 0.9
LEFT_OUT = {"python_docs"}
SHIPPED = Path(__file__).parents[2] / "scanglot-zh-en-draft"
VOCABULARY = ("source.spm", "target.spm", "vocab.json")
WEIGHT_IN_VOCABULARY = {"chinaxiv_med": 3, "hpo": 1, "tico19": 2}


def unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive of aligned texts into a folder of its own; a second call does nothing."""
    if not folder.exists():
        aside = folder.with_name(folder.name + ".new")
        with tarfile.open(archive) as tar:
            tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)  # since 3.11.4
            tar.extractall(aside)
        aside.rename(folder)


def read_raw(folder: Path, prefix: str = "") -> list[Pair]:
    """All pairs of a folder, cleaned, one source after the other; `prefix` stands before each source's name."""
    pairs = []
    for path in sorted(folder.glob("*.zh")):
        if prefix + path.stem in LEFT_OUT:
            continue
        lines_zh = path.read_text(encoding="utf-8").splitlines()
        lines_en = path.with_suffix(".en").read_text(encoding="utf-8").splitlines()
        pairs += [
            Pair(prefix + path.stem, normalised(z), normalised(e))
            for z, e in zip(lines_zh, lines_en, strict=True)
        ]
    return pairs


def sound_pairs(pairs: list[Pair]) -> list[Pair]:
    """The pairs that pass the filters, each once, with glued English words taken apart."""
    counts = word_counts(p.en for p in pairs)
    trusted = frozenset(word_counts(p.en for p in pairs if not p.source.startswith("chinaxiv")))
    split = word_splitter(counts, trusted)
    mended = [p._replace(en=split(p.en)) if p.source.startswith("chinaxiv") else p for p in pairs]
    return [p for p in dict.fromkeys(mended) if is_sound(p, counts)]


def write_pairs(pairs: list[Pair], path: Path) -> None:
    """Write pairs as tab-separated lines: source, Chinese, English."""
    path.write_text("".join("\t".join(p) + "\n" for p in pairs), encoding="utf-8")


def weight(source: str) -> int:
    """How many times the text of a source counts when the vocabularies are made."""
    return next((w for prefix, w in WEIGHT_IN_VOCABULARY.items() if source.startswith(prefix)), 1)


def make_vocabularies(pairs: list[Pair], folder: Path, size: int) -> None:
    """Train source.spm and target.spm on the pairs and write vocab.json."""
    for name, column, coverage in (("source", 1, 0.9997), ("target", 2, 0.9999)):
        text = folder / f"{name}.txt"
        text.write_text("".join((p[column] + "\n") * weight(p.source) for p in pairs), encoding="utf-8")
        train_pieces(text, folder / name, size, coverage)
    write_vocabulary(folder)


def take_vocabularies(shipped: Path, folder: Path) -> None:
    """Copy the vocabularies of a model folder, so that its weights can be gone on from."""
    for name in VOCABULARY:
        shutil.copyfile(shipped / name, folder / name)


def count_lexicon(folder: Path, width: int) -> None:
    """Count word translations on the pairs that are not too long; write lexicon.pt for the start of training."""
    vocab, zh, en = encoders(folder)
    targets = target_size(folder / "target.spm")
    examples = encode(read_pairs(folder / "pairs.tsv"), zh, en)
    short = [e for e in examples if max(len(e.en), len(e.zh)) <= 72]
    batches = pack(short, 4000, vocab["<pad>"], random.Random(1))
    table = lexicon(batches, targets, len(vocab))
    vectors = sentence_vectors(batches, targets, width)
    torch.save({"table": table.half(), "embedding": first_embedding(table, vectors)}, folder / "lexicon.pt")


def encoders(folder: Path) -> tuple[dict[str, int], Encoder, Encoder]:
    """Vocabulary and the encoders of both sides."""
    vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return vocab, Encoder(folder / "source.spm", vocab), Encoder(folder / "target.spm", vocab)


def aligner(folder: Path, pairs: list[Pair]) -> Aligner:
    """The clause aligner with the counted lexicon."""
    _, zh, en = encoders(folder)
    table = torch.load(folder / "lexicon.pt", weights_only=True)["table"].float()
    frequency = torch.ones(table.shape[0])
    for pair in pairs[::3]:
        ids = torch.tensor(en(pair.en))
        frequency.index_add_(0, ids, torch.ones(len(ids)))
    return Aligner(table, frequency / frequency.sum(), zh, en)


@dataclass(frozen=True)
class Amounts:
    """How much of what: pieces of each vocabulary, width of the embedding, synthetic pairs, seed."""

    pieces: int = 8000
    width: int = 256
    synthetic: int = 40000
    seed: int = 1


def training_pairs(pairs: list[Pair], judge: Aligner, amounts: Amounts) -> list[Pair]:
    """Pairs that agree, clauses cut from the long ones, and pairs of our own making."""
    made: list[Pair] = []
    for pair in pairs:
        if len(pair.zh) < 30:
            made.append(pair)
        elif agreement(pair, judge) >= LEAST_AGREEMENT:
            made.append(pair)
            made += clause_pairs(pair, judge)
    made += [
        Pair(p.source, normalised(p.zh), normalised(p.en))
        for p in synthetic_pairs(amounts.synthetic, amounts.seed)
    ]
    return list(dict.fromkeys(made))


def further_pairs(archive: Path, folder: Path, judge: Aligner) -> list[Pair]:
    """Whole pairs of a further archive that pass the filters: their sources are named `more:NAME`."""
    unpack(archive, folder / "more")
    kept = sound_pairs(read_raw(folder / "more" / "zh", "more:"))
    return [p for p in kept if len(p.zh) < 30 or agreement(p, judge) >= LEAST_AGREEMENT]


def prepare(archive: Path, folder: Path, amounts: Amounts, more: Path | None, shipped: Path | None) -> None:
    """From the archives to pairs.tsv, the vocabularies, lexicon.pt and training.tsv in a folder.

    The vocabularies are those of the `shipped` model, or new ones where that is None. Vocabularies and
    lexicon stay once they are there, because the weights depend on them.
    """
    unpack(archive, folder / "raw")
    raw = read_raw(folder / "raw" / "train")
    kept = sound_pairs(raw)
    write_pairs(kept, folder / "pairs.tsv")
    print(f"{len(kept)} of {len(raw)} pairs kept")
    if not (folder / "vocab.json").exists():
        if shipped is None:
            make_vocabularies(kept, folder, amounts.pieces)
        else:
            take_vocabularies(shipped, folder)
    if not (folder / "lexicon.pt").exists():
        count_lexicon(folder, amounts.width)
    judge = aligner(folder, kept)
    ready = training_pairs(kept, judge, amounts)
    ready += further_pairs(more, folder, judge) if more else []
    write_pairs(ready, folder / "training.tsv")
    print(f"{len(ready)} pairs to train on")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--more", type=Path, help="a further archive, of text from other fields")
    parser.add_argument("--new-vocabulary", action="store_true", help="do not take that of the shipped model")
    parser.add_argument("--folder", type=Path, default=work_folder())
    for field in fields(Amounts):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    amounts = Amounts(args.pieces, args.width, args.synthetic, args.seed)
    prepare(args.archive, args.folder, amounts, args.more, None if args.new_vocabulary else SHIPPED)


if __name__ == "__main__":
    main()
