"""What the likeliest labels must not break, on lines whose labels are given."""

from __future__ import annotations

from pipeline.records.base import BBox
from pipeline.records.text import BlockKind, Line
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.settled import settled
from pipeline.stages.segment.tongue import LATIN

TEXT = 40


def piece(text: str, top: int, *, left: int = 100, size: int = TEXT, block: int = 0, room: int = 0) -> Piece:
    box = BBox(left, top, left + 15 * len(text), top + size)
    line = Line(text=text, bbox=box, confidence=1.0, engine="hand")
    return Piece(line, 1, block, BlockKind.BODY, 0, LATIN, None, room, False, size)


def test_a_title_in_large_type_goes_on_to_the_end_of_its_block() -> None:
    run = [
        piece("A situational analysis of care", 0, size=80),
        piece("at the Medical Department of a", 100, size=80),
        piece("Hospital in Malawi", 200, size=80),
        piece("Josephine Miller", 320, block=1),
    ]
    labels = ["begin title", "affiliations", "affiliations", "authors"]
    assert settled(run, labels, TEXT) == ["begin title", "title", "title", "authors"]


def test_a_title_in_large_type_begins_with_its_block() -> None:
    run = [
        piece("Speech recognition at the edges of nets:", 0, size=60),
        piece("Quantised networks", 80, size=60),
    ]
    assert settled(run, ["other", "begin title"], TEXT) == ["begin title", "title"]


def test_a_line_in_large_type_that_breaks_off_above_a_title_begins_it() -> None:
    run = [piece("Falling water levels in", 0, size=69), piece("Northern Peatlands", 90, size=103, block=1)]
    assert settled(run, ["other", "begin title"], TEXT) == ["begin title", "title"]
    head = [piece("Annals of", 0), piece("Northern Peatlands", 60, size=60, block=1)]
    assert settled(head, ["other", "begin title"], TEXT) == ["other", "other"]


def test_a_name_in_a_line_of_its_own_below_another_is_one_and_no_town_is() -> None:
    run = [piece("Anna Smith", 0), piece("Peter Brown", 50), piece("Maple Grove", 100)]
    labels = ["authors", "affiliations", "affiliations"]
    assert settled(run, labels, TEXT) == ["authors", "authors", "affiliations"]


def test_names_in_large_type_under_a_title_stay_people() -> None:
    run = [piece("Waves in shallow water", 0, size=60), piece("Anna Smith, Peter Brown", 80, size=60)]
    assert settled(run, ["begin title", "authors"], TEXT) == ["begin title", "authors"]


def test_a_row_of_names_is_one() -> None:
    run = [piece("Anna Smith", 0), piece("Peter Brown", 0, left=600), piece("John Miller", 0, left=1100)]
    assert settled(run, ["authors", "other", "other"], TEXT) == ["authors"] * 3


def test_a_line_that_was_cut_after_a_name_is_a_name_and_its_place() -> None:
    run = [piece("Anna Smith,", 0, room=1000), piece("University of Leeds", 0, left=400)]
    assert settled(run, ["affiliations", "affiliations"], TEXT) == ["authors", "affiliations"]
    assert settled(run, ["body", "body"], TEXT) == ["body", "body"]


def test_no_title_ends_after_an_open_word() -> None:
    run = [piece("The history of", 0), piece("Physics", 50)]
    assert settled(run, ["begin title", "other"], TEXT) == ["begin title", "title"]


def test_no_title_begins_with_a_caption() -> None:
    run = [
        piece("Fig. 1 Map of the three valleys", 0),
        piece("and their soils", 50),
        piece("Anna Smith", 120),
    ]
    assert settled(run, ["begin title", "title", "authors"], TEXT) == ["body", "body", "authors"]


def test_a_sentence_of_kana_names_nobody() -> None:
    assert settled([piece("ように定義する.", 0)], ["authors"], TEXT) == ["body"]
    assert settled([piece("湿原 さくら", 0)], ["authors"], TEXT) == ["authors"]


def test_a_place_begins_with_the_figure_behind_a_name_and_goes_on_in_its_block() -> None:
    run = [
        piece("Anna Smith¹, Peter Brown²", 0),
        piece("1School of Mires and", 60, block=1),
        piece("Hospital, Nordland", 110, block=1),
        piece("²Lakeside", 160, block=1),
        piece("Uppsala, Sweden", 210, block=1),
        piece("anna@example.org", 260, block=1),
    ]
    labels = ["authors", "authors", "affiliations", "other", "abstract", "other"]
    assert settled(run, labels, TEXT) == ["authors", *["affiliations"] * 4, "other"]


def test_a_name_behind_its_figure_is_no_place() -> None:
    run = [piece("A. Smith¹", 0), piece("¹Anna Maria Smith", 60, block=1)]
    assert settled(run, ["authors", "authors"], TEXT) == ["authors", "authors"]


