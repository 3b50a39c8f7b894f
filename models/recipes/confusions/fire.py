"""Which look-alike rules fire on print of our own making: each rule's example, as it should be, drawn, read and mended.

    python models/recipes/confusions/fire.py [--times N]

A rule fires rightly where its edit leaves what was printed; a rule that never fires, here or on pages
(`python -m benchmarks.rules`), mends what no engine of ours reads.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from collections import Counter

import numpy as np
from lines import HEIGHT, WIDTH, drawn, faces

from pipeline.engines.toolbox import open_engines
from pipeline.languages.lookalikes import lookalikes
from pipeline.records.base import BBox
from pipeline.records.text import LineReading
from pipeline.settings import Settings
from pipeline.stages.recognize.lookalikes import in_context

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def main() -> None:
    """Draw, read, mend, print what fired."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=6)
    parser.add_argument("--seed", type=int, default=16)
    args = parser.parse_args()
    dice, engines = random.Random(args.seed), open_engines(Settings())
    able = [face for face in faces() if "Noto" in face.stem]
    fired: dict[str, Counter[str]] = {}
    for rule in lookalikes():
        printed = f"{rule.example[1]}  {rule.on}".strip()
        language = "ru" if CYRILLIC.search(printed) else "zh"
        page = np.vstack([np.asarray(drawn(printed, dice.choice(able), dice)) for _ in range(args.times)])
        boxes = [BBox(0, n * HEIGHT, WIDTH, (n + 1) * HEIGHT) for n in range(args.times)]
        read = [r.read_lines(page, boxes, (language,)) for r in engines.readers]
        for mine, others in ((read[0], read[1]), (read[1], read[0])):
            for line, other in zip(mine, others, strict=True):
                second = LineReading(engine=other.engine, text=other.text, confidence=other.confidence)
                (mended,) = in_context((line.model_copy(update={"other": second}),))
                for edit in mended.edits:
                    right = _plain(mended.text) == _plain(printed)
                    fired.setdefault(edit.rule, Counter())["right" if right else "partly"] += 1
                if any(True for _ in rule.changes(mended.text)):
                    fired.setdefault(rule.id, Counter())["left and flagged"] += 1
    for rule in lookalikes():
        print(rule.id, dict(fired.get(rule.id, {})), sep="\t")


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


if __name__ == "__main__":
    main()
