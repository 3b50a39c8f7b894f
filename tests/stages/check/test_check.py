"""The check stage: repairs it proves, flags where it cannot."""

import pytest

from pipeline.languages.printed_numbers import numbers
from pipeline.records.article import (
    Abstract,
    Affiliation,
    Article,
    Author,
    Bilingual,
    Checked,
    Evidence,
    Field,
    Flag,
    Kind,
    Section,
    Severity,
    Status,
)
from pipeline.records.base import BBox
from pipeline.records.record import Quality
from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.check import check
from pipeline.stages.mend import mend
from tests.stages.extract.printed import segment, segments

EVIDENCE = Evidence(page=1, bbox=BBox(0, 0, 9, 9), raw="", engine="rapidocr")


def field(value: str, confidence: float = 0.97, **more: object) -> Field:
    return Field(value=value, confidence=confidence, evidence=(EVIDENCE,)).model_copy(update=more)


def author(zh: str = "", en: str = "", email: str = "") -> Author:
    names = {"zh": field(zh)} if zh else {}
    names |= {"en": field(en)} if en else {}
    return Author(name=names, email=field(email) if email else None)


def article(**changes: object) -> Article:
    whole = Article(
        kind=Kind.ARTICLE,
        language="zh",
        title={"zh": field("围术期肺癌患者营养干预的研究进展")},
        authors=(author("李鹏", "LI Peng"),),
        abstract={
            "zh": Abstract(
                text=field(
                    "目的 探讨围术期肺癌患者营养干预的方法。方法 回顾性分析120例患者的临床资料。结论 营养干预安全有效。"
                )
            )
        },
        affiliations=(Affiliation(id=1, name={"zh": field("某某市第一医院胸外科，某某 100021")}),),
        journal={"zh": field("胸部肿瘤诊疗杂志")},
        doi=field("10.3971/j.issn.1000-8578.2023.22.1533"),
        issn=field("1000-8578"),
        year=field("2023"),
        volume=field("50"),
        issue=field("9"),
        first_page=field("842"),
        last_page=field("848"),
    )
    return whole.model_copy(update=changes)


def checked(found: Article, read: Segments | None = None) -> Checked:
    read = read or segments()
    return check(Bilingual(article=mend(found, read), target="en"), read)


def codes(result: Checked) -> set[str]:
    return {f.code for f in result.flags}


