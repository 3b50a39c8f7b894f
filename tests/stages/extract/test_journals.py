"""Names of journals, meetings and series, years and numbers, as mastheads, feet and citations of many countries print them."""

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.serials.article_number import find_article_number
from pipeline.stages.extract.serials.cited import without_place
from pipeline.stages.extract.serials.head_names import is_name
from pipeline.stages.extract.serials.issn import find_issn
from pipeline.stages.extract.serials.issue import find_issue
from pipeline.stages.extract.serials.journal import find_journal
from pipeline.stages.extract.serials.pages import find_pages
from tests.stages.extract.printed import head, segment, segments


def _named(read: Segments) -> dict[str, str]:
    return {code: field.value for code, field in find_journal(read).items()}


@pytest.mark.parametrize(
    ("citation", "title", "language", "name"),
    [
        ("CITE AS: Roe, A.; Poe, B. 2023. Diversity of ferns in the eastern Lowlands. Acta Silvana 53: 271-280.", "", "en", "Acta Silvana"),
        ("Como citar: Reis, L. A publicação em análise. Informação e Foco.\nv. 35, e227169, 2023.", "", "pt", "Informação e Foco"),
        ("Como citar: SILVA, A. Um título qualquer. Tempo e Campo, Campinas, v. 33, n. 3, p. 10-20, set. 2024.", "", "pt", "Tempo e Campo"),
        ("Cómo citar: Pérez J. (2020). El título de algo. Revista de Cosas, 12(3), 45-60.", "", "es", "Revista de Cosas"),
        ("Для цитирования: Иванов И. И. О методе решения // Северный вестник. Серия 1. 2022. Т. 5, № 3. С. 10–20.", "", "ru", "Северный вестник. Серия 1"),
        ("Cite: Maier H. Über Kristalle. Z. Musterforsch. 54a, 272-273 (1999)", "Über Kristalle", "en", "Z. Musterforsch"),
        ("Zitierweise: Maier, H.: Ein Titel. In: Zeitschrift für Muster 12 (1999), S. 45-50.", "", "de", "Zeitschrift für Muster"),
        ("인용: 김철수 (2021). 무엇에 관한 연구. 한국무엇학회지, 30(2), 1-10.", "", "ko", "한국무엇학회지"),
        ("引用格式：张三, 李四. 某某的方法研究[J]. 某某机械学报, 2019, 50(12): 420-426.", "", "zh", "某某机械学报"),
        ("How to cite: Doe A. A study of hearts. Some. J. Med. Res. 2021;54(10):e11439", "", "en", "Some. J. Med. Res"),
    ],
)  # fmt: skip
def test_the_name_in_a_citation(citation: str, title: str, language: str, name: str) -> None:
    titles = (segment(title, Role.TITLE, language=language),) if title else ()
    read = segments(*titles, segment(citation, Role.CITATION, language=language), language=language)
    assert name in _named(read).values()


def test_the_label_of_the_volume_is_no_word_of_the_name() -> None:
    read = segments(
        segment("某某学报 Acta Mus. Sin. Vol. 69, No. 9 (2020) 090203", Role.RUNNING_HEAD, language="en")
    )
    assert _named(read)["en"].rstrip(".") == "Acta Mus. Sin"


def test_of_two_names_before_the_volume_the_one_that_stands_alone_too() -> None:
    cited = "Citation: Moss A. Ferns of the north. Shidi Xuebao/Journal of Mires, 2019,5(2):10-19."
    read = segments(
        segment("Journal of Mires, 2019,5(2):10-19", Role.RUNNING_HEAD, language="en"),
        segment(cited, Role.CITATION, language="en"),
        language="en",
    )
    assert _named(read) == {"en": "Journal of Mires"}


def test_a_town_behind_a_name_is_none_of_it() -> None:
    assert without_place("Informação, Campinas") == "Informação"
    assert without_place("Tempo e Campo, Rio de Janeiro") == "Tempo e Campo"
    assert without_place("Ecology, Soil and Water") == "Ecology, Soil and Water"
    assert without_place("Tempo e Campo, Lima, Perú") == "Tempo e Campo"
    assert without_place("Reeds: Texts, Types, Tales") == "Reeds: Texts, Types, Tales"
    assert without_place("Вестник болот, сер") == "Вестник болот"


