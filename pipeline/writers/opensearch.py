"""OpenSearch and Elasticsearch: bulk NDJSON, and the index template with fields for each language."""

from __future__ import annotations

import json
from typing import Any

from pipeline.records.record import Record
from pipeline.writers.characters import json_line

INDEX = "scanglot"
_ANALYZERS = {
    "zh": "cjk",
    "zh-Hant": "cjk",
    "ja": "cjk",
    "ko": "cjk",
    "en": "english",
    "de": "german",
    "fr": "french",
    "ru": "russian",
    "es": "spanish",
}


def opensearch(record: Record) -> str:
    """The action line and the source line of one record."""
    action = {"index": {"_index": INDEX, "_id": record.id}}
    content = record.model_dump(mode="json", exclude={"evidence", "provenance"})
    return json_line(json.dumps(action, ensure_ascii=False)) + json_line(
        json.dumps(content, ensure_ascii=False)
    )


def index_template() -> dict[str, Any]:
    """The index template to put before the first bulk load."""

    def by_language(prefix: str) -> dict[str, Any]:
        return {
            f"{prefix}_{language}": {
                "path_match": f"{prefix}.{language}" + (".text" if prefix == "abstract" else ""),
                "mapping": {"type": "text", "analyzer": analyzer},
            }
            for language, analyzer in _ANALYZERS.items()
        }

    templates = [
        {name: rule}
        for field in ("title", "abstract", "keywords", "journal")
        for name, rule in by_language(field).items()
    ]
    return {
        "index_patterns": [f"{INDEX}*"],
        "template": {
            "mappings": {
                "dynamic_templates": templates,
                "properties": {
                    "id": {"type": "keyword"},
                    "doi": {"type": "keyword"},
                    "issn": {"type": "keyword"},
                    "year": {"type": "integer"},
                    "status": {"type": "keyword"},
                    "translated": {"type": "keyword"},
                    "clc": {"type": "keyword"},
                },
            }
        },
    }
