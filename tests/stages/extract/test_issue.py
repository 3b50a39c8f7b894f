"""Year, volume, issue and pages in the forms that journals print."""

import pytest

from pipeline.records.article import Kind
from pipeline.records.segment import Role
from pipeline.stages.extract import extract
from pipeline.stages.extract.passages import fold
from pipeline.stages.extract.serials.article_number import find_article_number
from pipeline.stages.extract.serials.issn import find_issn
from pipeline.stages.extract.serials.issue import find_issue
from pipeline.stages.extract.serials.pages import find_pages
from pipeline.stages.extract.serials.statements import statements
from tests.stages.extract.printed import head, segment, segments


@pytest.mark.parametrize(
    ("text", "year", "volume", "issue"),
    [
        ("胸部肿瘤诊疗杂志2023年第50卷第9期", "2023", "50", "9"),
        ("肿瘤防治研究2023年9月第50卷第9期 Vol.50 No.9 Sep. 2023", "2023", "50", "9"),
        ("Cancer Res Prev Treat,2023,Vol.50,No.9", "2023", "50", "9"),
        ("Cancer Res Prev Treat,2023,Vo1.50,N0.9", "2023", "50", "9"),
        ("April 2026, Vol.29 No.10", "2026", "29", "10"),
        ("中国全科医学 2026年4月 第29卷 第10期", "2026", "29", "10"),
        ("2023;50(9):842-848", "2023", "50", "9"),
        ("Zeitschrift für Wälder, 14. Jahrg., Heft 1/2002, S. 70-87", "2002", "14", "1"),
        ("ZFW 8. Jg., Heft 2/2007, S. 249-266", "2007", "8", "2"),
        ("zfw 7/3 (2006), 340-353", "2006", "7", "3"),
        ("Forest Research 37 (2012) 4, 150-171", "2012", "37", "4"),
        ("Journal of Mires (2020) 477 833-852", "2020", "477", None),
        ("Forschung zu Wäldern Heft 1-2015, S. 41-54", "2015", None, "1"),
        ("Rev Bosques/Forest J 10(1), 2001", "2001", "10", "1"),
        ("Forest J 10(11) 2001", "2001", "10", "11"),
        ("Forest Studies 4, no. 1 (2018): 9, 1–16.", "2018", "4", "1"),
        ("WALD UND FLUR 11(2003)3", "2003", "11", "3"),
        ("Phys. Ferns 54 (2005) 272-273", "2005", "54", None),
        ("FOREST J 2014; 92-105", "2014", None, None),
        ("«Secolo verde», anno I, 2016, pp. 1-36.", "2016", "1", None),
        ("For citation: Roe I. D., Poe V. V. Ferns, 2016, no. 3", "2016", None, "3"),
        ("Cultura dei boschi e diritto vivente, Special Issue (2015)", "2015", None, None),
        ("Cad. Florestas, Rio de Janeiro, 17(5):1217-1229, set-out, 2001", "2001", "17", "5"),
        ("Rev. Bras. Florest., 2007 set-out; 60(5): 519-22", "2007", "60", "5"),
        ("Forest Biosciences 10: 49-64, 2006", "2006", "10", None),
        ("Revue des forêts, 45-2, 2004, 283-310", "2004", "45", "2"),
        ("Wald und Unterricht, 2010, 57, 101 – 115", "2010", "57", None),
        ("Ferns 2013, 13, 5460–5477; doi:10.9999/s130505460", "2013", "13", None),
        ("Int. J. Fern Sci. 2021, 22, 1234. https://doi.org/10.9999/ijfs22031234", "2021", "22", None),
        ("Gärtnerisches Monatsheft Oberwald 10/2006", "2006", None, "10"),
        ("ЛІС І ПОЛЕ 16’2013", "2013", None, "16"),
        ("ЛІСОВА СПРАВА – 3'2023 [95]", "2023", None, "3"),
        ("ЛІС ТА СУСПІЛЬСТВО Випуск # 35 / 2022", "2022", None, "35"),
        ("Bosquesfera (2004) 225-244", "2004", None, None),
        ("GARTEN 6 (2023): 786-795", "2023", "6", None),
        ("Fern Surveill. 2020;25(6):pii=2000094.", "2020", "25", "6"),
        ("Bildgeb Arzt 2020 - 60:1047–1055", "2020", "60", None),
        ("內科學誌 2021∶ 25∶ 377-386", "2021", "25", None),
        ("2023，50（9）：842－848", "2023", "50", "9"),
        ("中国全科医学，2026,\n29(10): 1311-1315", "2026", "29", "10"),
        ("第39卷 第3期 2021年3月", "2021", "39", "3"),
        ("2023年第9期", "2023", None, "9"),
        ("2023年第50卷第9期（总第312期）", "2023", "50", "9"),
        ("二〇二三年 2023 第二十四卷第三期", "2023", "24", "3"),
        ("2023年第50卷增刊1", "2023", "50", None),
        ("安寧緩和醫學誌 2019年 第24卷 第3期", "2019", "24", "3"),
        ("日本消化器内視鏡診療学雑誌 第120巻 第3号 2023年", "2023", "120", "3"),
        ("120巻3号(2023年)", "2023", "120", "3"),
        ("임상내과연구 제96권 제2호 2021", "2021", "96", "2"),
        ("대한의학회지: 제 32 권 제 5 호 2020", "2020", "32", "5"),
        ("Zeitschrift für Gastroenterologie 2021; 59(7)", "2021", "59", "7"),
        ("59. Jahrgang, Heft 7, 2021", "2021", "59", "7"),
        ("Jg. 59, H. 7, Juli 2021", "2021", "59", "7"),
        ("2022, Band 73, Heft 5", "2022", "73", "5"),
        ("Bd. 73 Nr. 5 2022", "2022", "73", "5"),
        ("Revue de Pneumologie 2022 ; 39(5)", "2022", "39", "5"),
        ("Tome 39 - n° 5 - mai 2022", "2022", "39", "5"),
        ("Rev Mal Respir 39 (2022) 427–436", "2022", "39", None),
        ("Клиническая кардиология. 2022. Т. 15. № 2", "2022", "15", "2"),
        ("Том 15, № 2, 2022", "2022", "15", "2"),
        ("2022;15(2):124–132", "2022", "15", "2"),
        ("2020, том 65, выпуск 3", "2020", "65", "3"),
        ("Archivos 2021; 41(6)", "2021", "41", "6"),
        ("Vol. 41. Núm. 6. 2021", "2021", "41", "6"),
        ("2020, Vol. 37 Nº 4", "2020", "37", "4"),
        ("Volume 12, Issue 3, 2021", "2021", "12", "3"),
        ("2021; 59: 683–691", "2021", "59", None),
        ("第5O卷第9期 2023年", "2023", "50", "9"),
        ("2022年第24卷第7-8期", "2022", "24", "7-8"),
        ("2023, 36(Suppl 1): 12-18", "2023", "36", "Suppl 1"),
        ("YAKUGAKU BOSHI 142(7) 745–752 (2022)", "2022", "142", "7"),
        ("Mod Diagn Treat 2020 Jun 30(12)", "2020", "30", "12"),
        ("BMC Some (2023) 23:456", "2023", "23", None),
        ("JOURNAL OF FERNS, VOL. RA-3, NO. 4, AUGUST 1987", "1987", "RA-3", "4"),
        ("Musterarzt 2021 · 62:734–742", "2021", "62", None),
        ("ТРУДЫ ИНСТИТУТА ПОЧВ. – 2019. – № 3–4 (96). – 177–186", "2019", None, "3-4 (96)"),
        ("Вісник садівництва. 2015. № 1 (69), ч. 2", "2015", None, "1 (69)"),
        ("제 30 권 제5호, 2019. 10", "2019", "30", "5"),
        ("Выпуск 3 (39). 2011", "2011", None, "3 (39)"),
        ("Вип. 4(28), 2013", "2013", None, "4 (28)"),
        ("№ 2 [83] • март-апрель 2009", "2009", None, "2 (83)"),
        ("Economia da Horta, v. 33, n. 3 (82), 2024", "2024", "33", "3"),
        ("Boletín, Vol. 61B, 2020", "2020", "61B", None),
        ("JOURNAL OF APPLIED GARDENING 101, 023106 共2007兲", "2007", "101", None),
        ("International Gardener (2014), 26:1, 147–154", "2014", "26", "1"),
        ("Z. Gartenforsch. 54 a, 272–273 (1999)", "1999", "54a", None),
    ],
)
def test_statements(text: str, year: str, volume: str | None, issue: str | None) -> None:
    found = statements(fold(text))
    assert found, text
    best = found[0]
    assert (best.year, best.volume) == (year, volume)
    assert best.issue == issue or "增刊" in text


