"""A page in Arabic and English of our own making, as a scan and with its text layer, all the way to the record."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from shutil import which

import pytest
from PIL import Image, ImageDraw, ImageFont, features

from pipeline.engines.toolbox import open_engines
from pipeline.flow import read
from pipeline.ports import Engines
from pipeline.records.record import Record
from pipeline.records.text import TextOrigin
from pipeline.settings import Settings, TranslateSettings

pytestmark = pytest.mark.live
SETTINGS = Settings(translate=TranslateSettings(enabled=False))
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
CHROMIUM = next((found for name in ("chromium-headless-shell", "chromium") if (found := which(name))), "")
TITLE = "تأثير مستوى الماء في نمو القصب على ضفاف البحيرات"
ENGLISH = "Effects of the water level on the growth of reed"
PEOPLE = ["أحمد علي الحسن", "فاطمة محمود الزهراء"]
PLACE = "قسم علم البيئة، كلية العلوم، جامعة الشمال"
ABSTRACT = [
    "الملخص: هدفت هذه الدراسة إلى معرفة أثر مستوى الماء في نمو القصب. قيس الارتفاع وكثافة النبات",
    "في 36 موقعا كل شهر بين عامي 2018 و2020. كانت الكتلة الحيوية أكبر حيث بلغ عمق الماء 20",
    "سم، وزادت بنسبة 63.4 % (P < 0.05) في الربيع. ولا ننصح برفع مستوى الماء في هذا الفصل.",
]
KEYWORDS = ["القصب", "مستوى الماء", "البحيرات"]
REST = [
    "Abstract: We measured the height and the density of reed at 36 sites every month between 2018 and 2020.",
    "The biomass was highest where the water was 20 cm deep. It rose by 63.4 % (P < 0.05) in spring.",
    "Keywords: reed; water level; lakes",
]
HEAD = "مجلة علوم البيئة، المجلد 14، العدد 3، 2021، ص 211-218"


@cache
def engines() -> Engines:
    return open_engines(SETTINGS)


def record_of(path: Path) -> Record:
    return read(path, SETTINGS, engines()).record


def is_right(record: Record) -> None:
    """What the page prints stands in its record."""
    assert record.language == "ar"
    assert record.title == {"ar": TITLE, "en": ENGLISH}
    assert [author.name["ar"] for author in record.authors] == PEOPLE
    assert record.keywords == {"ar": tuple(KEYWORDS), "en": ("reed", "water level", "lakes")}
    assert record.abstract["en"].text.startswith("We measured the height")
    assert (record.year, record.volume, record.issue) == (2021, "14", "3")
    assert (record.first_page, record.last_page) == ("211", "218")


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow draws no Arabic here (libfribidi)")
def test_a_scan_is_read_from_the_right(tmp_path: Path) -> None:
    page = Image.new("L", (2100, 1500), 245)
    draw = ImageDraw.Draw(page)
    place, top = ImageFont.truetype(FONT, 36), 80
    keywords = "الكلمات المفتاحية: " + "؛ ".join(KEYWORDS)
    for text, size in (
        (HEAD, 34),
        (TITLE, 66),
        (ENGLISH, 54),
        ("، ".join(PEOPLE), 42),
        (PLACE, 34),
        *((line, 36) for line in (*ABSTRACT, keywords, *REST)),
    ):
        font = place.font_variant(size=size)
        way = "ltr" if text.isascii() else "rtl"
        width = draw.textlength(text, font=font, direction=way)
        left = (2100 - width) / 2 if size > 36 else 120 if text.isascii() else 1980 - width
        draw.text((left, top), text, 30, font, direction=way)
        top += round(2.1 * size)
    page.save(tmp_path / "scan.png", dpi=(300, 300))
    record = record_of(tmp_path / "scan.png")
    is_right(record)
    printed = record.abstract["ar"].text
    assert printed.startswith("هدفت هذه الدراسة إلى معرفة أثر مستوى الماء")
    assert "بين عامي 2018 و2020" in printed
    assert "(P < 0.05)" in printed
    assert "ولا ننصح" in printed


def printed(path: Path, style: str) -> Path:
    """The page as a browser prints it."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (apt install chromium-headless-shell)")
    body = "".join(f"<p>{part}</p>" for part in ("، ".join(PEOPLE), PLACE, " ".join(ABSTRACT)))
    keywords = "؛ ".join(KEYWORDS)
    english = "".join(f"<p dir=ltr>{part}</p>" for part in (" ".join(REST[:2]), REST[2]))
    path.with_suffix(".html").write_text(
        f"<meta charset=utf-8><style>body {{ font: 11pt 'DejaVu Sans'; {style} }} h1 {{ font-size: 18pt }}</style>"
        f"<body dir=rtl><p>{HEAD}</p><h1>{TITLE}</h1><h1 dir=ltr>{ENGLISH}</h1>{body}"
        f"<p>الكلمات المفتاحية: {keywords}</p>{english}",
        encoding="utf-8",
    )
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    subprocess.run(
        [CHROMIUM, *flags, f"--print-to-pdf={path}", path.with_suffix(".html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path


def test_a_text_layer_is_put_in_its_order_of_reading(tmp_path: Path) -> None:
    record = record_of(printed(tmp_path / "text.pdf", 'font-feature-settings: "rlig" 0, "liga" 0'))
    is_right(record)
    assert record.affiliations[0].name["ar"] == PLACE
    assert record.abstract["ar"].text == " ".join(ABSTRACT).removeprefix("الملخص: ")


def test_a_layer_whose_ligatures_stand_the_wrong_way_round_is_read_from_the_picture(tmp_path: Path) -> None:
    """`االستنتاج` shows it, `عالج` for `علاج` would not."""
    record = record_of(printed(tmp_path / "ligatures.pdf", "font-size: 12pt"))
    assert record.source.text_origin is TextOrigin.OCR
    assert "الارتفاع" in record.abstract["ar"].text