@pytest.mark.parametrize(
    ("texts", "language", "names"),
    [
        (("第 10 期", "某某机床与自动化技术", "2021 年 10 月", "Some Machine Tool & Technique"), "zh",
         {"zh": "某某机床与自动化技术", "en": "Some Machine Tool & Technique"}),
        (("2006 年第 25 卷第 1 期", "传感器与系统（ Transducer and System Technology）"), "zh",
         {"zh": "传感器与系统", "en": "Transducer and System Technology"}),
        (("第58卷第24期/2021年12月/某某与光子学进展",), "zh", {"zh": "某某与光子学进展"}),
        (("Agyema et al. Some Health Research 2014, 14:1",), "en", {"en": "Some Health Research"}),
        (("Informação I Campinas I v. 35 I e227169 I 2023",), "pt", {"pt": "Informação"}),
        (("ABCD 1998, 10-12 juin 1998, p.102-111",), "fr", {"fr": "ABCD 1998"}),
        (("Abécéd 2001, Tours, 2-5 juillet 2001",), "fr", {"fr": "Abécéd 2001"}),
        (("ABCD 2010 – Session posters, Senlis, 19-23 juillet 2010",), "fr", {"fr": "ABCD 2010"}),
        (("Fern Publishing Corporation", "Fern Research and Practice", "Volume 2010, Article ID 157039, 6 pages"), "en",
         {"en": "Fern Research and Practice"}),
        (("2015 年第 28 卷第 7 期", "光电·材料"), "zh", {}),
        (("Reprinted from JOURNAL OF FERN SCIENCES", "Vol. 31, No. 2, October 1985"), "en", {"en": "JOURNAL OF FERN SCIENCES"}),
        (("Computer Gardening and Applications某某园艺与应用", "2007，43（2）"), "zh",
         {"zh": "某某园艺与应用", "en": "Computer Gardening and Applications"}),
        (("Processes of Ferns &\nRelations of Mosses", "2007 Vol 10(3) 373–382"), "en", {"en": "Processes of Ferns & Relations of Mosses"}),
        (("J. f. Farne, 11. Jg., Heft 3, 2003", "© Moor & Farn 2003"), "de", {"de": "J. f. Farne"}),
        (("BFAA, Vol. 61B, 2020",), "es", {"es": "BFAA"}),
        (("J-PAKIS, Vol. 8 No. 2, Oktober 2020, pp. 163~169",), "id", {"id": "J-PAKIS"}),
        (("Kwartalnik o Paprociach 2019, vol. 8, no. 2",), "pl", {"pl": "Kwartalnik o Paprociach"}),
        (("Artigo", "Samambaia 49: e1112020, 4 tab., 3 fig., 2022"), "pt", {"pt": "Samambaia"}),
        (("Conférence ABCD 1999, Cargèse, 12-17 juillet 1999",), "fr", {"fr": "Conférence ABCD 1999"}),
        (("某某処理学会第 87 回全国大会",), "ja", {"ja": "某某処理学会第87回全国大会"}),
        (("- 2025 한국무엇학회 하계 학술대회 논문집 -",), "ko", {"ko": "2025 한국무엇학회 하계 학술대회 논문집"}),
        (("VI Congresso Brasileiro de Jardins (CBJ 2017)", "Anais dos Encontros do VI Congresso Brasileiro de Jardins (ECBJ 2017)"), "pt",
         {"pt": "Anais dos Encontros do VI Congresso Brasileiro de Jardins (ECBJ 2017)"}),
        (("Научный журнал «Вопросы садоводства»",), "ru", {"ru": "Вопросы садоводства"}),
        (("ISSN 2079-4525. Вісник БУ «ОСОКА». 2014. № 19 (1062) 155",), "uk", {"uk": "Вісник БУ «ОСОКА"}),
        (("版管理条例》和《期刊出版管理规定》的有关规定；学术研究成果具有创新性",), "zh", {}),
    ],
)  # fmt: skip
def test_the_name_in_a_head(texts: tuple[str, ...], language: str, names: dict[str, str]) -> None:
    rows = [segment(text, Role.RUNNING_HEAD, language=language) for text in texts]
    placed = [
        row.model_copy(
            update={"lines": tuple(line.model_copy(update={"bbox": BBox(100, 100 + 40 * n, 1500, 130 + 40 * n)})
                                   for line in row.lines)}
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    read = segments(*rows, language=language).model_copy(update={"segments": tuple(placed)})
    assert _named(read) == names


def test_a_running_head_that_was_taken_for_text_is_one() -> None:
    foot = segment("Informação, Campinas, 33:e200057, 2021", Role.BODY, language="pt")
    title = segment("Um título", Role.TITLE, language="pt")
    low = foot.model_copy(update={"bbox": BBox(100, 3000, 1500, 3040)})
    read = segments(title, segment("Texto corrido.\n" * 5, Role.BODY, language="pt"), low, language="pt")
    assert _named(read) == {"pt": "Informação"}
    assert find_article_number(read).value == "e200057"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("Новосибирск 1980",), "1980"),
        (("- 2025 한국무엇학회 하계 학술대회 논문집 -",), "2025"),
        (("2024년도 무엇 논문쓰기 논문집 제4권 1호",), "2024"),
        (("ABCD 1998, 10-12 juin 1998, p.102-111",), "1998"),
        (("Journal of Things (2021) 54(10): e11439",), "2021"),
        (("Seminar Nasional FERNO-2014",), "2014"),
        (("Copyright 10th Congress of Ferns,", "Oberwald, FRG, 1987"), "1987"),
        (("34th ABCD - PROCEEDINGS COMPANION October 7-10, 2019 - Senlis",), "2019"),
    ],
)
def test_years_apart_from_the_volume(texts: tuple[str, ...], year: str) -> None:
    found = find_issue(head(*texts)).year
    assert found is not None
    assert found.value == year


