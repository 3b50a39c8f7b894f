"""The end of an article in another script: its English front matter and dates are taken, references are not."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox, around
from pipeline.records.segment import Role
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.stages.extract.roles import told_again
from pipeline.stages.segment import closing, closing_numbers, ended, lacking, segment
from pipeline.stages.segment.closing import closing_of, own_pages
from tests.stages.segment.printed import page

FIRST = page(
    "УДК 631.4",
    ["Влияние влажности почвы на рост тростника"],
    "И. И. Соколов, А. П. Ветрова",
    "Институт болот, Тверь, Россия",
    [
        "Аннотация. Изучено влияние влажности почвы на рост тростника в трёх водоёмах. Показано, что",
        "биомасса растений зависит от уровня воды весной и летом.",
    ],
    "Ключевые слова: тростник; влажность; почва",
    sizes={1: 60},
)
LAST = page(
    "2. Sokolov I. I. Reeds of the north. Moscow: Nauka, 1999. 120 p.",
    "Поступила в редакцию",
    "16 марта 2020 г.",
    ["THE EFFECT OF SOIL MOISTURE ON THE GROWTH OF REED"],
    "I. I. Sokolov, A. P. Vetrova",
    "Institute of Mires, Tver, Russia",
    [
        "The effect of soil moisture on the growth of reed was studied in three ponds. It is shown that",
        "the biomass of plants depends on the water level in spring and summer.",
    ],
    "Keywords: reed; moisture; soil",
    number=8,
)


def test_the_last_pages_are_wanted_where_the_first_print_no_english_abstract() -> None:
    assert closing_numbers([FIRST], 8) == (5, 6, 7, 8)
    assert closing_numbers([FIRST], 1) == ()
    assert closing_numbers([FIRST], 300) == ()


def test_the_end_is_cut_to_its_front_matter_and_its_dates() -> None:
    (end,) = closing([page("Выводы", "3. Петров П. П. Осока // Ботаника. 2001. № 4.", number=7), LAST])
    texts = [line.text for line in end.lines]
    assert end.closing
    assert end.number == 8
    assert texts[:2] == ["Поступила в редакцию", "16 марта 2020 г."]
    assert texts[2:4] == ["THE EFFECT OF SOIL MOISTURE ON THE GROWTH OF REED", "I. I. Sokolov, A. P. Vetrova"]
    assert texts[-1].startswith("Keywords")


def test_the_lines_of_the_last_work_cited_are_none_of_it() -> None:
    cited = [
        "3. Sokolov I. (2020) Rist ocheretu u stavkakh i richkakh pivnoc",
        "nykh kraiv [The growth of reed",
        "in the north]. Bolota, no. 3.2, pp. 195–208.",
    ]
    (end,) = closing(
        [page(cited, "Olha Vetrova", "THE GROWTH OF REED", ["Reeds grow."], "Key words: reed", number=8)]
    )
    assert end.lines[0].text == "Olha Vetrova"


def test_it_reads_as_a_front_page_of_its_own() -> None:
    found = segment(closing([LAST]))
    assert [s.text for s in found.of(Role.TITLE)] == ["THE EFFECT OF SOIL MOISTURE ON THE GROWTH OF REED"]
    assert all(found.of(role) for role in (Role.AUTHORS, Role.ABSTRACT, Role.KEYWORDS))


def test_a_thesis_has_its_own_abstract_at_its_end_too() -> None:
    own = [
        "АНОТАЦІЯ",
        "Лоза О. І. Ріст очерету. – Рукопис.",
        "Описано ріст очерету.",
        "Ключові слова: очерет.",
    ]
    last = page("5. Лоза О. Осока.", *own, "АННОТАЦИЯ", "Описан рост тростника.", number=8)
    (end,) = closing([last], own="uk")
    assert [line.text for line in end.lines] == own
    assert closing([last]) == []
    first = page("Лоза Олена Іванівна", ["Ріст очерету"], "Автореферат", sizes={1: 60})
    assert lacking([first]) == segment([first]).language
    assert lacking([FIRST]) is None


def test_a_page_of_references_alone_is_none() -> None:
    assert closing([page("1. Roe J. Reeds. London, 1999.", "2. Doe J. Sedges. Oslo, 2001.", number=9)]) == []


def test_a_page_that_another_article_fills_up_is_read_below_the_words_that_bring_text_over() -> None:
    other = [
        "The Dilemma of Ferns",
        "LI Xiaohua",
        "Abstract: Ferns are in a dilemma that nobody knows.",
        "Key words: ferns",
    ]
    own = [
        "The Growth of Reed in Ponds",
        "HE Cao",
        "Abstract: Reed grows in ponds where water is.",
        "Key words: reed",
    ]
    (end,) = closing([page(*other, "（上接第 94 页）", *own, number=8)])
    assert [line.text for line in end.lines] == own


TITLE = ["GROWTH OF REED AND SEDGE", "ON WET SOIL"]
NAMES, PLACE = "I. I. Sokolov, A. P. Vetrova", "Institute of Mires, Tver, Russia"
SAID = [
    "The growth of reed and of sedge was studied in the ponds of three valleys, and the level of water there.",
    "It is shown that the growth of reed depends on the level of the water in spring and on the soil.",
    "It does not depend on the age of the pond, nor on the trees of the shore and the wind of the winter.",
]
CITED = ["7. Roe J. Reeds of the north. London, 1999.", "8. Doe J. Sedges. Oslo, 2001."]


@pytest.mark.parametrize(
    "last",
    [
        page(TITLE, NAMES, PLACE, SAID, "References", CITED, number=6, sizes={0: 52}),
        page(CITED, TITLE, f"© 2012 {NAMES}", PLACE, SAID, "Сведения об авторах", number=9, sizes={1: 52}),
    ],
    ids=["before the references", "behind them"],
)
def test_english_without_a_label_is_read(last: PageText) -> None:
    (end,) = closing([last])
    found = segment([end])
    assert end.lines[0].text == TITLE[0]
    assert [s.text for s in found.of(Role.TITLE)] == [" ".join(TITLE)]
    assert len(found.of(Role.AUTHORS)) == 1
    assert [s.text for s in found.of(Role.ABSTRACT)] == [" ".join(SAID)]


def test_works_cited_over_several_lines_are_no_names_over_an_abstract() -> None:
    works = [
        "Reeds and sedges",
        "Roe J., Doe J. Reeds of the north and of the south, the growth of reeds",
        "in the ponds of the valleys // Mires, 1999, vol. 3, pp. 12-18.",
        "Sedges of the south",
        "Moe J., Doe J. On the sedges of the south. Oslo, 2001.",
    ]
    assert closing([page(works, number=9)]) == []


def _in_english(title: str, names: str, topic: str) -> list[list[str] | str]:
    said = [
        f"The growth of {topic} was watched in three ponds of the north for four years and more.",
        "It depends on rain.",
    ]
    return [[title, names], said, f"Keywords: {topic}; ponds; rain"]


SEVERAL = page(
    *_in_english("Reeds and Their Rain in the Ponds of the North", "Shi Yuchun", "reeds"),
    "（编辑：温 雨）",
    *_in_english("Mosses and Their Rain in the Ponds of the North", "Lu Shan and Qiu Mingyue", "mosses"),
    number=8,
)


def test_of_the_english_of_several_articles_that_of_these_people_is_left() -> None:
    ends = closing([SEVERAL])
    assert sum("Keywords" in line.text for page in ends for line in page.lines) == 2
    (own,) = closing_of(["陆山", "邱明月"], ends, segment(ends))
    texts = [line.text for line in own.lines]
    assert texts[0].startswith("Mosses")
    assert not any("reeds" in text for text in texts)


def test_of_the_english_of_several_articles_none_is_left_that_names_others() -> None:
    ends = closing([SEVERAL])
    assert closing_of(["温庭雨"], ends, segment(ends)) == []


def test_one_english_abstract_is_left_whoever_it_names() -> None:
    ends = closing([LAST])
    assert closing_of(["温庭雨"], ends, segment(ends)) == ends
    assert closing_of(["И. И. Соколов"], closing([SEVERAL]), segment(ends)) == closing([SEVERAL])


def test_the_end_lies_behind_the_page_of_the_title() -> None:
    """English on the page of a title that stands behind a sheet with the citation is no end of the article."""
    pages = [page("How to cite: Roe", number=1), LAST]
    found = segment(pages)
    title = found.segments[0].model_copy(update={"role": Role.TITLE, "page": LAST.number})
    found = found.model_copy(update={"language": "ru"})
    assert closing(pages, found.model_copy(update={"segments": ()}))
    assert closing(pages, found.model_copy(update={"segments": (title,)})) == []


OTHER_END = (
    "Д. Е. Сомов, аспирант, somov@example.org, Россия, Тверь, Институт болот",
    "ROTATION OF SEDGE LEAVES IN SHALLOW WATER",
    "D. E. Somov",
    "The rotation of sedge leaves in shallow water was followed over two summers by a camera.",
    "Keywords: sedge; leaves; camera",
)
OWN = (
    "УДК 631.5",
    "ВЛИЯНИЕ ВЛАЖНОСТИ ПОЧВЫ НА РОСТ ТРОСТНИКА",
    "И. И. Соколов, А. П. Ветрова",
    "Изучено влияние влажности почвы на рост тростника в трёх водоёмах области за два года.",
    "Ключевые слова: тростник; влажность; почва",
    ["Тростник растёт по берегам водоёмов и на болотах, где его корни держат рыхлую почву весь год."] * 6,
)


def test_the_english_of_another_article_over_the_title_is_left_out_where_the_own_stands_at_the_end() -> None:
    first, end = page(*OTHER_END, *OWN), segment(closing([LAST]))
    own = own_pages([first], segment([first]), end)
    assert own is not None
    texts = [line.text for each in own for line in each.lines]
    assert texts[0] == "УДК 631.5"
    titles = [s.text for s in segment(own).of(Role.TITLE)]
    assert titles == ["ВЛИЯНИЕ ВЛАЖНОСТИ ПОЧВЫ НА РОСТ ТРОСТНИКА"]


def test_the_own_english_over_the_title_stays() -> None:
    english = (*OTHER_END[2:3], "The effect of soil moisture on reed was studied.", "Keywords: reed; soil")
    first = page("THE EFFECT OF SOIL MOISTURE ON THE GROWTH OF REED", *english, *OWN)
    assert own_pages([first], segment([first]), segment(closing([LAST]))) is None
    plain = page(*OWN)
    assert own_pages([plain], segment([plain]), segment(closing([LAST]))) is None


def test_a_title_without_its_abstract_at_the_end_leaves_nothing_out() -> None:
    """It may be a work cited: the whole front of an article was thrown away."""
    first = page(*OTHER_END, *OWN)
    end = segment(closing([LAST]))
    bare = end.model_copy(update={"segments": tuple(s for s in end.segments if s.role is not Role.ABSTRACT)})
    assert own_pages([first], segment([first]), end) is not None
    assert own_pages([first], segment([first]), bare) is None


def test_it_goes_on_over_the_head_of_the_next_page() -> None:
    first = page(
        "3. Петров П. П. Осока // Ботаника. 2001. № 4.",
        ["THE EFFECT OF SOIL MOISTURE ON THE GROWTH OF REED"],
        "I. I. Sokolov, A. P. Vetrova",
        ["The effect of soil moisture on the growth of reed was studied in three ponds and it was shown"],
        number=7,
    )
    second = page(
        "Учёные записки. Болота", ["that the biomass depends on the water."], "Keywords: reed", number=8
    )
    texts = [line.text for each in closing([first, second]) for line in each.lines]
    assert texts[0].startswith("THE EFFECT")
    assert texts[-2:] == ["that the biomass depends on the water.", "Keywords: reed"]
    plain = page(["that the biomass depends on the water."], "Keywords: reed", number=8)
    assert [line.text for each in closing([first, plain]) for line in each.lines] == texts


def test_numbered_places_above_the_abstract_are_no_works_cited() -> None:
    own = [
        "The Growth of Reed in Ponds",
        "WEN Yu¹, LU Xiaoshan²",
        "(1. Institute of Mires, Tver 100000, Russia;",
        "2. Department of Ponds, University of Reeds, Tver 100001, Russia)",
        "Abstract: Reed grows in ponds where water is.",
        "Key words: reed",
    ]
    (end,) = closing([page("［2］ 李河. 湿地的芦苇［J］. 某某学报，2001，4（2）：1-9.", own, number=8)])
    assert [line.text for line in end.lines] == own


def test_a_card_of_a_catalogue_leads_to_the_english_at_the_end() -> None:
    card = [
        "UDK 582",
        "Growth of reed and sedge",
        "on wet soil / I.I. Sokolov, A.P. Vetrova // Journal of Mires. – 2010.",
        "– № 3 (74). – P. 105–108.",
        SAID[0],
        "It is shown that it depends on soils.",
        "Fig. 2. Ref.: 11 items.",
    ]
    ukrainian = ["УДК 582", "Ріст очерету / І. І. Соколов // Болота. – 2010. – С. 105–108.", "Описано ріст."]
    (end,) = closing([page("11. Лоза О. П. Осока // Болота. – 2009.", *ukrainian, *card, number=4)])
    found, _ = told_again(segment([end]))
    assert [s.text for s in found.of(Role.TITLE)] == ["Growth of reed and sedge on wet soil"]
    assert [s.text for s in found.of(Role.AUTHORS)] == ["I.I. Sokolov, A.P. Vetrova"]
    assert [s.text for s in found.of(Role.ABSTRACT)] == [" ".join(card[4:6])]


def test_english_below_both_columns_is_read_with_its_title() -> None:
    def line(text: str, left: int, top: int, right: int) -> Line:
        return Line(text=text, bbox=BBox(left, top, right, top + 30), confidence=1.0, engine="layer")

    left = [line(f"{n}. Sokolov I Reeds of ponds {n}", 100, 100 + 40 * n, 700) for n in range(1, 6)]
    right = [line(f"{n}. Vetrova A Sedges of ponds {n}", 800, 100 + 40 * (n - 5), 1400) for n in range(6, 11)]
    title, names = line(TITLE[0], 100, 500, 500), line(NAMES, 100, 560, 480)
    said = [line(text, 100, 640 + 40 * n, 1400) for n, text in enumerate(SAID)]
    column = [*left, title, names]
    blocks = tuple(
        Block(bbox=around([x.bbox for x in part]), lines=tuple(part), kind=BlockKind.BODY)
        for part in (column, right, said)
    )
    whole = page("x", number=9).model_copy(update={"blocks": blocks})
    (end,) = closing([whole])
    assert [x.text for x in end.lines] == [TITLE[0], NAMES, *SAID]
    assert ended([end], ()).of(Role.ABSTRACT)[0].text == " ".join(SAID)


@pytest.mark.parametrize("mark", ["[{}]", "[{}] Sokolov I."])
def test_the_works_of_a_list_have_neither_title_nor_names(mark: str) -> None:
    cited = [
        row
        for n in range(4, 8)
        for row in (
            mark.format(n),
            "Sokolov I.S., Vetrova A.P., Mokhov O. The growth of the",
            "reeds of the ponds and of the sedge in the north of a",
            "country and its mires",
        )
    ]
    assert closing([page(*cited, number=8)]) == []
