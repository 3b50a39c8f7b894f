"""Characters in the form of the page's own language: engines trained on all of Han mix the forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.scripts import language_of
from pipeline.records.text import Line, Word

_HANT = dict(
    zip(
        "内爲预测户温别产说线强黄录启査污围压术药诊复临异实验组织关系发现显著来从对时国际标准数据应过进后于与并为这种",
        "內為預測戶溫別產說線強黃錄啟查汙圍壓術藥診復臨異實驗組織關係發現顯著來從對時國際標準數據應過進後於與並為這種",
        strict=True,
    )
)
_JA = dict(
    zip(
        "值别产说强线测预压发药实验术关现显对时际标数应",
        "値別産説強線測予圧発薬実験術関現顕対時際標数応",
        strict=True,
    )
)
_FORMS = {"zh-Hant": _HANT, "ja": _JA}
_KATAKANA = re.compile(r"(?<=[ァ-ヺー])[へべぺ一]|[へべぺ](?=[ァ-ヺー])")
_AS_KATAKANA = {"へ": "ヘ", "べ": "ベ", "ぺ": "ペ", "一": "ー"}
ENOUGH = 40
"""Characters that a page must have before its language is judged."""


def in_own_forms(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Traditional forms on a page in traditional Chinese, Japanese forms and whole Katakana words on a Japanese one."""
    wide = "".join(char for line in lines for char in line.text if char > "\u2e80")
    language = language_of(wide) if len(wide) >= ENOUGH else ""
    if language not in _FORMS:
        return tuple(lines)
    table = str.maketrans(_FORMS[language])
    return tuple(_converted(line, table, kana=language == "ja") for line in lines)


def _converted(line: Line, table: dict[int, str], *, kana: bool) -> Line:
    text = line.text.translate(table)
    if kana:
        text = _KATAKANA.sub(lambda found: _AS_KATAKANA[found[0]], text)
    if text == line.text:
        return line
    words = tuple(
        Word(text=word.text.translate(table), bbox=word.bbox, confidence=word.confidence)
        for word in line.words
    )
    return line.model_copy(update={"text": text, "words": words})
