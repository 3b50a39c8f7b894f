"""Articles that begin on pages that are not read are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.poppler import Poppler
from pipeline.settings import Limits
from pipeline.stages.inspect import inspect
from pipeline.stages.layer.further import ARTICLE, begun, further
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
@pytest.mark.parametrize(("count", "told"), [(ARTICLE, False), (ARTICLE + 2, True)])
def test_a_whole_issue_is_told(count: int, told: bool, tmp_path: Path) -> None:
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
    found = further(inspect(made, pdf, Limits()), {1}, pdf)
    assert [flag.code for flag in found] == ["document.further_articles"] * told
    assert not told or "not read: 2, 3, 4" in found[0].message
