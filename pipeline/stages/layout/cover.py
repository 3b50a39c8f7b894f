"""Cover sheets: the page that a database puts before the article."""

from __future__ import annotations

import re

from pipeline.records.text import PageText

_MARKS = re.compile(
    r"中国知网|cnki|万方数据|维普|网络首发|引用格式|citeseerx|jstor|researchgate|see discussions, stats"
    r"|terms (?:and conditions|of use)|downloaded (?:from|by|on)|to cite this (?:article|version|document)"
    r"|this content downloaded|full terms|view (?:related|crossmark|the article online|publication)|submit your article"
    r"|article views|hal (?:id|is a)|academia\.edu|the user has requested|project muse|j-stage|archive ouverte"
    r"|deposited|本文献|下载|全文链接|知网节",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"^\s*(?:[【\[（(]?\s*(?:摘\s*要|abstract|要\s*旨|抄\s*録|초\s*록|résumé|resumen|резюме)\b|【摘要】)",
    re.IGNORECASE,
)


def is_cover(page: PageText) -> bool:
    """Whether a page is a database's cover or download sheet and not the article's own first page.

    Such a sheet has little text, at least two of the phrases that databases print, and no abstract of its own.
    """
    texts = [line.text for line in page.lines]
    whole = "\n".join(texts)
    marks = {match.group().casefold() for match in _MARKS.finditer(whole)}
    if len(marks) < 2 or len(whole) > 3500:
        return False
    own_text = sum(len(b.lines) for b in page.blocks if len(b.lines) >= 8)
    return not any(_ABSTRACT.match(text) for text in texts) or (own_text == 0 and len(marks) >= 3)
