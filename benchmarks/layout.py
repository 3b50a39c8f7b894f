"""Is each truth's abstract one contiguous run of the page text in our reading order?

    python -m benchmarks.layout LINES TRUTH [--layer]

LINES holds NAME.pN.json (recognised lines, `PageLines`), TRUTH holds NAME.json. With `--layer` the pages come from the
text layers of TRUTH/NAME.pdf instead, where these are good. Printed: the character error of the best-matching window
(spaces and width of characters left aside in scripts without spaces), and the time that ordering took.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.engines.poppler import Poppler
from pipeline.languages.writing import join_lines, words_of
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.text import BlockKind, PageLines, PageText
from pipeline.stages.layer import read_layer
from pipeline.stages.layout import layout

RUNNING = (BlockKind.BODY, BlockKind.BOXED)
SIGNS = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "～": "~", "“": '"', "”": '"', "’": "'", "∶": ":", "µ": "μ"}
)
REACH = 12


def plain(text: str, spaced: bool) -> str:
    text = unicodedata.normalize("NFKC", text.translate(SIGNS)).translate(SIGNS)
    text = re.sub(r"[\[\]【】:]", "", text)
    return re.sub(r"\s+", " " if spaced else "", text).strip()


def error(wanted: str, text: str) -> float:
    """Character error of the window of `text` that fits best."""
    found = fuzz.partial_ratio_alignment(wanted, text)
    if found is None or not wanted:
        return 1.0
    ends = [
        (max(0, found.dest_start + a), found.dest_end + b)
        for a in range(-REACH, REACH + 1)
        for b in range(-REACH, REACH + 1)
    ]
    return min(1.0, min(Levenshtein.distance(wanted, text[a:b]) for a, b in ends) / len(wanted))


def from_layer(pdf: Path, pages: int = 2) -> list[PageLines]:
    engine = Poppler()
    sizes = engine.facts(pdf).pages
    source = Source(path=str(pdf), name=pdf.name, sha256="0" * 64, media_type=MediaType.PDF, size=1)
    infos = tuple(PageInfo(number=n + 1, width=w, height=h) for n, (w, h) in enumerate(sizes))
    document = Document(source=source, pages=infos)
    layers = [read_layer(document, n, engine, 300) for n in range(1, min(pages, len(sizes)) + 1)]
    return [layer.page for layer in layers if layer.page is not None]


def running_text(pages: list[PageText]) -> str:
    lines = [line.text for p in pages for b in p.blocks if b.kind in RUNNING for line in b.lines]
    return join_lines(lines, words_of(lines))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--layer", action="store_true")
    asked = parser.parse_args()
    errors: dict[str, list[float]] = {"src": [], "en": []}
    seconds, count = 0.0, 0
    for path in sorted(asked.truth.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        files = sorted(asked.lines.glob(f"{path.stem}.p*.json"))
        raw = [PageLines.model_validate_json(f.read_bytes()) for f in files]
        raw = from_layer(path.with_suffix(".pdf")) if asked.layer else raw
        if not raw:
            continue
        begin = time.process_time()
        text = running_text([layout(page) for page in raw])
        seconds, count = seconds + time.process_time() - begin, count + len(raw)
        told = []
        for key, code in (("src", truth["lang"]), ("en", "en")):
            if key == "src" or truth["english_printed"]:
                spaced = code not in ("zh", "zh-Hant", "ja")
                value = error(plain(truth["abstract"][key]["text"], spaced), plain(text, spaced))
                errors[key].append(value)
                told.append(f"{key} {value:.4f}")
        print(f"{path.stem:28} {len(raw)} pages  {'  '.join(told)}")
    for key, values in errors.items():
        over = sum(1 for v in values if v > 0.005)
        print(
            f"{key}: {len(values)} abstracts, mean {sum(values) / max(1, len(values)):.4f}, over 0.005: {over}"
        )
    print(f"ordering: {seconds / max(1, count):.3f} s a page")


if __name__ == "__main__":
    main()
