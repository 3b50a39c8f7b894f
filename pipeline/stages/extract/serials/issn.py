"""The journal's ISSN: printed with its label, or held by the article number or the DOI."""

from __future__ import annotations

from pipeline.records.article import Field, Origin
from pipeline.records.identifiers import ArticleNumber, Doi, valid_issn
from pipeline.records.segment import Segments
from pipeline.stages.extract.codes.doi import doi_witnesses
from pipeline.stages.extract.passages import Passage, passages
from pipeline.stages.extract.serials.article_number import article_number_witnesses
from pipeline.stages.extract.serials.serial import issn_witnesses
from pipeline.stages.extract.witness import Witness, settle


def find_issn(segments: Segments) -> Field | None:
    """The ISSN. One that only the DOI or the article number holds counts if its check digit is right: inferred."""
    read = passages(segments)
    held = [w for w in _held(read) if valid_issn(w.value)]
    printed = issn_witnesses(read, tuple(w.value for w in held))
    on_paper = [w for w in printed if not w[0]] or printed
    return settle([w for _, w in on_paper] + held, about="issn")


def _held(read: tuple[Passage, ...]) -> list[Witness]:
    found = [
        Witness(parsed.issn, w.evidence, min(w.reliability, 0.93), (), Origin.INFERRED)
        for w in article_number_witnesses(read)
        if (parsed := ArticleNumber.parse(w.value))
    ]
    for w in doi_witnesses(read):
        doi = Doi.parse(w.value)
        if doi and doi.issn:
            found.append(Witness(doi.issn, w.evidence, min(w.reliability, 0.93), (), Origin.INFERRED))
    return found
