"""The language files are complete enough for every stage."""

from pipeline.languages import language, languages


def test_every_language_file_has_what_the_stages_need() -> None:
    known = languages()
    assert {"zh", "zh-Hant", "en", "ja", "ko", "de", "fr", "ru", "es", "pt", "it", "uk"} <= set(known)
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
