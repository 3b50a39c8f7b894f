"""Text layers: the verdict page by page, shifted text decoded, runs put together into lines."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.ports import Drawn, LayerText, PdfFacts
from pipeline.records.base import BBox
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.text import Layer, Line, PageLines, TextLayer, TextOrigin
from pipeline.stages.layer import in_sight, read_layer
from pipeline.stages.layer.coded import decoder
from pipeline.stages.layer.overlaid import without_overlaid
from pipeline.stages.layer.runs import printed_lines
from pipeline.stages.layer.shifted import decode_shifted, is_shifted
from pipeline.stages.layer.symbols import with_symbols
from pipeline.stages.layer.verdict import runs_sideways, stands_in_columns

CHINESE = "回顾性分析二百一十二例经手术病理证实的单发肝细胞癌患者，随机分为训练集和验证集，观察影像组学列线图预测微血管侵犯的价值。"
ENGLISH = "To observe the value of a radiomics nomogram for preoperative prediction of microvascular invasion in patients."
ARABIC = "هدفت هذه الدراسة إلى معرفة تأثير مستوى الماء على نمو القصب في شواطئ البحيرات خلال ثلاث سنوات"
DUMP = "BREMMB o MHARRA TRA EMIVEGE FP MERKB ADR: ReARwEMAX CAHRRABRRM EL»  Mae KREAMEREALAFRA RAs RBKRRBRELY of an ts EK AERLERT"

OTHERS = dict(
    zip(map(ord, sorted(set(CHINESE))), sorted(set(CHINESE))[7:] + sorted(set(CHINESE))[:7], strict=True)
)
"""What a font says whose table is that of another one: each character stands for another in common use."""

FONT = (cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)


class OnePage:
    """A Pdf port that holds one page's layer."""

    def __init__(self, texts: list[str], **told: bool) -> None:
        lines = [
            Line(text=t, bbox=BBox(100, 500 + 50 * i, 2000, 540 + 50 * i), confidence=1, engine="text_layer")
            for i, t in enumerate(texts)
        ]
        self._layer = LayerText(lines=tuple(lines), **told)

    def facts(self, path: Path) -> PdfFacts:
        return PdfFacts(pages=((595.0, 842.0),))

    def render(self, path: Path, page: int, dpi: int) -> Drawn:
        raise NotImplementedError

    def glance(self, path: Path, page: int, dpi: int) -> Drawn:
        raise NotImplementedError

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        return self._layer


def judge(texts: list[str], **told: bool) -> TextLayer:
    source = Source(path="a.pdf", name="a.pdf", sha256="0" * 64, media_type=MediaType.PDF, size=1)
    document = Document(source=source, pages=(PageInfo(number=1, width=595, height=842),))
    return read_layer(document, 1, OnePage(texts, **told), 300)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([CHINESE, ENGLISH], Layer.GOOD),
        ([ENGLISH] * 2, Layer.GOOD),
        (
            [ENGLISH] * 10 + ["[1] SMITH J, DOE A. Gut, 2018", "E: a@b.com, www.c-jcm.com"],
            Layer.GOOD,
        ),
        (
            [ENGLISH] * 5 + ["FVC%pred 和 FEV₁/FVC 与 SDSBP、SDDBP 均无相关性，结论 SDSBP 呈负相关"] * 4,
            Layer.GOOD,
        ),
        ([DUMP] * 2, Layer.GARBLED),
        ([CHINESE[:20] + "\ue012\ue013\ue014\ue015" * 12, ENGLISH], Layer.GARBLED),
        (["\ufffd" * 80], Layer.GARBLED),
        ([CHINESE.encode("gbk").decode("latin-1")], Layer.GARBLED),
        ([CHINESE.encode("utf-8").decode("gb18030", "ignore")] * 2, Layer.GARBLED),
        ([CHINESE, *[ENGLISH.replace(" ", "")] * 2], Layer.GARBLED),
        ([CHINESE, ENGLISH, "Rechtsschutzversicherungsgesellschaften"], Layer.GOOD),
        (["!\"#$%&'()*+ 0123 4567 89:; <=>? @" * 8], Layer.GARBLED),
        ([CHINESE.translate(OTHERS)] * 2, Layer.GARBLED),
        ([CHINESE, "摇 摇 a two鄄stage low鄄cost scheme, one鄄way, the tenant蒺s key"], Layer.GARBLED),
        ([CHINESE, ENGLISH, "鄄城 A和B、B和c、c和d，CNN与rnn、N酰p"], Layer.GOOD),
        ([ARABIC], Layer.GOOD),
        (["Downloaded from example.org"], Layer.ABSENT),
        ([], Layer.ABSENT),
    ],
)
def test_verdict(texts: list[str], expected: Layer) -> None:
    layer = judge(texts)
    assert layer.verdict is expected
    assert (layer.page is not None) == (expected is Layer.GOOD)


