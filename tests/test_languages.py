"""The language files are complete enough for every stage."""

import ast
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


STAGES_AND_WRITERS = [
    file
    for room in ("stages", "writers")
    for file in sorted((Path(pipeline.__file__).parent / room).rglob("*.py"))
]


@pytest.mark.parametrize("file", STAGES_AND_WRITERS, ids=lambda file: f"{file.parent.name}/{file.name}")
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


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("RESUME : Le texte", "abstract"),
        ("MOTS-CLES: sol", "keywords"),
        ("Résumé: Le", "abstract"),
        ("Abstract—Ferns are", "abstract"),
        ("Index Terms—ferns, moss", "keywords"),
        ("Palabras clave—musgo", "keywords"),
        ("Key words and phrases. Ferns, moss", "keywords"),
    ],
)
def test_labels_in_capitals_may_lack_their_accents(text: str, field: str) -> None:
    found = leading_label(text)
    assert found is not None
    assert found.field == field
    assert [h.category for h in headings_in("METODOS: se midió", "es")] == ["methods"]
