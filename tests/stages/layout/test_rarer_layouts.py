"""Layouts that journals print now and then: each must read from beginning to end."""

from __future__ import annotations

from pipeline.records.base import BBox
from pipeline.records.text import BlockKind, Line, PageText
from pipeline.stages.layout import layout
from tests.stages.layout.pages import COLUMNS, LEFT, RIGHT, line, page, stack

ONE, TWO = COLUMNS
TITLE = [
    line("晚期肺癌放疗联合免疫治疗研究进展", 500, 300, 1980, 70),
    line("李鹏，吴晓婷", 1000, 420, 1480, 50),
]


def texts(found: PageText) -> list[str]:
    return [one.text for one in found.lines]


def named(lines: list[Line]) -> list[str]:
    return [one.text for one in lines]


def test_title_in_the_left_column_only() -> None:
    title = [line("晚期肺癌放疗联合免疫治疗", 200, 300, 1150, 70), line("研究进展", 200, 400, 500, 70)]
    left, right = stack("l", 36, 620, *ONE), stack("r", 42, 300, *TWO)
    assert texts(layout(page([*title, *left, *right]))) == named([*title, *left, *right])


def test_english_abstract_across_the_foot_under_two_columns() -> None:
    left, right = stack("l", 24, 600, *ONE), stack("r", 24, 600, *TWO)
    foot = [line("Research progress on combination", 500, 2200, 1980, 60), *stack("e", 9, 2320)]
    assert texts(layout(page([*TITLE, *left, *right, *foot]))) == named([*TITLE, *left, *right, *foot])


def test_sparse_notes_in_the_left_margin() -> None:
    notes = [
        line("Received", 150, 620, 330, 30),
        line("3 May 2023", 150, 665, 380, 30),
        line("Accepted", 150, 760, 330, 30),
        line("9 June 2023", 150, 805, 390, 30),
        line("DOI", 150, 1500, 230, 30),
        line("10.1000/182", 150, 1545, 400, 30),
    ]
    body = stack("a", 40, 600, 560, RIGHT)
    order = texts(layout(page([*TITLE, *notes, *body])))
    start = order.index("a1")
    assert order[start : start + 40] == named(body)


def test_columns_that_begin_at_different_heights() -> None:
    left, right = stack("l", 40, 700, *ONE), stack("r", 30, 1300, *TWO)
    table = [line(f"t{i}", 1300, 640 + i * 50, 2200, 34) for i in range(9)]
    assert texts(layout(page([*TITLE, *left, *table, *right]))) == named([*TITLE, *left, *table, *right])


def test_a_figure_across_both_columns_parts_them() -> None:
    left, right = stack("l", 12, 600, *ONE), stack("r", 12, 600, *TWO)
    caption = [line("图1 生存曲线比较 Figure 1 Survival curves of both groups compared", 400, 2100, 2080)]
    left2, right2 = stack("m", 12, 2300, *ONE), stack("s", 12, 2300, *TWO)
    assert texts(layout(page([*left, *right, *caption, *left2, *right2]))) == named(
        [*left, *right, *caption, *left2, *right2]
    )


def test_a_narrow_gutter() -> None:
    left, right = stack("l", 30, 600, 200, 1225), stack("r", 30, 600, 1255, 2280)
    assert texts(layout(page([*TITLE, *left, *right]))) == named([*TITLE, *left, *right])


def test_a_gutter_that_the_edges_of_many_lines_tell_may_be_narrower_than_a_word_gap() -> None:
    left, right = stack("l", 24, 600, 200, 1232), stack("r", 24, 600, 1246, 2280)
    assert texts(layout(page([*TITLE, *left, *right]))) == named([*TITLE, *left, *right])
    right[7] = line("r8", 1231, right[7].bbox.top, 2280)
    assert texts(layout(page([*TITLE, *left, *right]))) == named([*TITLE, *left, *right])


def test_three_columns() -> None:
    thirds = [(200, 840), (920, 1560), (1640, 2280)]
    columns = [stack(name, 40, 600, *third) for name, third in zip("xyz", thirds, strict=True)]
    assert texts(layout(page([*TITLE, *(one for c in columns for one in c)]))) == named(
        [*TITLE, *(one for c in columns for one in c)]
    )


def test_tall_signs_of_a_seal_do_not_break_the_columns() -> None:
    left, right = stack("l", 30, 600, *ONE), stack("r", 30, 600, *TWO)
    seal = line("*", 1100, 1000, 1400, 300).model_copy(update={"confidence": 0.3})
    order = [text for text in texts(layout(page([*TITLE, *left, *right, seal]))) if text != "*"]
    assert order == named([*TITLE, *left, *right])


def test_keywords_that_end_short_above_two_columns() -> None:
    above = [*stack("a", 8, 600), line("Key words: lung cancer; radiotherapy", LEFT, 1100, 1150)]
    left, right = stack("l", 20, 1250, *ONE), stack("r", 20, 1250, *TWO)
    assert texts(layout(page([*TITLE, *above, *left, *right]))) == named([*TITLE, *above, *left, *right])