def test_text_under_a_scan_is_never_used() -> None:
    layer = judge([CHINESE, ENGLISH], scanned=True)
    assert layer.verdict is Layer.GARBLED
    assert layer.page is None


def shifted(text: str) -> str:
    return "".join(bytes([0xA0, ord(c) | 0x80]).decode("gbk") if c.isalpha() else c for c in text)


def test_shifted_layer_is_decoded_exactly() -> None:
    assert shifted("Theoretical") == "犜犺犲狅狉犲狋犻犮犪犾"
    layer = judge([CHINESE, shifted(ENGLISH)])
    assert layer.verdict is Layer.SHIFTED
    assert layer.page is not None
    assert layer.page.lines[1].text == ENGLISH


def test_a_rare_character_in_a_name_is_no_letter() -> None:
    assert not is_shifted("王犇，李鹏")
    assert decode_shifted("王犇明，犘<0.05") == "王犇明，P<0.05"


MUCH = "Почвы засушливых районов изучались много лет подряд, и о них написано немало; это право каждого."


@pytest.mark.parametrize("shown", ["cp1252", "mac_roman"])
def test_cyrillic_shown_as_latin_is_decoded_exactly(shown: str) -> None:
    coded = MUCH.encode("cp1251").decode(shown)
    layer = judge(
        [coded, "16’2013 ВІСНИК".replace("ВІСНИК", "Вісник".encode("cp1251").decode(shown)), "© 2013"]
    )
    assert layer.verdict is Layer.SHIFTED
    assert layer.page is not None
    assert [line.text for line in layer.page.lines] == [MUCH, "16’2013 Вісник", "© 2013"]


def test_cyrillic_stored_in_the_order_of_the_alphabet_is_decoded_exactly() -> None:
    alphabet = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    stored = str.maketrans({c: chr(0xA1 + n) for n, c in enumerate(alphabet + alphabet.lower())} | {"№": "å"})
    layer = judge([MUCH.translate(stored), "Том 99, № 5".translate(stored)])
    assert layer.verdict is Layer.SHIFTED
    assert layer.page is not None
    assert [line.text for line in layer.page.lines] == [MUCH, "Том 99, № 5"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Нацiональна академiя садiвництва", "Національна академія садівництва"),
        ("Cтатья о почвах, pH-метр и СО₂", "Статья о почвах, pH-метр и СО₂"),
        ("папороть i мох", "папороть і мох"),
        ("ПАПОРОТЬ I МОХ I IЖА", "ПАПОРОТЬ І МОХ І ЇЖА".replace("ЇЖА", "ІЖА")),
        ("Петро I та Олександр II", "Петро I та Олександр II"),
        ("iva.roe@example.org, web-iнструмент", "iva.roe@example.org, web-iнструмент"),
    ],
)
def test_latin_letters_within_cyrillic_words_are_meant_cyrillic(typed: str, meant: str) -> None:
    much = "Вивчено рiст рослин на пiсках i глинах, їх вiк, розмiри та iншi ознаки."
    layer = judge([much, typed])
    assert layer.page is not None
    assert layer.page.lines[1].text == meant


@pytest.mark.parametrize(
    "text", [MUCH, "Études à l’hôpital où l’été a été évalué", "Ó, é, ñ: año, más, qué, él, tú, sí, mí"]
)
def test_letters_with_accents_and_cyrillic_ones_are_what_they_are(text: str) -> None:
    assert decoder("\n".join([text] * 12)) is None


def test_a_sign_as_high_as_two_lines_joins_none_of_them() -> None:
    lines = printed_lines(
        [run("SOILS", 100, 100, 400, 130), run("©", 90, 114, 110, 190), run("I. Field", 120, 150, 400, 180)]
    )
    assert [line.text for line in lines] == ["SOILS", "© I. Field"]


def run(text: str, left: int, top: int, right: int, bottom: int) -> Line:
    return Line(text=text, bbox=BBox(left, top, right, bottom), confidence=1, engine="text_layer")


def test_runs_of_spaces_part_words() -> None:
    lines = printed_lines(
        [
            run("SONG", 100, 100, 160, 137),
            run(" ", 160, 104, 166, 135),
            run("Lu", 166, 100, 190, 137),
            run(" ", 900, 100, 906, 137),
        ]
    )
    assert [line.text for line in lines] == ["SONG Lu"]


