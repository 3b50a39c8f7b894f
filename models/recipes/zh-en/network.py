"""The network: a small Marian model, started from the lexicon or from weights that there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import MarianConfig, MarianMTModel

FORBIDDEN = -1e4


@dataclass(frozen=True)
class Shape:
    """Size of the network."""

    width: int = 256
    encoder_layers: int = 4
    decoder_layers: int = 2
    heads: int = 4
    inner: int = 1024


def marian_config(shape: Shape, size: int) -> MarianConfig:
    """Configuration for a joint vocabulary of `size` pieces whose last one is `<pad>`."""
    return MarianConfig(
        vocab_size=size, d_model=shape.width, encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers, encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads, encoder_ffn_dim=shape.inner, decoder_ffn_dim=shape.inner,
        max_position_embeddings=512, activation_function="swish", scale_embedding=True, dropout=0.0,
        attention_dropout=0.0, pad_token_id=size - 1, eos_token_id=0, decoder_start_token_id=size - 1,
        forced_eos_token_id=0, bos_token_id=None, attn_implementation="eager",
    )  # fmt: skip


def new_model(shape: Shape, embedding: Tensor, targets: int) -> MarianMTModel:
    """A fresh model with given unit-length embedding rows, which may write the first `targets` ids only.

    The last cross-attention starts as a plain copy of the source embedding, so that looking at the right
    source piece is all that the model has to learn to gloss it.
    """
    model = MarianMTModel(marian_config(shape, embedding.shape[0]))
    with torch.no_grad():
        model.get_input_embeddings().weight.copy_(embedding)
        last = model.model.decoder.layers[-1].encoder_attn
        for linear in (last.v_proj, last.out_proj):
            linear.weight.add_(torch.eye(shape.width))
        bias = torch.zeros(1, embedding.shape[0])
        bias[:, targets:] = FORBIDDEN
        bias[:, 1] = FORBIDDEN
        model.final_logits_bias.copy_(bias)
    return model


def set_dropout(model: MarianMTModel, rate: float) -> None:
    """Set the dropout of all layers (not that of the attention)."""
    for part in model.modules():
        if hasattr(part, "dropout") and isinstance(part.dropout, float):
            part.dropout = rate
    model.config.dropout = rate


class Trainee:
    """A Marian model together with what its losses need."""

    def __init__(self, model: MarianMTModel, targets: int) -> None:
        self.model = model
        self._targets = targets
        self._attention: Tensor = torch.empty(0)
        model.model.decoder.layers[-1].encoder_attn.register_forward_hook(self._keep)

    def _keep(self, _module: nn.Module, _given: Any, output: Any) -> None:
        self._attention = output[1]

    def __call__(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States (positions that are no padding, width), output layer (targets, width), attention.

        The attention is that of the last decoder layer, the mean of its heads: (batch, rows, columns).
        """
        pad = self.model.config.pad_token_id
        start = torch.cat([torch.full_like(target[:, :1], pad), target[:, :-1]], 1)
        mask = (source != pad).long()
        state = self.model.model(
            input_ids=source, attention_mask=mask, decoder_input_ids=start, use_cache=False
        ).last_hidden_state
        weight = self.model.get_input_embeddings().weight[: self._targets]
        return state[target != pad], weight, self._attention.float().mean(1)
