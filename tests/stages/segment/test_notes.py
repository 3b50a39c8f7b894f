"""Notes on authors at the end of an article in Han: taken for their addresses, apart from the English beside them."""

from __future__ import annotations

from pipeline.records.article import Author, Field
from pipeline.records.segment import Role
from pipeline.stages.extract.people.email import with_noted_emails
from pipeline.stages.segment import closing, closing_numbers
from pipeline.stages.segment.notes import without_notes
from tests.stages.segment.printed import page


def _field(value: str) -> Field:
    return Field(value=value, confidence=1.0, evidence=())


FIRST = page(
    ["某某湿地中芦苇生长的观测与分析"],
    "温雨，陆小山",
    "（某某大学湿地学院，某某市 100000）",
    ["摘要：在三个池塘中观测了芦苇的生长，结果表明芦苇的高度取决于春季和夏季的水位。"],
    "关键词：芦苇；水位；湿地",
    ["Observation of Reed in Wetlands"],
    "WEN Yu, LU Xiaoshan",
    ["Abstract: Reed was watched in three ponds. Its height depends on the water in spring and summer."],
    "Key words: reed; water; wetland",
    sizes={0: 60, 5: 50},
)
NOTES = [
    "收稿日期：2021-07-06。",
    "作者简介：",
    "温雨（1990—），女，博士，研究方向为芦苇和",
    "水位，wenyu@example.",
    "org；",
    "陆小山（1969），男，教授，通信作者，E-mail：",
    "luxs@example.org",
    "（编辑 李河）",
]
CITED = "［2］ 李河. 湿地的芦苇［J］. 某某学报，2001，4（2）：1-9."


def test_the_last_pages_are_wanted_where_the_first_print_no_date_or_no_address() -> None:
    assert closing_numbers([FIRST], 8) == (5, 6, 7, 8)
    dated = page(*(line.text for line in FIRST.lines), "收稿日期：2021-07-06")
    assert closing_numbers([dated], 8) == (5, 6, 7, 8)
    told = page(*(line.text for line in dated.lines), "通信作者：温雨，E-mail：wenyu@example.org")
    assert closing_numbers([told], 8) == ()


def test_notes_are_parted_from_the_rest() -> None:
    pages, notes = without_notes(closing([page(CITED, NOTES, number=8)]))
    assert [line.text for each in pages for line in each.lines] == NOTES[:1]
    assert [s.text for s in notes.segments] == ["".join(NOTES[2:5]), "".join(NOTES[5:7])]
    assert all(s.role is Role.CORRESPONDENCE for s in notes.segments)


def test_notes_in_cyrillic_letters_begin_with_a_name_in_full() -> None:
    told = [
        "Контактная информация",
        "Соколов Иван Ильич — к. б. н.,",
        "доцент кафедры болот Северного",
        "университета, e-mail: sok@example.org",
    ]
    cited = "6. Соколов И. И. Рост тростника // Болота. 1999. № 2. С. 1–9."
    pages, notes = without_notes(closing([page(cited, told, number=3)]))
    assert pages == []
    assert [s.text for s in notes.segments] == [
        "Соколов Иван Ильич — к. б. н., доцент кафедры болот Северного университета, e-mail: sok@example.org"
    ]
    own = Author(name={"ru": _field("И. И. Соколов")})
    other = Author(name={"ru": _field("А. П. Соколов")})
    assert [a.email and a.email.value for a in with_noted_emails((other, own), notes)] == [
        None,
        "sok@example.org",
    ]


def test_dates_and_notes_may_be_of_another_article_that_begins_or_ends_there() -> None:
    other = ["另一篇文章的题目", "某某某", "摘要：另一篇文章的摘要写在这里。"]
    assert closing([page(CITED, NOTES, other, number=8)]) == []
    assert closing([page("收稿日期：2020-01-02", CITED, NOTES, number=8)]) == []
