"""Lines that name people and say where they work, names that lines and columns part, titles between label and abstract."""

import pytest

from pipeline.languages.people import split_people
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment
from pipeline.stages.extract.people.affiliations import find_affiliations
from pipeline.stages.extract.people.authors import find_authors
from pipeline.stages.extract.people.bylines import bylines
from pipeline.stages.extract.people.marked_places import split_places
from pipeline.stages.extract.texts.abstract import find_abstracts
from pipeline.stages.extract.texts.title import find_titles
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("line", "halves"),
    [
        ("Орлов Иван Петрович, студент, Некий университет", [("Орлов Иван Петрович", "студент, Некий университет")]),
        ("A. Roe, University of Ferns, B. Doe, University of Moss", [("A. Roe", "University of Ferns"), ("B. Doe", "University of Moss")]),
        ("¹ 陳小明，某市立某某國小", [("陳小明¹", "某市立某某國小")]),
        ("²Chen, Pei-Ming, Some Elementary School", [("Chen\x01 Pei-Ming²", "Some Elementary School")]),
        ("John Roe, PhD, Mary Doe, MD", []),
        ("Jane Roe, Mary Doe, Ann Poe", []),
        ("Department of Ferns, University of Moss", []),
        ("王小明，李大山，张三丰", []),
        ("ABC, LINK, Laboratoire des Fougères", []),
    ],
)  # fmt: skip
def test_the_halves_of_a_byline(line: str, halves: list[tuple[str, str]]) -> None:
    assert [(half.people, half.place) for half in bylines(line)] == halves


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ROE, JANE ANN ¹ DOE, MARY²", ["ROE, JANE ANN", "DOE, MARY"]),
        ("Jane Roe, Mary Doe, Carol A. Poe\nAnn Soe, Eve Noe", ["Jane Roe", "Mary Doe", "Carol A. Poe", "Ann Soe", "Eve Noe"]),
        ("Ana María\nPérez Gómez, Luis José Ruiz Díaz", ["Ana María Pérez Gómez", "Luis José Ruiz Díaz"]),
        ("Jane Roe, Minho\nBae", ["Jane Roe", "Minho Bae"]),
        ("Jane Roe, Senior Member, IEEE, Mary Doe, Fellow, IEEE", ["Jane Roe", "Mary Doe"]),
        ("А.Б. Лесной. ВГ.Полевая. О. Степная.", ["А.Б. Лесной", "ВГ.Полевая", "О. Степная"]),
    ],
)  # fmt: skip
def test_names_over_commas_and_line_ends(text: str, names: list[str]) -> None:
    assert [person.name for person in split_people(text, "en")] == names


def _names(*found: Segment, language: str = "en") -> list[str]:
    return [a.name[language].value for a in find_authors(segments(*found, language=language))]


def test_what_follows_a_name_in_its_line_is_a_place() -> None:
    people = segment(
        "Орлов Иван Петрович, студент, Некий университет\nСоколова Анна Ивановна, доцент, Другой институт",
        Role.AUTHORS,
        language="ru",
    )
    assert _names(people, language="ru") == ["Орлов Иван Петрович", "Соколова Анна Ивановна"]
    places = find_affiliations(segments(people, language="ru"))
    assert [p.name["ru"].value for p in places] == ["Некий университет", "Другой институт"]


def test_a_name_among_the_places_is_an_author() -> None:
    places = segment(
        "1st Jane Roe\nSchool of Ferns, Some University\n2nd Mary Doe", Role.AFFILIATIONS, language="en"
    )
    assert _names(places) == ["Jane Roe", "Mary Doe"]
    assert find_affiliations(segments(places, language="en"))[0].name["en"].value == (
        "School of Ferns, Some University"
    )


