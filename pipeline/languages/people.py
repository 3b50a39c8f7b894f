"""Lists of names as printed: one name after another, each with the marks that lead to affiliations and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages import languages
from pipeline.languages.asides import without_asides, without_lead
from pipeline.languages.families import CHINESE
from pipeline.languages.glued_names import unglued
from pipeline.languages.joiners import at_joiners
from pipeline.languages.latin_pairs import in_pairs
from pipeline.languages.line_ends import with_line_ends
from pipeline.languages.raised import RAISED_LETTERS, plain_marks
from pipeline.languages.ranks import ranks, titles
from pipeline.languages.scripts import CAPITALS, SMALLS, Script, main_script, script_of
from pipeline.languages.signed_marks import figures_alone

_LETTERS = str.maketrans(RAISED_LETTERS, "abcdefgh")
_SIGNS = "*#†‡§¶△▲☆★※✉✻◇◆○●◎□■⊙∗⁎♯¤@"
_LEADS = frozenset("*✉△▲☆★†◎")
"""Signs that mark the corresponding author where nothing else says who it is."""

_MARK = rf"(?:\d{{1,2}}(?!\d)|[{RAISED_LETTERS}{re.escape(_SIGNS)}]|(?<=[\d,])[a-h](?![a-z]))"
_MARKS = re.compile(rf"\s*(?:[\[(（［]\s*)?{_MARK}(?:\s*[,.\-–~]?\s*{_MARK})*(?:\s*[\])）］])?")
_RUN = re.compile(r"[^,;:：、，\u060c；\u061b\d" + RAISED_LETTERS + re.escape(_SIGNS) + r"]+")
_LETTERED = re.compile(rf"\s*[a-h](?:\s*,\s*[a-h](?![\w.])|\s*,?\s*{_MARK})*")
_POINTS = str.maketrans("⋅∙", "··")
"""Points of mathematics, which Hangul fonts put between names."""
_DISC = re.compile(r"\s+●\s+")
"""A disc with a space on either side, which parts names and marks none."""
_BULLET = re.compile(r"(?<=[\u3400-\u9fff\d*¹²³⁴⁵⁶⁷⁸⁹])\s*•\s*(?=[\u3400-\u9fff])")
_FROM_TO = re.compile(r"(?<!\d)([1-9])\s?[-–~]\s?([1-9]\d?)(?!\d)")
"""The first and the last figure of marks that run."""
_GLOSSED = re.compile(
    r"(?P<native>[\u3040-\u30ff\u3400-\u9fff가-힣々][\u3040-\u30ff\u3400-\u9fff가-힣々\s]{1,7})[\d*†‡¹²³⁴⁵⁶⁷⁸⁹,]*\s?"
    r"[(（]\s*(?P<latin>[A-Z][A-Za-z.'’-]+(?:[\s,]+[A-Z][A-Za-z.'’-]*)+)\s*[)）]"
)
"""A name with its Latin form in brackets."""
_TURNED = re.compile(r"\s*[^\W\d_][^,;·•]*,\s*[^\W\d_][^,;·•]*")
COMMA = "\x01"
"""Stands for the comma inside a name (`Kim, Minji`) while lists are parted."""
_FAMILY_FIRST = re.compile(
    r"[^\W\d_][\w’'-]+,\s*(?!(?:y|e|and|et|und)\s)[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){0,2}"
)
"""One word, a comma and up to three: a family name before given names, as no list of whole names is printed."""
_CAPITAL = f"[{CAPITALS}]"
_POINT = re.compile(
    rf"(?<![^\W\d_])((?:{_CAPITAL}{{1,2}}\.\s?)+{_CAPITAL}[^\W\d{CAPITALS}_]{{2,}})\."
    rf"(?=\s+{_CAPITAL}{{1,2}}\.\s?{_CAPITAL})"
)
"""Initials and a family name, with a point before the next initials: a comma that lost its tail."""
_BEHIND = re.compile(
    rf"{_CAPITAL}[^\W\d_]+(?:-{_CAPITAL}[^\W\d_]+)?\s+(?:{_CAPITAL}\.\s?){{1,2}}(?:{_CAPITAL}(?!\w)\.?)?(?=\s|$)"
)
_BEFORE = re.compile(rf"(?:{_CAPITAL}\.\s?){{1,3}}{_CAPITAL}[^\W\d_]+(?:-{_CAPITAL}[^\W\d_]+)?(?=\s|$)")
"""A family name with its initials behind it, or before it."""
_HYPHENED = rf"{_CAPITAL}[^\W\d_]+-[^\W\d_]+"
_UNITS = (
    *(_BEHIND, _BEFORE),
    re.compile(rf"{_HYPHENED}\s+{_CAPITAL}[^\W\d_]+(?=\s|$)"),
    re.compile(rf"{_CAPITAL}[^\W\d_]+\s+{_HYPHENED}(?=\s|$)"),
)
"""Also a family name behind or before a given name of two syllables: `Minji-Ha Kim`."""
_SMALL_MARK = re.compile(rf"(?<={_CAPITAL}{{3}})[a-h](?=\s*(?:[,;*]|$|(?:and|et|und|y|e|и|та)\s))")
"""A small letter behind a family name in capitals: a mark that lost its height (`ROEa, POEb`)."""
_PARTED = 6
"""Characters of a Chinese name in two parts at most."""
_HALVES = re.compile(
    rf"((?:^|[,，、;；])\s*[\u3400-\u9fff])\s*(?:{_MARK}|[¹²³⁴⁵⁶⁷⁸⁹])[\d¹²³⁴⁵⁶⁷⁸⁹,*]*\s*([\u3400-\u9fff][\d¹²³⁴⁵⁶⁷⁸⁹*]*\s*(?=$|[,，、;；]))"
)
"""Two single characters of Han with marks between them; no name has one character."""
_DEGREE = re.compile(
    r"^(?:M\.?D\.?|Ph\.?\s?D\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?P\.?H\.?|R\.?N\.?|M\.?S\.?|B\.?S\.?|MBBS|(?i:(?:(?:Senior|Student|Graduate|Life|Associate)\s){0,2}(?:Member|Fellow))|IEEE|ACM|M\.?A\.?|FACS|DO|PharmD|DDS|Jr\.?|[SM]\.\s?(?:T|E|H|Si|Pd|Kom|Sos|Kes)\.?|MT|ST|Dr\.?\s?(?:med|rer|Eng)\.?.*|Prof\.?.*|Drs?\.?)"
    r"(?P<letter>(?<=[A-Z.])[a-h])?$"
)


@dataclass(frozen=True)
class Person:
    """A name as printed, without marks, and the marks that stood after it."""

    name: str
    marks: tuple[str, ...]

    @property
    def leads(self) -> bool:
        """Whether a sign of corresponding authors stands after the name."""
        return any(mark in _LEADS for mark in self.marks)


def split_people(text: str, language: str = "") -> list[Person]:
    """The people of a list of names, in the printed order; names in Japanese (`ja`) keep the gap inside them."""
    text = without_asides(figures_alone(text.translate(_POINTS)))
    text = _with_halves_joined(without_lead(titles().sub("", text)))
    text = _SMALL_MARK.sub(lambda mark: RAISED_LETTERS["abcdefgh".index(mark[0])], text)
    text = _POINT.sub(r"\1,", _DISC.sub(" • ", _with_bullets(text)))
    people: list[Person] = []
    for raw, marks in _tokens(_with_turned(with_line_ends(text))):
        degree = _DEGREE.match(raw.strip(" .") if raw.strip().endswith(".") else raw.strip())
        if degree and people:
            letter = (degree["letter"],) if degree["letter"] else ()
            people[-1] = Person(people[-1].name, (*people[-1].marks, *letter, *marks))
            continue
        *rest, last = [name.replace(COMMA, ",") for name in _names_in(raw, language)] or [""]
        people += [Person(name, ()) for name in rest] + ([Person(last, tuple(marks))] if last else [])
    return people


def _with_bullets(text: str) -> str:
    """The list with a comma for each bullet between whole Chinese names; inside a name of another people it stays."""
    names = [re.sub(r"[^\u3400-\u9fff]", "", part) for part in _BULLET.split(text)]
    whole = all(len(name) in {2, 3} and name[0] in surnames() for name in names)
    return _BULLET.sub("，", text) if whole else text


def _with_halves_joined(text: str) -> str:
    """The list without marks that a text layer put inside a Chinese name of two characters set apart: `周¹ 杰，` is one.

    Such marks belong to the name before, or to nobody; none is given.
    """
    return _HALVES.sub(r"\1\2", text)


def _with_turned(text: str) -> str:
    """The list with names such as `Kim, Minji` kept whole, where every one is printed so.

    Signs part them (`Kim, Minji · Park, Seojun`), or only lines and marks, where a single word stands before each
    comma: `WANG, MEI LING¹ HSU, TA WEI²`.
    """
    parts = re.split(r"\s*[·•;]\s*", text)
    if len(parts) > 1 and all(_TURNED.fullmatch(_MARKS.sub(" ", part)) for part in parts):
        return ";".join(part.replace(",", COMMA, 1) for part in parts)
    plain = plain_marks(text) if "," in text else ""
    parts = [part.strip(" ,") for part in re.split(rf"[·•;\n]|{_MARKS.pattern}", plain) if part.strip(" ,")]
    if len(parts) > 1 and all(is_turned(part) for part in parts):
        return re.sub(r"[,\s]*\n\s*", ";", plain.strip(" ,")).replace(",", COMMA)
    return text


def is_turned(text: str) -> bool:
    """Whether a text is one name with the family name first, behind which a comma may stand: `Kim, Minji,`."""
    unspaced = main_script(text) in {Script.HAN, Script.KANA, Script.HANGUL}
    return not unspaced and bool(_FAMILY_FIRST.fullmatch(text.strip(" ,;")))


def _tokens(text: str) -> Iterator[tuple[str, list[str]]]:
    """Runs of letters between separators, each with the marks after it; marks also end a run."""
    plain, end = plain_marks(text), 0
    while found := _RUN.search(plain, end):
        raw, at = found[0], found.end()
        letter = re.search(r"(?<=[^\s])(?:\s|(?<=[\u3040-\u9fff]))([a-h])\s*$", raw)
        if letter:
            raw, at = raw[: letter.start(1)], found.start() + letter.start(1)
        marks = (_LETTERED if letter else _MARKS).match(plain, at)
        end = marks.end() if marks else found.end()
        yield raw, re.findall(rf"[a-h]|{_MARK}", _counted(marks[0].translate(_LETTERS))) if marks else []


def _counted(marks: str) -> str:
    """The marks with every figure from one to another: `1–3` as `1,2,3`."""

    def run(found: re.Match[str]) -> str:
        return ",".join(str(n) for n in range(int(found[1]), int(found[2]) + 1))

    return _FROM_TO.sub(run, marks)


def _names_in(raw: str, language: str) -> list[str]:
    raw = raw.lstrip(".．。 ").strip(" \u3000\t\n。:：·•'\"`’“”()（）⁽⁾[]【】|/-–—~")
    if not raw or not any(c.isalpha() for c in raw):
        return []
    script = main_script(raw)
    if script in {Script.HAN, Script.KANA}:
        return [n for n in _eastern_names(raw, language) if n]
    if script is Script.HANGUL:
        return _korean(raw)
    return _western_names(raw)


def _eastern_names(raw: str, language: str) -> list[str]:
    """Chinese and Japanese names: gaps inside a name are closed in Chinese and kept in Japanese."""
    if "·" in raw and re.search(r"[\u4e00-\u9fff]·[\u4e00-\u9fff]", raw):
        return [re.sub(r"\s", "", raw)]
    if parts := _by_gaps(raw):
        return [name for part in parts for name in _eastern_names(part, language)]
    tokens = re.split(r"[\s\u3000]+", raw)
    glued = unglued(raw, surnames()) if language.split("-", maxsplit=1)[0] == CHINESE else []
    if glued or len(tokens) == 1 or any(_is_collective(t) for t in tokens):
        return glued or tokens
    if language == "ja" or any(script_of(c) is Script.KANA or c in "々ヶ" for c in raw):
        spread = 2 < len(tokens) < _PARTED and all(len(t) == 1 for t in tokens)
        return ["".join(tokens)] if spread else [" ".join(pair) for pair in _pairs(tokens)]
    whole = sum(map(len, tokens)) <= _PARTED and not _two_names(tokens)
    if (len(tokens) == 2 and whole) or (len(tokens) < 4 and all(len(t) == 1 for t in tokens)):
        return ["".join(tokens)]
    return list(_paired(tokens))


def _by_gaps(raw: str) -> list[str]:
    """The names of a list with gaps of two widths, the wider between names, the narrower inside: `山田　太郎　　渡辺　健`."""
    gaps = re.findall(r"\s+", raw)
    widths = [sum(2 if c in "\u2003\u3000" else 1 for c in gap) for gap in gaps]
    widths = [max(widths) if "\n" in gap else width for gap, width in zip(gaps, widths, strict=True)]
    if len(set(widths)) < 2:
        return []
    pieces = iter(re.split(r"\s+", raw))
    names = [next(pieces)]
    for gap, width, piece in zip(gaps, widths, pieces, strict=True):
        if width > 0.6 * max(widths):
            names.append(piece)
        else:
            names[-1] += gap + piece
    return names


def _pairs(tokens: list[str]) -> list[list[str]]:
    return [tokens[n : n + 2] for n in range(0, len(tokens), 2)]


def _two_names(tokens: list[str]) -> bool:
    """Whether two words are two Chinese names rather than the halves of one."""
    return all(len(t) in {2, 3, 4} for t in tokens) and (
        sum(map(len, tokens)) > 4 or all(t[0] in surnames() for t in tokens)
    )


def _paired(tokens: list[str]) -> Iterator[str]:
    """Names from words parted by spaces only: single characters belong to the one that follows or stands before."""
    waiting = ""
    for token in tokens:
        if waiting:
            yield waiting + token
            waiting = ""
        elif len(token) == 1:
            waiting = token
        else:
            yield token
    if waiting:
        yield waiting


def _korean(raw: str) -> list[str]:
    apart = [part for part in re.split(r"[·•・․ㆍ‧]", raw) if part.strip()]
    if len(apart) > 1 and all(sum(map(str.isalnum, part)) > 1 for part in apart):
        return [name for part in apart for name in _korean(part)]
    tokens = [t for t in re.split(r"[\s·•・․ㆍ‧∙]+", re.sub(r"(?<=[가-힣])[OΟ](?![^\W\d_])", "", raw)) if t]
    if sum(map(len, tokens)) <= 4 or all(len(t) == 1 for t in tokens):
        return ["".join(tokens)]
    return list(_paired(tokens))


def _western_names(raw: str) -> list[str]:
    names = []
    for part in _initialled(raw) or in_pairs(raw) or at_joiners(raw):
        name = re.sub(r"\s+", " ", part).strip(" ,;:·'\"`")
        name = re.sub(
            r"^(?:on behalf of|for)\s+(?:the\s+)?", "", re.sub(rf"(?<=[{SMALLS}]{{2}})\.$", "", name)
        )
        name = ranks().sub("", name)
        name = re.sub(r"\b([A-Z]{2,})([A-Z][a-z]+(?:-[A-Za-z]+)?)$", r"\1 \2", name)
        if name and not _DEGREE.match(name) and not name.islower():
            names.append(name)
    return names


def _initialled(raw: str) -> list[str]:
    """The names of a run in which each has its initials behind it, or each before it: `Орлов И.П. Мохова А.И`, or a given name with a hyphen; none for one."""
    for unit in _UNITS:
        found = [m[0].strip() for m in unit.finditer(raw)]
        if len(found) > 1 and not unit.sub("", raw).strip():
            return found
    return []


def _is_collective(token: str) -> bool:
    ends = tuple(word for found in languages().values() for word in found.collectives)
    return len(token) > 4 and token.endswith(ends)


def glossed(text: str) -> tuple[str, str]:
    """A list of names with the Latin form of each in brackets as two lists: `김민지(Minji Kim), 이서준(Seojun Lee)`.

    Two empty texts where the list is not printed so.
    """
    found = _GLOSSED.findall(text)
    native = [name for name, _ in found]
    rest = re.sub(r"[\s,，\u060c、;·\d*†‡¹²³⁴⁵⁶⁷⁸⁹]+", "", _GLOSSED.sub("", text))
    if not found or len(rest) > len("".join(native)):
        return "", ""
    return ", ".join(native), ", ".join(latin for _, latin in found)


@cache
def surnames() -> frozenset[str]:
    """Family names of one character, Chinese in both standards."""
    return frozenset("".join(found.surnames for found in languages().values() if not found.spaced))
