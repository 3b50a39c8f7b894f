"""scanglot from Python: scanned journal pages in, clean bilingual records out.

    import scanglot

    record = scanglot.read("article.pdf")         # a path, or the bytes of a file
    record.title["en"], record.quality.flags      # docs/record.md has every field
    record.pages[0]                               # in a notebook: the page with a box for every field

    for record in scanglot.read_many(Path("scans").glob("*.pdf"), processes=2):
        ...                                       # failed ones have `record.error` set
    scanglot.translate("目的 探讨疗效。").text

Importing it loads nothing heavy; the first call does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import __version__

if TYPE_CHECKING:
    from pipeline.errors import ScanglotError as ScanglotError
    from pipeline.settings import Settings as Settings
    from scanglot.calls import Translation as Translation
    from scanglot.calls import read as read
    from scanglot.calls import read_many as read_many
    from scanglot.calls import translate as translate
    from scanglot.reading import Page as Page
    from scanglot.reading import Reading as Reading

__all__ = [
    "Page",
    "Reading",
    "ScanglotError",
    "Settings",
    "Translation",
    "__version__",
    "read",
    "read_many",
    "translate",
]

_HOME = {
    "Page": "scanglot.reading",
    "Reading": "scanglot.reading",
    "ScanglotError": "pipeline.errors",
    "Settings": "pipeline.settings",
    "Translation": "scanglot.calls",
    "read": "scanglot.calls",
    "read_many": "scanglot.calls",
    "translate": "scanglot.calls",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that it lives in, loaded when first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'scanglot' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return list(__all__)
