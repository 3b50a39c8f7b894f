"""The page itself: hOCR, ALTO, PAGE, TEI with places, whole text, references; read by other people's programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.records.base import BBox
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin, Word
from pipeline.writers.formats import PAGE_FORMATS, WHOLE
from pipeline.writers.page_words import spaced_words
from pipeline.writers.references import listed, parsed
from pipeline.writers.whole_text import PieceKind, pieces
from tests.records.made import record
from tests.writers.escriptorium import imported as escriptorium
from tests.writers.official import _tei, by_official, by_rules
from tests.writers.official import parsed as tree_of

RECORD = record()
HAN = "联合治疗的疗效 P=0.024"


def line(text: str, top: int, height: int = 30, left: int = 100, words: bool = True) -> Line:
    parts = text.split(" ") if words else []
    made, at = [], left
    for part in parts:
        made.append(Word(text=part, bbox=BBox(at, top, at + 15 * len(part), top + height), confidence=0.98))
        at += 15 * len(part) + 10
    return Line(
        text=text,
        bbox=BBox(left, top, left + 800, top + height),
        confidence=0.97,
        engine="x",
        words=tuple(made),
    )


def block(*lines: Line, kind: BlockKind = BlockKind.BODY) -> Block:
    boxes = [one.bbox for one in lines]
    box = BBox(min(b.left for b in boxes), boxes[0].top, max(b.right for b in boxes), boxes[-1].bottom)
    return Block(lines=lines, bbox=box, kind=kind)


def page(number: int, *blocks: Block) -> PageText:
    return PageText(number=number, width=1000, height=1400, dpi=300.0, origin=TextOrigin.OCR, blocks=blocks)


PAGES = [
    page(
        1,
        block(line("某某杂志 2023 年第 9 期", 10), kind=BlockKind.HEADER),
        block(line("联合治疗的疗效", 60, 60)),
        block(
            line("1 资料与方法", 200),
            line("纳入96例患者，随机分为两组，两组患者的一般资料比较差异无统计", 240),
        ),
        block(line("收稿日期：2023-02-15", 1300), kind=BlockKind.FOOTNOTE),
    ),
    page(
        2,
        block(
            line("学意义。", 60),
            line("1.1 Treatment of both arms", 100),
            line("They were treat-", 140),
            line("ed for 6 weeks & <more>.", 180),
        ),
        block(
            line("参考文献", 300),
            line("[1] 张三, 李四. 肺癌的治疗[J]. 中华某某杂志, 2020, 12(3): 45-49.", 340),
            line("DOI:10.1234/abc.2020.03.", 380),
            line("[2] 王五. 内科学[M]. 北京: 某某出版社, 2018: 12.", 420),
            line("[3] Smith J. A plain reference without a mark. J Ex 2019;3:1.", 460),
        ),
        block(line("2", 1380), kind=BlockKind.FOOTER),
    ),
]


def written(name: str, pages: list[PageText] = PAGES) -> str:
    return PAGE_FORMATS[name].write(RECORD, pages, "scan")


def test_words_and_their_spaces_are_the_line() -> None:
    spaced = spaced_words(line(HAN, 0))
    assert "".join((" " if space else "") + word.text for word, space in spaced) == HAN
    mended = line(HAN, 0).model_copy(update={"text": "联合治疗的疗效 P=0.024!"})
    assert [word.text for word, _ in spaced_words(mended)] == ["联合治疗的疗效 P=0.024!"]


def test_hocr_is_read_by_hocr_tools(tmp_path: Path) -> None:
    path = tmp_path / "scan.hocr"
    path.write_text(written("hocr"), encoding="utf-8")
    tools = Path(sys.executable).parent
    lines = subprocess.run([tools / "hocr-lines", path], capture_output=True, text=True, check=True).stdout
    assert "They were treat-" in lines.splitlines()
    assert "ed for 6 weeks & <more>." in lines.splitlines()
    path.write_text(written("hocr", PAGES[1:]), encoding="utf-8")
    check = subprocess.run([tools / "hocr-check", path], capture_output=True, text=True, check=False)
    assert [row for row in (check.stdout + check.stderr).splitlines() if row.startswith("not ok")] == []


def test_alto_is_read_by_alto_tools_and_follows_the_rules(tmp_path: Path) -> None:
    text = written("alto", PAGES[1:])
    assert list(by_rules("alto-rules.rng", tree_of(text))) == []
    assert list(by_official("alto-4-4.xsd", tree_of(text))) == []
    path = tmp_path / "scan.alto.xml"
    path.write_text(text, encoding="utf-8")
    tool = Path(sys.executable).parent / "alto-tools"
    read = subprocess.run([tool, "-t", path], capture_output=True, text=True, check=True).stdout
    assert "They were treat-" in read
    assert "97" not in read


def test_page_xml_follows_the_rules() -> None:
    tree = tree_of(written("page", PAGES[:1]))
    assert list(by_rules("page-rules.rng", tree)) == []
    assert list(by_official("page-2019-07-15.xsd", tree)) == []
    names = {"p": str(etree.QName(tree).namespace)}
    order = [e.get("regionRef") for e in tree.iterfind(".//p:RegionRefIndexed", names)]
    assert order == [e.get("id") for e in tree.iterfind(".//p:TextRegion", names)]


def signs(text: str, top: int) -> Line:
    """A line of Han characters, each with a place of its own, and a Latin word."""
    first, *rest = text.split(" ")
    parts = [*first, *rest]
    boxes = [BBox(100 + 30 * n, top, 130 + 30 * n, top + 30) for n in range(len(parts))]
    placed = tuple(Word(text=part, bbox=box, confidence=0.9) for part, box in zip(parts, boxes, strict=True))
    return line(text, top).model_copy(update={"words": placed})


@pytest.mark.parametrize("name", ["alto", "page"])
def test_escriptorium_imports_every_line_as_it_is(name: str) -> None:
    one = page(1, block(signs("联合治疗 P=0.024 良好", 60)), PAGES[1].blocks[0])
    picture, blocks = escriptorium(written(name, [one]))
    assert picture == "scan.p1.jpg"
    assert [[found.text for found in lines] for lines in blocks] == [
        ["联合治疗 P=0.024 良好"],
        [found.text for found in PAGES[1].blocks[0].lines],
    ]
    first = blocks[0][0]
    assert first.baseline == [(100, 87), (900, 87)]
    glyphs = [e for e in tree_of(written(name, [one])).iter() if etree.QName(e).localname == "Glyph"]
    assert len(glyphs) == 4
    rules, official = {
        "alto": ("alto-rules.rng", "alto-4-4.xsd"),
        "page": ("page-rules.rng", "page-2019-07-15.xsd"),
    }[name]
    tree = tree_of(written(name, [one]))
    assert [*by_rules(rules, tree), *by_official(official, tree)] == []


@pytest.mark.parametrize("name", ["hocr", "alto", "page"])
def test_an_empty_page_and_forbidden_characters(name: str) -> None:
    bad = page(1, block(line("a]]>b \x07 𠮷 <&>", 10, words=False)))
    for pages in ([page(1)], [bad]):
        assert len(etree.fromstring(written(name, pages).encode()))


def test_headings_paragraphs_and_references_in_order() -> None:
    found = pieces(PAGES)
    assert [(p.kind, p.level, p.text[:20]) for p in found if p.kind is PieceKind.HEADING] == [
        (PieceKind.HEADING, 1, "联合治疗的疗效"),
        (PieceKind.HEADING, 1, "1 资料与方法"),
        (PieceKind.HEADING, 2, "1.1 Treatment of bot"),
        (PieceKind.HEADING, 1, "参考文献"),
    ]
    texts = [p.text for p in found if p.kind is PieceKind.PARAGRAPH]
    assert texts == [
        "纳入96例患者，随机分为两组，两组患者的一般资料比较差异无统计学意义。",
        "They were treated for 6 weeks & <more>.",
    ]
    assert [p.text for p in found if p.kind is PieceKind.NOTE] == ["收稿日期：2023-02-15"]
    assert not any("第 9 期" in p.text for p in found)


def test_references_as_text_and_in_parts() -> None:
    first, second, third = listed(PAGES)
    assert first.number == 1
    assert first.doi == "10.1234/abc.2020.03"
    assert first.parts == {
        "type": "J",
        "persons": "张三, 李四",
        "title": "肺癌的治疗",
        "source": "中华某某杂志",
        "year": "2020",
        "volume": "12",
        "issue": "3",
        "pages": "45-49",
    }
    assert (second.parts["type"], second.parts["publisher"], second.parts["year"]) == (
        "M",
        "某某出版社",
        "2018",
    )
    assert third.parts == {}
    assert third.text == "Smith J. A plain reference without a mark. J Ex 2019;3:1."
    rows = [json.loads(row) for row in written("references").splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert {row["record"] for row in rows} == {RECORD.id}


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("[4] 赵六. 某某研究[D]. 武汉: 某某大学, 2016.", "D", "2016"),
        ("5. Brown A, Green B. Title of it[J/OL]. J Ex, 2021, 5(2): e12-e19.", "J", "2021"),
        ("［6］ 国家某某局. 某某标准［S］. 北京: 某某出版社, 2019.", "S", None),
        ("7) no reference at all", None, None),
    ],
)
def test_marks_of_gb_t_7714(text: str, kind: str | None, year: str | None) -> None:
    parts = parsed(text).parts
    assert (parts.get("type"), parts.get("year")) == (kind, year)


def test_whole_tei_points_to_every_line_and_is_valid() -> None:
    text = WHOLE["tei"].write(RECORD, PAGES, "scan")
    assert list(_tei(text)) == []
    tree = tree_of(text)
    names = {"t": str(etree.QName(tree).namespace)}
    zones = {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iterfind(".//t:zone", names)}
    assert {e.get("facs")[1:] for e in tree.iterfind(".//t:lb", names)} <= zones
    assert [e.text for e in tree.iterfind(".//t:bibl/t:idno", names)] == ["10.1234/abc.2020.03"]
    assert tree.findtext(".//t:zone[@n='96']", None, names) is None


def test_whole_markdown_and_text() -> None:
    text = WHOLE["markdown"].write(RECORD, PAGES, "scan")
    assert "## 1 资料与方法" in text
    assert "### 1.1 Treatment of both arms" in text
    assert "- (1) 张三, 李四. 肺癌的治疗\\[J\\]" in text
    plain = WHOLE["text"].write(RECORD, PAGES, "scan")
    assert plain.startswith("联合治疗的疗效\n\n\n1 资料与方法\n\n纳入96例患者")
