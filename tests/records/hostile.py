"""Records that a writer must survive: nearly nothing in them, or values that break what quotes them badly."""

from __future__ import annotations

from typing import Any

from pipeline.records.record import Record
from tests.records.made import record

NASTY = (
    "a]]>b & <script>alert(1)</script> \x00\x07\x1b[31m \u202eright-to-left\u202c \u200f עברית 𠮷野 \ufffe\uffff "
    "}{ \\LaTeX % $x_1^2$ # ~ =1+1 | `code` *bold* [x](y) \"quoted\" 'single'\r\n\t10⁹/L ≥ ± \u2028 ,;: -- ]]>"
)
LONG = "很长的摘要，𠮷<&>。" * 20_000


def _everywhere(value: str) -> dict[str, Any]:
    section = {"label": "other", "heading": value, "text": value}
    abstract = {"text": value, "sections": [section, section]}
    return {
        "id": f"doi:10.1234/{value[:40]}",
        "volume": value,
        "issue": value,
        "first_page": value,
        "last_page": value,
        "article_number": value,
        "document_code": value,
        "clc": [value, value],
        "funding": [value, value],
        "journal": {"zh": value, "en": value},
        "title": {"zh": value, "en": value},
        "abstract": {"zh": abstract, "en": {"text": value, "sections": []}},
        "keywords": {"zh": [value, value], "en": [value]},
        "affiliations": [{"id": 1, "name": {"zh": value, "en": value}}, {"id": 2, "name": {}}],
        "authors": [
            {
                "name": {"zh": value, "en": value},
                "affiliations": [1, 1, 2, 9],
                "corresponding": True,
                "email": value,
                "orcid": value,
            },
            {"name": {}, "affiliations": [], "corresponding": False, "email": None, "orcid": None},
            {
                "name": {"en": "Suharto"},
                "affiliations": [],
                "corresponding": False,
                "email": None,
                "orcid": None,
            },
        ],
    }


_NOTHING: dict[str, Any] = {
    "doi": None,
    "issn": None,
    "year": None,
    "volume": None,
    "issue": None,
    "first_page": None,
    "last_page": None,
    "article_number": None,
    "document_code": None,
    "id": "sha256:0123456789abcdef",
    "kind": "document",
    "language": None,
    "title": {},
    "authors": [],
    "affiliations": [],
    "abstract": {},
    "keywords": {},
    "journal": {},
    "clc": [],
    "funding": [],
    "dates": {},
    "translated": [],
    "evidence": {},
}

CASES: dict[str, Record] = {
    "whole": record(),
    "all english printed": record(translated=[]),
    "nothing": record(**_NOTHING),
    "a document of sections": record(
        **_NOTHING | {"sections": [{"label": "other", "heading": "第一部分", "text": "正文"}]}
    ),
    "nasty": record(**_everywhere(NASTY)),
    "lone surrogates": record(**_everywhere("a\ud800b\udfff")),
    "blank": record(**_everywhere("  ") | {"id": "x"}),
    "empty": record(**_everywhere("") | {"id": "y"}),
    "control characters only": record(**_everywhere("\x01\x02") | {"id": "z"}),
    "machine english alone": record(
        title={"en": "Machine title"},
        abstract={"en": {"text": "Machine abstract.", "sections": []}},
        keywords={"en": ["machine word"]},
        translated=["title.en", "abstract.en", "keywords.en"],
    ),
    "very long": record(
        title={"zh": LONG[:5000]},
        abstract={"zh": {"text": LONG, "sections": [{"label": "methods", "heading": "方法", "text": LONG}]}},
    ),
    "odd languages": record(
        language="x_no tag",
        title={"x_no tag": "题名", "": "ohne", "zh-Hant": "題名", "en": "Title"},
        keywords={"zh": [], "": ["词"]},
        journal={"": "刊"},
        translated=[],
    ),
    "odd identifiers": record(
        doi="10.12/short", issn="12345678", year=3, dates={"received": "2023", "accepted": "2023-05"}
    ),
    "four-byte names and groups": record(
        authors=[
            {
                "name": {"zh": name, "en": english},
                "affiliations": [1],
                "corresponding": False,
                "email": None,
                "orcid": "0000-0002-1825-0097",
            }
            for name, english in (
                ("𠮷田𡈽", "YOSHIDA To"),
                ("中国肺癌协作组", "Chinese Lung Cancer Study Group and Others"),
                ("欧阳·迪丽热巴·买买提", "Dilraba"),
            )
        ]
    ),
}
"""By name; the same for every writer."""
