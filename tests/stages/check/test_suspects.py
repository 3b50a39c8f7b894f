"""Tests that a value must pass: what is flagged, and what is not, by field and language."""

from __future__ import annotations

import pytest

from pipeline.languages.suspects import is_never, reasons
from pipeline.records.article import Abstract, Affiliation, Article, Author, Bilingual, Evidence, Field, Kind
from pipeline.records.base import BBox
from pipeline.stages.check import check
from pipeline.stages.check.names import check_names
from pipeline.stages.check.prose import check_prose
from pipeline.stages.check.titles import check_titles
from tests.stages.extract.printed import segments


def field(value: str, raw: str = "") -> Field:
    return Field(
        value=value, evidence=(Evidence(page=1, bbox=BBox(0, 0, 9, 9), raw=raw or value, engine="text"),)
    )


def article(language: str, **more: object) -> Article:
    return Article(kind=Kind.ARTICLE, language=language).model_copy(update=more)


def people(language: str, *names: str) -> tuple[Author, ...]:
    return tuple(Author(name={language: field(name)}) for name in names)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh", "基于深度学习的遥感图像目标检测方法研究进展"),
        ("zh", "2型糖尿病患者血清IL-6水平与预后的关系"),
        ("zh", "《某某学报》2020年载文分析"),
        ("en", "p53 mutations and prognosis in hepatocellular carcinoma"),
        ("en", "mRNA vaccines: a review"),
        ("en", "Who benefits from screening? A cohort study of 12 000 adults"),
        ("es", "Prevalencia de hipertensión arterial en población rural"),
        ("pt", "Prevalência de hipertensão arterial em idosos da zona rural"),
        ("ru", "Терминал ЭВМ на базе микропроцессора"),
        ("uk", "Клінічна ефективність терапії артеріальної гіпертензії"),
        ("ja", "高齢者の転倒予防に関する研究"),
        ("ko", "고령자의 낙상 공포와 신체 기능의 관련성"),
        ("de", "Zur Frage der Letztbegründung"),
        ("fr", "Description des fougères communes en forêt"),
    ],
)
def test_a_title_that_is_one_raises_no_flag(language: str, title: str) -> None:
    assert check_titles(article(language, title={language: field(title)}))[1] == ()


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "ТнЕ PROBLEM OF FERNS WITH А CONDITION"), ("de", "Botanik | Gruppe 1 FARNE AM PLATZ")],
)
def test_a_title_of_two_alphabets_or_a_head_is_doubted(language: str, title: str) -> None:
    found = check_titles(article(language, title={language: field(title)}))[1]
    assert [f.code for f in found] == ["title.suspect"]


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        ("en", "jorge@example.org", "an e-mail address"),
        ("en", "0000-0002-1825-0097", "an iD"),
        ("zh", "2023年5月", "a date"),
        ("es", "Recibido el 4 de septiembre de 2020", "a date"),
        ("zh", "第45卷第5期", "the volume"),
        ("en", "JEL classification: C61. MSC2010: 90Bxx", "a classification"),
        ("ja", "日本某某学会第87回全国大会", "a society"),
        ("ja", "某某工学会第二種研究会資料", "a society"),
        ("en", "Journal of Applied Testing", "a series"),
        ("es", "Artículo arbitrado", "a rubric"),
        ("pt", "Brasil / Original article Artigo original", "a rubric"),
        ("en", "© 2020 The Authors", "rights"),
        ("zh", "学位论文版权使用授权书", "beside a work"),
        ("es", "Tabla de contenidos", "beside a work"),
        ("zh", "某某硕士学位论文答辩委员会", "beside a work"),
        ("en", "Some Valley University of Technology", "the name of an institution"),
        ("zh", "基于某某数据的自动提取方法 Study on Automatic Extraction Method", "two languages"),
        ("ru", "Моделирование современной поэзии А.Д. Иванова¹ ¹Иванова Анна", "affiliations"),
        ("en", "Using transliteration ______ to improve alignment", "a ruled line"),
        ("en", "bourdin and their effects on growth of plants", "its first letter"),
        ("en", "The effects of early treatment on survival of", "its last word"),
        ("es", "Modelo general para los helechos y", "its last word"),
        ("zh", "新型材料的制备，", "its end"),
        ("de", "Transkription digitaler Editionen Die Eingabeseite digitaler Editionen", "twice"),
        ("ru", "У и Гу /", "hardly any words"),
        ("en", "Sanz Peña, Luis de la Universidad de Algo y de Campo Novo", "another language"),
        ("zh", "Method of calibration for robots", "another language"),
    ],
)
def test_a_title_that_is_none_is_flagged(language: str, title: str, why: str) -> None:
    found = check_titles(article(language, title={language: field(title)}))[1]
    assert [(f.code, f.path) for f in found] == [("title.suspect", f"title.{language}")]
    assert why in found[0].message


