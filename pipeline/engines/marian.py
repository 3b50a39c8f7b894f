"""MarianMT through transformers: the reference engine. Every other way to run the weights is measured against it."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

from pipeline.engines.batching import output_limit
from pipeline.engines.decoding import MarianTranslator
from pipeline.engines.manifest import Weights
from pipeline.errors import ToolFailed, ToolMissing
from pipeline.ports import Hypothesis

REFERENCE_CURE = "pip install 'scanglot[transformers]'"


def reference_here() -> bool:
    """Whether transformers and torch are installed: they are an extra, and CTranslate2 runs models without them."""
    return find_spec("transformers") is not None and find_spec("torch") is not None


def keep_quiet() -> None:
    """Let transformers say nothing but errors: its bars of progress would stand between our lines."""
    from transformers import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()


class MarianEngine(MarianTranslator[int]):
    """A Translator that calls `MarianMTModel.generate` in fp32. Loads at once; raises ToolFailed on broken weights, ToolMissing without transformers."""

    def __init__(self, weights: Weights, beam: int = 4, threads: int = 1) -> None:
        super().__init__(weights, beam, "transformers fp32")
        if not reference_here():
            raise ToolMissing("transformers and torch are not installed.", cure=f"{REFERENCE_CURE}.")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from transformers import MarianMTModel, MarianTokenizer

        keep_quiet()
        torch.set_num_threads(threads)
        folder = str(weights.folder)
        try:
            self._tokenizer: Any = MarianTokenizer.from_pretrained(folder, local_files_only=True)
            loaded: Any = MarianMTModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
        except Exception as error:
            raise ToolFailed(
                f"the model {weights.entry.name} does not load: {error}.",
                where=folder,
                cure="`scanglot models verify` says whether its files are whole.",
            ) from error
        self._model = loaded.eval()

    def score(self, sentence: str, target: str) -> float:
        """The mean log probability a piece of a given translation (used to prove a conversion right)."""
        import torch

        labels = self._tokenizer(text_target=target, return_tensors="pt").input_ids
        encoded = torch.tensor([self._pieces(sentence)])
        with torch.inference_mode():
            return -float(self._model(input_ids=encoded, labels=labels).loss)

    def _pieces(self, sentence: str) -> list[int]:
        prefix = f"{self._weights.entry.prefix} " if self._weights.entry.prefix else ""
        ids: list[int] = self._tokenizer(prefix + sentence, truncation=False, verbose=False).input_ids
        return ids

    def _decode(self, rows: list[list[int]], width: int, n_best: int) -> list[list[Hypothesis]]:
        import torch

        pad = self._tokenizer.pad_token_id
        inputs = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                num_beams=self._beam,
                num_return_sequences=n_best,
                max_length=None,
                max_new_tokens=output_limit(width),
                do_sample=False,
                length_penalty=1.0,
                early_stopping=False,
                return_dict_in_generate=True,
                output_scores=True,
            )
        texts = self._tokenizer.batch_decode(
            out.sequences, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        scores = (
            out.sequences_scores.tolist() if out.get("sequences_scores") is not None else [0.0] * len(texts)
        )
        found = [Hypothesis(text=t.strip(), score=s) for t, s in zip(texts, scores, strict=True)]
        return [found[i : i + n_best] for i in range(0, len(found), n_best)]
