"""Labels and section headings as journals print them: with brackets or a colon, letter-spaced, broken by OCR spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.languages import languages
from pipeline.languages.alternatives import branches
from pipeline.languages.few_words import printed
from pipeline.languages.label_forms import HAN, SPACE, key, row
from pipeline.languages.scripts import TWINS, UKRAINIAN_TWINS

_OPEN = r"[\[【［〔〖(（<《〈「『{｛]"
_CLOSE = r"[\]】］〕〗)）>》〉」』}｝]"
_SQUARE = "[]【】［］〔〕〖〗"
_COLON = r"[:：︰∶﹕]"
_SETS_OFF = re.compile(f"{_COLON}|{_CLOSE}")
"""Without one of these there is no label within a line."""
_MARK = r"[■◆●▪□◇★☆*＊#＃·•▲△Δ∆▽※➔➤►▶▸†‡✉]"
_LEADERS = r"\s*(?:[.·⋯‥・]{4}|…{2}|(?:[.·]\s){3})"
_DATED = {"received", "revised", "accepted", "published"}
_BY_ITSELF = {"abstract", "keywords", "clc", "document_code", "article_number", "received"}
"""Fields whose labels of Han characters or Hangul are believed without bracket, colon or space after them."""


@dataclass(frozen=True)
class Label:
    """A label found in a text: which field's, in which languages it is printed so, and its span with brackets and colon.

    `firm` says that a bracket or colon sets it off.
    """

    field: str
    languages: tuple[str, ...]
    start: int
    end: int
    firm: bool


@cache
def _table(kind: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every form of a label or heading: its field (or NLM category) and languages."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for code, own in printed(kind).items():
        for field, forms in own.items():
            for form in forms:
                first, codes = found.get(key(form), (field, ()))
                found[key(form)] = (first, (*codes, code) if code not in codes else codes)
    return found


@cache
def _forms(kind: str, codes: tuple[str, ...]) -> str:
    chosen = [own for code, own in printed(kind).items() if not codes or code in codes]
    forms = {form for own in chosen for printed_so in own.values() for form in printed_so}
    return branches(row(form, spread=kind == "labels") for form in sorted(forms, key=lambda f: (-len(f), f)))


_LEAD = re.compile(rf"{SPACE}*(?:{_MARK}{SPACE}*){{0,2}}")
"""What may stand before a label at the beginning of a line."""


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<open>{_OPEN}{SPACE}*)?(?P<form>{_forms('labels', ())})(?!{_LEADERS})(?P<s>{SPACE}*)"
        rf"(?P<close>{_CLOSE})?{SPACE}*(?P<colon>{_COLON}|[.．](?=\s|$)|[-—–―─_−]{{2,}}|[-—–−](?=\s)|[—―–](?=[^\W\d_]))?{SPACE}*",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def leading_label(text: str) -> Label | None:
    """The label that a line begins with, or None. A word of the running text is no label: `Summary of results ...`."""
    noted = _NOTE.fullmatch(text) if text[-1:] in _NOTED else None
    if noted and (label := leading_label(noted[1])) and label.end == len(noted[1]):
        return Label(label.field, label.languages, label.start, len(text), label.firm)
    match = _led_by(text) or _led_by(_in_one_script(text))
    if not match:
        return _counted(text)
    field, codes = _table("labels")[key(match["form"])]
    if second := _after_stroke(text, match.end(), field):
        return Label(field, codes, 0, second.end, True)
    if match["s"] and (stroke := _STROKE.match(text, match.end())):
        return Label(field, codes, 0, stroke.end(), True)
    return Label(field, codes, 0, match.end(), _firm(match)) if _believed(match, text) else None


_NOTED = frozenset("1234¹²³⁴*")
_NOTE = re.compile(r"([^\W\d_][^\d¹²³⁴*]{4,30}?)\s?[1-4¹²³⁴*]")
"""A label alone on its line with the mark of a note: `Keywords ¹`."""


def _counted(text: str) -> Label | None:
    """The heading of an abstract that counts as the first parts of the article do: `一、摘要`, alone on its line."""
    count = _COUNT.match(text)
    label = leading_label(text[count.end() :]) if count else None
    if count is None or label is None or label.field != "abstract":
        return None
    return Label(label.field, label.languages, 0, count.end() + label.end, label.firm)


def _led_by(text: str) -> re.Match[str] | None:
    """The label after the marks at the beginning of a text. One pattern serves here and within lines: it takes a sixth of a second to make."""
    lead = _LEAD.match(text)
    return _label().match(text, lead.end() if lead else 0)


_COUNT = re.compile(rf"{SPACE}*[一二壹貳]{SPACE}*[、.．,，]{SPACE}*(?=[^\W\d_]{{2,6}}[:：]?\s*\Z)")
_STROKE = re.compile(r"[/|]\s+(?=\w)")
"""A stroke in the place of the colon: `Resumen / Este trabajo ...`."""
_TYPED = TWINS | UKRAINIAN_TWINS
_CYRILLIC = str.maketrans(_TYPED)
_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _TYPED.items()})
_MIXED = re.compile(rf"\b(?=\w*[а-яёіїєґ])(?=\w*[{''.join(filter(str.islower, _TYPED))}])\w+", re.IGNORECASE)


def _in_one_script(text: str) -> str:
    """The text, words of Cyrillic letters without the Latin ones that look like them, and the reverse: many a page is typed with both."""
    return _MIXED.sub(lambda word: _all_latin(word[0]) or word[0].translate(_CYRILLIC), text)


def _all_latin(word: str) -> str | None:
    """The word in Latin letters where only those of its letters are Cyrillic that look like them: `Аbstract` with `А`."""
    latin = word.translate(_LATIN)
    own = any(letter.isascii() and ord(letter) not in _CYRILLIC for letter in word)
    return latin if own and latin.isascii() else None


def _after_stroke(text: str, at: int, field: str) -> Label | None:
    """The same label in another language after a stroke: `Como citar este artigo/How to cite this article`."""
    stroke = re.match(r"\s*[/|]\s*", text[at:])
    second = leading_label(text[at + stroke.end() :]) if stroke else None
    if stroke is None or second is None or second.field != field:
        return None
    return Label(second.field, second.languages, second.start, at + stroke.end() + second.end, second.firm)


_WIDE = 3
"""Spaces behind a label that set it off as a colon does."""
_SPREAD = 6
"""Letters that a label set letter by letter has at least."""
_BEFORE = 40
"""Characters before a label that tell whether it is set off: looking at all would be quadratic in a long line."""


def labels_within(text: str) -> tuple[Label, ...]:
    """The labels that a line holds after its beginning, set off by a colon or bracket, in order."""
    return _labels_within(text) if _SETS_OFF.search(text) else ()


@lru_cache(maxsize=2048)
def _labels_within(text: str) -> tuple[Label, ...]:
    return tuple(_set_off(text))


def _set_off(text: str) -> Iterator[Label]:
    for match in _label().finditer(text, 1):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        latin = not HAN.search(match["form"])
        bracketed = bool(match["open"] and match["close"])
        if not bracketed and not (match["colon"] and match["colon"] not in ".．-—–"):
            continue
        if (
            latin
            and not bracketed
            and not re.search(r"(?:[.;；\u061b。)）,，\u060c】\]\d]|\s\s|[\u3000\u3400-\u9fff])\s*$", before)
        ):
            continue
        field, codes = _table("labels")[key(match["form"])]
        if (
            not latin
            and len(key(match["form"])) < 3
            and not bracketed
            and not re.search(r"[\s。；\u061b;.]$", before)
        ):
            continue
        yield Label(field, codes, match.start(), match.end(), True)


def _firm(match: re.Match[str]) -> bool:
    """Whether a bracket or a colon sets a label off; a point behind small letters ends a sentence."""
    point = match["colon"] in {".", "．"} and match["form"][:1].islower()
    return bool(match["close"] or (match["colon"] and not point))


def _believed(match: re.Match[str], text: str) -> bool:
    form, rest = match["form"], text[match.end() :]
    if match["open"] and not match["close"]:
        return _table("labels")[key(form)][0] in _DATED and bool(
            re.match(r"\D{0,14}\d.*[)）\]］〉>]\s*$", rest)
        )
    if _firm(match) or not rest or _is_spread(form):
        return True
    field, _ = _table("labels")[key(form)]
    if field in _DATED and not re.match(
        r"\D{0,14}\d|[^〇零一二三四五六七八九十]{0,6}[〇零一二三四五六七八九十]{4}年", rest
    ):
        return False
    if HAN.search(form):
        return bool(match["s"]) or (field in _BY_ITSELF and not re.match(r"[的是中与和]", rest))
    wide = len(match["s"]) >= _WIDE and len(re.findall("[,;]", rest)) > 1
    listed = field == "keywords" and (
        wide or (rest[:1].isupper() and len(re.findall("[;；\u061b]", rest)) > 1)
    )
    return bool(match["s"]) and (form[:1].isupper() or listed) and _opens(field, form, rest)


def _is_spread(form: str) -> bool:
    """Whether a label is set letter by letter (`a b s t r a c t`), as no running text is."""
    letters = re.findall(r"[^\W\d_]+", form)
    return len(letters) >= _SPREAD and max(map(len, letters)) == 1 and not HAN.search(form)


def _opens(field: str, form: str, rest: str) -> bool:
    """Whether what follows a Latin label without colon is what such a label introduces."""
    if field in _DATED:
        return bool(re.match(r"\D{0,14}\d", rest))
    if field == "keywords" and len(re.findall(r"[;；\u061b,，\u060c、]", rest)) > 1:
        return True
    if field in {"abstract", "keywords"}:
        return rest[:1].isupper() or rest[:1] in '"“[【(' or form.isupper()
    return field in {"funding", "correspondence"} and (rest[:1].isupper() or len(form.split()) > 1)


def article_key(text: str) -> str:
    """A text as `article_types` holds it: lower case, without spaces and points."""
    return re.sub(r"[\s\u3000·•]", "", text).casefold()


@cache
def article_types() -> frozenset[str]:
    """What stands above titles in any language and is none (`·论著·`, `Original article`)."""
    return frozenset(article_key(form) for found in languages().values() for form in found.article_types)


@dataclass(frozen=True)
class Heading:
    """A section heading in a text: its NLM category, the words as printed, and its span with brackets and colon.

    `style` says what sets it off: `bracket` (one of the two may be lost), `colon` (or a full stop), or `bare`.
    """

    category: str
    words: str
    start: int
    end: int
    style: str


@cache
def _heading(codes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<open>{_OPEN}{SPACE}*)?(?P<form>{_forms('headings', codes)})(?P<s>{SPACE}*)"
        rf"(?P<close>{_CLOSE})?(?P<t>{SPACE}*)(?P<colon>{_COLON}|[.．](?=\s|$|[A-Z])|[—–](?=\s))?{SPACE}*(?:[–—-]\s+)?",
        re.IGNORECASE,
    )


def headings_in(text: str, code: str) -> list[Heading]:
    """Everything in a text that may be a section heading of a language, in order; which are, the whole pattern says."""
    if code not in languages():
        return []
    spaced = languages()[code].spaced
    found = []
    for match in _heading((code,)).finditer(text):
        if spaced and (_letter(text, match.start("form") - 1) or (_letter(text, match.end("form")))):
            continue
        style = _style(match)
        start = match.start() if style == "bracket" or not match["open"] else match.start("form")
        category, _ = _categories(code)[key(match["form"])]
        found.append(Heading(category, match["form"], start, match.end(), style))
    return found


def _style(match: re.Match[str]) -> str:
    opening, closing = (match["open"] or "").strip(), match["close"] or ""
    if (opening and closing) or set(opening + closing) & set(_SQUARE):
        return "bracket"
    return "colon" if match["colon"] and not opening else "bare"


@cache
def _categories(code: str) -> dict[str, tuple[str, str]]:
    return {
        key(form): (category, form)
        for category, forms in languages()[code].headings.items()
        for form in forms
    }


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
