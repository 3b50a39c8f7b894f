"""Marian weights as CTranslate2's layers, without transformers or torch.

The layers and their names are those of transformers' Marian (post-norm, sinusoidal positions); CTranslate2's own
converter for it loads the model into torch first, which is a gigabyte to install.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.engines.pickled import read_tensors

_ACTIVATIONS = {"swish": "SWISH", "silu": "SWISH", "relu": "RELU", "gelu": "GELU"}


def convert_weights(folder: Path, file: Path, to: Path, quantization: str) -> None:
    """Convert a Marian folder with `config.json`, `vocab.json` and a file of weights into a CTranslate2 folder.

    `quantization` is a type name of CTranslate2 (float32, int8). Raises KeyError, ValueError or OSError for weights
    that are no such model.
    """
    from ctranslate2.converters.converter import Converter

    class FromArrays(Converter):  # type: ignore[misc]
        def _load(self) -> Any:
            return _spec(folder, file)

    FromArrays().convert(str(to), quantization=quantization)


def _spec(folder: Path, file: Path) -> Any:
    from ctranslate2.specs import common_spec, transformer_spec
    from safetensors.numpy import load_file

    read = load_file if file.suffix == ".safetensors" else read_tensors
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = {name: value.astype(np.float32) for name, value in read(file).items()}
    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation[_ACTIVATIONS[config["activation_function"]]],
        layernorm_embedding=False,
    )
    tokens = _tokens(folder)
    shared = weights["model.shared.weight"][: len(tokens)]
    positions = sinusoids(config["max_position_embeddings"], config["d_model"])
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        side.scale_embeddings = config["d_model"] ** 0.5 if config["scale_embedding"] else 1.0
        side.position_encodings.encodings = positions
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = weights.get(f"model.{name}.embed_tokens.weight", shared)[: len(tokens)]
        for number, layer in enumerate(side.layer):
            _set_layer(layer, weights, f"model.{name}.layers.{number}")
    spec.decoder.start_from_zero_embedding = True
    spec.decoder.alignment_heads = np.int16(config["decoder_attention_heads"])
    spec.decoder.projection.weight = weights.get("lm_head.weight", shared)[: len(tokens)]
    bias = weights["final_logits_bias"].reshape(-1)[: len(tokens)]
    if bias.any():
        spec.decoder.projection.bias = bias
    spec.config.eos_token = spec.config.decoder_start_token = "</s>"  # noqa: S105
    spec.config.unk_token = "<unk>"  # noqa: S105
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    return spec


def sinusoids(count: int, width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Positions as Marian has them, count x width: sines in the first half of the columns, cosines in the second."""
    angles = np.arange(count)[:, None] / np.power(10000, 2 * np.arange(width // 2) / width)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def _tokens(folder: Path) -> list[str]:
    """The pieces by number, without the `<pad>` at the end: CTranslate2 starts a translation from zeros instead."""
    known: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    tokens = sorted(known, key=known.__getitem__)
    return tokens[:-1] if tokens[-1] == "<pad>" else tokens


def _set_layer(layer: Any, weights: dict[str, Any], name: str) -> None:
    _set_attention(layer.self_attention, weights, f"{name}.self_attn", own=True)
    if f"{name}.encoder_attn.q_proj.weight" in weights:
        _set_attention(layer.attention, weights, f"{name}.encoder_attn", own=False)
    for linear, part in ((layer.ffn.linear_0, "fc1"), (layer.ffn.linear_1, "fc2")):
        linear.weight, linear.bias = _both(weights, f"{name}.{part}")
    norm = layer.ffn.layer_norm
    norm.gamma, norm.beta = _both(weights, f"{name}.final_layer_norm")


def _set_attention(attention: Any, weights: dict[str, Any], name: str, *, own: bool) -> None:
    """One attention: its queries, keys and values are one matrix where a layer attends to itself."""
    parts = [_both(weights, f"{name}.{part}_proj") for part in "qkv"]
    groups = [parts] if own else [parts[:1], parts[1:]]
    for linear, group in zip(attention.linear, groups, strict=False):
        linear.weight = np.concatenate([weight for weight, _ in group])
        linear.bias = np.concatenate([bias for _, bias in group])
    attention.linear[-1].weight, attention.linear[-1].bias = _both(weights, f"{name}.out_proj")
    norm = attention.layer_norm
    norm.gamma, norm.beta = _both(weights, f"{name}_layer_norm")


def _both(weights: dict[str, Any], name: str) -> tuple[Any, Any]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
