"""Which lines of a page are read, by an engine that keeps count of what it was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.records.base import BBox
from pipeline.records.page import CleanPage, Pixels
from pipeline.records.segment import Front
from pipeline.records.text import Block, Line, PageLines, PageText, TextOrigin, Word
from pipeline.settings import OcrSettings
from pipeline.stages.layout import layout, sketch
from pipeline.stages.recognize import Order, recognize
from pipeline.stages.segment import front_of
from tests.readers import PlainReader

WIDTH, HEIGHT, SIZE, STEP = 2480, 3508, 40, 60
ORDER = Order(sketch, layout, front_of)
BODY = "慢性疾病是常见的疾病，影响患者的生活质量，近年来发病率不断上升，引起了广泛的关注，其治疗方法多样而疗效不一"
ENGLISH = "One hundred patients with the disease were selected and divided into two groups, of which one was given the drug"
FRONT = [
    ("临床医学研究2023年第5卷第2期", 120, 700, SIZE),
    ("某某疗法治疗慢性疾病的临床观察", 330, 1300, 70),
    ("李明¹，欧阳静²，王芳¹", 480, 800, SIZE),
    ("(1.江州医科大学附属医院内科，江州 330001；2.江州市中医院药剂科，江州 330002)", 570, 1900, SIZE),
    ("【摘要】目的：观察疗效。方法：选取患者一百例，分为两组，一组用药，一组不用药，观察其疗效与不良反应的情况，并作", 700, 2080, SIZE),
    ("比较与分析。结果：两组差异有统计学意义（P<0.05），用药组的疗效明显好于另一组，且没有严重的不良反应，患者都能", 760, 2080, SIZE),
    ("耐受。结论：疗效较好。", 820, 700, SIZE),
    ("【关键词】慢性疾病；治疗；观察", 900, 900, SIZE),
]  # fmt: skip
"""Text, top, width and height of lines that begin at the left margin."""
NOTES = [("收稿日期：2022-10-01", 3200, 600, 30), ("基金项目：国家自然科学基金（82000001）", 3245, 1000, 30)]


def printed(lines: Sequence[tuple[str, int, int, int]]) -> dict[BBox, str]:
    return {BBox(200, top, 200 + width, top + size): text for text, top, width, size in lines}


def paragraphs(top: int, count: int, text: str = BODY, lines: int = 6) -> dict[BBox, str]:
    """Paragraphs of full lines, each with its first line set in and its last one short."""
    found: dict[BBox, str] = {}
    for number in range(count * lines):
        left = 280 if number % lines == 0 else 200
        right = 1300 if number % lines == lines - 1 else 2280
        y = top + number * STEP
        found[BBox(left, y, right, y + SIZE)] = text
    return found


class Counting(PlainReader):
    """Finds the lines of a page and reads what is printed in them; keeps which it was asked for."""

    name = "rapidocr"
    leads = True
    version = "fake 1"

    def __init__(self, page: dict[BBox, str]) -> None:
        self._page = page
        self.asked: list[BBox] = []

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        return tuple(self._page)

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        raise AssertionError("the page is read line by line")

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        self.asked += boxes
        return tuple(Line(text=self._at(box), bbox=box, confidence=0.99, engine=self.name) for box in boxes)

    def _at(self, box: BBox) -> str:
        """The text of the line that a box is, or is a piece of."""
        if box in self._page:
            return self._page[box]
        return next((text for line, text in self._page.items() if line.union(box) == line), "2")


def read(
    printed: dict[BBox, str], number: int = 1, before: Sequence[PageText] = (), order: Order | None = ORDER
) -> tuple[PageText, str]:
    """The page as it is laid out, and the texts that were asked for."""
    engine = Counting(printed)
    blank = np.full((HEIGHT, WIDTH), 255, np.uint8)
    lines = recognize(CleanPage(number, blank, blank, 300.0), (engine,), OcrSettings(), before, order)
    assert len(engine.asked) == len(set(engine.asked))
    return layout(lines), "\n".join(printed[box] for box in engine.asked)


def test_of_a_first_page_the_front_matter_is_read_and_of_the_text_a_line_a_paragraph() -> None:
    page = printed(FRONT) | paragraphs(1000, 5) | printed(NOTES)
    text, asked = read(page)
    assert all(line in asked for line, *_ in (*FRONT, *NOTES))
    assert asked.count(BODY) <= 12
    assert text.unread == 30 - asked.count(BODY)
    assert len(text.lines) + text.unread == len(page)


def test_a_foot_of_a_few_rows_beside_the_end_of_another_column_is_read_whole() -> None:
    left = {BBox(200, 1000 + n * STEP, 1200, 1040 + n * STEP): BODY[:40] for n in range(40)}
    right = {BBox(1280, 1000 + n * STEP, 2280, 1040 + n * STEP): BODY[:40] for n in range(32)}
    foot = {
        BBox(1280, 3180 + n * STEP, 1600, 3220 + n * STEP): text
        for n, text in enumerate(("临床医学研究", "第5卷", "第2期"))
    }
    _, asked = read({**printed(FRONT), **left, **right, **foot})
    assert all(text in asked.split("\n") for text in foot.values())


def test_front_matter_further_down_is_read_whole() -> None:
    page = printed(FRONT) | paragraphs(1000, 2) | paragraphs(1800, 2, ENGLISH) | paragraphs(2600, 1)
    _, asked = read(page)
    assert asked.count(ENGLISH) == 12
    assert asked.count(BODY) < 18


def test_a_first_page_whose_front_matter_is_open_is_read_to_its_end() -> None:
    page = printed(FRONT[:4]) | paragraphs(1000, 5)
    text, _ = read(page)
    assert text.unread == 0


@pytest.mark.parametrize("heading", ["1．はじめに", "1 引言", "Ⅰ. 서 론", "1. Введение"])
def test_below_the_heading_of_the_text_no_second_abstract_is_waited_for(heading: str) -> None:
    title = ("Clinical observation of a certain therapy for a chronic disease", 410, 1300, 60)
    front = printed([*FRONT, title])
    text, asked = read(front | printed([(heading, 1140, 300, SIZE)]) | paragraphs(1240, 4) | printed(NOTES))
    assert all(line in asked for line, *_ in (*FRONT, title, *NOTES))
    assert text.unread >= 12
    assert read(front | paragraphs(1240, 4) | printed(NOTES))[0].unread < text.unread


def test_a_heading_within_an_abstract_is_not_that_of_the_text() -> None:
    page = printed([*FRONT[:4], ("引言", 700, 160, SIZE)]) | paragraphs(780, 1)
    page |= printed([("【关键词】慢性疾病；治疗；观察", 1200, 900, SIZE)]) | paragraphs(1300, 4)
    assert sum(700 < line.bbox.top < 1200 for line in read(page)[0].lines) == 6


@pytest.fixture(scope="module")
def first() -> PageText:
    return read(printed(FRONT) | paragraphs(1000, 5))[0]


def test_of_a_later_page_heads_notes_and_beginnings_are_read(first: PageText) -> None:
    page = printed([("第2期 李明等：某某疗法治疗慢性疾病的临床观察", 120, 900, SIZE)])
    page |= paragraphs(330, 7) | printed(NOTES)
    text, asked = read(page, 2, [first])
    assert "第2期 李明等" in asked
    assert "收稿日期" in asked
    assert "基金项目" in asked
    assert asked.count(BODY) <= 9
    assert text.unread == 42 - asked.count(BODY)


def test_an_abstract_that_runs_on_is_read_to_its_end_on_the_next_page(first: PageText) -> None:
    open_abstract = "【Abstract】 Objective To observe the effect. Methods One hundred patients were selected and were divided into"
    before = printed(FRONT) | printed([("Observation of a therapy for chronic disease", 1000, 1000, 56), ("LI Ming, OUYANG Jing, WANG Fang", 1100, 800, SIZE), (open_abstract, 1200, 2080, SIZE)])  # fmt: skip
    page = paragraphs(330, 1, ENGLISH) | paragraphs(330 + 7 * STEP, 6)
    _, asked = read(page, 2, [read(before)[0]])
    assert asked.count(ENGLISH) == 6
    assert asked.count(BODY) < 36


def test_what_stands_above_an_abstract_on_a_later_page_is_read_whole(first: PageText) -> None:
    title = [
        ("Observation of a therapy for disease", 650, 1200, 48),
        ("in a provincial hospital", 700, 1000, 48),
    ]
    page = printed([*title, ("ABSTRACT", 1200, 300, SIZE)]) | paragraphs(1300, 7, ENGLISH)
    nothing = Order(sketch, layout, lambda _: Front(begun=True, whole=True))
    _, asked = read(page, 2, [first], nothing)
    assert "in a provincial hospital" in asked
    assert asked.count(ENGLISH) < 42


def test_a_page_of_few_lines_is_read_whole_while_the_abstract_is_to_come() -> None:
    cover = read(printed([*FRONT[:4], ("江州 1982", 3000, 300, SIZE)]))[0]
    text, asked = read(paragraphs(330, 4), 2, [cover])
    assert (asked.count(BODY), text.unread) == (24, 0)


def test_a_page_of_few_lines_is_read_no_further_than_keywords_run_on() -> None:
    keywords = (
        "【关键词】慢性疾病；治疗；观察；疗效；不良反应；临床研究；随机对照试验；药物治疗；生活质量；随访",
        900,
        2080,
        SIZE,
    )
    known = read(printed([*FRONT[:-1], keywords]))[0]
    text, asked = read(paragraphs(330, 5), 2, [known])
    assert asked.count(BODY) <= 18
    assert text.unread >= 12


def test_a_page_of_few_lines_without_front_matter_is_left() -> None:
    known = read(printed([*FRONT[:4], ("江州 1982", 3000, 300, SIZE)]))[0]
    text, _ = read(paragraphs(330, 6, lines=6), 2, [known])
    assert 0 < text.unread <= 12


def test_cells_of_a_table_in_another_script_are_no_front_matter(first: PageText) -> None:
    cells = [("Group A 12.5", 400 + 200 * row, 260, SIZE) for row in range(8)]
    text, _ = read(printed(cells) | paragraphs(2200, 3), 2, [first])
    assert text.unread > 0


def test_a_title_that_was_read_before_all_else_is_no_block_to_read() -> None:
    title = Line(text="TITLE", bbox=BBox(200, 300, 1400, 380), confidence=0.99, engine="rapidocr")
    unread = tuple(paragraphs(1000, 1))
    page = PageLines(
        number=2, width=WIDTH, height=HEIGHT, dpi=300.0, origin=TextOrigin.OCR, lines=(title,), unread=unread
    )
    assert {box for block in sketch(page) for line in block for box in line} == set(unread)
    assert all(sketch(page))


def test_without_an_order_everything_is_read(first: PageText) -> None:
    text, asked = read(paragraphs(330, 7), 2, [first], order=None)
    assert asked.count(BODY) == 42
    assert text.unread == 0


class Korean(Counting):
    """An engine that knows neither Hangul nor Cyrillic and is unsure of both."""

    def reads(self, language: str) -> bool:
        return language not in {"ko", "ru"}

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(
            line.model_copy(update={"text": "CHEH", "confidence": 0.5})
            for line in super().read_lines(pixels, boxes, languages)
        )


def test_a_first_page_that_is_the_second_engines_is_read_whole_and_in_one_go() -> None:
    page = dict.fromkeys(paragraphs(330, 7), "대장암 환자의 생존율에 관한 연구")
    first, second = Korean(page), Counting(page)
    second.name = "tesseract"
    blank = np.full((HEIGHT, WIDTH), 255, np.uint8)
    lines = recognize(CleanPage(1, blank, blank, 300.0), (first, second), OcrSettings(), (), ORDER)
    assert not lines.unread
    assert len(lines.lines) == len(page)
    assert set(page) <= set(first.asked)


def test_lines_of_the_second_engine_are_only_glimpsed_by_the_first() -> None:
    korean = dict.fromkeys(paragraphs(330, 7), "대장암 환자의 생존율에 관한 연구")
    english = paragraphs(2900, 2, ENGLISH)
    first, second = Weak(korean | english), Second(korean | english)
    blank = np.full((HEIGHT, WIDTH), 255, np.uint8)
    lines = recognize(CleanPage(1, blank, blank, 300.0), (first, second), OcrSettings(), (), ORDER).lines
    assert sum("대장암" in line.text for line in lines) == len(korean)
    assert sum(line.text == ENGLISH for line in lines) == len(english)
    assert len(set(first.asked) & set(korean)) < 12
    assert set(english) <= set(first.asked)


def test_all_of_a_masthead_is_read_though_the_front_matter_below_is_complete() -> None:
    masthead = printed(
        [
            ("DIFU100", 100, 300, SIZE),
            ("江州医科大学学报", 150, 700, SIZE),
            ("ISSN 1000-0000", 200, 500, SIZE),
        ]
    )
    _, asked = read(masthead | printed(FRONT[1:]) | paragraphs(1000, 5))
    assert "江州医科大学学报" in asked
    assert "ISSN 1000-0000" in asked


def test_of_a_list_of_references_nothing_passes_for_the_articles_own(first: PageText) -> None:
    works = [
        (
            f"[{n}] Smith J. A study[J]. Journal of Medicine, 20{n + 10}, 71(6): 505-511.",
            1000 + 90 * n,
            1800,
            30,
        )
        for n in range(8)
    ]
    page = paragraphs(330, 1) | printed(
        [("参考文献", 900, 160, SIZE), *works, ("收稿日期：2022-10-01", 2200, 600, 30)]
    )
    text, _ = read(page, 2, [first])
    told = "\n".join(line.text for line in text.lines)
    assert "Smith" not in told
    assert "收稿日期：2022-10-01" in told
    assert text.unread >= 8


class Weak(Counting):
    """A reader without Hangul, which takes such lines for a few Han."""

    def reads(self, language: str) -> bool:
        return language != "ko"

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(
            line.model_copy(update={"text": "習:", "confidence": 0.6})
            if any("가" <= char <= "힣" for char in line.text)
            else line
            for line in super().read_lines(pixels, boxes, languages)
        )


class Second(Counting):
    """A reader of Korean where it is asked for that, a character a word."""

    name = "tesseract"
    leads = False

    def _said(self, box: BBox, languages: Sequence[str]) -> str:
        return self._at(box) if "ko" in languages else "g: 2020-05-19"

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(
            Line(text=text, bbox=box, confidence=0.9, engine=self.name, words=characters(text, box))
            for box, text in ((box, self._said(box, languages)) for box in boxes)
        )


def characters(text: str, box: BBox) -> tuple[Word, ...]:
    step = box.width // len(text)
    return tuple(
        Word(
            text=char,
            bbox=BBox(box.left + n * step, box.top, box.left + (n + 1) * step, box.bottom),
            confidence=0.9,
        )
        for n, char in enumerate(text)
        if char != " "
    )


def test_the_only_korean_line_of_a_page_after_korean_ones_is_read_as_korean() -> None:
    dates = "접수일: 2020-05-19"
    page = paragraphs(330, 4, ENGLISH) | printed([(dates, 3200, 600, 30)])
    blank = np.full((HEIGHT, WIDTH), 255, np.uint8)
    korean = Line(
        text="심박 변이를 이용한 연구", bbox=BBox(200, 200, 900, 240), confidence=0.9, engine="tesseract"
    )
    before = PageText(
        number=1,
        width=WIDTH,
        height=HEIGHT,
        dpi=300,
        origin=TextOrigin.OCR,
        blocks=(Block(lines=(korean,), bbox=korean.bbox),),
    )
    lines = recognize(
        CleanPage(2, blank, blank, 300.0), (Weak(page), Second(page)), OcrSettings(), [before], ORDER
    )
    assert dates.split()[1] in "".join(line.text for line in lines.lines)
    assert "접수" in "".join(line.text for line in lines.lines)
