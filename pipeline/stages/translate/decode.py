"""Sentences into sentences, as many out as in: equal ones once, headings apart, those that are known without a model."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.normal import closed_up
from pipeline.stages.translate.figures import figures
from pipeline.stages.translate.headings import split_heading
from pipeline.stages.translate.known import all_without_model
from pipeline.stages.translate.ladder import with_model
from pipeline.stages.translate.translated import Tools, Translated


def translate_sentences(sentences: Sequence[str], tools: Tools) -> list[Translated]:
    """Each sentence translated and checked; equal sentences once, headings that begin one apart from the model.

    Raises ToolError where the engine fails.
    """
    split = [split_heading(closed_up(s), tools.pair.source, tools.pair.target) for s in sentences]
    rests = [rest for _, rest in split]
    done = all_without_model(rests, tools)
    made = with_model([rest for rest in dict.fromkeys(rests) if rest not in done], tools)
    done |= {
        rest: t.model_copy(update={"figures": figures(rest, tools)}) if t.errors else t
        for rest, t in made.items()
    }
    return [
        done[rest].model_copy(update={"source": sentence, "heading": name})
        for sentence, (name, rest) in zip(sentences, split, strict=True)
    ]
