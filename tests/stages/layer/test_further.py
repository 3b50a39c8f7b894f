"""The further articles of a file are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.poppler import Poppler
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.settings import Limits
from pipeline.stages.inspect import inspect
from pipeline.stages.layer.further import begun, further
from tests.made_pdf import HELVETICA, lines, stream, write

ABSTRACT = "Abstract. In thirty-six plots the height of reed was measured every month for three years, and it grew best in shallow water.\nKeywords: reed; water"
ZH = "【摘要】目的 探讨水位变化对湖岸芦苇生长的影响。方法 在三十六块样地连续三年每月测量芦苇的高度与密度，并记录水深、水温和透明度。\n【关键词】芦苇；水位"


@pytest.mark.parametrize(
    ("texts", "pages"),
    [
        ([ABSTRACT, "text", ABSTRACT, "text", ABSTRACT], [3, 5]),
        ([ZH, "正文", ABSTRACT], []),
        ([f"{ZH}\n{ABSTRACT}", "正文", ZH], [3]),
        ([ABSTRACT, "abstract\n91.7%\n87.3%\nkeywords\n68.7%"], []),
        ([ABSTRACT, ABSTRACT.replace("Keywords", "Notes")], []),
        ([], []),
    ],
    ids=["an issue", "English at the end", "Chinese again", "a table", "no keywords", "nothing"],
)
def test_where_further_articles_begin(texts: list[str], pages: list[int]) -> None:
    assert begun(texts) == pages


@pytest.mark.live
@pytest.mark.parametrize(
    ("count", "pages"), [(1, ""), (3, "2, 3"), (20, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, ...")]
)
def test_the_articles_of_a_file_are_told(count: int, pages: str, tmp_path: Path) -> None:
    texts = [
        "Abstract. In thirty-six plots reed was measured for three years,",
        "and it grew best in shallow water.",
        "Keywords: reed; water",
    ]
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    kids = " ".join(f"{5 + n} 0 R" for n in range(count))
    made = write(
        tmp_path / "issue.pdf",
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            stream(lines(texts)),
            HELVETICA,
            *(page.format(3).encode() for _ in range(count)),
        ],
    )
    pdf = Poppler()
    document = inspect(made, pdf, Limits())
    found = further(document, {1: "\n".join(texts)}, pdf, whole=True)
    assert [flag.code for flag in found] == ["document.further_articles"] * bool(pages)
    assert not pages or f"begin on these pages: {pages}. Read them apart" in found[0].message
    assert further(document, {1: "\n".join(texts)}, pdf, whole=False) == ()


def test_the_articles_of_a_scan_are_told_by_the_pages_that_were_read() -> None:
    source = Source(path="a.tif", name="a.tif", sha256="0" * 64, media_type=MediaType.TIFF, size=1)
    sheets = tuple(PageInfo(number=n, width=595, height=842) for n in (1, 2, 3))
    (flag,) = further(Document(source=source, pages=sheets), {1: ZH, 2: "正文", 3: ZH}, Poppler(), whole=True)
    assert "begin on these pages: 3." in flag.message
