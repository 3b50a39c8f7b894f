"""Text files in any encoding become lines with boxes in which blank lines are gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import EmptyPdf, TooLarge, UnreadableFile
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.segment import Role
from pipeline.records.text import TextOrigin
from pipeline.stages.layout import layout
from pipeline.stages.segment import segment
from pipeline.stages.textfile import decode, read_text

CHINESE = "肿瘤防治研究\n\n晚期非小细胞肺癌放疗联合免疫治疗研究进展\n李鹏，吴晓婷，龚晓梅\n\n摘要：目的 探讨疗效。方法 共 120 例。\n"


def document(path: Path) -> Document:
    source = Source(
        path=str(path), name=path.name, sha256="0" * 64, media_type=MediaType.TEXT, size=path.stat().st_size
    )
    return Document(source=source, pages=(PageInfo(number=1, width=595, height=842),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(CHINESE.encode(encoding))
    page = read_text(document(path))
    assert page.origin is TextOrigin.TEXT_FILE
    assert page.lines[0].text == "肿瘤防治研究"
    assert page.lines[-1].text == "摘要：目的探讨疗效。方法共 120 例。"
    assert [len(block.lines) for block in layout(page).blocks] == [1, 2, 1]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("臺灣腎臟照護雜誌\n血液透析病人衰弱與一年內住院及死亡之相關性\n" * 3, "big5"),
        ("Клиническая кардиология и практика\nу больных с хронической недостаточностью\n" * 3, "cp1251"),
        ("Überlebenszeit und Prognose für Patienten mit Zirrhose\n" * 3, "cp1252"),
        ("高齢者リハビリテーションの研究における影響について検討した。\n" * 3, "shift_jis"),
    ],
)
def test_national_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_no_text_at_all(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" \n\n")
    with pytest.raises(EmptyPdf):
        read_text(document(empty))
    with pytest.raises(UnreadableFile, match="encoding"):
        decode(bytes(range(1, 32)) * 40 + b"\xff\xfe\xfd" * 50)


def test_keeps_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "columns.txt"
    path.write_text("one        two\nthree      four\n\n    five\n", encoding="utf-8")
    assert [line.text for line in layout(read_text(document(path))).lines] == [
        "one two",
        "three four",
        "five",
    ]


def test_a_text_without_line_breaks_has_a_paragraph_a_line(tmp_path: Path) -> None:
    path = tmp_path / "web.txt"
    path.write_text("What is it\n" + "A long paragraph. " * 20 + "\nHow does it work\n", encoding="utf-8")
    assert [len(block.lines) for block in layout(read_text(document(path))).blocks] == [1, 1, 1]


def test_a_line_longer_than_any_paragraph_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "data.txt"
    path.write_text("Title\n" + "x" * 2_000_000, encoding="utf-8")
    with pytest.raises(TooLarge, match="line 2 has 2000000 characters"):
        read_text(document(path))


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize(
    ("title", "people", "place", "abstract"),
    [
        ("肺癌放射治疗的研究进展", "王伟，李娜", "(北京大学肿瘤医院放疗科，北京 100142)", "【摘要】 目的 探讨放射治疗对肺癌患者的疗效。"),
        (
            "Radiotherapy of lung cancer in older patients",
            "Ana Weber, Tom Ford",
            "Department of Radiology, University of Bonn, Germany",
            "Abstract: We studied how older patients bear radiotherapy of the lung.",
        ),
        (
            "Лучевая терапия рака лёгкого у пожилых",
            "Иванов И.И., Петрова А.С.",
            "Институт онкологии, Москва, Россия",
            "Резюме. Изучено, как пожилые больные переносят лучевую терапию лёгкого.",
        ),
    ],
)  # fmt: skip
def test_blank_lines_between_the_parts_take_none_of_them_away(
    tmp_path: Path, blank: str, title: str, people: str, place: str, abstract: str
) -> None:
    """A blank line is a gap as print has it between title, names and places, not the gap that parts articles."""
    text = f"\n{blank}".join((title, people, place, abstract))
    path = tmp_path / "front.txt"
    path.write_text(text, encoding="utf-8")
    found = segment([layout(read_text(document(path)))])
    assert [s.text for s in found.of(Role.TITLE)] == [title]
    assert [s.text for s in found.of(Role.AUTHORS)] == [people]
