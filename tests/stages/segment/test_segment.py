"""Segments: roles by labels and by place, languages by script, failed recognition set apart."""

from __future__ import annotations

import pytest

from pipeline.records.segment import Role, Segments
from pipeline.stages.segment import complete, segment
from tests.stages.segment.printed import page

CHINESE = page(
    "临床医学研究2023年第5卷第2期",
    "·论著·",
    "某某疗法治疗慢性疾病的临床观察",
    "李明¹，欧阳静²，王　芳¹*",
    "(1.江州医科大学附属医院内科，江州 330001；2.江州市中医院药剂科，江州 330002)",
    ["【摘要】目的：观察疗效。方法：选取患者100例，分为两组。结果：两组差异有统计学意义（P<0.05）。", "结论：疗效较好。"],
    "【关键词】慢性疾病；治疗；观察　中图分类号：R734.2　文献标识码：A　文章编号：1000-0000(2023)02-0001-05",
    "Clinical observation of a therapy for chronic disease",
    "LI Ming1, OUYANG Jing2, WANG Fang1*",
    "1. Department of Medicine, Jiangzhou Medical University, Jiangzhou 330001, China",
    "Abstract: Objective To observe the effect. Methods One hundred patients were selected. Results It differed. Conclusion It works.",
    "Key words: chronic disease; therapy; observation",
    ["慢性疾病是常见的疾病，影响患者的生活质量，近年来发病率不断上升，引起了广泛的关注，其治疗方法多样。", "本研究观察了某某疗法的疗效，现将结果报告如下，供同行参考，以期为临床治疗提供依据和参考。"],
    "收稿日期：2022-10-01",
    "基金项目：国家自然科学基金（82000001）",
    sizes={2: 70, 7: 56, 3: 46},
)  # fmt: skip


def texts(found: Segments, role: Role, language: str) -> str:
    return "|".join(s.text for s in found.of(role) if s.language == language)


@pytest.mark.parametrize(
    ("role", "language", "expected"),
    [
        (Role.TITLE, "zh", "某某疗法治疗慢性疾病的临床观察"),
        (Role.TITLE, "en", "Clinical observation of a therapy for chronic disease"),
        (Role.AUTHORS, "en", "LI Ming1, OUYANG Jing2, WANG Fang1*"),
        (Role.KEYWORDS, "zh", "【关键词】慢性疾病；治疗；观察"),
        (Role.KEYWORDS, "en", "Key words: chronic disease; therapy; observation"),
        (Role.DATES, "zh", "收稿日期：2022-10-01"),
        (Role.FUNDING, "zh", "基金项目：国家自然科学基金（82000001）"),
    ],
)
def test_roles_of_a_chinese_page(role: Role, language: str, expected: str) -> None:
    assert texts(segment([CHINESE]), role, language) == expected


def test_identifiers_after_the_keywords_of_the_same_line_are_cut_off() -> None:
    found = segment([CHINESE])
    assert found.language == "zh"
    identifiers = " ".join(s.text for s in found.of(Role.IDENTIFIERS))
    assert "R734.2" in identifiers
    assert "1000-0000(2023)02-0001-05" in identifiers


def test_the_abstract_keeps_its_lines_and_the_tag_is_no_title() -> None:
    found = segment([CHINESE])
    assert texts(found, Role.ABSTRACT, "zh").endswith("结论：疗效较好。")
    assert any("论著" in s.text for s in found.of(Role.OTHER))
    assert "慢性疾病是常见的疾病" in texts(found, Role.BODY, "zh")


