"""SentencePiece models for both languages and the joint vocabulary of a Marian tokenizer."""

from __future__ import annotations

import json
from pathlib import Path

import sentencepiece as spm

NARROW = [(c, c - 0xFEE0) for c in range(0xFF01, 0xFF5F)]
SAME = [(0x3000, 32), (0xA0, 32), (0x2002, 32), (0x2003, 32), (0x2009, 32), (0xB5, 0x3BC), (0x2212, 45)]
SAME += [(0x2010, 45), (0x2011, 45), (0x2013, 45), (0x2018, 39), (0x2019, 39), (0x201C, 34), (0x201D, 34)]
REQUIRED = "±×≥≤μαβγδκλωχ℃°²³⁹⁻¹%‰→/<>=~()[]0123456789"


def write_rules(path: Path) -> Path:
    """Write the SentencePiece normalisation rules: like NFKC, but `²`, `℃` and `⁹` keep their meaning."""
    lines = [f"{a:X}\t{b:X}" for a, b in sorted(NARROW + SAME)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def train_pieces(text: Path, out: Path, size: int, coverage: float) -> Path:
    """Train one unigram SentencePiece model of `size` pieces on a text file; gives `out`.spm."""
    rules = write_rules(out.with_suffix(".rules.tsv"))
    spm.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(out), vocab_size=size, model_type="unigram",
        character_coverage=coverage, split_digits=True, normalization_rule_tsv=str(rules),
        required_chars=REQUIRED, bos_id=-1, pad_id=-1, eos_id=0, unk_id=1, num_threads=2,
        max_sentence_length=8000, input_sentence_size=600000, shuffle_input_sentence=True,
        hard_vocab_limit=False, minloglevel=1,
    )  # fmt: skip
    out.with_suffix(".model").replace(out.with_suffix(".spm"))
    return out.with_suffix(".spm")


def joint_vocabulary(source: Path, target: Path) -> dict[str, int]:
    """Piece to id: `</s>`, `<unk>`, all target pieces, then source-only pieces, `<pad>` last.

    With the target pieces in front the output layer of the training is one slice of the embedding.
    """
    vocab = {"</s>": 0, "<unk>": 1}
    for path in (target, source):
        model = spm.SentencePieceProcessor(model_file=str(path))
        for index in range(model.get_piece_size()):
            if not (model.is_control(index) or model.is_unknown(index)):
                vocab.setdefault(model.id_to_piece(index), len(vocab))
    vocab["<pad>"] = len(vocab)
    return vocab


def target_size(target: Path) -> int:
    """Number of ids at the front of the joint vocabulary that may stand in a translation."""
    model = spm.SentencePieceProcessor(model_file=str(target))
    return int(model.get_piece_size())


def write_vocabulary(folder: Path) -> dict[str, int]:
    """Write `vocab.json` for the two models in a folder and give it back."""
    vocab = joint_vocabulary(folder / "source.spm", folder / "target.spm")
    text = json.dumps(vocab, ensure_ascii=False, indent=0)
    (folder / "vocab.json").write_text(text + "\n", encoding="utf-8")
    return vocab


class Encoder:
    """Turns text of one side into ids of the joint vocabulary, `</s>` at the end."""

    def __init__(self, model: Path, vocab: dict[str, int]) -> None:
        self._model = spm.SentencePieceProcessor(model_file=str(model))
        pieces = (self._model.id_to_piece(i) for i in range(self._model.get_piece_size()))
        self._ids = [vocab.get(p, vocab["<unk>"]) for p in pieces]

    def __call__(self, text: str, sampling: float = 0.0) -> list[int]:
        """Ids of a line; `sampling` > 0 draws another segmentation each time (subword regularisation)."""
        if sampling > 0:
            ids = self._model.encode(text, enable_sampling=True, alpha=sampling, nbest_size=-1)
        else:
            ids = self._model.encode(text)
        return [self._ids[i] for i in ids] + [0]
