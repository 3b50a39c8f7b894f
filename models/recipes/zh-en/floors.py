"""Below what a draft's sentences are not believed, set anew for a folder of weights, and written into its card.

python models/recipes/zh-en/floors.py --model models/scanglot-zh-en-draft

Scores and attention of other weights lie elsewhere. The floor of scores is the one below which lies the same share of the
development lines' sentences, and that of attention the one below which the same share of words has a counterpart in the
translation all the same, as with the weights whose output was read (docs/measuring.md).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from paths import work_folder

from pipeline.engines.ctranslate2 import CTranslate2Engine
from pipeline.engines.manifest import CARD, weights_in
from pipeline.languages.lexicon import lexicon
from pipeline.languages.sentences import split
from pipeline.ports import Floors, Hypothesis, Translator
from pipeline.stages.translate.coverage import coverage
from pipeline.stages.translate.unread import LookedAt, as_read, looked_at

UNSURE = 0.104
"""Share of sentences whose score lies below the floor."""
RENDERED = 0.446
"""Share of words below the floor of attention that have a counterpart."""
_FEWEST = 50
"""Words from which a share is one."""


def score_floor(scores: Sequence[float]) -> float:
    """The score below which lies the share of UNSURE."""
    return sorted(scores)[min(len(scores) - 1, round(UNSURE * len(scores)))]


def read_floor(words: Sequence[LookedAt]) -> float:
    """The highest share of attention below which no more words than RENDERED have a counterpart."""
    ordered = sorted(words, key=lambda word: word.share)
    rendered = accumulate(word.rendered for word in ordered)
    fitting = [
        word.share
        for number, (word, so_far) in enumerate(zip(ordered, rendered, strict=True), start=1)
        if number >= _FEWEST and so_far <= RENDERED * number
    ]
    return max(fitting, default=Floors().read)


def measured(translator: Translator, lines: Sequence[str]) -> tuple[list[float], list[LookedAt]]:
    """The scores of the lines' sentences, and what was looked at of their words."""
    sentences = [s for line in lines for s in split(line, "zh")]
    best = [found[0] for found in translator.translate(sentences)]
    words = [word for s, made in zip(sentences, best, strict=True) for word in _looked_at(s, made)]
    return [made.score for made in best if made.text], words


def _looked_at(sentence: str, made: Hypothesis) -> list[LookedAt]:
    words, text = lexicon("zh", "en"), as_read(sentence)
    return list(looked_at(text, made.read, coverage(text, made.text, words))) if words and made.text else []


def floors_of(model: Path, lines: Sequence[str]) -> Floors:
    """The floors of the weights in a folder, by what they make of the development lines."""
    scores, words = measured(CTranslate2Engine(weights_in(model)), lines)
    return Floors(score=round(score_floor(scores), 3), read=round(read_floor(words), 3))


def write_floors(model: Path, floors: Floors) -> None:
    """State the floors in the folder's card, in place of those that it states."""
    card = model / CARD
    text = re.sub(r"^(?:score|read)_floor = .*\n", "", card.read_text(encoding="utf-8"), flags=re.MULTILINE)
    stated = f"\nscore_floor = {floors.score}\nread_floor = {floors.read}\n\n[model.sha256]"
    card.write_text(text.replace("\n\n[model.sha256]", stated, 1), encoding="utf-8")


def shares_below(floors: Floors, scores: Sequence[float], words: Sequence[LookedAt]) -> tuple[float, float]:
    """What UNSURE and RENDERED would be for given floors."""
    below = [word.rendered for word in words if word.share < floors.read]
    return sum(score < floors.score for score in scores) / len(scores), sum(below) / max(1, len(below))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--lines", type=Path, default=work_folder() / "raw" / "dev.zh")
    parser.add_argument("--show", action="store_true", help="write nothing: what lies below the floors now")
    args = parser.parse_args()
    lines = args.lines.read_text(encoding="utf-8").splitlines()
    if args.show:
        engine = CTranslate2Engine(weights_in(args.model))
        shares = shares_below(engine.floors, *measured(engine, lines))
        print("UNSURE = {:.3f}, RENDERED = {:.3f}".format(*shares))
        return
    found = floors_of(args.model, lines)
    write_floors(args.model, found)
    print(f"score {found.score}, attention {found.read} written to {args.model}")


if __name__ == "__main__":
    main()
