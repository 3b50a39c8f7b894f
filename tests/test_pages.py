"""Pages of our own making, one of a kind each, by the whole way to the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.engines.toolbox import open_engines
from pipeline.flow import read
from pipeline.ports import Engines
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.record import Record
from pipeline.records.text import Line
from pipeline.settings import PageSettings, Settings, TranslateSettings
from tests.made_pdf import HELVETICA, lines, one_page, stream, write
from tests.readers import PlainReader

pytestmark = pytest.mark.live
SETTINGS = Settings(translate=TranslateSettings(enabled=False))
SWEDISH = [
    "Sammanfattning",
    "Syftet med studien var att unders\\366ka hur vattenniv\\345n p\\345verkar vassens tillv\\344xt l\\344ngs",
    "sj\\366arnas str\\344nder. I trettiosex provytor m\\344ttes varje m\\345nad under tre \\345r v\\344xternas h\\366jd och",
    "t\\344thet. Biomassan var st\\366rst d\\344r vattnet var mellan tjugo och fyrtio centimeter djupt. Vi",
    "rekommenderar att vattenniv\\345n p\\345 v\\345ren h\\345lls under fyrtio centimeter.",
]
ITALIAN = [
    "Riassunto. Lo scopo dello studio \\350 valutare come il livello dell'acqua influisce sulla crescita",
    "della canna. In trentasei parcelle sono state misurate ogni mese, per tre anni, l'altezza e la",
    "densit\\340 delle piante. La biomassa era pi\\371 alta dove l'acqua era profonda tra 20 e 40 cm.",
    "Parole chiave: canna; livello dell'acqua; biomassa",
]


@cache
def engines() -> Engines:
    return open_engines(SETTINGS)


def record_of(path: Path) -> Record:
    return read(path, SETTINGS, engines()).record


def codes(record: Record) -> set[str]:
    return {flag.code for flag in record.quality.flags}


def article(path: Path, title: list[str], people: str, text: list[str], page: str = "") -> Path:
    """A page with a title, people and text, as a journal sets it."""
    content = lines(title, top=740, size=18) + lines([people], top=680) + lines(text, top=640)
    return one_page(path, content, HELVETICA, page)


def test_a_page_in_a_language_without_a_file_is_named(tmp_path: Path) -> None:
    title = ["Hur regn styr vassens utbredning", "utmed grunda vikar"]
    record = record_of(article(tmp_path / "sv.pdf", title, "Jan Svensson, Anna Lindberg", SWEDISH))
    assert record.language == "sv"
    assert record.title["sv"] == " ".join(title)
    assert "language.unknown" in codes(record)
    assert record.status == "needs_review"


def test_an_italian_page_is_read(tmp_path: Path) -> None:
    title = ["Effetti del livello dell'acqua sulla crescita della canna"]
    record = record_of(article(tmp_path / "it.pdf", title, "Marco Rossi, Giulia Bianchi", ITALIAN))
    assert record.language == "it"
    assert record.title["it"] == title[0]
    assert [author.name["it"] for author in record.authors] == ["Marco Rossi", "Giulia Bianchi"]
    assert record.keywords["it"] == ("canna", "livello dell'acqua", "biomassa")
    assert record.abstract["it"].text.endswith("tra 20 e 40 cm.")


KOREAN = [
    "한국호소학회지 제12권 제3호 2018",
    "수위 변화가 호안 갈대의 생장에 미치는 영향",
    "김민수, 이영희",
    "요약 본 연구는 수위 변화가 호안 갈대의 생장에 미치는",
    "영향을 알아보기 위하여 수행되었다. 서른여섯 개의 조사구에서",
    "삼 년 동안 매월 식물의 높이와 밀도를 측정하였다.",
    "생물량은 수심이 얕은 곳에서 가장 높았다.",
    "주요어: 갈대, 수위, 생물량",
]


def drawn(texts: list[str], sizes: dict[int, int], index: int, height: int = 1000) -> Image.Image:
    """A page of print in a face of Noto Serif CJK (0 is Japanese, 1 Korean, 2 Chinese), grey, at 150 dpi."""
    page = Image.new("L", (1240, height), 245)
    draw = ImageDraw.Draw(page)
    top = 60
    for n, text in enumerate(texts):
        size = sizes.get(n, 30)
        font = ImageFont.truetype(
            "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", size, index=index
        )
        draw.text((100, top), text, 30, font)
        top += round(1.8 * size) + (30 if n in sizes else 0)
    return page


def scanned(path: Path, texts: list[str], sizes: dict[int, int], index: int) -> Path:
    """Such a page as a grey scan."""
    drawn(texts, sizes, index).save(path, dpi=(150, 150), quality=60)
    return path


FIRST = [
    "浅水湖泊芦苇生长对水位变化的响应",
    "王小明　李芳",
    "（某某大学湖泊研究所，南京 210000）",
    "摘要：为了解水位变化对湖滨芦苇生长的影响，在三十六个样方中",
    "连续三年逐月测定了芦苇的株高和密度。结果表明，水深二十至四十",
    "厘米处生物量最高，建议春季水位保持在四十厘米以下。",
    "关键词：芦苇；水位；生物量",
    "1　引言",
    "芦苇是浅水湖泊湖滨带最常见的挺水植物，其生长受水位影响很大。",
    "已有研究多集中于河口湿地，对内陆浅水湖泊的研究还比较少见。",
    "本文以某湖为例，分析了水位变化与芦苇株高、密度之间的关系。",
]
INNER = ["芦苇的株高在七月达到最大，此后逐渐降低，各样方之间差异明显。"] * 14
LAST = [
    "参考文献",
    "[1] 张三. 湖滨带植物的分布[J]. 某某湖泊, 2001, 3(2): 11-19.",
    "[2] 李四. 芦苇的水深梯度[J]. 某某湖泊, 2003, 5(1): 21-27.",
    "Response of reed growth to water level in shallow lakes",
    "WANG Xiaoming, LI Fang",
    "(Institute of Lakes, Some University, Nanjing 210000)",
    "Abstract: To find out how water level changes the growth of reed, height and",
    "density of the plants were measured each month in thirty-six plots for three years.",
    "Biomass was highest where the water was twenty to forty centimetres deep.",
    "Key words: reed; water level; biomass",
]


def test_the_last_page_of_a_scan_is_looked_at_for_the_english_that_its_first_ones_lack(
    tmp_path: Path,
) -> None:
    """Pages between are not read."""
    pages = [drawn(FIRST, {0: 44}, 2), *[drawn(INNER, {}, 2)] * 4, drawn(LAST, {3: 36}, 2)]
    path = tmp_path / "zh.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=150)
    record = record_of(path)
    assert record.title["en"] == "Response of reed growth to water level in shallow lakes"
    assert record.abstract["en"].text.endswith("twenty to forty centimetres deep.")
    assert record.keywords["en"] == ("reed", "water level", "biomass")
    assert [author.name.get("en") for author in record.authors] == ["WANG Xiaoming", "LI Fang"]
    assert record.source.pages_read == (1, 2, 6)
    assert not record.translated


def test_a_legible_korean_scan_is_no_illegible_english_one(tmp_path: Path) -> None:
    """The engine that leads has no Hangul: each script that the other one has data for is tried."""
    record = record_of(scanned(tmp_path / "ko.jpg", KOREAN, {1: 44}, index=1))
    assert record.language == "ko"
    assert record.title["ko"].replace(" ", "") == KOREAN[1].replace(" ", "")
    assert "page.illegible" not in codes(record)


def test_a_latin_title_block_over_a_korean_page_keeps_both(tmp_path: Path) -> None:
    english = ["Effects of water level on the growth of reed", "Kim Min-su, Lee Young-hee"]
    record = record_of(scanned(tmp_path / "mixed.jpg", [*english, *KOREAN[2:]], {0: 44}, index=1))
    assert record.language == "ko"
    assert record.title["en"] == english[0]
    assert record.abstract["ko"].text.replace(" ", "").startswith("본연구는수위변화가")


REED = [
    "湖泊科学 2018年 第30卷 第3期",
    "水位变化对湖岸芦苇生长的影响",
    "李明, 王芳",
    "(东湖大学生态学院, 武汉 430072)",
    "摘要：目的 探讨水位变化对湖岸芦苇生长的影响。方法 在三十六块样地",
    "连续三年每月测量芦苇的高度与密度。结果 水深20～40 cm处生物量最大。",
    "结论 春季水位宜低于40 cm。",
    "关键词：芦苇；水位；生物量",
]
CHINESE = 2
"""The face of Noto Serif CJK for simplified Chinese."""


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", size, index=CHINESE)


def outlined(path: Path) -> Path:
    """A page whose print is drawn as outlines: it has no font, no picture and no text."""
    import cv2

    scale, top = 4, 240
    page = Image.new("L", (595 * scale, 842 * scale), 0)
    draw = ImageDraw.Draw(page)
    for n, text in enumerate(REED):
        size = scale * (20 if n == 1 else 11)
        draw.text((60 * scale, top), text, 255, font(size))
        top += round(1.6 * size)
    found, _ = cv2.findContours(
        (np.asarray(page) > 128).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE
    )
    drawn = (
        " ".join(
            f"{x / scale:.2f} {842 - y / scale:.2f} {'l' if k else 'm'}"
            for k, ((x, y),) in enumerate(c.tolist())
        )
        for c in found
    )
    content = stream(" h\n".join(drawn).encode() + b" h f*")
    page_object = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return write(
        path,
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page_object,
            content,
        ],
    )


def draw_reed(page: Image.Image, left: int) -> ImageDraw.ImageDraw:
    """Set the article on a page, its title in larger type, and give what draws there."""
    draw, top = ImageDraw.Draw(page), 60
    for n, text in enumerate(REED):
        size = 44 if n == 1 else 28
        draw.text((left, top), text, 30, font(size))
        top += round(1.8 * size)
    return draw


def test_text_drawn_as_outlines_goes_to_ocr(tmp_path: Path) -> None:
    record = record_of(outlined(tmp_path / "outlines.pdf"))
    assert record.title["zh"] == REED[1]
    assert [author.name["zh"] for author in record.authors] == ["李明", "王芳"]
    assert record.abstract["zh"].text.endswith("水深20～40 cm处生物量最大。结论春季水位宜低于40 cm。")
    assert record.keywords["zh"] == ("芦苇", "水位", "生物量")
    assert record.evidence["title.zh"].engine != "text_layer"


@pytest.mark.parametrize(
    ("heading", "left"), [("生态学研究", 80), ("湖泊生态学研究专栏", 1150), ("论著", 80)]
)
def test_a_vertical_heading_beside_the_print_stays_out_of_it(heading: str, left: int, tmp_path: Path) -> None:
    page = Image.new("L", (1240, 1000), 245)
    draw = draw_reed(page, 180)
    for n, character in enumerate(heading):
        draw.text((left, 200 + 44 * n), character, 30, font(36))
    page.save(tmp_path / "beside.png", dpi=(150, 150))
    record = record_of(tmp_path / "beside.png")
    assert record.title["zh"] == REED[1]
    assert [author.name["zh"] for author in record.authors] == ["李明", "王芳"]
    assert record.abstract["zh"].text.startswith(
        "目的探讨水位变化对湖岸芦苇生长的影响。方法在三十六块样地连续"
    )
    assert record.keywords["zh"] == ("芦苇", "水位", "生物量")


class OneReader(PlainReader):
    """Reads Russian; the longest lines of the narrower page, a cover, are ornaments that nobody reads."""

    name, version, leads = "fake", "fake 1", False
    text = "Многолетние колебания уровня воды в озерах зависят от осадков и испарения"
    cover = 850

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        wide = 6 if pixels.shape[1] < self.cover else 0
        return tuple(BBox(60, 60 + 60 * n, 700 if n < wide else 500, 95 + 60 * n) for n in range(wide + 9))

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        return self.read_lines(pixels, self.find_lines(pixels), languages)

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(self._line(box, read="ru" in languages and box.width < 600) for box in boxes)

    def _line(self, box: BBox, *, read: bool) -> Line:
        text, confidence = (self.text, 0.95) if read else ("Mnorozemaue xoze6aHHa ypOBHA", 0.3)
        return Line(text=text, bbox=box, confidence=confidence, engine=self.name)


def test_an_illegible_cover_is_read_again_in_the_language_of_the_other_pages(tmp_path: Path) -> None:
    pages = [Image.new("L", (width, 1000), 245) for width in (800, 900)]
    for one in pages:
        draw = ImageDraw.Draw(one)
        for n in range(15):
            draw.rectangle((60, 60 + 60 * n, 500, 95 + 60 * n), fill=20)
    path = tmp_path / "cover.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(100, 100))
    settings = SETTINGS.model_copy(update={"pages": PageSettings(pages="all")})
    alone = replace(engines(), readers=(OneReader(),))
    outcome = read(path, settings, alone)
    assert sum(line.text == OneReader.text for line in outcome.pages[0].lines) == 9
    assert outcome.record.language == "ru"
    assert "page.illegible" not in codes(outcome.record)


@pytest.mark.parametrize("before", [1, 2])
def test_an_article_that_begins_on_a_later_page_is_read_like_any_other(before: int, tmp_path: Path) -> None:
    """A black page lies before it, or the reader chose where it begins."""
    page = Image.new("L", (1240, 800), 245)
    draw_reed(page, 120)
    black = [Image.new("L", (1240, 800), 0)] * before
    black[0].save(tmp_path / "later.tif", save_all=True, append_images=[*black[1:], page], dpi=(150, 150))
    record = record_of(tmp_path / "later.tif")
    assert record.title["zh"] == REED[1]
    assert [author.name["zh"] for author in record.authors] == ["李明", "王芳"]
    assert record.source.pages_read == tuple(range(1, before + 2))
    assert codes(record) >= {"page.dark"}
