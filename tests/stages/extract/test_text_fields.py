"""Names, places, keywords and sections as journals print them."""

from __future__ import annotations

import pytest

from pipeline.languages.people import split_people
from pipeline.records.segment import Role
from pipeline.stages.extract.funding import split_grants
from pipeline.stages.extract.people.marked_places import split_places
from pipeline.stages.extract.texts.abstract import find_abstracts
from pipeline.stages.extract.texts.keywords import find_keywords, split_keywords
from pipeline.stages.extract.texts.sections import split_sections
from pipeline.stages.extract.texts.title import clean_title
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李晓明¹，欧阳静¹，周磊²", ["李晓明", "欧阳静", "周磊"]),
        ("李晓明1,欧阳静1，周磊2*", ["李晓明", "欧阳静", "周磊"]),
        ("李　鹏，吴晓婷，龚晓梅", ["李鹏", "吴晓婷", "龚晓梅"]),
        ("公文远 1*，王　伟 1，赵春河 1，马青山 2", ["公文远", "王伟", "赵春河", "马青山"]),
        ("李鹏 吴晓婷 龚晓梅", ["李鹏", "吴晓婷", "龚晓梅"]),
        ("杨旭1，樊洁婷1,2，姚弥△", ["杨旭", "樊洁婷", "姚弥"]),
        ("佐々木 健太郎1、五十嵐 美咲1、林 直人2", ["佐々木 健太郎", "五十嵐 美咲", "林 直人"]),
        ("김도현1, 남궁서연2, 박지훈1", ["김도현", "남궁서연", "박지훈"]),
        ("LI Peng, WU Xiaoting, GONG Xiaomei", ["LI Peng", "WU Xiaoting", "GONG Xiaomei"]),
        ("YANG Xu1, FAN Jieting2 and YAO Mi5*", ["YANG Xu", "FAN Jieting", "YAO Mi"]),
        ("Wei Zhang, MD, PhD; Li Chen, MD", ["Wei Zhang", "Li Chen"]),
        ("Anna-Lena Großmann1, Friederike von der Mühlen1,2 und Søren Köhler3", ["Anna-Lena Großmann", "Friederike von der Mühlen", "Søren Köhler"]),
        ("É. Lefèvre-Garçon1, A. Le Guennec2, J. d’Hautecourt2", ["É. Lefèvre-Garçon", "A. Le Guennec", "J. d’Hautecourt"]),
        ("Щербакова Е.Н.1, Ёлкин П.А.2", ["Щербакова Е.Н.", "Ёлкин П.А."]),
        ("María José Ibáñez Muñoz1, Óscar Núñez de la Fuente2", ["María José Ibáñez Muñoz", "Óscar Núñez de la Fuente"]),
        ("中国抗癌协会肺癌研究协作组", ["中国抗癌协会肺癌研究协作组"]),
        ("孙 丽 华　钱 勇　周 建 国　吴 倩", ["孙丽华", "钱勇", "周建国", "吴倩"]),
        ("罗 健　　段宇飞　　钟 灵†", ["罗健", "段宇飞", "钟灵"]),
        ("山田　太郎　　渡辺　健　　小川 さくら\n吉田　誠", ["山田 太郎", "渡辺 健", "小川 さくら", "吉田 誠"]),
        ("何  洁①，令狐冲②，Maria Gonzalez③，某某营养干预协作组", ["何洁", "令狐冲", "Maria Gonzalez", "某某营养干预协作组"]),
        ("徐　静 综述　　申屠建华* 审校", ["徐静", "申屠建华"]),
        ("윤 서 현*\n조 민 호**", ["윤서현", "조민호"]),
        ("Kim, Minji1 · Park, Seojun2 · Namgung, Hyejin3", ["Kim, Minji", "Park, Seojun", "Namgung, Hyejin"]),
        ("© А.В. Соколова1, М.-А. Ибрагимов2", ["А.В. Соколова", "М.-А. Ибрагимов"]),
        ("Орлова Н.М.1✉, https://orcid.org/0000-0002-1694-233X, orlova@mail.ru\nЖуков В.С.2", ["Орлова Н.М.", "Жуков В.С."]),
        ("Ana SOUZA¹, 20000-0002-1694-233X\nRui COSTA ²D 0000-0002-1825-0097", ["Ana SOUZA", "Rui COSTA"]),
        ("Ana SOUZA¹*O, Rui COSTA²®, Eva LIMA²", ["Ana SOUZA", "Rui COSTA", "Eva LIMA"]),
        ("Souza, D. 0000-0002-1694-233X; Lima, O.", ["Souza, D.", "Lima, O."]),
        ("Anna Smith\nPeter Brown\nRichard Moss", ["Anna Smith", "Peter Brown", "Richard Moss"]),
        ("JOHN H. MOSS, ANNA FERN, SENIOR MEMBER, IEEE,\nPETER REED, FELLOW, IEEE", ["JOHN H. MOSS", "ANNA FERN", "PETER REED"]),
        ("Ga-Eun Park Min-Ho Jo", ["Ga-Eun Park", "Min-Ho Jo"]),
        ("Park Ga-Eun Jo Min-Ho", ["Park Ga-Eun", "Jo Min-Ho"]),
        ("Jean-Luc Durand", ["Jean-Luc Durand"]),
        ("Olga Petrova, MDa,*, John M. Smith, PhDb", ["Olga Petrova", "John M. Smith"]),
    ],
)  # fmt: skip
def test_names(text: str, names: list[str]) -> None:
    language = "ja" if "々" in text or "田" in text else ""
    assert [p.name for p in split_people(text, language)] == names


