"""Titles behind a label, titles that pass for running heads, and what stands on the title page of a thesis."""

from __future__ import annotations

from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.roles.head_titles import with_head_titles
from pipeline.stages.extract.roles.labelled_title import with_labelled_title
from pipeline.stages.extract.roles.thesis import with_thesis_roles
from pipeline.stages.extract.texts.title import find_titles
from tests.stages.extract.printed import segment, segments


def _titles(found: Segments) -> list[str]:
    return ["/".join(line.text for line in s.lines) for s in found.of(Role.TITLE)]


def _tall(made: Segment, height: int) -> Segment:
    lines = tuple(
        line.model_copy(update={"bbox": line.bbox._replace(bottom=line.bbox.top + height)})
        for line in made.lines
    )
    return made.model_copy(update={"lines": lines})


def test_a_labelled_title_is_the_title_with_the_lines_that_go_on_with_it() -> None:
    found = segments(
        segment("《沼泽科学》网络首发论文", Role.TITLE),
        segment("题目：高位沼泽泥炭藓的\n越冬与排水\n作者：何草，石松", Role.BODY),
    )
    assert _titles(with_labelled_title(found)) == ["题目：高位沼泽泥炭藓的/越冬与排水"]


def test_a_label_within_an_abstract_names_no_title() -> None:
    found = segments(segment("高位沼泽", Role.TITLE), segment("题目：见正文", Role.ABSTRACT))
    assert _titles(with_labelled_title(found)) == ["高位沼泽"]


def test_a_large_head_over_people_is_the_title_and_so_is_the_one_below_it() -> None:
    found = segments(
        _tall(segment("2007-2008年国外高位沼泽研究进展", Role.RUNNING_HEAD), 60),
        _tall(segment("Bogs abroad from 2007 to 2008: a review", Role.RUNNING_HEAD, language="en"), 45),
        segment("何草，石松", Role.AUTHORS),
        segment("摘要：高位沼泽。", Role.ABSTRACT),
    )
    assert len(_titles(with_head_titles(found))) == 2


def test_a_journal_over_people_is_no_title() -> None:
    found = segments(
        _tall(segment("沼泽与泥炭科学学报", Role.RUNNING_HEAD), 60),
        segment("何草，石松", Role.AUTHORS),
        segment("摘要：高位沼泽。", Role.ABSTRACT),
    )
    assert _titles(with_head_titles(found)) == []


def test_a_thesis_keeps_the_title_above_what_it_is_for_and_no_label_as_a_title() -> None:
    found = segments(
        segment("面向排水的高位沼泽研究\n(申请示例大学理学博士学位论文)", Role.TITLE),
        segment("培养单位：地理系\n学科：土壤学", Role.TITLE),
        segment("研究生：何草", Role.AUTHORS),
    )
    assert _titles(with_thesis_roles(found)) == ["面向排水的高位沼泽研究"]


def test_a_thesis_has_its_title_in_its_own_language_too_and_no_code_as_a_place() -> None:
    found = with_thesis_roles(
        segments(
            segment("学校代码：10999", Role.AFFILIATIONS),
            segment("示例大学\n硕士学位论文", Role.BODY),
            segment("高位沼泽的排水与泥炭藓的越冬", Role.OTHER),
            segment("Drainage of raised bogs", Role.TITLE, language="en"),
            segment("作者姓名：何草", Role.OTHER),
        )
    )
    assert set(_titles(found)) == {"高位沼泽的排水与泥炭藓的越冬", "Drainage of raised bogs"}
    assert not found.of(Role.AFFILIATIONS)


def test_titles_behind_labels_in_two_languages() -> None:
    found = segments(
        segment("中文论文题目：高位沼泽的\n越冬", Role.TITLE),
        segment(
            "英文论文题目：How Mosses Live Through the Winter in\nRaised Bogs", Role.TITLE, language="en"
        ),
        segment("申请人姓名：何草\n指导教师：石松", Role.BODY),
    )
    told = {code: f.value for code, f in find_titles(with_labelled_title(found)).items()}
    assert told == {"zh": "高位沼泽的 越冬", "en": "How Mosses Live Through the Winter in Raised Bogs"}


def test_the_name_that_stands_alone_on_the_title_page_of_a_thesis() -> None:
    found = segments(
        segment("고층 습원의 월동에 관한 연구", Role.TITLE, language="ko"),
        segment("2021년 12월 18일", Role.AUTHORS, language="ko"),
        segment("토양학과\n고 은 혜", Role.OTHER, language="ko"),
        segment("이 논문을 학사학위 논문으로 제출함", Role.AUTHORS, page=2, language="ko"),
        segment("김하늘의 학사학위 논문을 인준함", Role.TITLE, page=3, language="ko"),
        language="ko",
    )
    told = with_thesis_roles(found)
    assert [s.text for s in told.of(Role.AUTHORS)] == ["고 은 혜"]
    assert _titles(told) == ["고층 습원의 월동에 관한 연구"]


def test_two_names_alone_on_a_title_page_are_nobody_s_choice() -> None:
    found = segments(
        segment("고층 습원의 월동에 관한 연구", Role.TITLE, language="ko"),
        segment("이 돌 이\n고 은 혜", Role.OTHER, language="ko"),
        language="ko",
    )
    assert not with_thesis_roles(found).of(Role.AUTHORS)


def test_the_author_of_a_thesis_in_two_scripts_is_one_person() -> None:
    found = segments(
        segment("某某大學資訊系\n碩士學位論文", Role.RUNNING_HEAD, language="zh-Hant"),
        segment("高位沼澤排水之研究", Role.TITLE, language="zh-Hant"),
        segment("Drainage of Raised Bogs", Role.TITLE, language="en"),
        segment("指導教授：何草 Tsao Ho\n研 究 生：李小花 Hsiao-Hua Li", Role.OTHER, language="zh-Hant"),
        language="zh-Hant",
    )
    told = with_thesis_roles(found)
    assert [(s.text, s.language) for s in told.of(Role.AUTHORS)] == [
        ("李小花", "zh-Hant"),
        ("Hsiao-Hua Li", "en"),
    ]
