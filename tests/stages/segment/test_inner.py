"""The abstracts of theses, pages behind their title pages."""

from __future__ import annotations

import pytest

from pipeline.records.text import PageText
from pipeline.stages.segment import ahead, inner
from tests.stages.segment.printed import page

COVER = page("模範大學碩士學位論文", "苔蘚在花園裡的過冬", "研究生：花小石")
OATH = page("声明", ["本人声明所写的都是自己的话。"] * 3, number=2)
TEXT = ["苔藓在冬季的花园里生长良好，因此本文讨论其生长，"] * 6
CONTENTS = page("目录", ["摘要........ I", "Abstract........ III", "1 引言........ 1"], number=3)


def _numbers(*pages: PageText) -> list[int]:
    return [p.number for p in inner(pages, [COVER, OATH])]


def test_abstracts_are_looked_for_behind_the_first_pages_of_a_thesis() -> None:
    assert ahead([COVER, OATH], 50) == tuple(range(3, 11))
    assert ahead([COVER, OATH], 4) == (3, 4)
    assert ahead([], 4) == ()


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([page("苔藓在花园里的过冬", "花小石"), OATH], id="no thesis"),
        pytest.param([COVER, page("摘要", TEXT, number=2), OATH], id="an abstract was met"),
    ],
)
def test_of_other_documents_no_more_pages_are_read(pages: list[PageText]) -> None:
    assert ahead(pages, 50) == ()


def test_pages_of_abstracts_are_kept_with_what_goes_on_and_no_contents() -> None:
    first = page("模范大学硕士学位论文", "摘要", TEXT, number=4)
    second = page("苔藓的生长如前所述。", "关键词：苔藓；冬季", number=5)
    english = page("Abstract", ["We measured the moss of northern gardens."] * 5, number=6)
    text = page("1 引言", TEXT, number=7)
    assert _numbers(CONTENTS, first, second, english, text) == [4, 5, 6]
    assert _numbers(CONTENTS, text) == []


def test_an_abstract_that_the_last_page_read_begins_goes_on() -> None:
    begun = page("摘要", TEXT, number=3)
    rest = page("苔藓的生长如前所述。", number=4)
    assert [p.number for p in inner([rest, page("1 引言", TEXT, number=5)], [COVER, begun])] == [4]
