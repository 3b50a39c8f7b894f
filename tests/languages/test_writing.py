"""Spaces, hyphens, widths: the rules as tables."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.writing import join_lines, join_pieces, plain_characters, tidy, unspread, words_of


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("摘 要 ： 目 的", "摘要：目的"),
        ("血清 CRP 水平", "血清 CRP 水平"),
        ("共 212 例", "共 212 例"),
        ("水平， 95%CI", "水平，95%CI"),
        ("ＣＯＰＤ患者１２０例，Ｐ＜０．０５", "COPD患者120例，P<0.05"),
        ("白细胞10⁹/L，χ²=4.5，5 ℃，μg，±", "白细胞10⁹/L，χ²=4.5，5 ℃，μg，±"),
        ("Wang L， Li M； Zhao K", "Wang L, Li M; Zhao K"),
        ("Objective：To observe", "Objective: To observe"),
        ("lung cancer（NSCLC）", "lung cancer (NSCLC)"),
        ("7∶3随机，1.21～6.77", "7∶3随机，1.21～6.77"),
        ("임상　내과 연구", "임상 내과 연구"),
        ("e\u0301tude", "étude"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("  a \u00a0 b\u3000c ", "a b c"),
        ("公共卫⽣学院流⾏病", "公共卫生学院流行病"),
        ("司⻢⻘，⻑者居⺠罕⻅的⻛险", "司马青，長者居民罕见的风险"),
        ("eﬀect of ﬁbrosis", "effect of fibrosis"),
        ("キ ー ワ ー ド", "キーワード"),
    ],
)
def test_tidy(raw: str, expected: str) -> None:
    assert tidy(raw) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["回顾性", "分析212例"], "回顾性分析212例"),
        (["影像组学", "MRI特征"], "影像组学MRI特征"),
        (["血清CRP", "水平"], "血清CRP水平"),
        (["randomly divided", "into two groups"], "randomly divided into two groups"),
        (["pla-", "cebo was"], "placebo was"),
        (["non-", "small cell"], "non-small cell"),
        (["alpha-", "fetoprotein"], "alpha-fetoprotein"),
        (["platelet-to-", "lymphocyte ratio"], "platelet-to-lymphocyte ratio"),
        (["follow-", "up"], "follow-up"),
        (["COVID-", "19 patients"], "COVID-19 patients"),
        (["Gd-EOB-", "DTPA-enhanced"], "Gd-EOB-DTPA-enhanced"),
        (["PD-", "L1"], "PD-L1"),
        (["X-", "ray"], "X-ray"),
        (["1305-", "1312"], "1305-1312"),
        (["1305–", "1312"], "1305–1312"),
        (["TNF-", "α"], "TNF-α"),
        (["Behand-", "lung"], "Behandlung"),
        (["коро-", "нарный"], "коронарный"),
        (["co\u00ad", "operate"], "cooperate"),
        (["doi:10.3971/", "j.issn.1000-8578"], "doi:10.3971/j.issn.1000-8578"),
        (["and/", "or"], "and/or"),
        (["(P<", "0.05)"], "(P<0.05)"),
        (["P =", "0.03"], "P = 0.03"),
        (["was 12", "% of"], "was 12% of"),
        (["Shanghai，", "China"], "Shanghai, China"),
        (["目的：", "To observe"], "目的：To observe"),
        (["간지방증 및", "간섬유화 지표"], "간지방증 및 간섬유화 지표"),
        (["내분비대사내과를 방", "문한 환자"], "내분비대사내과를 방문한 환자"),
        (["엠파글리플로진군", "에서 평균"], "엠파글리플로진군에서 평균"),
        (["추가한", "군과 비교"], "추가한 군과 비교"),
        (["fibrosis-4", "지수"], "fibrosis-4 지수"),
        (["농도는 MCI", "군에서 높았다"], "농도는 MCI군에서 높았다"),
        (["환자 84", "명을 분석"], "환자 84명을 분석"),
        (["수면장애", "(β=-.28"], "수면장애(β=-.28"),
        (["해마를 이용하", "여 산출"], "해마를 이용하여 산출"),
        (["2019년 1월부", "터 6월까지"], "2019년 1월부터 6월까지"),
        (["p-tau181의", "곡선하면적"], "p-tau181의 곡선하면적"),
        (["", " a ", "", "b"], "a b"),
        ([], ""),
    ],
)
def test_join_lines(lines: list[str], expected: str) -> None:
    assert join_lines(lines) == expected


def test_vocabulary_decides_hyphens() -> None:
    known = words_of(["A radio-label was read", "the metabolic state and immuno-"])
    assert "immuno" not in known
    assert join_lines(["radio-", "label"], known) == "radio-label"
    assert join_lines(["meta-", "bolic"], known) == "metabolic"


def test_korean_words_at_the_ends_of_lines_are_no_vocabulary() -> None:
    known = words_of(["당화혈색소 수치와 해마", "기억력 저하가 해마 용적이 당화"])
    assert "당화" not in known
    assert join_lines(["폭은 당화", "혈색소 감소"], known) == "폭은 당화혈색소 감소"
    assert join_lines(["측정한 해마", "용적과 비교"], known | {"해마"}) == "측정한 해마 용적과 비교"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("摘要：[目 的] 观 察 基 于 钆 塞", "摘要：[目的] 观察基于钆塞"),
        ("目的 探讨晚期肺癌的疗效", "目的 探讨晚期肺癌的疗效"),
        ("【摘要】　背景　慢性阻塞性肺疾病", "【摘要】　背景　慢性阻塞性肺疾病"),
        ("关 键", "关 键"),
        ("a b c d", "a b c d"),
        ("孙 丽 华　钱 勇　周 建 国", "孙 丽 华　钱 勇　周 建 国"),
        ("观 察 基 于 钆 塞　对 照 分 析", "观察基于钆塞　对照分析"),
    ],
)
def test_spread_lines(line: str, expected: str) -> None:
    assert unspread(line) == expected


def test_pieces_of_one_line() -> None:
    assert join_pieces(["摘", "要：", "目的"]) == "摘要：目的"
    assert join_pieces(["Vol.", "37"]) == "Vol. 37"
    assert join_pieces(["共", "212", "例"]) == "共 212 例"


@given(st.lists(st.text(max_size=30), max_size=6))
def test_never_fails_and_settles(lines: list[str]) -> None:
    once = join_lines(lines)
    assert unicodedata.is_normalized("NFC", once)
    assert tidy(once) == once or tidy(tidy(once)) == tidy(once)


def test_accents_over_letters_without_a_dot() -> None:
    assert plain_characters("art\u0131\u0301culo, apara\u0131\u0302t, \u0131") == "artículo, aparaît, ı"