def test_a_day_by_itself_under_the_title_tells_the_year() -> None:
    day = segment("18 de Dezembro de 2020", Role.OTHER, language="pt")
    found = find_issue(segments(segment("Modelos de jardins", Role.TITLE, language="pt"), day)).year
    assert found is not None
    assert found.value == "2020"
    said = segment("Em 18 de Dezembro de 2020 choveu", Role.OTHER, language="pt")
    assert find_issue(segments(segment("Modelos de jardins", Role.TITLE), said)).year is None


def test_a_copyright_line_tells_the_year() -> None:
    line = segment("Copyright 2025 Some Society of Japan.", Role.BODY, language="en")
    found = find_issue(segments(line)).year
    assert found is not None
    assert found.value == "2025"


def test_running_text_that_ends_in_a_year_tells_none() -> None:
    text = "Those results were published in the\njournal of ferns in 1980"
    assert find_issue(segments(segment(text, Role.BODY, language="en"))).year is None


def test_days_of_a_meeting_and_parts_of_codes_are_no_pages() -> None:
    assert find_pages(head("Conférence ABCD 1999, Cargèse, 12-17 juillet 1999")).first is None
    found = find_pages(head("文章编号： 1001 - 2265（ 2021） 10 - 0079 - 04"))
    assert found.first
    assert found.last
    assert (found.first.value, found.last.value) == ("79", "82")
    assert found.last.rivals == ()


def test_sheets_that_count_themselves_are_no_pages() -> None:
    read = segments(
        segment("Some Health Research 2014, 14:1", Role.RUNNING_HEAD, language="en"),
        segment("Page 2 of 10", Role.RUNNING_HEAD, page=2, language="en"),
        language="en",
    )
    assert find_pages(read).first is None
    assert find_article_number(read).value == "1"  # type: ignore[union-attr]


def test_the_first_sheet_alone_is_no_first_page() -> None:
    assert find_pages(head("1")).first is None
    assert find_pages(head("41")).first.value == "41"  # type: ignore[union-attr]


def test_low_numbers_count_sheets_of_the_file_where_others_speak() -> None:
    read = head("·83·", "2", "1")
    found = find_pages(read).first
    assert found is not None
    assert (found.value, found.rivals) == ("83", ())


def test_the_number_of_an_issue_is_no_page() -> None:
    found = find_pages(head("组合 No. 10", "文章编号：1001-2265(2021)10-0079-04")).first
    assert found is not None
    assert (found.value, found.rivals) == ("79", ())


