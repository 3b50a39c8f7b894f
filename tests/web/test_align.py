"""Sentences side by side, and numbers that differ."""

from __future__ import annotations

from pipeline.web.align import Side, aligned, differing, sentence_spans
from tests.web.made_pages import SOURCE, TARGET, main_record


def test_sections_and_sentences_stand_side_by_side() -> None:
    record = main_record()
    rows = aligned(Side(record.abstract["zh"], "zh"), Side(record.abstract["en"], "en"))
    assert [row.label for row in rows] == ["objective", "methods", "results", "conclusions"]
    shown = [
        (SOURCE[slice(*row.source)], TARGET[slice(*row.target)]) for row in rows if row.source and row.target
    ]
    assert shown[1] == ("方法 纳入96例患者。", "Methods We enrolled 96 patients.")


def test_unlike_sections_are_aligned_as_a_whole() -> None:
    record = main_record()
    english = record.abstract["en"].model_copy(update={"sections": ()})
    rows = aligned(Side(record.abstract["zh"], "zh"), Side(english, "en"))
    assert len(rows) == 4
    assert {row.label for row in rows} == {""}


def test_an_abstract_alone() -> None:
    record = main_record()
    rows = aligned(Side(record.abstract["zh"], "zh"), Side(None, "en"))
    assert [row.target for row in rows] == [None] * 4
    assert aligned(Side(None, "zh"), Side(None, "en")) == []


def test_spans_cover_the_text() -> None:
    text = "目的 探讨疗效。\n方法  纳入96例。 结论"
    assert [text[a:b] for a, b in sentence_spans(text, "zh")] == [
        "目的 探讨疗效。",
        "方法  纳入96例。",
        "结论",
    ]


def test_numbers_that_differ_are_found_on_both_sides() -> None:
    source, target = "有效率５6.3%（P=0.024）", "a rate of 53.6% (P=0.024)"
    ours, theirs = differing(source, "zh", target, "en")
    assert [source[a:b] for a, b in ours] == ["５6.3%"] or [source[a:b] for a, b in ours] == ["５6.3"]
    assert [target[a:b][:4] for a, b in theirs] == ["53.6"]
    assert differing("2019年3月，两组", "zh", "In March 2019, two groups", "en") == ([], [])