def test_words_of_han_a_character_apart_keep_a_wide_space_and_spread_letters_do_not() -> None:
    names = printed_lines([run("武建国", 100, 100, 220, 140), run("叶青云", 250, 100, 370, 140)])
    assert [line.text for line in names] == ["武建国\u3000叶青云"]
    spread = printed_lines([run(c, 100 + 70 * n, 100, 140 + 70 * n, 140) for n, c in enumerate("沼泽学报")])
    assert [line.text for line in spread] == ["沼泽学报"]


def test_small_digits_on_the_base_line_stay_as_they_are() -> None:
    lines = printed_lines(
        [run("将", 100, 100, 140, 140), run("60", 140, 108, 170, 138), run("只大鼠", 170, 100, 290, 140)]
    )
    assert [line.text for line in lines] == ["将60只大鼠"]


def test_a_line_that_equal_gaps_stretch_to_its_columns_width_is_one_line() -> None:
    whole = [
        run("Estos helechos crecen en la costa del norte", 100, 60 * n, 1000, 60 * n + 40) for n in range(3)
    ]
    words = [("costa.", 100), ("Palabras", 340), ("clave:", 580), ("fin", 820)]
    stretched = [run(word, left, 180, left + 180, 220) for word, left in words]
    assert [line.text for line in printed_lines([*whole, *stretched])][-1] == "costa. Palabras clave: fin"
    uneven = [*stretched[:2], run("clave:", 600, 180, 780, 220), stretched[3]]
    assert [line.text for line in printed_lines([*whole, *uneven])][-1] == "fin"
    assert len(printed_lines(stretched)) == len(stretched)


def test_runs_become_lines_with_raised_digits() -> None:
    lines = printed_lines(
        [
            run("叶青云", 100, 100, 220, 140),
            run("1", 220, 96, 232, 118),
            run("，宋波", 232, 100, 350, 140),
            run("1,2", 350, 96, 380, 118),
            run("WBC 5.2×10", 100, 160, 300, 200),
            run("9", 300, 156, 312, 178),
            run("/L and CO", 312, 160, 420, 200),
            run("2", 420, 182, 432, 204),
            run("ISSN 1000-8578", 1500, 160, 1800, 200),
        ]
    )
    assert [line.text for line in lines] == ["叶青云¹，宋波¹,²", "WBC 5.2×10⁹/L and CO₂", "ISSN 1000-8578"]


def test_raised_letters_lead_from_names_to_places_and_ordinals_stay() -> None:
    lines = printed_lines(
        [
            run("Olga Petrova", 100, 100, 220, 140),
            run("a,", 220, 96, 232, 118),
            run("John Smith", 240, 100, 350, 140),
            run("b", 350, 96, 362, 118),
            run("a", 100, 156, 110, 178),
            run("Department of Medicine", 112, 160, 350, 200),
            run("au XX", 100, 220, 200, 260),
            run("e", 200, 216, 210, 238),
            run("siècle", 220, 220, 300, 260),
        ]
    )
    assert [line.text for line in lines] == [
        "Olga Petrovaᵃ, John Smithᵇ",
        "ᵃDepartment of Medicine",
        "au XXe siècle",
    ]


def paper(*lines: Line) -> PageLines:
    return PageLines(number=1, width=1000, height=1400, dpi=120, origin=TextOrigin.TEXT_LAYER, lines=lines)


def test_text_without_ink_is_left_out_and_a_layer_of_another_text_is_not_used() -> None:
    printed, hidden = run(ENGLISH, 100, 100, 900, 120), run("invisible text", 100, 300, 400, 320)
    pixels = np.full((700, 500), 255, np.uint8)
    pixels[52:58, 60:440:4] = 0
    page, told = in_sight(paper(printed, hidden), pixels)
    assert page is not None
    assert page.lines == (printed,)
    assert [c.code for c in told] == ["text.unseen"]
    assert in_sight(paper(printed), pixels) == (paper(printed), ())
    assert in_sight(paper(printed, hidden.model_copy(update={"text": ENGLISH * 2})), pixels)[0] is None


def test_layers_that_lie_on_their_side_or_run_down_are_read_from_the_picture() -> None:
    lying = LayerText(lines=(), upright=tuple(run(ENGLISH, 10 * n, 0, 10 * n + 9, 900) for n in range(5)))
    down = LayerText(lines=tuple(run(char, 100, 50 * n, 140, 50 * n + 45) for n, char in enumerate(CHINESE)))
    across = LayerText(lines=(run(CHINESE, 100, 100, 900, 120),), upright=(run("arXiv:1", 5, 9, 20, 90),))
    assert runs_sideways(lying)
    assert stands_in_columns(down)
    assert not runs_sideways(across)
    assert not stands_in_columns(across)


