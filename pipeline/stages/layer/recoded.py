"""Text of older files of a Chinese database that stores signs as figures: `-` is 2, `《》` are 5 and 6, `“”` are / and 0.

A number of the article whose hyphens are twos shows it, by the check digit of the serial number within. The font of the signs
is not in such files, so the picture shows the figures too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.identifiers import valid_issn
from pipeline.records.text import Line

RULE = "signs stored as figures"

_NUMBER = re.compile(
    r"(?<!\d)(\d{4})2(\d{3}[\dX])(\s*[(（]\s*(?:19|20)\d\d\s*[)）]\s*)(\d\d)2(\d{4})2(\d\d)(?!\d)"
)
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?2\s?(0[1-9]|1[0-2])\s?2\s?(0[1-9]|[12]\d|3[01])(?!\d)")
_BORN = re.compile(r"(?<=[(（])(\s*(?:18|19|20)\d\d)2(?=\s*[)）])")
_MAIL = re.compile(r"\bE2mail\b", re.IGNORECASE)
_HAN = "\u3400-\u9fff"
_COUNTED = (
    "[年月日时分秒天周岁例人名次个位只组项种份张篇家所处期卷号点度倍级条章节层台件本株届等以及多至到和或余]"
)
"""What follows a figure that is one."""
_TITLE = re.compile(
    rf"(?<![\d.,])5\s?((?!{_COUNTED})[{_HAN}][{_HAN}A-Za-z·、，:：—\s]{{0,28}}?[{_HAN}])6(?![\d.,%])(?!\s?{_COUNTED})"
)
_QUOTED = re.compile(rf"(?<![\dA-Za-z])/\s?([{_HAN}][{_HAN}A-Za-z·、，\s]{{0,28}}?[{_HAN}])0(?![\d.,%])")


def with_signs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A page's lines, with the signs that its figures stand for where a number of the article shows that they do."""
    text = "\n".join(line.text for line in lines)
    if not any(valid_issn(f"{match[1]}-{match[2]}") for match in _NUMBER.finditer(text)):
        return tuple(lines)
    return tuple(line.rewritten(_decoded(line.text), RULE) for line in lines)


def _decoded(text: str) -> str:
    text = _NUMBER.sub(r"\1-\2\3\4-\5-\6", text)
    text = _DAY.sub(r"\1-\2-\3", text)
    text = _BORN.sub(r"\1-", text)
    text = _MAIL.sub("E-mail", text)
    text = _TITLE.sub(r"《\1》", text)
    return _QUOTED.sub(r"“\1”", text)