@pytest.mark.parametrize(
    "text",
    [
        "研究期间COPD住院共31 284人次",
        "第2组第3天",
        "n=48",
        "2019年3月至2021年12月",
        "PM2.5 (2.1)",
        "Vol. XX, No. X, xxxx - xxxx xxxx",
        "Vol. xxxxxx",
        "MIT/LCS/TM-394",
    ],
)
def test_no_statement(text: str) -> None:
    assert [s for s in statements(fold(text)) if s.volume or s.issue] == []


def test_two_statements_in_one_line_keep_their_years() -> None:
    found = statements("医学影像2021年第37卷第2期 Medical Imaging, 2022, Vol.38, No.3")
    assert [(s.year, s.volume, s.issue) for s in found] == [("2021", "37", "2"), ("2022", "38", "3")]


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        (("·842·", "842-848"), "842", "848"),
        (("· 842 · 胸部肿瘤诊疗杂志2023年第50卷第9期",), "842", None),
        (("* 842 ADBBRH 381372023 F&55045559H8 Cancer Res Prev Treat,2023,Vol.50,No.9",), "842", None),
        (
            (
                "中国全科医学 2026年4月 第29卷 第10期 https://www.chinagp.net E-mail:zgqkyx@chinagp.net.cn ·1311·",
            ),
            "1311",
            None,
        ),
        (("2023;50(9):842-8",), "842", "848"),
        (("·e211·", "e211-e219"), "e211", "e219"),
        (("ISSN 1007-3841",), None, None),
        (("文章编号：1007-3841(2023)09-0842-07",), "842", "848"),
        (("Vol. 39 (2022) 427-436",), "427", "436"),
        (("Bosquesfera (2004) 225-244",), "225", "244"),
        (("Vol.3, No.1, January 2014", "ISSN 2285 – 4916"), None, None),
        (("Volume 13, No. 3, Art. 22, September 2012",), None, None),
        (("Science of the Whole Garden 729 (2020) 138817",), None, None),
        (("·S56·", "文章编号：1672-3384(2021)S1-0056-03"), "S56", "S58"),
        (("2023年第50卷第9期",), None, None),
        (
            (
                "?1994-2015 Fern Academic Journal Publishing House. All rights reserved. http://www.example.net",
            ),
            None,
            None,
        ),
        (("滇南医学, 2023, 44(7): e2023071.",), None, None),
        (("滇南医学, 2023, 44(7): e2023071-e2023076.",), "e2023071", "e2023076"),
    ],
)
def test_pages(texts: tuple[str, ...], first: str | None, last: str | None) -> None:
    found = find_pages(head(*texts))
    assert (found.first.value if found.first else None) == first
    assert (found.last.value if found.last else None) == last


