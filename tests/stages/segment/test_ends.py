"""Where abstracts and lists of keywords end: notes that break them off, second paragraphs, words that run over."""

from __future__ import annotations

import pytest

from pipeline.languages.labels import leading_label
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.extract.texts.abstract import find_abstracts
from pipeline.stages.segment import complete, segment
from tests.stages.extract.printed import segment as hand
from tests.stages.extract.printed import segments
from tests.stages.segment.printed import page

TITLE, NAMES = "Ferns in two gardens of the north and how they grew", "Anna Moss¹, Ben Lichen²"
TEXT = (
    "We watched the ferns of two gardens grow over four years. In the first garden they were watered every",
    "day, and in the second one they never were. The ferns that had been watered are taller than the others",
)
SECOND = (
    "In a third garden that was watered every other day the ferns were as tall as in the first one and their",
    "leaves were greener.",
)
PITCH = 60


def _set(*rows: tuple[str, int, int], number: int = 1, size: int = 40) -> PageText:
    """A page of lines that begin at a pixel, with the white above each; lines without more white are one block."""
    top, blocks, lines = 100, [], list[Line]()
    for text, left, white in rows:
        if white and lines:
            blocks.append(lines)
            lines = []
        top += white
        box = BBox(left, top, min(left + len(text) * size // 2, 1950), top + size)
        lines.append(Line(text=text, bbox=box, confidence=0.95, engine="hand"))
        top += PITCH
    blocks.append(lines)
    made = tuple(
        Block(
            lines=tuple(each),
            bbox=BBox(
                min(x.bbox.left for x in each),
                each[0].bbox.top,
                max(x.bbox.right for x in each),
                each[-1].bbox.bottom,
            ),
            kind=BlockKind.BODY,
            column=0,
        )
        for each in blocks
    )
    return PageText(number=number, width=2100, height=3000, dpi=300, origin=TextOrigin.OCR, blocks=made)


FRONT = [(TITLE, 100, 0), (NAMES, 100, 60)]
LABEL = [("Abstract", 1000, 80), (TEXT[0], 100, 40), (TEXT[1], 100, 0)]


def _abstract(found: Segments) -> str:
    return " ".join(s.text for s in found.of(Role.ABSTRACT))


def test_notes_under_an_abstract_are_none_of_it_and_it_goes_on_on_the_next_page() -> None:
    notes = [("¹ Institute of Gardens, University of the North, Mossville", 100, 50), ("² School of Ferns, College of Leaves, Lichen City", 100, 0)]  # fmt: skip
    first = _set(*FRONT, *LABEL, *notes)
    assert "Institute" not in _abstract(segment([first]))
    assert not complete([first])
    rest = [("by a fifth of their height, and bore more leaves.", 100, 0), ("Keywords: ferns; gardens; water", 100, 60)]  # fmt: skip
    found = segment([first, _set(*rest, number=2)])
    assert _abstract(found) == " ".join(["Abstract", *TEXT, rest[0][0]])


@pytest.mark.parametrize(("white", "whole"), [(4, True), (60, False)])
def test_a_paragraph_at_the_line_spacing_of_an_abstract_belongs_to_it(white: int, *, whole: bool) -> None:
    closed = ("by a fifth.", 100, 0)
    second = [(SECOND[0], 140, white), (SECOND[1], 100, 0)]
    found = segment([_set(*FRONT, *LABEL, closed, *second, ("1 Introduction", 100, 90), (TEXT[0], 100, 40), (TEXT[1], 100, 0))])  # fmt: skip
    assert (SECOND[1] in _abstract(found)) is whole


def test_a_line_of_terms_in_another_script_does_not_end_an_abstract() -> None:
    lines = ["요약 본 연구는 두 정원에서 양치식물의 생장을 네 해 동안 관찰하였으며 이를 위하여", "관찰 및 예측을 위해 FERN(Field Estimate of Reed and Nettle), MOSS(Mean Observed Spore Size),", "세 가지 모델을 사용하여 첫째 정원에서 더 크게 자랐음을 보였다."]  # fmt: skip
    blocks = ["두 정원에서 자란 양치식물에 대한 연구", "김이끼, 이고사리", lines, "Ⅰ. 서 론"]
    found = segment([page(*blocks, sizes={0: 60})])
    assert _abstract(found).endswith("보였다.")


@pytest.mark.parametrize(
    "rows",
    [
        [("Ключевые слова: рост папоротников в садах, полив папоротников каждый день, описание и математическое", 165, 80), ("моделирование, папоротники севера.", 100, 4)],
        [("Mots-clés :", 100, 80), ("fougères, jardins, arrosage, croissance des fougères, description et analyse des", 420, -60), ("textes", 100, 4)],
        [("Key words：", 165, 80), ("tall ferns, gardens, the growth of ferns in cold water, description and analysis of", 420, -60), ("textes", 100, 4)],
        [("关键词　苔藓;池塘的雨;蕨类植物;北方的芦苇", 190, 80), ("荡和雨", 100, 0)],
        [("Palavras-chave: Samambaias. Jardins do norte e do sul do país. Água de chuva. Crescimento das plantas.", 100, 80), ("Musgos do norte.", 100, 4)],
    ],
    ids=["word", "label beside", "label beside and indented", "back to the margin", "dots"],
)  # fmt: skip
def test_the_last_keyword_stands_on_the_next_line(rows: list[tuple[str, int, int]]) -> None:
    found = segment([_set(*FRONT, *LABEL, ("by a fifth.", 100, 0), *rows, ("1 Introduction", 100, 90))])
    assert rows[-1][0] in " ".join(s.text for s in found.of(Role.KEYWORDS))


def test_labels_typed_with_letters_of_two_scripts_and_in_lower_case() -> None:
    label = leading_label("Ключoвi cлoва: папороті, сади")
    assert label is not None
    assert (label.field, label.languages) == ("keywords", ("uk",))
    assert leading_label("keywords   Tall ferns; Gardens; Water") is not None
    assert leading_label("keywords were taken from the titles, abstracts, and texts") is None


@pytest.mark.parametrize(
    "above",
    [
        "Technical university, chair of ferns. E-mail: moss@ferns.example.org",
        "Поступило в Редакцию 15 ноября 2022 г.",
        "in revised form 3.11.2022",
    ],
)
def test_an_abstract_without_a_label_begins_below_addresses_and_days(above: str) -> None:
    found = hand("\n".join([above, *TEXT, "by a fifth."]), Role.ABSTRACT, language="en")
    assert find_abstracts(segments(found, language="en"))["en"].text.value.startswith("We watched")
    whole = hand("\n".join([*TEXT, "by a fifth."]), Role.ABSTRACT, language="en")
    assert find_abstracts(segments(whole, language="en"))["en"].text.value.startswith("We watched")


@pytest.mark.parametrize("address", ["", " https://ferns.example.org/1000/54.htm", " DOI:10.5555/fern.54"])
def test_what_stands_apart_under_a_whole_citation_is_no_part_of_it(address: str) -> None:
    cited = (f"How to cite: Moss A, Lichen B. Ferns in two gardens of the north. Journal of Ferns, 2019, 5(2): 10-19.{address}", 100, 80)  # fmt: skip
    title = ("Growth of Ferns in Two Gardens of the North", 400, 60)
    found = segment(
        [_set(*FRONT, *LABEL, ("by a fifth.", 100, 0), cited, title, ("1 Introduction", 100, 90))]
    )
    assert [s.text for s in found.of(Role.CITATION)] == [cited[0]]


def test_an_abstract_goes_on_in_its_column_whatever_is_read_between() -> None:
    first = _set(*FRONT, *LABEL)
    rest = _set(("by a fifth of their height.", 100, 0), ("1 Introduction", 100, 90)).blocks
    dates = _set(("Received 18 June 2018", 1400, 0)).blocks[0].model_copy(update={"column": 1})
    low = first.blocks[-1].lines[-1].bbox.top + PITCH
    moved = tuple(
        block.model_copy(
            update={
                "lines": tuple(
                    line.model_copy(
                        update={
                            "bbox": BBox(
                                line.bbox.left,
                                line.bbox.top + low - 100,
                                line.bbox.right,
                                line.bbox.bottom + low - 100,
                            )
                        }
                    )
                    for line in block.lines
                )
            }
        )
        for block in rest
    )
    found = segment([first.model_copy(update={"blocks": (*first.blocks, dates, *moved)})])
    assert "by a fifth of their height." in _abstract(found)


def test_a_label_set_letter_by_letter_is_one() -> None:
    label = leading_label("a b s t r a c t We study ferns")
    assert label is not None
    assert label.field == "abstract"


def test_a_word_that_ends_a_sentence_is_no_label() -> None:
    rows = [(TEXT[0], 100, 40), (TEXT[1] + " and have no", 100, 0), ("references.", 100, 0)]
    page_ = _set(
        *FRONT, ("Abstract", 1000, 80), *rows, ("References", 100, 80), ("1. Moss A. Ferns.", 100, 40)
    )
    found = segment([page_])
    assert _abstract(found).endswith("and have no references.")


def test_a_line_that_a_lowered_letter_makes_higher_goes_on_with_the_abstract() -> None:
    first = "概要：本稿は，二つの庭の羊歯を四年間観察した結果をまとめたものである．"
    rest = "LATEX と専用のスタイルファイルを用いて書かれた二つ目の庭の羊歯の葉は短い"
    last = "ことが分かった．"
    made = page("二つの庭の羊歯の観察", "苔野 太郎，羊歯 花子", [first, rest, last], sizes={0: 90, 2: 36})
    high = [
        x.model_copy(update={"bbox": BBox(100, x.bbox.top, 1496, x.bbox.bottom)})
        for x in made.blocks[2].lines
    ]
    high[1] = high[1].model_copy(
        update={"bbox": BBox(100, high[1].bbox.top - 10, 1480, high[1].bbox.bottom + 14)}
    )
    parts = [
        Block(lines=tuple(x), bbox=x[0].bbox, kind=BlockKind.BODY, column=0) for x in (high[:1], high[1:])
    ]
    body = page("1. はじめに", number=2).blocks
    found = segment([made.model_copy(update={"blocks": (*made.blocks[:2], *parts, *body)})])
    assert _abstract(found).endswith("分かった.")


def test_a_section_of_an_abstract_that_gives_a_month_is_no_head() -> None:
    said = ["【摘要】", "目的观察两个庭院中羊齿四年间的生长情况及其与浇水的关系。"]
    later = "方法选取2018年1月至2019年12月两个庭院中的120株羊齿，一园每日浇水，一园从不浇水。"
    found = segment(
        [
            page(
                "两个庭院中羊齿的生长",
                "何草，石松",
                *said,
                later,
                "结果浇水者较高。",
                "关键词：羊齿；浇水",
                sizes={0: 80},
            )
        ]
    )
    assert _abstract(found).endswith("结果浇水者较高。")


@pytest.mark.parametrize(("left", "own"), [(900, True), (1900, False)])
def test_a_tab_at_the_edge_of_the_page_is_no_keyword(left: int, *, own: bool) -> None:
    rows = [("Keywords: ferns; gardens", 100, 80), ("moss", left, -60)]
    made = _set(*FRONT, *LABEL, ("by a fifth.", 100, 0), *rows, ("1 Introduction", 100, 90))
    *before, listed, beside, after = made.blocks
    whole = listed.model_copy(update={"lines": (*listed.lines, *beside.lines)})
    found = segment([made.model_copy(update={"blocks": (*before, whole, after)})])
    assert ("moss" in " ".join(s.text for s in found.of(Role.KEYWORDS))) is own


def test_the_paragraphs_of_an_abstract_that_goes_on_on_the_next_page_are_its_own() -> None:
    first = [
        *FRONT,
        *LABEL,
        ("by a fifth.", 100, 0),
        ("1) The ferns of a third garden were as tall as in the first one.", 160, 60),
    ]
    second = [
        ("Abstract", 1000, 0),
        ("2) Mosses were not watered at all, and they grew as well as ever before.", 160, 60),
    ]
    words = ("Keywords: ferns; gardens; water", 100, 60)
    found = segment([_set(*first), _set(*second, words, number=2)])
    assert "1) The ferns" in _abstract(found)
    assert "2) Mosses" in _abstract(found)
    contents = [
        *FRONT,
        ("Abstract", 100, 80),
        ("1 Ferns in the gardens of the north 2", 100, 40),
        ("2 Water 5", 100, 40),
    ]
    again = segment([_set(*contents), _set(*LABEL, ("by a fifth.", 100, 0), words, number=2)])
    assert "2 Water" not in _abstract(again)


def test_an_abstract_begins_under_its_label_where_the_page_ends_and_a_head_with_names_is_none_of_it() -> None:
    line = "两座园子里的蕨类植物观察了四年。第一座园子每天浇水，第二座从不浇水，"
    front = [
        ("北方两座园子里蕨类植物的生长", 100, 0),
        ("苔 安娜，地 本", 100, 60),
        ("摘 要", 100, 80),
        (line, 100, 40),
    ]
    cited = (
        "文章引用: 苔安娜, 地本. 北方两座园子里蕨类植物的生长[J]. 蕨类学报, 2019, 5(2): 10-19.",
        100,
        300,
    )
    rest = [
        ("苔安娜 等", 100, 0),
        ("浇水的蕨类植物比其他的高出五分之一。", 100, 80),
        ("关键词", 100, 80),
        ("蕨类，园子，水", 100, 40),
    ]
    found = segment([_set(*front, cited), _set(*rest, number=2)])
    assert _abstract(found).replace(" ", "").replace("摘要", "") == f"{line}{rest[1][0]}"
