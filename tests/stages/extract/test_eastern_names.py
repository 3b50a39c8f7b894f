"""Names as Japanese proceedings print them, and a paragraph on who paid between abstract and keywords."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.people.authors import find_authors
from pipeline.stages.extract.roles.eastern_names import with_eastern_names
from pipeline.stages.extract.roles.sponsors import with_sponsors_apart
from tests.stages.extract.printed import segment, segments

JA, EN = "苔の越冬に関する庭園の実験", "An Experiment on Mosses in Winter"


def _names(found: Segments) -> list[dict[str, str]]:
    return [{code: f.value for code, f in a.name.items()} for a in find_authors(found)]


def _placed(made: Segment, *boxes: tuple[int, int]) -> Segment:
    lines = tuple(
        line.model_copy(update={"bbox": BBox(left, top, left + 300, top + 30)})
        for line, (left, top) in zip(made.lines, boxes, strict=True)
    )
    return made.model_copy(update={"lines": lines})


def test_marked_names_that_pass_for_a_title_are_the_authors() -> None:
    found = with_eastern_names(
        segments(
            segment(JA, Role.TITLE, language="ja"),
            segment("庭野太郎†¹ 花田次郎+¹\n苔山 健三郎†²", Role.TITLE, language="ja"),
            segment(EN, Role.TITLE, language="en"),
            segment("TARO NIWANO,†1 JIRO HANADA,†1", Role.AUTHORS, language="en"),
            segment("and KENZABURO KOKEYAMA†2", Role.TITLE, language="en"),
            language="ja",
        )
    )
    assert [s.text for s in found.of(Role.TITLE)] == [JA, EN]
    assert [each["ja"] for each in _names(found)] == ["庭野太郎", "花田次郎", "苔山 健三郎"]


@pytest.mark.parametrize(
    "text", ["苔の越冬†", "ROE GARDEN AND MOSS-6", "苔と羊歯†1 庭園と冬の実験について†2"]
)
def test_a_title_with_a_mark_is_one(text: str) -> None:
    made = segments(
        segment(JA, Role.TITLE, language="ja"), segment(text, Role.TITLE, language="ja"), language="ja"
    )
    assert with_eastern_names(made) == made


def _below(*latin: str, tops: int = 240) -> Segments:
    native = _placed(segment("庭野太郎 ∗1\n花田次郎 ∗2", Role.AUTHORS, language="ja"), (100, 200), (600, 200))
    under = _placed(
        segment("\n".join(latin), Role.OTHER, language="en"),
        *[(100 + 500 * n, tops) for n in range(len(latin))],
    )
    title = _placed(segment(JA, Role.TITLE, language="ja"), (100, 100))
    return Segments(language="ja", origin=segments().origin, segments=(title, native, under))


def test_the_latin_form_right_below_each_name_is_the_name_in_english() -> None:
    found = with_eastern_names(_below("Taro Niwano", "Jiro Hanada"))
    assert [each.get("en") for each in _names(found)] == ["Taro Niwano", "Jiro Hanada"]


@pytest.mark.parametrize(
    "below",
    [
        _below("Taro Niwano"),
        _below("Garden University", "Moss Institute"),
        _below("Taro Niwano", "Jiro Hanada", tops=500),
    ],
)
def test_what_stands_below_and_is_not_each_name_stays(below: Segments) -> None:
    assert with_eastern_names(below) == below


def _abstract(indent: int) -> Segments:
    made = segment(
        "Abstract: Mosses grow well in winter.\nThis work is supported by the Moss Fund (No. 12345).",
        Role.ABSTRACT,
        language="en",
    )
    first, last = made.lines
    moved: Line = last.model_copy(update={"bbox": last.bbox._replace(left=last.bbox.left + indent)})
    return segments(made.model_copy(update={"lines": (first, moved)}))


def test_a_paragraph_on_who_paid_is_none_of_the_abstract() -> None:
    found = with_sponsors_apart(_abstract(60))
    assert [s.text for s in found.of(Role.ABSTRACT)] == ["Abstract: Mosses grow well in winter."]
    assert [s.text for s in found.of(Role.FUNDING)] == [
        "This work is supported by the Moss Fund (No. 12345)."
    ]
    assert with_sponsors_apart(_abstract(0)) == _abstract(0)
