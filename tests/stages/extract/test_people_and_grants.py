"""Places that hold names and positions, lists marked by signs, grants that go on below or stand in a sentence."""

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment
from pipeline.stages.extract.funding import find_funding
from pipeline.stages.extract.parts import part
from pipeline.stages.extract.people.affiliations import find_affiliations, without_people
from pipeline.stages.extract.people.marked_places import split_places
from pipeline.stages.segment.names import place_likeness
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        ("陳小明，臺北市立某某國小", ["陳小明"], "臺北市立某某國小"),
        ("Chen, Pei-Ming, Taipei Some School", ["Chen, Pei-Ming"], "Taipei Some School"),
        (
            "Иванова Анна Петровна – студент, Некий университет",
            ["Иванова Анна Петровна"],
            "Некий университет",
        ),
        ("國立某某大學資訊系研究生", [], "國立某某大學資訊系"),
        (
            "Some University, Department of Ferns, Associate Professor",
            [],
            "Some University, Department of Ferns",
        ),
        ("Professor Street Hospital, Somewhere", [], "Professor Street Hospital, Somewhere"),
        ("某某大学研究生院", [], "某某大学研究生院"),
    ],
)
def test_a_place_without_its_people(text: str, people: list[str], place: str) -> None:
    assert without_people(text, people) == place


def test_a_list_marked_by_signs() -> None:
    text = "∗Institute of Ferns, Some Town †Department of Mosses, Other Town ‡Lead Molecular, Third Town"
    assert split_places(text) == [
        ("∗", "Institute of Ferns, Some Town"),
        ("†", "Department of Mosses, Other Town"),
        ("‡", "Lead Molecular, Third Town"),
    ]


def _places(*found: Segment) -> list[str]:
    return [a.name["es"].value for a in find_affiliations(segments(*found, language="es"))]


def test_a_place_below_each_author_is_one_of_its_own_and_stands_once() -> None:
    people = [
        segment(name, Role.AUTHORS, language="es") for name in ("Ana Roe Poe", "Luis Soe Doe", "Eva Zoe")
    ]
    places = [
        segment(text, Role.AFFILIATIONS, language="es")
        for text in ("Universidad de Algo (Cuba)", "Universidad de Algo (Cuba)", "Instituto de Otro (Perú)")
    ]
    mixed = [s for pair in zip(people, places, strict=True) for s in pair]
    assert _places(*mixed) == ["Universidad de Algo (Cuba)", "Instituto de Otro (Perú)"]


def test_the_longest_of_two_numbered_lists() -> None:
    short = segment("¹Universidad de Algo", Role.AFFILIATIONS, language="es")
    whole = segment("¹Universidad de Algo ²Instituto de Otro", Role.AFFILIATIONS, page=2, language="es")
    assert _places(short, whole) == ["Universidad de Algo", "Instituto de Otro"]


def test_a_grant_goes_on_in_the_line_below_that_was_taken_for_text() -> None:
    first = segment("基金项目：某某省教育厅项目（JYT202）；某某技术研究", Role.FUNDING)
    rest = segment("（JYT19）", Role.BODY)
    below = rest.lines[0].model_copy(update={"bbox": BBox(140, 145, 400, 175)})
    read = segments(first).model_copy(
        update={"segments": (first, rest.model_copy(update={"lines": (below,)}))}
    )
    assert [f.value for f in find_funding(read)] == ["某某省教育厅项目（JYT202）", "某某技术研究（JYT19）"]


