"""Values laid over the page: boxes, doubtful characters, the second engine's reading."""

from __future__ import annotations

import pytest

from pipeline.records.article import Span
from pipeline.records.record import RecordEvidence
from pipeline.web.reading import lay_out, read_from
from tests.web.made_pages import SOURCE, evidence, line, page

ABSTRACT = RecordEvidence.model_validate(evidence(2, to=3))


def test_a_sentence_stands_on_its_lines() -> None:
    reading = read_from(SOURCE, ABSTRACT, [lay_out(page())])
    start = SOURCE.index("结果")
    (place,) = reading.places(start, SOURCE.index("结论"))
    assert (place.page, place.bbox.top) == (1, 340)
    assert len(reading.places()) == 2


def test_doubtful_characters_are_apart_with_the_second_reading() -> None:
    runs = read_from(SOURCE, ABSTRACT, [lay_out(page())]).runs()
    doubtful = [(run.text, run.other) for run in runs if run.doubtful]
    assert doubtful == [("入", "人"), ("。", None)]
    assert "".join(run.text for run in runs) == SOURCE
    assert all(SOURCE[run.start :].startswith(run.text) for run in runs)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("有效率56.3%", "有效率50.3%", [("6", "0")]),
        ("（210±35）", "（210435）", [("±", "4")]),
        ("P≤0.01为差异", "P0.01为差异", [("≤", "")]),
        ("P0.01为差异", "P≤0.01为差异", [("P", "P≤")]),
        ("有效 率 56.3%", "有效率56.3%", []),
        ("ＡＢＣ组优于", "abc组优于", []),
        ("李鹏，吴晓婷，龚晓梅", "MG > KEM > RB Bee", []),
    ],
)
def test_what_the_second_engine_has_instead(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    from pipeline.records.text import Block, PageText, TextOrigin

    made = line(first, (0, 0, 900, 30), other=second)
    only = PageText(
        number=1,
        width=1000,
        height=100,
        dpi=300,
        origin=TextOrigin.OCR,
        blocks=(Block(lines=(made,), bbox=made.bbox),),
    )
    proof = ABSTRACT.model_copy(
        update={"bbox": made.bbox, "raw": first, "spans": (Span(1, 0, 0, len(first)),)}
    )
    runs = read_from(first, proof, [lay_out(only)]).runs()
    assert [(run.text, run.other) for run in runs if run.doubtful] == expected


def test_a_value_without_evidence_or_page_has_no_place() -> None:
    assert read_from("x", None, []).places() == ()
    assert read_from("x", ABSTRACT, []).runs()[0].text == "x"
    assert read_from("", ABSTRACT, [lay_out(page())]).runs() == ()


@pytest.mark.parametrize(
    ("value", "raw", "expected"),
    [
        ("10.1234/j.issn.1007", "doi:10.1234/j.issn.l007", "10.1234/j.issn.l007"),
        ("2023", "2O23", "2O23"),
        ("a@163.com", "E-mail: a@l63.com", "a@l63.com"),
    ],
)
def test_what_was_read_before_a_repair(value: str, raw: str, expected: str) -> None:
    proof = ABSTRACT.model_copy(update={"raw": raw, "spans": ()})
    assert proof.saying(value).unmended == expected
