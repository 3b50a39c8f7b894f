"""ISSN, article number, CLC, document code, journal; and repairs."""

import pytest

from pipeline.records.article import Origin
from pipeline.records.base import BBox
from pipeline.records.segment import Role
from pipeline.stages.extract import extract
from pipeline.stages.extract.codes.clc import find_clc
from pipeline.stages.extract.codes.document_code import find_document_code
from pipeline.stages.extract.codes.udc import find_udc
from pipeline.stages.extract.serials.article_number import find_article_number
from pipeline.stages.extract.serials.issn import find_issn
from pipeline.stages.extract.serials.journal import find_journal
from tests.stages.extract.printed import head, segment, segments


@pytest.mark.parametrize(
    ("texts", "issn", "origin"),
    [
        (("ISSN 1007-3841",), "1007-3841", Origin.PRINTED),
        (("ISSN：1671-167X",), "1671-167X", Origin.PRINTED),
        (("lSSN l007-384l",), "1007-3841", Origin.PRINTED),
        (("eISSN 2095-4344 ISSN 1007-3841",), "1007-3841", Origin.PRINTED),
        (("doi:10.3971/j.issn.1000-8578.2023.22.1533",), "1000-8578", Origin.INFERRED),
        (("doi:10.3971/j.issn.1000-8579.2023.22.1533",), None, None),
        (("文章编号：1007-3841(2023)09-0842-07",), "1007-3841", Origin.INFERRED),
        (("ISSN 1007-3341", "文章编号：1007-3841(2023)09-0842-07"), "1007-3841", Origin.PRINTED),
        (("CN 31-1234/R",), None, None),
        (("IS SN 2 39 5 -979 7",), "2395-9797", Origin.PRINTED),
        (("1007-3841/85 $3.00",), "1007-3841", Origin.PRINTED),
        (("0932-0784 / 99 / 0300-0272 $ 06.00 © Verlag",), "0932-0784", Origin.PRINTED),
    ],
)
def test_issn(texts: tuple[str, ...], issn: str | None, origin: Origin | None) -> None:
    found = find_issn(head(*texts))
    assert (found.value if found else None) == issn
    assert (found.origin if found else None) == origin


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("文章编号：1007-3841(2023)09-0842-07", "1007-3841(2023)09-0842-07"),
        ("[文章编号] 1007－3841（2023）09－0842－07", "1007-3841(2023)09-0842-07"),
        ("文献标识码：A文章编号:1008-519X(2022)08-0871-09", "1008-519X(2022)08-0871-09"),
        ("文章编号：l007-3841(2O23)09-0842-07", "1007-3841(2023)09-0842-07"),
        ("文 章 编 号 ： 1007-3841 (2023) 09-0842-07", "1007-3841(2023)09-0842-07"),
        ("文章编号：", None),
        ("Volume 2010, Article ID 157039, 6 pages", "157039"),
        ("Artikel-Nr. 12345", "12345"),
        ("Science of the Whole Garden 729 (2020) 138817", "138817"),
        ("Fern Surveill. 2020;25(6):pii=2000094", "2000094"),
        ("Garden 12 (2020) 13881", None),
        ("Volume 13, No. 3, Art. 22, September 2012", "22"),
        ("Volume 5 | Article 123 | 1", "123"),
        ("Article 5 of the law", None),
    ],
)
def test_article_number(text: str, number: str | None) -> None:
    found = find_article_number(head(text))
    assert (found.value if found else None) == number


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("中图分类号：R734.2；R730.55", ["R734.2", "R730.55"]),
        (
            "中图分类号: R122.7; R563.9 文献标识码：A 文章编号：1006-7388(2021)05-0577-06",
            ["R122.7", "R563.9"],
        ),
        ("【中图分类号】 R 563.9 【文献标识码】 A", ["R 563.9"]),
        ("中图分类号：R734.2文献标志码：A", ["R734.2"]),
        ("中图分类号　R285.5　R681　　文献标识码 A", ["R285.5", "R681"]),
        ("［中图分类号］R714.244", ["R714.244"]),
        ("中图分类号：R73-36+2；TP391.4", ["R73-36+2", "TP391.4"]),
        ("中图分类号：TP391.4 DOI: 10.1000/1", ["TP391.4"]),
        ("中图分类号：R734.2，R730.5 5", ["R734.2", "R730.5"]),
        ("中图分类号：r733; r730.51 文献标识码：a", ["R733", "R730.51"]),
        ("中图分类号：doi:10.3760/cma.j.1", []),
        ("CLC number: R749.4", ["R749.4"]),
        ("中图分类号：R78Z", ["R78"]),
        ("文献标识码：A", []),
    ],
)
def test_clc(text: str, classes: list[str]) -> None:
    assert [f.value for f in find_clc(head(text))] == classes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("文献标识码：A", "A"),
        ("文献标志码:B 文章编号", "B"),
        ("[文献标识码]Ａ", "A"),
        ("文献标识码：A文章编号：1006-7388(2021)05-0577-06", "A"),
        ("Document code: A", "A"),
        ("文献标识码：Article", None),
    ],
)
def test_document_code(text: str, code: str | None) -> None:
    found = find_document_code(head(text))
    assert (found.value if found else None) == code


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("胸部肿瘤诊疗杂志2023年第50卷第9期", "zh", {"zh": "胸部肿瘤诊疗杂志"}),
        ("·577· 环境与健康流行病学2021年第25卷第5期 Environmental Health Epidemiology, 2021, Vol.25, No.5", "zh",
         {"zh": "环境与健康流行病学", "en": "Environmental Health Epidemiology"}),
        ("* 842 ADBBRH 381372023 F&55045559H8 Cancer Res Prev Treat,2023,Vol.50,No.9", "zh", {"en": "Cancer Res Prev Treat"}),
        ("·1294· https://www.chinagp.net E-mail:zgqkyx@chinagp.net.cn April 2026, Vol.29 No.10 Chinese General Practice", "zh",
         {"en": "Chinese General Practice"}),
        ("中国全科医学 2026年4月 第29卷 第10期 https://www.chinagp.net E-mail:zgqkyx@chinagp.net.cn ·1311·", "zh", {"zh": "中国全科医学"}),
        ("J Thorac Oncol 2020;15(3):331-342", "en", {"en": "J Thorac Oncol"}),
        ("·245· 日本消化器内視鏡診療学雑誌 第120巻 第3号 2023年 Japanese Journal of Digestive Endoscopic Practice, 2023, Vol.120, No.3", "ja",
         {"ja": "日本消化器内視鏡診療学雑誌", "en": "Japanese Journal of Digestive Endoscopic Practice"}),
        ("임상내과연구 제96권 제2호 2021", "ko", {"ko": "임상내과연구"}),
        ("2024년도 겨울학기 Py thon활용 이끼연구 논문집 제4권 1호", "ko", {"ko": "겨울학기 Py thon활용 이끼연구 논문집"}),
        ("Економічний вісник садівництва № 3 (29), 2012", "ru", {"ru": "Економічний вісник садівництва"}),
        ("华东学报（自然科学版） 第58卷 第2期 2022年3月", "zh", {"zh": "华东学报（自然科学版）"}),
        ("Оригинальная статья / Original article 2022;17(3):45-53", "ru", {}),
        ("ne AG Вестник педиатрии и детской хирургии. 2020. T. 65. № 3", "ru", {"ru": "Вестник педиатрии и детской хирургии"}),
        ("·427· Revue de Pneumologie Clinique et Fonctionnelle 2022 ; 39(5) Review of Clinical and Functional Pulmonology, 2022, Vol.39, No.5", "fr",
         {"fr": "Revue de Pneumologie Clinique et Fonctionnelle", "en": "Review of Clinical and Functional Pulmonology"}),
        ("·124· Клиническая кардиология и практика. 2022. Т. 15. № 2 Clinical Cardiology and Practice, 2022, Vol.15, No.2", "ru",
         {"ru": "Клиническая кардиология и практика", "en": "Clinical Cardiology and Practice"}),
        ("·281· 安寧緩和醫學誌 2019年 第24卷 第3期 Journal of Hospice and Palliative Medicine (Taiwan), 2019, Vol.24, No.3", "zh-Hant",
         {"zh-Hant": "安寧緩和醫學誌", "en": "Journal of Hospice and Palliative Medicine (Taiwan)"}),
    ],
)  # fmt: skip
def test_journal(text: str, language: str, names: dict[str, str]) -> None:
    assert {k: f.value for k, f in find_journal(head(text, language=language)).items()} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("©《康复学报》编辑部，开放获取 CC BY-NC-ND 4.0 协议", {"zh": "康复学报"}),
        ("© Rehabilitation Medicine，OA under the CC BY-NC-ND 4.0", {"en": "Rehabilitation Medicine"}),
        (
            "© Editorial Office of Chinese General Practice. This is an open access article",
            {"en": "Chinese General Practice"},
        ),
        ("© 2023 The Authors. Published by Elsevier", {}),
        ("© Author(s) (or their employer(s)) 2023.", {}),
    ],
)
def test_journal_from_the_copyright_line(text: str, names: dict[str, str]) -> None:
    read = segments(segment(text, Role.OTHER))
    assert {k: f.value for k, f in find_journal(read).items()} == names


