"""Text as the models of translation were trained on it: one normaliser for training and for use.

Typesetting and formula readers set letters apart (`P y l o r i`, `CD 8 +`, `9 5 % C I`); a model that never saw such
letters spells nonsense.
"""

from __future__ import annotations

import re
import unicodedata

HAN = r"\u3400-\u9fff"

_NARROW = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 32, 0xA0: 32, 0xB5: 0x3BC, 0x2212: 45}
_SPACE = re.compile(r"\s+")
_HAN_GAP = re.compile(rf"(?<=[{HAN}，。；：、（）]) +(?=[{HAN}，。；：、（）])")
_LETTER_RUN = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){1,15}[A-Za-z](?![A-Za-z])")
_UNIT_GAP = re.compile(r"(/[a-zA-Zμ]{1,2}) ([a-zA-Z]{1,2})(?![A-Za-z])")
_MARKER_SIGN = re.compile(r"(?<![A-Za-z])([A-Z]{2,4}) ?(\d{1,3}) ?([+-])(?! ?\d)")
_MARKER_HYPHEN = re.compile(r"(?<=[A-Z]{2}) - (?=[\dαβγκ])")
_INNER = re.compile(r"(?<=[(\[]) +| +(?=[)\],;%])")
_DECIMAL_GAP = re.compile(r"(?<=\d)\. (?=\d)")


def join_letter_runs(text: str) -> str:
    """Join letters that were set apart (`9 5 % C I` -> `9 5 % CI`, `G H z` -> `GHz`).

    Runs made of the English words `a` and `I` alone stay as they are.
    """

    def join(match: re.Match[str]) -> str:
        run = match.group(0)
        return run if set(run) <= {"a", "A", "I", " "} else run.replace(" ", "")

    return _UNIT_GAP.sub(r"\1\2", _LETTER_RUN.sub(join, text))


def closed_up(text: str) -> str:
    """Letters and markers joined (`CD 8 +` -> `CD8+`), and nothing else changed."""
    return _MARKER_HYPHEN.sub("-", _MARKER_SIGN.sub(r"\1\2\3", join_letter_runs(text)))


def normalised(text: str) -> str:
    """One line with full-width ASCII narrowed, stray spaces taken out, spaced letters and markers joined."""
    text = unicodedata.normalize("NFC", text).translate(_NARROW)
    text = _HAN_GAP.sub("", _SPACE.sub(" ", text).strip())
    return _INNER.sub("", _DECIMAL_GAP.sub(".", closed_up(text)))
