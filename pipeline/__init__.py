"""Scanned journal pages in, clean bilingual abstract records out."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (a wheel can be run from a path that no installer has checked)
    raise SystemExit(
        f"scanglot needs Python 3.11 or newer; this is {sys.version_info[0]}.{sys.version_info[1]}."
    )

__version__ = "0.3.0"
