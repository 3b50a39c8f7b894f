"""Titles, and what passes for them, told by what stands around them: the weights' opinion is given."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role
from pipeline.records.text import Line, PageText
from pipeline.stages.segment.front import LinePart
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.surroundings import Surroundings
from pipeline.stages.segment.walk import Walk
from tests.stages.segment.printed import page

NATIVE, ENGLISH = "Turfeiras do norte e a água de cem anos", "Peatlands of the north and their water"
HAN = "北方沼泽湿地百年来的水分变化及其意义"
PEOPLE, PLACE = "Ana Souza¹, Rui Costa²", "¹ Universidade de Exemplo, Lisboa, Portugal"
SUMMARIES = [
    ["Resumo: Medimos a água das turfeiras do norte durante seis anos e vimos que ela diminui."],
    ["Abstract: We measured the water of northern peatlands for six years and found it falling."],
]
HAN_SUMMARY = ["摘要：为了解北方沼泽湿地的水分变化，连续六年测定了三个样地的水位与含水量。"]
TITLE, HEAD, BODY = (LinePart(Role.TITLE, begins=True), LinePart(Role.OTHER), LinePart(Role.BODY))
AUTHORS = LinePart(Role.AUTHORS)
MORE = LinePart(Role.TITLE)


def roles(text: PageText, given: dict[str, LinePart], *more: PageText) -> dict[str, Role | None]:
    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        return [given.get(p.text, BODY) for p in run]

    found = resolved(Walk(marked(all_pieces([text, *more]))).marked(), judge)
    return {m.piece.text: m.role for m in found}


@pytest.mark.parametrize(
    ("upper", "summaries"),
    [
        pytest.param(NATIVE, SUMMARIES, id="latin"),
        pytest.param(HAN, [HAN_SUMMARY, SUMMARIES[1]], id="han"),
    ],
)
def test_a_title_of_another_language_above_the_first_is_one(upper: str, summaries: list[list[str]]) -> None:
    text = page(upper, ENGLISH, PEOPLE, *summaries, sizes={0: 80, 1: 66})
    given = {upper: HEAD, ENGLISH: TITLE, PEOPLE: AUTHORS}
    assert roles(text, given)[upper] is Role.TITLE


def test_boxes_that_are_as_high_as_their_letters_reach_do_not_part_the_titles() -> None:
    lower = "e as chuvas de verão que as alimentam"
    text = page(ENGLISH, NATIVE, lower, PEOPLE, *SUMMARIES, sizes={0: 69, 1: 76, 2: 69})
    given = {ENGLISH: HEAD, NATIVE: TITLE, lower: LinePart(Role.TITLE), PEOPLE: AUTHORS}
    assert roles(text, given)[ENGLISH] is Role.TITLE


@pytest.mark.parametrize(
    ("upper", "summaries"),
    [
        pytest.param("Journal of Peat and Mire Studies", SUMMARIES[1:], id="a name in the title's language"),
        pytest.param("Universidade de Exemplo do Norte", SUMMARIES, id="an institution"),
        pytest.param("第 31 卷 第 4 期 沼泽湿地研究进展", [HAN_SUMMARY, SUMMARIES[1]], id="a masthead"),
        pytest.param(HAN, SUMMARIES, id="a language without an abstract"),
    ],
)
def test_what_else_stands_above_a_title_is_none(upper: str, summaries: list[list[str]]) -> None:
    text = page(upper, ENGLISH, PEOPLE, *summaries, sizes={0: 80, 1: 66})
    given = {upper: HEAD, ENGLISH: TITLE, PEOPLE: AUTHORS}
    assert roles(text, given)[upper] is not Role.TITLE


def test_of_two_titles_that_people_follow_the_larger_counts() -> None:
    name, town = "Artigo original", "Mundo e Turfa, Lisboa"
    text = page(name, town, ENGLISH, PEOPLE, *SUMMARIES, sizes={0: 30, 1: 34, 2: 66})
    told = roles(text, {name: TITLE, town: AUTHORS, ENGLISH: TITLE, PEOPLE: AUTHORS})
    assert (told[name], told[town]) == (Role.RUNNING_HEAD, Role.RUNNING_HEAD)
    assert (told[ENGLISH], told[PEOPLE]) == (Role.TITLE, Role.AUTHORS)


def test_a_larger_title_on_a_later_page_makes_the_first_no_masthead() -> None:
    later = "A letter of thanks that is set in type of its own"
    cover, inner = page(NATIVE, PEOPLE, sizes={0: 60}), page(later, "Eva Lima", number=2, sizes={0: 90})
    given = {NATIVE: TITLE, PEOPLE: AUTHORS, later: TITLE, "Eva Lima": AUTHORS}
    assert roles(cover, given, inner)[NATIVE] is Role.TITLE


def test_names_below_a_translated_title_in_large_type_are_none_of_it() -> None:
    block = ["庭園の苔を想定した越冬手法の検討", "A study of wintering methods for moss", "T5-17 花田次郎"]
    told = roles(page(block, "1. はじめに", "苔は冬によく育つ。" * 12, sizes={0: 70}), {})
    assert [told[line] for line in block] == [Role.TITLE, Role.TITLE, Role.BODY]


def test_the_last_word_of_a_title_is_no_logo() -> None:
    title, head = ["Peatlands of the north and their", "Science"], "Peat Science, Vol. 4, No. 2, 2021"
    text = page(head, title, NATIVE, PEOPLE, *SUMMARIES, sizes={0: 30, 1: 80, 2: 66})
    going = LinePart(Role.TITLE)
    told = roles(text, {head: HEAD, title[0]: TITLE, title[1]: going, NATIVE: TITLE, PEOPLE: AUTHORS})
    assert told["Science"] is Role.TITLE


def test_what_stands_over_the_people_of_a_note_is_their_title() -> None:
    said = ["北方沼泽湿地百年来含水量的变化，与积雪和春季的降水有关，也与开垦有关。"] * 60
    note = [ENGLISH, "Li Ming", "Example University of Mires"]
    text = page(HAN, "李明", said, note, sizes={0: 80, 2: 30, 3: 24})
    told = roles(text, {HAN: TITLE, "李明": AUTHORS, "Li Ming": AUTHORS})
    assert (told[ENGLISH], told["Li Ming"]) == (Role.TITLE, Role.AUTHORS)


def test_a_text_that_runs_over_from_the_line_above_is_no_abstract() -> None:
    said = "where water goes through soils that nobody has ploughed for a hundred years, and it stays there."
    above = "The plots of the three valleys were dug and measured by the same hands, and we found them"
    text = page(ENGLISH, PEOPLE, [above, said], sizes={0: 66})
    given = {ENGLISH: TITLE, PEOPLE: AUTHORS, said: LinePart(Role.ABSTRACT)}
    assert roles(text, given)[said] is not Role.ABSTRACT


def test_a_line_of_the_title_that_a_later_page_repeats_names_nobody() -> None:
    front = page(HAN, "何草", HAN_SUMMARY, sizes={0: 80})
    again = page(HAN, "1 引言", number=2, sizes={0: 80})

    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        first = {HAN: TITLE if run[0].page == 1 else AUTHORS, "何草": AUTHORS}
        return [first.get(p.text, BODY) for p in run]

    found = resolved(Walk(marked(all_pieces([front, again]))).marked(), judge)
    assert [m.role for m in found if m.piece.text == HAN] == [Role.TITLE, Role.OTHER]


def test_the_title_over_an_abstract_that_goes_on_is_a_running_head() -> None:
    front = page(ENGLISH, "Li Ming", "Abstract. The abstract begins and")
    again = page([ENGLISH, "goes on over the page, where it ends in a stop."], number=2)

    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        return [{ENGLISH: TITLE, "Li Ming": AUTHORS}.get(p.text, BODY) for p in run]

    found = resolved(Walk(marked(all_pieces([front, again]))).marked(), judge)
    assert [m.role for m in found if m.piece.text == ENGLISH] == [Role.TITLE, Role.RUNNING_HEAD]


def test_the_name_below_the_label_of_an_editor_is_no_author() -> None:
    text = page(["Editor", "Eva Sol Mora"], ENGLISH, PEOPLE, *SUMMARIES, sizes={1: 66})
    assert (
        roles(text, {"Eva Sol Mora": AUTHORS, ENGLISH: TITLE, PEOPLE: AUTHORS})["Eva Sol Mora"] is Role.OTHER
    )


def test_a_head_in_two_pieces_that_the_next_page_has_in_the_same_place_is_no_title() -> None:
    def headed(number: int) -> PageText:
        made = page(["Journal of Mires", "SECTION: FERNS"], ENGLISH, "Li Ming", number=number)
        beside = Line(
            text="MIRES AND THEIR USE", bbox=BBox(1200, 60, 1700, 100), confidence=0.95, engine="hand"
        )
        block = made.blocks[0].model_copy(update={"lines": (beside,), "bbox": beside.bbox})
        return made.model_copy(update={"blocks": (made.blocks[0], block, *made.blocks[1:])})

    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        told = {"MIRES AND THEIR USE": TITLE, "SECTION: FERNS": TITLE, ENGLISH: TITLE, "Li Ming": AUTHORS}
        return [told.get(p.text, BODY) for p in run]

    found = resolved(Walk(marked(all_pieces([headed(1), headed(2)]))).marked(), judge)
    heads = [m.role for m in found if m.piece.text in {"MIRES AND THEIR USE", "SECTION: FERNS"}]
    assert heads == [Role.RUNNING_HEAD] * 4


def test_a_line_amid_an_abstract_is_no_running_head() -> None:
    lines = [
        "Reeds were measured in three ponds and",
        "in the rivers between them, as others",
        "did it in the north.",
    ]
    text = page(ENGLISH, "Li Ming, Wang Gang", lines)

    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        told = {ENGLISH: TITLE, "Li Ming, Wang Gang": AUTHORS, lines[1]: LinePart(Role.RUNNING_HEAD)}
        return [told.get(p.text, LinePart(Role.ABSTRACT)) for p in run]

    found = resolved(Walk(marked(all_pieces([text]))).marked(), judge)
    assert [m.role for m in found if m.piece.text in lines] == [Role.ABSTRACT] * 3


def test_a_line_in_the_midst_of_a_sentence_is_no_place() -> None:
    lines = [
        "Reeds were measured by many people at",
        "institutes of the north and in three ponds",
        "that they have.",
    ]
    text = page(ENGLISH, "Li Ming, Wang Gang", lines, "Keywords: reed; soil")
    given = {ENGLISH: TITLE, "Li Ming, Wang Gang": AUTHORS, lines[1]: LinePart(Role.AFFILIATIONS)}
    assert [roles(text, given)[line] for line in lines] == [Role.ABSTRACT] * 3


@pytest.mark.parametrize(
    "passed", ["Conflict of interests: none was found", "Ana Souza¹"], ids=["a note at the foot", "a name"]
)
def test_larger_lines_above_what_passed_for_a_title(passed: str) -> None:
    """A title in the type of the text is belied by lines in larger type above it."""
    text = page(ENGLISH, passed, *SUMMARIES, ["We went to the moor."] * 6, sizes={0: 60})
    told = roles(text, {ENGLISH: HEAD, passed: TITLE})
    assert told[ENGLISH] is Role.TITLE
    assert told[passed] is not Role.TITLE


def test_a_running_head_of_the_next_page_is_no_title() -> None:
    """What stands at the top of two pages in the same place is a head, whatever its type, where another title follows."""
    head = "Souza and Costa: Peatlands of the north…"
    first = page(head, ENGLISH.upper(), PEOPLE, *SUMMARIES)
    second = page(head, ["We went to the moor."] * 6, number=2)
    told = roles(first, {head: TITLE, ENGLISH.upper(): TITLE, PEOPLE: AUTHORS}, second)
    assert told[ENGLISH.upper()] is Role.TITLE
    assert told[head] is not Role.TITLE


def test_a_name_in_capitals_below_a_title_is_no_part_of_it() -> None:
    text = page([ENGLISH, "Aspects of a debate", "CARLA ROSSI"], *SUMMARIES, ["We went to the moor."] * 6)
    told = roles(text, {ENGLISH: TITLE, "Aspects of a debate": MORE, "CARLA ROSSI": MORE})
    assert told["Aspects of a debate"] is Role.TITLE
    assert told["CARLA ROSSI"] is Role.AUTHORS


@pytest.mark.parametrize(
    ("last", "size", "role"),
    [
        ("余 苔", 50, Role.AUTHORS),
        ("林川苔•陳信水", 50, Role.AUTHORS),
        ("余 苔", 64, Role.TITLE),
        ("以北方为例", 50, Role.TITLE),
    ],
)
def test_names_in_han_and_smaller_type_below_a_title_are_no_part_of_it(
    last: str, size: int, role: Role
) -> None:
    text = page(HAN, last, ["北方沼泽湿地的水位连续六年下降。"] * 6, sizes={0: 64, 1: size})
    assert roles(text, {HAN: TITLE, last: MORE})[last] is role


def test_a_label_leads_to_names_and_no_title() -> None:
    passed = "Autor: Anna Nowak i Jan Kos"
    text = page("Rośliny Bagienne", passed, ["Torfowiska północy kosi się od stuleci."] * 8, sizes={0: 50})
    told = roles(text, {"Rośliny Bagienne": HEAD, passed: TITLE})
    assert (told["Rośliny Bagienne"], told[passed]) == (Role.TITLE, Role.AUTHORS)
