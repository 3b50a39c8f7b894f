"""Variants that an engine mixes up are put into the page's own standard, and only there."""

from __future__ import annotations

import pytest

from pipeline.languages.variants import in_standard, standard_of


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("國内病人爲主，预後風险", "zh-Hant", "國內病人為主，預後風險"),
        ("目標值を增量、68歲、既往歷", "ja", "目標値を増量、68歳、既往歴"),
        ("血清内値，後天，皇后", "zh", "血清内値，後天，皇后"),
        ("以後、皇后、台灣、里長", "zh-Hant", "以後、皇后、台灣、里長"),
        ("μg/L 10⁹ abc", "ja", "μg/L 10⁹ abc"),
    ],
)
def test_in_standard(text: str, language: str, expected: str) -> None:
    assert in_standard(text, language) == expected


def test_the_standard_of_a_page() -> None:
    assert (
        standard_of(["衰弱在血液透析病人中常見，但其對國内病人預後之影響仍缺乏前瞻性資料。" * 4]) == "zh-Hant"
    )
    assert (
        standard_of(
            [
                "薬剤師による早期のTDM介入が重要であることが示唆された。目標值に達せず、投与設計を見直し、血中濃度の測定結果を確認した。"
                * 4
            ]
        )
        == "ja"
    )
    assert standard_of(["回顾性分析经手术病理证实的单发肝细胞癌患者的临床资料。" * 4]) is None
    assert standard_of(["繁體與簡體混排：为预险对国产亚乐书发 臺灣腎臟照護雜誌" * 4]) is None
    assert standard_of(["臺灣"]) is None
