"""A line that begins with people is cut where a place begins, and nowhere else; how an article is cited is no list of its people."""

from __future__ import annotations

import pytest

from pipeline.records.segment import Role
from pipeline.stages.segment import segment
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.placed import where_places_begin
from tests.stages.segment.printed import page


@pytest.mark.parametrize(
    ("names", "place"),
    [
        ("何草1，石松2，卷柏1*", "（1，示例大学沼泽"),
        ("He Cao, Shi Song, Juan Bai ", "(CollgeofMire Science&Engineering,Eastern"),
        ("HE Cao1,* ,SHI Song2,JUAN Bai1 ", "1The College ofMoss Sciences,Example University"),
        ("HE Cao，SHI Song*，JUAN Bai ", "School of Mire Science，Example University"),
        ("HE Cao，SHI Song*，JUAN Bai ", "Departmentof Mosses,Example Hospital"),
        ("何草,石松*，李小松", "鲁东大学沼泽学院，某市 260000"),
        ("何草,石松，李柏，王芳", "黑龙江省沼泽研究所"),
        ("何草,石松，李松", "南方医科大学沼泽医院苔藓科"),
        ("Ana Gil Soto · ", "Salud Vegetal, Chile · (agil)"),
        ("何大草", "（示例沼泽学院图书馆，某市，100190）"),
        ("Ivan Petrovich Orlov, ", "Associate Professor, School of Mires"),
        ("Ana Gil Soto | ", "Universidad de Ejemplo"),
    ],
)
def test_a_place_begins_behind_names(names: str, place: str) -> None:
    assert where_places_begin(names + place) == len(names.rstrip() if place[0] in "(（" else names)


@pytest.mark.parametrize(
    "text",
    [
        "何草,石松，李柏，江西农业大学沼泽学院",
        "何草,石松，李柏，王方大某某研究所",
        "He Cao, Shi Song (on behalf of the mire",
        "The role of moss, peat and the School of thought",
        "김민지(Minji Kim), 이서준(Seojun",
        "Jane Roe, Professor, John Doe, Lecturer",
        "高血压（综合医院）的治疗",
        "Ana Gil Soto · Luis Paz Mora · Eva Sol",
    ],
)
def test_no_place_begins_where_a_length_is_in_doubt_or_nobody_is_named(text: str) -> None:
    assert where_places_begin(text) == 0


def test_how_the_article_is_cited_names_its_people_no_second_time() -> None:
    cited = "何草，石松，卷柏.基于泥炭藓的沼泽排水格局变化[J].沼泽学报,2018,38（11）：61-69."
    found = segment(
        [
            page(
                cited,
                "沼泽排水格局变化与泥炭藓",
                "何草1，石松2，卷柏1",
                "1示例大学沼泽学院，某市 260000",
                "摘要：沼泽排水之后，泥炭藓逐年减少，格局随之变化。",
                sizes={1: 60},
            )
        ]
    )
    assert [s.text for s in found.of(Role.CITATION)] == [cited]
    assert [s.text for s in found.of(Role.AUTHORS)] == ["何草1，石松2，卷柏1"]


@pytest.mark.parametrize("text", ["以示例省沼泽为例", "——以沼泽为例", "和生长分析"])
def test_what_goes_on_with_a_title_names_nobody(text: str) -> None:
    assert author_likeness(text) == 0
