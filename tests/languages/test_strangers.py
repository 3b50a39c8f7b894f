"""Languages without a file have their English names."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale
from langdetect.detector_factory import PROFILES_DIRECTORY

from pipeline.languages import languages
from pipeline.languages.strangers import in_own_script, language_name, likelier

CHINESE = {"zh-cn", "zh-tw"}
"""langdetect's names of what two files of ours describe."""


def test_every_language_that_can_be_found_has_its_name() -> None:
    names = Locale("en").languages
    found = {p.name for p in Path(PROFILES_DIRECTORY).iterdir()} - CHINESE - languages().keys()
    assert len(found) > 40
    assert {code: language_name(code) for code in found} == {code: names[code] for code in found}


def test_our_own_and_unknown_ones() -> None:
    assert language_name("zh") == languages()["zh"].name
    assert language_name("xx") == "xx"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("תקציר", "he"),
        ("דוד כהן, 2019 (DOI)", "he"),
        ("บทคัดย่อ", "th"),
        ("झील के किनारे सरकंडों की वृद्धि पर जल स्तर का प्रभाव", "hi"),
        ("The word תקציר is Hebrew", None),
        ("водяной", None),
        ("摘要", None),
        ("2019", None),
        ("ამბავი", None),
    ],
)
def test_letters_of_their_own_tell_a_language_however_short_its_text(text: str, code: str | None) -> None:
    assert in_own_script(text) == code


def test_capitals_do_not_make_a_text_english() -> None:
    text = "PERANCANGAN SISTEM PENJUALAN TANAMAN PAKIS BERBASIS APLIKASI WEB"
    assert likelier(text, "id", "en")
