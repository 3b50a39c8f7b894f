"""Words that tell parts of the front matter apart: article types, names of serials, words after which nothing ends."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages
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


@cache
def open_end() -> re.Pattern[str]:
    """A line that breaks off after a word with which no title ends."""
    words = "|".join(sorted({w for known in languages().values() for w in known.open_words}))
    return re.compile(rf"(?<![\w.-])(?:{words})$", re.IGNORECASE)
