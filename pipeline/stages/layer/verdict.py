"""Can a text layer be trusted? Judged by what its characters are, never by language identification."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.languages.pairs import is_at_random
from pipeline.languages.scripts import Script, is_wide, main_script, script_counts, script_of
from pipeline.ports import LayerText
from pipeline.records.page import PageInfo
from pipeline.records.text import Line, length_of

_GARBAGE = 0.01, 2
"""Share of broken letters, and stretches of wrongly decoded bytes, that a sound layer may have."""
_PHRASE = 3
"""Words that are no chance."""

_LEAST = 60
"""Letters and digits below which a page has no layer to speak of (a stamp, a page number, a download notice)."""

_EDGE = 0.06
"""Share of the page's height at its upper and lower edge where only notices stand."""

_VOWELS = re.compile("[aeiouyæøœαεηιουω]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MOJIBAKE = re.compile("[\u00c0-\u00ff\u0192\u02c6\u2020-\u2022\u20ac\u2122¡-¿]{3,}")
_GLUED, _SHARE, _ENOUGH = 24, 0.15, 100
"""Latin letters that few words have; the share of letters in longer ones that makes words run together, and how many such
letters at least."""
_LAM_ALEF = re.compile("\\b[وفبكل]?ا[اأإآ]ل")
_KANA, _ONE = 0.04, 0.9
"""Kana to a Han from which on a text is Japanese, whose Han stand beside others; the share of letters that are of one script."""
_WITHIN, _TIMES = re.compile(r"(?<=[A-Za-z])[\u3400-\u9fff](?=[a-z])"), 3
"""A Han character within a Latin word, and how many of them that nobody writes daily make a layer whose signs have other codes."""
_FEW = 2
"""Senseless Latin lines that every page may have: a web address, a title in capitals."""
_NO_WORD = re.compile(
    r"\b[A-Z]\.(?=[\s,;-]|[A-Z])|\S+@\S+|(?<=[a-z]{3}\s)[A-Z]{1,2}(?:\s[A-Z]){0,2}(?=\s*(?:[,;]|et al\b|and\b|$))"
)
"""The initial of a name, with a point or behind a family name, as lists of references are full of, and a mail address."""


def is_there(layer: LayerText, page: PageInfo, dpi: int) -> bool:
    """Whether the page has a text layer at all: letters enough, not counting notices at its upper and lower edge."""
    height = page.height * dpi / 72
    inner = [n for n in layer.lines if n.bbox.top > _EDGE * height and n.bbox.bottom < (1 - _EDGE) * height]
    signs = sum(1 for line in inner for char in line.text if char.isalnum() or _broken(char))
    return signs >= _LEAST


def runs_sideways(layer: LayerText) -> bool:
    """Whether most of a page's text runs up or down it: the page lies on its side."""
    return length_of(layer.upright) > max(_LEAST, length_of(layer.lines))


def stands_in_columns(layer: LayerText) -> bool:
    """Whether most of a page's runs are single wide characters: it is set in vertical lines."""
    single = sum(len(line.text) == 1 and is_wide(line.text) for line in layer.lines)
    return single > _LEAST // 2 and single > 0.5 * length_of(layer.lines)


def runs_together(lines: Sequence[Line]) -> bool:
    """Whether the spaces of Latin print are lost, as where a font overstates how wide its letters are."""
    sizes = [len(word) for line in lines for word in _latin_words(line.text)]
    glued = sum(size for size in sizes if size >= _GLUED)
    return glued >= _ENOUGH and glued > _SHARE * sum(sizes)


def turns_ligatures(lines: Sequence[Line]) -> bool:
    """Whether lam and alef, which fonts draw as one sign, stand the wrong way round in Arabic lines that were put in order.

    `االنتشار` for `الانتشار` shows it; within other words it cannot be seen (`عالج` and `علاج` are both words).
    """
    return any(_LAM_ALEF.search(line.text) for line in lines)


def is_good(layer: LayerText) -> bool:
    """Whether the layer's text can be used as it stands.

    Text that an OCR program laid under a scan never is: its quality cannot be seen, and we read such pages better. Nor is
    that of a page turned by 180 degrees, whose words may come last first.
    """
    text = "\n".join(line.text for line in layer.lines)
    letters = [char for char in text if not char.isspace()]
    broken = sum(1 for char in letters if _broken(char))
    if broken > _GARBAGE[0] * len(letters) or len(_MOJIBAKE.findall(text)) > _GARBAGE[1]:
        return False
    if layer.scanned or layer.turned or _hides_signs(text):
        return False
    return _is_writing(text)


def _hides_signs(text: str) -> bool:
    """Whether hyphens and apostrophes of Latin words are stored as rare Han characters, as some Founder fonts do with signs.

    What they stand for differs by font, and spaces go with them as everyday characters: only the picture tells.
    """
    return sum(1 for within in _WITHIN.findall(text) if not _everyday(within)) >= _TIMES


def _broken(char: str) -> bool:
    """U+FFFD, private use, controls, unassigned: no sign of any language."""
    if char in "\n\r\t\f\u00ad":
        return False
    return char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs")


def _is_writing(text: str) -> bool:
    counts = script_counts(text)
    total = sum(counts.values())
    if not total:
        return _is_of_one_script(text)
    han, kana = counts.get(Script.HAN, 0), counts.get(Script.KANA, 0)
    if han > 0.2 * total and not _is_common_han(text):
        return False
    if kana <= _KANA * han and is_at_random(text):
        return False
    return counts.get(Script.LATIN, 0) < 0.5 * total or _has_words(text)


def _is_of_one_script(text: str) -> bool:
    """Whether a text in letters that no language of ours has is in those of one script, as Arabic, Hebrew or Thai are."""
    names = Counter(unicodedata.name(char, " ").split()[0] for char in text if char.isalpha())
    return bool(names) and names.most_common(1)[0][1] > _ONE * names.total()


def _is_common_han(text: str) -> bool:
    """Whether the Han are those that people write: most stand in a national set's first level, some come again."""
    han = [char for char in text if script_of(char) is Script.HAN]
    known = sum(1 for char in han if _everyday(char))
    return known > 0.85 * len(han) and len(set(han)) > 0.02 * len(han)


def _everyday(char: str) -> bool:
    for codec, first, last in (
        ("gb2312", b"\xb0\xa1", b"\xd7\xf9"),
        ("big5", b"\xa4\x40", b"\xc6\x7e"),
        ("shift_jis", b"\x88\x9f", b"\x98\x72"),
    ):
        try:
            if first <= char.encode(codec) <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _has_words(text: str) -> bool:
    """Whether Latin text is made of words: letters as frequent as in writing, few lines of words that are none.

    An English-only OCR run over Chinese lines leaves capitals without sense between real English lines. Abbreviations in
    a line of Han are no such.
    """
    words = _latin_words(text)
    letters = Counter(c.casefold() for w in words for c in _plain(w))
    if sum(letters[c] for c in "etaonirsl") < 0.45 * max(1, sum(letters.values())):
        return False
    lines = [
        found
        for line in text.splitlines()
        if len(found := _latin_words(_NO_WORD.sub("", line))) > _PHRASE and main_script(line) is Script.LATIN
    ]
    senseless = sum(1 for found in lines if sum(map(_odd, found)) > 0.4 * len(found))
    return senseless <= max(0.15 * len(lines), min(_FEW, 0.25 * len(lines)))


def _latin_words(text: str) -> list[str]:
    return [
        word
        for word in _WORD.findall(text)
        if word.isascii() or all(script_of(char) is Script.LATIN for char in word)
    ]


def _plain(word: str) -> str:
    """A word without the marks of its letters, two of which Vietnamese has on many."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _odd(word: str) -> bool:
    """Whether a word looks like failed OCR: capitals only or inside, no vowel, a single letter."""
    if len(word) == 1:
        return True
    inside = any(a.islower() and b.isupper() for a, b in pairwise(word))
    return word.isupper() or inside or not _VOWELS.search(_plain(word))