def test_marks_after_a_degree_belong_to_the_name() -> None:
    people = split_people("Olga Petrova, MDa,*, John M. Smith, PhDb, 何洁①")
    assert [p.marks[:1] for p in people] == [("a",), ("b",), ("1",)]


def test_a_label_that_wide_spaces_set_off_is_no_keyword() -> None:
    printed = segment("keywords   ferns, mosses, moors", Role.KEYWORDS, language="en")
    collapsed = printed.model_copy(update={"text": "keywords ferns, mosses, moors"})
    words = find_keywords(segments(collapsed, language="en"))["en"]
    assert [word.value for word in words] == ["ferns", "mosses", "moors"]


def test_marks_stay_with_their_name() -> None:
    people = split_people("杨旭1，樊洁婷1,2，姚弥3*")
    assert [p.marks for p in people] == [("1",), ("1", "2"), ("3", "*")]
    assert [p.leads for p in people] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("非小细胞肺癌；放疗；免疫治疗", ["非小细胞肺癌", "放疗", "免疫治疗"]),
        ("癌，肝细胞；磁共振成像", ["癌，肝细胞", "磁共振成像"]),
        ("早期胃癌，後出血，抗血栓薬", ["早期胃癌", "後出血", "抗血栓薬"]),
        ("Diabetes mellitus, type 2; Time in range", ["Diabetes mellitus, type 2", "Time in range"]),
        ("liver cirrhosis, sarcopenia, TIPS.", ["liver cirrhosis", "sarcopenia", "TIPS"]),
        ("肝癌　手术　预后", ["肝癌", "手术", "预后"]),
        ("《苔藓》《蕨叶》 “北方”“南方”", ["《苔藓》", "《蕨叶》", "“北方”", "“南方”"]),
        ("《苔藓》《蕨叶》比较；北方", ["《苔藓》《蕨叶》比较", "北方"]),
        ("ー庭園基盤，ジャンプ，苔", ["庭園基盤", "ジャンプ", "苔"]),
        ("hip arthroplasty\u2003elderly", ["hip arthroplasty", "elderly"]),
        ("BPCO ; ventilation non invasive ; observance", ["BPCO", "ventilation non invasive", "observance"]),
        ("Fern planting . Moor practice .", ["Fern planting", "Moor practice"]),
        ("1,25-dihydroxyvitamin D, bone", ["1,25-dihydroxyvitamin D", "bone"]),
        (
            "Public Health. Databases, Bibliographic. Ferns.",
            ["Public Health", "Databases, Bibliographic", "Ferns"],
        ),
    ],
)
def test_keywords(text: str, words: list[str]) -> None:
    assert split_keywords(text) == words


