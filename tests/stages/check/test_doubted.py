"""Digits that two engines read otherwise: told where both read a number, not where one reads letters as digits."""

from __future__ import annotations

import pytest

from pipeline.records.article import Article, Kind
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, LineReading, TextOrigin
from pipeline.stages.check.doubted import check_doubted, doubted, lost_powers

BOX = BBox(0, 0, 900, 40)


def read(text: str, other: str, confidence: float = 0.85) -> Line:
    second = LineReading(engine="tesseract", text=other, confidence=confidence)
    return Line(text=text, bbox=BOX, confidence=0.97, engine="rapidocr", other=second)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("患者 128 例（12.5%）", "患者 123 例 (12.5%)"),
        ("환자 164명을 분석", "환 자 184 명 을 분 석"),
        ("серотипы Зи 19А", "серотипы 3 и 19А"),
        ("n = 1O5 patients", "n = 105 patients"),
        ("P=0.05 and 18 cases", "P=0.05 and 188 cases"),
        ("P=0.05 and 188 cases", "P=0.05 and 18 cases"),
    ],
)
def test_a_digit_read_otherwise_is_doubted(ours: str, theirs: str) -> None:
    assert len(list(doubted(read(ours, theirs)))) == 1
    assert not list(doubted(read(ours, theirs, confidence=0.5)))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("（OR=5.12，95%CI 2.60~10.08）", "(OR=5.12，959%CI 2.60~10.08)"),
        ("12%~42%", "1296~4296"),
        ("59.4±10.2세였고", "59.4110.2 세 였고"),
        ("(FIB-4) 지수", "(818-4) 지 수"),
        ("유지 조절 MCI 환자", "유지 조절 4011 환자"),
        ("调整O3后", "调整 03 后"),
        ("10 mg을 추가", "10 78 을 추 가"),
    ],
)
def test_signs_and_letters_read_as_digits_are_no_doubt(ours: str, theirs: str) -> None:
    assert not list(doubted(read(ours, theirs)))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("白细胞 4.5×10°/L，", ["细胞 4.5×10°/L，"]),
        ("leukocytes 4.5 × 10/L and platelets", ["s 4.5 × 10/L and"]),
        ("白细胞 4.5×10⁹/L；10 °C；×10 objective; 2×10 mg; 3 × 10/group", []),
    ],
)
def test_powers_without_their_exponents_are_found(text: str, places: list[str]) -> None:
    assert lost_powers(text) == places


def test_only_texts_are_flagged_once_each() -> None:
    line = read("患者 128 例", "患者 123 例")
    segments = Segments(
        language="zh",
        origin=TextOrigin.OCR,
        segments=tuple(
            Segment(text=line.text, language="zh", role=role, page=1, bbox=BOX, confidence=0.9, lines=(line,))
            for role in (Role.ABSTRACT, Role.ABSTRACT, Role.BODY, Role.TITLE)
        ),
    )
    _, found = check_doubted(Article(kind=Kind.ARTICLE, language="zh"), segments)
    assert [(flag.code, flag.path) for flag in found] == [
        ("number.doubted", "abstract.zh"),
        ("number.doubted", "title.zh"),
    ]
    assert "患者128例, not 患者123例" in found[0].message
