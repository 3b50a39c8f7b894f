"""The shape of names: what can be a person's, and what says what somebody is or where he works."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages
from pipeline.languages.few_words import FewWords, every_language
from pipeline.languages.joiners import JOINERS
from pipeline.languages.people import surnames
from pipeline.languages.scripts import Script, main_script
from pipeline.languages.surnames import COMPOUND

HAN_LENGTH = (2, 4)
"""Characters of a Chinese name; around a dot (`买买提·艾力`) there are more."""
_HANGUL_LENGTH, _USUAL_HANGUL = (2, 4), 3
_MOST_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    ("bin", "ibn", "al", "el", "van", "von", "der", "den", "ter", "af", "av", "y", "e", "i", "d", "dit")
)
_UNIVERSITY = re.compile(r"\buniversi|університет|университет|大学|大學|대학교", re.IGNORECASE)
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·．][\u3400-\u9fff]{1,8}){1,3}")
"""A name of several parts with dots between them: `阿卜杜热依木·阿卜杜克热木`."""
_GLUED = re.compile(r"\b(?:college|department|school|institute|laboratory|academy|faculty|hospital)of")
"""Words of institutions in lower case that have lost the space behind them."""
_LETTERS_OF_ONE = 3
"""Letters of a word of institutions at least, in languages that part words."""


@cache
def listed_particles() -> frozenset[str]:
    """The small words of names that the language files list."""
    return frozenset(word for known in languages().values() for word in known.particles)


@cache
def particles() -> frozenset[str]:
    """The small words of names in all languages (`van`, `de`, `bin`)."""
    return _PARTICLES | listed_particles()


def is_han_name(text: str) -> bool:
    """Whether Han characters are a person's name: two to four of them (more around a dot), after a family name."""
    bare = re.sub(r"\s", "", text)
    if "·" in bare or "．" in bare:
        return _DOTTED.fullmatch(bare) is not None
    within = HAN_LENGTH[0] <= len(bare) <= HAN_LENGTH[1]
    return within and (bare[:1] in surnames() or bare[:2] in COMPOUND)


def is_korean_name(text: str) -> bool:
    """Whether Hangul are a person's name: three of them, or two or four, after a family name."""
    bare = re.sub(r"\s", "", text)
    within = _HANGUL_LENGTH[0] <= len(bare) <= _HANGUL_LENGTH[1]
    return within and main_script(bare) is Script.HANGUL and bare[0] in languages()["ko"].surnames


def is_lone_name(text: str) -> bool:
    """Whether a line by itself is one person's name in Han or Hangul: three Hangul, or Han after a family name."""
    bare = re.sub(r"\s", "", text)
    if of_institution(bare) or not bare.isalpha():
        return False
    hangul = len(bare) == _USUAL_HANGUL and is_korean_name(bare)
    return hangul or (main_script(bare) is Script.HAN and is_han_name(bare))


def is_full_name(text: str) -> bool:
    """Whether a text has the shape of one person's whole name and holds no word of institutions."""
    bare = text.strip()
    if of_institution(bare) or any(c.isdigit() for c in bare):
        return False
    script = main_script(bare)
    if script is Script.HAN:
        return is_han_name(bare)
    if script is Script.HANGUL:
        return _HANGUL_LENGTH[0] <= len(re.sub(r"\s", "", bare)) <= _HANGUL_LENGTH[1]
    return script in {Script.LATIN, Script.CYRILLIC} and _is_spelt_name(bare)


def _is_spelt_name(text: str) -> bool:
    words = text.split()
    long = sum(word not in particles() for word in words) > _MOST_WORDS
    if any(word in JOINERS for word in words):
        return False
    if (long or len(words) <= 1) and not re.fullmatch(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{3,}", text):
        return False
    parts = [part.removeprefix("-") for word in words for part in re.findall(r"[^.]+\.?", word)]
    shaped = all(map(_WORD.fullmatch, parts))
    return shaped and all(word[:1].isupper() or word in particles() for word in words)


@cache
def _institutions() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words of institutions in languages that part words, and in those that do not."""
    known = languages().values()
    return (
        frozenset(
            w
            for k in every_language()
            if isinstance(k, FewWords) or k.spaced
            for w in k.institutions
            if len(w) > _LETTERS_OF_ONE
        ),
        tuple(w for k in known if not k.spaced for w in k.institutions if len(w) > 1),
    )


def of_institution(text: str) -> bool:
    """Whether a text holds a word of institutions."""
    words, parts = _institutions()
    folded = text.casefold()
    known = bool(set(re.findall(r"[^\W\d_]+", folded)) & words) or any(p in text for p in parts)
    return known or _GLUED.search(folded) is not None


def institutions_run_on(text: str) -> int:
    """How many parts of names of institutions in letters without spaces a text holds: `某某大学附属医院` two."""
    return sum(text.count(part) for part in _institutions()[1])


def is_university(text: str) -> bool:
    """Whether a text names a university: what departments and institutes before it belong to."""
    return bool(_UNIVERSITY.search(text))


@cache
def _stations() -> re.Pattern[str]:
    known = languages().values()
    words = sorted({w for k in known for w in (*k.positions, *k.degrees)}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def is_position(text: str) -> bool:
    """Whether a text says what somebody is and not where he works."""
    return bool(_stations().match(text.strip())) and not of_institution(text)


def station_end(text: str) -> int:
    """Where what somebody is ends at the beginning of a text; 0 where it begins with none."""
    found = _stations().match(text)
    return found.end() if found else 0


def is_station(text: str) -> bool:
    """Whether a text says what somebody is (`доцент`, `Associate Professor`, `кандидат наук`) or where he works."""
    return bool(_stations().match(text.strip())) or of_institution(text)