def test_a_place_ends_in_the_country_that_its_comma_waits_for() -> None:
    run = [piece("¹ Example University, Uppsala,", 0), piece("Sweden. Letters to: A. Smith", 50)]
    assert settled(run, ["affiliations", "other"], TEXT) == ["affiliations", "affiliations"]


def test_a_row_of_names_goes_on_behind_commas_that_stand_lower() -> None:
    run = [
        piece("Anna Smith", 0, size=52),
        piece(",", 29, left=400, size=27),
        piece("Peter Brown", 0, left=460, size=53),
    ]
    assert settled(run, ["authors", "other", "other"], TEXT) == ["authors", "other", "authors"]


def test_a_subtitle_goes_on_with_its_title() -> None:
    run = [piece("沼泽湿地水分变化的影响因素", 0, size=60), piece("以某某市为例", 100, block=1)]
    assert settled(run, ["begin title", "authors"], TEXT) == ["begin title", "title"]


def test_marked_names_below_a_title_are_people_and_heads_are_none() -> None:
    head, title = "Vol. 35, No. 4, 2021, ISSN 0000-0000", "Waves in shallow water"
    run = [
        piece(head, 0),
        piece(title, 60, size=60),
        piece("Anna Smith¹, Peter Brown², and John Miller²", 160),
    ]
    given = ["authors", "begin title", "affiliations"]
    assert settled(run, given, TEXT) == ["other", "begin title", "authors"]
    above = [piece("Anna Smith¹, Peter Brown², and John Miller²", 0), piece(title, 60, size=60)]
    assert settled(above, ["other", "begin title"], TEXT) == ["other", "begin title"]


def test_another_title_begins_in_another_block_and_smaller_type() -> None:
    run = [
        piece("As ondas em águas rasas", 0, size=100),
        piece("The waves in shallow water", 140, size=80, block=1),
    ]
    assert settled(run, ["begin title", "title"], TEXT) == ["begin title", "begin title"]
    for first, last in (("THE WAVES OF A SHALLOW", "SEA IN THE SOUTH"), ("The Waves in Shallow", "Water")):
        run = [piece(first, 0, size=100), piece(last, 140, size=80, block=1)]
        assert settled(run, ["begin title", "title"], TEXT) == ["begin title", "title"]


def test_a_line_in_the_type_of_the_title_over_smaller_names_is_no_list_of_names() -> None:
    run = [
        piece("The influence of teaching upon early", 0, size=60),
        piece("Thinking and English Learning", 115, size=60, block=1),
        piece("Anna Smith, Peter Brown", 260, size=50, block=2),
    ]
    labels = ["begin title", "authors", "authors"]
    assert settled(run, labels, 55) == ["begin title", "title", "authors"]


def test_places_under_raised_letters_go_on_in_their_block() -> None:
    run = [
        piece("Ana Roe a,b, Ben Poe c", 0),
        piece("ᵃ Fern and Moss Technologies", 60, block=1),
        piece("(FMT), Oberwald, Germany", 100, block=1),
        piece("ᵇ Ministry of Gardens, Senlis, France", 140, block=1),
    ]
    labels = ["authors", "authors", "affiliations", "authors"]
    assert settled(run, labels, TEXT) == ["authors", *["affiliations"] * 3]


def test_names_behind_a_sign_of_copyright_below_a_title_are_people_over_their_place() -> None:
    run = [
        piece("Рост тростника в северных прудах", 0, size=60),
        piece("© А. Б. Орлов, 2009", 100, block=1),
        piece("Городская станция юных натуралистов", 150, block=1),
        piece("170000, г. Тверь, ул. Озёрная, 7", 200, block=1),
        piece("Описан рост тростника в трёх прудах.", 300, block=2),
    ]
    labels = ["begin title", *["abstract"] * 4]
    assert settled(run, labels, TEXT) == ["begin title", "authors", *["affiliations"] * 2, "abstract"]
    assert settled(run[1:2], ["other"], TEXT) == ["other"]


def test_what_stands_over_the_code_of_a_class_is_a_rubric() -> None:
    run = [piece("Луговодство", 0, size=60), piece("УДК 63 : 5", 100), piece("ББК 42", 150)]
    run += [piece("РОСТ ТРОСТНИКА", 200), piece("А. Б. Орлов", 300)]
    labels = ["begin title", "title", "title", "title", "authors"]
    assert settled(run, labels, TEXT) == ["other", "other", "other", "begin title", "authors"]


def test_a_title_over_its_names_and_a_code_stays_one() -> None:
    run = [piece("Рост тростника", 0, size=60), piece("А. Б. Орлов", 100), piece("УДК 63", 200)]
    assert settled(run, ["begin title", "authors", "other"], TEXT) == ["begin title", "authors", "other"]
