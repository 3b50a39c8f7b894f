"""Cover sheets: the page that a database or repository puts before the article."""

from __future__ import annotations

import re

from pipeline.records.text import PageText

_ENOUGH = 3
"""Hints that make a cover."""

_SURE = re.compile(
    r"see discussions, stats,? and author profiles|网络首发论文|網絡首發論文|this content downloaded from"
    r"|your use of the jstor archive|hal is a multi-?disciplinary open access archive|submit your article to this journal"
    r"|view metadata, citation and similar papers|the user has requested enhancement|full terms (?:&|and) conditions of access"
    r"|this (?:article|document|version) is (?:made )?available at|please scroll down for article"
    r"|本文(?:由|来自).{0,12}(?:知网|万方|维普|CNKI)|知网首发|archive ouverte pluridisciplinaire hal"
    r"|citation for published version|take ?down policy|this is an author produced version"
    r"|(?:文献链接|本文链接)\s*[:：].{0,40}wanfang|wanfang data\s*文献链接|英文刊名\s*[:：]"
    r"|научная электронная библиотека.{0,4}киберленинка",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"to cite this (?:article|version|document)|to link to this (?:article|document)|article views?\b|view crossmark data"
    r"|view related articles|citations? read|network first|网络首发(?:日期|地址)|引用格式|下载日期|下载时间|downloaded (?:on|from|by)"
    r"|stable url|all use subject to|terms and conditions|published by\b|uploaded by|accessed\s*:|provided (?:in the|by)"
    r"|cyberleninka\.ru|ssrn\.com/abstract|j-?stage|jstage\.jst\.go\.jp|hdl\.handle\.net|document version|general rights"
    r"|link to publication|institutional repository|リポジトリ|機構典藏|机构知识库|репозитор|to cite this version|creative commons"
    r"|hal id|submitted on|deposit(?:ed)? (?:by|in|on)|repository|www\.cnki\.net|wanfangdata|cqvip",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"^\s*[【\[（(]?\s*(?:摘\s*要|abstract|summary|要\s*旨|抄\s*録|초\s*록|요\s*약|résumé|resumen|zusammenfassung|резюме|аннотация)",
    re.IGNORECASE,
)
_MOST = 2500
"""Characters that a cover sheet has at most; an article's first page has more."""


def is_cover(page: PageText) -> bool:
    """Whether a page is a cover or download sheet, so that the article begins on the next page.

    Such a sheet has little text and no abstract of its own; one phrase that only such sheets print, or three that
    they often print, give it away.
    """
    texts = [line.text for line in page.lines]
    whole = " ".join(texts)
    if len(whole) > _MOST or any(_ABSTRACT.match(text) for text in texts):
        return False
    hints = {match.group().casefold() for match in _HINTS.finditer(whole)}
    return bool(_SURE.search(whole)) or len(hints) >= _ENOUGH
