"""Both engines run the same Marian weights, one sentence in and one out, whatever comes in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.random_marian import LINES, build
from pipeline.engines import conversion
from pipeline.engines.batching import LONGEST, batches, output_limit, padded
from pipeline.engines.conversion import compute_type, convert, converted_folder
from pipeline.engines.ctranslate2 import CTranslate2Engine
from pipeline.engines.manifest import ModelEntry, ModelQuality, Weights, weights_in, write_card
from pipeline.engines.marian import MarianEngine
from pipeline.engines.marian_layers import convert_weights
from pipeline.engines.weights import open_translator, open_translators
from pipeline.errors import ToolFailed
from pipeline.ports import Floors
from pipeline.settings import MtEngine, TranslateSettings

HARD = [
    "",
    "  \t",
    "±≥≤ 10⁹/L",
    "x" * 5000,
    "目的 Mixed текст 한국어 かな",
    "\u200b",
    "</s> <pad> >>fra<<",
    "1\n2",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("models") / "opus-mt-zh-en")


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    patch = pytest.MonkeyPatch()
    place = tmp_path_factory.mktemp("cache")
    patch.setenv("XDG_CACHE_HOME", str(place))
    return place


def test_batches_keep_like_lengths_together_and_leave_out_what_cannot_be_translated() -> None:
    lengths = [5, 0, 17, 6, LONGEST + 1, *[16] * 200]
    groups = list(batches(lengths))
    assert sorted(i for g in groups for i in g) == [i for i, n in enumerate(lengths) if 0 < n <= LONGEST]
    for group in groups:
        assert len({padded(lengths[i]) for i in group}) == 1
        assert len(group) * padded(lengths[group[0]]) <= 1024
    assert output_limit(padded(LONGEST)) <= 511


@pytest.mark.live
def test_as_many_out_as_in_and_never_a_crash(folder: Path) -> None:
    sentences = [*LINES, *HARD]
    for engine in (MarianEngine(weights_in(folder), beam=2), CTranslate2Engine(weights_in(folder), beam=2)):
        found = engine.translate(sentences, n_best=2)
        assert len(found) == len(sentences)
        assert [len(f) for f in found[: len(LINES)]] == [2] * len(LINES)
        assert all(a.score >= b.score for a, b in (f for f in found if len(f) == 2))
        assert found[len(LINES)][0].text == ""
        assert found[len(LINES) + 3][0].text == "", "5,000 pieces are refused, not cut"
        assert engine.model == "opus-mt-zh-en"
        assert not engine.draft


@pytest.mark.live
def test_a_draft_tells_what_it_has_read_and_others_do_not(folder: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft-zh-en"
    shutil.copytree(folder, draft)
    entry = ModelEntry(
        name=draft.name, source="zh", target="en", quality=ModelQuality.DRAFT, score_floor=-0.4
    )
    write_card(Weights(entry=entry, folder=draft))
    engine = CTranslate2Engine(weights_in(draft), beam=2)
    assert (engine.floors.score, engine.floors.read) == (-0.4, Floors().read)
    for (found, *_), line in zip(engine.translate(LINES), LINES, strict=True):
        assert "".join(piece for piece, _ in found.read).startswith(line[:2])
        assert all(0 <= share <= 1 for _, share in found.read)
    assert CTranslate2Engine(weights_in(folder), beam=2).translate(LINES)[0][0].read == ()


@pytest.mark.live
def test_a_conversion_is_proved_and_made_again_when_the_weights_change(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "opus-mt-zh-en"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    first = convert(weights_in(copy))
    assert json.loads((first / "scanglot.json").read_text())["nats_a_piece_from_fp32"] < 0.15
    assert convert(weights_in(copy)) == first
    build(copy, seed=2)
    assert converted_folder(weights_in(copy)) != first


@pytest.mark.live
def test_large_models_run_in_int8_and_small_ones_in_float32(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = weights_in(folder)
    assert compute_type(weights) == "float32"
    small = CTranslate2Engine(weights, beam=2).translate(LINES)
    monkeypatch.setattr(conversion, "SMALL", 0)
    large = CTranslate2Engine(weights, beam=2)
    assert large.engine == "ctranslate2 int8"
    assert len(large.translate(LINES)) == len(small)


@pytest.mark.live
def test_only_pieces_of_the_targets_own_vocabulary_come_out(tmp_path: Path) -> None:
    weights = weights_in(build(tmp_path / "opus-mt-zh-en", vocabulary=2_000))
    allowed = (convert(weights) / "vmap.txt").read_text(encoding="utf-8").split()
    assert "▁unused300" in allowed
    assert "▁unused1900" not in allowed
    words = {
        w for found in CTranslate2Engine(weights, beam=2).translate(LINES) for w in found[0].text.split()
    }
    assert not words & {f"unused{i}" for i in range(1_200, 2_000)}
    assert words & {f"unused{i}" for i in range(1_100)}


@pytest.mark.live
def test_broken_weights_are_an_error_of_ours(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "opus-mt-zh-en"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    (copy / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ToolFailed, match="does not load"):
        MarianEngine(weights_in(copy))
    for engine in (MtEngine.AUTO, MtEngine.CTRANSLATE2):
        with pytest.raises(ToolFailed):
            open_translator(weights_in(copy), TranslateSettings(engine=engine))


@pytest.mark.live
def test_auto_falls_back_to_transformers_where_nothing_can_be_cached(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert open_translator(weights_in(folder), TranslateSettings()).engine == "transformers fp32"
    with pytest.raises(ToolFailed, match="XDG_CACHE_HOME"):
        open_translator(weights_in(folder), TranslateSettings(engine=MtEngine.CTRANSLATE2))


@pytest.mark.live
def test_translators_open_a_model_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCANGLOT_MODELS", str(folder.parent))
    translators = open_translators(TranslateSettings(beam=1))
    found = translators.find("zh", "en")
    assert found is not None
    assert found is translators.find("zh-Hant", "en")
    assert found.engine == "ctranslate2 float32", "a small model"
    assert translators.find("zh", "xx") is None


@pytest.mark.live
def test_our_conversion_is_that_of_transformers(folder: Path, tmp_path: Path) -> None:
    from ctranslate2 import Translator
    from ctranslate2.converters import TransformersConverter

    convert_weights(folder, folder / "model.safetensors", tmp_path / "ours", "float32")
    TransformersConverter(str(folder)).convert(str(tmp_path / "theirs"), quantization="float32")
    pieces = [["▁", "目", "的", "</s>"], ["▁Results", "</s>"]]
    ours, theirs = (
        Translator(str(tmp_path / name)).translate_batch(pieces, return_scores=True, beam_size=2)
        for name in ("ours", "theirs")
    )
    assert [row.hypotheses for row in ours] == [row.hypotheses for row in theirs]
    assert [row.scores[0] for row in ours] == pytest.approx([row.scores[0] for row in theirs], abs=1e-4)


@pytest.mark.live
@pytest.mark.parametrize("zipped", [True, False])
def test_without_transformers_both_files_of_weights_are_converted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    import torch
    from safetensors.torch import load_file

    monkeypatch.setattr(conversion, "reference_here", lambda: False)
    copy = tmp_path / "opus-mt-zh-en"
    shutil.copytree(folder, copy)
    safe = convert(weights_in(copy), again=True)
    assert json.loads((safe / "scanglot.json").read_text("utf-8"))["nats_a_piece_from_fp32"] is None
    weights, expected = load_file(copy / "model.safetensors"), (safe / "model.bin").read_bytes()
    torch.save(weights, copy / "pytorch_model.bin", _use_new_zipfile_serialization=zipped)
    (copy / "model.safetensors").unlink()
    assert (convert(weights_in(copy), again=True) / "model.bin").read_bytes() == expected
