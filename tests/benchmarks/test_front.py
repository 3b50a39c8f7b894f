"""The tests of front matters find what cannot be right, and leave alone what can."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Any

import pytest

from benchmarks.front import broken, measured
from benchmarks.front_matters import front_matters, set_pages, wrapped

PAPER = (
    '{"id": "one", "blocks": [[1, 1, "岩溶区土壤微生物群落的季节变化"], [1, 0, "李文娟，王建国，赵敏"], '
    '[1, 0, "（某某大学生命科学学院，贵阳 550000）"], '
    '[1, 0, "摘要：目的 了解岩溶区土壤微生物群落随季节的变化。方法 在四个样地逐月采样并测定。'
    '结果 群落的多样性夏季最高，冬季最低。结论 水分是变化的主要原因，温度次之。"], '
    '[1, 0, "关键词：岩溶；土壤；微生物"], [1, 1, "1 引言"], [1, 0, "岩溶区的土壤很薄，水分容易流失。"]]}\n'
)


def _record(**values: Any) -> dict[str, Any]:
    fine: dict[str, Any] = {
        "id": "x",
        "title": {"zh": "岩溶区土壤微生物群落的季节变化"},
        "authors": [{"name": {"zh": "李文娟"}}],
        "abstract": {"zh": {"text": "目的 了解岩溶区土壤微生物群落随季节的变化。" * 4}},
        "keywords": {},
        "clc": [],
    }
    return fine | values


@pytest.mark.parametrize(
    ("values", "test"),
    [
        ({"title": {"zh": "E-mail: a@example.org"}}, "title: an e-mail address"),
        ({"title": {"zh": "收稿日期：2020-03-01"}}, "title: a date"),
        ({"title": {"en": "Journal of Soils, Vol. 3, No. 2"}}, "title: a running head"),
        ({"title": {"en": "Seasonal changes of the"}}, "title: open at its end"),
        ({"title": {}}, "title: none"),
        ({"authors": [{"name": {"zh": "微生物"}}]}, "author: a word of the abstract"),
        ({"authors": [{"name": {"zh": "某某大学"}}]}, "author: an institution"),
        ({"authors": []}, "authors: none"),
        ({"abstract": {"zh": {"text": "目的 了解土壤微生物群落的变化，" * 8}}}, "abstract: ends in mid-sentence"),
        ({"abstract": {"zh": {"text": "的变化主要由水分引起，温度次之。" * 8}}}, "abstract: begins in mid-sentence"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_found(values: dict[str, Any], test: str) -> None:
    assert test in [one[0] for one in broken(_record(**values), [(1, True, "x")])]


def test_a_good_record_breaks_nothing_and_a_label_wants_its_value() -> None:
    assert not list(broken(_record(), [(1, True, "x")]))
    found = [one[0] for one in broken(_record(), [(1, False, "关键词：岩溶；土壤")])]
    assert found == ["keywords: label without value"]


def test_a_front_matter_becomes_pages_and_a_record(tmp_path: Path) -> None:
    archive = tmp_path / "front.jsonl.xz"
    archive.write_bytes(lzma.compress((PAPER * 3).encode()))
    assert len(list(front_matters(archive, every=2))) == 2
    ((_, paragraphs),) = front_matters(archive, every=3)
    (page,) = set_pages(paragraphs)
    assert page.blocks[0].bbox.height > page.blocks[1].bbox.height
    (name, record, _), *_ = measured(archive, every=3)
    assert name == "one"
    assert record["title"]["zh"] == paragraphs[0][2]
    assert [a["name"]["zh"] for a in record["authors"]] == ["李文娟", "王建国", "赵敏"]


def test_lines_break_between_words_and_lose_nothing() -> None:
    text = "Seasonal changes of microbial communities in karst soils"
    lines = list(wrapped(text, 10))
    assert " ".join(lines) == text
    assert len(lines) > 2
    assert "".join(wrapped("岩溶区土壤微生物群落的季节变化", 4)) == "岩溶区土壤微生物群落的季节变化"


def test_lines_end_where_the_archive_ends_them_and_its_markup_is_undone() -> None:
    (page,) = set_pages([(1, False, "李文娟1\\*，赵敏  \n1某某大学")])
    assert [line.text for line in page.lines] == ["李文娟1*，赵敏", "1某某大学"]
