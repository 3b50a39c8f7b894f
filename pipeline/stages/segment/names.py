"""How much a line looks like a list of people, or like the place where they work."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.languages import languages
from pipeline.languages.asides import without_addresses, without_rights
from pipeline.languages.families import ENGLISH
from pipeline.languages.few_words import few_words
from pipeline.languages.given import given_share
from pipeline.languages.names import listed_particles
from pipeline.languages.people import split_people
from pipeline.languages.ranks import without_ranks
from pipeline.languages.scripts import CAPITALS, SMALLS, Script, main_script, script_of
from pipeline.languages.surnames import COMPOUND
from pipeline.languages.told import sponsored

_COLLECTIVE = 4
"""Characters of a person in Han, more than which a group has."""
_HAN_NAME, _PARTED_NAME = (2, 5), 8
"""Characters of a name in Han or Kana, and at most of one whose parts stand apart."""
_WORDS, _CAPITALS = 6, 3
"""Words of a name at most, and of one in capitals."""
_SHORT_PLACE = 6
"""Letters of a word for a place that other words do not begin with by chance."""

_INITIALS = re.compile(rf"(?:[{CAPITALS}][{SMALLS}]{{0,2}}[.．]\s?-?)+[{CAPITALS}]?$")
_SHORT = re.compile(rf"(?:^|\s)[{CAPITALS}]\.(?:\s?-?[{CAPITALS}]\.)?(?:\s|$)")
_SUBTITLE = re.compile(
    r"\s*[-–—―]\s?[^-–—―]{4,}\s?[-–—―]\s*$|\s*[-–—―]*\s?以[\u3400-\u9fff]{2,}(?:为例|為例)\s*$"
)
"""A line between dashes, or one that says what is taken for example, which goes on with the title."""
_JOINED = re.compile(r"[和与與及的对對在][\u3400-\u9fff]{4}")
"""What goes on with a title: a small word before more than a name has."""
_CAPITALISED = re.compile(rf"[{CAPITALS}]['’]?[\w'’-]*\.?$|[dDlLO]['’][{CAPITALS}][\w-]+$")
_MARKS = re.compile(r"(?<=[^\W\d_])(?:[1-9][,，\u060c][1-9]|[¹²³⁴⁵⁶⁷⁸⁹])")
_MARKED = re.compile(r"(?<=[^\W\d_])[1-9](?:[,，.][1-9])+(?!\d)")
"""Marks after a name, and such with a dot for a comma among them: `1,2.3` and, beside those, `1.2`."""
_PLACE = re.compile(
    r"\b\d{5,6}\b|〒|\bchina\b|\bjapan\b|\bkorea\b|\btaiwan\b|\bgermany\b|\bfrance\b|\bspain\b|\brussia\b|省|市.*[区縣县]|"
    r"\b(?:ул|вул|просп)\.\s|\b[гм]\.\s?(?-i:[Ѐ-ЯҐ][а-џґ]{2})|"
    r"\b(?:Deutschland|Schweiz|Österreich|España|México|Россия|Chile|Argentina|Colombia|Perú|Suisse|Belgique|Canada)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def author_likeness(text: str) -> float:
    """How much of a line consists of personal names, 0..1."""
    people = split_people(text)
    tokens = [person.name for person in people]
    text = without_ranks(without_rights(without_addresses(text)))
    if not tokens or _SUBTITLE.match(text) or _left_over(text, tokens):
        return 0.0
    marks = sum(bool(person.marks) for person in people)
    share = sum(_is_name(t) for t in tokens) / len(tokens)
    known = max(_surname_share(tokens), 0.85 * (marks >= 0.6 * len(tokens)))
    initials = sum(bool(_SHORT.search(t)) for t in tokens) / len(tokens) if len(tokens) > 1 else 0
    sure = 0.4 * initials + 0.35 + 0.25 * min(len(tokens) - 1, 2) + 0.15 * min(marks, 2)
    return min(share * min(1.0, sure) * known, 0.95)


def is_subtitle(text: str) -> bool:
    """Whether a line goes on with the title above it: one between dashes, or what is taken for example (`以某市为例`)."""
    return _SUBTITLE.match(text) is not None


def _left_over(text: str, tokens: list[str]) -> bool:
    """Whether a line holds figures that are no marks, as no list of names does."""
    figures = _MARKED.sub("", text) if _MARKS.search(text) else text
    return bool(re.search(r"\d{3,}|%|\d\.\d", figures)) or sum(map(len, tokens)) < 0.4 * len(
        re.sub(r"[\s\d]", "", text)
    )


def _is_name(token: str) -> float:
    if re.search(r"[\d%()<>=@:：。？?!]", token):
        return 0.0
    script = main_script(token)
    if script in {Script.HAN, Script.KANA}:
        return _eastern_likeness(token)
    if script is Script.HANGUL:
        if _KOREAN_PLACE.search(token):
            return 0.0
        return float(bool(re.fullmatch(r"[가-힣]\s?[가-힣](?:\s?[가-힣]){0,2}|[가-힣]{2,5}", token)))
    return _leftward_likeness(token) if script is Script.ARABIC else _western_likeness(token)


def _leftward_likeness(token: str) -> float:
    """A name in letters without capitals: words of which one is a given name, and none of a place or a small one."""
    words = token.split()
    small = {word for found in languages().values() for word in (*found.function_words, *found.open_words)}
    if len(words) > _WORDS or any(word in small or word in _place_words() for word in words):
        return 0.0
    known = given_share(token) > 0
    return (1.0 if known else 0.5) if len(words) > 1 else 0.3 * known


def _eastern_likeness(token: str) -> float:
    bare = re.sub(r"\s", "", token)
    if (
        any(bare.endswith(word) for found in languages().values() for word in found.collectives)
        and len(bare) > _COLLECTIVE
    ):
        return 1.0
    if _JOINED.match(bare):
        return 0.0
    if any(script_of(c) not in {Script.HAN, Script.KANA} and c not in "々ヶ・·" for c in bare):
        return 0.0
    return float(
        _HAN_NAME[0] <= len(bare) <= _HAN_NAME[1]
        or (len(bare) <= _PARTED_NAME and bool(re.search(r"[\s·・]", token)))
    )


def _western_likeness(token: str) -> float:
    words = token.replace(",", " ").split()
    if not 1 <= len(words) <= _WORDS:
        return 0.0
    particles = listed_particles()
    shaped = [
        w for w in words if _CAPITALISED.match(w) or _INITIALS.match(w) or w.lower().strip("’'") in particles
    ]
    if len(shaped) < len(words) or all(w.lower() in particles for w in words):
        return 0.0
    if any(w.lower() in _place_words() for w in words):
        return 0.0
    if token.isupper() and len(words) > _CAPITALS:
        return 0.0
    if len(words) > 1 or "." in token:
        return 1.0
    return 0.2 if token.isupper() else 0.6


_KOREAN_PLACE = re.compile("대학|학과|병원|교실|연구|센터|보건소|교수|팀장|학부|의료원|과정$")


def _surname_share(tokens: list[str]) -> float:
    """1 where Chinese names begin with known family names, less where they do not."""
    han = [re.sub(r"\s", "", t) for t in tokens if main_script(t) in {Script.HAN, Script.HANGUL}]
    if not han or any(script_of(c) is Script.KANA for t in tokens for c in t):
        return 1.0
    known = sum(t[:1] in _surnames() or t[:2] in COMPOUND for t in han) / len(han)
    spaced = sum(bool(re.search(r"\s", t)) for t in tokens) / len(tokens)
    return max(0.35 + 0.65 * known, 0.9 * spaced)


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(found.surnames for found in languages().values()))


@cache
def _place_words() -> frozenset[str]:
    return frozenset(word for found in languages().values() if found.spaced for word in found.institutions)


@lru_cache(maxsize=4096)
def place_likeness(text: str) -> float:
    """How much a line looks like an affiliation, 0..1; one that names a grant does not."""
    if sponsored().search(text):
        return 0.0
    score = max(0.45 * min(len(set(pattern.findall(text.casefold()))), 2) for pattern in _institutions())
    if _PLACE.search(text):
        score += 0.3
    if re.match(r"\s*[(（]?\s*(?:\d{1,2}|[a-h])\s*[.．、)）]?\s*\D|\s*[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ*]", text):
        score += 0.2
    if re.match(r"\s*[(（\[]", text):
        score += 0.1
    if re.search(r"(?<![\d¹²³⁴⁵⁶⁷⁸⁹])[)）]\s*$", text) and text.count("(") + text.count("（") < text.count(
        ")"
    ) + text.count("）"):
        score += 0.35
    return min(score, 0.97)


@cache
def _institutions() -> tuple[re.Pattern[str], ...]:
    """One pattern a language for its words of institutions; a short word must stand alone, and so must English ones (`schoolchildren`)."""
    patterns = []
    for found in languages().values():
        alone = found.spaced and not found.endings
        ends = r"(?=(?:e?s|al)?\b)" if found.code == ENGLISH else ""
        forms = [
            re.escape(w) + (r"\b" if alone and len(w) < _SHORT_PLACE else ends) for w in found.institutions
        ]
        patterns.append(re.compile((r"\b" if alone else "") + "(?:" + "|".join(forms) + ")"))
    strange = sorted({w for found in few_words().values() for w in found.institutions})
    return (*patterns, re.compile(rf"\b(?:{'|'.join(map(re.escape, strange))})\b"))
