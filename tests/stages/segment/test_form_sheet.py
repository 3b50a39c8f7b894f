"""Cover sheets of two columns: what stands in a row belongs to its label."""

from __future__ import annotations

from pipeline.records.article import Article, Author, Field, Kind
from pipeline.records.base import BBox, around
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.stages.extract import extract, with_sheets
from pipeline.stages.segment import segment
from tests.stages.segment.printed import page

LABELS = ["저자", "(Authors)", "출처", "(Source)", "발행처", "(Publisher)", "이용정보", "(Accessed)"]
VALUES = [
    (436, "김민지, 이서준"),
    (484, "Minji Kim, Seojun Lee"),
    (578, "갈대학회지 30(5), 2019.10, 79-92 (14 pages)"),
    (636, "REVIEW OF REEDS 30(5), 2019.10, 79-92 (14 pages)"),
    (711, "한국갈대학회"),
]


def _sheet() -> PageText:
    def line(text: str, left: int, top: int, right: int) -> Line:
        return Line(text=text, bbox=BBox(left, top, right, top + 30), confidence=1.0, engine="layer")

    tops = (436, 486, 578, 628, 728, 778, 853, 903)
    lines = [line("연못의 갈대에 관한 연구", 192, 299, 1200)]
    lines += [line(text, 200, top, 330) for text, top in zip(LABELS, tops, strict=True)]
    lines += [line(text, 545, top, 1400) for top, text in VALUES]
    block = Block(bbox=around([one.bbox for one in lines]), lines=tuple(lines), kind=BlockKind.BODY)
    return page("x").model_copy(update={"blocks": (block,), "cover": True})


def test_names_journal_issue_and_pages_of_a_form() -> None:
    found = extract(segment([_sheet()]))
    assert found.title["ko"].value == "연못의 갈대에 관한 연구"
    assert {code: name.value for code, name in found.journal.items()} == {
        "ko": "갈대학회지",
        "en": "REVIEW OF REEDS",
    }
    values = (found.volume, found.issue, found.first_page, found.last_page)
    assert [value and value.value for value in values] == ["30", "5", "79", "92"]


def test_english_names_come_from_the_sheet_that_prints_the_same_names() -> None:
    def article(*names: str) -> Article:
        authors = tuple(Author(name={"ko": Field(value=name)}) for name in names)
        return Article(kind=Kind.ARTICLE, language="ko", authors=authors)

    sheet = extract(segment([_sheet()]))
    same = with_sheets(article("김민지", "이서준"), [sheet])
    assert [a.name["en"].value for a in same.authors] == ["Minji Kim", "Seojun Lee"]
    assert ("cover.taken", "authors") in {(f.code, f.path) for f in same.flags}
    other = with_sheets(article("김민지", "박하늘"), [sheet])
    assert all("en" not in a.name for a in other.authors)
