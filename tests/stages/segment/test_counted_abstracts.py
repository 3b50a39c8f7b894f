"""Abstracts that count as the first of an article's parts, and keywords that a block parts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.records.segment import Role
from pipeline.stages.segment.front import LinePart
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.surroundings import Surroundings
from pipeline.stages.segment.walk import Walk
from tests.stages.segment.printed import page

TITLE, PEOPLE = "北方苔原水位之量測", "余小苔、林川水"
FIRST, SECOND = "苔原的水位在六年間下降。", "量測的方法可用於其他濕地。"


def roles(*blocks: Sequence[str] | str) -> dict[str, Role | None]:
    given = {TITLE: LinePart(Role.TITLE, begins=True), PEOPLE: LinePart(Role.AUTHORS)}

    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        return [given.get(p.text, LinePart(Role.BODY)) for p in run]

    found = resolved(Walk(marked(all_pieces([page(*blocks)]))).marked(), judge)
    return {m.piece.text: m.role for m in found}


@pytest.mark.parametrize("label", ["一、摘要", "一、中文摘要"])
def test_an_abstract_that_counts_goes_to_the_part_that_counts_on(label: str) -> None:
    told = roles(TITLE, PEOPLE, label, FIRST, SECOND, "二、緣起", "苔原自古就有人居住。")
    assert {told[label], told[FIRST], told[SECOND]} == {Role.ABSTRACT}
    assert told["二、緣起"] is not Role.ABSTRACT
    assert told["苔原自古就有人居住。"] is not Role.ABSTRACT


def test_a_part_that_counts_is_no_abstract_by_another_name() -> None:
    told = roles(TITLE, PEOPLE, "一、苔原摘要法", FIRST, SECOND, "二、緣起")
    assert Role.ABSTRACT not in told.values()


def test_the_last_keyword_goes_on_below_its_line_in_a_block_of_its_own() -> None:
    keywords, last = "Keywords: water levels, reed and its roots, the mosses of the north, mires and", "bogs"
    wide = "Ferns and reeds are found on all of the northern moors, and their roots reach the water."
    (whole,) = page([wide, keywords, last]).blocks
    parted = (
        whole.model_copy(update={"lines": lines, "bbox": lines[0].bbox, "column": n})
        for n, lines in enumerate([whole.lines[:2], whole.lines[2:]])
    )
    text = page(keywords).model_copy(update={"blocks": tuple(parted)})
    found = {m.piece.text: m.role for m in Walk(marked(all_pieces([text]))).marked()}
    assert found[last] is Role.KEYWORDS