def test_what_stands_above_the_title_is_a_head_whatever_its_role() -> None:
    read = segments(segment("胸部肿瘤诊疗杂志2023年第50卷第9期", Role.OTHER), segment("标题", Role.TITLE))
    moved = read.model_copy(
        update={
            "segments": (
                read.segments[0],
                read.segments[1].model_copy(update={"bbox": BBox(100, 600, 1500, 700)}),
            )
        }
    )
    assert find_journal(moved)["zh"].value == "胸部肿瘤诊疗杂志"


def test_the_name_before_a_latin_name_with_the_issue_is_as_sure() -> None:
    found = find_journal(head("解放区医学杂志 Med J Lib Area 2024; 49(2): 210-217"))
    assert found["zh"].value == "解放区医学杂志"
    assert found["zh"].confidence > 0.85


def test_a_name_in_capitals_is_the_one_in_mixed_letters() -> None:
    citation = (
        "Для цитирования: Соколова А.В. Прогностическое значение. Кардиологический вестник. 2022;17(3):45–53."
    )
    read = segments(
        segment("КАРДИОЛОГИЧЕСКИЙ ВЕСТНИК. 2022;17(3):45–53", Role.RUNNING_HEAD),
        segment(citation, Role.CITATION),
        language="ru",
    )
    assert find_journal(read)["ru"].value == "Кардиологический вестник"