def test_an_abstract_goes_on_after_footnotes_and_a_page_break() -> None:
    first = page(
        "血压变异性与肺功能的关系研究",
        "宋路，王丽晔，代妍",
        "【摘要】目的 探讨血压变异性。方法 选取患者。结果 呈负相关。结论 有关。",
        "【关键词】血压；肺功能",
        "Blood pressure variability and pulmonary function",
        "SONG Lu, WANG Liye, DAI Yan",
        ["【Abstract】 Background It is closely related to other diseases of the heart. Methods Linear regression was used to analyze the"],
        "基金项目：某省医学研究课题（20241040）",
        sizes={0: 70, 4: 56},
    )  # fmt: skip
    second = page(
        [
            "correlation between lung function and pressure. Results They were correlated. Conclusion They are correlated."
        ],
        "【Key words】 Blood pressure; Pulmonary function",
        "慢性阻塞性肺疾病目前为全球第三大死亡原因，已有许多人死于该疾病。",
        number=2,
    )
    assert not complete([first])
    found = segment([first, second])
    english = texts(found, Role.ABSTRACT, "en")
    assert "to analyze the|correlation between" in english
    assert english.endswith("They are correlated.")
    assert complete([first, second])


def test_the_keywords_of_an_abstract_that_ends_the_page_stand_on_the_next_one() -> None:
    first = page(
        "УДК 631.4",
        ["Тростник северных болот"],
        "Иван И. Соколов",
        "Институт болот, Тверь, Россия",
        "Аннотация. Статья посвящена росту тростника на болотах севера и тому, от чего он зависит.",
        "Ключевые слова: тростник, болота",
        sizes={1: 60},
    )
    second = page(
        ["Reed of the northern mires"],
        "Ivan I. Sokolov",
        "Institute of Mires, Tver, Russia",
        "Abstract. The article is devoted to the growth of reed on the mires of the north.",
        "Болота: вода, торф, тростник. 2022. Т. 5. № 2 • ISSN 2049-3630",
        number=2,
        sizes={0: 60},
    )
    third = page(
        "Keywords: reed, mires",
        "For citation: Sokolov, I.I. (2022), Reed of the northern mires, Mires, vol. 5, no. 2, pp. 42–55, DOI: 10.5555/mires.42",
        ["Тростник растёт на болотах севера, и растёт он там давно: о нём писали ещё в летописях, и не раз,", "а измерять его рост стали недавно."],
        "Mires: Water, Peat, Reed, 2022, vol. 5, no. 2 • ISSN 2049-3630",
        number=3,
    )  # fmt: skip
    assert not complete([first, second])
    assert complete([first, second, third])
    found = segment([first, second, third])
    assert found.language == "ru"
    assert "Тростник растёт" in texts(found, Role.BODY, "ru")


def test_where_no_text_has_begun_english_may_follow_on_the_next_page() -> None:
    front = [
        "Modelo híbrido para el riego de los huertos de la región",
        "Ana Roe Poe",
        "Universidad de Algo (Cuba)",
        [
            "RESUMEN",
            "Se presenta un modelo para el riego de los huertos, que reduce el agua que se pierde por la noche.",
            "Con él se ahorra un quinto.",
        ],
        "Palabras clave: riego, huertos",
        "Artículo recibido el 21 de septiembre de 2018 y aceptado el 31 de marzo de 2020",
    ]
    body = [
        "1. INTRODUCCIÓN",
        *["El cultivo de hortalizas en los suelos de la región se ha extendido mucho."] * 6,
    ]
    sizes = {0: 70}
    assert not complete([page(*front, sizes=sizes)])
    assert complete([page(*front, body, sizes=sizes)])


def test_lines_that_are_no_writing_are_set_apart() -> None:
    dump = page(
        "doi:10.3971/j.issn.1000-8578.2023.22.1533 . fl:#g’q;l%*% .",
        "9% sy K DR BH 4 B4 B 30 A1 20 4 Al A S",
        "BREIRIr b",
        "R, R, TR",
        ["Research Progress on Combination of Radiotherapy and Immunotherapy"],
        "LI Peng, WU Xiaoting, GONG Xiaomei",
        ["W%ﬁf%* wEAER (*l%%%é&w>ﬁﬁi%i@ﬁ", "ANELERLER, LRFRANLRNBAELLEN, Lib"],
        "Abstract: A large proportion of patients are diagnosed with metastatic cancer.",
    )
    found = segment([dump])
    bad = " ".join(s.text for s in found.segments if s.garbled)
    assert "BREIRIr" in bad
    assert "wEAER" in bad
    assert "ANELERLER" in bad
    assert texts(found, Role.AUTHORS, "en") == "LI Peng, WU Xiaoting, GONG Xiaomei"
    assert "10.3971" not in bad


