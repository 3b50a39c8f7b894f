"""Where sentences end, in Chinese, Japanese, Korean and European languages, and where over-long ones may be cut."""

from __future__ import annotations

import re

from pipeline.languages import Language, languages
from pipeline.records.base import Frozen

_FULL_STOPS = "。！？!?｡"
_CLOSERS = "”’」』）)】］]》〉\"'"
_OPEN, _CLOSE = "（(【［[《〈「『“", "）)】］]》〉」』”"
_BRACKET_REACH = 200
"""Characters within which a bracket must close to keep its inside together: OCR loses closing brackets."""

_ABBREVIATIONS = frozenset(
    [
        "al",
        "fig",
        "figs",
        "no",
        "nos",
        "vol",
        "vols",
        "vs",
        "cf",
        "ca",
        "approx",
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "st",
        "resp",
        "eq",
        "ref",
        "refs",
        "tab",
        "ed",
        "eds",
        "dept",
        "univ",
        "inc",
        "ltd",
        "i.e",
        "e.g",
        "viz",
        "var",
        "sp",
        "spp",
        "subsp",
        "bzw",
        "z.b",
        "d.h",
        "u.a",
        "usw",
        "ggf",
        "abb",
        "tel",
        "nr",
        "bd",
        "hr",
        "evtl",
        "p.ej",
        "ej",
        "núm",
        "p.ex",
        "env",
        "chap",
        "т.е",
        "т.д",
        "т.п",
        "см",
        "рис",
        "табл",
        "др",
        "им",
        "г",
        "гг",
        "стр",
    ]
)
_LETTERED = frozenset(
    [
        "vitamin",
        "hepatitis",
        "group",
        "type",
        "grade",
        "class",
        "stage",
        "table",
        "arm",
        "cohort",
        "protein",
        "phase",
    ]
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SOFT = (r"[；\u061b;]", r"[，\u060c,、：:](?!\d)", r"\s+")


class SentenceParts(Frozen):
    """A sentence in parts of at most a given length; `forced` says that one had to be cut where nothing parts it."""

    parts: tuple[str, ...]
    forced: bool = False


def split(text: str, language: str) -> list[str]:
    """The sentences of a text, stripped, none empty. Joining them loses nothing but the white space between them.

    Survives `P<0.05.`, `et al.`, `3.5 mg`, `No. 5`, initials, and full stops inside brackets. `；` does not end one.
    """
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        found += _sentences(re.sub(r"\s*\n\s*", " ", paragraph), languages().get(language))
    return found


def _sentences(text: str, language: Language | None) -> list[str]:
    inside = _bracketed(text)
    found, start = [], 0
    for mark in re.finditer(rf"[{re.escape(_FULL_STOPS)}.]+[{re.escape(_CLOSERS)}]*", text):
        if mark.start() not in inside and mark.end() > start and _ends(text, mark, start, language):
            found.append(text[start : mark.end()].strip())
            start = mark.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _bracketed(text: str) -> frozenset[int]:
    """Positions inside brackets that do close, and soon."""
    inside: set[int] = set()
    stack: list[int] = []
    for i, character in enumerate(text):
        if character in _OPEN:
            stack.append(i)
        elif character in _CLOSE and stack:
            opened = stack.pop()
            if i - opened <= _BRACKET_REACH:
                inside.update(range(opened, i))
    return frozenset(inside)


def _ends(text: str, mark: re.Match[str], start: int, language: Language | None) -> bool:
    if any(c in "。！？｡" for c in mark[0]):
        return True
    after = text[mark.end() :]
    before = text[start : mark.start()]
    if not after.strip():
        return True
    following = after.lstrip()[0]
    if _HAN.match(following):
        return "!" in mark[0] or "?" in mark[0] or not _abbreviated(before)
    if not after[0].isspace() or following.islower() or following in ",;:)":
        return False
    return not mark[0].startswith(".") or not (_abbreviated(before) or _ordinal(before, after, language))


def _abbreviated(before: str) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial, or the number of a list item."""
    words = re.findall(r"[^\s(（，。,;；]+", before)
    if not words:
        return True
    last = words[-1].lower()
    if last in _ABBREVIATIONS or (len(words) == 1 and re.fullmatch(r"\d{1,2}|[ivx]{1,4}", last)):
        return True
    initial = re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", words[-1]) and not _HAN.search(words[-1])
    return bool(initial) and not (len(words) > 1 and words[-2].lower() in _LETTERED)


def _ordinal(before: str, after: str, language: Language | None) -> bool:
    """`am 3. Mai`: a number before the name of a month."""
    if language is None or not re.search(r"(?:^|\s)\d{1,2}$", before):
        return False
    word = re.match(r"\s*(\w+)", after)
    return word is not None and any(word[1].lower() in names for names in language.months)


def cut(sentence: str, limit: int) -> SentenceParts:
    """A sentence in parts of at most `limit` characters: cut at ；, then at ，, then at spaces, then anywhere."""
    parts, forced = [sentence], False
    for mark in _SOFT:
        parts = [piece for part in parts for piece in _cut_at(part, mark, limit)]
    if any(len(part) > limit for part in parts):
        forced = True
        parts = [part[i : i + limit] for part in parts for i in range(0, len(part), limit)]
    return SentenceParts(parts=tuple(part.strip() for part in parts if part.strip()), forced=forced)


def clauses(sentence: str, limit: int) -> list[str]:
    """A sentence in parts of about `limit` characters that end where clauses end; a longer clause stays whole."""
    parts = _cut_at(sentence, _SOFT[0], limit)
    return [piece for part in parts for piece in _cut_at(part, r"[，\u060c,](?!\d)", limit)]


def _cut_at(part: str, mark: str, limit: int) -> list[str]:
    """Cut after the mark, into as few parts as fit the limit."""
    if len(part) <= limit:
        return [part]
    ends = [m.end() for m in re.finditer(mark, part)]
    pieces = [part[a:b] for a, b in zip([0, *ends], [*ends, len(part)], strict=True) if part[a:b]]
    packed: list[str] = []
    for piece in pieces:
        if packed and len(packed[-1]) + len(piece) <= limit:
            packed[-1] += piece
        else:
            packed.append(piece)
    return packed
