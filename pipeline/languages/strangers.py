"""Languages that we have no file for: named, so that none is passed off as its neighbour."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.languages import languages
from pipeline.languages.families import family
from pipeline.languages.scripts import script_counts

_LONG = 200
"""Letters from which on the words of a text show its language."""
_FEW = 0.06
"""Share of little words below which a text of such a script is hardly in the language that it is taken for."""
_MANY = frozenset(["Latin", "Arabic"])
"""Scripts of many languages, which share their letters."""
_SURE = 0.95
"""Probability that langdetect gives to a language, at least."""
_READ = frozenset(
    {"Latin", "Cyrillic", "Han", "Japanese", "Korean", "Hangul", "Hiragana", "Katakana", "Greek", "Fraktur"}
)
"""Scripts, as Tesseract calls them, of which a bad page is still a page that might be read."""
_OURS = {"zh-cn": "zh", "zh-tw": "zh-Hant"}


def stranger(text: str, supposed: str) -> str | None:
    """The BCP 47 code of the language of a text, where it is one that we have no file for; else None.

    `supposed` is the language of ours that the text was taken for. Only where its little words or its own letters are
    missing is langdetect asked, with all the languages that it knows: so both must agree. A text in a script of its own
    (Hebrew, Thai) may be short.
    """
    if own := in_own_script(text):
        return own
    if not is_long(text) or _looks_like(text, supposed):
        return None
    code, share = _likeliest(text)
    return code if share >= _SURE and code not in languages() else None


@lru_cache(maxsize=4096)
def in_own_script(text: str) -> str | None:
    """The BCP 47 code of the language that the letters of a text tell, however few, since none of ours has them; else None.

    Of several that share such a script (Hindi, Marathi, Nepali) the likeliest.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters or text.isascii() or 2 * sum(script_counts(text).values()) >= len(letters):
        return None
    (name, _), *_ = Counter(unicodedata.name(c, " ").split()[0].title() for c in letters).most_common(1)
    codes = [code for code, known in strangers().items() if known.script == name]
    if len(codes) <= 1:
        return codes[0] if codes else None
    shares = _shares(text)
    return max(codes, key=lambda code: shares.get(code, 0.0))


def is_long(text: str) -> bool:
    """Whether a text has letters enough to show its language."""
    return sum(c.isalpha() for c in text) >= _LONG


def likelier(text: str, strange: str, supposed: str) -> bool:
    """Whether a short text is rather in a language that the document was found to be in than in one of ours."""
    shares = _shares(text)
    return shares.get(strange, 0.0) > shares.get(supposed, 0.0)


def share_of(text: str, code: str) -> float:
    """How likely it is, 0..1, that a text in Latin letters is in a language, as its groups of letters tell."""
    return _shares(text).get(code, 0.0)


def written_in(code: str) -> str:
    """The script that a language is mainly written in, also where we have no file for it; an empty text where nobody knows."""
    known = strangers().get(code)
    return family(code) or (known.script if known else "")


def language_name(code: str) -> str:
    """The English name of a language; its code where it has none."""
    own = languages().get(code)
    known = strangers().get(code)
    return own.name if own else known.name if known else code


def is_strange(script: str | None) -> bool:
    """Whether a script, as Tesseract calls it, was told, and is one that no language of ours is written in."""
    return script is not None and script not in _READ


class Stranger(NamedTuple):
    """A language that we have no file for: its name, what Tesseract calls its data, and its script, as Tesseract calls that."""

    name: str
    tesseract: str
    script: str


@cache
def strangers() -> Mapping[str, Stranger]:
    """The languages that we have no file for and know by their name, by BCP 47 code."""
    text = (resources.files(__package__) / "strangers.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    return {code: Stranger(*rest) for code, *rest in rows}


def _looks_like(text: str, supposed: str) -> bool:
    """Whether a text has what a text of that language cannot lack: its script, and its letters or little words."""
    known = languages().get(supposed)
    letters = sum(c.isalpha() for c in text)
    if known is None or sum(script_counts(text).values()) < letters / 2:
        return False
    if known.letters:
        return any(c in known.letters for c in text.casefold())
    if family(supposed) not in _MANY:
        return True
    little = {*known.function_words, *known.short_words, *known.open_words}
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return sum(word in little for word in words) >= _FEW * len(words)


def _likeliest(text: str) -> tuple[str, float]:
    shares = _shares(text)
    best = max(shares, key=lambda code: shares[code], default="")
    return best, shares.get(best, 0.0)


@lru_cache(maxsize=512)
def _shares(text: str) -> Mapping[str, float]:
    """The probability of every language that langdetect knows (N. Shuyo's naive Bayes over letter n-grams).

    Its profiles are of small letters: in capitals most texts look English to it.
    """
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text.lower() if text.isupper() else text)
    try:
        return {_OURS.get(found.lang, found.lang): found.prob for found in detector.get_probabilities()}
    except LangDetectException:
        return {}


@cache
def _factory() -> Any:
    """langdetect with a fixed seed and all its profiles."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile(
        [f.read_text(encoding="utf-8") for f in sorted(Path(PROFILES_DIRECTORY).iterdir())]
    )
    return factory
