"""Editorials, letters, corrections, retractions, theses: of every kind what the page prints is kept."""

from __future__ import annotations

import pytest

from pipeline.languages.kinds import first_told, kinds_told
from pipeline.records.article import Article, ArticleType, Kind
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.extract import extract
from pipeline.stages.extract.kind import find_kind
from pipeline.stages.segment import segment
from tests.stages.extract.printed import segment as spoken
from tests.stages.extract.printed import segments
from tests.stages.extract.test_variety import page

HEAD = "中国示例医学杂志 2021年4月第37卷第4期"


def article(lines: list[str], **given: object) -> Article:
    return extract(segment([page(HEAD, *lines, **given)]))  # type: ignore[arg-type]


PARTS = [
    "1 Introducción",
    "2 Datos",
    "3 Métodos",
    "3.1 Los lugares",
    "3.2 Las plantas",
    "3.3 El agua",
    "4 Resultados",
    "4.1 Los musgos",
    "4.2 Los helechos",
    "5 Discusión",
]


@pytest.mark.parametrize("parts", [PARTS, [part for part in PARTS if "." not in part]])
def test_headings_that_count_on_in_a_row_are_a_list_of_contents(parts: list[str]) -> None:
    listed = segments(
        spoken("El musgo de las turberas: un informe", Role.TITLE, language="es"),
        spoken("Ana Souza", Role.AUTHORS, language="es"),
        spoken("\n".join(["Contenidos", *parts]), Role.BODY, language="es"),
        spoken("Resumen", Role.ABSTRACT, language="es"),
        language="es",
    )
    told = Kind.DOCUMENT if parts is PARTS else Kind.ARTICLE
    assert find_kind(listed, None, in_journal=False) is told


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("· 述评 ·", "editorial"),
        ("【综述】", "review"),
        ("更正", "correction"),
        ("关于《某药治疗某病的疗效》一文的更正", "correction"),
        ("Correction to: Effects of a drug on mice", "correction"),
        ("Erratum", "correction"),
        ("Correction of spinal deformity with a new brace", None),
        ("Retraction of the lung after surgery", None),
        ("Retraction notice to “Effects of a drug”", "retraction"),
        ("撤稿声明", "retraction"),
        ("Letter to the Editor", "letter"),
        ("Letters from the front", None),
        ("肝脏巨大血管瘤1例", "case-report"),
        ("Giant haemangioma of the liver: a case report", "case-report"),
        ("东北科技大学硕士学位论文", "thesis"),
        ("Inaugural-Dissertation zur Erlangung des Doktorgrades", "thesis"),
        ("Proceedings of the 12th Meeting on Soils", "conference-paper"),
        ("Материалы международной научной конференции", "conference-paper"),
        ("Capítulo 3. Los suelos", "book-chapter"),
        ("Éditorial", "editorial"),
        ("Письмо в редакцию", "letter"),
        ("증례보고", "case-report"),
        ("論文撤回のお知らせ", "retraction"),
        ("Reviewing the literature on soils", None),
        ("投稿须知", "document"),
        ("某某委員會專題研究計畫成果報告", "document"),
        ("Instructions for Authors", "document"),
        ("Правила для авторов", "document"),
    ],
)
def test_a_line_tells_the_kind(line: str, kind: str | None) -> None:
    assert first_told(iter([line])) == kind
    assert (kind in kinds_told(line)) is (kind is not None)


def test_an_editorial_without_doi_keeps_authors_and_issue() -> None:
    found = article(
        [
            "· 述评 ·",
            "重视某病患者的规范化管理",
            "陈志远，林晓梅",
            "(南方示例大学附属医院 感染科，广州 510515)",
        ]
        + ["慢性乙型肝炎是我国常见的传染性疾病，长期炎症可导致肝纤维化、肝硬化乃至肝癌，需要重视。"] * 4,
        sizes={2: 60, 3: 46},
    )
    assert (found.kind, found.article_type) == (Kind.ARTICLE, ArticleType.EDITORIAL)
    assert [a.name["zh"].value for a in found.authors] == ["陈志远", "林晓梅"]
    assert (found.volume and found.volume.value, found.issue and found.issue.value) == ("37", "4")


def test_a_correction_has_its_own_doi_and_names_what_it_corrects() -> None:
    found = article(
        [
            "更正",
            "本刊2021年第37卷第3期刊登的论文《某药治疗某病的危险因素分析》（作者：陈志远；",
            "DOI：10.3969/j.issn.1001-5256.2021.03.012）中，第二作者单位应为“广州市第一人民医院”，特此更正。",
            "DOI：10.3969/j.issn.1001-5256.2021.04.041",
        ],
        sizes={1: 60},
    )
    assert found.article_type is ArticleType.CORRECTION
    assert found.doi is not None
    assert found.doi.value.endswith("04.041")
    assert found.corrects is not None
    assert found.corrects.value.endswith("03.012")