def test_signs_of_the_symbol_font_are_what_they_stand_for() -> None:
    line = run("\uf061 \uf0b1 2 \uf06dg, \uf0b3 5 \u2043 \ue123", 0, 0, 9, 9)
    assert with_symbols(line).text == "α ± 2 μg, ≥ 5 - \ue123"


def test_a_layer_in_vietnamese_is_good_and_its_horned_letters_are_what_they_stand_for() -> None:
    said = "Nghiên cứu này đánh giá ảnh hưởng của độ ẩm đất đến sự phát triển của cây sậy trong ba hồ"
    found = judge([said] * 4 + ["LÊ PHƢƠNG SẬY, lƣợng mƣa"])
    assert found.verdict is Layer.GOOD
    assert found.page is not None
    assert found.page.lines[-1].text == "LÊ PHƯƠNG SẬY, lượng mưa"


def test_what_its_owner_forbids_to_copy_is_not_copied() -> None:
    source = Source(path="a.pdf", name="a.pdf", sha256="0" * 64, media_type=MediaType.PDF, size=1)
    document = Document(
        source=source, pages=(PageInfo(number=1, width=595, height=842),), copy_forbidden=True
    )
    layer = read_layer(document, 1, OnePage([CHINESE, ENGLISH]), 300)
    assert layer.page is None
    assert [c.code for c in layer.complaints] == ["document.copy_forbidden"]


def test_stamps_over_a_line_are_left_out_and_it_stays_whole() -> None:
    def run(text: str, left: int, top: int, right: int, bottom: int) -> Line:
        return Line(text=text, bbox=BBox(left, top, right, bottom), confidence=1, engine="text_layer")

    title = run("某药治疗某病患者的危险因素分析与随访", 265, 311, 2215, 401)
    stamp, star = run("某某图书馆藏", 892, 348, 1264, 412), run("★", 1016, 309, 1141, 634)
    people, mark = run("陈志远，林晓梅，周国栋", 941, 451, 1400, 511), run("1", 1400, 450, 1415, 487)
    runs = (title, stamp, star, people, mark)
    assert without_overlaid(runs) == (title, people, mark)
    assert [line.text for line in printed_lines(without_overlaid(runs))] == [title.text, f"{people.text}¹"]


def test_a_watermark_across_the_page_is_left_out_and_the_lines_under_it_stay() -> None:
    def run(text: str, left: int, top: int, right: int, bottom: int) -> Line:
        return Line(text=text, bbox=BBox(left, top, right, bottom), confidence=1, engine="text_layer")

    title = run("某药治疗某病患者的危险因素分析", 265, 200, 2215, 300)
    text = [run(f"第{n}行正文写在这里并且很长", 265, 400 + 60 * n, 2215, 450 + 60 * n) for n in range(12)]
    names, mark = run("ZHAO Wenbin", 900, 1180, 1200, 1230), run("1", 1200, 1170, 1215, 1205)
    marks = [run("内部资料 请勿外传", 200, 560, 2300, 820), run("CONFIDENTIAL", 300, 1120, 2200, 1330)]
    assert without_overlaid([title, *text, names, mark, *marks]) == (title, *text, names, mark)


def test_a_page_of_which_a_part_is_a_picture_is_read_as_a_whole() -> None:
    pixels = np.full((1200, 900), 255, np.uint8)
    for n in range(8):
        cv2.putText(pixels, "soils of dry regions were studied", (80, 200 + 30 * n), *FONT)
    lines = tuple(
        Line(text="soils of dry regions were studied", bbox=BBox(80, 182 + 30 * n, 620, 206 + 30 * n), confidence=1, engine="text_layer")
        for n in range(8)
    )  # fmt: skip
    whole = PageLines(number=1, width=900, height=1200, dpi=110, origin=TextOrigin.TEXT_LAYER, lines=lines)
    assert in_sight(whole, pixels) == (whole, ())
    part = whole.model_copy(update={"lines": lines[:4]})
    seen, told = in_sight(part, pixels)
    assert seen is None
    assert [complaint.code for complaint in told] == ["text.pictured"]


