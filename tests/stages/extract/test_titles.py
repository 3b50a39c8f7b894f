"""Which of several lines in large type is the title, and titles and abstracts that two languages share a place for."""

from __future__ import annotations

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment
from pipeline.stages.extract import extract
from pipeline.stages.extract.texts.abstract import bare_abstracts, find_abstracts
from pipeline.stages.extract.texts.headed import label_end
from pipeline.stages.extract.texts.title import find_titles
from pipeline.stages.segment import segment as segmented
from tests.stages.extract.printed import segment, segments
from tests.stages.segment.printed import page

RUBRIC, TITLE = "ГОТЕЛЬНА СПРАВА", "РОЛЬ ПАПОРОТЕЙ У РОЗВИТКУ САДІВ ПІВНОЧІ"
FRENCH = (
    "Nous avons regardé pousser les fougères de deux jardins pendant quatre ans. Dans le premier, elles ont",
    "été arrosées chaque jour, et dans le second elles ne l’ont jamais été. Les fougères arrosées sont plus",
    "grandes que les autres d’un cinquième.",
)
ENGLISH = (
    "We watched the ferns of two gardens grow over four years. In the first garden they were watered every",
    "day, and in the second one they never were. The ferns that had been watered are taller than the others",
    "by a fifth of their height.",
)


def _tall(found: Segment, height: int) -> Segment:
    lines = tuple(
        line.model_copy(update={"bbox": BBox(100, 100 + 60 * n, 1500, 100 + 60 * n + height)})
        for n, line in enumerate(found.lines)
    )
    return found.model_copy(update={"lines": lines})


def test_the_title_stands_between_people_and_abstract_where_the_section_is_larger() -> None:
    rubric = _tall(segment(RUBRIC, Role.TITLE, language="uk"), 44)
    people = segment("О. Г. Папороть, К. В. Мох", Role.AUTHORS, language="uk")
    title = _tall(segment(TITLE, Role.TITLE, language="uk"), 30)
    abstract = segment("Папороті ростуть у садах.", Role.ABSTRACT, language="uk")
    found = find_titles(segments(rubric, people, title, abstract, language="uk"))
    assert found["uk"].value == TITLE


def test_the_kind_of_article_in_brackets_under_a_title_is_none_of_it() -> None:
    title = segment("Sparse growth of moss\n(Extended Abstract¹)", Role.TITLE, language="en")
    people = segment("Jane Roe", Role.AUTHORS, language="en")
    assert find_titles(segments(title, people, language="en"))["en"].value == "Sparse growth of moss"


def test_small_capitals_over_a_title_in_larger_type_are_a_rubric() -> None:
    title = segment("ОБЗОРЫ О ПАПОРОТНИКАХ\nРост папоротника", Role.TITLE, language="ru")
    rubric, own = title.lines
    larger = own.model_copy(update={"bbox": BBox(100, 200, 1500, 290)})
    found = title.model_copy(update={"lines": (rubric, larger)})
    assert find_titles(segments(found, language="ru"))["ru"].value == "Рост папоротника"


def test_a_formula_is_no_title() -> None:
    formula = segment("k = 2n/L, q = 3m/a", Role.TITLE, language="en")
    assert not find_titles(segments(formula, language="en"))


def test_of_two_titles_of_one_type_the_one_over_the_people_counts() -> None:
    cited, own = "Chains of Reeds for Measures of Growth", "The Growth of Reed in Ponds"
    people = segment("A. Roe, B. Poe", Role.AUTHORS, language="en")
    upper, lower = (_tall(segment(text, Role.TITLE, language="en"), 44) for text in (cited, own))
    assert find_titles(segments(upper, lower, people, language="en"))["en"].value == own


def test_a_short_heading_between_people_and_abstract_is_not_the_title() -> None:
    title = _tall(segment(TITLE, Role.TITLE, language="uk"), 44)
    people = segment("О. Г. Папороть, К. В. Мох", Role.AUTHORS, language="uk")
    heading = _tall(segment("ЗМІСТ РОБОТИ", Role.TITLE, language="uk"), 30)
    abstract = segment("Папороті ростуть у садах.", Role.ABSTRACT, language="uk")
    found = find_titles(segments(title, people, heading, abstract, language="uk"))
    assert found["uk"].value == TITLE


def _at(text: str, top: int, height: int = 40) -> Segment:
    found = segment(text, Role.TITLE, language="en")
    box = BBox(100, top, 1500, top + height)
    return found.model_copy(update={"lines": (found.lines[0].model_copy(update={"bbox": box}),), "bbox": box})


def test_lines_of_one_title_that_are_set_far_apart_are_one() -> None:
    upper, lower = "A Study of Ferns in Gardens of the", "North and of Mosses in the South"
    apart = segments(_at(upper, 100), language="en").segments + segments(_at(lower, 190)).segments
    found = segments(language="en").model_copy(update={"segments": apart})
    assert find_titles(found)["en"].value == f"{upper} {lower}"
    smaller = segments(_at(upper, 100)).segments + segments(_at(lower, 190, 30)).segments
    assert find_titles(found.model_copy(update={"segments": smaller}))["en"].value == upper