def test_a_sound_article_is_ok() -> None:
    result = checked(article())
    assert codes(result) == set()
    assert result.status is Status.OK
    assert result.grade == "excellent"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"doi": None}, "doi.missing"),
        ({"doi": field("10.3971/j.issn.1000-8579.2023.22.1533")}, "doi.check_digit"),
        ({"doi": field("10.3971/j.issn.1007-3841.2023.22.1533")}, "doi.issn_mismatch"),
        ({"doi": field("10.3971/j.issn.1000-8578.2028.22.1533")}, "doi.year_mismatch"),
        (
            {"doi": field("10.3971/j.issn.1000-8578.2023.22.1533", 0.6, rivals=("10.3971/x.y.2023",))},
            "doi.conflict",
        ),
        ({"doi": field("10.3971/abc", repairs=("l→1",))}, "doi.guessed"),
        ({"doi": field("10.3971/j.issn.1000-8578.2023.22.1533", repairs=("l→1",))}, "doi.repaired"),
        ({"doi": field("10.4067/S0716-824126Z0000400487")}, "doi.odd_shape"),
        ({"doi": field("10.3877/cma")}, "doi.odd_shape"),
        ({"doi": field("10.3750/cma.j.cn318246-20210908-00572")}, "doi.odd_shape"),
        ({"doi": field("10.3760/cma.j.cn318246.20210908-00572")}, "doi.odd_shape"),
        ({"doi": field("10.13491/j.issn.1004-7298.2024.01")}, "doi.odd_shape"),
        ({"doi": field("10.13699/j.cmki.1001-9561.2022.16.019")}, "doi.odd_shape"),
        ({"doi": field("10.14461/j.cnki.gkyx.0O5347")}, "doi.odd_shape"),
        ({"doi": field("10.3971/j.issm.1007-3841.2023.22.1057")}, "doi.odd_shape"),
        ({"doi": field("10.17116/kIinkard202215021124")}, "doi.odd_shape"),
        ({"doi": field("10.13491/j.issn.1000-8578.2023.07.021"), "issue": field("1")}, "doi.issue_mismatch"),
        ({"doi": field("10.4067/S0776-82412020000400487")}, "doi.check_digit"),
        ({"doi": field("10.21508/1000-8578-2023-65-3-45-S2")}, "doi.odd_shape"),
        ({"doi": field("10.3143/gr.59.1072"), "first_page": field("1042")}, "doi.odd_shape"),
        (
            {
                "doi": field("10.3904/kjclm.2023.96.2.123"),
                "journal": {"en": field("Korean Journal of Clinical Internal Medicine")},
            },
            "doi.odd_shape",
        ),
        ({"authors": (author("李鹏", "", "lipeng@125.com"),)}, "email.suspect"),
        ({"issn": field("1000-8579")}, "issn.check_digit"),
        ({"year": None}, "year.missing"),
        ({"year": field("1023")}, "year.implausible"),
        ({"volume": field("50", 0.5, rivals=("60",))}, "issue.conflict"),
        ({"first_page": field("849")}, "pages.order"),
        ({"article_number": field("1007-3841(2023)09-0842-07")}, "article_number.mismatch"),
        ({"received": field("2023-05-01"), "revised": field("2023-03-01")}, "dates.order"),
        ({"received": field("2024-05-01")}, "dates.year"),
        ({"clc": (field("L734"),)}, "clc.shape"),
        ({"journal": {}}, "journal.missing"),
        ({"journal": {"en": field("Moss Apparatus")}}, "journal.missing"),
        ({"authors": ()}, "authors.missing"),
        ({"title": {}}, "title.missing"),
        ({"abstract": {}}, "abstract.missing"),
        ({"volume": field("50", 0.4)}, "field.uncertain"),
        ({"authors": (author("李鹏", "WANG Haifeng"),)}, "authors.name_mismatch"),
        ({"keywords": {"zh": (field("甲"), field("乙")), "en": (field("a"),)}}, "keywords.count_mismatch"),
    ],
)
def test_flags(changes: dict[str, object], code: str) -> None:
    assert code in codes(checked(article(**changes)))


def test_a_flag_more_than_information_asks_for_a_reader() -> None:
    assert checked(article(year=None)).status is Status.NEEDS_REVIEW
    assert checked(article(doi=None)).status is Status.OK


def test_an_unreadable_doi_is_told_from_a_missing_one() -> None:
    read = segments(segment("DOI: 10,39..71-j.issn", Role.IDENTIFIERS))
    assert "doi.unreadable" in codes(checked(article(doi=None), read))


def test_flags_of_earlier_stages_stay() -> None:
    early = Flag(code="text.garbled", path="abstract.zh", severity=Severity.WARNING, message="x")
    result = checked(article(flags=(early,)))
    assert early in result.flags
    assert result.status is Status.NEEDS_REVIEW


def test_nothing_is_asked_of_a_document_that_is_no_article() -> None:
    result = checked(
        Article(kind=Kind.DOCUMENT, language="en", title={"en": field("A letter on rural schools")})
    )
    assert codes(result) == set()


def test_an_address_is_mended_by_the_name_of_its_owner() -> None:
    result = checked(article(authors=(author("", "GONG Xiaomei", "gongxiaomeil981@163.com"),)))
    email = result.bilingual.article.authors[0].email
    assert email is not None
    assert email.value == "gongxiaomei1981@163.com"
    assert email.repairs == ("gongxiaomeil981→gongxiaomei1981",)
    assert "email.repaired" in codes(result)


@pytest.mark.parametrize(
    "email", ["wanghfl@163.com", "lvhongmei_icu@163.com", "luzhenhua_tcm@126.com", "yanbg_ro@126.com"]
)
def test_letters_without_a_number_stay(email: str) -> None:
    result = checked(article(authors=(author("王海峰", "", email),)))
    found = result.bilingual.article.authors[0].email
    assert found is not None
    assert found.value == email


