"""How the form of a label may be printed: without accents, letter-spaced, with signs that OCR takes for others."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SPACE = r"[\s\u3000\xa0]"
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LOOKALIKES = {"ー": "[ー一—-]", "責": "[責貴责]", "键": "[键鍵]", "關": "[關関]", "キ": "[キ辛]"}
"""Characters of labels that OCR takes for others, and what it takes them for."""
_ALIKE = str.maketrans("一—貴责鍵関辛", "ーー責責键關キ")


def key(text: str) -> str:
    """A form, printed or written down, as it is looked up: without spaces, accents and case."""
    found = re.sub(rf"(?:{SPACE}|[-‐·・])+", "", text).replace("’", "'").casefold().translate(_ALIKE)
    return "".join(map(_without_accent, found))


@cache
def _without_accent(character: str) -> str:
    """A Latin letter without its accent: capitals are often set without (RESUME, MOTS-CLES, PALABRAS CLAVE: METODOS)."""
    if not unicodedata.name(character, "").startswith("LATIN"):
        return character
    return unicodedata.normalize("NFD", character)[0]


def _either(character: str) -> str:
    """A pattern for a letter of a form, with or without its accent."""
    plain = _without_accent(character)
    return re.escape(character) if plain == character else f"[{character}{plain}]"


def row(form: str, *, spread: bool) -> list[str]:
    """The patterns of a form, one a character; `spread` also finds it letter-spaced."""
    if HAN.search(form):
        signs = [_LOOKALIKES.get(c, re.escape(c)) for c in form if not c.isspace()]
        return [signs[0], *(rf"{SPACE}{{0,4}}{sign}" for sign in signs[1:])]
    letter = _either if len(form) > 2 else re.escape
    found: list[str] = []
    for word in re.split(r"[\s-]+", form):
        between = r"\s?" if spread and len(word) > 5 else ""
        first, *others = (letter(c).replace("'", "['’]") for c in word)
        found += [rf"[\s-]{{0,3}}{first}" if found else first, *(between + c for c in others)]
    return [*found, r"(?![^\W_])"]
