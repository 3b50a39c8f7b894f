"""What the site needs beyond the pages: links into the repository, which has files that are no pages, become plain text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>(?!https?:|#|mailto:)[^)#\s]+)[^)]*\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Called by MkDocs for each page: a link to a file of the repository outside `docs/` keeps its words alone."""
    folder = (DOCS / page.file.src_uri).parent

    def told(link: re.Match[str]) -> str:
        target = (folder / link["target"]).resolve()
        outside = target.exists() and (
            not target.is_relative_to(DOCS) or target.is_dir() or target.suffix == ".py"
        )
        return link["text"] if outside else link[0]

    return _LINK.sub(told, markdown)