def test_a_family_name_before_its_given_names_over_an_address_each() -> None:
    found = []
    for name, mail in (
        ("Ruiz Mora, Ana Isabel", "a@x.es"),
        ("Sanz Peña, Luis de Dios", "l@x.es"),
        ("GIL ROA, EVA INÉS", "e@x.es"),
    ):
        found += [
            segment(name, Role.AUTHORS, language="es"),
            segment("Universidad de Algo", Role.AFFILIATIONS, language="es"),
            segment(f"Correo: {mail}", Role.CORRESPONDENCE, language="es"),
        ]
    told = ["Ruiz Mora, Ana Isabel", "Sanz Peña, Luis de Dios", "GIL ROA, EVA INÉS"]
    assert _names(*found, language="es") == told


def test_a_name_and_where_he_works_over_an_address_is_no_turned_name() -> None:
    found = []
    for name, mail in (("Anna Roe, UC Ferns", "a@x.org"), ("Carl T. Poe, Luisa Doe", "l@x.org")):
        found += [
            segment(name, Role.AUTHORS, language="en"),
            segment(f"E-mail: {mail}", Role.CORRESPONDENCE, language="en"),
        ]
    assert not any("," in name for name in _names(*found))


def test_names_over_a_place_each_are_one_each() -> None:
    found = []
    for name in ("Anna Roe", "Carl Poe", "Luisa Doe"):
        found += [
            segment(name, Role.AUTHORS, language="en"),
            segment(f"Institute of {name[-3:]}", Role.AFFILIATIONS, language="en"),
        ]
    assert _names(*found) == ["Anna Roe", "Carl Poe", "Luisa Doe"]


def test_names_in_one_row_are_several() -> None:
    row = segment("Ana Isabel\nLuis José", Role.AUTHORS, language="en")
    lines = tuple(
        line.model_copy(update={"bbox": BBox(100 + 800 * n, 100, 400 + 800 * n, 130)})
        for n, line in enumerate(row.lines)
    )
    assert _names(row.model_copy(update={"lines": lines})) == ["Ana Isabel", "Luis José"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("某大学工学部† 某大学理学部‡", [("†", "某大学工学部"), ("‡", "某大学理学部")]),
        ("(1) LINK, 2 rue des Fougères Paris (2) Institut des Mousses", [("1", "LINK, 2 rue des Fougères Paris"), ("2", "Institut des Mousses")]),
        ("ᵃSchool of Ferns, Some Town\nᵇInstitute of Moss", [("a", "School of Ferns, Some Town"), ("b", "Institute of Moss")]),
        ("(Institute of Ferns, Some Town)", [("", "Institute of Ferns, Some Town")]),
        ("Institute of Ferns {ana,luis}@ferns.org", [("", "Institute of Ferns")]),
    ],
)  # fmt: skip
def test_places_with_signs_behind_brackets_and_addresses(text: str, places: list[tuple[str, str]]) -> None:
    assert split_places(text) == places


def _set(rows: list[tuple[str, int]], pitch: int = 40) -> Segment:
    """An abstract whose lines end where told."""
    found = segment("\n".join(text for text, _ in rows), Role.ABSTRACT, language="en")
    lines = tuple(
        line.model_copy(update={"bbox": BBox(100, 100 + pitch * n, right, 130 + pitch * n)})
        for n, (line, (_, right)) in enumerate(zip(found.lines, rows, strict=True))
    )
    return found.model_copy(update={"lines": lines})


TEXT = [
    ("We grew ferns in two gardens and watched them over", 1500),
    ("four years. In the first garden they were watered and", 1501),
    ("in the second they were not. Watered ferns grew taller", 1499),
    ("than the others by a fifth, which nobody had expected,", 1500),
    ("and bore more leaves. Ferns should be watered where", 1500),
    ("that can be done at little cost and with", 1500),
    ("clean water.", 400),
]


