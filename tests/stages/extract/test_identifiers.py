"""ISSN, article number, CLC, document code, journal, dates, e-mail, ORCID."""

import pytest

from pipeline.records.article import Author, Field, Origin
from pipeline.records.base import BBox
from pipeline.records.segment import Role
from pipeline.stages.extract.article_number import find_article_number
from pipeline.stages.extract.clc import find_clc
from pipeline.stages.extract.dates import dates_in, find_dates
from pipeline.stages.extract.document_code import find_document_code
from pipeline.stages.extract.email import emails_in, with_emails
from pipeline.stages.extract.issn import find_issn
from pipeline.stages.extract.journal import find_journal
from pipeline.stages.extract.orcid import with_orcids
from pipeline.stages.extract.passages import fold
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
        ("中图分类号：R734.2，R730.5 5", ["R734.2", "R730.5"]),
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
    ("text", "kind", "iso"),
    [
        ("收稿日期：2023-02-15", "received", "2023-02-15"),
        ("收稿日期 2023－02－15", "received", "2023-02-15"),
        ("[收稿日期] 2023年2月15日", "received", "2023-02-15"),
        ("（收稿：2023.2.15）", "received", "2023-02-15"),
        ("收稿日期：20230215", "received", "2023-02-15"),
        ("收稿日期：2O23-O2-l5", "received", "2023-02-15"),
        ("接受刊載：110年4月20日", "accepted", "2021-04-20"),
        ("(Received January 24, 2022)", "received", "2022-01-24"),
        ("2020年4月22日採用", "accepted", "2020-04-22"),
        ("Réception : 14/01/2019", "received", "2019-01-14"),
        ("Aprobado: 12/05/2021", "accepted", "2021-05-12"),
        ("Поступила после рецензирования / Revised 03.02.2023", "revised", "2023-02-03"),
        ("修回日期：2023-05-01", "revised", "2023-05-01"),
        ("接受日期：2025-04-24", "accepted", "2025-04-24"),
        ("网络首发时间：2023-09-01 10:15", "published", "2023-09-01"),
        ("收稿日期：111年9月14日", "received", "2022-09-14"),
        ("Received: 15 February 2023", "received", "2023-02-15"),
        ("Received February 15, 2023", "received", "2023-02-15"),
        ("Received in revised form: March 3, 2022", "revised", "2022-03-03"),
        ("Accepted Jan. 5th, 2022", "accepted", "2022-01-05"),
        ("Available online 3 May 2022", "published", "2022-05-03"),
        ("Eingegangen: 17. November 2020", "received", "2020-11-17"),
        ("Eingegangen am 17.11.2020", "received", "2020-11-17"),
        ("Angenommen: 3. März 2021", "accepted", "2021-03-03"),
        ("Reçu le 12 octobre 2021", "received", "2021-10-12"),
        ("accepté le 1er mars 2022", "accepted", "2022-03-01"),
        ("Поступила 05.10.2021", "received", "2021-10-05"),
        ("Поступила в редакцию: 5 октября 2021 г.", "received", "2021-10-05"),
        ("Recibido: 19 de enero de 2021", "received", "2021-01-19"),
        ("Aceptado el 3 de febrero de 2020", "accepted", "2020-02-03"),
        ("受付日：2022年7月11日", "received", "2022-07-11"),
        ("（2021年9月27日受付）", "received", "2021-09-27"),
        ("受理：令和4年7月11日", "accepted", "2022-07-11"),
        ("접수일: 2020년 7월 14일", "received", "2020-07-14"),
        ("투고일: 2020. 5. 19.", "received", "2020-05-19"),
        ("게재확정일 2020.08.01", "accepted", "2020-08-01"),
    ],
)
def test_dates(text: str, kind: str, iso: str) -> None:
    assert [(k, value) for k, value, _, _ in dates_in(fold(text))] == [(kind, iso)]


def test_several_dates_in_one_line() -> None:
    found = find_dates(
        segments(segment("收稿日期：2022-12-30；修回日期：2023-03-06；接受日期：2023-04-01", Role.DATES))
    )
    assert found.received is not None
    assert found.revised is not None
    assert found.accepted is not None
    assert (found.received.value, found.revised.value, found.accepted.value) == (
        "2022-12-30",
        "2023-03-06",
        "2023-04-01",
    )


def test_a_date_in_an_abstract_is_no_history() -> None:
    found = find_dates(
        segments(segment("Trials published January 1, 2015 were searched.", Role.ABSTRACT, language="en"))
    )
    assert found.published is None


