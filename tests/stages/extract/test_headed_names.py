"""Pages of theses that repeat title and author between the heading of an abstract and its text."""

from __future__ import annotations

import pytest

from pipeline.languages.labels import leading_label
from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.extract import extract
from pipeline.stages.extract.roles.headed_names import with_headed_names
from tests.stages.extract.printed import segment

TEXTS = {
    "ja": ("苔は冬の庭園でよく育つ植物である．本研究では二つの庭園で四年間", "観察し，その成長を記録した．結果として水の多い庭園では苔が", "五分の一だけ高く育つことがわかった．"),
    "en": ("We watched ferns in two gardens for four years, and we measured", "them every day. In the garden with more water they grew taller", "by a fifth of their height."),
}  # fmt: skip


def _set(text: str, role: Role, language: str, page: int, top: int, *, centred: bool = False) -> Segment:
    made = segment(text, role, page, language)
    lines = tuple(
        line.model_copy(
            update={
                "bbox": BBox(700, top, 900, top + 30)
                if centred and n == 0
                else BBox(100, top + 40 * n, 1500, top + 40 * n + 30)
            }
        )
        for n, line in enumerate(made.lines)
    )
    return made.model_copy(update={"lines": lines})


def _thesis(language: str, title: str, name: str, heading: str, *, centred: bool = True) -> Segments:
    found = (
        _set("平成20年度\n学士学位論文", Role.RUNNING_HEAD, language, 1, 100),
        _set(title, Role.TITLE, language, 1, 300),
        _set(heading, Role.ABSTRACT, language, 2, 100),
        _set(title, Role.RUNNING_HEAD, language, 2, 200),
        _set("\n".join([name, *TEXTS[language]]), Role.ABSTRACT, language, 2, 300, centred=centred),
    )
    return Segments(language=language, origin=TextOrigin.TEXT_LAYER, segments=found)


@pytest.mark.parametrize(
    ("language", "title", "name", "heading"),
    [
        ("ja", "苔の越冬に関する実験", "花田次郎", "要旨"),
        ("en", "The Growth of Ferns in Gardens", "Jiro HANADA", "Abstract"),
    ],
)
def test_a_name_over_the_text_is_no_part_of_it(language: str, title: str, name: str, heading: str) -> None:
    article = extract(_thesis(language, title, name, heading))
    assert article.abstract[language].text.value.startswith(TEXTS[language][0][:12])
    assert [a.name[language].value for a in article.authors] == [name]


def test_names_right_below_the_title_over_an_abstract_are_no_part_of_it() -> None:
    text = TEXTS["en"]
    found = Segments(
        language="ko",
        origin=TextOrigin.TEXT_LAYER,
        segments=(
            _set("연못의 갈대", Role.TITLE, "ko", 1, 100),
            _set("【Abstract】", Role.ABSTRACT, "en", 9, 100),
            _set("The Growth of Ferns", Role.TITLE, "en", 9, 200),
            _set("\n".join(["Kim, Minji⋅Lee, Seojun", *text]), Role.ABSTRACT, "en", 9, 300),
        ),
    )
    article = extract(found)
    assert article.abstract["en"].text.value.startswith(text[0][:12])
    assert [a.name["en"].value for a in article.authors] == ["Kim, Minji", "Lee, Seojun"]


def test_a_line_as_wide_as_the_text_and_words_over_the_only_title_are_none() -> None:
    wide = _thesis("en", "The Growth of Ferns in Gardens", "Jiro HANADA", "Abstract", centred=False)
    assert with_headed_names(wide) == wide
    whole = _thesis("en", "The Growth of Ferns in Gardens", "Northern Ferns", "Abstract")
    untitled = whole.model_copy(update={"segments": whole.segments[2:]})
    assert with_headed_names(untitled) == untitled


def test_the_usual_label_of_engineering_societies_is_one() -> None:
    label = leading_label("あらまし 苔は冬の庭園でよく育つ．")
    assert label is not None
    assert (label.field, label.languages) == ("abstract", ("ja",))