def test_a_title_with_an_authors_name_or_the_journals_is_flagged() -> None:
    glued = article(
        "fr", title={"fr": field("Les adjectifs en corpus Anne Dupont")}, authors=people("fr", "Anne Dupont")
    )
    same = article("zh", title={"zh": field("某某工程学报选")}, journal={"zh": field("某某工程学报选")})
    place = Affiliation(id="1", name={"en": field("Fern Works Co., Ltd., Campo Novo, Japan")})
    taken = article("en", title={"en": field("Fern Works Co., Ltd., Campo Novo")}, affiliations=(place,))
    assert "an author's name" in check_titles(glued)[1][0].message
    assert "an affiliation" in check_titles(taken)[1][0].message
    assert {f.code for f in check_titles(same)[1]} == {"title.suspect", "journal.suspect"}


def test_a_journal_in_a_language_that_nothing_else_is_printed_in_is_flagged() -> None:
    strokes = article("es", title={"es": field("Modelo de los helechos")}, journal={"zh": field("川川川")})
    assert [(f.code, f.path) for f in check_titles(strokes)[1]] == [("journal.suspect", "journal.zh")]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("zh", "李鹏"),
        ("zh", "欧阳明月"),
        ("zh", "阿卜杜拉·买买提"),
        ("zh", "某某疾病研究协作组"),
        ("zh-Hant", "黃志強"),
        ("en", "LI Peng"),
        ("en", "Smith J. A."),
        ("en", "Ludwig van der Berg"),
        ("es", "María José de la Peña y Vega"),
        ("es", "José Ortega y Gasset"),
        ("pt", "João da Silva e Souza"),
        ("ru", "Иванов И. И."),
        ("ru", "П.А.Лесов"),
        ("uk", "О. В. Петренко"),
        ("ja", "山田 太郎"),
        ("ja", "渡辺 ゆき子"),
        ("ko", "홍길동"),
        ("en", "Nguyễn Văn An"),
        ("de", "Hans-Peter Müller"),
        ("fr", "Jean d’Ormesson"),
    ],
)
def test_a_name_that_is_one_raises_no_flag(language: str, name: str) -> None:
    found = check_names(article(language, authors=people(language, name)))[1]
    assert {f.code for f in found} <= {"affiliations.missing"}


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("zh", "云南"),
        ("zh", "摘要"),
        ("zh", "提高标定精度的方法"),
        ("zh", "某某大学"),
        ("ko", "컴퓨터공학과에서"),
        ("en", "Vol"),
        ("en", "No."),
        ("en", "Orenburg State University"),
        ("en", "(Huisoo"),
        ("en", "the results of this study"),
        ("en", "Autor 1"),
        ("en", "The Fern Growers Association (FGA) operates J. Roe"),
        ("zh", "孙豪张盛发"),
        ("en", "AIN IN BRAZIL Paula de Souza"),
        ("en", "Working Papers"),
        ("de", "Economic Performance"),
        ("ru", "Drobin В.. В."),
        ("es", "universidad de oriente"),
        ("ja", "準備の方法はこれに"),
    ],
)
def test_a_name_that_is_none_is_flagged(language: str, name: str) -> None:
    found = check_names(article(language, authors=people(language, name)))[1]
    assert [f.path for f in found if f.code == "authors.odd_name"] == [f"authors.0.name.{language}"]