def test_a_reference_is_no_statement_of_the_issue() -> None:
    found = find_issue(segments(segment("Smith J. Lancet, 2011;50(9):1-2", Role.BODY)))
    assert found.year is None


def test_a_month_of_a_year_in_the_history_is_no_issue() -> None:
    assert (
        find_issue(segments(segment("Recebido em Campinas 10/2006", Role.DATES, language="pt"))).issue is None
    )


def test_an_author_and_a_year_before_pages_are_no_volume() -> None:
    found = find_issue(
        segments(segment("Roe/Poe 2010: 322–323", Role.CITATION, language="de"), language="de")
    )
    assert found.volume is None


def test_the_number_of_a_paper_in_a_series_is_no_page() -> None:
    paper = (
        segment("114", Role.RUNNING_HEAD, language="en"),
        segment("The Two Futures of Ferns", Role.TITLE, language="en"),
        segment("Jane Roe", Role.AUTHORS, language="en"),
        segment("Abstract Ferns have two futures, and both are green.", Role.ABSTRACT, language="en"),
    )
    assert extract(segments(*paper, language="en")).first_page is None


def test_a_chapter_keeps_its_first_page_where_two_sheets_tell_it() -> None:
    sheets = [segment(str(333 + n), Role.RUNNING_HEAD, page=1 + n, language="de") for n in range(2)]
    chapter = (
        segment("Gärten und Höfe", Role.TITLE, language="de"),
        segment("Ein Hof. " * 40, Role.BODY, language="de"),
    )
    kept = extract(segments(*chapter, *sheets, language="de"))
    assert kept.kind is Kind.DOCUMENT
    assert kept.first_page is not None
    assert kept.first_page.value == "333"
    assert extract(segments(*chapter, sheets[0], language="de")).first_page is None