@pytest.mark.parametrize("text", ["收稿日期：2023-13-45", "Received 2023", "受付時間 9時"])
def test_no_date(text: str) -> None:
    assert list(dates_in(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("E-mail: wanghf_rt@163.com", "wanghf_rt@163.com"),
        ("E-mail：ｗａｎｇ＠１６３．ｃｏｍ", "wang@163.com"),
        ("Corresponding Author: GONG Xiaomei, E-mail: gongxiaomeil981(@163.com", "gongxiaomeil981@163.com"),
        ("E-mail:wanghf_rt@O163.com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt©163.com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt @ 163. com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt@163,com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt@l63.com", "wanghf_rt@163.com"),
        ("e.lefevre-garcon@chu-valsombre.fr", "e.lefevre-garcon@chu-valsombre.fr"),
        ("k-sasaki@aobanishi-med.ac.jp", "k-sasaki@aobanishi-med.ac.jp"),
        ("mi.yao@bjmu.edu.cn", "mi.yao@bjmu.edu.cn"),
        ("niwei_endo@sjqhospital.sh.cn)", "niwei_endo@sjqhospital.sh.cn"),
        ("luzhenhua_\ntcm@126.com。", "luzhenhua_tcm@126.com"),
        ("xoyarzun@hospitalrioclaro.\ncl", "xoyarzun@hospitalrioclaro.cl"),
        ("E-mail：gwj197104@ccmu.edu.cn", "gwj197104@ccmu.edu.cn"),
        ("E-mail: wang@pku.edu.cn. In recent years", "wang@pku.edu.cn"),
        ("E-mail:lihua2008 @sina.com.cn", "lihua2008@sina.com.cn"),
        ("Tel: 010-12345678，E—mail：a.b@c.org.cn；", "a.b@c.org.cn"),
        ("Email: li.hua@hust.edu.cn,Tel:021", "li.hua@hust.edu.cn"),
        ("（电子邮箱：li@hust.edu.cn）", "li@hust.edu.cn"),
        ("E-mail: wenzq@pengchenghem.en", "wenzq@pengchenghem.cn"),
        ("E-mail:wanghfrt163.com", "wanghfrt@163.com"),
        ("Correspondance : É. Dubois – emilie.dubois@chu-exemple.fr", "emilie.dubois@chu-exemple.fr"),
        ("Hangzhou 310003, China. chenml@some.com.cn", "chenml@some.com.cn"),
    ],
)
def test_emails(text: str, email: str) -> None:
    assert [found.value for found in emails_in(fold(text))] == [email]


def test_two_addresses_in_a_row() -> None:
    found = emails_in("E-mail: li@hust.edu.cn, wang@163.com; zhao@126.com")
    assert [f.value for f in found] == ["li@hust.edu.cn", "wang@163.com", "zhao@126.com"]


@pytest.mark.parametrize("text", ["P=0.024 @ 5", "30@Gy", "www.chinagp.net"])
def test_no_email(text: str) -> None:
    assert emails_in(text) == []


def _authors(*names: str) -> tuple[Author, ...]:
    return tuple(Author(name={"zh": Field(value=name, language="zh")}) for name in names)


def test_an_address_goes_to_the_author_named_before_it() -> None:
    found = with_emails(
        _authors("杨颖", "王皓翔"),
        segments(segment("通信作者：王皓翔，教授；E-mail: xx27@mail.sysu.edu.cn", Role.CORRESPONDENCE)),
    )
    assert found[0].email is None
    assert found[1].email is not None


def test_an_address_goes_to_the_author_spelt_in_it() -> None:
    found = with_emails(
        _authors("王海峰", "李晓明"), segments(segment("E-mail: wanghf_rt@163.com", Role.CORRESPONDENCE))
    )
    assert found[0].email is not None
    assert found[1].email is None


def test_the_address_of_the_office_is_nobodys() -> None:
    found = with_emails(_authors("王海峰"), head("https://www.chinagp.net E-mail:zgqkyx@chinagp.net.cn"))
    assert found[0].email is None


def test_orcid() -> None:
    read = segments(
        segment("王海峰 ORCID: 0000-0002-1825-0097；李晓明 0000-0002-1825-0098", Role.CORRESPONDENCE)
    )
    found = with_orcids(_authors("王海峰", "李晓明"), read)
    assert found[0].orcid is not None
    assert found[1].orcid is None