@pytest.mark.parametrize(("own", "language"), [("es", "es"), ("en", "en")])
def test_an_article_is_in_the_language_of_its_own_text(own: str, language: str) -> None:
    text = {
        "es": ["El cultivo de hortalizas en los suelos de la región se ha extendido durante los últimos años, y con él", "ha crecido el interés por conocer cómo se comporta el agua en las parcelas que se riegan por la noche."],
        "en": ["Vegetables have been grown on the soils of the region for many years, and with them has grown the wish", "to know how the water behaves in plots that are watered at night, and what becomes of the salts in it."],
    }[own]  # fmt: skip
    found = segment(
        [
            page(
                "Water in the soils of vegetable plots",
                "El agua en los suelos de las parcelas de hortalizas",
                "Juan Pérez, Ana Gómez",
                "Abstract: The water was measured in twelve plots during one year, and it was found to sink slowly.",
                "Keywords: water; soils",
                "Resumen: Se midió el agua en doce parcelas durante un año, y se encontró que desciende despacio.",
                "Palabras clave: agua; suelos",
                "1. Introducción" if own == "es" else "1. Introduction",
                text * 2,
                sizes={0: 70, 1: 56},
            )
        ]
    )
    assert found.language == language


def test_an_address_at_the_foot_tells_no_language() -> None:
    foot = "¹ Universidade de Exemplo, Rua das Hortas, 632, Jardim das Águas, 80210-170, Lisboa, Portugal. "
    found = segment(
        [
            page(
                "Water in the soils of vegetable plots of the south",
                "A água nos solos das parcelas de hortaliças do sul",
                "João Pires¹, Ana Gomes¹",
                "Abstract: The water was measured in twelve plots during one year, and it was found to sink slowly.",
                "Keywords: water; soils",
                "Resumo: A água foi medida em doze parcelas durante um ano, e viu-se que desce devagar nos solos.",
                "Palavras-chave: água; solos",
                [(foot[2:] + "Escola da Terra e das Águas, Avenida da Ribeira, 12, 80210-170, Porto, ") * 2],
                sizes={0: 70, 1: 56, 7: 30},
            )
        ]
    )
    assert found.language == "en"


def test_a_latin_title_block_over_a_page_of_han_keeps_both() -> None:
    text = "本研究观察了某某疗法的疗效，现将结果报告如下，供同行参考，以期为临床治疗提供依据和参考。"
    found = segment(
        [
            page(
                "Clinical observation of a therapy for chronic disease",
                "LI Ming, WANG Fang",
                "Abstract: One hundred patients were selected and observed for a year, and the groups differed.",
                "Key words: chronic disease; therapy",
                "1 资料与方法",
                [text] * 10,
                sizes={0: 60},
            )
        ]
    )
    assert found.language == "zh"
    assert texts(found, Role.TITLE, "en") == "Clinical observation of a therapy for chronic disease"
    assert text in texts(found, Role.BODY, "zh")


def test_an_abstract_that_nothing_tells_does_not_make_a_page_english() -> None:
    """The title in Latin letters above it was read badly, so that it looks like text under a title in Han."""
    found = segment(
        [
            page(
                "不同水位下湖滨芦苇生物量的变化及其影响因素",
                "赵文斌，孙丽华",
                "摘要 为了解水位对湖滨芦苇生物量的影响，在湖滨设置36个样方，每月测定株高、密度和地上生物量。",
                "关键词 芦苇；水位；生物量",
                "ChngsfrdBmssnLkShrs",
                ["To learn how the water level changes the biomass of reed on the shores of lakes, height and density"] * 6,
                sizes={0: 70},
            )
        ]
    )  # fmt: skip
    assert found.language == "zh"


