"""What a printed list of names holds besides names: addresses, icons, what somebody did, and marks that were misread."""

from __future__ import annotations

import re

from pipeline.languages.kinds import without_supervisors
from pipeline.languages.scripts import CAPITALS

_DISC = r"(?<=[\s\d¹²³⁴⁵⁶⁷⁸⁹*†‡§,])(?:i?[DO]|[©®@])"
"""The disc of ORCID behind a name and its marks, as engines read it."""
_ADDRESS = re.compile(
    rf"(?:orcid(?:\s?id)?\s?:?\s?|{_DISC}\s?)?(?:https?://\S+|(?:\d{{4}}-){{3}}\d{{3}}[\dX])"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}",
    re.IGNORECASE,
)
_ICON = re.compile(rf"[\ue000-\uf8ff]|(?<=[\d¹²³⁴⁵⁶⁷⁸⁹*†‡§]){_DISC}(?=\s*(?:[,;]|$))")
"""Signs that a font drew beside names, as that of ORCID, and its disc without an iD: letters of nobody."""
_BY = re.compile(rf"^(?:von|by|par|por|door)\s+(?=[{CAPITALS}][^\s,;]+\s+[{CAPITALS}])")
"""The word that leads to the names under a title; a particle of a family name is followed by one name only."""
_NUMBERED = re.compile(r"(?<![\w.-])(?=\w*\d{3})[A-Za-z\d]{5,12}\s+(?=[\u3400-\u9fff\uac00-\ud7af])")
"""The number of a student before his name."""
_ROLE = re.compile(
    r"[（(]?(?:综述|审校|审阅|校审|编译|译|整理|执笔|通信作者|通讯作者|综 述|审 校|指导)[)）]?$|(?<=\s)撰\s*$|^(?:综述|审校|指导)\s*[:：]?|\((?:综述|审校)\)"
    r"|(?<=[\s*＊])(?:综述|审校|审阅|编译|指导)(?=[\s,，;；])"
)
_LED = re.compile(
    r"^(?:(?:作者|著者|저자|authors?|autoren|auteurs?|autor[aei]?s?|autrice|autorzy|autoři|yazar(?:lar)?|penulis|авторы?|автори)\s*[:：]|(?:[□■◎●]\s*)?(?:文|撰文|글)\s*[/／|｜:：]|글\s·)\s*"
    rf"|^(?:(?:rezension|rezensiert|besprochen|vorgestellt)\s+von|reviewed\s+by|reseñado\s+por|recensito\s+da)\s+(?=[{CAPITALS}])",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"^\W{0,2}(?:©|\u20dd\s?[cс]|[cс]\s?\u20dd|\([cс]\)(?=\s))\s*(?P<since>(?:19|20)\d\d\s?(?:[гр]\.?)?,?\s+)?"
    r"(?P<names>(?(since)[^\W\d_].*?|\D{4,}?))(?:,?\s*(?:19|20)\d\d\s?(?:[гр]\.?)?)?\s*$",
    re.IGNORECASE,
)
"""Names with who holds the rights and since when, as journals set them under a title: `© А. Б. Орлов, 2009`, `© 2021 г. А. Б. Орлов`."""
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff々]{2})・(?=[\u3400-\u9fff]{2})")
"""The dot between two names in Han, as Japanese lists have it; within a foreign name it stands between kana."""
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_MISREAD = re.compile(
    r"(?<=[\u3400-\u9fff])\s?[」』}](?=[\s,，、;；(（\d*]|$)|(?<=[a-z])[’‘'](?=\s[A-Z][a-z])"
)
"""A closing bracket that none opens, or an apostrophe at the end of a name: a raised figure that was misread."""


def without_addresses(text: str) -> str:
    """A list of people without the iDs, links and mail addresses between them."""
    return _ADDRESS.sub(" ", text)


def without_rights(text: str) -> str:
    """A line of names without the sign of copyright and the year before or behind them; another as it is."""
    found = _RIGHTS.match(text)
    return found["names"].strip() if found else text


def without_asides(text: str) -> str:
    """A list of people without addresses, icons, the numbers of students and what somebody did; a misread mark parts names as one does."""
    text = without_rights(without_supervisors(without_addresses(text.strip())))
    text = _ROLE.sub(" ", _ICON.sub(" ", text.replace("©", " ")))
    text = _BETWEEN_HAN.sub("、", text) if not _KANA.search(text) else text
    if not re.search(r"[「『{]", text):
        text = _MISREAD.sub(";", text)
    return _NUMBERED.sub("", text)


def is_led(text: str) -> bool:
    """Whether a word leads to a list of people: `Authors:`, `Autor:`."""
    return _LED.match(text) is not None


def without_lead(text: str) -> str:
    """A list of people without the word that leads to it: `作者：`, `by`."""
    return _BY.sub("", _LED.sub("", text))