def test_names_in_another_order_are_matched_by_reading() -> None:
    people = (author("李鹏", "WU Xiaoting"), author("吴晓婷", "LI Peng"))
    result = checked(article(authors=people))
    assert [a.name["en"].value for a in result.bilingual.article.authors] == ["LI Peng", "WU Xiaoting"]
    assert "authors.reordered" in codes(result)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("欧阳静", "OUYANG Jing"),
        ("吕红梅", "Lyu Hongmei"),
        ("单于飞雪", "CHANYU Feixue"),
        ("尉迟琳", "YUCHI Lin"),
        ("曾雪", "ZENG Xue"),
        ("覃海燕", "QIN Haiyan"),
        ("董雪莹", "DONG Xue-Ying"),
        ("冼嘉豪", "Jiahao Xian"),
        ("万俟辰", "MOQI Chen"),
        ("李鹏", "Peng LI"),
    ],
)
def test_readings(zh: str, en: str) -> None:
    assert "authors.name_mismatch" not in codes(checked(article(authors=(author(zh, en),))))


@pytest.mark.parametrize(("korean", "told"), [("이용수", False), ("이응수", True)])
def test_a_latin_name_that_is_no_reading_of_the_korean_one_is_flagged(korean: str, *, told: bool) -> None:
    named = Author(name={"ko": field(korean), "en": field("Yongsoo Lee")})
    found = codes(checked(article(authors=(named,)).model_copy(update={"language": "ko"})))
    assert ("authors.name_mismatch" in found) is told


def test_a_misread_letter_in_a_latin_name_is_mended() -> None:
    result = checked(
        article(
            authors=(
                author("王海峰", "WANG Haif3ng"),
                author("罗小曼", "Luo Xia0man"),
                author("蒙毅", "MENG Yit"),
            )
        )
    )
    names = [a.name["en"].value for a in result.bilingual.article.authors]
    assert names == ["WANG Haif3ng", "Luo Xiaoman", "MENG Yi"]
    assert {"authors.repaired", "authors.name_mismatch"} <= codes(result)


@pytest.mark.parametrize(
    ("zh", "read", "right"),
    [
        ("黄文斌", "Hvang Wenbin", "Huang Wenbin"),
        ("贺平", "HE Pimg", "HE Ping"),
        ("普建芬", "PU Jianfenl", "PU Jianfen"),
        ("林晓洁", "LIN Xiaoje", "LIN Xiaojie"),
    ],
)
def test_letters_that_look_alike_are_mended_by_the_reading(zh: str, read: str, right: str) -> None:
    result = checked(article(authors=(author(zh, read),)))
    assert result.bilingual.article.authors[0].name["en"].value == right
    assert "authors.repaired" in codes(result)


def _abstracts(zh: str, en: str) -> Article:
    return article(abstract={"zh": Abstract(text=field(zh)), "en": Abstract(text=field(en))})


def test_numbers_that_differ_are_flagged_with_both() -> None:
    result = checked(
        _abstracts("中位随访21.6个月，缓解率56.3%。", "Median follow-up was 24.6 months, response 56.3%.")
    )
    found = next(f for f in result.flags if f.code == "abstract.number_mismatch")
    assert "21.6" in found.message
    assert "24.6" in found.message


def test_a_number_is_mended_where_the_second_reading_agrees() -> None:
    read = segments(segment("中位随访27.6个月", Role.ABSTRACT, other="中位随访21.6个月"))
    result = checked(_abstracts("中位随访27.6个月。", "Median follow-up was 21.6 months."), read)
    assert result.bilingual.article.abstract["zh"].text.value == "中位随访21.6个月。"
    assert "abstract.number_repaired" in codes(result)
    assert "abstract.number_mismatch" not in codes(result)


def test_numbers_in_one_spelling() -> None:
    assert set(numbers("31 284人，1,316个，7,1 ± 2,0，P=0.008，3次")) == {
        "31284",
        "1316",
        "7.1",
        "2.0",
        "0.008",
    }


def test_the_article_number_is_mended_by_what_it_is_made_of() -> None:
    result = checked(article(article_number=field("1000-3578(2028)09-0842-07")))
    number = result.bilingual.article.article_number
    assert number is not None
    assert number.value == "1000-8578(2023)09-0842-07"
    assert "article_number.repaired" in codes(result)
    assert "article_number.mismatch" not in codes(result)


def test_an_article_number_that_differs_in_more_stays_and_is_flagged() -> None:
    result = checked(article(article_number=field("1000-8578(2021)07-0812-07")))
    number = result.bilingual.article.article_number
    assert number is not None
    assert number.value == "1000-8578(2021)07-0812-07"
    assert "article_number.mismatch" in codes(result)