def test_pages_numbered_within_a_part() -> None:
    read = segments(
        segment("某大会\n2-635", Role.TITLE), segment("2-636\n本文", Role.BODY, page=2), language="ja"
    )
    assert find_pages(read).first is not None
    assert find_pages(segments(segment("題\n2-635", Role.TITLE))).first is None


def test_the_last_reference_of_the_article_before_is_no_running_head() -> None:
    rows = (
        segment("仿真研究[J].某某仿真，2018，35(07):414-417.", Role.BODY),
        segment("庭园植物综述", Role.TITLE),
        segment("庭园植物很多。" * 20, Role.BODY),
    )
    assert find_issue(segments(*rows[1:], rows[0])).volume is None


def test_the_number_of_an_issue_in_a_line_of_its_own() -> None:
    told = find_issue(head("Gartenblatt aktuell", "Nummer 2", "2009", language="de"))
    assert told.issue is not None
    assert told.year is not None
    assert (told.issue.value, told.year.value) == ("2", "2009")


def test_a_line_of_the_title_block_that_is_only_the_citation() -> None:
    read = segments(
        segment("Waves in Gardens", Role.TITLE, language="en"),
        segment(
            "Department of Soils, Alpha University\nZ. Gartenforsch. 54 a, 272–273 (1999);", Role.AFFILIATIONS
        ),
        language="en",
    )
    found = extract(read)
    assert found.journal["en"].value == "Z. Gartenforsch."
    assert found.volume is not None
    assert found.last_page is not None
    assert (found.volume.value, found.last_page.value) == ("54a", "273")


def test_the_end_of_a_reference_at_the_foot_states_no_issue() -> None:
    read = segments(
        segment("Обзор садов", Role.TITLE, language="ru"),
        segment("Список использованных источников", Role.BODY, page=2, language="ru"),
        segment("– 2003. – Т. 4. – №. 4. – С. 70-75.", Role.RUNNING_HEAD, page=2, language="ru"),
        language="ru",
    )
    told = find_issue(read)
    assert (told.year, told.volume, told.issue) == (None, None, None)


def test_the_number_on_the_second_sheet_counts_back() -> None:
    found = find_pages(
        segments(segment("标题", Role.TITLE), segment("·843·", Role.RUNNING_HEAD, page=2)),
    )
    assert found.first is not None
    assert found.first.value == "842"


