"""What in a line of a head can be the name of a journal: the text between issue, numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH
from pipeline.languages.labels import article_key, article_types
from pipeline.languages.serials import page_words
from pipeline.languages.told import publishers
from pipeline.stages.extract.calendar import SCHOOL_YEAR, month_words
from pipeline.stages.extract.codes.doi import dois_in
from pipeline.stages.extract.digits import CODE, DIGIT
from pipeline.stages.extract.serials.statements import Statement

_HAN, _LONGEST = 3, 110
"""Han characters that are a name, and characters of the longest."""

_NOISE = re.compile(
    r"https?\s?:?\s?/+\s?\S+|www\.\S+|(?:e-?mail\s?:?\s?)?\S+@\S+|(?:tel|fax|电话)\s?[:.]?\s?[\d-]+"
    rf"|[ep]?-?issn\s?[:.]?\s?{DIGIT}{{4}}-?{DIGIT}{{3}}[\dXx]"
    r"|CN\s?\d\d-\d{4}(?:/[A-Z]+\d*)?"
    rf"|{SCHOOL_YEAR}"
    r"|(?<![\w-])[eE]?\d{1,6}(?:\s?-\s?[eE]?\d{1,6})?(?![\w-])|·[^·\d]{2,20}·|(?<!\w)/\s?[\u3040-\u30ff\u3400-\u9fff]{2,12}\s?/|(?<!\w)[\d*·|]+(?!\w)",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"等\s*[.:。]|等$|[；。]|，[^\s\d]{2}|^[^《]*》|\bet al\b|[?!？！]|基金|收稿|作者|摘要|关键词|\babstract\b|编辑部|copyright|©|扫码|二维码|[分类類标標识識志]号|[识識标標志]码|文章编号|printed in|\bonline$|^editor|\bissn\b|licen[sc]e|creative commons|all rights|permission|permits|open access|\bby-n[cd]\b|\bcc by\b"
    rf"|^[\u4e00-\u9fff]{{2,5}}·[\u4e00-\u9fff]{{2,5}}$|{publishers()}",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.&() -]{3,90}[,;:. ]*")
_PAGES = re.compile(page_words(), re.IGNORECASE)
_LETTERS = 6
"""Letters of a name in a spelt script at least."""
EDGE = " \t,.，\u060c。、;；\u061b:：·*|/\\-~()[]<>《》\"'"
_HAN_LATIN = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?:\s+|\s*[(（]\s*)(?=[A-Z][A-Za-z]+ (?![a-z]+[\uac00-\ud7af]))|(?<=[A-Za-z.])\s+(?=[\u3400-\u9fff\uac00-\ud7af]{2})"
    r"|(?<=[a-z]{4})(?=[\u3400-\u9fff]{4})|(?<=[\u3400-\u9fff]{4})(?=[A-Z][a-z]{3,} )"
)
"""Where the name in one script ends and the name in another begins, also without a space: `Computer Gardening计算机园艺`."""


def chunks(text: str, said: list[Statement]) -> Iterator[tuple[int, int, bool, bool]]:
    """Spans that are neither statement nor number nor address: (start, end, statement follows, statement precedes)."""
    cuts = [(s.start, s.end, True) for s in said]
    cuts += [(d.start, d.end, False) for d in dois_in(text)]
    for match in _NOISE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in cuts):
            cuts.append((*match.span(), False))
    names = [m.span() for m in _HAN_LATIN.finditer(text)]
    cuts += [(*span, _followed(text, span[1], said)) for span in names]
    cuts += [(*m.span(), False) for m in re.finditer(r" {3,}", text)]
    at, preceded = 0, False
    for start, end, statement in [*sorted(cuts), (len(text), len(text), False)]:
        if start > at and text[at:start].strip(EDGE):
            yield from _apart(text, at, start, follows=statement, precedes=preceded)
        at, preceded = max(at, end), statement or (preceded and not text[at:start].strip(EDGE))


def _followed(text: str, start: int, said: list[Statement]) -> bool:
    """Whether a name in Latin letters that begins here is followed by the issue: then so is the Han name before it."""
    following = next((s for s in said if s.start >= start), None)
    return following is not None and bool(_LATIN_NAME.fullmatch(text[start : following.start]))


def _has_foreign_words(text: str) -> bool:
    """Whether a text has small words of another Latin-script language than English."""
    known = languages()
    small = {w for code, found in known.items() if code != ENGLISH for w in found.function_words}
    return bool(set(text.casefold().split()) & (small - set(known[ENGLISH].function_words)))


def _apart(
    text: str, start: int, end: int, *, follows: bool, precedes: bool
) -> Iterator[tuple[int, int, bool, bool]]:
    """A chunk, or its two names where a journal's name follows another's: `... und Hepatologie Journal of ...`."""
    second = re.search(
        r"(?<=[^\W\d_]{4} )(?:Journal|Annals|Archives|Review|Bulletin|Acta) (?:of|for)\b", text[start:end]
    )
    if not second or not _has_foreign_words(text[start : start + second.start()]):
        yield start, end, follows, precedes
        return
    yield start, start + second.start(), False, precedes or follows
    yield start + second.start(), end, follows, False


def _without_months(chunk: str) -> tuple[int, int]:
    """Where a chunk begins and ends without the names of months at its edges."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+", chunk)]
    while words and chunk[slice(*words[-1])].casefold() in month_words():
        words.pop()
    while words and chunk[slice(*words[0])].casefold() in month_words():
        words.pop(0)
    if not words:
        return 0, 0
    end = words[-1][1]
    start = words[0][0]
    closing = chunk[end : end + 1] in {")", "）"} and re.search("[(（]", chunk[start:end])
    return start, end + (1 if closing else 0)


