"""Classes of schemes that a page names: JEL (economics), MSC (mathematics), PACS (physics), each behind its label."""

from __future__ import annotations

import re

from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.passages import passages
from pipeline.stages.extract.witness import Witness, settle, witness

_NUMBER = r"(?:classifications?|classes|class|codes?|numbers?|nos?\.?|分类号?|분류|коды?|классификация)"
_SCHEMES = {
    "jel": (
        rf"(?:(?:clasificación|classificação|classification|códigos?|коды?)\s+)?JEL(?:[\s-]+{_NUMBER})*",
        r"[A-Z]\d{1,2}(?!\d)",
    ),
    "msc": (
        rf"(?:(?:(?:19|20)\d\d\s+)?(?:MSC|AMS(?:\s+subject)?|mathematics\s+subject)(?:\s?(?:19|20)\d\d)?(?:[\s-]+{_NUMBER})*(?:\s?\((?:19|20)\d\d\))?)",
        r"\d\d(?:[A-Z](?:\d\d|xx)|-(?:\d\d|xx))(?!\d)",
    ),
    "pacs": (rf"PACS(?:[\s-]+{_NUMBER})*", r"\d\d\.\d\d\.(?:[A-Za-z][a-z]|[-+][a-z])(?![A-Za-z])"),
}
"""The label and the form of a class, by the field that holds it (AEA JEL, MSC 2020, AIP PACS 2010)."""
_BETWEEN = r"\s*(?:[,;.:/·]|\band\b|\by\b|\be\b|\bи\b)?\s*"


def find_classes(segments: Segments, scheme: str) -> tuple[Field, ...]:
    """The classes of a scheme (`jel`, `msc`, `pacs`) in the order printed, each as printed."""
    label, form = _SCHEMES[scheme]
    rows = re.compile(
        rf"(?<![^\W_])(?:{label})\s*\]?\s*[:.—–-]?\s*(?:primary|secondary)?\s*(?P<row>{form}(?:{_BETWEEN}(?:(?:primary|secondary)\s*:?\s*)?{form})*)",
        re.IGNORECASE,
    )
    votes: dict[str, list[Witness]] = {}
    for passage in passages(segments):
        for row in rows.finditer(passage.text):
            for one in re.compile(form).finditer(passage.text, row.start("row"), row.end("row")):
                found = witness(passage, one.span(), one[0], 0.95, exact=True)
                votes.setdefault(one[0], []).append(found)
    return tuple(field for group in votes.values() if (field := settle(group, about=scheme)))
