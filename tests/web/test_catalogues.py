"""The message catalogues: nothing that the interface says is missing in Chinese, and what is compiled is fresh."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from docs.catalogues import messages
from docs.sentences import details, refusals
from pipeline.errors import StoreError
from pipeline.web.speech import LOCALE, languages

FILES = sorted(LOCALE.glob("*/LC_MESSAGES/desk.po"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    compiled = io.BytesIO()
    with path.open("rb") as written:
        write_mo(compiled, read_po(written, locale=path.parts[-3]))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run python -m docs.catalogues"


def test_the_interface_is_whole_in_chinese() -> None:
    known = read_po(io.BytesIO((LOCALE / "zh/LC_MESSAGES/desk.po").read_bytes()), locale="zh")

    def translated(message: str | tuple[str, str]) -> bool:
        found = known.get(message[0] if isinstance(message, tuple) else message)
        return found is not None and (
            all(found.string) if isinstance(found.string, tuple) else bool(found.string)
        )

    # What a flag adds to its meaning is told in English until it is translated.
    beside = set(details())
    missing = [m for m in messages() if m not in beside and not translated(m)]
    assert missing == [], "run python -m docs.catalogues, and translate"
    assert "flag:affiliations.lacking" in messages()
    assert "'%(1)s' is not a year." in refusals()


def test_finished_sentences_are_told_in_chinese() -> None:
    zh, en = languages()["zh"], languages()["en"]
    assert (
        zh.refusal(StoreError("'20x3' is not a year.", cure="Write four digits."))
        == "“20x3”不是年份。 请写四位数字。"
    )
    assert zh.told("The DOI says 2021, the page issue 3.") == "DOI 为 2021，页面印第 3 期。"
    assert zh.told("Nobody wrote this.") == en.told("Nobody wrote this.") == "Nobody wrote this."
    assert zh.told("'Abc': its beginning; a date.") == "'Abc': 开头; 日期."
    meaning = en.flag("doi.missing")
    assert meaning
    assert zh.detail("doi.missing", meaning) == en.detail("doi.missing", meaning) == ""
    said = f"{meaning} Nothing on the pages looks like one."
    assert en.detail("doi.missing", said) == "Nothing on the pages looks like one."
    assert zh.detail("doi.missing", said) == "页面上没有类似内容。"


def test_every_language_is_found() -> None:
    assert set(languages()) >= {"en", "zh"}
    assert languages()["zh"].name == "中文"
    assert languages()["zh"].count("%(n)s flag", "%(n)s flags", 3) == "3 个标记"