def test_page_number_at_the_outer_margin_and_head_on_the_second_page() -> None:
    head = [line("肿瘤研究 第50卷第9期 Vol.50 No.9", 800, 130, 1700, 36), line("843", 2200, 132, 2270, 36)]
    left, right = stack("l", 40, 240, *ONE), stack("r", 40, 240, *TWO)
    found = layout(page([*head, *left, *right], number=2))
    assert found.blocks[0].kind is BlockKind.HEADER
    assert texts(found)[2:] == named([*left, *right])


def test_a_title_over_a_rule_is_no_running_head() -> None:
    head = [line("Journal of Lung Studies, Campo Novo", 900, 130, 1580, 32), line("https://doi.org/10.1000/182", 950, 180, 1530, 32)]  # fmt: skip
    title = line("The long winter of lung studies", 800, 240, 1700, 64)
    people = line("Marta Vila, Joan Serra", 950, 340, 1530, 40)
    found = layout(page([*head, title, people, *stack("l", 30, 500)], rules=[BBox(LEFT, 312, RIGHT, 315)]))
    assert [[one.text for one in b.lines] for b in found.blocks if b.kind is BlockKind.HEADER] == [
        named(head)
    ]


def test_boxed_abstract_in_two_columns() -> None:
    inner = [*stack("p", 8, 640, 240, 1210), *stack("q", 8, 640, 1270, 2240)]
    left, right = stack("l", 20, 1300, *ONE), stack("r", 20, 1300, *TWO)
    found = layout(page([*TITLE, *inner, *left, *right], rules=[BBox(LEFT, 600, RIGHT, 1200)]))
    assert texts(found) == named([*TITLE, *inner, *left, *right])


def test_a_frame_around_the_whole_page_is_no_box() -> None:
    left, right = stack("l", 40, 500, *ONE), stack("r", 40, 500, *TWO)
    found = layout(page([*TITLE, *left, *right], rules=[BBox(100, 100, 2380, 3400)]))
    assert {b.kind for b in found.blocks} == {BlockKind.BODY}
    assert texts(found) == named([*TITLE, *left, *right])


def test_the_pages_of_a_double_page_are_read_one_after_the_other() -> None:
    left = [
        line("Petrov I.I. et al.", 320, 480, 620, 40),
        line("Devices for Soil Surveys in Dry Regions", 420, 540, 1200, 40),
        *stack("l", 8, 620, 270, 1400),
        line("2", 800, 2240, 830, 40),
    ]
    right = [
        line("INTRODUCTION", 2400, 300, 2700, 40),
        *stack("r", 20, 380, 1950, 3200),
        line("3", 2560, 2240, 2590, 40),
    ]
    made = page([*right, *left]).model_copy(update={"width": 3300, "height": 2400})
    found = layout(made)
    assert texts(found) == named([*left, *right])
    assert {b.column for b in found.blocks[: len(found.blocks) // 2]}.isdisjoint({found.blocks[-1].column})


def test_a_landscape_page_with_a_title_across_is_no_double_page() -> None:
    title = [line("Soils of dry regions and how they are surveyed today", 900, 200, 2400, 70)]
    left, right = stack("l", 12, 400, 200, 1500), stack("r", 12, 400, 1800, 3100)
    made = page([*title, *left, *right]).model_copy(update={"width": 3300, "height": 2400})
    assert texts(layout(made)) == named([*title, *left, *right])


def test_a_mark_that_hangs_into_the_gutter_is_no_line_across_it() -> None:
    left, right = stack("l", 30, 600, 200, 1210), stack("r", 30, 600, 1270, 2280)
    hanging = left[14].model_copy(update={"text": "花，", "bbox": left[14].bbox._replace(right=1255)})
    rows = [*left[:14], hanging, *left[15:]]
    assert texts(layout(page([*TITLE, *rows, *right]))) == named([*TITLE, *rows, *right])


def test_two_names_below_a_title_stand_over_the_columns() -> None:
    left, right = stack("l", 30, 600, *ONE), stack("r", 30, 600, *TWO)
    names = [line("Jane Roe*", 700, 420, 1000, 45), line("John Doe†", 1360, 420, 1660, 45)]
    order = texts(layout(page([TITLE[0], *names, *left, *right])))
    assert order[1:4] in (["Jane Roe*", "John Doe†", "l1"], ["Jane Roe*\u3000John Doe†", "l1", "l2"])


def test_names_at_the_right_below_a_title_stand_over_the_columns() -> None:
    left, right = stack("l", 30, 600, *ONE), stack("r", 30, 600, *TWO)
    names = [line("T5-17 庭野太郎", 1900, 420, 2260, 45), line("指導教員 花田次郎", 1880, 470, 2260, 45)]
    assert texts(layout(page([TITLE[0], *names, *left, *right]))) == named([TITLE[0], *names, *left, *right])
