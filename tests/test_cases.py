"""Small inputs made after reports by users of other tools: each has the value it should have, or a flag that names it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.engines.toolbox import open_engines
from pipeline.flow import read
from pipeline.ports import Engines
from pipeline.records.record import Record
from pipeline.settings import Settings, TranslateSettings

pytestmark = [pytest.mark.live, pytest.mark.shared]
SETTINGS = Settings(translate=TranslateSettings(enabled=False))


@cache
def engines() -> Engines:
    return open_engines(SETTINGS)


def record_of(shared: Path, name: str) -> Record:
    return read(shared / "eval" / "cases" / name, SETTINGS, engines()).record


def codes(record: Record) -> set[str]:
    return {flag.code for flag in record.quality.flags}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("37_editorial_nodoi.text.pdf", {"kind": "journal-article", "volume": "37", "first_page": "812"}),
        (
            "36_editorial_noabs.text.pdf",
            {"article_type": "editorial", "doi": "10.3969/j.issn.1001-5256.2021.04.001"},
        ),
        (
            "17_erratum.text.pdf",
            {
                "article_type": "correction",
                "doi": "10.3969/j.issn.1001-5256.2021.04.041",
                "corrects": "10.3969/j.issn.1001-5256.2021.04.012",
            },
        ),
        ("10_thesis.text.pdf", {"kind": "document", "article_type": "thesis"}),
        ("crop_right.pdf", {"doi": "10.1016/j.rfg.2018.12.004", "language": "fr"}),
        ("08_watermark.text.pdf", {"doi": "10.3969/j.issn.1001-5256.2021.04.012"}),
        ("35_black_then_page.pdf", {"doi": "10.3969/j.issn.1001-5256.2021.04.012"}),
    ],
)
def test_values(shared: Path, name: str, expected: dict[str, str]) -> None:
    record = record_of(shared, name)
    assert {key: getattr(record, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("37_editorial_nodoi.text.pdf", ["陈志远", "林晓梅"]),
        ("10_thesis.text.pdf", ["刘鹏"]),
        ("08_watermark.text.pdf", ["陈志远", "林晓梅", "周国栋"]),
    ],
)
def test_authors(shared: Path, name: str, names: list[str]) -> None:
    assert [author.name["zh"] for author in record_of(shared, name).authors] == names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("19_vertical.text.pdf", "page.vertical"),
        ("34_black.png", "page.dark"),
        ("35_black_then_page.pdf", "page.dark"),
        ("08_watermark.text.pdf", "text.oblique"),
    ],
)
def test_flags(shared: Path, name: str, code: str) -> None:
    assert code in codes(record_of(shared, name))


def test_exponents_are_kept(shared: Path) -> None:
    text = record_of(shared, "04_exponents.text.pdf").abstract["zh"].text
    for sign in ("10⁴", "10⁻³", "10⁷", "10³", "m²", "Pb²⁺", "L·min⁻¹", "2¹⁰", "¹⁸F-FDG"):
        assert sign in text
