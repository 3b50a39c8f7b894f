"""Words that tell parts of the front matter apart: article types and names of serials."""

from __future__ import annotations

import re

from pipeline.languages.labels import article_key, article_types


def is_article_type(text: str) -> bool:
    """Whether a line says what kind of article follows (·论著·, Original article) and nothing else."""
    bare = re.sub(r"^[^\w]+|[^\w]+$", "", text)
    if re.match(r"\s*(?:[·•・][^·•・]{2,24}[·•・]|[【《〈<\[][^】》〉>\]]{2,12}[】》〉>\]])\s*$", text):
        return True
    if article_key(bare) in article_types():
        return True
    parts = [article_key(p) for p in re.split(r"[·•・/|｜—–-]", bare) if p.strip()]
    return bool(parts) and all(p in article_types() for p in parts)
