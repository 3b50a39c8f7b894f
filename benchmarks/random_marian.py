"""A real Marian model with random weights: for tests (tiny) and for speed (the size of opus-mt)."""

from __future__ import annotations

import json
from pathlib import Path

LINES = (
    "目的 探讨冠心病患者血清CRP水平与预后的关系。",
    "方法 回顾性分析2019年3月至2021年12月收治的96例患者的临床资料。",
    "结果 联合组客观缓解率为56.3%，高于对照组的33.3%（P=0.024）。",
    "结论 未出现治疗相关死亡，不良反应可控。",
    "To investigate the efficacy and safety of radiotherapy in patients with lung cancer.",
    "Methods We retrospectively analyzed the clinical data of 96 patients (P<0.05).",
    "Results The objective response rate was 56.3% in the combination group.",
    "No treatment-related death occurred, and adverse reactions were manageable.",
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,;:!?()[]%<>=±-/",
)


def build(
    folder: Path, *, width: int = 32, layers: int = 2, ffn: int = 64, vocabulary: int = 0, seed: int = 1
) -> Path:
    """Write a MarianMT folder: SentencePiece trained on a few lines, `<pad>` the last piece with a zero row.

    `vocabulary` pieces in all, filled up with unused ones half of which are the target's, or just those of the lines
    for 0. (Models of opus-mt join two vocabularies of about the same size, too.)
    """
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    text = folder / "lines.txt"
    text.write_text("\n".join(LINES), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "both"),
        vocab_size=260,
        hard_vocab_limit=False,
        character_coverage=1.0,
        bos_id=-1,
        unk_id=1,
        eos_id=0,
        minloglevel=2,
        normalization_rule_name="identity",
    )
    text.unlink()
    (folder / "both.vocab").unlink()
    spm = sentencepiece.SentencePieceProcessor(model_file=str(folder / "both.model"))
    pieces = [spm.id_to_piece(i) for i in range(spm.get_piece_size())]
    unused = [f"▁unused{i}" for i in range(len(pieces), vocabulary - 1)]
    pieces += [*unused, "<pad>"]
    (folder / "vocab.json").write_text(
        json.dumps({p: i for i, p in enumerate(pieces)}, ensure_ascii=False), encoding="utf-8"
    )
    (folder / "both.model").rename(folder / "source.spm")
    _write_with_more(folder / "source.spm", folder / "target.spm", unused[: len(unused) // 2])
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"source_lang": "zh", "target_lang": "en", "model_max_length": 512}), encoding="utf-8"
    )
    pad = len(pieces) - 1
    torch.manual_seed(seed)
    config = MarianConfig(
        vocab_size=len(pieces),
        d_model=width,
        encoder_layers=layers,
        decoder_layers=layers,
        encoder_attention_heads=8 if width >= 512 else 2,
        decoder_attention_heads=8 if width >= 512 else 2,
        encoder_ffn_dim=ffn,
        decoder_ffn_dim=ffn,
        activation_function="swish",
        static_position_embeddings=True,
        scale_embedding=True,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        max_position_embeddings=512,
        num_beams=4,
    )
    model = MarianMTModel(config).eval()
    with torch.no_grad():
        model.model.shared.weight[pad] = 0.0
        model.model.shared.weight.mul_(3.0)
    model.save_pretrained(folder)
    return folder


def _write_with_more(model: Path, copy: Path, pieces: list[str]) -> None:
    """Copy a SentencePiece model with pieces added that no text holds."""
    from sentencepiece import sentencepiece_model_pb2

    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.read_bytes())
    for piece in pieces:
        proto.pieces.add(piece=piece, score=-100.0)
    copy.write_bytes(proto.SerializeToString())
