"""Labels beside their values, and words that stand apart on one line."""

from __future__ import annotations

from pipeline.stages.layout import layout
from pipeline.stages.layout.forms import with_form_rows
from tests.stages.layout.pages import line, page

LABELS = ("论文题目：", "学生姓名：", "学生学号：", "指导教师：")
VALUES = ("基于苔藓的排水系统", "何草", "2018011", "石松")


def _form(values: tuple[str, ...] = VALUES) -> list[tuple[str, str]]:
    lines = [line(text, 300, 400 + 100 * n, 300 + 40 * len(text)) for n, text in enumerate(LABELS)]
    lines += [line(text, 700, 400 + 100 * n, 700 + 40 * len(text)) for n, text in enumerate(values)]
    return [(one.text.replace("\u3000", ""), one.engine) for one in with_form_rows(lines)]


def test_each_label_of_a_form_is_read_with_its_value() -> None:
    found = [text for text, _ in _form()]
    assert found == ["论文题目：基于苔藓的排水系统", "学生姓名：何草", "学生学号：2018011", "指导教师：石松"]


def test_two_labels_make_no_form() -> None:
    lines = [line("题目：", 300, 400, 420), line("苔藓", 700, 400, 780), line("作者：", 300, 500, 420)]
    assert with_form_rows(lines) == tuple(lines)


def test_a_form_is_read_row_by_row_with_the_further_lines_of_a_value() -> None:
    lines = [line(text, 300, 400 + 200 * n, 300 + 40 * len(text)) for n, text in enumerate(LABELS)]
    lines += [line(text, 700, 400 + 200 * n, 700 + 40 * len(text)) for n, text in enumerate(VALUES)]
    lines.append(line("的设计与实现", 700, 500, 940))
    read = [one.text.replace("\u3000", "") for one in layout(page(lines)).lines]
    assert read[:3] == ["论文题目：基于苔藓的排水系统", "的设计与实现", "学生姓名：何草"]


def test_keywords_with_a_character_between_them_stay_apart_and_spread_letters_do_not() -> None:
    words = ["关键词：苔藓水库", "荷叶状态", "土壤模型"]
    lines, left = [line("前言前言前言前言前言前言前言前言前言前言", 200, 900, 1000)], 200
    for word in words:
        lines.append(line(word, left, 400, left + 40 * len(word)))
        left += 40 * len(word) + 44
    lines += [line(letter, 200 + 84 * n, 600, 240 + 84 * n) for n, letter in enumerate("沼地学报")]
    read = [one.text for one in layout(page(lines)).lines]
    assert "\u3000".join(words) in read
    assert "沼地学报" in read