def test_the_serial_of_a_platform_is_not_the_journals() -> None:
    text = "签约期刊。ISSN 0258-7025。《某某（网络版）》是网络出版物（ISSN 2096-4188，CN 11-6037/Z）"
    assert find_issn(segments(segment(text, Role.BODY))).value == "0258-7025"  # type: ignore[union-attr]


def test_a_school_year_is_no_part_of_a_name_and_the_year_in_doubt() -> None:
    read = head("令和 4 年度 模範保健大学紀要 第 4 巻", language="ja")
    assert _named(read) == {"ja": "模範保健大学紀要"}
    year = find_issue(read).year
    assert year is not None
    assert year.value == "2022"
    assert year.confidence < 0.6


def test_the_value_of_a_label_is_no_page() -> None:
    assert find_pages(head("分类号： Q94\n单位代码：\n40346")).first is None


@pytest.mark.parametrize(
    ("texts", "language", "name"),
    [
        (("一般社団法人庭園情報学会", "庭園技報"), "ja", "庭園技報"),
        (("電子庭園学会論文誌 D Vol. J97-D No. 6 pp. 94-101", "一般社団法人電子庭園学会 2014"), "ja", "電子庭園学会論文誌 D"),
    ],
)  # fmt: skip
def test_a_corporation_is_no_journal(texts: tuple[str, ...], language: str, name: str) -> None:
    assert _named(head(*texts, language=language)) == {language: name}


@pytest.mark.parametrize("text", ["技术讨论", "专题论述", "理论与研究", "招待論文"])
def test_a_rubric_is_no_journal(text: str) -> None:
    assert is_name("某某学报")
    assert not is_name(text)


def test_a_volume_in_letters_and_figures() -> None:
    read = head("電子庭園学会論文誌 D Vol. J97-D No. 6 pp. 94-101", language="ja")
    found = find_issue(read)
    assert found.volume is not None
    assert (found.volume.value, found.issue.value if found.issue else None) == ("J97-D", "6")


def test_the_name_over_the_serial_numbers_of_a_cover_sheet() -> None:
    read = segments(
        segment("某某苔藓工业\nMoss & Ferns Industry\nISSN 1234-5679,CN 32-1154/TQ", Role.RUNNING_HEAD, language="en"),
        segment("《某某苔藓工业》网络首发论文", Role.TITLE),
    )  # fmt: skip
    assert _named(read) == {"zh": "某某苔藓工业", "en": "Moss & Ferns Industry"}


@pytest.mark.parametrize(
    "text", ["论文提交日期 2024 年 3 月", "中華民國 98 年 10 月", "/苔藓评析/2019年第1期 100"]
)
def test_what_leads_to_a_day_and_a_rubric_between_strokes_are_no_journal(text: str) -> None:
    assert _named(head(text)) == {}


def _sheets(*heads: tuple[int, str]) -> Segments:
    return segments(
        segment("某某池塘的芦苇", Role.TITLE),
        *(segment(text, Role.RUNNING_HEAD, page=page) for page, text in heads),
    )


def test_numbers_that_sheets_count_on_are_pages_though_they_look_like_years() -> None:
    read = _sheets((1, "Vol. 45 No. 8\nAug. 2004"), (1, "2007"), (2, "2008\n某某学报"))
    assert (found := find_pages(read).first)
    assert found.value == "2007"
    assert (year := find_issue(read).year)
    assert year.value == "2004"
    alone = _sheets((1, "某某学报 第4卷第2期"), (1, "2007"))
    assert find_pages(alone).first is None
    assert (year := find_issue(alone).year)
    assert year.value == "2007"


@pytest.mark.parametrize("foot", ["http://www.moss.example 83", "83 www.moss.example"])
def test_a_number_beside_the_address_of_a_journal_is_the_page(foot: str) -> None:
    assert (found := find_pages(_sheets((1, foot))).first)
    assert found.value == "83"
    assert find_pages(_sheets((1, "https://doi.example/10.1234/moss 83"))).first is None


def test_a_name_goes_on_below_in_a_small_letter() -> None:
    lines = "Journal of the Northern Mires-Industrial\ncooperation Society\nVol. 21, No. 8 pp. 395-400, 2019"
    read = segments(segment(lines, Role.RUNNING_HEAD, language="en"), language="en")
    assert _named(read) == {"en": "Journal of the Northern Mires-Industrial cooperation Society"}
