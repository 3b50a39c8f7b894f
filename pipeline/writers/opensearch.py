"""OpenSearch and Elasticsearch: bulk NDJSON, and the index template with fields for each language."""

from __future__ import annotations

import json
from typing import Any

from pipeline.languages import languages
from pipeline.records.catalogue import classifications
from pipeline.records.record import Record, released
from pipeline.writers.characters import json_line
from pipeline.writers.machine_text import apart
from pipeline.writers.trust import confidences

INDEX = "scanglot"
_TEXT = ("title", "abstract", "keywords", "journal")
_KEYWORDS = (
    "id",
    "doi",
    "issn",
    "kind",
    "status",
    "language",
    "translated",
    "document_code",
    "corrects",
    *classifications(),
)
_MOST = 512
"""Characters of a value that can be sorted and counted by as a whole."""


def opensearch(record: Record) -> str:
    """The action line and the source line of one record; machine text stands under keys of its own."""
    printed, made = apart(record)
    action = {"index": {"_index": INDEX, "_id": record.id}}
    content = printed.model_dump(mode="json", exclude={"evidence", "provenance"}) | made
    content["fit"] = released(record)
    content["confidence"] = [{"path": p, "value": float(value)} for p, value in confidences(record).items()]
    return json_line(json.dumps(action, ensure_ascii=False)) + json_line(
        json.dumps(content, ensure_ascii=False)
    )


TEMPLATES = {"opensearch-template": False, "opensearch-template-plugins": True}
"""Names under which the template is exported, and whether it wants the analysis plugins."""


def template_text(name: str) -> str:
    """The index template of that name as JSON."""
    return json.dumps(index_template(TEMPLATES[name]), ensure_ascii=False, indent=1) + "\n"


def index_template(plugins: bool = False) -> dict[str, Any]:
    """The index template to put before the first bulk load.

    With `plugins`, Chinese, Japanese and Korean are analysed by analysis-ik, analysis-kuromoji and analysis-nori, which must
    be installed; without, by the built-in `cjk` (pairs of characters). Each text has a `keyword` subfield.
    """
    templates = [rule for field in _TEXT for rule in _rules(field, plugins)]
    exact: dict[str, Any] = {name: {"type": "keyword"} for name in _KEYWORDS}
    return {
        "index_patterns": [f"{INDEX}*"],
        "template": {
            "settings": {"index": {"mapping": {"total_fields": {"limit": 2000}}}},
            "mappings": {
                "dynamic_templates": [*templates, *_remaining()],
                "properties": exact
                | {
                    "year": {"type": "integer"},
                    "fit": {"type": "boolean"},
                    "quality": {
                        "properties": {
                            "score": {"type": "float"},
                            "grade": {"type": "keyword"},
                            "flags": {
                                "properties": {
                                    "code": {"type": "keyword"},
                                    "path": {"type": "keyword"},
                                    "severity": {"type": "keyword"},
                                    "message": {"type": "text"},
                                }
                            },
                        }
                    },
                    "confidence": {"properties": {"path": {"type": "keyword"}, "value": {"type": "float"}}},
                },
            },
        },
    }


def _rules(field: str, plugins: bool) -> list[dict[str, Any]]:
    """A rule for each language: printed text (`title.zh`) and machine text (`title_machine_en`)."""
    inner = ".text" if field == "abstract" else ""
    found: list[dict[str, Any]] = []
    for language, known in languages().items():
        codes = known.codes
        mapping: dict[str, Any] = {"type": "text", "analyzer": codes.analyzer}
        if plugins and codes.plugin:
            mapping["analyzer"] = codes.plugin[0]
            if codes.plugin[1:]:
                mapping["search_analyzer"] = codes.plugin[1]
        if not inner:
            mapping["fields"] = {"keyword": {"type": "keyword", "ignore_above": _MOST}}
        found += [
            {f"{field}_{language}": {"path_match": f"{field}.{language}{inner}", "mapping": mapping}},
            {
                f"{field}_machine_{language}": {
                    "path_match": f"{field}_machine_{language}{inner}",
                    "mapping": mapping,
                }
            },
        ]
    return found


def _remaining() -> list[dict[str, Any]]:
    """What no rule names: text, and whole where it is short."""
    whole = {"keyword": {"type": "keyword", "ignore_above": _MOST}}
    return [{"text": {"match_mapping_type": "string", "mapping": {"type": "text", "fields": whole}}}]