def test_a_person_named_twice_is_flagged() -> None:
    found = check_names(article("zh", authors=people("zh", "李鹏", "王芳", "李鹏")))[1]
    assert "authors.twice" in {f.code for f in found}


@pytest.mark.parametrize(
    ("place", "raw", "odd"),
    [
        ("School of Botany, {anna, carl, eva", "School of Botany, {anna, carl, eva", True),
        ("School of Botany anna@b otany.edu", "School of Botany anna@b otany.edu", True),
        ("某某大学机械工程学院，某某 210037", "", False),
        ("Departamento de Medicina, Universidad de Cádiz, España", "", False),
        ("Universidade do Norte (UniNorte) - Belém (PA), Brasil", "", False),
        ("http://www.example.org/content/4/1/1", "", True),
        ("某某大学院情報科学研究科† 某某大学情報学部‡", "", True),
        ("Universidade Federal do Norte, Belém, PA", "Universidade Federal do Norte, Belém, PA,", True),
        ("School of Design, Some University; 2. School of Art", "", True),
    ],
)
def test_places(place: str, raw: str, odd: bool) -> None:
    places = (Affiliation(id=1, name={"en": field(place, raw)}),)
    found = check_names(article("en", authors=people("en", "Ann Smith"), affiliations=places))[1]
    assert ("affiliations.suspect" in {f.code for f in found}) is odd


WHOLE = {
    "en": "Objective To study the effect of early treatment on survival. Methods A cohort of 120 patients was followed for two years. Results Survival rose.",
    "zh": "目的 探讨围术期肺癌患者营养干预的方法。方法 回顾性分析120例患者的临床资料。结论 营养干预安全有效。",
    "pt": "Este estudo compara o perfil da publicação científica brasileira e o da chinesa na área de Ciência da Informação, entre 2010 e 2020.",
}


@pytest.mark.parametrize("language", WHOLE)
def test_a_whole_abstract_raises_no_flag(language: str) -> None:
    texts = {language: Abstract(text=field(WHOLE[language]))}
    assert check_prose(article(language, abstract=texts, title={language: field("t")}))[1] == ()


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("en", WHOLE["en"][30:], "its beginning"),
        ("en", WHOLE["en"][:-20], "its end"),
        ("zh", WHOLE["zh"][:-6], "its end"),
        ("en", "Abstract " + WHOLE["en"], "its label"),
        (
            "en",
            "Estimate 11.77 15.11 20.73 10.42 9.13 16.92 13.75 15.47 5.93 15.08 11.55 9.14 5.96 13.19 2.24 9.99 12.1 31.2 3.",
            "a table",
        ),
        ("en", WHOLE["pt"], "another language"),
        ("zh", WHOLE["en"], "another language"),
        ("en", WHOLE["en"] + " Keywords: survival.", "the rest"),
        ("zh", WHOLE["zh"] + "关键词沼泽，水分。", "the rest"),
        ("en", "Too short.", "its length"),
        (
            "zh",
            "某某大学沼泽研究所某某大学附属医院湖泊中心苇塘学院" + WHOLE["zh"],
            "a list of places at its beginning",
        ),
    ],
)
def test_an_abstract_that_is_not_whole_is_flagged(language: str, text: str, why: str) -> None:
    found = check_prose(
        article(language, abstract={language: Abstract(text=field(text))}, title={language: field("t")})
    )[1]
    assert [(f.code, f.path) for f in found] == [("abstract.suspect", f"abstract.{language}")]
    assert why in found[0].message


def test_a_language_with_an_abstract_has_a_title_and_names() -> None:
    texts = {code: Abstract(text=field(WHOLE[code])) for code in ("zh", "en")}
    found = check_prose(
        article("zh", title={"zh": field("题目")}, abstract=texts, authors=people("zh", "李鹏"))
    )[1]
    assert [(f.code, f.path) for f in found] == [("title.lacking", "title.en")]
    both = {"zh": field("题目"), "en": field("A title")}
    found = check_prose(article("zh", title=both, abstract=texts, authors=people("zh", "李鹏")))[1]
    assert [f.code for f in found] == ["authors.lacking"]


