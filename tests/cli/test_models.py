"""`models fetch` by name, by language and for all; `models add` of a Firefox model; what a run says that it lacked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from benchmarks.random_marian import build
from pipeline.cli.main import application
from pipeline.cli.run import say_what_translates
from pipeline.engines import offers
from pipeline.engines.manifest import ModelEntry, as_toml, best, installed
from pipeline.engines.probe import translation_command
from tests.engines.firefox_model import TEXT, make
from tests.engines.hub_server import FakeHub, served

HUBS = {"opus-mt-zh-en": "zh", "opus-mt-ja-en": "ja"}


def run(*args: str) -> Result:
    return CliRunner().invoke(application(), list(args))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a tiny real model."""
    folder = build(tmp_path_factory.mktemp("content") / "opus-mt-zh-en")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def hub(content: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub with two of our pairs, and a manifest of nothing but these."""
    place = tmp_path / "models"
    place.mkdir()
    entries = [ModelEntry(name=n, source=s, target="en", hub=f"org/{n}") for n, s in HUBS.items()]
    (place / "manifest.toml").write_text("\n".join(map(as_toml, entries)), encoding="utf-8")
    monkeypatch.setattr(
        "pipeline.engines.manifest.places", lambda: [place, tmp_path / "data/scanglot/models"]
    )
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.chdir(tmp_path)
    with served(FakeHub({f"org/{name}": content for name in HUBS})) as fake:
        monkeypatch.setenv("HF_ENDPOINT", fake.url)
        yield fake


@pytest.mark.live
def test_languages_are_fetched_once_and_translate(hub: FakeHub) -> None:
    first = run("models", "fetch", "zh", "zh-Hant", "ja")
    assert first.exit_code == 0, first.output
    assert first.stdout.count(" is in ") == 2
    asked = len(hub.asked)
    again = run("models", "fetch", "--all")
    assert again.exit_code == 0
    assert again.stdout.count("already") == 2
    assert len(hub.asked) == asked
    weights = best(installed(), "ja", "en")
    assert weights is not None
    assert weights.entry.name == "opus-mt-ja-en"
    Path("in.txt").write_text("目的 探讨疗效。\n", encoding="utf-8")
    assert run("translate", "in.txt").stdout.strip()


def test_one_that_fails_does_not_keep_the_others_away(hub: FakeHub, tmp_path: Path) -> None:
    del hub.repositories["org/opus-mt-zh-en"]
    result = run("models", "fetch", "--all")
    assert result.exit_code == 4
    assert "org/opus-mt-zh-en cannot be fetched" in result.stderr
    assert (tmp_path / "data/scanglot/models/opus-mt-ja-en/scanglot.toml").is_file()


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize(
    ("args", "says"),
    [((), "--all"), (("klingon",), "or say a language: "), (("ko",), "no hub has a model for ko to en")],
)
def test_what_cannot_be_meant_is_refused(args: tuple[str, ...], says: str) -> None:
    result = run("models", "fetch", *args)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_firefox_model_is_added_verified_and_translates(hub: FakeHub, tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    make(tmp_path / "zh-en")
    added = run("models", "add", "zh-en")
    assert added.exit_code == 0, added.output
    assert "firefox-zh-en (zh to en)" in added.stdout
    assert "firefox-zh-en: good" in run("models", "verify").stdout
    assert "firefox-zh-en: needs no conversion" in run("models", "convert").stdout
    Path("in.txt").write_text(f"{TEXT['zh'][1]}\n", encoding="utf-8")
    found = run("translate", "in.txt", "--json")
    assert json.loads(found.stdout.splitlines()[0])["source"] == TEXT["zh"][1]
    assert not hub.asked


@pytest.mark.usefixtures("hub")
def test_a_run_ends_with_the_command_that_it_lacked(capsys: pytest.CaptureFixture[str]) -> None:
    say_what_translates({"ja": 2, "zh-Hant": 1}, "en")
    said = capsys.readouterr().out
    assert "3 documents (ja, zh-Hant)" in said
    assert "`scanglot models fetch ja zh`" in said
    say_what_translates({"ko": 1}, "en")
    say_what_translates({}, "en")
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("hub")
def test_one_command_gets_what_lacks() -> None:
    assert offers.command(["ja", "ko", "ja", "zh-Hant", "zh"], "en") == "scanglot models fetch ja zh"
    assert offers.command(["ko"], "en") == ""
    assert translation_command() == "scanglot models fetch ja zh"
    assert translation_command() in run("doctor").stdout
