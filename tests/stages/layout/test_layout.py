"""Reading order on made-up pages of every layout we know: columns, spans, boxes, bands, notes, margins."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.errors import TooLarge
from pipeline.records.base import BBox
from pipeline.records.page import Complaint, Document, MediaType, PageInfo, RenderedPage, Source
from pipeline.records.text import BlockKind, Line, PageLines, PageText, TextOrigin
from pipeline.stages.layout import doubts, enclosed, is_cover, layout, seen_wrong, unread
from tests.stages.layout.pages import COLUMNS, LEFT, RIGHT, line, page, stack

ONE, TWO = COLUMNS
HEAD = [
    line("·842·", LEFT, 120, LEFT + 90),
    line("肿瘤研究2023年第50卷第9期", 900, 122, 1500),
    line("Cancer Res, 2023, Vol.50, No.9", 1700, 120, RIGHT),
]
TITLE = [
    line("晚期肺癌放疗联合免疫治疗研究进展", 500, 300, 1980, 70),
    line("李鹏，吴晓婷", 1000, 420, 1480, 50),
]


def texts(found: PageText, *kinds: BlockKind) -> list[str]:
    return [one.text for b in found.blocks if not kinds or b.kind in kinds for one in b.lines]


def test_one_column() -> None:
    body = stack("a", 12, 600)
    found = layout(page([*HEAD, *TITLE, *body]))
    assert texts(found, BlockKind.HEADER) == [one.text for one in HEAD]
    assert texts(found, BlockKind.BODY) == [one.text for one in [*TITLE, *body]]
    assert {block.column for block in found.blocks} == {0}


def test_two_columns_under_a_spanning_title() -> None:
    left, right = stack("l", 30, 600, *ONE), stack("r", 28, 600, *TWO)
    found = layout(page([*HEAD, *TITLE, *left, *right]))
    assert texts(found, BlockKind.BODY) == [one.text for one in [*TITLE, *left, *right]]
    assert [b.column for b in found.blocks if b.kind is BlockKind.BODY and len(b.lines) > 5] == [1, 2]


def test_an_abstract_runs_through_both_columns_and_on_to_the_next_page() -> None:
    first = layout(page([*HEAD, *TITLE, *stack("l", 40, 600, *ONE), *stack("r", 40, 600, *TWO)]))
    top = [line("Cancer Res, 2023, Vol.50, No.9", LEFT, 120, 900), line("·843·", 2190, 120, RIGHT)]
    second = layout(page([*top, *stack("s", 20, 220, *ONE), *stack("t", 20, 220, *TWO)], number=2))
    flow = texts(first, BlockKind.BODY)[2:] + texts(second, BlockKind.BODY)
    assert flow == [f"{c}{i + 1}" for c, n in (("l", 40), ("r", 40), ("s", 20), ("t", 20)) for i in range(n)]


def test_one_column_above_two_columns_below_and_back() -> None:
    above, left, right = stack("a", 9, 600), stack("l", 12, 1200, *ONE), stack("r", 12, 1200, *TWO)
    table, left2, right2 = stack("t", 4, 2000), stack("m", 8, 2300, *ONE), stack("s", 8, 2300, *TWO)
    found = layout(page([*TITLE, *above, *left, *right, *table, *left2, *right2]))
    assert texts(found) == [one.text for one in [*TITLE, *above, *left, *right, *table, *left2, *right2]]


def test_boxed_abstract_is_a_block_of_its_own() -> None:
    boxed = stack("b", 8, 620, LEFT + 40, RIGHT - 40)
    left, right = stack("l", 20, 1200, *ONE), stack("r", 20, 1200, *TWO)
    found = layout(page([*TITLE, *boxed, *left, *right], rules=[BBox(LEFT, 590, RIGHT, 1110)]))
    assert texts(found, BlockKind.BOXED) == [one.text for one in boxed]
    assert texts(found) == [one.text for one in [*TITLE, *boxed, *left, *right]]


def test_boxed_abstract_in_one_column() -> None:
    boxed, left = stack("b", 8, 620, ONE[0] + 20, ONE[1] - 20), stack("l", 20, 1200, *ONE)
    right = stack("r", 30, 600, *TWO)
    found = layout(page([*TITLE, *boxed, *left, *right], rules=[BBox(ONE[0], 590, ONE[1], 1110)]))
    assert texts(found) == [one.text for one in [*TITLE, *boxed, *left, *right]]


def test_side_column_of_notes_does_not_cut_the_abstract() -> None:
    notes = [
        line(t, 200, 620 + i * 55, 560, 34)
        for i, t in enumerate(
            ["ARTICLE INFO", "Received 3 May", "Accepted 9 June", "Available online", "Keywords", "lung"]
        )
    ]
    abstract = stack("a", 14, 600, 700, RIGHT)
    found = layout(
        page([*TITLE, *notes, *abstract, *stack("l", 20, 1700, *ONE), *stack("r", 20, 1700, *TWO)])
    )
    order = texts(found)
    start = order.index("a1")
    assert order[start : start + 14] == [one.text for one in abstract]
    assert "Keywords" in order[:start]


def test_side_headings_stay_with_their_paragraphs() -> None:
    rows = []
    for i, heading in enumerate(["Objective", "Methods", "Results", "Conclusion"]):
        top = 600 + i * 240
        rows.append([line(heading, 200, top, 420), *stack(f"{heading[0]}", 4, top, 560, RIGHT)])
    found = layout(page([*TITLE, *(one for row in rows for one in row)]))
    assert texts(found)[2:] == [one.text for row in rows for one in row]


def test_three_columns_at_the_foot() -> None:
    thirds = [(200, 840), (920, 1560), (1640, 2280)]
    feet = [stack(name, 5, 3000, *third) for name, third in zip("xyz", thirds, strict=True)]
    found = layout(page([*TITLE, *stack("a", 30, 600), *(one for foot in feet for one in foot)]))
    assert texts(found)[-15:] == [one.text for foot in feet for one in foot]
    assert sorted({block.column for block in found.blocks}) == [0, 1, 2, 3]


def test_footnotes_do_not_part_the_columns() -> None:
    left, right = stack("l", 36, 600, *ONE), stack("r", 40, 600, *TWO)
    notes = [
        line("收稿日期：2023-05-03", 200, 2900, 800, 32),
        line("基金项目：国家自然科学基金（82072345）", 200, 2950, 1100, 32),
    ]
    found = layout(page([*TITLE, *left, *notes, *right], rules=[BBox(200, 2860, 600, 2863)]))
    assert texts(found, BlockKind.FOOTNOTE) == [one.text for one in notes]
    assert texts(found)[2:-2] == [one.text for one in [*left, *right]]


def test_a_rule_over_the_end_of_a_column_makes_no_notes_of_lines_with_low_boxes() -> None:
    left, right = stack("l", 30, 600, *ONE), stack("r", 36, 600, *TWO)
    sizes = (35, 35, 40, 35, 35, 40)
    under = [line(f"u{i}", ONE[0], 2440 + i * 60, ONE[1], size) for i, size in enumerate(sizes)]
    found = layout(page([*TITLE, *left, *under, *right], rules=[BBox(200, 2410, 600, 2413)]))
    assert not texts(found, BlockKind.FOOTNOTE)
    assert texts(found)[2:] == [one.text for one in [*left, *under, *right]]


@pytest.mark.parametrize("number", ["- 842 -", "iv", "- XII -"])
def test_page_number_and_link_at_the_foot(number: str) -> None:
    foot = [line(number, 1180, 3380, 1300)]
    found = layout(page([*TITLE, *stack("l", 36, 600, *ONE), *stack("r", 36, 600, *TWO), *foot]))
    assert texts(found, BlockKind.FOOTER) == [number]


def test_line_numbers_in_the_margin() -> None:
    body = stack("a", 30, 600)
    numbers = [line(str(i + 1), 90, one.bbox.top, 130) for i, one in enumerate(body)]
    found = layout(page([*TITLE, *body, *numbers]))
    assert texts(found, BlockKind.BODY) == [one.text for one in [*TITLE, *body]]
    assert len(texts(found, BlockKind.MARGIN)) == 30


def test_a_line_that_an_engine_broke_is_one_line_again() -> None:
    body = stack("a", 6, 600)
    broken = [
        line("摘", LEFT, 540, LEFT + 40),
        line("要：目的", LEFT + 80, 541, 700),
        line("探讨", 720, 540, RIGHT),
    ]
    found = layout(page([*TITLE, *broken, *body]))
    assert texts(found)[2] == "摘要：目的探讨"


def test_slight_skew_does_not_mix_rows_or_columns() -> None:
    def skewed(lines: list) -> list:
        return [
            one.model_copy(
                update={"bbox": BBox(b.left, b.top + b.left // 115, b.right, b.bottom + b.right // 115)}
            )
            for one in lines
            for b in [one.bbox]
        ]

    left, right = stack("l", 30, 600, *ONE), stack("r", 30, 600, *TWO)
    found = layout(page(skewed([*HEAD, *TITLE, *left, *right])))
    assert texts(found, BlockKind.BODY) == [one.text for one in [*TITLE, *left, *right]]


def test_an_empty_page() -> None:
    assert layout(page([])).blocks == ()


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (
            [
                "See discussions, stats, and author profiles for this publication at: https://www.researchgate.net/1",
                "Lung cancer",
            ],
            True,
        ),
        (
            [
                "《肿瘤研究》网络首发论文",
                "题目： 晚期肺癌放疗进展",
                "收稿日期： 2023-01-02",
                "网络首发日期： 2023-05-01",
            ],
            True,
        ),
        (
            [
                "Lung cancer",
                "To cite this article: Li P (2023)",
                "To link to this article: https://doi.org/10.1/1",
                "Article views: 12",
            ],
            True,
        ),
        (["晚期肺癌放疗进展", "摘要：检索中国知网、万方数据和维普，下载日期 2023 年，引用格式"], False),
        (["晚期肺癌放疗进展", "检索中国知网、万方数据和维普"], False),
        (["Lung cancer", "Citation for published version (APA):", "Li P. (2023)", "Take down policy"], True),
        (["Поражение лёгких", "Научная электронная библиотека «КиберЛенинка»"], True),
        (["肺癌の治療", "名古屋大学学術機関リポジトリ", "http://hdl.handle.net/2237/1", "J-STAGE"], True),
        (["某药治疗某病的临床观察", "刊名：江州医学", "英文刊名：Jiangzhou Medical Journal"], True),
        (["Abstract: papers were downloaded from PubMed; terms and conditions of stable URL"], False),
        (
            [
                "Title",
                "Levels of lakes",
                "Author(s)",
                "MORI, Ken",
                "Citation",
                "Lakes (1990), 3: 1-9",
                "Issue Date",
                "1990",
                "URL",
                "http://hdl.handle.net/1/2",
                "Type",
                "Textversion",
            ],
            True,
        ),
        (
            [
                "Title",
                "Levels of lakes",
                "Sub Title",
                "Author",
                "森, 健",
                "Publisher",
                "Publication year",
                "Jtitle",
                "Abstract",
                "The levels of twelve lakes.",
            ],
            True,
        ),
        (
            [
                "UC Lakeside Previously Published Works",
                "Title",
                "Levels of lakes",
                "Permalink",
                "https://escholarship.org/uc/item/1",
            ],
            True,
        ),
        (
            [
                "This is a repository copy of Levels of lakes.",
                "Article:",
                "Petrov, A (1990) Levels of lakes. Lakes, 3.",
            ],
            True,
        ),
        (
            [
                "Pierre Martin",
                "Le niveau des lacs",
                "In: Revue des lacs, tome 12, 1978. pp. 12-19.",
                "Citer ce document / Cite this document :",
            ],
            True,
        ),
        (
            [
                "Objekttyp: Article",
                "Zeitschrift: Seen",
                "Band (Jahr): 12 (1978)",
                "Heft: 3",
                "PDF erstellt am: 01.02.2020",
            ],
            True,
        ),
        (
            [
                "Suggested Citation: Petrov, A. (1990)",
                "Provided in Cooperation with: Lake Institute",
                "Terms of use:",
                "A Service of ZBW",
            ],
            True,
        ),
        (
            [
                "HAL Id: hal-01234567",
                "HAL is a multi-disciplinary open access archive for the deposit of scientific documents",
                "Levels of lakes",
            ],
            True,
        ),
        (
            [
                "Levels of lakes",
                "A. Petrov",
                "Suggested Citation: Petrov, A., Levels of lakes (1990). Available at SSRN: https://ssrn.com/abstract=1",
            ],
            True,
        ),
        (
            [
                "Levels of lakes",
                "Authors: A. Petrov",
                "Journal: Lakes",
                "Abstract: The levels of twelve lakes were measured.",
            ],
            False,
        ),
        (
            [
                "Title: Levels of lakes",
                "Authors: A. Petrov",
                "Journal: Lakes",
                "Abstract: The levels.",
                "Keywords: lakes",
                "Type: Article",
            ],
            False,
        ),
        (
            [
                "А. Б. Озеров, Задача об уровнях озёр, Матем. озёр, 2011, выпуск 15, 138–153",
                "Использование Общероссийского математического портала подразумевает, что вы прочитали соглашение",
                "24 сентября 2016 г., 18:16:38",
            ],
            True,
        ),
        (
            [
                "ORIGINAL PAPER",
                "Levels of lakes",
                "A. Petrov",
                "Keywords: lakes",
                "Published by the Lake Institute",
                "Received: 1 May",
            ],
            False,
        ),
    ],
)
def test_cover_sheets(sheet: list[str], expected: bool) -> None:
    lines = [line(text, LEFT, 300 + i * 200, RIGHT) for i, text in enumerate(sheet)]
    assert is_cover(layout(page(lines))) is expected


def test_labels_broken_in_narrow_cells_are_those_of_a_form() -> None:
    labels = ["著者", "journal or", "publication title", "page range", "year", "URL"]
    values = ["森 健", "湖沼学会誌", "", "123-130", "2019", "http://hdl.handle.net/1"]
    tops = [300, 400, 450, 560, 660, 760]
    cells = [line(t, LEFT, top, LEFT + 300) for t, top in zip(labels, tops, strict=True)]
    cells += [line(t, LEFT + 500, top, LEFT + 1200) for t, top in zip(values, tops, strict=True) if t]
    title = line("水位変化が湖岸のヨシの成長に与える影響", LEFT, 150, RIGHT)
    assert is_cover(layout(page([title, *cells])))
    loose = [c for c in cells if c.text != "journal or"]
    assert not is_cover(layout(page([title, *loose])))


def test_a_first_page_with_a_download_notice_is_no_cover() -> None:
    notice = line("This content downloaded from 10.0.0.1", LEFT, 3400, 1500)
    body = [
        one.model_copy(update={"text": one.text + " of the many patients" * 4}) for one in stack("a", 40, 600)
    ]
    assert not is_cover(layout(page([*HEAD, *TITLE, *body, notice])))


def test_labels_begin_blocks() -> None:
    lines = [
        *stack("x", 3, 600),
        line("摘 要：目的 探讨", LEFT, 780, RIGHT),
        *stack("y", 4, 840),
        line("Key words: a; b", LEFT, 1080, 900),
    ]
    found = layout(page(lines))
    assert [block.lines[0].text for block in found.blocks] == ["x1", "摘 要：目的 探讨", "Key words: a; b"]


def test_vertical_and_illegible_pages_are_told() -> None:
    upright = layout(page(stack("a", 12, 600)))
    vertical = [line("縦書きの本文", 2000 - i * 80, 300, 2040 - i * 80, 900) for i in range(12)]
    faint = [one.model_copy(update={"confidence": 0.5}) for one in stack("a", 12, 600)]
    beside = layout(page([*stack("a", 12, 600), line("誌", 60, 600, 100, 900)]))
    assert doubts([upright, beside]) == ()
    assert [flag.code for flag in doubts([layout(page(vertical)), layout(page(faint))])] == [
        "page.vertical",
        "page.illegible",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [line("本", 2000 - i * 80, 300, 2040 - i * 80, 900) for i in range(12)],
        [line("本", 2000 - i * 90, 300 + j * 44, 2040 - i * 90) for i in range(4) for j in range(20)],
    ],
    ids=["tall boxes of which one sign was read", "a box a character"],
)
def test_vertical_lines_are_told_by_their_boxes(lines: list[Line]) -> None:
    assert [flag.code for flag in doubts([layout(page([*stack("a", 2, 100), *lines]))])] == ["page.vertical"]


def test_a_page_read_lying_is_vertical() -> None:
    lying = page(stack("a", 12, 600)).model_copy(update={"vertical": True})
    assert [flag.code for flag in doubts([layout(lying)])] == ["page.vertical"]


@pytest.mark.parametrize(
    ("engine", "confidence", "codes"),
    [("rapidocr", 0.92, ["page.illegible"]), ("rapidocr", 0.97, []), ("tesseract", 0.92, [])],
)
def test_handwriting_is_told_by_an_engine_that_is_sure_of_print(
    engine: str, confidence: float, codes: list[str]
) -> None:
    hand = [
        one.model_copy(update={"engine": engine, "confidence": confidence}) for one in stack("a", 12, 600)
    ]
    assert [flag.code for flag in doubts([layout(page(hand))])] == codes


def test_pages_without_text_and_pages_of_one_faint_line_are_told() -> None:
    blank, full = layout(page([])), layout(page(stack("a", 12, 600)))
    speck = layout(page([line("Ⅲ", LEFT, 300, 400).model_copy(update={"confidence": 0.4})]))
    assert [flag.code for flag in doubts([blank, blank])] == ["text.none"]
    assert [flag.code for flag in doubts([speck])] == ["text.none"]
    assert doubts([full, speck, blank]) == ()
    lost = unread(TooLarge("is too large.", where="a.pdf, page 2", cure="Shrink it."))
    assert (lost.code, lost.message) == ("page.unreadable", "a.pdf, page 2: is too large. Shrink it.")
    said = Complaint(code="page.damaged", what="a picture is damaged", cure="Scan it again.")
    torn = seen_wrong(RenderedPage(2, np.eye(90, dtype=np.uint8) * 255, 300.0, (said,)))
    assert [(flag.code, flag.message) for flag in torn] == [
        ("page.damaged", "Page 2: a picture is damaged. Scan it again.")
    ]


@pytest.mark.parametrize(("grey", "codes"), [(0, ["page.dark"]), (60, ["page.dark"]), (255, ["page.blank"])])
def test_pages_of_one_shade_are_told(grey: int, codes: list[str]) -> None:
    assert [
        flag.code for flag in seen_wrong(RenderedPage(1, np.full((90, 60, 3), grey, np.uint8), 300.0))
    ] == codes


@pytest.mark.parametrize(("names", "severity"), [(("a.pdf", "b.csv"), "warning"), (("b.csv",), "info")])
def test_files_inside_a_pdf_are_named(names: tuple[str, ...], severity: str) -> None:
    source = Source(path="p.pdf", name="p.pdf", sha256="0" * 64, media_type=MediaType.PDF, size=1)
    document = Document(source=source, pages=(PageInfo(number=1, width=595, height=842),), attached=names)
    (flag,) = enclosed(document)
    assert (flag.code, flag.severity.value) == ("document.attachments", severity)
    assert names[0] in flag.message
    assert enclosed(document.model_copy(update={"attached": ()})) == ()


def test_a_vertical_heading_is_no_part_of_the_rows_beside_it() -> None:
    heading = [
        Line(text=text, bbox=BBox(90, 200 + 50 * n, 138, 250 + 50 * n), confidence=0.9, engine="fake")
        for n, text in enumerate("技术与材料")
    ]
    rows = [
        Line(text=text, bbox=BBox(180, 206 + 70 * n, 900, 246 + 70 * n), confidence=0.9, engine="fake")
        for n, text in enumerate(
            [
                "李明，王芳，张三，李四，王五",
                "(东湖大学生态学院，武汉 430072)",
                "摘要：水位变化对芦苇生长的影响",
            ]
        )
    ]
    page = PageLines(
        number=1, width=1240, height=1754, dpi=150.0, origin=TextOrigin.OCR, lines=(*heading, *rows)
    )
    blocks = layout(page).blocks
    assert [line.text for block in blocks for line in block.lines if block.kind is not BlockKind.MARGIN] == [
        row.text for row in rows
    ]
    assert [line.text for line in blocks[-1].lines] == list("技术与材料")
    assert blocks[-1].kind is BlockKind.MARGIN


def test_a_page_read_from_the_right_begins_with_its_right_column_and_keeps_english_lines_whole() -> None:
    left, right = stack("ب", 30, 700, *ONE), stack("أ", 28, 700, *TWO)
    title = line("تأثير مستوى الماء في نمو القصب على ضفاف البحيرات", 500, 300, 1980, 70)
    pieces = [line("Effects of the water level", 700, 420, 1230), line("on reed", 1260, 420, 1500)]
    found = layout(page([title, *pieces, *left, *right]))
    assert texts(found, BlockKind.BODY) == [
        title.text,
        "Effects of the water level on reed",
        *(one.text for one in [*right, *left]),
    ]
    assert found.lines[2].bbox == right[0].bbox
