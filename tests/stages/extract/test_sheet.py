"""Cover sheets fill what the article's pages lack, and say where both differ."""

from __future__ import annotations

from pipeline.records.article import Article, Field, Kind, Severity
from pipeline.stages.extract import with_sheets


def told(**values: str) -> Article:
    fields = {
        name: Field(value=value, confidence=0.95) for name, value in values.items() if name != "journal"
    }
    journal = {"en": Field(value=values["journal"])} if "journal" in values else {}
    return Article(kind=Kind.ARTICLE, language="en", journal=journal, **fields)  # type: ignore[arg-type]


def test_what_the_pages_lack_is_taken_and_said() -> None:
    found = with_sheets(told(volume="4"), [told(doi="10.1000/abc", volume="4", journal="Journal of Soils")])
    assert found.doi is not None
    assert (found.doi.value, found.journal["en"].value) == ("10.1000/abc", "Journal of Soils")
    assert {(f.code, f.path) for f in found.flags} == {("cover.taken", "doi"), ("cover.taken", "journal.en")}


def test_another_value_is_a_conflict_and_the_pages_own_counts() -> None:
    found = with_sheets(told(doi="10.1000/own"), [told(doi="10.1000/other", year="2024")])
    assert found.doi is not None
    assert found.doi.value == "10.1000/own"
    assert found.year is None
    assert [(f.code, f.path, f.severity) for f in found.flags] == [
        ("cover.conflict", "doi", Severity.WARNING)
    ]