def test_a_retraction_without_doi_names_the_title() -> None:
    found = article(
        ["撤稿声明", "本刊发表的《某药治疗某病的危险因素分析》一文因数据有误，现予撤稿。"], sizes={1: 60}
    )
    assert found.article_type is ArticleType.RETRACTION
    assert found.corrects is not None
    assert found.corrects.value == "某药治疗某病的危险因素分析"


def test_a_thesis_has_its_author_and_no_supervisor() -> None:
    found = article(
        [
            "北方示例大学",
            "硕士学位论文",
            "埋地管道地震反应分析研究",
            "Seismic Response Analysis of Buried Pipelines",
            "作 者 姓 名：刘鹏",
            "指 导 教 师：王志强 教授",
            "论文提交日期：2020年6月",
        ],
        sizes={1: 60, 2: 60, 3: 50},
    )
    assert (found.kind, found.article_type) == (Kind.DOCUMENT, ArticleType.THESIS)
    assert [a.name["zh"].value for a in found.authors] == ["刘鹏"]
    assert found.title["zh"].value == "埋地管道地震反应分析研究"


def test_a_report_that_lists_its_own_parts_is_no_article() -> None:
    lines = [
        "La gestión del agua en doce comunas",
        "Juan Pérez",
        "2026-06-02",
        "Tabla de contenidos",
        *(f"{n}.1 Los suelos y el agua " + ". " * 20 for n in range(1, 6)),
        "Resumen",
        "El agua se midió en doce comunas durante un año, y se encontró que baja despacio por los suelos.",
    ]
    found = extract(segment([page(*lines)]))
    assert found.kind is Kind.DOCUMENT
    assert not found.abstract
    assert any("doce comunas" in section.text for section in found.sections)


def test_an_article_in_the_middle_of_a_page_takes_nothing_from_the_one_before() -> None:
    found = article(
        [
            "（上接第811页）综上所述，本研究显示规范化随访可降低再入院率，值得推广。",
            "参考文献",
            "[1] 李华. 某病再入院分析[J]. 某某杂志, 2018, 26(3): 201-205. DOI: 10.3760/cma.j.issn.1007-3418.2018.03.009.",
            "收稿日期：2020-09-09",
            "某药治疗某病患者的危险因素分析",
            "陈志远，林晓梅",
            "摘要：目的 探讨某病的危险因素。方法 纳入患者236例，按病毒载量分为两组，比较两组的资料。结论 载量是危险因素。",
            "DOI: 10.3969/j.issn.1001-5256.2021.04.012",
            "收稿日期：2020-12-15",
        ],
        sizes={5: 70},
    )
    assert found.doi
    assert found.doi.value == "10.3969/j.issn.1001-5256.2021.04.012"
    assert found.received
    assert found.received.value == "2020-12-15"
    assert found.volume
    assert "document.other_article" in {flag.code for flag in found.flags}


def _slide(number: int, *lines: str) -> Segment:
    made = spoken("\n".join(lines), Role.ABSTRACT if number > 1 else Role.TITLE, page=number)
    wide = tuple(
        line.model_copy(update={"bbox": BBox(200, 200 + 120 * n, 3300, 280 + 120 * n)})
        for n, line in enumerate(made.lines)
    )
    return made.model_copy(update={"lines": wide})


def test_slides_are_no_article_and_a_landscape_page_of_a_journal_is_one() -> None:
    shown = Segments(
        language="zh",
        origin=TextOrigin.TEXT_LAYER,
        segments=(
            _slide(1, "泥炭藓的越冬", "何草"),
            _slide(2, "大纲", "1 绪论", "2 方法"),
            _slide(3, "摘要：泥炭藓。"),
        ),
    )
    assert find_kind(shown, None, in_journal=False) is Kind.DOCUMENT
    assert find_kind(shown, None, in_journal=True) is Kind.ARTICLE


def test_a_technical_report_of_a_journal_is_an_article() -> None:
    found = segments(spoken("Technical report", Role.OTHER), spoken("摘要：泥炭藓。", Role.ABSTRACT))
    assert find_kind(found, ArticleType.DOCUMENT, in_journal=True) is Kind.ARTICLE
    assert find_kind(found, ArticleType.DOCUMENT, in_journal=False) is Kind.DOCUMENT


def test_a_titled_and_signed_page_amid_a_volume_is_an_article() -> None:
    signed = segments(spoken("苔原古城的水道", Role.TITLE), spoken("余苔", Role.AUTHORS))
    assert find_kind(signed, None, in_journal=False, amid=True) is Kind.ARTICLE
    assert find_kind(signed, None, in_journal=False) is Kind.DOCUMENT
    assert (
        find_kind(segments(spoken("苔原古城", Role.TITLE)), None, in_journal=False, amid=True)
        is Kind.DOCUMENT
    )
