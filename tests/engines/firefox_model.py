"""A tiny Firefox Translations model of our own making: Marian's 8-bit binary form, random weights, two vocabularies."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import sentencepiece

WIDTH, INNER, LAYERS = 64, 128, 1
FLOAT32, INT8, INTGEMM8 = 0x404, 0x101, 0x4101
LARGEST_INPUT = 8.0
SETTINGS = (
    f"dim-emb: {WIDTH}\ntransformer-heads: 2\nenc-depth: {LAYERS}\n"
    f"dec-depth: {LAYERS}\ntransformer-dim-ffn: {INNER}\n"
)
TEXT = {
    "zh": ["目的探讨冠心病患者血清水平。", "两组差异无统计学意义。", "患者九十六例,平均年龄五十六岁。"],
    "en": [
        "To study serum levels in patients.",
        "The difference was not significant.",
        "Ninety-six patients.",
    ],
}


def write_vocabulary(path: Path, lines: list[str], size: int) -> int:
    """Train a SentencePiece model in Marian's form (`</s>` is 0, `<unk>` 1); gives its size."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 5), model_prefix=str(path.with_suffix("")), vocab_size=size,
        bos_id=-1, pad_id=-1, eos_id=0, unk_id=1, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    path.with_suffix(".model").replace(path)
    return int(sentencepiece.SentencePieceProcessor(model_file=str(path)).get_piece_size())


def _attention(name: str) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {f"{name}_W{k}": (WIDTH, WIDTH) for k in "qkvo"}
    shapes |= {f"{name}_b{k}": (1, WIDTH) for k in "qkvo"}
    return shapes | {f"{name}_Wo_ln_{k}": (1, WIDTH) for k in ("scale", "bias")}


def _forward(name: str) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {f"{name}_W1": (WIDTH, INNER), f"{name}_b1": (1, INNER)}
    shapes |= {f"{name}_W2": (INNER, WIDTH), f"{name}_b2": (1, WIDTH)}
    return shapes | {f"{name}_ffn_ln_{k}": (1, WIDTH) for k in ("scale", "bias")}


def shapes(source: int, target: int) -> dict[str, tuple[int, ...]]:
    """The tensors of a student with separate vocabularies: a transformer encoder, an SSRU decoder."""
    made: dict[str, tuple[int, ...]] = {"encoder_Wemb": (source, WIDTH), "decoder_Wemb": (target, WIDTH)}
    made["decoder_ff_logit_out_b"] = (1, target)
    for layer in range(1, LAYERS + 1):
        made |= _attention(f"encoder_l{layer}_self") | _forward(f"encoder_l{layer}_ffn")
        made |= _attention(f"decoder_l{layer}_context") | _forward(f"decoder_l{layer}_ffn")
        made |= {f"decoder_l{layer}_rnn_{k}": (WIDTH, WIDTH) for k in ("W", "Wf")}
        made |= {f"decoder_l{layer}_rnn_{k}": (1, WIDTH) for k in ("bf", "ffn_ln_scale", "ffn_ln_bias")}
    return made


def _item(
    name: str, kind: int, shape: tuple[int, ...], data: bytes
) -> tuple[bytes, int, tuple[int, ...], bytes]:
    return name.encode() + b"\0", kind, shape, data


def _quantised(name: str, tensor: np.ndarray) -> list[tuple[bytes, int, tuple[int, ...], bytes]]:
    """A matrix in 8 bits, stored transposed unless it is an embedding, and the scale of what it is multiplied with."""
    scale = 127 / np.abs(tensor).max()
    rows = np.rint((tensor if name.endswith("Wemb") else tensor.T) * scale).astype(np.int8)
    data = rows.tobytes() + struct.pack("<f", scale) + bytes(252)
    stored = [_item(name, INTGEMM8, tensor.shape, data)]
    if name == "decoder_Wemb":
        alpha = bytes([127]) + struct.pack("<f", LARGEST_INPUT) + bytes(251)
        stored.append(_item(f"{name}_QuantMultA", INTGEMM8, (1, 1), alpha))
    elif not name.endswith("Wemb"):
        stored.append(_item(f"{name}_QuantMultA", FLOAT32, (1, 1), struct.pack("<f", 127 / LARGEST_INPUT)))
    return stored


def as_binary(tensors: dict[str, np.ndarray]) -> bytes:
    """Marian's binary form, version 1: headers, names, shapes, padding, data; `special:model.yml` among them."""
    items = []
    for name, tensor in tensors.items():
        if tensor.shape[0] > 1:
            items += _quantised(name, tensor)
        else:
            items.append(_item(name, FLOAT32, tensor.shape, tensor.astype("<f4").tobytes()))
    text = SETTINGS.encode() + b"\0"
    items.append(_item("special:model.yml", INT8, (len(text),), text))
    head = struct.pack("<QQ", 1, len(items))
    head += b"".join(struct.pack("<QQQQ", len(n), kind, len(s), len(d)) for n, kind, s, d in items)
    head += b"".join(n for n, *_ in items) + b"".join(struct.pack(f"<{len(s)}i", *s) for _, _, s, _ in items)
    gap = -(len(head) + 8) % 256
    return head + struct.pack("<Q", gap) + b"\0" * gap + b"".join(d for *_, d in items)


def make(folder: Path, *, without: str = "", end: float = 10.0, seed: int = 3) -> Path:
    """Write a model folder with Firefox's file names; `without` leaves a tensor out, `end` favours an early end."""
    folder.mkdir(parents=True)
    source = write_vocabulary(folder / "srcvocab.zhen.spm", TEXT["zh"], 60)
    target = write_vocabulary(folder / "trgvocab.zhen.spm", TEXT["en"], 60)
    rng = np.random.default_rng(seed)
    tensors = {name: rng.normal(0, 0.5, shape) for name, shape in shapes(source, target).items()}
    tensors["decoder_ff_logit_out_b"][0, 0] = end
    (folder / "model.zhen.intgemm.alphas.bin").write_bytes(
        as_binary({name: tensor for name, tensor in tensors.items() if name != without})
    )
    return folder
