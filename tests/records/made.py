"""Small whole records made by hand, for tests of what reads records."""

from __future__ import annotations

from typing import Any

from pipeline.records.record import Record

ZH = "目的 探讨疗效。方法 纳入96例患者。结果 有效率56.3%（P=0.024）。结论 可控。"


def record(**changes: Any) -> Record:
    """A whole bilingual record, with `changes` laid over its top level."""
    content: dict[str, Any] = {
        "id": "doi:10.1234/j.issn.1007-3841.2023.22.1057",
        "kind": "journal-article",
        "status": "needs_review",
        "language": "zh",
        "source": {
            "file": "scan.pdf",
            "sha256": "ab" * 32,
            "media_type": "application/pdf",
            "page_count": 7,
            "pages_read": [1],
            "text_origin": "ocr",
            "pages": [
                {
                    "number": 1,
                    "width": 1000,
                    "height": 1400,
                    "dpi": 300.0,
                    "origin": "ocr",
                    "transform": [1, 0, 0, 0, 1, 0, 0, 0, 1],
                }
            ],
        },
        "doi": "10.1234/j.issn.1007-3841.2023.22.1057",
        "issn": "1007-3841",
        "journal": {"zh": "胸部肿瘤诊疗杂志", "en": "Journal of Thoracic Oncology"},
        "year": 2023,
        "volume": "50",
        "issue": "9",
        "first_page": "842",
        "last_page": "848",
        "clc": ["R734.2"],
        "document_code": "A",
        "article_number": "1007-3841(2023)09-0842-07",
        "dates": {"received": "2023-02-15"},
        "title": {"zh": "联合治疗的疗效", "en": "Efficacy of Combined Treatment"},
        "authors": [
            {
                "name": {"zh": "李鹏", "en": "LI Peng"},
                "affiliations": [1],
                "corresponding": True,
                "email": "lipeng@163.com",
                "orcid": None,
            },
            {
                "name": {"zh": "欧阳静", "en": "OUYANG Jing"},
                "affiliations": [1],
                "corresponding": False,
                "email": None,
                "orcid": None,
            },
        ],
        "affiliations": [
            {"id": 1, "name": {"zh": "第一医院肿瘤科", "en": "Department of Oncology, First Hospital"}}
        ],
        "abstract": {
            "zh": {"text": ZH, "sections": [{"label": "objective", "heading": "目的", "text": "探讨疗效。"}]},
            "en": {"text": "Objective To study the effect.", "sections": []},
        },
        "keywords": {"zh": ["肺癌", "放疗"], "en": ["Lung cancer", "Radiotherapy"]},
        "funding": ["国家自然科学基金（82072345）"],
        "translated": ["abstract.en"],
        "evidence": {
            "doi": {
                "page": 1,
                "bbox": [100, 50, 500, 80],
                "raw": "doi:10.1234/j.issn.1007-3841.2023.22.1057",
                "confidence": 0.97,
                "engine": "rapidocr",
                "origin": "printed",
                "repairs": [],
                "edits": [["left out", 0, "doi:", ""]],
            }
        },
        "quality": {
            "score": 0.81,
            "grade": "good",
            "flags": [
                {
                    "code": "translation.draft_model",
                    "path": "abstract.en",
                    "severity": "warning",
                    "message": "Made with a draft model.",
                }
            ],
        },
        "provenance": {
            "scanglot": "0.1.0",
            "settings_sha256": "cd" * 32,
            "ocr": ["rapidocr 3.10.0"],
            "translation": {"model": "tiny", "revision": "1", "engine": "ctranslate2 int8"},
            "seconds": {"render": 0.4, "recognize": 3.1},
        },
    }
    return Record.model_validate(content | changes)