@pytest.mark.parametrize(
    ("text", "language", "headings"),
    [
        ("目的 探讨疗效。方法 选取患者。结果 有效。结论 可行。", "zh", ["目的", "方法", "结果", "结论"]),
        ("目的探讨疗效。方法选取患者。结果疼痛减轻。结论可行。", "zh", ["目的", "方法", "结果", "结论"]),
        ("【背景与目的】漏是并发症。【方法】分析资料，方法学可靠。【结果】纳入128例。【结论】安全。", "zh", ["背景与目的", "方法", "结果", "结论"]),
        ("[目的] 观察价值。[方法] 分析。[结果] 筛选。[结论] 可预测。", "zh", ["目的", "方法", "结果", "结论"]),
        ("本文方法可靠，结果可信。目的是总结。", "zh", []),
        ("Objective To study. Methods We did. Results It was. Conclusions It is.", "en", ["Objective", "Methods", "Results", "Conclusions"]),
        ("Background and Aims: A. Methods: B. Results: C. Conclusion: D.", "en", ["Background and Aims", "Methods", "Results", "Conclusion"]),
        ("Introduction. La VNI. Méthodes. Dans cet essai. Résultats. À six mois. Conclusion. Elle.", "fr", ["Introduction", "Méthodes", "Résultats", "Conclusion"]),
        ("Цель исследования. Оценить. Материал и методы. Включены. Результаты. Выявлено. Заключение. Уровни.", "ru", ["Цель исследования", "Материал и методы", "Результаты", "Заключение"]),
        ("목적 본 연구는. 방법 환자를. 결과 유의하였다. 결론 관련이 있다.", "ko", ["목적", "방법", "결과", "결론"]),
        ("Results of many studies agree. Methods vary widely in the literature.", "en", []),
    ],
)  # fmt: skip
def test_sections(text: str, language: str, headings: list[str]) -> None:
    assert [s.heading for s in split_sections(text, language)] == headings


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("(1. 某医院放疗科，江州 330091；2. 某大学药学院，江州 330092)", [("1", "某医院放疗科，江州 330091"), ("2", "某大学药学院，江州 330092")]),
        ("1.100062 北京市，社区中心 2.100088 北京市，医学中心", [("1", "100062 北京市，社区中心"), ("2", "100088 北京市，医学中心")]),
        ("1. Dept. 2, Kailuan Hospital, Tangshan 063000, China; 2. Ward 1, City Hospital", [("1", "Dept. 2, Kailuan Hospital, Tangshan 063000, China"), ("2", "Ward 1, City Hospital")]),
        ("①某大学公共卫生学院，昆明 650500；②某医院内科，昆明 650032", [("1", "某大学公共卫生学院，昆明 650500"), ("2", "某医院内科，昆明 650032")]),
        ("Department of Oncology, City Hospital, Shanghai 200433, China", [("", "Department of Oncology, City Hospital, Shanghai 200433, China")]),
    ],
)  # fmt: skip
def test_places(text: str, places: list[tuple[str, str]]) -> None:
    assert split_places(text) == places


def test_titles_lose_their_footnote_marks() -> None:
    assert clean_title("铁死亡在心肌病中的研究进展*") == "铁死亡在心肌病中的研究进展"
    assert clean_title("·论著· 血压变异性的研究") == "血压变异性的研究"


def test_grants() -> None:
    assert split_grants(
        "基金项目：国家自然科学基金（82072345；82072346）；江州市科技计划项目（2021Y0318）"
    ) == [
        "国家自然科学基金（82072345；82072346）",
        "江州市科技计划项目（2021Y0318）",
    ]


def test_keywords_parted_by_dashes_go_on_over_the_line_and_classes_behind_them_are_none() -> None:
    dashed = "Keywords\nCo-evolution of people and technology – experience of\nsystems – spatial planning – transportation"
    found = find_keywords(segments(segment(dashed, Role.KEYWORDS, language="en"), language="en"))["en"]
    assert [k.value for k in found] == [
        "Co-evolution of people and technology",
        "experience of systems",
        "spatial planning",
        "transportation",
    ]
    classed = "Key words: industrial relations, European Union (JEL: J50, J51, Z13)"
    found = find_keywords(segments(segment(classed, Role.KEYWORDS, language="en"), language="en"))["en"]
    assert [k.value for k in found] == ["industrial relations", "European Union"]


def test_an_abstract_goes_on_below_the_heading_on_each_of_its_pages() -> None:
    first = segment("Abstract\nWe measured the moss of", Role.ABSTRACT, 5, "en")
    second = segment("Abstract\nnorthern gardens in winter.", Role.ABSTRACT, 6, "en")
    (found,) = find_abstracts(segments(first, second)).values()
    assert found.text.value == "We measured the moss of northern gardens in winter."
