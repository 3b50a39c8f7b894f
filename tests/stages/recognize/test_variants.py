"""Characters take the form of the page's own language, and only there."""

from __future__ import annotations

from pipeline.records.base import BBox
from pipeline.records.text import Line
from pipeline.stages.recognize.variants import in_own_forms


def line(text: str) -> Line:
    return Line(text=text, bbox=BBox(0, 0, 9, 9), confidence=0.9, engine="rapidocr")


def test_a_traditional_page_takes_traditional_forms() -> None:
    page = [
        line("探討血液透析病人衰弱與一年內死亡風險之關係，並評估其對國內醫療體系的影響與價值"),
        line("一年内死亡，爲预测因子"),
    ]
    assert in_own_forms(page)[1].text == "一年內死亡，為預測因子"


def test_a_japanese_page_takes_japanese_forms_and_whole_katakana_words() -> None:
    page = [
        line("入院時のサルコペニアがリハビリテーションの効果に与える影響について検討することを目的とした"),
        line("サルコべニアの值"),
    ]
    assert in_own_forms(page)[1].text == "サルコベニアの値"


def test_a_simplified_page_stays() -> None:
    page = [
        line(
            "探讨冠心病患者血清水平与预后的关系，并评估其对心血管事件的预测价值，为临床诊疗提供参考依据和指导意见"
        ),
        line("一年内死亡"),
    ]
    assert in_own_forms(page)[1].text == "一年内死亡"
