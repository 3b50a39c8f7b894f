"""A list of affiliations parted at its marks: figures, letters, signs, before or behind each place."""

from __future__ import annotations

import re

from pipeline.languages.raised import CIRCLED, FIGURES, RAISED, RAISED_LETTERS, ROMANS, raised
from pipeline.languages.scripts import CAPITALS

_MARK = 3
"""Characters before which the mark of the first place stands."""
_RAISED = str.maketrans(f"{RAISED}{RAISED_LETTERS}{CIRCLED}", f"{FIGURES}abcdefgh{FIGURES[1:]}")
_FIRST = re.compile(rf"[{RAISED[1:]}]{{1,2}}")
"""The raised mark that a list begins with."""
_LETTER_MARKS = "abcdefghijkl"
_RAISED_OF = dict(zip(_LETTER_MARKS, "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡ", strict=True))
_CLOSES = {"(": ")", "（": "）", "[": "]", "［": "］"}
_SIGN = re.compile(r"(?:^|(?<=[\s,;.]))(?P<sign>[*∗⁎†‡§¶‖#]{1,3}|(?<![\s\S])\?)\s*(?=[^\W\d_])")
"""A sign before a place; the first may come out of its font as a question mark."""
_NUMBERED_SIGN = re.compile(r"(?<=\n)(?P<sign>[*∗†‡§]{1,3}\d{1,2})\s*(?=[^\W\d_])")
_EACH_SIGNED = re.compile(r"(?:^|(?<=\n))(?P<sign>[*∗⁎†‡§])(?P<n>\d|[¹²³⁴⁵⁶⁷⁸⁹])\s*(?=[^\W\d_])")
_SIGNED = re.compile(r"([^*∗⁎†‡§¶‖#]{3,}?)\s*([*∗⁎†‡§¶‖#]{1,3}[¹²³⁴⁵⁶⁷⁸⁹\d,]*)[\s,;，\u060c、；\u061b]*")
"""A place and the sign after it."""
_MAILED = re.compile(
    r"[\s,;]*(?:(?:e-?mail\s*:?\s*)?(?:\{[^{}]{1,80}\}|[\w.+-]{1,64})@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}[\s,;.]*)+$",
    re.IGNORECASE,
)
"""The mail addresses behind a place."""

_CALLED = re.compile(
    r"[\s,;.(]+(?:telp?|tlp|fone|тел|fax|факс|phone|电话|전화)\b\.?\s?[:：]?\s?[+(\d].*$",
    re.IGNORECASE | re.DOTALL,
)
"""Numbers to call behind a place."""


_LINKED = re.compile(r"[\s,;]+(?:https?://|www\.)\S+[\s.]*$", re.IGNORECASE)
"""A link behind a place."""


def split_places(text: str) -> list[tuple[str, str]]:
    """The affiliations of a list with their marks: `1. A, B; 2. C` gives [("1", "A, B"), ("2", "C")].

    Numbers must run 1, 2, 3 ..., so that postcodes, house numbers and `Dept. 2` part nothing.
    """
    text = _unwrapped(_figures_alone(text.strip()))
    for marks in (
        _with_numbered_signs(text, _numbers(text)),
        _romans(text),
        _letter_marks(text),
        _signs(text),
    ):
        if marks:
            return _marked_parts(text, marks)
    if trailing := _trailing(text):
        return trailing
    pieces = [p.strip() for p in re.split(r"[;；\u061b]\s*", text)]
    return [("", _tidy(p)) for p in pieces if _tidy(p)]


def _figures_alone(text: str) -> str:
    """The list without the sign before each figure where every place has the same one, as in Japan: `†1 A` and `†2 B`."""
    signed = [*_EACH_SIGNED.finditer(text)]
    counts = [m["n"].translate(_RAISED) for m in signed]
    one = len({m["sign"] for m in signed}) == 1 and not signed[0].start()
    if not one or counts != [str(n + 1) for n in range(len(signed))]:
        return text
    return _EACH_SIGNED.sub(lambda m: f"{m['n'].translate(_RAISED)} ", text)


def _trailing(text: str) -> list[tuple[str, str]]:
    """Affiliations with the number or sign after them: `A1, B2`, `A† B‡`."""
    signed = [*_SIGNED.finditer(text)]
    if signed and "".join(m[0] for m in signed) == text and len({m[2] for m in signed}) == len(signed):
        return [(m[2].translate(_RAISED), _tidy(m[1])) for m in signed]
    found = re.findall(r"(.+?[^\s\d.,])([1-9¹²³⁴⁵⁶⁷⁸⁹])\s*(?:[,;，\u060c；\u061b、]\s*|$)", text)
    marks = [mark.translate(_RAISED) for _, mark in found]
    if len(found) <= 1 or marks != [str(n + 1) for n in range(len(found))]:
        return []
    return [(mark, _tidy(name)) for mark, (name, _) in zip(marks, found, strict=True)]