@pytest.mark.parametrize("label", ["ABSTRACT ______", "Abstract."])
def test_a_title_between_the_label_and_the_text_of_an_abstract(label: str) -> None:
    rows = [
        (label, 1500),
        ("Ferns that are watered grow in gardens of the north and", 1500),
        ("of the south", 420),
        *TEXT,
    ]
    found = segments(_set(rows), language="fr")
    title = "Ferns that are watered grow in gardens of the north and of the south"
    assert find_titles(found)["en"].value == title
    assert find_abstracts(found)["en"].text.value.startswith("We grew ferns")


@pytest.mark.parametrize(
    "first",
    [
        ("We looked at ferns of many gardens in the summer and", 1500),
        ("We looked at ferns of many gardens in the summer (see Long-", 1350),
        ("Background", 350),
    ],
)
def test_the_first_line_of_an_abstract_is_its_text(first: tuple[str, int]) -> None:
    found = segments(_set([("Abstract", 300), first, *TEXT]), language="fr")
    assert "en" not in find_titles(found)
    assert find_abstracts(found)["en"].text.value.startswith(first[0][:10])


def test_a_rubric_over_a_title_and_an_address_are_none_of_it() -> None:
    title = segment("Research Article\nFerns in gardens of the north⋆", Role.TITLE, language="en")
    mail = segment("Laboratoire des Fougères ana@ferns.org", Role.TITLE, language="fr")
    found = find_titles(segments(title, mail, language="fr"))
    assert {code: field.value for code, field in found.items()} == {"en": "Ferns in gardens of the north"}


@pytest.mark.parametrize(
    "rights", ["© 2005 Fern Press B.V. All rights reserved.", "q 2005 Fern Press. All rights reserved.", ""]
)
def test_an_abstract_ends_before_who_holds_the_rights(rights: str) -> None:
    found = segment(f"Abstract\nWe saw ferns in 2005. They grew.\n{rights}", Role.ABSTRACT, language="en")
    text = find_abstracts(segments(found, language="en"))["en"].text.value
    assert text == "We saw ferns in 2005. They grew."


def test_an_author_stands_once_whatever_his_affiliation_calls_him() -> None:
    people = segment("А.Д. Орлова", Role.AUTHORS, language="ru")
    place = segment("Орлова Анна Дмитриевна – студент, Некий университет", Role.AFFILIATIONS, language="ru")
    assert _names(people, place, language="ru") == ["А.Д. Орлова"]


def test_a_title_in_two_scripts_is_two() -> None:
    both = segment(
        "基于某某数据的蕨类植物提取方法研究\nA Study of Ferns and of Mosses", Role.TITLE, language="zh"
    )
    added = segment("某某论文的准备方法\n(ferns.cls version 2)", Role.TITLE, language="zh")
    assert {code: f.value for code, f in find_titles(segments(both)).items()} == {
        "zh": "基于某某数据的蕨类植物提取方法研究",
        "en": "A Study of Ferns and of Mosses",
    }
    assert list(find_titles(segments(added))) == ["zh"]


def test_a_title_in_two_scripts_may_be_short_where_a_letter_is_a_syllable() -> None:
    both = segment("逐次苔藓 OEF\nA Study of Ferns and of Mosses", Role.TITLE, language="ja")
    assert {code: f.value for code, f in find_titles(segments(both, language="ja")).items()} == {
        "ja": "逐次苔藓 OEF",
        "en": "A Study of Ferns and of Mosses",
    }


