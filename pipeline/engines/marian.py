"""MarianMT through transformers: the reference engine. Every other way to run the weights is measured against it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from pipeline.engines.batching import LONGEST, batches, output_limit, padded
from pipeline.engines.manifest import Quality, Weights
from pipeline.errors import ToolFailed
from pipeline.ports import Hypothesis

NOTHING = Hypothesis(text="", score=0.0)


class MarianEngine:
    """A Translator that calls `MarianMTModel.generate` in fp32. Loads at once; raises ToolFailed on broken weights."""

    def __init__(self, weights: Weights, beam: int = 4, threads: int = 1) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from transformers import MarianMTModel, MarianTokenizer, logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        torch.set_num_threads(threads)
        self._weights, self._beam = weights, beam
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

    @property
    def model(self) -> str:
        """The weights' name in the manifest."""
        return self._weights.entry.name

    @property
    def revision(self) -> str:
        """The weights' revision."""
        return self._weights.revision

    @property
    def engine(self) -> str:
        """What runs the weights."""
        return "transformers fp32"

    @property
    def draft(self) -> bool:
        """Whether the weights are only good for a first look."""
        return self._weights.entry.quality is Quality.DRAFT

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[list[Hypothesis]]:
        """For each sentence its best hypotheses, best first; an empty one for blanks and over-long sentences."""
        ids = [self._pieces(sentence) for sentence in sentences]
        results = [[NOTHING] for _ in sentences]
        for batch in batches([len(i) for i in ids]):
            found = self._generate([ids[i] for i in batch], min(n_best, self._beam))
            for i, hypotheses in zip(batch, found, strict=True):
                results[i] = hypotheses
        return results

    def score(self, sentence: str, target: str) -> float:
        """The mean log probability a piece of a given translation (used to prove a conversion right)."""
        import torch

        labels = self._tokenizer(text_target=target, return_tensors="pt").input_ids
        encoded = torch.tensor([self._pieces(sentence)])
        with torch.inference_mode():
            return -float(self._model(input_ids=encoded, labels=labels).loss)

    def _pieces(self, sentence: str) -> list[int]:
        if not sentence.strip():
            return []
        prefix = f"{self._weights.entry.prefix} " if self._weights.entry.prefix else ""
        ids: list[int] = self._tokenizer(prefix + sentence, truncation=False, verbose=False).input_ids
        return ids

    def _generate(self, ids: list[list[int]], n_best: int) -> list[list[Hypothesis]]:
        import torch

        width = min(padded(max(len(row) for row in ids)), LONGEST)
        pad = self._tokenizer.pad_token_id
        inputs = torch.tensor([row + [pad] * (width - len(row)) for row in ids])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids])
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
        rows = [Hypothesis(text=t.strip(), score=s) for t, s in zip(texts, scores, strict=True)]
        return [rows[i : i + n_best] for i in range(0, len(rows), n_best)]