def test_article_number_speaks_for_year_and_issue() -> None:
    found = find_issue(head("文章编号：1007-3841（2023）09-0842-07"))
    assert found.year is not None
    assert found.issue is not None
    assert (found.year.value, found.issue.value, found.volume) == ("2023", "9", None)


def test_the_number_of_an_act_is_no_issue() -> None:
    assert not any(said.issue for said in statements(fold("(Edital nº 48/2021)")))
    assert [said.issue for said in statements(fold("Вестник. № 3/2015"))] == ["3"]


def test_a_note_on_an_earlier_print_says_nothing_of_the_issue() -> None:
    own = segment("Zur Begründung der Schilfkunde", Role.TITLE, language="de")
    text = segment("Das Schilf hat in der Sumpfkunde noch keinen eigenen Rang.", Role.BODY, language="de")
    note = "1 Erster, hier gekürzter, Abdruck in: Sumpfkunde. Forum für Moore, Heft 2/2004, S. 35–48."
    foot = segment(note, Role.BODY, language="de")
    told = find_issue(segments(own, text, foot, language="de"))
    assert (told.year, told.issue) == (None, None)


@pytest.mark.parametrize(
    "text", ["7th garden conference, 2011.", "of the garden conference on, 1999, vol. 2, pp. 115-157: Press."]
)
def test_the_last_line_of_the_references_at_the_foot_is_no_foot(text: str) -> None:
    list_of = (
        segment("정원의 연구", Role.TITLE, language="ko"),
        segment("참고문헌\n[1] A. Gardener, Gardens.", Role.BODY, page=2, language="ko"),
    )
    foot = segment(text, Role.RUNNING_HEAD, page=2, language="en")
    told = find_issue(segments(*list_of, foot, language="ko"))
    assert (told.year, told.volume) == (None, None)


def test_a_foot_that_other_pages_print_is_one_below_references_too() -> None:
    feet = [segment("정원학회지 2011, vol. 2", Role.RUNNING_HEAD, page=n, language="ko") for n in (1, 2)]
    list_of = segment("참고문헌\n[1] A. Gardener, Gardens.", Role.BODY, page=2, language="ko")
    told = find_issue(
        segments(segment("정원", Role.TITLE, language="ko"), feet[0], list_of, feet[1], language="ko")
    )
    assert told.year is not None
    assert told.year.value == "2011"


def test_an_article_number_that_is_not_filled_in_states_no_issue() -> None:
    read = head("文章编号：1007-3841（2023）00-0000-00")
    assert (find_issue(read).year, find_issue(read).issue, find_article_number(read)) == (None, None, None)
    found = find_issn(read)
    assert found is not None
    assert found.value == "1007-3841"


@pytest.mark.parametrize(
    ("line", "role", "year"),
    [
        ("令和 2 年 2 月", Role.TITLE, "2020"),
        ("中華民國 109 年 12 月", Role.TITLE, "2020"),
        ("中華民國一百一十一年六月", Role.OTHER, "2022"),
        ("论文提交日期 2024 年 3 月", Role.OTHER, "2024"),
        ("提出日：2019年2月1日", Role.OTHER, "2019"),
        ("2003년", Role.AUTHORS, "2003"),
        ("2019年2月の庭園", Role.OTHER, None),
    ],
)
def test_the_date_of_a_title_page_tells_the_year(line: str, role: Role, year: str | None) -> None:
    told = find_issue(segments(segment("庭園の研究", Role.TITLE), segment(f"{line}\n庭園大学", role)))
    assert (told.year.value if told.year else None) == year


def test_the_month_behind_the_year_is_no_page() -> None:
    (said,) = statements(fold("제 30 권 제5호, 2019. 10"))
    assert said.first is None
    (said,) = statements(fold("Т. 15. № 2, 2019. С. 10"))
    assert said.first == "10"
