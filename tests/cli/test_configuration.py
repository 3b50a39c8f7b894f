"""Settings from files, the environment and the command line, in this order of strength."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.configuration import OPTIONS, configuration, defaults, keys
from pipeline.cli.main import application, command
from pipeline.errors import SettingsError

USER = "[ocr]\nengine = 'rapidocr'\n[render]\ndpi = 200\n[run]\njobs = 3\n"
HERE = "[ocr]\nengine = 'tesseract'\nlanguages = ['zh', 'en']\n"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    (tmp_path / "home/scanglot").mkdir(parents=True)
    (tmp_path / "home/scanglot/scanglot.toml").write_text(USER, "utf-8")
    (tmp_path / "scanglot.toml").write_text(HERE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return {"XDG_CONFIG_HOME": str(tmp_path / "home")}


def test_the_folder_is_stronger_than_the_user_and_the_environment_than_both(
    environment: dict[str, str],
) -> None:
    found = configuration(environment)
    assert (found.ocr.engine, found.render.dpi, found.ocr.languages) == ("tesseract", 200, ("zh", "en"))
    found = configuration(environment | {"SCANGLOT_OCR_ENGINE": "auto", "SCANGLOT_OCR_LANGUAGES": "ru, en"})
    assert (found.ocr.engine, found.ocr.languages) == ("auto", ("ru", "en"))


def test_options_that_are_not_given_take_their_values_from_settings(environment: dict[str, str]) -> None:
    found = defaults(environment)
    assert found["run"] == {"ocr": "tesseract", "lang": "zh,en", "jobs": 3}
    assert found["inspect"] == {"ocr": "tesseract"}


def test_a_named_file_stands_for_both(environment: dict[str, str], tmp_path: Path) -> None:
    named = tmp_path / "other.toml"
    named.write_text("[render]\ndpi = 150\n", "utf-8")
    found = configuration(environment | {"SCANGLOT_CONFIG": str(named)})
    assert (found.render.dpi, found.ocr.engine) == (150, "auto")


@pytest.mark.parametrize(
    ("content", "environment", "said"),
    [
        ("[ocr]\nengin = 'x'\n", {}, "Did you mean ocr.engine?"),
        ("[orc]\nengine = 'auto'\n", {}, "Did you mean ocr.engine?"),
        ("engine = 'auto'\n", {}, "'engine' is no setting"),
        ("[zzz]\nqqqqqq = 1\n", {}, "`scanglot settings` lists them all"),
        ("[ocr]\nengine = 'x'\n", {}, "ocr.engine: Input should be"),
        ("[render]\ndpi = 9999\n", {}, "render.dpi: Input should be less than"),
        ("[render\n", {}, "cannot be read"),
        ("", {"SCANGLOT_OCR_ENGIN": "auto"}, "Did you mean SCANGLOT_OCR_ENGINE?"),
        ("", {"SCANGLOT_RENDER_DPI": "many"}, "SCANGLOT_RENDER_DPI: render.dpi"),
        ("", {"SCANGLOT_CONFIG": "none.toml"}, "none.toml: the settings cannot be read"),
    ],
)
def test_what_makes_no_sense_is_said(
    content: str, environment: dict[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scanglot.toml").write_text(content, "utf-8")
    with pytest.raises(SettingsError) as raised:
        configuration({"XDG_CONFIG_HOME": str(tmp_path)} | environment)
    assert said in str(raised.value)


def test_every_option_of_the_table_is_one_of_its_command_and_every_setting_exists() -> None:
    for name, options in OPTIONS.items():
        assert set(options) <= {option.name for option in command(name).params}
        assert set(options.values()) <= set(keys())


def test_settings_shows_value_and_origin(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", environment["XDG_CONFIG_HOME"])
    monkeypatch.setenv("SCANGLOT_TRANSLATE_BEAM", "2")
    shown = CliRunner().invoke(application(), ["settings", "--json"])
    found = {one["key"]: one for one in map(json.loads, shown.stdout.splitlines())}
    assert set(found) == set(keys())
    assert found["translate.beam"] == {
        "key": "translate.beam",
        "value": 2,
        "origin": "SCANGLOT_TRANSLATE_BEAM",
    }
    assert found["render.dpi"]["origin"].endswith("scanglot.toml")
    assert found["clean.seal"] == {"key": "clean.seal", "value": True, "origin": "default"}
    table = CliRunner().invoke(application(), ["settings"]).stdout
    assert "[translate]" in table
    assert "# SCANGLOT_TRANSLATE_BEAM" in table
