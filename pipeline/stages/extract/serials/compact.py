"""The forms in which journals print year, volume, issue and pages without a label: `2023;50(9):842-848`, `13(2): 5-9 (1999)`."""

from __future__ import annotations

import re

from pipeline.languages.serials import page_words
from pipeline.stages.extract.digits import DIGIT

NUMBER = rf"{DIGIT}{{0,3}}\d{DIGIT}{{0,3}}"
HAN = r"[一二三四五六七八九十百〇零]{1,5}"
_ISSUE_TAIL = r"(?:\s?[-/+~]\s?\d{1,2}(?!\d))?"
ISSUE = rf"(?:{NUMBER}{_ISSUE_TAIL}|{HAN}|[A-Z]\d{{1,2}}|\d{{1,2}}[A-Z])"
SUPPLEMENT = r"(?:Suppl(?:ement)?\.?\s?\d{0,2}|增刊\s?\d{0,2}|S\d{1,2}|Sup\.?\s?\d{0,2})"
_SPECIAL = (
    r"(?i:special issue|numero speciale|número especial|numéro spécial|hors.série|sonderheft|themenheft)"
)
YEAR = r"(?:19|20)\d\d"
_PAGE = r"(?:[eE]\d{7,9}|[A-Za-z]?\d{1,6}[A-Za-z]?)"
PAGES = rf"(?P<first>{_PAGE})(?:\s*[-~]+\s*(?P<last>{_PAGE}))?"
_P = rf"(?i:(?:{page_words()})\s*)?"
_MONTHS = r"(?:[^\W\d_]{3,9}\.?(?:\s?[-/]\s?[^\W\d_]{3,9}\.?)?\s*[.,]?\s*)?"
COMPACT = (
    (
        rf"(?P<year>{YEAR})\s*[.,;:]?\s*(?:[^\W\d_]{{3,9}}\.?(?:-[^\W\d_]{{3,9}}\.?)?\s*(?:(?:\d{{1,2}}\s*)?[,;]|(?=\d))\s*)?"
        rf"(?P<volume>\d{{1,4}})\s*\(\s*(?P<issue>{ISSUE}|{SUPPLEMENT})\s*\)(?:\s*[:.,]\s*{_P}{PAGES})?"
    ),
    (
        rf"(?P<volume>\d{{1,4}})\s*\(\s*(?P<issue>{ISSUE}|{SUPPLEMENT})\s*\)\s*[,.]\s*(?P<year>{YEAR})(?![\d]|\s*[-~]\s*\d)"
    ),
    (
        rf"(?P<volume>\d{{1,4}})\s*\(\s*(?!{YEAR}\s*\))(?P<issue>{ISSUE}|{SUPPLEMENT})\s*\)\s*[:,.]\s*{_P}{PAGES}"
        rf"(?:\s*[,.(]\s*{_MONTHS}(?P<year>{YEAR})\)?)?"
    ),
    (
        rf"(?P<volume>\d{{1,4}})\s*\(\s*(?P<issue>{ISSUE}|{SUPPLEMENT})\s*\)\s+{PAGES}\s*[,.]?"
        rf"\s*\(\s*(?P<year>{YEAR})\s*\)"
    ),
    rf"(?<=[^\W\d_]\s)(?P<volume>\d{{1,4}})\s*\(\s*(?P<issue>{ISSUE}|{SUPPLEMENT})\s*\)\s+(?P<year>{YEAR})(?=\W*$)",
    (
        rf"(?<![\d-])(?P<volume>\d{{1,4}})\s*,\s*(?i:nos?|nr|n|núm)\.?[°º]?\s*(?P<issue>{ISSUE})\s*"
        rf"\(\s*{_MONTHS}(?P<year>{YEAR})\s*\)(?:\s*:\s*(?:\d{{1,4}}\s*,\s*(?=\d+\s*[-~]))?{_P}{PAGES})?"
    ),
    (
        rf"(?<=[^\W\d_]\s)(?P<volume>\d{{1,3}})\s?/\s?(?P<issue>\d{{1,2}})\s*\(\s*(?P<year>{YEAR})\s*\)"
        rf"(?:\s*[:,]\s*{_P}{PAGES})?"
    ),
    (
        rf"(?<=[^\W\d_]\s)\(\s*(?P<year>{YEAR})\s*\)\s*(?P<volume>\d{{1,4}})\s+"
        rf"(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})(?![\w/])"
    ),
    (
        rf"(?<=[^\W\d_]\s)(?P<volume>\d{{1,4}})\s*\(\s*(?P<year>{YEAR})\s*\)\s*(?P<issue>\d{{1,2}}(?:\s?[-/]\s?\d{{1,2}})?)\s*,\s*{_P}"
        rf"(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})(?![\w/])"
    ),
    rf"(?<![\d-])(?P<volume>\d{{1,4}})\s?\((?P<year>{YEAR})\)(?P<issue>\d{{1,2}})(?![\w:]|\s*[-~])",
    rf"(?<![\d-])(?<!-\s)(?P<volume>\d{{1,4}})\s*\(\s*(?P<year>{YEAR})\s*\)\s*[:,]?\s*{_P}{PAGES}(?!\d|\s*[|│])",
    rf"(?P<year>{YEAR})\s*[;,:·]\s*(?P<volume>\d{{1,4}})\s*:\s*{PAGES}",
    rf"(?<=[^\W\d_]\s)(?P<year>{YEAR})\s*;\s*(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})(?=\W*$)",
    rf"(?P<year>{YEAR})\s*-\s*(?P<volume>\d{{1,4}})\s*:\s*(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})",
    (
        rf"\(\s*(?P<year>{YEAR})\s*\)\s*,\s*(?P<volume>\d{{1,4}})\s*:\s*(?P<issue>\d{{1,3}})\s*,\s*"
        rf"(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})"
    ),
    rf"(?<=[^\W\d_]\s)(?P<volume>\d{{1,4}})\s*,\s*0\d{{5}}\s*\(\s*(?P<year>{YEAR})\s*\)",
    rf"\(\s*(?P<year>{YEAR})\s*\)\s*(?P<volume>\d{{1,4}})\s*[,:]\s*{PAGES}",
    (
        rf"(?<![\d-])(?P<volume>\d{{1,4}})\s*:\s*(?P<first>[eE]\d{{4,9}})(?!\w)"
        rf"(?:[\s,]*(?:[^\W\d_]{{3,9}}\.?[\s,]*)?(?P<year>{YEAR})(?!\d))?"
    ),
    (
        r"(?:(?<=[^\W\d_]{3}\s)|(?<=[^\W\d_]{2}[.,]\s))(?!(?:19|20)\d\d\s*:)(?P<volume>\d{1,4})\s*:\s*"
        rf"(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})(?![\d:]|\s*\()(?:\s*,\s*(?P<year>{YEAR})(?!\d))?"
    ),
    (
        rf"(?<=[^\W\d_],\s)(?:(?P<volume>\d{{1,3}})\s*-\s*(?P<issue>\d{{1,2}})\s*,\s*)(?P<year>{YEAR})\s*,\s*{_P}"
        rf"(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})"
    ),
    (
        rf"(?<=[^\W\d_],\s)(?P<year>{YEAR})\s*,\s*(?P<volume>\d{{1,3}})\s*,\s*{_P}"
        rf"(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})"
    ),
    (
        rf"(?<=[A-Za-zÀ-ÿ][.)]\s)(?P<volume>\d{{1,4}}(?:\s?[a-c])?)\s*[,:]\s*{_P}(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})"
        rf"\s*[,;]?\s*\(\s*(?P<year>{YEAR})\s*\)"
    ),
    (
        rf"(?:(?<=[^\W\d_]\s)|(?<=[^\W\d_]\.\s))(?P<year>{YEAR})\s*,\s*(?P<volume>\d{{1,3}})\s*,\s*{_P}"
        rf"(?P<first>{_PAGE})(?:\s*[-~]+\s*(?P<last>{_PAGE}))?(?![\w,])"
    ),
    rf"(?<=[^\W\d_]\s)\(\s*(?P<year>{YEAR})\s*\)\s*[,:]?\s*{_P}(?P<first>{_PAGE})\s*[-~]+\s*(?P<last>{_PAGE})(?![\w/])",
    rf"(?<=[^\W\d_],\s){_SPECIAL}\s*[,;]?\s*\(?\s*(?P<year>{YEAR})\b\s?\)?",
)
SLASHED = re.compile(
    rf"(?<=[^\W\d_]\s)(?P<issue>\d{{1,2}})\s?/\s?(?P<year>{YEAR})(?=\s*(?:[,;:|·]\s*{_P}\d|$))"
)
"""An issue and its year behind the name of a monthly, under no label: `Monatsheft 10/2006`."""
PRIMED = re.compile(rf"(?<![\d'’.,:])(?P<issue>\d{{1,3}})\s?['’]\s?(?P<year>{YEAR})(?![\d'’])")
"""An issue and its year with a stroke above the line between them: `Право 16’2013`, `Почвы – 3'2023 [95]`."""