def test_a_record_with_a_value_that_fails_its_test_is_not_ok() -> None:
    odd = article("en", title={"en": field("jorge@example.org")}, authors=people("en", "Ann Smith"))
    assert check(Bilingual(article=odd, target="en"), segments()).status == "needs_review"


@pytest.mark.parametrize(
    ("kind", "value", "doubted"),
    [
        ("abstract", "浓度为2¹0倍稀释，差异有统计学意义。", True),
        ("abstract", "以H₂O2处理细胞。", True),
        ("abstract", "浓度为2¹⁰倍，H₂O₂处理，¹⁸F-FDG显像，1.73 m²，L·min⁻¹。", False),
        ("journal", "J C lin Hepa tobi l Res", True),
        ("journal", "J Clin Hepatobil Res", False),
        ("journal", "Boletín de Estudios y Letras", False),
        ("journal", "Cahiers d'études de l’eau", False),
    ],
)
def test_parts_of_numbers_and_words(kind: str, value: str, *, doubted: bool) -> None:
    assert bool(reasons(kind, value)) is doubted


@pytest.mark.parametrize(
    ("language", "places", "doubted"),
    [
        ("zh", ("陈小明，某某市立小学",), [0]),
        ("en", ("Chen, Pei-Ming, Taipei Some School",), [0]),
        ("en", ("Department",), [0]),
        ("en", ("Some University", "Some University"), [1]),
        ("en", ("Some University", "Other University, Department of Ferns"), []),
        ("zh", ("某某大学，某某学院",), []),
        ("fr", ("IRIN",), [0]),
    ],
)
def test_places_with_people_of_one_word_or_twice_are_doubted(
    language: str, places: tuple[str, ...], doubted: list[int]
) -> None:
    found = tuple(Affiliation(id=n + 1, name={language: field(p)}) for n, p in enumerate(places))
    flags = check_names(article(language, affiliations=found))[1]
    assert [f.path for f in flags if f.code == "affiliations.suspect"] == [
        f"affiliations.{n}.name.{language}" for n in doubted
    ]


@pytest.mark.parametrize("kind", ["title", "name", "place", "abstract", "journal"])
def test_signs_in_private_use_are_doubted_everywhere(kind: str) -> None:
    told = "a sign that its font does not explain"
    assert told in reasons(kind, "Soils of dry \ue012 regions.")
    assert told not in reasons(kind, "Soils of dry regions.")


def test_a_title_in_a_language_of_which_nothing_else_is_there_is_doubted() -> None:
    alone = article(
        "en", title={"en": field("Ferns in some gardens"), "de": field("Farne in einigen Gärten")}
    )
    assert [f.path for f in check_titles(alone)[1]] == ["title.de"]


@pytest.mark.parametrize(
    ("journal", "doubted"),
    [
        ("Journal of Palliative Care (Taiwan)", False),
        ("Journal of Some University (Natural Science Edition)", False),
        ("Journal of Palliative Care (received in May)", True),
    ],
)
def test_a_place_or_an_edition_in_brackets_is_part_of_a_journal(journal: str, doubted: bool) -> None:
    assert bool(reasons("journal", journal)) is doubted


@pytest.mark.parametrize(
    ("line", "never"),
    [("中華民國一百一十年六月", True), ("研 究 生：陳文彬", True), ("三十年農業政策的回顧", False)],
)
def test_the_month_of_a_title_page_and_who_wrote_it_are_no_titles(line: str, never: bool) -> None:
    assert is_never("title", line) is never


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("ПИ №ФС77-00000 от 2 ноября 2012 г", True),
        ("Свидетельство о регистрации СМИ 77-000", True),
        ("Зарегистрирован в Федеральной службе по надзору", True),
        ("Институт болот, Тверь", False),
    ],
)
def test_the_registration_of_a_journal_is_no_place(line: str, never: bool) -> None:
    assert is_never("place", line) is never