def test_journal_from_the_citation() -> None:
    text = (
        "引用本文：宋路, 王丽晔, 等. 慢性阻塞性肺疾病的相关研究 [J]. 中国全科医学，2026,\n29(10): 1311-1315."
    )
    assert find_journal(segments(segment(text, Role.CITATION)))["zh"].value == "中国全科医学"


@pytest.mark.parametrize(
    ("text", "name", "value", "repairs"),
    [
        ("收稿日期：2O23-O2-l5", "received", "2023-02-15", ("2O23→2023", "O2→02", "l5→15")),
        ("某某杂志2023年第5O卷第9期", "volume", "50", ("5O→50",)),
        ("某某杂志2023年第50卷第9期", "volume", "50", ()),
        ("ISSN l007-384l", "issn", "1007-3841", ("l007-384l→1007-3841",)),
        ("文章编号：1007-3841(2O23)09-O842-07", "article_number", "1007-3841(2023)09-0842-07", ("1007-3841(2O23)09-O842-07→1007-3841(2023)09-0842-07",)),
        ("doi:10.3971/j.issn.l000-8578.2O23.22.1533", "doi", "10.3971/j.issn.1000-8578.2023.22.1533", ("j.issn.l000-8578.2O23.22.1533→j.issn.1000-8578.2023.22.1533",)),
    ],
)  # fmt: skip
def test_every_repair_is_recorded(text: str, name: str, value: str, repairs: tuple[str, ...]) -> None:
    read = segments(
        segment("标题", Role.TITLE), segment("【摘要】目的", Role.ABSTRACT), segment(text, Role.IDENTIFIERS)
    )
    found = getattr(extract(read), name)
    assert found.value == value
    assert found.repairs == repairs


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("УДК 616.12-008.331.1", ["616.12-008.331.1"]),
        ("УДК: 616.24-002.5; 616-006 DOI 10.1000/xyz", ["616.24-002.5", "616-006"]),
        ("UDC 618.1+616-089", ["618.1+616-089"]),
        ("УДК 338.4:61(571.53)", ["338.4:61(571.53)"]),
        ("наш УДКом 12", []),
        ("УДК", []),
    ],
)
def test_udc(text: str, classes: list[str]) -> None:
    assert [f.value for f in find_udc(segments(segment(text, Role.IDENTIFIERS)))] == classes