def test_one_letter_of_an_address_is_mended_by_the_whole_name() -> None:
    result = checked(article(authors=(author("陆振华", "", "luzhenhva_tcm@126.com"),)))
    email = result.bilingual.article.authors[0].email
    assert email is not None
    assert email.value == "luzhenhua_tcm@126.com"
    assert "email.repaired" in codes(result)


@pytest.mark.parametrize(
    ("read", "elsewhere", "kept"),
    [
        ("tangig2008@a-med.cn", "tangjg2008@a-med.cn", "tangjg2008@a-med.cn"),
        ("tangjg2008@a-med.cn", "tangig2008@a-med.cn", "tangjg2008@a-med.cn"),
        ("tangig2008@a-med.cn", "tangjg2009@a-med.cn", "tangig2008@a-med.cn"),
        ("office@a-med.cn", "tangjg@a-med.cn", "office@a-med.cn"),
    ],
)
def test_of_two_prints_of_an_address_the_owners_name_chooses(read: str, elsewhere: str, kept: str) -> None:
    owner = author("唐建国", "TANG Jianguo", read)
    assert owner.email
    owner = owner.model_copy(update={"email": owner.email.model_copy(update={"rivals": (elsewhere,)})})
    result = checked(article(authors=(owner,)))
    email = result.bilingual.article.authors[0].email
    assert email
    assert email.value == kept
    assert ("email.repaired" in codes(result)) == (kept != read)


def test_another_sign_before_the_same_number_is_flagged() -> None:
    result = checked(_abstracts("差异无统计学意义（P>0.05）。", "The difference was significant (P<0.05)."))
    assert "abstract.sign_mismatch" in codes(result)


def test_a_thousand_with_a_point_is_a_thousand() -> None:
    result = checked(_abstracts("Se administraron 1.000 mg y 250 mg", "We gave 1000 mg, 25 in all"))
    assert "1.000" not in " ".join(f.message for f in result.flags)


def test_the_citation_confirms_the_title() -> None:
    title = "慢性阻塞性肺疾病合并高血压患者肺功能研究"
    read = segments(segment(f"引用本文：李鹏，吴晓婷. {title}[J]. 中国全科医学，2026", Role.CITATION))
    sound = checked(article(title={"zh": field(title)}), read)
    assert sound.bilingual.article.title["zh"].confidence > 0.99
    assert "title.citation_mismatch" not in codes(sound)
    misread = checked(article(title={"zh": field(title.replace("肺功能", "肺功熊"))}), read)
    assert "title.citation_mismatch" in codes(misread)


def test_the_citation_names_the_authors() -> None:
    read = segments(
        segment(
            "引用本文：李鹏，吴晓婷. 围术期肺癌患者营养干预的研究进展[J]. 中国全科医学，2026", Role.CITATION
        )
    )
    people = (author("李鹏"), author("昊晓婷"))
    assert "authors.citation_mismatch" in codes(checked(article(authors=people), read))


def test_a_value_that_most_places_print_leaves_a_note_on_the_other() -> None:
    result = checked(article(year=field("2023", 0.99, rivals=("2019",))))
    assert "field.rival" in codes(result)
    assert result.status is Status.OK


@pytest.mark.parametrize(
    "doi",
    [
        "10.3760/cma.j.cn114873-20220418-00271",
        "10.1016/S2097-1257(23)00214-7",
        "10.6288/TJRC.202304_42(2).111078",
        "10.1055/a-1783-9921",
        "10.1055/s-0041-1735526",
        "10.1371/journal.pone.0012345",
        "10.13288/j.32-1905/r.2022.08.016",
        "10.16781/j.CN33-1468/R.20220913",
        "10.1002/14651858.CD004816.pub5",
        "10.1016/j.rpcf.2022.03.004",
        "10.4067/S0716-82412020000400487",
        "10.3904/kjcim.2021.96.2.123",
        "10.1007/s00831-021-00964-2",
        "10.1136/bmj.n71",
        "10.1056/NEJMoa2034577",
        "10.19405/j.cnki.issn1009-2854.2023.04.012",
        "10.7518/kqlc.2020.03.011",
        "10.12037/JWZZ.2023.06-12",
        "10.3877/cma.j.issn.2096-4730.2023.04.005",
        "10.12114/j.issn.1007-9572.2024.0542",
        "10.3980/j.issn.1673-5064.2021.9.17",
        "10.1186/s12885-021-08123-9",
        "10.1158/0008-5472.CAN-20-1234",
        "10.1074/jbc.RA120.014567",
        "10.1021/acs.jmedchem.0c01234",
        "10.3724/SP.J.1187.2022.00871",
        "10.1590/2318-0889202133e200057",
        "10.1590/1982-3533.2024v33n3.282794",
        "10.1590/2236-8906e412021",
    ],
)
def test_sound_dois_have_no_odd_shape(doi: str) -> None:
    assert "doi.odd_shape" not in codes(checked(article(doi=field(doi))))


