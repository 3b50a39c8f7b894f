"""Cover sheets fill what the article's pages lack, and say where both differ."""

from __future__ import annotations

from pipeline.records.article import Article, ArticleType, Evidence, Field, Kind, Severity
from pipeline.records.base import BBox
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


def test_a_day_of_publication_on_the_sheet_alone_tells_the_year() -> None:
    found = with_sheets(told(), [told(published="2024-11-08")])
    assert found.year is not None
    assert found.year.value == "2024"
    own = with_sheets(told(year="2023"), [told(published="2024-11-08")])
    assert own.year is not None
    assert own.year.value == "2023"


def test_the_kind_on_the_sheet_counts_where_the_pages_tell_none() -> None:
    sheet = told().model_copy(update={"article_type": ArticleType.CONFERENCE})
    plain = told().model_copy(update={"article_type": ArticleType.ARTICLE})
    assert with_sheets(plain, [sheet]).article_type is ArticleType.CONFERENCE
    review = told().model_copy(update={"article_type": ArticleType.REVIEW})
    assert with_sheets(review, [sheet]).article_type is ArticleType.REVIEW


def test_another_value_is_a_conflict_and_the_pages_own_counts() -> None:
    found = with_sheets(told(doi="10.1000/own"), [told(doi="10.1000/other", year="2024")])
    assert found.doi is not None
    assert found.doi.value == "10.1000/own"
    assert found.year is None
    assert [(f.code, f.path, f.severity) for f in found.flags] == [
        ("cover.conflict", "doi", Severity.WARNING)
    ]


def test_pages_are_taken_together_where_the_article_prints_none() -> None:
    found = with_sheets(told(), [told(first_page="49", last_page="77")])
    assert found.first_page is not None
    assert found.last_page is not None
    assert (found.first_page.value, found.last_page.value) == ("49", "77")
    assert with_sheets(told(), [told(first_page="49")]).first_page is None
    assert with_sheets(told(first_page="5"), [told(first_page="49", last_page="77")]).last_page is None


def dated(value: str, raw: str) -> Article:
    place = Evidence(page=1, bbox=BBox(0, 0, 9, 9), raw=raw, engine="text")
    date = Field(value=value, confidence=0.95, evidence=(place,))
    return Article(kind=Kind.ARTICLE, language="en", received=date)


def test_dates_of_the_journal_are_taken_and_days_of_deposit_are_not() -> None:
    found = with_sheets(told(), [dated("2020-12-15", "收稿日期：2020-12-15")])
    assert found.received
    assert [(f.code, f.path) for f in found.flags] == [("cover.taken", "dates.received")]
    assert with_sheets(told(), [dated("2019-05-03", "Submitted on 3 May 2019")]).received is None


def test_a_label_on_a_sheet_is_no_journal() -> None:
    assert with_sheets(told(), [told(journal="英文刊名：Journal of Soils")]).journal == {}


def test_what_a_sheet_says_of_its_archive_is_no_journal() -> None:
    archive = "L'archive ouverte pluridisciplinaire HAL, est destinée au dépôt et à la diffusion de documents scientifiques"
    assert with_sheets(told(), [told(journal=archive)]).journal == {}


def test_a_doi_that_recognition_doubts_is_taken_where_the_pages_lack_it_and_contradicts_none() -> None:
    doubted = Article(kind=Kind.ARTICLE, language="en", doi=Field(value="10.1000/abc", confidence=0.54))
    found = with_sheets(told(), [doubted])
    assert found.doi == doubted.doi
    assert [(f.code, f.path) for f in found.flags] == [("cover.taken", "doi")]
    assert with_sheets(told(doi="10.1000/own"), [doubted]).flags == ()


def test_the_last_page_is_taken_where_both_begin_on_one_page() -> None:
    found = with_sheets(told(first_page="49"), [told(first_page="49", last_page="77")])
    assert found.last_page is not None
    assert found.last_page.value == "77"
