"""The language files are complete enough for every stage."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.languages import language, languages
from pipeline.languages.labels import headings_in, leading_label


def test_every_language_file_has_what_the_stages_need() -> None:
    known = languages()
    assert {"zh", "zh-Hant", "en", "ja", "ko", "de", "fr", "ru", "es", "pt", "it", "nl", "uk", "ar"} <= set(
        known
    )
    for found in known.values():
        assert {"abstract", "keywords"} <= set(found.labels), found.code
        assert {"objective", "methods", "results", "conclusions"} <= set(found.headings), found.code
        assert found.negations, found.code


def test_language_by_code() -> None:
    assert language("zh").ocr.tesseract == "chi_sim"


def test_volume_and_issue_forms_hold_one_number_and_months_are_twelve() -> None:
    for found in languages().values():
        assert found.volume, found.code
        assert all(form.count("{}") == 1 for form in (*found.volume, *found.issue)), found.code
        assert len(found.months) in {0, 12}, found.code


HOUSE = Path(pipeline.__file__).parent
STAGES_AND_WRITERS = [file for room in ("stages", "writers") for file in sorted((HOUSE / room).rglob("*.py"))]


def named(file: Path) -> str:
    """A module by its path below the house, that of a stage below the stages."""
    return file.relative_to(HOUSE).as_posix().removeprefix("stages/")


@pytest.mark.parametrize("file", STAGES_AND_WRITERS, ids=named)
def test_no_stage_and_no_writer_spells_the_code_of_a_language(file: Path) -> None:
    """What is particular to a language stands in its file: adding one must not mean looking for lists of codes."""
    known = languages().values()
    codes = {code for one in known for code in (one.code, one.ocr.tesseract, one.codes.marc)}
    spelt = [
        node
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in codes
    ]
    assert not spelt, [f"line {node.lineno}: '{node.value}'" for node in spelt]


STILL_IN_CODE = {
    "check/taken.py",
    "extract/roles/begins.py",
    "extract/calendar.py",
    "extract/codes/classes.py",
    "extract/codes/clc.py",
    "extract/serials/compact.py",
    "extract/dates.py",
    "extract/digits.py",
    "extract/codes/doi_roles.py",
    "extract/people/email.py",
    "extract/funding.py",
    "extract/serials/head_names.py",
    "extract/serials/imprint.py",
    "extract/serials/journal.py",
    "extract/serials/margins.py",
    "extract/people/marked_places.py",
    "extract/serials/masthead.py",
    "extract/serials/pages.py",
    "extract/people/parted_places.py",
    "extract/texts/sections.py",
    "extract/codes/udc.py",
    "extract/unread.py",
    "layout/bands.py",
    "layout/blocks.py",
    "layout/cover.py",
    "layout/vertical.py",
    "recognize/hangul.py",
    "recognize/latin.py",
    "recognize/marks.py",
    "segment/booklet.py",
    "segment/features.py",
    "segment/names.py",
    "segment/placed.py",
}
"""Modules whose patterns hold words of a language beside their logic; the list may only grow shorter."""
WORD = re.compile(r"[\u0400-\u04ff]{2,}|[\u3041-\u30ff\u3400-\u9fff]{2,}|[가-힣]{2,}")
ONE_OF = re.compile(r"\[[^\]]*\]")


def test_words_of_languages_without_latin_letters_stand_in_their_files() -> None:
    found = {named(file) for file in STAGES_AND_WRITERS if any(words_in(file))}
    assert found == STILL_IN_CODE


def words_in(file: Path) -> Iterator[str]:
    """The words in a module's strings, what is said of them in docstrings and the letters of classes left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield from WORD.findall(ONE_OF.sub(" ", node.value))


def test_patterns_of_language_files_are_sound_by_themselves() -> None:
    for one in languages().values():
        forms = (*one.heads, *one.notices, *one.groups, *one.patronymics)
        for form in (*forms, *(word for words in one.place_parts.values() for word in words)):
            assert not re.compile(form).fullmatch(""), (one.code, form)
        assert len(one.page_number) in {0, 2}, one.code
        assert set(one.place_parts) <= PARTS, one.code


def test_what_sets_a_label_off_without_a_colon() -> None:
    for text in ("Resumen / Este trabajo trata de helechos", "keywords   ferns, mosses, moors"):
        found = leading_label(text)
        assert found is not None, text
        assert text[found.end :][:1] in {"E", "f"}
    assert leading_label("keywords of ferns, mosses and moors, as listed") is None
    assert leading_label("autores. La mortalidad se ha reducido") is None


PARTS = {"institution", "department", "institution_set_first", "department_set_behind"}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("RESUME : Le texte", "abstract"),
        ("Аbstract. Ferns are", "abstract"),
        ("Кеywords: ferns", "keywords"),
        ("Annotation. Ferns are", "abstract"),
        ("MOTS-CLES: sol", "keywords"),
        ("Résumé: Le", "abstract"),
        ("Abstract—Ferns are", "abstract"),
        ("Index Terms—ferns, moss", "keywords"),
        ("Palabras clave—musgo", "keywords"),
        ("Key words and phrases. Ferns, moss", "keywords"),
    ],
)
def test_labels_may_lack_their_accents_and_be_typed_in_letters_of_two_scripts(text: str, field: str) -> None:
    found = leading_label(text)
    assert found is not None
    assert found.field == field
    assert [h.category for h in headings_in("METODOS: se midió", "es")] == ["methods"]


@pytest.mark.parametrize("line", ["국문초록 ……………… ⅱ", "摘要................ i", "Resumo . . . . . . 5"])
def test_what_leaders_follow_stands_in_a_table_of_contents(line: str) -> None:
    assert leading_label(line) is None