def test_a_term_misread_once_is_mended_by_its_other_places() -> None:
    zh = "目的 检测子痫前期患者血清sFlt-1水平。结果 患者sFlt-1升高，sFlt-1为1316，IL-10降低，差异有统计学意义。"
    found = article(
        title={"zh": field("血清sFIt-1的价值")},
        abstract={
            "zh": Abstract(text=field(zh), sections=(Section(label="objective", heading="目的", text=zh),))
        },
    )
    result = checked(found)
    assert result.bilingual.article.title["zh"].value == "血清sFlt-1的价值"
    assert result.bilingual.article.abstract["zh"].text.value == zh
    assert "term.repaired" in codes(result)
    assert result.status is Status.OK


def test_spellings_that_are_about_as_common_stay() -> None:
    found = article(abstract={"zh": Abstract(text=field("Oligo与0ligo，PlGF5与PIGF5"))})
    assert "term.repaired" not in codes(checked(found))


@pytest.mark.parametrize(
    "people",
    [
        (author("", "Cancer in Patients Taking Antithrombotic Agents"),),
        (author("", "Sang Chul Han?"),),
        (
            Author(name={"ja": field("林 直人"), "en": field("Naoto HAYASHI")}),
            Author(name={"en": field("A Study")}),
        ),
    ],
)
def test_names_that_are_none_are_flagged(people: tuple[Author, ...]) -> None:
    assert {"authors.odd_name", "authors.count_mismatch"} & codes(checked(article(authors=people)))


@pytest.mark.parametrize(
    "name", ["Óscar Núñez de la Fuente", "Friederike von der Mühlen", "Щербакова Е.Н.", "佐々木 健太郎"]
)
def test_names_with_small_words_are_names(name: str) -> None:
    assert "authors.odd_name" not in codes(checked(article(authors=(author("", name),))))


def test_a_missing_model_alone_leaves_a_well_read_record_ok() -> None:
    wanting = Flag(
        code="translation.model_missing", path="title.en", severity=Severity.WARNING, message="no model"
    )
    result = check(Bilingual(article=article(), target="en", flags=(wanting,)), segments())
    assert (result.status, result.grade) == (Status.OK, "excellent")
    quality = Quality.model_validate({"score": result.score, "grade": result.grade, "flags": result.flags})
    assert (quality.reading, quality.translation) == ("ok", "missing")


def test_a_doubtful_translation_is_no_doubt_about_the_reading() -> None:
    odd = Flag(code="translation.numbers", path="abstract.en", severity=Severity.ERROR, message="12 lost")
    result = check(Bilingual(article=article(), target="en", flags=(odd,)), segments())
    assert result.status is Status.NEEDS_REVIEW
    quality = Quality.model_validate({"score": result.score, "grade": result.grade, "flags": result.flags})
    assert (quality.reading, quality.translation) == ("ok", "needs_review")


def test_a_doubt_about_the_reading_leaves_no_record_excellent() -> None:
    result = checked(article(journal={}))
    assert result.grade != "excellent"
    assert result.status is Status.NEEDS_REVIEW


@pytest.mark.parametrize("suffix", ["aie.v19i1.35325", "dc.v6n2i3.1295"])
def test_volume_and_issue_of_a_journal_system_are_no_misreading(suffix: str) -> None:
    assert "doi.odd_shape" not in codes(checked(article(doi=field(f"10.3971/{suffix}"))))


def test_letters_among_digits_of_a_text_layer_are_as_printed_but_a_doi_breaks_off_there_too() -> None:
    typed = segments().model_copy(update={"origin": TextOrigin.TEXT_LAYER})
    assert "doi.odd_shape" not in codes(checked(article(doi=field("10.3971/15M1032351")), typed))
    assert "doi.odd_shape" in codes(checked(article(doi=field("10.3971/j.issn.1000-8578.2023.22")), typed))
