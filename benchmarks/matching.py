"""A printed text looked for anywhere in what a system read: the stretch with the fewest edits, and how many they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rapidfuzz.distance import Levenshtein

WITHOUT_SPACES = ("zh", "zh-Hant", "ja")
SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "～": "~", "〜": "~", "∼": "~", "µ": "μ", "【": "[", "】": "]"})  # fmt: skip
NUMBER = re.compile(r"[<>=≤≥±×]?\d+(?:\.\d+)?[%‰°℃]*")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def plain(text: str, language: str) -> str:
    """A text as it is compared: NFKC, one form of quotes and dashes, no line breaks."""
    text = unicodedata.normalize("NFKC", re.sub(r"-\n(?=[a-z])", "", text).translate(SAME)).translate(SAME)
    return re.sub(r"\s+", "" if language in WITHOUT_SPACES else " ", text).strip()


def found(want: str, got: str) -> str:
    """The stretch of `got` that takes the fewest edits to become `want`."""
    ends = list(_distances(want, got, anchored=False))
    if not want or not ends or min(ends) >= len(want):
        return ""
    end = ends.index(min(ends)) + 1
    lengths = list(_distances(want[::-1], got[max(0, end - 2 * len(want)) : end][::-1], anchored=True))
    return got[end - 1 - lengths.index(min(lengths)) : end]


def _distances(want: str, got: str, *, anchored: bool) -> Iterator[int]:
    """Edits from `want` to the best stretch of `got` that ends at each of its characters (Myers 1999, bit-parallel).

    `anchored`: to the stretch that begins where `got` does.
    """
    last, full = 1 << max(0, len(want) - 1), (1 << len(want)) - 1
    places: dict[str, int] = {}
    for number, char in enumerate(want):
        places[char] = places.get(char, 0) | 1 << number
    more, less, score = full, 0, len(want)
    for char in got:
        same = places.get(char, 0)
        down = same | less
        across = (((same & more) + more) ^ more) | same
        right, left = less | ~(across | more) & full, more & across
        score += bool(right & last) - bool(left & last)
        right, left = (right << 1 | anchored) & full, left << 1 & full
        more, less = left | ~(down | right) & full, right & down
        yield score


def numbers(want: str, got: str) -> tuple[int, int]:
    """Number tokens of the truth that were read too, and all."""
    tokens = [Counter(NUMBER.findall(re.sub(r"\s", "", text.translate(RAISED)))) for text in (want, got)]
    return sum((tokens[0] & tokens[1]).values()), sum(tokens[0].values())


def judge(truth: dict[str, Any], text: str) -> dict[str, tuple[int, int]]:
    """Edits and length of each printed text, and number tokens right and in all."""
    language = truth["lang"]
    wanted = [
        ("title.src", language, truth["title"]["src"]),
        ("abstract.src", language, truth["abstract"]["src"]["text"]),
    ]
    if truth["english_printed"]:
        wanted += [
            ("title.en", "en", truth["title"]["en"]),
            ("abstract.en", "en", truth["abstract"]["en"]["text"]),
        ]
    out: dict[str, tuple[int, int]] = {}
    for field, code, value in wanted:
        if value:
            want = plain(value, code)
            got = found(want, plain(text, code))
            out[field] = (min(Levenshtein.distance(want, got), len(want)), len(want))
            if field.startswith("abstract"):
                right, total = numbers(want, got)
                before = out.get("numbers", (0, 0))
                out["numbers"] = (before[0] + right, before[1] + total)
    return out