def test_what_is_plainly_no_title_or_place_is_not_taken() -> None:
    assert find_titles(segments(segment("Орлов Д.А., Соколов Р.В.", Role.TITLE, language="ru"))) == {}
    labelled = segment("Title: Ferns in gardens", Role.TITLE, language="en")
    assert find_titles(segments(labelled))["en"].value == "Ferns in gardens"
    declared = segment("学位论文版权使用授权书", Role.TITLE)
    title = segment("某某蕨类的研究", Role.TITLE)
    date = segment("9 марта 2026 г.; 0000-0002-1825-0097", Role.AFFILIATIONS, language="ru")
    assert find_titles(segments(declared, title))["zh"].value == "某某蕨类的研究"
    assert find_affiliations(segments(date, language="ru")) == ()


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("李睿庭徐国苔", "zh", ["李睿庭", "徐国苔"]),
        ("余冰何苔黄志庭", "zh", ["余冰", "何苔", "黄志庭"]),
        ("李小苔张水", "zh", ["李小苔", "张水"]),
        ("章寿荣梁水", "zh", ["章寿荣梁水"]),
        ("欧阳修明", "zh", ["欧阳修明"]),
        ("长谷川苔一", "ja", ["长谷川苔一"]),
        ("林川苔•陳信水", "zh-Hant", ["林川苔", "陳信水"]),
        ("阿不都•热西苔", "zh", ["阿不都•热西苔"]),
    ],
)
def test_chinese_names_without_gaps_are_parted_where_family_names_leave_one_way(
    text: str, language: str, names: list[str]
) -> None:
    assert [p.name for p in split_people(text, language)] == names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Институт болот\nНаучный руководитель – ст. преподаватель О. П. Ветрова", "Институт болот"),
        ("канд. техн. наук, доц. Інститут боліт, Суми", "Інститут боліт, Суми"),
        ("проф. Інститут боліт, Суми¹", "Інститут боліт, Суми"),
        ("Інститут боліт, Суми", "Інститут боліт, Суми"),
    ],
)
def test_a_place_without_degrees_marks_and_who_guided_the_work(printed: str, name: str) -> None:
    language = "ru" if "Институт" in printed else "uk"
    places = segment(printed, Role.AFFILIATIONS, language=language)
    assert find_affiliations(segments(places, language=language))[0].name[language].value == name


def test_a_star_before_a_place_begins_another_where_the_first_has_none() -> None:
    printed = "Институт болот, Тверь\n*ОАО «Торфяник», Тверь"
    places = find_affiliations(segments(segment(printed, Role.AFFILIATIONS, language="ru"), language="ru"))
    assert [p.name["ru"].value for p in places] == ["Институт болот, Тверь", "ОАО «Торфяник», Тверь"]


def test_a_thesis_abstract_begins_below_the_title_block_that_is_printed_again() -> None:
    title = ["갈대 성장에 대한 토양 습도의 영향", "어느대학교 대학원", "습지학과 식물생태전공", "하 늘 봄"]
    roles = [Role.TITLE, Role.AFFILIATIONS, Role.OTHER, Role.OTHER]
    front = [segment(text, role, language="ko") for text, role in zip(title, roles, strict=True)]
    text = "본 연구에서는 두 해 동안 세 연못의 갈대를 관찰하였다.\n그 결과 물이 깊을수록 갈대가 크게 자랐다.\n또한 봄의 기온이 함께 작용하였다."
    again = "\n".join(["국문초록", *title[:3], "하늘봄", text])
    found = find_abstracts(
        segments(*front, segment(again, Role.ABSTRACT, page=3, language="ko"), language="ko")
    )
    assert found["ko"].text.value.startswith("본 연구에서는")
    here = segment("초록\n" + title[0] + "\n" + text, Role.ABSTRACT, language="ko")
    assert find_abstracts(segments(*front, here, language="ko"))["ko"].text.value.startswith("갈대")


def test_where_all_names_bear_marks_what_stands_before_a_faculty_is_nobody() -> None:
    names = segment("Ana Sari#1, Danny Mawar*2, Ade Melati#3", Role.AUTHORS, language="id")
    place = segment(
        "Magister Sistem Informasi, Fakultas Teknologi\nUniversitas Danau", Role.AFFILIATIONS, language="id"
    )
    found = find_authors(segments(names, place, language="id"))
    assert [name.value for author in found for name in author.name.values()] == [
        "Ana Sari",
        "Danny Mawar",
        "Ade Melati",
    ]
