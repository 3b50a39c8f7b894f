"""Firefox Translations models: taken in, run, and never silent about what they did not translate."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from pipeline.engines.firefox import FirefoxEngine
from pipeline.engines.forms import Form, files_of
from pipeline.engines.hub import add
from pipeline.engines.manifest import ModelQuality, faults, weights_in
from pipeline.engines.weights import InstalledTranslators
from pipeline.errors import ToolFailed, ToolMissing
from pipeline.settings import TranslateSettings
from tests.engines.firefox_model import TEXT, make

pytest.importorskip("fxtranslate")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("firefox") / "zh-en")


def test_the_folder_tells_form_and_languages(folder: Path) -> None:
    files, weights = files_of(folder), weights_in(folder)
    assert files is not None
    assert files.form is Form.FIREFOX
    assert files.names == ("srcvocab.zhen.spm", "trgvocab.zhen.spm", "model.zhen.intgemm.alphas.bin")
    assert (weights.entry.source, weights.entry.target, weights.entry.quality) == (
        "zh",
        "en",
        ModelQuality.SMALL,
    )
    assert weights.entry.licence == "mpl-2.0"


def test_one_vocabulary_and_a_shortlist_are_known_too(tmp_path: Path) -> None:
    for name in ("model.deen.intgemm.alphas.bin", "vocab.deen.spm", "lex.50.50.deen.s2t.bin"):
        (tmp_path / name).write_bytes(b"x")
    files = files_of(tmp_path)
    assert files is not None
    assert (files.source, files.target, files.shortlist) == ("vocab.deen.spm",) * 2 + (
        "lex.50.50.deen.s2t.bin",
    )
    assert files.pair == ("de", "en")
    (tmp_path / "vocab.deen.spm").unlink()
    assert files_of(tmp_path) is None


def test_what_it_translates_is_what_the_package_translates(folder: Path) -> None:
    from fxtranslate import Translator

    given = [
        (folder / n).read_bytes()
        for n in ("model.zhen.intgemm.alphas.bin", "srcvocab.zhen.spm", "trgvocab.zhen.spm")
    ]
    theirs = Translator(*given).translate(TEXT["zh"][1])
    ours = FirefoxEngine(weights_in(folder)).translate([TEXT["zh"][1], "  "], n_best=4)
    assert theirs
    assert [[h.text for h in found] for found in ours] == [[theirs], [""]]


def test_what_runs_away_or_does_not_fit_is_left_out(folder: Path) -> None:
    engine = FirefoxEngine(weights_in(folder))
    runaway, long = TEXT["zh"][0], TEXT["zh"][1] * 20
    assert [found[0].text for found in engine.translate([runaway, long])] == ["", ""]


def test_every_thread_may_translate(folder: Path) -> None:
    engine, found = FirefoxEngine(weights_in(folder)), []
    thread = threading.Thread(target=lambda: found.append(engine.translate([TEXT["zh"][1]])))
    thread.start()
    thread.join()
    assert found == [engine.translate([TEXT["zh"][1]])]


@pytest.mark.parametrize("without", ["decoder_l1_rnn_ffn_ln_scale", "decoder_Wemb", "encoder_l1_self_Wq"])
def test_a_broken_model_is_said(tmp_path: Path, without: str) -> None:
    broken = make(tmp_path / "zh-en", without=without)
    with pytest.raises(ToolFailed, match="does not load"):
        FirefoxEngine(weights_in(broken))


def test_a_lacking_package_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    with pytest.raises(ToolMissing, match="needs fxtranslate"):
        FirefoxEngine(weights_in(folder))


def test_added_it_translates_before_a_draft(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "models"
    monkeypatch.setenv("SCANGLOT_MODELS", str(place))
    weights = add(folder, place, weights_in(folder).entry)
    assert faults(weights) == []
    assert weights.entry.size > 10_000
    found = InstalledTranslators(TranslateSettings()).find("zh-Hant", "en")
    assert found is not None
    assert (found.model, found.engine, found.draft) == ("firefox-zh-en", "fxtranslate", False)