def test_figures_and_rules_are_no_text() -> None:
    pixels = np.full((1200, 900), 255, np.uint8)
    for n in range(6):
        cv2.line(pixels, (80, 300 + 40 * n), (800, 300 + 40 * n), 0, 2)
        cv2.rectangle(pixels, (80, 600 + 60 * n), (700, 620 + 60 * n), 60, -1)
    cv2.circle(pixels, (450, 1050), 100, 0, 3)
    line = Line(text="Figure 1. Soils", bbox=BBox(80, 200, 300, 224), confidence=1, engine="text_layer")
    cv2.putText(pixels, "Figure 1. Soils", (80, 220), *FONT)
    page = PageLines(number=1, width=900, height=1200, dpi=110, origin=TextOrigin.TEXT_LAYER, lines=(line,))
    assert in_sight(page, pixels) == (page, ())


def test_leftward_runs_are_read_from_the_right_and_raised_figures_follow_their_name() -> None:
    """pdftotext gives the letters of Arabic as they stand from left to right."""
    (names,) = printed_lines(
        [
            run("2", 100, 96, 110, 114),
            run("دومحم ةمطاف", 112, 100, 300, 130),
            run("،", 310, 100, 312, 130),
            run("1", 313, 96, 320, 114),
            run("نسحلا دمحأ", 322, 100, 500, 130),
        ]
    )
    assert names.text == "أحمد الحسن¹، فاطمة محمود²"


@pytest.mark.parametrize(("word", "expected"), [("راشتنالا", Layer.GOOD), ("راشتنلاا", Layer.GARBLED)])
def test_a_layer_whose_ligatures_stand_the_wrong_way_round_is_not_used(word: str, expected: Layer) -> None:
    lines = [f"رادقمب {word} ةبسن تعفترا دقو ةيلوأ ةياعر زكارم ةتس نم اضيرم" for _ in range(4)]
    found = judge(lines)
    assert found.verdict is expected
    if found.page is not None:
        assert found.page.lines[0].text.endswith("نسبة الانتشار بمقدار")


def test_a_gutter_narrower_than_a_line_is_high_parts_columns_and_runs_that_hold_both() -> None:
    left = [run("helechos de la costa del norte", 100, 50 * n, 600, 50 * n + 40) for n in range(9)]
    right = [run("y de la costa del sur", 634, 50 * n, 1100, 50 * n + 40) for n in range(9)]
    both = run("helechos que crecen   y otros que no", 100, 450, 1100, 490)
    lines = printed_lines([*left, *right, both])
    assert {line.text for line in lines[:18]} == {"helechos de la costa del norte", "y de la costa del sur"}
    assert [(line.text, line.bbox.left) for line in lines[18:]] == [
        ("helechos que crecen", 100),
        ("y otros que no", 634),
    ]


def test_a_gutter_that_a_mark_hangs_into_parts_two_lines() -> None:
    """Where other lines show where the second column begins, also on pages whose columns stand close."""

    def run(text: str, left: int, top: int, right: int) -> Line:
        return Line(text=text, bbox=BBox(left, top, right, top + 42), confidence=1, engine="text_layer")

    rows = [run("庭園に関する研究", 300, 500 + 60 * n, 1210) for n in range(12)]
    rows += [run("植物についての", 1270, 510 + 60 * n, 2180) for n in range(12)]
    hanging = [run("庭園に関する研究，", 300, 1300, 1252), run("植物についての", 1270, 1310, 2180)]
    lines = [line.text for line in printed_lines([*rows, *hanging])]
    assert lines[-2:] == ["庭園に関する研究，", "植物についての"]
    assert len(lines) == 26
    alone = printed_lines(
        [run("庭園に関する研究，", 300, 1300, 1252), run("植物についての", 1270, 1310, 2180)]
    )
    assert [line.text for line in alone] == ["庭園に関する研究，植物についての"]


def test_references_with_initials_behind_names_are_words() -> None:
    cited = [
        "Sokolov I, Vetrova A, Lozovaya O Ferns Lett. 54 750 (1996)",
        "Mokhov N M, Vetrova A, Sokolov K A Rev. Mires 12 1185 (1997)",
        "Vetrova A P, Sokolov I I, Mokhova E A Proc. Reeds 5 149",
        "Lozovaya O et al. Journal of Ferns 19 2035 (1993)",
        "Sokolova J L, Mokhova E et al. Mires Biol. 16 17 (1997)",
    ]
    assert judge(cited * 3).verdict is Layer.GOOD


def test_a_coded_word_in_a_latin_line_is_decoded_too() -> None:
    coded = MUCH.encode("cp1251").decode("cp1252")
    word = "Ботаника".encode("cp1251").decode("cp1252")
    layer = judge([coded, f"Roe J. Ferns of {word}, 1999"])
    assert layer.page is not None
    assert layer.page.lines[1].text == "Roe J. Ferns of Ботаника, 1999"