def test_a_grant_goes_on_to_the_end_of_its_sentence_in_a_narrow_column() -> None:
    first = segment("Благодарности: Исследование выполнено при финансовой", Role.FUNDING, language="ru")
    rest = segment("поддержке\nФонда болот\nв рамках\nпроекта\n№ 20-012", Role.BODY, language="ru")
    below = tuple(
        x.model_copy(update={"bbox": BBox(140, 145 + 35 * n, 400, 175 + 35 * n)})
        for n, x in enumerate(rest.lines)
    )
    found = (first, rest.model_copy(update={"lines": below}))
    (grant,) = find_funding(segments(first, language="ru").model_copy(update={"segments": found}))
    assert (
        grant.value == "Исследование выполнено при финансовой поддержке Фонда болот в рамках проекта № 20-012"
    )


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "We thank all. This work was supported by the Fern Fund (No. 12). Next.", "This work was supported by the Fern Fund (No. 12)"),
        ("ko", "※ 본 논문은 2025년 어느대학교 지원에 의하여 연구되었음.", "본 논문은 2025년 어느대학교 지원에 의하여 연구되었음"),
        ("ja", "謝辞 本研究は某財団 23K2 の助成を受けた。", "本研究は某財団 23K2 の助成を受けた"),
        ("ru", "Исследование выполнено при финансовой поддержке РФФИ, проект 12.", "Исследование выполнено при финансовой поддержке РФФИ, проект 12"),
        ("ru", "Публикация подготовлена в рамках проекта Фонда болот № 16.", "Публикация подготовлена в рамках проекта Фонда болот № 16"),
        ("uk", "Робота виконана за часткової підтримки Фонду 12.", "Робота виконана за часткової підтримки Фонду 12"),
        ("es", "Este trabajo ha sido financiado por el Fondo 12.", "Este trabajo ha sido financiado por el Fondo 12"),
        ("es", "¹ Este proyecto recibió financiamiento del Fondo (No. 12).", "Este proyecto recibió financiamiento del Fondo (No. 12)"),
        ("pt", "Financiado pelo Conselho das Lagoas (CL - n. 12-5).", "Financiado pelo Conselho das Lagoas (CL - n. 12-5)"),
        ("en", "This study was supported.", None),
        ("zh", "本文研究了某某方法。", None),
    ],
)  # fmt: skip
def test_a_sentence_that_names_a_sponsor(language: str, text: str, value: str | None) -> None:
    found = find_funding(segments(segment(text, Role.BODY, language=language), language=language))
    assert [f.value for f in found] == ([value] if value else [])


def test_a_sponsor_s_sentence_goes_on_in_the_line_below_though_it_is_another_block() -> None:
    first, rest = (
        "*本文得到某某省自然科学基金项目“蕨类研究”（11223）、某某省",
        "青年项目“苔藓研究”（LX09）的资助。庭小花为通讯作者。",
    )
    found = segments(segment(f"{first}\n{rest}", Role.BODY))
    (whole,) = found.segments
    parted = tuple(part(whole, (line,)) for line in whole.lines)
    read = found.model_copy(update={"segments": parted})
    assert [f.value for f in find_funding(read)] == [
        "本文得到某某省自然科学基金项目“蕨类研究”（11223）、某某省青年项目“苔藓研究”（LX09）的资助"
    ]


def test_a_note_that_names_a_sponsor_and_an_institution_is_a_grant() -> None:
    text = "Работа выполнена в Тверском университете при поддержке РНФ, грант 16-11."
    assert place_likeness(text) == 0
    told = segments(segment(text, Role.AFFILIATIONS, language="ru"), language="ru")
    assert [f.value for f in find_funding(told)] == [text.rstrip(".")]


@pytest.mark.parametrize(
    ("note", "grants"),
    [
        (
            "* 某某自然科学基金（批准号：11875）、某省教育厅项目（批准号：16YJC63）资助的课题.",
            ["某某自然科学基金（批准号：11875）、某省教育厅项目（批准号：16YJC63）资助的课题"],
        ),
        ("2018 年 8 月 3 日收到\n某某自然科学基金（61402）资助", ["某某自然科学基金（61402）资助"]),
        ("某某电网公司科技项目（DZ71-14-047）。", ["某某电网公司科技项目（DZ71-14-047）"]),
        ("本文受某某自然科学基金（61370，61572）资助。", ["本文受某某自然科学基金（61370，61572）资助"]),
        ("某某项目（一期工程）已经完成。", []),
        ("各省的项目（2019 年）得到支持。", []),
    ],
)
def test_a_note_without_a_label_that_names_grants(note: str, grants: list[str]) -> None:
    assert [f.value for f in find_funding(segments(segment(note, Role.BODY)))] == grants
