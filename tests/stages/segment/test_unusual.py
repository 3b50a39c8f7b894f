"""Front pages in forms that few journals print: what ends an abstract, what parts a line, which title is which."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role
from pipeline.records.text import Block
from pipeline.stages.segment import segment
from pipeline.stages.segment.heads import head_likeness, is_notice
from pipeline.stages.segment.names import author_likeness, place_likeness
from tests.stages.segment.printed import page

ABSTRACT = "Objective To compare two doses. Methods We studied 284 patients. Results It differed (p=0.012). Conclusion It works."


def of(blocks: list[object], role: Role, language: str, sizes: dict[int, int] | None = None) -> str:
    found = segment([page(*blocks, sizes=sizes)])  # type: ignore[arg-type]
    return "|".join(s.text for s in found.of(role) if s.language == language)


@pytest.mark.parametrize(
    ("last", "role"),
    [
        ("© 2019 Society of Trials. Published by Press. All rights reserved.", None),
        ("(Korean J Trials 2019;74:142-149)", Role.CITATION),
        ("（临床试验杂志，2019, 39(4): 142-149）", Role.CITATION),
    ],
)
def test_a_line_under_an_abstract_that_is_none_of_it(last: str, role: Role | None) -> None:
    blocks = ["A trial of two doses in common disease", "A. Smith, B. Jones", ["Abstract", ABSTRACT, last], "Keywords: dose; trial"]  # fmt: skip
    assert of(blocks, Role.ABSTRACT, "en", {0: 70}) == f"Abstract {ABSTRACT}"
    if role:
        assert segment([page(*blocks, sizes={0: 70})]).of(role)


@pytest.mark.parametrize("height", [56, 30])
def test_a_sentence_runs_over_to_a_line_of_another_height(height: int) -> None:
    lines = ["Knowledge of the best doses is lacking in many settings, and the level of P₂ and of Tyr³⁶⁹ was not known in", "most of them before this study of two hundred patients was made in the district of the north and the south."]  # fmt: skip
    blocks = ["A trial of two doses in common disease", "A. Smith, B. Jones", ["Abstract", lines[0]], lines[1], "1 Introduction", "The dose of the drug is known in most of the cases that were seen."]  # fmt: skip
    printed = page(*blocks, sizes={0: 70, 3: height})
    near = [
        *printed.blocks[:3],
        _raised(printed.blocks[3], printed.blocks[2].bbox.bottom + 10),
        *printed.blocks[4:],
    ]
    found = segment([printed.model_copy(update={"blocks": tuple(near)})])
    assert [s.text for s in found.of(Role.ABSTRACT)] == [" ".join(["Abstract", *lines])]


def _raised(block: Block, top: int) -> Block:
    def at(box: BBox) -> BBox:
        return BBox(box.left, top, box.right, top + box.height)

    lines = tuple(line.model_copy(update={"bbox": at(line.bbox)}) for line in block.lines)
    return block.model_copy(update={"bbox": at(block.bbox), "lines": lines})


def test_headings_of_an_abstract_that_are_also_headings_of_articles() -> None:
    parts = ["ABSTRACT", "Introduction. – Bleeding is frequent in women with the disease.", "Patients and methods. – A study was conducted in four centres.", "Results. – It differed."]  # fmt: skip
    blocks = ["A trial of two doses in common disease", "A. Smith, B. Jones", "Keywords: dose; trial", "1. Introduction", parts]  # fmt: skip
    assert of(blocks, Role.ABSTRACT, "en", {0: 70}) == " ".join(parts)
    assert "Introduction" not in of(blocks, Role.TITLE, "en", {0: 70})


def test_a_title_that_breaks_off_goes_on_whatever_the_size_of_its_boxes() -> None:
    title = ["The Correlation of Lung Function and Blood Pressure in Patients with", "Chronic Obstructive Pulmonary Disease and Hypertension"]  # fmt: skip
    blocks = [*title, "SONG Lul, WANG Liye¹, XIU Chunxia¹, FENG Baojing¹", "1. Kailuan General Hospital, Tangshan 063000, China", ["Abstract", ABSTRACT], "Keywords: dose; trial"]  # fmt: skip
    assert of(blocks, Role.TITLE, "en", {0: 58, 1: 50, 2: 51, 3: 50}) == " ".join(title)


def test_authors_and_their_places_on_one_line() -> None:
    line = (
        "阮芳铭¹*，幸泽艇²，杨琴¹#(1.中南药学院附属医院药剂科，湖南 衡阳 421001；2.衡阳市第一人民医院药学部)"
    )
    blocks = ["某某在肝功能不全患者中的研究", line, "摘要 目的 观察疗效。方法 选取患者。结果 有效。结论 较好。", "关键词 药物；肝"]  # fmt: skip
    assert of(blocks, Role.AUTHORS, "zh", {0: 70}) == "阮芳铭¹*，幸泽艇²，杨琴¹#"
    assert of(blocks, Role.AFFILIATIONS, "zh", {0: 70}).startswith("(1.中南药学院")


def test_marks_glued_to_places_and_with_a_dot_for_a_comma() -> None:
    line = "阮芳铭¹,²，幸泽艇1.2，杨琴1,2（1中南药学院附属医院药剂科，湖南 衡阳 421001；2衡阳市第一人民医院药学部）"
    blocks = ["某某在肝功能不全患者中的研究", line, "摘要 目的 观察疗效。方法 选取患者。结果 有效。结论 较好。", "关键词 药物；肝"]  # fmt: skip
    assert of(blocks, Role.AUTHORS, "zh", {0: 70}) == "阮芳铭¹,²，幸泽艇1.2，杨琴1,2"
    assert of(blocks, Role.AFFILIATIONS, "zh", {0: 70}).startswith("（1中南药学院")
    assert author_likeness("比值为1.2，均值3.4") == 0.0


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("Effect of ginsenoside Rb1 on aorta", False),
        ("Management of acute pain: an update", False),
        ("How to check for malnutrition", False),
        ("OSID", True),
        ("check for", True),
        ("Check for updates", True),
        ("updates", True),
        ("扫描二维码", True),
        ("· 651 ·", True),
        ("第 12 页", True),
        ("第12頁", True),
        ("12 第", False),
        ("", True),
        ("updates on asthma", False),
    ],
)
def test_notes_to_the_reader(line: str, notice: bool) -> None:
    assert is_notice(line) == notice


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ("УДК 616.12", 0.97),
        ("ББК 53.4", 0.97),
        ("UDC 616.12", 0.97),
        ("第 12 巻", 0.97),
        ("第12卷", 0.97),
        ("제 12 권", 0.97),
        ("Vol. 3", 0.97),
        ("Vol. **, No. *", 0.97),
        ("2019 年 3 月", 0.97),
        ("ISSN 1007-3841", 0.97),
        ("2023;50(9)", 0.97),
        ("№ 2", 0.95),
        ("Effect of two doses", 0.0),
        ("Лечение по шкале УДК", 0.0),
    ],
)
def test_heads_of_every_language(line: str, least: float) -> None:
    assert head_likeness(line) == (least or 0.02)


def test_names_in_pinyin_with_a_full_stop_before_the_places() -> None:
    line = "ZHANG San, LI Simin, WANG Wu. Department of Medicine, First Hospital, Beijing 100730, China"
    blocks = ["Effect of ginsenoside Rb1 on the aorta", line, f"Abstract {ABSTRACT}", "Key words dose; trial"]
    assert of(blocks, Role.TITLE, "en", {0: 60}) == blocks[0]
    assert of(blocks, Role.AUTHORS, "en", {0: 60}) == "ZHANG San, LI Simin, WANG Wu."


SPANISH = [
    "Suplementación con vitamina D y riesgo de caídas en los adultos mayores: ensayo clínico",
    "aleatorizado",
]
ENGLISH = "Vitamin D supplementation and the risk of falls in older adults: randomized trial"


def test_an_english_title_in_smaller_type_under_the_first_one() -> None:
    resumen = ["Resumen", "Objetivo: evaluar el efecto de la vitamina en los adultos mayores. Resultados: la edad media fue de 81 años."]  # fmt: skip
    blocks = [SPANISH, ENGLISH, "Lucía Ñáñez¹, Joaquín Etxebarría²", "¹Servicio de Geriatría. Hospital Nacional. Arequipa, Perú", resumen, ["Abstract", ABSTRACT]]  # fmt: skip
    assert of(blocks, Role.TITLE, "es", {0: 44, 1: 30}) == " ".join(SPANISH)
    assert of(blocks, Role.TITLE, "en", {0: 44, 1: 30}) == ENGLISH


@pytest.mark.parametrize(
    "words",
    [
        ["Vitamina D. Caídas accidentales. Adulto mayor.", "Colecalciferol."],
        ["Cáncer de esófago · Tomografía por emisión de positrones", "Radioterapia · Respuesta completa"],
        ["· Vitamina D", "· Caídas accidentales de los adultos mayores", "· Adulto mayor"],
    ],
)
def test_keywords_that_dots_part_go_on_below(words: list[str]) -> None:
    blocks = [SPANISH[0], "Lucía Ñáñez¹, Joaquín Etxebarría²", ["Resumen", "Objetivo: evaluar el efecto de la vitamina en los adultos mayores."], ["Palabras clave:", *words]]  # fmt: skip
    assert of(blocks, Role.KEYWORDS, "es", {0: 44}) == " ".join(["Palabras clave:", *words])


@pytest.mark.parametrize("mark", ["Δ", "#", "△ "])
def test_notes_with_a_mark_do_not_end_the_abstract(mark: str) -> None:
    found = segment([page("某某疗法的临床观察研究", "李明，王芳", "摘要 目的 观察疗效。", f"{mark}基金项目 某省自然科学基金（2021JJ70042）", sizes={0: 70})])  # fmt: skip
    assert found.of(Role.FUNDING)


def test_titles_tell_their_language_where_the_english_abstract_stands_first() -> None:
    resumen = ["RESUMEN", "Objetivo: evaluar el efecto de la vitamina en los adultos mayores. Resultados: la edad media fue de 81 años."]  # fmt: skip
    blocks = [SPANISH[0], ENGLISH, "Lucía Ñáñez,* Joaquín Etxebarría**", ["ABSTRACT", ABSTRACT], "Keywords: dose; trial", resumen]  # fmt: skip
    sizes = {0: 44, 1: 30}
    found = segment([page(*blocks, sizes=sizes)])
    assert found.language == "es"
    assert [s.language for s in found.of(Role.AUTHORS)] == ["es"]
    assert of(blocks, Role.TITLE, "en", sizes) == ENGLISH


def test_a_column_inside_a_box_has_its_own_right_edge() -> None:
    left = page("摘要：目的：观察疗效。结论：较好，可以推广。", ["关键词：癌，肝细胞；程序性死亡受体；仑伐替尼；中", "性粒细胞；预后"])  # fmt: skip
    right = page("Abstract: Objective: To compare two doses of a drug.")
    moved = [
        block.model_copy(
            update={
                "bbox": block.bbox._replace(left=1500, right=2500),
                "lines": tuple(x.model_copy(update={"bbox": x.bbox._replace(left=1500, right=2500)}) for x in block.lines),
            }
        )
        for block in right.blocks
    ]  # fmt: skip
    found = segment([left.model_copy(update={"blocks": (*left.blocks, *moved)})])
    assert found.of(Role.KEYWORDS)[0].text == "关键词：癌，肝细胞；程序性死亡受体；仑伐替尼；中性粒细胞；预后"


@pytest.mark.parametrize("heading", ["1.緒言", "1．はじめに", "一、前言", "第一章 緒論", "1. 서론"])
def test_numbered_headings_of_introductions(heading: str) -> None:
    found = segment([page("苔の越冬", heading, "苔は冬によく育つ。" * 12, sizes={0: 70})])
    assert [s.role for s in found.segments][1:] == [Role.BODY, Role.BODY]


def test_a_short_title_in_han_is_told_by_its_size() -> None:
    lines = ["肺结核的治疗", "石松　何草", ["苔藓在冬季的花园里生长良好，因此本文讨论其生长。"] * 9]
    assert of(lines, Role.TITLE, "zh", {0: 62, 1: 58}) == "肺结核的治疗"


def test_terms_in_latin_letters_are_in_the_language_of_their_label() -> None:
    title, text = "苔の越冬を記録する方法の検討", "苔は冬によく育つので，その方法を検討した．" * 4
    blocks = [title, "花田次郎", ["概要：" + text], "キーワード：MossLib, GardenScript, PDF"]
    assert of(blocks, Role.KEYWORDS, "ja", {0: 70}) == "キーワード：MossLib, GardenScript, PDF"


@pytest.mark.parametrize(
    ("line", "people", "place"),
    [
        ("Р. Є. Соколенко, кандидат біологічних наук, доцент", True, False),
        ("О. Ї. ВІТРЕНКО, аспірант", True, False),
        ("Ђ. Љ. Њежић, Ј. Џанић", True, False),
        ("© 2021 г. А. Б. Орлов", True, False),
        ("Філія Центрального НДІ боліт, Суми", False, True),
        ("170000, г. Тверь, ул. Озёрная, 7", False, True),
        ("вул. Озерна, 7, м. Суми, Україна", False, True),
        ("GAMES OF SCHOOLCHILDREN IN", False, False),
        ("schools and institutes of the north", False, True),
    ],
)
def test_letters_that_russian_has_not_name_people_and_words_within_others_no_place(
    line: str, people: bool, place: bool
) -> None:
    assert (author_likeness(line) >= 0.3, place_likeness(line) >= 0.3) == (people, place)


def test_a_mail_address_below_names_over_the_title_is_theirs() -> None:
    blocks = [
        "УДК 631.4",
        ["Соколенко Р. Є.,", "канд. біол. наук, професор,", "Інститут боліт,", "marsh7@example.org"],
        "РІСТ ОЧЕРЕТУ НАВЕСНІ",
        "Анотація. Вивчено ріст очерету в трьох водоймах області за два роки спостережень.",
        "Ключові слова: очерет; водойми",
    ]
    found = segment([page(*blocks, sizes={2: 60})])  # type: ignore[arg-type]
    assert [s.text for s in found.of(Role.CORRESPONDENCE)] == ["marsh7@example.org"]


@pytest.mark.parametrize(
    "line",
    [
        "Ş. Ünlü, İ. Çelik",
        "Ł. Żak, Ś. Ćwik",
        "Đ. Vũ, Ứ. Trần",
        "Řehoř Č., Šárková Ž.",
        "Ą. Ūsas, Ģ. Ķēniņš",
        "Ә. Қалиев, Ғ. Өмірұлы",
    ],
)
def test_initials_are_capitals_of_any_latin_or_cyrillic_alphabet(line: str) -> None:
    """Only those of western Europe, Russian and Ukrainian were."""
    assert author_likeness(line) >= 0.9