@pytest.mark.parametrize("logo", ["湖泊与湿地研究进展", "湖泊写湿地研究进展"])
def test_a_logo_of_the_journal_is_no_title(logo: str) -> None:
    title = "不同水位下湖滨芦苇生物量的变化"
    found = segment(
        [
            page(
                "第 31 卷 第 4 期/2019 年 8 月/湖泊与湿地研究进展",
                logo,
                title,
                "赵文斌，孙丽华",
                "滨海师范大学生命科学学院，天津 300387",
                "摘要 为了解水位对湖滨芦苇生物量的影响，在湖滨设置36个样方，每月测定株高、密度。",
                "关键词 芦苇；水位；生物量",
                sizes={0: 44, 1: 127, 2: 94},
            )
        ]
    )
    assert texts(found, Role.TITLE, "zh") == title


def test_a_postal_code_that_runs_over_belongs_to_its_place() -> None:
    found = segment(
        [
            page(
                "不同水位下湖滨芦苇生物量的变化",
                "赵文斌，孙丽华",
                ["（1. 江南水利学院湿地研究所，南京 210098；2. 滨海师范大学生命科学学院，天津", "300387）"],
                "摘要 为了解水位对湖滨芦苇生物量的影响，在湖滨设置36个样方，每月测定株高、密度。",
                "关键词 芦苇；水位；生物量",
                "Changes of reed biomass on lake shores",
                "Abstract To learn how the water level changes the biomass of reed on the shores of lakes.",
                sizes={0: 70, 5: 60},
            )
        ]
    )
    assert texts(found, Role.AFFILIATIONS, "zh").endswith("天津300387）")
    assert not texts(found, Role.AFFILIATIONS, "en")


def test_a_latin_title_block_over_a_page_of_hangul_does_not_make_it_english() -> None:
    found = segment(
        [
            page(
                "Effects of water level on the growth of reed on lake shores",
                "Kim Min-su, Lee Young-hee",
                "김민수, 이영희",
                "요약 본 연구는 수위 변화가 호안 갈대의 생장에 미치는 영향을 알아보기 위하여 수행되었다.",
                "주요어: 갈대, 수위, 생물량",
                sizes={0: 60},
            )
        ]
    )
    assert found.language == "ko"
    assert texts(found, Role.TITLE, "en").startswith("Effects of water level")


def test_an_english_abstract_with_a_misread_label_does_not_make_a_page_english() -> None:
    found = segment(
        [
            page(
                "不同水位下湖滨芦苇生物量的变化及其影响因素",
                "赵文斌，孙丽华",
                "摘要：为了解水位对湖滨芦苇生物量的影响，在湖滨设置36个样方，每月测定株高、密度和地上生物量。",
                "关键词：芦苇；水位；生物量",
                "Changes of reed biomass on lake shores at different water levels",
                "ZHAO Wenbin, SUN Lihua",
                ["Abstraet: To learn how the water level changes the biomass of reed on lake shores, height and"] * 6,
                sizes={0: 70, 4: 60},
            )
        ]
    )  # fmt: skip
    assert found.language == "zh"


def test_names_with_roman_marks_and_lines_of_codes_are_writing() -> None:
    """Roman figures glued to names, an ORCID and a DOI with a long prefix spoil no line beside them."""
    front = page(
        "ACTA FILICUM No 41",
        ["LEX CCCXXX V II", "https://doi.org/10.99999/0999-4544.33.2"],
        ["Ferns in the gardens of a school"],
        ["Ana Lima PratoI", "Rui de MedeirosII", "Eva PereiraI"],
        ["ANNA LIMA-PRATO", "ORCID: 0000-0001-7775-241X"],
        "Abstract: We counted ferns in the gardens of a school for six years and found them growing.",
        sizes={2: 70},
    )
    assert not any(s.garbled for s in segment([front]).segments)