def _unwrapped(text: str) -> str:
    closing = _CLOSES.get(text[:1])
    if closing and text.rstrip(" .。;；\u061b").endswith(closing):
        return text[1:].rstrip(" .。;；\u061b")[:-1].strip()
    return text[1:].strip() if closing and text.count(text[0]) > text.count(closing) else text


def _numbers(text: str) -> list[tuple[str, int, int]]:
    """Marks 1, 2, 3 ... with their spans; raised ones may run on from a list that stands elsewhere."""
    plain = text.translate(_RAISED)
    found: list[tuple[str, int, int]] = []
    at = 0
    bracket = r"[(（\[]" if re.match(r"[(（\[]\s?1", plain) else r"[(（\[]?"
    first = _FIRST.match(text)
    for n in range(int(first[0].translate(_RAISED)) if first else 1, 60):
        pattern = re.compile(
            rf"(?:^|(?<=[\s;；\u061b,，\u060c。.)）])){bracket}{n}(?:\s*[.．、)）\]]\s*|\s+|(?=[^\W\d_])|(?=\d{{6}}\b))(?=[^\s\d.,;]|\d{{3}}|〒)"
        )
        high = re.compile(rf"(?:^|[\s;；\u061b,，\u060c。.]?)⁽?{raised(n)}\s?[)）⁾]?\s*(?=\S)")
        match = high.search(text, at) or pattern.search(plain, at)
        if not match or (not found and match.start() > _MARK):
            break
        found.append((str(n), match.start(), match.end()))
        at = match.end()
    return found


def _with_numbered_signs(text: str, numbers: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Numbers with the signs that have a number of their own at the beginning of a line, as where somebody works now has: `†1`."""
    signed = [(m["sign"], m.start(), m.end()) for m in _NUMBERED_SIGN.finditer(text)] if numbers else []
    return sorted([*numbers, *signed], key=lambda mark: mark[1])


def _romans(text: str) -> list[tuple[str, int, int]]:
    """Marks I, II, III ... as figures with their spans."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for n, roman in enumerate(ROMANS, start=1):
        match = re.compile(rf"(?:^|(?<=[\s;,.])){roman}\s?[-–.)]?\s*(?=[{CAPITALS}][^\W\d_])").search(
            text, at
        )
        if not match or (n == 1 and match.start() > _MARK):
            break
        found.append((str(n), match.start(), match.end()))
        at = match.end()
    return found if len(found) > 1 else []


def _letter_marks(text: str) -> list[tuple[str, int, int]]:
    """Marks a, b, c ... with their spans."""
    plain = text.translate(_RAISED)
    found: list[tuple[str, int, int]] = []
    at = 0
    for letter in _LETTER_MARKS:
        match = re.compile(
            rf"(?:^|(?<=[\s;；,，。(（]))[(（]?{letter}\s*[.．、)）]\s*(?=\S)|(?:^|(?<=\n)){letter}\s(?=[{CAPITALS}])"
        ).search(plain, at)
        high = re.compile(rf"(?:^|(?<=[\s;,.])){_RAISED_OF[letter]}\s*(?=\S)").search(text, at)
        match = high or match
        if not match or (letter == "a" and match.start() > _MARK):
            break
        found.append((letter, match.start(), match.end()))
        at = match.end()
    return found if len(found) > 1 else []


def _signs(text: str) -> list[tuple[str, int, int]]:
    """Marks *, †, ‡ ... with their spans, where the list begins with one and has another."""
    found = [(m["sign"], m.start(), m.end()) for m in _SIGN.finditer(text)]
    return found if len({sign for sign, _, _ in found}) > 1 and not found[0][1] else []


def _marked_parts(text: str, marks: list[tuple[str, int, int]]) -> list[tuple[str, str]]:
    ends = [*(start for _, start, _ in marks[1:]), len(text)]
    parts = [(mark, _tidy(text[begin:end])) for (mark, _, begin), end in zip(marks, ends, strict=True)]
    return [(mark, name) for mark, name in parts if name]


def _tidy(name: str) -> str:
    name = _LINKED.sub("", _MAILED.sub("", _CALLED.sub("", name))).strip(" \n\u3000;；\u061b,，\u060c.。、")
    name = name.rstrip(" -–—")
    if name.endswith(_CLOSES.get(name[:1], "\0")) and not set(name[1:-1]) & set(_CLOSES.values()):
        name = name[1:-1].strip()
    for opening, closing in _CLOSES.items():
        if name.endswith(closing) and name.count(closing) > name.count(opening):
            name = name[:-1].rstrip()
    return name