def test_abstracts_of_two_languages_under_one_label_are_two() -> None:
    title, name = "Les fougères de deux jardins du Nord", "Anne Mousse"
    keywords = ["Mots-clés : fougères, jardins", "Keywords: ferns, gardens"]
    found = segmented([page(title, name, ["Résumé – Abstract", *FRENCH, *ENGLISH], *keywords, sizes={0: 60})])
    abstracts = find_abstracts(found)
    assert {code: a.text.value for code, a in abstracts.items()} == {
        "fr": " ".join(FRENCH),
        "en": " ".join(ENGLISH),
    }
    assert not bare_abstracts(found)


def test_the_second_abstract_under_one_label_may_follow_the_keywords_of_the_first() -> None:
    title, name = "Ferns in two gardens of the north and how they grew", "Anne Mousse"
    first = ["Résumé – Abstract", *FRENCH]
    blocks = [title, name, first, "Mots-clés : fougères, jardins", ENGLISH, "Keywords: ferns, gardens"]
    found = segmented([page(*blocks, "1 Introduction", [*ENGLISH, *ENGLISH], sizes={0: 60})])
    assert find_abstracts(found)["en"].text.value == " ".join(ENGLISH)
    assert find_titles(found)["en"].value == title


def test_the_words_of_a_title_tell_its_language_where_the_english_abstract_comes_first() -> None:
    title = "As samambaias de dois jardins do norte e o seu crescimento"
    portuguese = "Observamos durante quatro anos o crescimento das samambaias de dois jardins. No primeiro elas foram regadas todos os dias."
    blocks = [title, "Ana Musgo, João Líquen", ["ABSTRACT", *ENGLISH], ["RESUMO", portuguese]]
    found = segmented([page(*blocks, sizes={0: 60})])
    assert found.language == "pt"
    assert {code: f.value for code, f in find_titles(found).items()} == {"pt": title}
    assert {s.language for s in found.of(Role.AUTHORS)} == {"pt"}


def test_titles_of_two_languages_tell_theirs_where_a_third_line_passes_for_one() -> None:
    portuguese = "As samambaias de dois jardins do norte e o seu crescimento"
    english = "The ferns of two gardens of the north and how they grew"
    resumo = "Observamos durante quatro anos o crescimento das samambaias de dois jardins. No primeiro elas foram regadas todos os dias."
    name = segment("Luis Eugenio Musgo Fernandes", Role.TITLE, language="pt")
    blocks = [portuguese, english, "Ana Musgo, João Líquen", ["RESUMO", resumo], ["ABSTRACT", *ENGLISH]]
    found = segmented([page(*blocks, sizes={0: 60, 1: 60})])
    more = found.model_copy(update={"segments": (name, *found.segments)})
    assert {code: f.value for code, f in find_titles(more).items()} == {"pt": portuguese, "en": english}


def test_the_title_page_of_a_thesis_without_labels() -> None:
    blocks = ["Universidade do Norte", "Dissertação de Mestrado", "Samambaias nos jardins do norte", "Ana Musgo", "Orientador: João Líquen", "Cidade das Plantas, julho de 2007"]  # fmt: skip
    found = extract(segmented([page(*blocks, sizes={0: 70, 2: 64})]))
    assert found.article_type == "thesis"
    assert found.kind == "document"
    assert found.title["pt"].value == "Samambaias nos jardins do norte"


@pytest.mark.parametrize(
    ("text", "end"),
    [("Abstract 본 연구는 고사리를 다룬다.", 8), ("Abstract 気候を調べた。", 8), ("Abstract types are", 0)],
)
def test_a_label_in_latin_letters_stands_before_letters_without_capitals(text: str, end: int) -> None:
    assert label_end(text) == end


@pytest.mark.parametrize(
    ("language", "form"),
    [("zh-Hant", "某某委員會專題研究計畫 成果報告"), ("zh", "国家自然科学基金项目结题报告"), ("ja", "科学研究費助成事業 研究成果報告書")],
)  # fmt: skip
def test_what_every_report_of_a_project_is_called_is_no_title(language: str, form: str) -> None:
    title = "高位沼地の冬の苔" if language == "ja" else "高位沼澤排水之研究計畫"
    found = segments(
        segment(form, Role.TITLE, language=language),
        segment(title, Role.TITLE, language=language),
        language=language,
    )
    assert find_titles(found)[language].value == title


def test_a_line_of_a_title_in_two_scripts_goes_on_with_it_and_is_no_place() -> None:
    made = page(
        "Рост тростника по методу UG 33",
        "И. И. СОКОЛОВ, А. П. ВЕТРОВА",
        ["РОСТ ТРОСТНИКА НА СЕВЕРНЫХ БОЛОТАХ", "И АЛГОРИТМ UNIT GROWTH"],
        [
            "Рассматриваются особенности роста тростника на северных болотах с использованием двух подходов,",
            "самых распространённых: по корням и по листьям. Показано, что первый точнее второго.",
        ],
        "Ключевые слова: тростник, болота",
        ["Введение. Тростник растёт на болотах севера, и растёт он там давно: о нём писали в летописях.", "А измерять его рост стали недавно, и измеряют его по-разному."],
        sizes={0: 42, 1: 50, 2: 50},
    )  # fmt: skip
    article = extract(segmented([made]))
    assert article.title["ru"].value == "РОСТ ТРОСТНИКА НА СЕВЕРНЫХ БОЛОТАХ И АЛГОРИТМ UNIT GROWTH"
    assert "en" not in article.title