@cache
def _labels() -> frozenset[str]:
    """Every label that may stand in a head by itself, without spaces."""
    return frozenset(
        re.sub(r"\s", "", label)
        for found in languages().values()
        for labels in found.labels.values()
        for label in labels
    )


def on_one_line(name: str) -> str:
    """A name with a space after a small word that runs into the next (`fürKlinische`), and none between Han."""
    small = "|".join(
        sorted({w for found in languages().values() for w in found.function_words}, key=len, reverse=True)
    )
    name = re.sub(r"(?<=[a-z]{2})I\b", "l", name)
    name = re.sub(rf"\b({small})(?=[A-ZÄÖÜÉ][a-zäöüß])", r"\1 ", name)
    return re.sub(r"(?<=[\u3040-\u30ff\u3400-\u9fff])\s+(?=[\u3040-\u30ff\u3400-\u9fff])", "", name)


def name_in(chunk: str, *, from_right: bool, least: int | None = None) -> tuple[int, str]:
    """The name in a chunk, and where it begins; an empty name where there is none."""
    begin, end = 0, len(chunk)
    if from_right and (
        tail := re.search(
            r"(?:(?<=\s)|^)(?:[«“„\"]?[^\W\d_][^\s\d]*|&)(?:\s+(?:[(&«“„\"]?[^\W\d_][^\s\d]*|&))*[\s,.;:，\u060c]*$",
            chunk,
        )
    ):
        begin = tail.start()
    if year := re.search(rf"[\s,，\u060c]*(?=\S*\d\S*\d){CODE}{{4}}年?[\s,，\u060c]*$", chunk[begin:end]):
        end = begin + year.start()
    if own := re.search(r"[\u0400-\u04ff\uac00-\ud7af]", chunk[begin:end]):
        begin += own.start()
    left, right = _without_months(chunk[begin:end])
    begin, end = begin + left, begin + right
    name = chunk[begin:end]
    return (begin, name) if is_name(name, least or _LETTERS) else (0, "")


def is_name(name: str, least: int = _LETTERS) -> bool:
    """Whether a run of text can be a journal's name: long enough, mostly letters, no label, no sentence."""
    bare = re.sub(r"\s", "", name)
    han = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", name))
    letters = len(re.findall(r"[^\W\d_]", name))
    if (
        _NOT_A_NAME.search(name)
        or _PAGES.fullmatch(name.strip(EDGE))
        or name[:1].islower()
        or bare.casefold() in _labels()
    ):
        return False
    if all(article_key(part) in article_types() for part in re.split(r"[/|·]", bare)):
        return False
    return (han >= _HAN or letters - han >= least) and len(name) <= _LONGEST and letters >= 0.7 * len(bare)
