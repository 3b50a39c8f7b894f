"""Names that stand by themselves below the title, as the proceedings of East Asia print them, and the papers that do so."""

from __future__ import annotations

import pytest

from pipeline.languages.people import split_people
from pipeline.records.article import Kind
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract import extract
from pipeline.stages.extract.roles.lone_names import with_lone_names
from tests.stages.extract.printed import segment, segments

TEXT = "苔は冬の庭園でよく育つ植物である。\n本研究では二つの庭園で四年間観察した。"


def _at(made: Segment, left: int) -> Segment:
    lines = tuple(
        line.model_copy(update={"bbox": BBox(left, line.bbox.top, left + 200, line.bbox.bottom)})
        for line in made.lines
    )
    return made.model_copy(update={"lines": lines})


def _paper(name: str, left: int = 1200) -> Segments:
    found = segments(
        segment("苔の越冬に関する実験", Role.TITLE, language="ja"),
        segment("1.緒言", Role.BODY, language="ja"),
        segment(TEXT, Role.BODY, language="ja"),
        segment("参考文献", Role.BODY, language="ja"),
        language="ja",
    )
    title, *text = found.segments
    below = _at(segment(name, Role.BODY, language="ja"), left)
    lines = tuple(
        line.model_copy(update={"bbox": line.bbox._replace(top=180, bottom=210)}) for line in below.lines
    )
    return found.model_copy(update={"segments": (title, below.model_copy(update={"lines": lines}), *text)})


@pytest.mark.parametrize(
    ("line", "name"),
    [("庭野太郎", "庭野太郎"), ("T5-17 花田次郎", "花田次郎"), ("花田 あい", "花田 あい")],
)
def test_a_name_set_apart_below_the_title(line: str, name: str) -> None:
    found = with_lone_names(_paper(line))
    assert [s.text for s in found.of(Role.AUTHORS)] == [name]


@pytest.mark.parametrize("line", ["指導教員 花田次郎", "原著論文", "卒業論文", "庭園大学", "2.関連研究"])
def test_what_is_set_apart_and_no_name(line: str) -> None:
    assert not with_lone_names(_paper(line)).of(Role.AUTHORS)


def test_a_line_of_the_text_is_no_name() -> None:
    assert not with_lone_names(_paper("庭野太郎", left=100)).of(Role.AUTHORS)


def test_a_paper_with_people_introduction_and_references_is_an_article() -> None:
    found = extract(_paper("庭野太郎"))
    assert found.kind is Kind.ARTICLE
    assert [a.name["ja"].value for a in found.authors] == ["庭野太郎"]


def test_names_between_dots_and_who_guided_them() -> None:
    told = split_people("庭野太郎・花田次郎（指導教員 石松三郎）", "ja")
    assert [p.name for p in told] == ["庭野太郎", "花田次郎"]
    assert [p.name for p in split_people("민가람, 서한결 (지도교수 : 남궁솔)", "ko")] == ["민가람", "서한결"]
    assert [p.name for p in split_people("マルコ・ポーロ", "ja")] == ["マルコ・ポーロ"]
