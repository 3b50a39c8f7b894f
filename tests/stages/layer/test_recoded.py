"""Signs that older files of a Chinese database store as figures."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.text import Line
from pipeline.stages.layer.recoded import with_signs
from tests.stages.layer.test_layer import judge

PROOF = "文章编号: 123425679( 2005) 0320112203"


def read(*texts: str) -> list[str]:
    lines = [
        Line(text=text, bbox=BBox(100, 50 * n, 900, 50 * n + 40), confidence=1, engine="text_layer")
        for n, text in enumerate(texts)
    ]
    return [line.text for line in with_signs(lines)]


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        (PROOF, "文章编号: 1234-5679( 2005) 03-0112-03"),
        ("5苔藓论6的传本", "《苔藓论》的传本"),
        ("读5 苔藓论6 中所记", "读《苔藓论》 中所记"),
        ("收稿日期: 2004212227; 修订日期: 20052 05215", "收稿日期: 2004-12-27; 修订日期: 2005-05-15"),
        ("温雨( 19692 ) , 女, E2mail: wen@example.org", "温雨( 1969- ) , 女, E-mail: wen@example.org"),
        ("所谓/ 湿地0者", "所谓“湿地”者"),
        ("5个月和6个月后", "5个月和6个月后"),
        ("占 58. 66% , 15 名苔农和 26 名", "占 58. 66% , 15 名苔农和 26 名"),
        ("2003209 次会议", "2003209 次会议"),
    ],
)  # fmt: skip
def test_figures_are_the_signs_that_they_stand_for(stored: str, printed: str) -> None:
    assert read(PROOF, stored)[1] == printed


def test_without_proof_figures_are_figures() -> None:
    assert read("文章编号: 1234-5679(2005)03-0112-03", "读5 苔藓论6 中所记")[1] == "读5 苔藓论6 中所记"
    assert read("文章编号: 123425670(2005)0320112203", "读5 苔藓论6 中所记")[1] == "读5 苔藓论6 中所记"


def test_a_page_with_such_signs_says_that_its_numbers_may_be_others() -> None:
    """A hyphen between two figures is a 2 as well, and nothing tells it there: 20260 for 20-60."""
    text = ["苔藓在湿地中的分布与水位关系密切，本文在三十六个样方中测定了其盖度。"] * 6
    assert [c.code for c in judge([PROOF, *text]).complaints] == ["page.glyphs_missing"]
    assert not judge(["文章编号：1234-5679(2005)03-0112-03", *text]).complaints
