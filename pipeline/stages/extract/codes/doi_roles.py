"""What a DOI on the page belongs to: the article itself, or a data set or another paper that it names."""

from __future__ import annotations

import re
from enum import StrEnum

from pipeline.records.registrants import DATA_REGISTRANTS

_BEFORE = 120
"""Characters before a DOI that may say what it is of."""
_DATA = re.compile(
    r"data\s?sets?\b|(?:raw|research|supporting|original|underlying) data|data (?:are|is|availab|deposit)|deposited|"
    r"repository|zenodo|figshare|dryad|数据集|数据(?:可用性|存储|存放)|資料集|데이터(?:셋|세트)|データセット|набор данных|conjuntos? de da(?:t|d)os",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:corrects?|retracts?|erratum (?:to|for|in)|corrigendum (?:to|for)|comment(?:ary)? (?:on|to)|previous article|preprint)\b"
    r"[^.]{0,80}$|(?:上一篇|前一篇|下一篇|勘误|更正|预印本)[^。]{0,40}$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:^|\n)\s*(?:\[\s?\d{1,3}\s?\]|\d{1,3}\.\s)[^\n]{0,300}$")
"""An item of a list of references, from its number to the DOI."""
_END = re.compile(r"[.。;；\u061b]\s")


class DoiRole(StrEnum):
    """Whose DOI it is."""

    ARTICLE = "article"
    DATA_SET = "data_set"
    OTHER = "other"


def role_of(text: str, start: int, doi: str) -> DoiRole:
    """What a DOI that begins at a place of a folded text is of, by its registrant and by the words before it."""
    if doi.partition("/")[0] in DATA_REGISTRANTS:
        return DoiRole.DATA_SET
    before = text[max(0, start - _BEFORE) : start]
    sentence = _END.split(before)[-1]
    if _DATA.search(sentence):
        return DoiRole.DATA_SET
    if _OTHER.search(before) or _ITEM.search(text[:start]):
        return DoiRole.OTHER
    return DoiRole.ARTICLE
