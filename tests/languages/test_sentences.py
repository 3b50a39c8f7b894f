"""Sentences end where a reader says they end."""

from __future__ import annotations

import pytest

from pipeline.languages.sentences import clauses, cut, split


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("zh", "差异有统计学意义（P<0.05）。结论可控！", ["差异有统计学意义（P<0.05）。", "结论可控！"]),
        ("zh", "差异有统计学意义,P<0.05.结论 可控", ["差异有统计学意义,P<0.05.", "结论 可控"]),
        ("zh", "剂量3.5 mg；均有效。", ["剂量3.5 mg；均有效。"]),
        ("zh", "（见图1。）其余无异常。", ["（见图1。）其余无异常。"]),
        ("zh", "缺右括号（见图1。其余无异常。", ["缺右括号（见图1。", "其余无异常。"]),
        ("zh", "Smith et al.研究了E.coli感染。", ["Smith et al.研究了E.coli感染。"]),
        ("zh", "他说：“可以。”然后离开。", ["他说：“可以。”然后离开。"]),
        ("zh", "他说“可以”。然后离开。", ["他说“可以”。", "然后离开。"]),
        (
            "en",
            "P<0.05. Five patients died. See Fig. 2.",
            ["P<0.05.", "Five patients died.", "See Fig. 2."],
        ),
        ("en", "We used 3.5 mg vs. 4.0 mg. No. 5 won.", ["We used 3.5 mg vs. 4.0 mg.", "No. 5 won."]),
        ("en", "J. Smith et al. studied E. coli. It grew.", ["J. Smith et al. studied E. coli.", "It grew."]),
        ("en", "It was hepatitis B. We treated it.", ["It was hepatitis B.", "We treated it."]),
        ("en", "1. Introduction follows. 2. Methods too.", ["1. Introduction follows.", "2. Methods too."]),
        (
            "en",
            "The rate (see below. It matters) fell. Good.",
            ["The rate (see below. It matters) fell.", "Good."],
        ),
        ("en", "First.\n\nSecond line\ngoes on.", ["First.", "Second line goes on."]),
        ("de", "Am 3. Mai begann es. Dann z.B. Husten.", ["Am 3. Mai begann es.", "Dann z.B. Husten."]),
        ("ja", "対象は96例である。結果は良好。", ["対象は96例である。", "結果は良好。"]),
        (
            "ko",
            "환자는 96명이었다. 결과는 유의하였다(P<0.05).",
            ["환자는 96명이었다.", "결과는 유의하였다(P<0.05)."],
        ),
        (
            "ru",
            "Обследовано 96 больных. Показано (см. рис. 2).",
            ["Обследовано 96 больных.", "Показано (см. рис. 2)."],
        ),
        ("xx", "Unknown language. Still works.", ["Unknown language.", "Still works."]),
        ("zh", "", []),
        ("zh", "  \n\n ", []),
        ("zh", "±≥≤", ["±≥≤"]),
        ("zh", "……。。", ["……。。"]),
    ],
)
def test_split(language: str, text: str, sentences: list[str]) -> None:
    assert split(text, language) == sentences


def test_nothing_is_lost_but_white_space() -> None:
    text = "目的 探讨疗效。方法 A组（n=48.）, B组 P<0.05. 结果? Yes! et al. 10⁹/L；好。" * 50
    assert "".join("".join(split(text, "zh")).split()) == "".join(text.split())


def test_long_sentences_are_cut_at_the_mildest_place() -> None:
    assert cut("甲" * 8 + "；" + "乙" * 8, 10).parts == ("甲" * 8 + "；", "乙" * 8)
    assert cut("甲，乙；丙丁戊，己", 6).parts == ("甲，乙；", "丙丁戊，己")
    assert cut("短句。", 10).parts == ("短句。",)
    assert cut("1,234,567 and more words here", 12).parts == ("1,234,567", "and more", "words here")
    forced = cut("无" * 5000, 200)
    assert forced.forced
    assert [len(p) for p in forced.parts] == [200] * 25


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("短句，不切。", ["短句，不切。"]),
        ("前半句较长一些，后半句也较长一些。", ["前半句较长一些，", "后半句也较长一些。"]),
        ("没有逗号的长句子从头到尾都是一个整体。", ["没有逗号的长句子从头到尾都是一个整体。"]),
        ("共1,024例患者纳入本研究，随访完整。", ["共1,024例患者纳入本研究，", "随访完整。"]),
    ],
)
def test_clauses_end_where_the_text_pauses(sentence: str, parts: list[str]) -> None:
    assert clauses(sentence, 12) == parts
